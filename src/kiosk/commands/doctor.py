"""`kiosk doctor`: what is to be mended on this machine before it serves patients."""

import argparse
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, add, print_json
from kiosk.commands.parts import library_of

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    about = (
        "Look at screen, sound, lock, content, journal and clock: a line each, with a standard's figure and the cure. "
        "Run it in the kiosk's own terminal, as the kiosk's own user. Code 1 if something must be mended."
    )
    doctor = add(commands, "doctor", about, _doctor)
    doctor.add_argument("--json", action="store_true", help="as a list of objects")


def _doctor(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.doctor.examination import examine
    from kiosk.doctor.finding import as_objects, summary
    from kiosk.doctor.machine import Machine
    from kiosk.log import log_to
    from kiosk.speech import commands
    from kiosk.speech.protocol import Manner

    log_to(force.settings.folder)
    manner = Manner(force.settings.language, force.settings.voice_name)
    findings = list(examine(force, Machine.here(), library_of(force.settings), lambda: commands.check(manner)))
    if chosen.json:
        print_json(as_objects(findings))
    else:
        print("\n".join(one.line() for one in findings))
        print(summary(findings))
    return MEND if any(one.fails for one in findings) else DONE
