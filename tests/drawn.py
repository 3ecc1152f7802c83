"""Reads drawn letters back from the cells of a leaf, as an eye would: by their shapes, and nothing else."""

from functools import cache
from string import printable

from kiosk.ui.block import Piece, Row
from kiosk.ui.glyphs import LETTERS
from kiosk.ui.leaf import Leaf
from kiosk.ui.letters import HIGH, QUADRANTS, drawable, glyph

KNOWN = sorted(
    letter
    for letter in {*printable, *map(chr, range(0xA1, 0x250)), *LETTERS}
    if drawable(letter) and not letter.isspace() and letter != "_"
)
"""Every letter that can be read; an underscore looks like a space with something below."""

WIDEST = max(len(glyph(letter)[0]) for letter in KNOWN)

BLANK, SPACE = " ", 3
"""An empty cell; the cells from the end of a word to the next one, beside the one that follows every letter."""


def read(leaf: Leaf) -> list[str]:
    """The lines of drawn letters on a leaf."""
    rows = [_cells(row) for row in leaf.rows]
    lines = {(word.top, (word.bottom - word.top) // (HIGH - 1)) for one in leaf.drawn for word in one.words}
    return [read_line(rows, top, scale) for top, scale in sorted(lines)]


def read_big_key(leaf: Leaf) -> str:
    """The words of the big key, be they drawn or not."""
    place = next((place for place in leaf.places if place.target == "next"), None)
    if place is None:
        return ""
    rows = [_cells(row)[place.left + 1 : place.right - 1] for row in leaf.rows]
    ordinary = " ".join(rows[place.top : place.bottom]).split()
    if any(sign not in QUADRANTS for word in ordinary for sign in word):
        return " ".join(ordinary)
    return read_line(rows, place.top, (place.bottom - place.top) // (HIGH - 1))


def read_line(rows: list[str], top: int, scale: int) -> str:
    """What a line reads whose letters begin in this row; above it there may be accents of capitals."""
    width = max(map(len, rows)) + SPACE * scale
    blank = [BLANK * width]
    here = [*blank * scale, *(row.ljust(width) for row in rows), *blank * HIGH * scale]
    return _read_line(tuple(here[top : top + HIGH * scale]), scale)


@cache
def _read_line(here: tuple[str, ...], scale: int) -> str:
    text, at = "", _start(here, scale)
    end = max(len(row.rstrip()) for row in here[scale : 5 * scale])
    while at < end:
        letter = _letter(here, at, scale)
        if letter:
            text, at = text + letter, at + len(glyph(letter, scale)[0])
        else:
            assert not "".join(row[at : at + SPACE * scale] for row in here[scale : 5 * scale]).strip(), (text, at)
            text, at = f"{text} ", at + SPACE * scale
    return text


def _cells(row: Row) -> str:
    """A row without what shows focus and planes: bars and rims."""

    def is_letters(piece: Piece) -> bool:
        return not (piece.edge or piece.role == "rim" or piece.text.startswith("▌"))

    return "".join(piece.text if is_letters(piece) else BLANK * len(piece.text) for piece in row)


def _start(here: tuple[str, ...], scale: int) -> int:
    """The first cell of the first letter; a j begins one before its stem."""
    first = min(len(row) - len(row.lstrip()) for row in here[scale : 5 * scale] if row.strip())
    return first - scale if first and _letter(here, first - scale, scale) else first


@cache
def _shapes(scale: int) -> dict[tuple[str, ...], list[str]]:
    """Letters by their four middle rows; what differs above or below these is told apart by it."""
    found: dict[tuple[str, ...], list[str]] = {}
    for letter in KNOWN:
        found.setdefault(glyph(letter, scale)[scale : 5 * scale], []).append(letter)
    return found


def _letter(here: tuple[str, ...], at: int, scale: int) -> str:
    """The letter that begins at a cell: of those that fit, the one with the most ink; empty if there is none."""
    shapes, fits = _shapes(scale), []
    for width in range(scale, WIDEST * scale + 1):
        cells = [row[at : at + width] for row in here]
        letters = shapes.get(tuple(cells[scale : 5 * scale]), [])
        fits += [one for one in letters if _within(glyph(one, scale), cells)]
    if fits:
        return max(fits, key=_ink)
    ordinary = here[5 * scale - 1][at]
    return "" if ordinary in QUADRANTS else ordinary


def _within(letter: tuple[str, ...], cells: list[str]) -> bool:
    """Whether every dot of a letter is there; rows that two lines share may hold more."""
    pairs = (pair for row, there in zip(letter, cells, strict=True) for pair in zip(row, there, strict=True))
    return all(_dots(one) & _dots(other) == _dots(one) for one, other in pairs)


def _ink(letter: str) -> int:
    return sum(_dots(cell).bit_count() for row in glyph(letter) for cell in row)


def _dots(cell: str) -> int:
    return max(0, QUADRANTS.find(cell))
