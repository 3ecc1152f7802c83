"""Builds one leaf in drawn letters: the quiet lines, what is drawn, and the row of actions."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from rich.cells import cell_len

from kiosk.model.page import Control, Page
from kiosk.ui.actions import row_of_actions
from kiosk.ui.block import Drawn, Piece, Place, Row, button
from kiosk.ui.canvas import Canvas, Group, gap
from kiosk.ui.frame import Frame
from kiosk.ui.head import TICKS
from kiosk.ui.large_actions import large_actions
from kiosk.ui.leaf import Leaf
from kiosk.ui.saying import Saying
from kiosk.ui.wrap import wrap

_WIDE_COLUMNS = 72
"""From so many columns on, the ticks have air."""

_COUNTER = len("99 / 99  ▼  ")
"""Cells that the number of the leaf may take."""


def head_of(page: Page, canvas: Canvas) -> list[Row]:
    """The quiet lines: the title where there is room for it, and where one is."""
    found: list[Row] = [()] if canvas.airy else []
    if canvas.airy and page.title and page.place:
        found.append((Piece(page.title, "quiet"),))
    where = (" " if canvas.columns >= _WIDE_COLUMNS else "").join(TICKS[tick] for tick in page.ticks)
    indent = len(where) + 2 if where else 0
    first, *more = wrap(page.place or page.title, canvas.width - indent - _COUNTER)
    found.append((Piece(where, "bar"), Piece(" " * (indent - len(where)) + first, "quiet")))
    found += [(Piece(" " * indent + line, "quiet"),) for line in more]
    return [(Piece(" " * canvas.text, "text"), *row) if row else row for row in found]


def leaf_of(
    canvas: Canvas, head: Sequence[Row], group: Group, pitch: int, stands: tuple[int, int], controls: Iterable[Control]
) -> Leaf:
    """A leaf.

    Args:
        canvas: The grid.
        head: The quiet lines.
        group: What is drawn on the leaf.
        pitch: Rows from one line to the next.
        stands: Which leaf it is, counted from 1, and of how many.
        controls: The row of actions.
    """
    *above, where = head
    rows = [*above, _counted(where, canvas, *stands) if stands[1] > 1 else where, *[()] * canvas.gap]
    places: list[Place] = []
    parts: dict[int, int] = {}
    drawn: list[Drawn] = []
    for one, between in zip(group, [0, *(gap(*pair) for pair in pairwise(group))], strict=True):
        rows += [()] * between
        top = len(rows)
        texts, words = one.stacked(pitch)
        rows += [_row(text, one.saying, canvas) for text in texts]
        drawn.append(Drawn(one.saying, tuple(word.moved(canvas.text, top) for word in words)))
        if one.saying.part is not None:
            parts |= dict.fromkeys(range(top, len(rows)), one.saying.part)
        if one.saying.pressable:
            places.append(Place(one.saying.item, canvas.left, canvas.columns - canvas.left, top, len(rows)))
    rows += [()] * (canvas.foot - len(rows))
    actions, pressable = _actions(tuple(controls), canvas)
    return Leaf((*rows, *actions), (*places, *pressable), parts, drawn=tuple(drawn))


@lru_cache(64)
def _actions(controls: tuple[Control, ...], canvas: Canvas) -> tuple[list[Row], list[Place]]:
    """The row of actions. The leaves of a page have three at most, and drawing them takes most of the time."""
    by_slot = {control.slot: control for control in controls}
    if canvas.draws_actions:
        return large_actions(by_slot, canvas.columns, canvas.left, canvas.foot, canvas.scale)
    return row_of_actions(by_slot, Frame(canvas.columns, canvas.rows), canvas.foot)


def _counted(row: Row, canvas: Canvas, number: int, count: int) -> Row:
    """A quiet line with the number of the leaf at its right end."""
    text = f"{number} / {count}" + ("  ▼" if number < count else "   ")
    free = canvas.text + canvas.width - len(text) - sum(cell_len(piece.text) for piece in row)
    return (*row, Piece(" " * free, "text"), Piece(text, "quiet"))


def _row(text: str, saying: Saying, canvas: Canvas) -> Row:
    """A row of drawn letters on what it stands on."""
    left = Piece(" " * canvas.left, "text")
    if saying.pressable:
        return (left, *button(f" {text} ", saying.item, saying.role))
    if saying.bar:
        return (left, Piece("▌ ", saying.bar), Piece(f"{text}  ", saying.role))
    return (left, Piece("  ", "text"), Piece(text, saying.role))
