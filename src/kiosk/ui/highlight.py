"""Finds the sentence that is being said on a leaf, and marks it there."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Literal, Protocol

from kiosk.model.frozen import dataclass
from kiosk.ui.block import Drawn, DrawnWord, Piece, Row, Spoken
from kiosk.ui.leaf import Leaf
from kiosk.ui.wrap import atoms

_RUN = re.compile(r"\S+")
_SILENT = re.compile(r"\W+")
_WORD = re.compile(r"\S*\w\S*")
_EDGES = re.compile(r"^\W+|\W+$")


class Said(Protocol):
    """A sentence: an utterance of the voice, or what stands for it on a leaf."""

    @property
    def text(self) -> str:
        """As it is said."""

    @property
    def part(self) -> int | None:
        """Which of the page's parts it belongs to, counted from 0."""

    @property
    def item(self) -> str:
        """The choice, glossary word or slot that it belongs to."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """A word bare of its signs, and where it stands."""

    word: str
    row: int
    start: int
    end: int


def highlighted(leaf: Leaf, utterance: Said, word: tuple[int, int] | None = None) -> Leaf | None:
    """The leaf with the sentence marked, and in it the word between two of its characters; None if it is not there."""
    drawn, drawn_sounds = _drawn_words(leaf, utterance, word)
    if drawn:
        return _marked_drawn(_marked_drawn(leaf, drawn, "sentence"), drawn_sounds, "word")
    heard, seen = list(_words_in(utterance.text)), list(_words(leaf, utterance.part))
    found = _found("".join(one.word for one in heard), seen)
    if not found:
        return None
    first, last = found
    here = seen[first:last]
    sounding = [span for one, span in zip(heard, _spans(heard), strict=True) if word and _overlap(_place(one), word)]
    sounds = [
        one for one, span in zip(here, _spans(here), strict=True) if any(_overlap(span, other) for other in sounding)
    ]
    return _marked(_marked(leaf, here, "sentence"), sounds, "word")


def _found(said: str, seen: list[_Seen]) -> tuple[int, int] | None:
    """From which word on and before which one the letters of a sentence stand.

    Letters are compared and not words: a word that is too long for its line goes on in the next row.
    """
    spans = _spans(seen)
    begins = {start: number for number, (start, _) in enumerate(spans)}
    stops = {end: number for number, (_, end) in enumerate(spans, start=1)}
    letters = "".join(one.word for one in seen)
    at = letters.find(said) if said else -1
    while at >= 0 and not (at in begins and at + len(said) in stops):
        at = letters.find(said, at + 1)
    return (begins[at], stops[at + len(said)]) if at >= 0 else None


def sounds_on(leaf: Leaf, utterance: Said, word: tuple[int, int]) -> bool:
    """Whether the word between two of its characters stands on a leaf in drawn letters."""
    return bool(_drawn_words(leaf, utterance, word)[1])


def _drawn_words(leaf: Leaf, utterance: Said, word: tuple[int, int] | None) -> tuple[list[DrawnWord], list[DrawnWord]]:
    """Of a sentence in drawn letters the words that stand on a leaf, and of these the one that sounds."""
    heard = list(_WORD.finditer(utterance.text))
    said = [_bare(one.group()) for one in heard]
    for drawn in leaf.drawn:
        first = _begins(drawn, utterance, said)
        if first is None:
            continue
        here = [one for one in drawn.words if first <= one.number < first + len(said)]
        if here:
            return here, [one for one in here if word and _overlap(heard[one.number - first].span(), word)]
    return [], []


def _begins(drawn: Drawn, utterance: Said, said: list[str]) -> int | None:
    """The word at which an utterance begins; of a choice its mark may be said, while on the screen a sign shows it."""
    saying = drawn.saying
    if saying.part != utterance.part:
        return None
    words = [_bare(one) for one in _WORD.findall(saying.text)]
    for first in range(len(words)):
        here = words[first : first + len(said)]
        if here == said or (saying.item and saying.item == utterance.item and here == said[: len(words) - first]):
            return first
    return None


def _marked_drawn(leaf: Leaf, words: list[DrawnWord], spoken: Literal["sentence", "word"]) -> Leaf:
    """With these words marked, in each line from the first of them to the last, and a cell at either side."""
    rows = list(leaf.rows)
    above: Spoken = "drawn sentence" if spoken == "sentence" else "drawn word"
    for top, bottom in sorted({(word.top, word.bottom) for word in words}):
        line = [word for word in words if word.top == top]
        for number in range(top, bottom):
            marked = spoken if number == bottom - 1 else above
            rows[number] = tuple(_cut(rows[number], line[0].left - 1, line[-1].right + 1, marked))
    return replace(leaf, rows=tuple(rows))


def _bare(word: str) -> str:
    return _EDGES.sub("", word)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _place(one: _Seen) -> tuple[int, int]:
    return one.start, one.end


def _spans(words: list[_Seen]) -> list[tuple[int, int]]:
    """Where each word's letters are among the letters of all."""
    ends = list(accumulate(len(one.word) for one in words))
    return list(zip([0, *ends], ends, strict=False))


def _words_in(text: str, row: int = 0) -> Iterator[_Seen]:
    """The words of a text; letters that are written without spaces are each one of them."""
    for run in _RUN.finditer(text):
        end = run.start()
        for atom in atoms(run.group()):
            start, end = end, end + len(atom)
            if bare := _SILENT.sub("", atom):
                yield _Seen(bare, row, start, end)


def _words(leaf: Leaf, part: int | None) -> Iterator[_Seen]:
    """The words of one part, or of all rows that belong to none."""
    for number, row in enumerate(leaf.rows):
        text = "".join(piece.text if _part(leaf, number, piece) == part else " " * len(piece.text) for piece in row)
        yield from _words_in(text, number)


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
