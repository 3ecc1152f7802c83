"""Finds the sentence that is being said on a leaf, and marks it there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.ui.block import Piece, Row
from kiosk.ui.sheet import Leaf

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.speech.narrator import Utterance

_WORD = re.compile(r"\S*\w\S*")
_EDGES = re.compile(r"^\W+|\W+$")


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word of a leaf, and where it stands."""

    word: str
    row: int
    start: int
    end: int


def highlighted(leaf: Leaf, utterance: "Utterance") -> Leaf | None:
    """The leaf with the sentence marked; None if it does not stand there."""
    said = [_bare(word.group()) for word in _WORD.finditer(utterance.text)]
    seen = list(_words(leaf, utterance.part))
    for first in range(len(seen) - len(said) + 1):
        if said and [one.word for one in seen[first : first + len(said)]] == said:
            return _marked(leaf, seen[first : first + len(said)])
    return None


def _bare(word: str) -> str:
    return _EDGES.sub("", word)


def _words(leaf: Leaf, part: int | None) -> Iterator[_Seen]:
    """The words of one part, or of all rows that belong to none."""
    for number, row in enumerate(leaf.rows):
        text = "".join(piece.text if _part(leaf, number, piece) == part else " " * len(piece.text) for piece in row)
        for word in _WORD.finditer(text):
            yield _Seen(_bare(word.group()), number, word.start(), word.end())


def _part(leaf: Leaf, number: int, piece: Piece) -> int | None:
    """The part that a piece of a row shows: a picture's caption stands beside another part."""
    return leaf.picture.part if leaf.picture and piece.role == "caption" else leaf.parts.get(number)


def _marked(leaf: Leaf, words: list[_Seen]) -> Leaf:
    rows = list(leaf.rows)
    for number in {word.row for word in words}:
        here = [word for word in words if word.row == number]
        rows[number] = tuple(_cut(rows[number], here[0].start, here[-1].end))
    return replace(leaf, rows=tuple(rows))


def _cut(row: Row, start: int, end: int) -> Iterator[Piece]:
    """The row, with what stands between two of its characters marked."""
    at = 0
    for piece in row:
        begin, stop = max(0, start - at), min(len(piece.text), end - at)
        at += len(piece.text)
        if begin >= stop or piece.edge:
            yield piece
            continue
        for text, spoken in ((piece.text[:begin], False), (piece.text[begin:stop], True), (piece.text[stop:], False)):
            if text:
                yield replace(piece, text=text, spoken=spoken)
