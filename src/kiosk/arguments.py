"""What can be typed after `kiosk`: commands, options, help."""

import argparse
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from kiosk import __version__

EPILOG = """\
examples:
  kiosk                                     wait for patients, full-screen
  kiosk launch sialogram --ticket A12       start this walkthrough here and now
  kiosk plain sialogram                     the same as plain text, for a screen reader or a pipe
  kiosk procedures                          what can be started
  kiosk speech check                        whether this machine can read aloud
  kiosk results --since 2026-11-01          what was understood

exit codes:
  0  done
  1  something is to be mended: content, settings, journal or terminal; a sentence says what
  2  the command or the procedure is not known, or not clear
  3  the patient left before the end
"""


class _Parser(argparse.ArgumentParser):
    """Errors in one plain sentence."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and where help is; code 2."""
        self.exit(2, f"{message[0].upper()}{message[1:]}. `{self.prog} --help` says more.\n")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"“{text}” is not a day; write it as 2026-11-22") from error


WHICH = "an id, words of its names, or a bare code"


def parser() -> argparse.ArgumentParser:
    """The parser; it sets `command` to the command's name."""
    top = _Parser(
        "kiosk",
        description="Walks a patient through what will happen. Without a command it waits for patients, full-screen.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"kiosk {__version__}")
    _folders(top, None)
    top.set_defaults(command="wait")
    commands = top.add_subparsers(title="commands", metavar="COMMAND")
    _walks(commands)
    _lists(commands)
    content = commands.add_parser("content", help="look after the walkthroughs")
    actions = content.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = _add(actions, "check", "Check walkthroughs and languages: all mistakes at once, with file and line.")
    check.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="a content folder")
    check.add_argument("--json", action="store_true", help="as a list of objects")
    _speech(commands)
    settings = _add(commands, "settings", "Show the settings in force and where each came from, or set the PIN.")
    settings.add_argument("what", nargs="?", choices=["pin"], help="pin: set the staff's PIN")
    return top


def _folders(to: argparse.ArgumentParser, default: Any) -> None:
    """The options that every command takes."""
    to.add_argument("--config", type=Path, metavar="FILE", default=default, help="a settings file")
    to.add_argument("--data", type=Path, metavar="DIR", default=default, help="the folder of the journal and the log")
    about = "a folder with walkthroughs and languages"
    to.add_argument("--content", type=Path, metavar="DIR", default=default, help=about)


def _add(commands: Any, name: str, about: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about[0].lower() + about[1:].rstrip("."),
        description=about,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _folders(made, argparse.SUPPRESS)  # a default here would overwrite an option that stands before the command
    made.set_defaults(command=name)
    return made


def _walks(commands: Any) -> None:
    launch = _add(commands, "launch", "Start a walkthrough here and now; ends after this patient.")
    plain = _add(commands, "plain", "The same walkthrough as append-only text with numbered choices.")
    for walk in (launch, plain):
        walk.add_argument("procedure", metavar="PROCEDURE", nargs="+", help=WHICH)
        about = "what the patient is called by: capital letters, digits, hyphens, at most 8"
        walk.add_argument("--ticket", metavar="A12", help=about)
    launch.add_argument("--read-aloud", action="store_true", help="begin with the voice on")


def _speech(commands: Any) -> None:
    speech = commands.add_parser("speech", help="try the voice")
    actions = speech.add_subparsers(title="commands", metavar="COMMAND", required=True)
    say = _add(actions, "say", "Say a text.")
    say.add_argument("text", nargs="+", help="what to say")
    about = "Tell whether this machine has a voice and can sound: a line each, code 1 if not."
    render = _add(actions, "render", "Write a sound (WAV) and a transcript for each page of a walkthrough.")
    render.add_argument("procedure", metavar="PROCEDURE", nargs="+", help=WHICH)
    render.add_argument("--to", metavar="DIR", type=Path, required=True, help="the folder to write into")
    voices = _add(actions, "voices", "List the voices.")
    check = _add(actions, "check", about)
    for name, made in (("say", say), ("render", render), ("voices", voices), ("check", check)):
        made.set_defaults(command="speech", what=name)


def _lists(commands: Any) -> None:
    listing = _add(commands, "procedures", "List the walkthroughs.")
    listing.add_argument("--json", action="store_true", help="as a list of objects")
    results = _add(commands, "results", "What was understood, per procedure and question.")
    results.add_argument("--procedure", metavar="PROCEDURE", help="only this one, by its id")
    about = "only visits from this day on"
    results.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help=about)
    results.add_argument("--json", action="store_true", help="as an object")
