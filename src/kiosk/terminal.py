"""Whether this terminal can show pages, asked before anything is drawn."""

import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress

from kiosk.model.error import TerminalError

LEAST = (40, 11)
"""Columns and rows of the smallest grid."""

INSTEAD = "`kiosk plain PROCEDURE` works everywhere."


def lock(environment: MutableMapping[str, str]) -> None:
    """Drop what would loosen the screen's lock; Textual asks for it as soon as it is loaded."""
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        del environment[name]


def ready(environment: MutableMapping[str, str]) -> None:
    """Make sure that pages can be shown, and that nothing loosens the screen's lock.

    Raises:
        TerminalError: There is no terminal, it is too simple or too small, or Python would stay open afterwards.
    """
    if sys.flags.inspect:
        raise TerminalError("Python would stay open after the kiosk. Unset PYTHONINSPECT, and leave -i out.")
    lock(environment)
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TerminalError(f"There is no terminal here to show pages on. {INSTEAD}")
    if environment.get("TERM", "dumb") in ("dumb", "unknown", ""):
        raise TerminalError(f"This terminal (TERM={environment.get('TERM', '')}) cannot show pages. {INSTEAD}")
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    if columns and rows and (columns < LEAST[0] or rows < LEAST[1]):
        raise TerminalError(
            f"This terminal has {columns}x{rows} cells; pages need {LEAST[0]}x{LEAST[1]}. Make it larger. {INSTEAD}"
        )


def forget() -> None:
    """Leave nothing on the terminal, and nothing above it to scroll back to."""
    with suppress(OSError):  # it may be gone
        sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")
        sys.stdout.flush()
