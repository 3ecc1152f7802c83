"""Whether this terminal can show pages, asked before anything is drawn."""

import os
import sys
from collections.abc import MutableMapping

from kiosk.model.error import TerminalError

LEAST = (40, 11)
"""Columns and rows of the smallest grid."""

INSTEAD = "`kiosk plain PROCEDURE` works everywhere."


def ready(environment: MutableMapping[str, str]) -> None:
    """Make sure that pages can be shown, and drop what would loosen the screen's lock.

    Raises:
        TerminalError: There is no terminal, it is too simple, or too small.
    """
    for name in [name for name in environment if name.startswith("TEXTUAL")]:
        del environment[name]
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TerminalError(f"There is no terminal here to show pages on. {INSTEAD}")
    if environment.get("TERM", "dumb") in ("dumb", "unknown", ""):
        raise TerminalError(f"This terminal (TERM={environment.get('TERM', '')}) cannot show pages. {INSTEAD}")
    columns, rows = os.get_terminal_size(sys.stdout.fileno())
    if columns and rows and (columns < LEAST[0] or rows < LEAST[1]):
        raise TerminalError(
            f"This terminal has {columns}x{rows} cells; pages need {LEAST[0]}x{LEAST[1]}. Make it larger. {INSTEAD}"
        )
