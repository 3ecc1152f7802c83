"""`kiosk settings`: what is set and where it came from; and the PIN."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, add
from kiosk.model.error import SettingsError

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    settings = add(
        commands, "settings", "Show the settings in force and where each came from, or set the PIN.", _settings
    )
    settings.add_argument("what", nargs="?", choices=["pin"], help="pin: set the staff's PIN")


def _settings(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.settings import every_setting

    if chosen.what == "pin":
        return _set_pin(force)
    for name, wanted in every_setting().items():
        value = force.settings.value(name)
        shown = "set" if name == "pin" and value else "unset" if value in (None, "") else value
        shown = str(shown).lower() if isinstance(shown, bool) else shown  # as the file takes it
        print(f"{name} = {shown}    ({force.origins.get(name, 'default')})    {wanted}")
    from kiosk.journal.store import Journal
    from kiosk.log import log_file

    print(f"journal: {Journal(force.settings.folder).path}")
    print(f"log: {log_file(force.settings.folder)}")
    print("looked for settings in: " + ", ".join(map(str, force.looked_at)))
    return DONE


def _set_pin(force: "InForce") -> int:
    import getpass

    from kiosk.settings import write_pin

    if sys.stdin.isatty():
        digits = getpass.getpass("New PIN, 4 to 12 digits: ")
        if digits != getpass.getpass("The same again: "):
            raise SettingsError("The two differ; nothing was changed. Try again.")
    else:
        digits = sys.stdin.readline().strip()
    write_pin(digits, force.pin_file)
    print(f"The PIN is set, in {force.pin_file}. A kiosk that runs now knows it after its next start.")
    return DONE
