"""What of a text can be spoken, cut into pieces that a voice makes sound of in a moment."""

import re
import unicodedata
from collections.abc import Iterator

LONGEST = 200
"""Characters of a piece: the voice cannot be interrupted within one, so a new text never waits for more."""

_UNSPOKEN = {"Cc", "Cf", "Cn", "Co", "Cs", "Sk", "So", "Mn", "Me"}
_COMBINED = {"Mn", "Me"}
"""Accents and vowel signs belong to the letter before them; alone, or after a picture sign, they say nothing."""
_WORD = re.compile(r"\S*[^\W_]\S*")
"""Has a letter or a digit: a sign alone is not said."""
_BORDERS = tuple(re.compile(border) for border in (r"[.!?…][\"'”’)\]]*\s+|[。！？]", r"[,;:–—]\s+|[、，；]", r"\s+"))
"""Ends of sentences, of clauses, of words."""


def speakable(text: str) -> str:
    """The text with a space for each sign that nobody speaks, so that every other keeps its place."""
    kept: list[str] = []
    for sign in text:
        kind = unicodedata.category(sign)
        joins = kind in _COMBINED and kept and kept[-1].strip()
        kept.append(sign if joins or kind not in _UNSPOKEN else " ")
    return "".join(kept)


def says_something(text: str) -> bool:
    """Whether it has a letter or a digit."""
    return _WORD.search(text) is not None


def words(text: str) -> list[tuple[int, int]]:
    """The words' places and lengths."""
    return [(match.start(), len(match[0])) for match in _WORD.finditer(text)]


def pieces(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """The text in pieces with the place where each begins: cut at a sentence, else a clause, a word, anywhere."""
    start = 0
    while start < len(text):
        end = _end(text, start, start + longest)
        if says_something(text[start:end]):
            yield start, text[start:end]
        start = end


def _end(text: str, start: int, most: int) -> int:
    if len(text) <= most:
        return len(text)
    for border in _BORDERS:
        ends = [match.end() for match in border.finditer(text, start, most)]
        if ends:
            return ends[-1]
    return most
