"""Where a remark stands: in rows that are free, so that nothing which can be pressed moves when it comes or goes."""

from rich.cells import cell_len

from kiosk.model.page import Page
from kiosk.ui.block import Piece, Row
from kiosk.ui.frame import Frame
from kiosk.ui.wrap import wrap

_STANDING = frozenset(("question", "practice"))
"""Pages that always say what to do next."""

_KEPT = 2
"""Rows that are kept free for what is said there, or on small grids beside any choices."""

_WIDE = 72
"""From so many cells on, one row is enough: what is longer has room in the last row."""


def kept_free(page: Page, frame: Frame) -> int:
    """Rows above the row of actions that no part of a page takes, whether there is a remark just now or not."""
    if page.kind in _STANDING or (page.choices() and not frame.roomy):
        return 1 if frame.roomy and frame.inner >= _WIDE else _KEPT
    return 0


def needed(page: Page, frame: Frame) -> int:
    """Rows that a page's remark takes with the one above it; 0 without a remark."""
    return len(wrap(page.notice, frame.width)) + 1 if page.notice else 0


def with_foot(rows: list[Row], page: Page, frame: Frame, stands: tuple[int, int]) -> tuple[list[Row], list[Row]] | None:
    """All rows of a leaf above its actions, and those below; nothing where the remark finds no room.

    Args:
        rows: The head and the text, from the left edge on.
        page: The page.
        frame: What the grid allows.
        stands: Which leaf it is, counted from 1, and of how many.
    """
    counted = _counter(*stands)
    above = _with_remark(rows, page, frame, counted)
    below: list[Row] = [()] * (frame.rows - frame.foot - frame.actions)
    if above is None and below and cell_len(page.notice) <= frame.inner:
        above = [*rows, *[()] * (frame.foot - len(rows))]
        below[-1] = _remark(page.notice, frame.margin)
    if above is None:
        return None
    if counted:
        used = sum(cell_len(piece.text) for piece in above[-1])
        space = Piece(" " * (frame.right - cell_len(counted) - used), "text")
        above[-1] = (*above[-1], space, Piece(counted, "quiet"))
    return above, below


def _counter(number: int, count: int) -> str:
    """Which leaf of a page this is, and whether there is another one."""
    return f"{number} / {count}" + ("  ▼" if number < count else "   ") if count > 1 else ""


def _with_remark(rows: list[Row], page: Page, frame: Frame, counted: str) -> list[Row] | None:
    """Below the text with a row of air, or without, or as low as that its end stands beside the number of the leaf."""
    lines = wrap(page.notice, frame.width) if page.notice else []
    said = [_remark(line, frame.left) for line in lines]
    free = frame.foot - len(rows)
    beside = bool(lines) and cell_len(lines[-1]) + 2 + cell_len(counted) <= frame.right - frame.left
    least = len(said) + (1 if counted and not beside else 0)
    if least > free:
        return None
    gap = 1 if said and least < free else 0
    return [*rows, *[()] * gap, *said, *[()] * (free - gap - len(said))]


def _remark(line: str, left: int) -> Row:
    return (Piece(" " * left, "text"), Piece(line, "notice"))
