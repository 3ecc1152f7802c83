"""Finds the sentence that is being said on a leaf, and marks it there."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.ui.block import Piece, Row, Spoken
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


def highlighted(leaf: Leaf, utterance: "Utterance", word: tuple[int, int] | None = None) -> Leaf | None:
    """The leaf with the sentence marked, and in it the word between two of its characters; None if it is not there."""
    heard = list(_WORD.finditer(utterance.text))
    said = [_bare(one.group()) for one in heard]
    seen = list(_words(leaf, utterance.part))
    for first in range(len(seen) - len(said) + 1):
        here = seen[first : first + len(said)]
        if said and [one.word for one in here] == said:
            marked = _marked(leaf, here, "sentence")
            sounds = [one for one, two in zip(here, heard, strict=True) if word and _overlap(two.span(), word)]
            return _marked(marked, sounds, "word")
    return None


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


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


def _marked(leaf: Leaf, words: list[_Seen], spoken: Spoken) -> Leaf:
    rows = list(leaf.rows)
    for number in {word.row for word in words}:
        here = [word for word in words if word.row == number]
        rows[number] = tuple(_cut(rows[number], here[0].start, here[-1].end, spoken))
    return replace(leaf, rows=tuple(rows))


def _cut(row: Row, start: int, end: int, marked: Spoken) -> Iterator[Piece]:
    """The row, with what stands between two of its characters marked."""
    at = 0
    for piece in row:
        begin, stop = max(0, start - at), min(len(piece.text), end - at)
        at += len(piece.text)
        if begin >= stop or piece.edge:
            yield piece
            continue
        before, now, after = piece.text[:begin], piece.text[begin:stop], piece.text[stop:]
        for text, spoken in ((before, piece.spoken), (now, marked), (after, piece.spoken)):
            if text:
                yield replace(piece, text=text, spoken=spoken)
