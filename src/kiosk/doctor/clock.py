"""The clock: every event carries its time, so that a wrong clock spoils the results."""

from collections.abc import Iterator
from datetime import date

from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine

_PLAUSIBLE = ("not before the walkthroughs were written", "the walkthroughs' own dates")
_SET = ("set by a time server", "every event carries its time")
_OTHERS = ("chronyd", "ntpd", "ntpsec", "openntpd")


def examine(machine: Machine, written: date | None) -> Iterator[Finding]:
    """Whether the time can be right, and whether something keeps it so.

    Args:
        machine: This machine.
        written: When the newest walkthrough was written.
    """
    today = machine.now.date()
    says = f"It says {machine.now:%Y-%m-%d %H:%M %Z}".rstrip() + "."
    if written and today < written:
        says = f"{says} The walkthroughs are from {written}."
        yield Finding(
            "clock", "fix", says, *_PLAUSIBLE, "Set the clock, and see whether its battery is empty.", must=True
        )
    else:
        yield Finding("clock", "ok", says, *_PLAUSIBLE, must=True)
    if machine.has("run/systemd/timesync/synchronized"):
        yield Finding("time server", "ok", "systemd-timesyncd has set the clock.", *_SET, must=False)
    elif machine.runs(*_OTHERS):
        says, cure = (
            "A time service runs; whether it found a server, it alone knows.",
            "Ask it: `chronyc tracking`, `ntpq -p`.",
        )
        yield Finding("time server", "person", says, *_SET, cure, must=False)
    else:
        says, cure = (
            "Nothing is known to set the clock.",
            "`timedatectl set-ntp true`; without a network, look at it monthly.",
        )
        yield Finding("time server", "fix", says, *_SET, cure, must=False)
