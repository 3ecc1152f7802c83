"""Writes in letters drawn with quadrant blocks, where the terminal's own letters cannot grow."""

import re
import unicodedata
from functools import cache, lru_cache

from rich.cells import cell_len

from kiosk.model.frozen import dataclass
from kiosk.ui.glyphs import LETTERS, MARKS

QUADRANTS = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
"""A cell by its dots: 1 is at the left above, 2 right of it, 4 at the left below, 8 right of that."""

HIGH = 6
"""Rows of a line: one for accents of capitals, four for letters, one for what hangs below."""

SHARED = 1
"""The last row of a line can be the first of the next one."""

_DOTS = 12
"""Rows of dots of a line."""

_ABOVE, _BELOW = 3, 10
"""The row of dots at which capitals begin, and the one below the line."""

_BETWEEN = 4
"""Cells between words; between letters there is one."""

_SPACE = 2
"""Cells of a space that does not break."""

_WORD = re.compile(r"\S*\w\S*")
_SAME = str.maketrans("−‐‑ʼ‚\u00ad", "–--’,-")
"""What looks like a letter that is drawn already."""

Dots = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a line, or a part of one that is too long for it."""

    number: int
    """Which of the text's words it is, counted from 0."""
    left: int
    right: int
    """The first cell that is no longer part of it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn line."""

    text: str
    """What it says."""
    rows: tuple[str, ...]
    """All of the same width; `HIGH` of them for each step of the scale."""
    words: tuple[Word, ...]

    @property
    def accented(self) -> bool:
        """Whether anything stands above its capitals."""
        return bool("".join(self.rows[: len(self.rows) // HIGH]).strip())


@dataclass(frozen=True, slots=True)
class _Piece:
    """What stands between two spaces, or as much of it as fits a line."""

    text: str
    rows: tuple[str, ...]
    width: int
    words: tuple[Word, ...]
    """Counted from 0 in each. Room that does not break keeps several of them together."""


@lru_cache(1024)
def lines(text: str, width: int, scale: int = 1) -> tuple[Line, ...]:
    """A text in drawn letters, broken at its spaces; a word that is too wide is cut.

    Args:
        text: The text.
        width: The cells that a line may take; every row has so many.
        scale: 1, or 2 for letters that are twice as large.
    """
    found: list[list[tuple[_Piece, int]]] = [[]]
    number, free = 0, width
    for token in filter(None, text.split(" ")):
        pieces = _pieces(token, width, scale)
        for piece in pieces:
            if found[-1] and piece.width + _BETWEEN * scale > free:
                found.append([])
            free = (free - _BETWEEN * scale if found[-1] else width) - piece.width
            found[-1].append((piece, number))
        number += 1 + max((one.number for piece in pieces for one in piece.words), default=-1)
    return tuple(_line(line, width, scale) for line in found)


def _line(pieces: list[tuple[_Piece, int]], width: int, scale: int) -> Line:
    """Pieces side by side, each with the number of its first word."""
    between = " " * (_BETWEEN * scale)
    words: list[Word] = []
    at = 0
    for piece, number in pieces:
        words += [Word(one.number + number, one.left + at, one.right + at) for one in piece.words]
        at += piece.width + len(between)
    room = " " * (width - at + len(between)) if pieces else " " * width
    rows = tuple(between.join(row) + room for row in zip(*(piece.rows for piece, _ in pieces), strict=True))
    return Line(" ".join(piece.text for piece, _ in pieces), rows or (room,) * (HIGH * scale), tuple(words))


def size(text: str, scale: int = 1) -> int:
    """The cells that a text takes on one line."""
    pieces = [_piece(_letters(token), scale) for token in filter(None, text.split(" "))]
    return sum(piece.width + _BETWEEN * scale for piece in pieces) - _BETWEEN * scale


@lru_cache(4096)
def _pieces(token: str, width: int, scale: int) -> tuple[_Piece, ...]:
    """What stands between two spaces, in pieces that fit a line."""
    found: list[list[tuple[str, int | None]]] = [[]]
    for letter in _letters(token):
        if found[-1] and _width([*found[-1], letter], scale) > width:
            found.append([])
        found[-1].append(letter)
    return tuple(_piece(letters, scale) for letters in found)


def _letters(token: str) -> list[tuple[str, int | None]]:
    """Letters, each with the accents that are not part of it, and which word it belongs to; none, if it is a sign."""
    token = unicodedata.normalize("NFC", token).translate(_SAME)
    words = [word.span() for word in _WORD.finditer(token)]
    found: list[tuple[str, int | None]] = []
    for at, sign in enumerate(token):
        if found and unicodedata.category(sign) in ("Mn", "Me"):
            found[-1] = (found[-1][0] + sign, found[-1][1])
        else:
            found.append((sign, next((n for n, (start, end) in enumerate(words) if start <= at < end), None)))
    return found


def _width(letters: list[tuple[str, int | None]], scale: int) -> int:
    return sum(len(glyph(letter, scale)[0]) for letter, _ in letters) - scale


def _piece(letters: list[tuple[str, int | None]], scale: int) -> _Piece:
    at = 0
    words: dict[int, Word] = {}
    for letter, number in letters:
        end = at + cell_len(glyph(letter, scale)[0])
        if number is not None:
            words[number] = Word(number, words[number].left if number in words else at, end - scale)
        at = end
    shapes = zip(*(glyph(letter, scale) for letter, _ in letters), strict=True)
    rows = tuple("".join(row)[:-scale] for row in shapes)
    return _Piece("".join(letter for letter, _ in letters), rows, at - scale, tuple(words.values()))


@cache
def glyph(letter: str, scale: int = 1) -> tuple[str, ...]:
    """The rows of a letter, with the room after it. What is not drawn stands on the line in its own size."""
    dots = _dots(letter)
    if dots is None:
        blank = " " * (cell_len(letter) + scale)
        rows = [blank] * (HIGH * scale)
        rows[_BELOW * scale // 2 - 1] = letter + " " * scale
        return tuple(rows)
    after = " " * scale
    if scale == 1:
        return tuple(_cells(*pair) + after for pair in zip(dots[::2], dots[1::2], strict=True))
    return tuple("".join(" █"[dot == "#"] for dot in row) + after for row in dots)


def _cells(upper: str, lower: str) -> str:
    pairs = (upper[at : at + 2] + lower[at : at + 2] for at in range(0, len(upper), 2))
    return "".join(QUADRANTS[sum((dot == "#") << bit for bit, dot in enumerate(pair))] for pair in pairs)


def drawable(letter: str) -> bool:
    """Whether a letter is drawn, and need not stand there in its own size."""
    return _dots(letter) is not None


def _dots(letter: str) -> Dots | None:
    """A letter as dots, put together with its accents; None where one is not known, or two would meet."""
    if letter.isspace():
        return ("." * _SPACE * 2,) * _DOTS
    base, *marks = list(unicodedata.normalize("NFD", letter))
    above = [mark for mark in marks if mark not in "\u0327\u0328"]
    if letter in _table():
        return _table()[letter]
    if len(above) > 1 or len(marks) - len(above) > 1:
        return None
    found = _table().get({"i": "ı", "j": "ȷ"}.get(base, base) if above else base)
    for mark in marks:
        found = _marked(found, mark) if found and mark in _marks() else None
    return found


def _marked(dots: Dots, mark: str) -> Dots:
    """With an accent in the middle above it, or below it."""
    tall = any("#" in row for row in dots[_ABOVE : _ABOVE + 2])
    at = _BELOW if mark in "\u0327\u0328" else 0 if tall else 2
    width = max(len(dots[0]), len(_marks()[mark][0]))
    rows = [row.center(width, ".") for row in dots]
    for number, row in enumerate(_marks()[mark], start=at):
        pairs = zip(rows[number], row.center(width, "."), strict=True)
        rows[number] = "".join(max(pair, key=".#".index) for pair in pairs)
    return tuple(rows)


@cache
def _table() -> dict[str, Dots]:
    """Every letter, as rows of dots from the accents of capitals to what hangs below the line."""
    found: dict[str, Dots] = {}
    for band in LETTERS.strip("\n").split("\n\n"):
        names, *rows = (row.split() for row in band.splitlines())
        for name, *dots in zip(names, *rows, strict=True):
            blank = "." * len(dots[0])
            found[name] = (*[blank] * _ABOVE, *dots, *[blank] * (_DOTS - _ABOVE - len(dots)))
    return found


@cache
def _marks() -> dict[str, Dots]:
    """Every accent."""
    names, *rows = (row.split() for row in MARKS.strip("\n").splitlines())
    return {chr(int(name, 16)): tuple(dots) for name, *dots in zip(names, *rows, strict=True)}


def over(upper: str, lower: str) -> str:
    """Two rows of cells as one, where the last row of a line is the first of the next."""
    return "".join(_both(*pair) for pair in zip(upper, lower, strict=True))


def _both(one: str, other: str) -> str:
    if one in QUADRANTS and other in QUADRANTS:
        return QUADRANTS[QUADRANTS.index(one) | QUADRANTS.index(other)]
    return other if one == " " else one
