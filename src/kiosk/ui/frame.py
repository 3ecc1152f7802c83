"""What a grid of cells allows: margins, lines of text, room for air and for words on the actions."""

from kiosk.model.frozen import dataclass
from kiosk.ui.picture import Picture

MOST_TEXT = 60
"""Cells of a line of text: longer lines are harder to follow (WCAG 1.4.8 allows 80)."""

ROOMY_ROWS, ROOMY_COLUMNS = 20, 56
"""From here on a page has air; from so many columns on, its actions have their words."""

GAP = 3
"""Cells between the text and a picture beside it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What a grid allows."""

    columns: int
    rows: int
    picture: Picture | None = None
    """The picture that the page shows."""
    inside: bool = False
    """Whether it stands in the text instead, between two parts."""
    low: int = 1
    """Rows of the row of actions where there is no room for air."""

    @property
    def roomy(self) -> bool:
        """Whether there is room for air."""
        return self.rows >= ROOMY_ROWS and self.columns >= ROOMY_COLUMNS

    @property
    def worded(self) -> bool:
        """Whether there is room for words on every action."""
        return self.columns >= ROOMY_COLUMNS

    @property
    def margin(self) -> int:
        """Blank columns at either side."""
        return 3 if self.roomy else 1

    @property
    def inner(self) -> int:
        """Cells between the margins."""
        return self.columns - 2 * self.margin

    @property
    def aside(self) -> int:
        """Cells that a picture beside the text takes from it."""
        return self.picture.columns + GAP if self.picture and not self.inside else 0

    @property
    def width(self) -> int:
        """Cells of a line of text."""
        return min(MOST_TEXT, self.inner - self.aside)

    @property
    def left(self) -> int:
        """The column at which text begins: with its picture in the middle of wide screens."""
        return max(self.margin, (self.columns - self.width - self.aside) // 2)

    @property
    def right(self) -> int:
        """The first column right of the text and of a picture beside it."""
        return self.left + self.width + self.aside

    @property
    def actions(self) -> int:
        """Rows of the row of actions."""
        return 3 if self.roomy else self.low

    @property
    def foot(self) -> int:
        """The row at which the row of actions begins; where there is air, a blank one follows it."""
        return self.rows - self.actions - (1 if self.roomy else 0)

    @property
    def air(self) -> int:
        """Blank rows at the top."""
        return 1 if self.rows < 30 else 2 if self.rows < 40 else 4
