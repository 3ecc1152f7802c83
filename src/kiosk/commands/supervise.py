"""`kiosk supervise`: keeps the kiosk on the screen, whatever ends it."""

import argparse
from typing import Any

from kiosk.commands.arguments import DONE, add
from kiosk.model.error import TerminalError, UsageError

ABOUT = (
    "Keep the kiosk running on this screen: start it again whatever ended it, and when it gives no sign of life. "
    "Ends when staff choose “Stop the kiosk” on the staff's page, or by SIGTERM."
)


def add_to(commands: Any) -> None:
    """Add the command."""
    supervise = add(commands, "supervise", ABOUT, _supervise)
    about = "what to pass to the kiosk, such as: launch sialogram; nothing: it waits for patients"
    supervise.add_argument("arguments", nargs=argparse.REMAINDER, metavar="...", help=about)
    supervise.set_defaults(alone=True)


def _supervise(chosen: argparse.Namespace, _: object) -> int:
    from kiosk.supervise import supervise

    arguments = chosen.arguments
    if arguments and arguments[0] != "launch":
        raise UsageError(f"“{arguments[0]}” cannot be supervised: leave it out, or name a walkthrough after “launch”.")
    if any(one.startswith("--t") for one in arguments):
        raise UsageError(
            "A ticket belongs to one patient, and supervised the kiosk starts anew for the next: leave it out."
        )
    named = [(f"--{name}", getattr(chosen, name)) for name in ("config", "data", "content") if getattr(chosen, name)]
    trouble = supervise([*(str(part) for pair in named for part in pair), *arguments])
    if trouble:
        raise TerminalError(trouble)
    return DONE
