"""A leaf: as much of a page as fits the grid, with what can be pressed where."""

from collections.abc import Mapping
from dataclasses import field

from kiosk.model.frozen import dataclass
from kiosk.ui.block import Drawn, Piece, Place, Row
from kiosk.ui.picture import Standing


@dataclass(frozen=True, slots=True)
class Leaf:
    """As much of a page as fits the grid."""

    rows: tuple[Row, ...]
    """One for each row of the grid, from the left edge on."""
    places: tuple[Place, ...]
    """What can be pressed, in the order in which the focus goes round."""
    parts: Mapping[int, int] = field(default_factory=dict)
    """For a row of the text, which of the page's parts it shows."""
    picture: Standing | None = None
    """The picture beside the text or in it: on the first leaf of a page that has one."""
    drawn: tuple[Drawn, ...] = ()
    """The sentences that stand here in drawn letters."""

    def targets(self) -> tuple[str, ...]:
        """What can have the focus, in order."""
        return tuple(dict.fromkeys(place.target for place in self.places))

    def cursor(self, target: str) -> tuple[int, int] | None:
        """Column and row of the words of a target, where the terminal's cursor belongs while it has the focus."""
        for place in self.places:
            if place.target == target:
                rows = range(place.top, min(place.bottom, len(self.rows)))
                worded = (row for row in rows if any(_names(piece, target) for piece in self.rows[row]))
                return place.left, next(worded, place.top)
        return None

    def at(self, column: int, row: int) -> str:
        """The target under a cell, or an empty text."""
        return next((place.target for place in self.places if place.holds(column, row)), "")


def _names(piece: Piece, target: str) -> bool:
    return piece.target == target and piece.role != "rim" and not piece.edge and bool(piece.text.strip())
