"""The waiting page: calm words somewhere on an empty screen, each minute somewhere else."""

from kiosk.model.page import Page
from kiosk.ui.block import Piece, Place, Row, indented
from kiosk.ui.body import body_of
from kiosk.ui.frame import Frame
from kiosk.ui.leaf import Leaf
from kiosk.ui.wrap import wrap

_DRIFT_ACROSS = (0.5, 0.1, 0.9, 0.3, 0.7)
_DRIFT_DOWN = (0.4, 0.7, 0.15, 0.55, 0.25, 0.85)


def waiting_leaf(page: Page, frame: Frame, drift: int) -> Leaf:
    """Calm words somewhere on an empty screen; a press anywhere opens it."""
    width = min(44, frame.width)
    found: list[Row] = [(Piece(line, "heading"),) for line in wrap(page.heading, width)]
    for block in body_of(page, width):
        found += [(), *block.rows]
    if page.notice:
        found += [(), *((Piece(line, "notice"),) for line in wrap(page.notice, width))]
    if len(found) > frame.rows:
        found = [row for row in found if row][: frame.rows]
    across = _DRIFT_ACROSS[drift % len(_DRIFT_ACROSS)]
    down = _DRIFT_DOWN[drift % len(_DRIFT_DOWN)]
    left = round((frame.columns - width) * across)
    top = round((frame.rows - len(found)) * down)
    rows = [*([()] * top), *(indented(row, left) for row in found)]
    everywhere = Place("next", 0, frame.columns, 0, frame.rows)
    return Leaf(tuple(rows + [()] * (frame.rows - len(rows))), (everywhere,))
