"""Colours: contrasts are proven for colours of 24 bits, and fewer come near them at best."""

from collections.abc import Iterator

from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine

_FIGURE = ("contrast at least 10:1, and 20:1 for those who choose it", "VVSG 2.0 7.1-C and 7.1-D")


def examine(machine: Machine) -> Iterator[Finding]:
    """How many colours the environment promises."""
    asked = machine.environment
    term = asked.get("TERM", "")
    if "NO_COLOR" in asked:
        says, cure = "NO_COLOR switches colours off; pages are then told apart by their signs.", "Unset NO_COLOR."
        yield Finding("colours", "fix", says, *_FIGURE, cure, must=False)
    elif asked.get("COLORTERM", "").lower() in ("truecolor", "24bit"):
        yield Finding("colours", "ok", "The terminal shows colours of 24 bits.", *_FIGURE, must=False)
    else:
        many = "256" if "256" in term or "kitty" in term else "16 or fewer"
        says = f"The environment promises {many} colours (TERM={term or 'unset'}); contrasts are proven for 24 bits."
        cure = "Set COLORTERM=truecolor if this terminal has them, or use kitty, which sets it itself."
        yield Finding("colours", "fix", says, *_FIGURE, cure, must=False)
