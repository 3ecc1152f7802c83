"""The PIN: without one, the kiosk is a demonstration that anybody can leave."""

import stat
from collections.abc import Iterator
from pathlib import Path

from kiosk.doctor.finding import Finding
from kiosk.settings import InForce

_FIGURE = ("staff's pages open by a PIN only", "VxSuite's voting machines")


def examine(force: InForce) -> Iterator[Finding]:
    """Whether there is a PIN, and who can read what is kept of it."""
    if force.settings.pin is None:
        cure = "Run `kiosk settings pin`, as the kiosk's own user."
        yield Finding("PIN", "fix", "None is set: the kiosk is a demonstration.", *_FIGURE, cure, must=True)
        return
    origin = Path(force.origins["pin"])
    if not origin.is_file():
        says, cure = f"It is set by {origin}, where other programs can read it.", "Set it with `kiosk settings pin`."
        yield Finding("PIN", "fix", says, *_FIGURE, cure, must=False)
    elif stat.S_IMODE(origin.stat().st_mode) & 0o077:
        yield Finding("PIN", "fix", "Others can read what is kept of it.", *_FIGURE, f"chmod 600 {origin}", must=True)
    else:
        yield Finding("PIN", "ok", "It is set, and kept for the kiosk's user alone.", *_FIGURE, must=True)
