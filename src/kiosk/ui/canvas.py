"""Where drawn letters stand on a grid, and how many rows they take there."""

from itertools import pairwise

from kiosk.model.frozen import dataclass
from kiosk.ui.block import DrawnWord
from kiosk.ui.frame import Frame
from kiosk.ui.large_actions import ACTIONS
from kiosk.ui.letters import HIGH, SHARED, Line, lines, over
from kiosk.ui.saying import Saying

SNUG = HIGH - SHARED
"""Rows from one line to the next where there is no room for more."""

_DRAWN_ACTIONS_ROWS = 24
"""From so many rows on, the row of actions is drawn too."""

_DOUBLED_COLUMNS, _DOUBLED_ROWS = 160, 48
"""The grid that is 80x24 twice: letters are twice as large."""

_GAP_ROWS, _AIRY_ROWS = 25, 36
"""From so many rows on, there is air below the quiet lines; and above them, with the title."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """A grid."""

    columns: int
    rows: int

    @property
    def scale(self) -> int:
        """How many times as large letters are as the smallest drawn ones."""
        return 2 if self.columns >= _DOUBLED_COLUMNS and self.rows >= _DOUBLED_ROWS else 1

    @property
    def left(self) -> int:
        """Blank columns at either side."""
        return self.columns // 40

    @property
    def text(self) -> int:
        """The column at which text begins."""
        return self.left + 2

    @property
    def width(self) -> int:
        """Cells of a line, between a bar with a space at either side."""
        return self.columns - 2 * self.text

    @property
    def airy(self) -> bool:
        """Whether there is room for air above, and for the title."""
        return self.rows >= _AIRY_ROWS

    @property
    def gap(self) -> int:
        """Blank rows below the quiet lines; on small grids the room above small letters is enough."""
        return 0 if self.rows < _GAP_ROWS else self.scale

    @property
    def draws_actions(self) -> bool:
        """Whether the row of actions is drawn too."""
        return self.rows >= _DRAWN_ACTIONS_ROWS

    @property
    def foot(self) -> int:
        """The row at which the row of actions begins; the one above it is blank."""
        return self.rows - (ACTIONS * self.scale if self.draws_actions else Frame(self.columns, self.rows).actions)

    def write(self, saying: Saying) -> "Written":
        """A saying in lines."""
        return Written(saying, lines(saying.shown, self.width, self.scale), self.scale)


@dataclass(frozen=True, slots=True)
class Written:
    """A saying, or some lines of it."""

    saying: Saying
    lines: tuple[Line, ...]
    scale: int
    opens: bool = True
    """Whether it is the first on its leaf."""

    @property
    def dropped(self) -> int:
        """How many of its first rows are not needed: nothing is above it, and no capital has an accent."""
        return self.scale if self.opens and not self.lines[0].accented else 0

    def height(self, pitch: int) -> int:
        """Its rows, with so many from one line to the next."""
        return (pitch * len(self.lines) + (HIGH - pitch)) * self.scale - self.dropped

    def stacked(self, pitch: int) -> tuple[list[str], list[DrawnWord]]:
        """Its rows, and where its words stand in them.

        Args:
            pitch: Rows from one line to the next: `HIGH`, or `SNUG` where the last row of a line is the first of the
                next.
        """
        rows: list[str] = []
        words: list[DrawnWord] = []
        for place, line in enumerate(self.lines):
            dropped = 0 if place else self.dropped
            shared = (HIGH - pitch) * self.scale if place else 0
            start = len(rows) - shared
            both = zip(rows[start:], line.rows[:shared], strict=True)
            rows[start:] = [*(over(*pair) for pair in both), *line.rows[shared + dropped :]]
            top = start + self.scale - dropped
            words += [DrawnWord(one.number, one.left, one.right, top, top + SNUG * self.scale) for one in line.words]
        return rows, words


Group = tuple[Written, ...]
"""What stands on one leaf."""


def gap(above: Written, below: Written) -> int:
    """More rows between two sayings than between lines: none within what is pressed as one, or is one plane."""
    one, other = above.saying, below.saying
    together = (one.pressable and other.pressable) or (one.bar is not None and one.bar == other.bar)
    return 0 if together else below.scale


def height(group: Group, pitch: int) -> int:
    """The rows of sayings below each other."""
    return sum(one.height(pitch) for one in group) + sum(gap(*pair) for pair in pairwise(group))
