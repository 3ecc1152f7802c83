"""What a page is laid out from: blocks of lines, lines of pieces.

They are made by the hundred at each key, so that it pays to compile their methods, as Python's own decorator does.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from kiosk.ui.palette import Role

if TYPE_CHECKING:  # needed in the largest size only
    from kiosk.ui.saying import Saying

Spoken = Literal["", "sentence", "word", "drawn sentence", "drawn word"]
"""What of it is being said: nothing, the sentence around it, just this word.

Of drawn letters only the last row of a line is marked like any other: a line under each row would cross them out.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one role; with a target, it is drawn as focused while that has the focus."""

    text: str
    role: Role
    target: str = ""
    spoken: Spoken = ""
    """Whether it is being said just now."""
    edge: bool = False
    """Whether it is drawn only while its target has the focus, so that colour never speaks alone."""
    paint: tuple[str, str] | None = None
    """In a picture: the colours of the upper and the lower half of its cells, in place of the role's."""
    bare: bool = False
    """Whether these colours are the same in every theme: a camera reads them."""


Row = tuple[Piece, ...]
"""One line of a page."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a target can be pressed, in cells of its block or leaf."""

    target: str
    left: int
    right: int
    """The first column that is no longer part of it."""
    top: int
    bottom: int
    """The first row that is no longer part of it."""

    def holds(self, column: int, row: int) -> bool:
        """Whether a press here belongs to it."""
        return self.left <= column < self.right and self.top <= row < self.bottom

    def moved(self, columns: int, rows: int) -> "Place":
        """The same, somewhere else."""
        return Place(self.target, self.left + columns, self.right + columns, self.top + rows, self.bottom + rows)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    rows: tuple[Row, ...]
    gap: bool = True
    """Whether a blank row stands before it."""
    places: tuple[Place, ...] = ()
    whole: bool = True
    """Whether it goes to the next leaf rather than being cut."""
    part: int | None = None
    """Which of the page's parts it shows, counted from 0."""
    keep: bool = False
    """Whether what follows belongs to it: an opening of a list does not end a leaf."""
    loose: bool = False
    """Whether the gap may go when the page would not fit otherwise."""
    explains: bool = False
    """Whether it only explains what stands before it, and so does not stand on a leaf alone."""
    tie: int = 0
    """How much it belongs to what stands before it: what a leaf costs that begins with it (see `fill`)."""
    yields: bool = False
    """Whether it may be cut after all, rather than let what explains it stand alone."""
    beside: bool = False
    """Whether a picture is at its right, so that its lines are shorter than others."""


EDGES = 2
"""Cells of the bars at either side of what can be pressed."""


def button(text: str, target: str, role: Role) -> list[Piece]:
    """Text that can be pressed, with the bars that show its focus."""
    return [Piece("▐", role, target, edge=True), Piece(text, role, target), Piece("▌", role, target, edge=True)]


_TOP = {"▐": "▗", "▌": "▖"}
_BOTTOM = {"▐": "▝", "▌": "▘"}


def rim(row: Row, *, top: bool) -> Row:
    """Half a row of the same colours above or below a row, so that what can be pressed is as high as a finger needs."""
    corners, half = (_TOP, "▄") if top else (_BOTTOM, "▀")
    found = []
    for piece in row:
        size = cell_len(piece.text)
        if piece.edge:
            found.append(Piece(corners[piece.text], piece.role, piece.target, edge=True))
        elif piece.target:
            found.append(Piece(half * size, "rim", piece.target))
        else:
            found.append(Piece(" " * size, "text"))
    return tuple(found)


def raised(rows: Sequence[Row], places: Sequence[Place], least: int, *, gap: bool = True) -> Block:
    """Rows that can be pressed, with a rim above and below; the lower one is the gap to what comes next.

    Args:
        rows: At least one.
        places: Of the first row's targets; each is made so high that it ends with the last row.
        least: Rows of what can be pressed.
        gap: Whether a blank row stands before it where it has no rim.
    """
    if least == 1:
        return Block(tuple(rows), gap, tuple(replace(place, bottom=len(rows)) for place in places))
    inner = [*rows]
    if len(rows) < least - 1:
        blank = tuple(piece if piece.edge else replace(piece, text=" " * cell_len(piece.text)) for piece in rows[0])
        inner += [blank] * (least - 1 - len(rows))
    high = (rim(rows[0], top=True), *inner, rim(rows[0], top=False))
    return Block(high, False, tuple(Place(one.target, one.left, one.right, 0, len(high) - 1) for one in places))


@dataclass(frozen=True, slots=True)
class DrawnWord:
    """Where a word stands in drawn letters, in cells of its leaf."""

    number: int
    """Which of its sentence's words it is, counted from 0."""
    left: int
    right: int
    """The first column that is no longer part of it."""
    top: int
    bottom: int
    """The first row that is no longer part of it."""

    def moved(self, columns: int, rows: int) -> "DrawnWord":
        """The same, somewhere else."""
        return DrawnWord(self.number, self.left + columns, self.right + columns, self.top + rows, self.bottom + rows)


@dataclass(frozen=True, slots=True)
class Drawn:
    """As much of a sentence as stands on a leaf in drawn letters."""

    saying: "Saying"
    words: tuple[DrawnWord, ...]


def indented(row: Row, left: int) -> Row:
    """A row that begins at a column of the leaf."""
    return (Piece(" " * left, "text"), *row)
