"""What the groups of commands share: how a command is added, what every one takes, how objects are printed."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from kiosk.settings import InForce

DONE, MEND, WRONG, LEFT = 0, 1, 2, 3
"""The exit codes, as the help's last lines explain them."""

Run = Callable[[argparse.Namespace, "InForce"], int]
"""Runs a command; its exit code."""

EPILOG = """\
examples:
  kiosk                                wait for patients, full-screen
  kiosk launch sialogram --ticket A12  start it on the waiting kiosk, or here
  kiosk launch --resume A12            go on with a visit that was ended today
  kiosk results --ticket A12           what that patient understood
  kiosk print sialogram                the page that a patient takes home
  kiosk plain sialogram                as plain text, for a screen reader
  kiosk procedures                     what can be started
  kiosk speech check                   whether this machine can read aloud
  kiosk results --since 2026-11-01     what was understood
  kiosk supervise                      wait, and start again whatever ends it
  kiosk export --format csv --to FILE  the answers, for other programs
  kiosk journal verify                 whether the record is as it was written

exit codes:
  0  done
  1  something is to be mended: content, settings, journal or terminal,
     or the kiosk is in use; a sentence says what
  2  the command or the procedure is not known, or not clear
  3  the patient left before the end
  4  staff stopped the kiosk; only a kiosk under `kiosk supervise` says so,
     and that ends with 0
"""


class Parser(argparse.ArgumentParser):
    """Errors in one plain sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; code 2."""
        self.exit(2, f"{message[0].upper()}{message[1:]}. `{self.prog} --help` says more.\n")


WHICH = "an id, words of its names, or a bare code"


def folders(to: argparse.ArgumentParser, default: Any) -> None:
    """The options that every command takes."""
    to.add_argument("--config", type=Path, metavar="FILE", default=default, help="a settings file")
    to.add_argument("--data", type=Path, metavar="DIR", default=default, help="the folder of the journal and the log")
    about = "a folder with walkthroughs and languages"
    to.add_argument("--content", type=Path, metavar="DIR", default=default, help=about)


def add(commands: Any, name: str, about: str, run: Run) -> argparse.ArgumentParser:
    """Add a command to a group.

    Args:
        commands: The group.
        name: What is typed.
        about: What it does, in a sentence.
        run: Does it.
    """
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about[0].lower() + about[1:].rstrip("."),
        description=about,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    folders(made, argparse.SUPPRESS)  # a default here would overwrite an option that stands before the command
    made.set_defaults(run=run)
    return made


def group(commands: Any, name: str, about: str) -> Any:
    """Add a group of commands to the commands."""
    made = commands.add_parser(name, help=about)
    return made.add_subparsers(title="commands", metavar="COMMAND", required=True)


def day(text: str) -> date:
    """A day, as it is typed."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2026-11-22") from error


def print_json(value: Any) -> None:
    """Print an object for another program; where letters could get lost on the way, as JSON's own escapes."""
    import json

    encoding = getattr(sys.stdout, "encoding", None) or ""  # there is none where it was closed
    whole = encoding.lower().replace("-", "") == "utf8"
    print(json.dumps(value, ensure_ascii=not whole, indent=1))


def ticket_of(text: str | None) -> str:
    """A ticket as it was typed; none is an empty text.

    Raises:
        UsageError: It could be a name.
    """
    from kiosk.model.error import UsageError
    from kiosk.visit.order import TICKET

    if text is not None and not TICKET.fullmatch(text):
        raise UsageError(f"“{text}” cannot be a ticket: use capital letters, digits and hyphens, at most 8.")
    return text or ""


def add_options(command: argparse.ArgumentParser) -> None:
    """Let a command be told what the nurse knows of the procedure; it finds that as `said`."""
    about = "what is planned, such as sedation or region=neck; `kiosk procedures` lists what can be said"
    command.add_argument("--with", metavar="OPTION", action="append", dest="said", default=[], help=about)
    about = "what is not planned, such as sedation"
    command.add_argument("--without", metavar="OPTION", action="append", dest="said", type="not {}".format, help=about)
