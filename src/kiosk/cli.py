"""The command `kiosk`: what was typed goes to its group of commands, and an error becomes one sentence."""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from kiosk import __version__
from kiosk.commands.arguments import EPILOG, MEND, WRONG, Parser, folders
from kiosk.model.error import KioskError, UnknownProcedureError, UsageError

if TYPE_CHECKING:
    from kiosk.settings import InForce

_GROUPS = {
    "launch": "walks",
    "plain": "walks",
    "print": "handover",
    "procedures": "procedures",
    "results": "results",
    "journal": "journal",
    "export": "export",
    "content": "content",
    "speech": "speech",
    "settings": "settings",
    "doctor": "doctor",
    "supervise": "supervise",
}
"""The file in which each command, or group of them, is."""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
"""Where a command prints to, there is no room."""


def main() -> None:
    """The command `kiosk`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that lacks a letter shows "?", not a traceback
    try:
        code = run(sys.argv[1:])
        _flush()
        sys.exit(code)
    except KioskError as error:
        print(_harmless(str(error)), file=sys.stderr)
        sys.exit(WRONG if isinstance(error, UnknownProcedureError | UsageError) else MEND)
    except BrokenPipeError:
        _print_nowhere()
        sys.exit(MEND)
    except OSError as error:
        if error.filename is not None or error.errno not in _FULL:
            raise
        _print_nowhere()
        print(f"What is printed cannot be written down: {error.strerror}. Make room, and try again.", file=sys.stderr)
        sys.exit(MEND)
    except KeyboardInterrupt:
        sys.exit(MEND)


def _harmless(text: str) -> str:
    """What was typed is repeated in errors, and could hold escape sequences."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    chosen = _parser(arguments).parse_args(arguments)
    code: int = chosen.run(chosen, None if "alone" in chosen else _in_force(chosen))
    return code


def _in_force(chosen: argparse.Namespace) -> "InForce":
    from kiosk.settings import read_settings

    given = {name: getattr(chosen, name) for name in ("data", "content") if getattr(chosen, name)}
    return read_settings(chosen.config, os.environ, given)


def _flush() -> None:
    """What cannot be printed is found here, and not while Python ends; a terminal that is gone reads nothing."""
    try:
        print(end="", flush=True)
    except OSError as error:
        if error.errno != errno.EIO:
            raise
        _print_nowhere()


def _print_nowhere() -> None:
    """Or Python complains again while it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the groups that are needed."""
    from kiosk.commands.walks import wait

    top = Parser(
        "kiosk",
        description="Walks a patient through what will happen.\nWithout a command it waits for patients, full-screen.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"kiosk {__version__}")
    folders(top, None)
    top.set_defaults(run=wait)
    if needed := _needed(arguments):
        commands = top.add_subparsers(title="commands", metavar="COMMAND")
        for name in needed:
            import_module(f"kiosk.commands.{name}").add_to(commands)
    return top


def _needed(arguments: Sequence[str]) -> dict[str, None]:
    """The files of the groups that were named; all of them where help is needed, none where no command is typed."""
    options = Parser("kiosk", add_help=False)
    folders(options, None)
    _, rest = options.parse_known_args(arguments)
    named = [_GROUPS[one] for one in rest if one in _GROUPS]
    return dict.fromkeys(named or _GROUPS.values()) if rest else {}
