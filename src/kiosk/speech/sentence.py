"""Cuts a text into its sentences, whatever its language."""

import re
import unicodedata
from collections.abc import Iterator

MOST_LETTERS = 500
"""The longest piece, in characters. An engine takes 1,000; how a text is pronounced can make it longer."""

_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*\s+|[。！？]+[」』”）]*\s*|\s*\n\s*")
"""Where a sentence may end: marks, what closes after them, and room; or a line's end."""

_ALWAYS = re.compile(r"[!?。！？؟]")
"""Marks that stand at nothing but an end, unless a small letter goes on after them."""

_WORD = re.compile(r"[^\W_]")
_SOON = re.compile(r"[\W_]{0,20}?([^\W_])")
"""The next letter or digit, where one follows soon."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
"""Before a full stop that ends no sentence: "e.g", one letter."""

_LIST_NUMBER = re.compile(r"\s*\d{1,2}")

_NO_VOWEL = re.compile(r"(?i)[b-df-hj-np-tv-xz]{2,3}")
_CLAUSE = re.compile(r"[,;:،、，；]\s*")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a text in any language, none longer than `MOST_LETTERS`.

    What looks like an abbreviation ("30 min. before", "e.g.", "Dr.") ends none: two sentences in one breath are
    heard well, half a sentence is not. What holds no letter and no digit cannot be said, and is no sentence.
    """
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if _ends(text, start, end):
            found += _short(text[start : end.end()])
            start = end.end()
    found += _short(text[start:])
    return tuple(one for one in found if _WORD.search(one))


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a sentence ends here."""
    after = _SOON.match(text, end.end())
    if after is None or not _WORD.search(text, start, end.start()):
        return False
    if "\n" in end[0] or after[1].islower():
        return "\n" in end[0]
    if _ALWAYS.search(end[0]):
        return True
    if _LIST_NUMBER.fullmatch(text, start, end.start()):
        return False
    before = text[max(start, end.start() - 12) : end.start()].split()
    return not (before and _is_short(before[-1].lstrip("(["), after[1]))


def _is_short(word: str, after: str) -> bool:
    """Whether a word before a full stop looks like an abbreviation: "e.g", "Dr", "No" before a number."""
    if _INITIALS.fullmatch(word) or (after.isdigit() and len(word) <= 3):
        return True
    return bool(_NO_VOWEL.fullmatch(word)) and not word.isupper()


def _short(text: str) -> Iterator[str]:
    """A sentence in pieces that an engine can take."""
    text = " ".join(text.split())
    while len(text) > MOST_LETTERS:
        at = _break(text)
        yield text[:at].rstrip()
        text = text[at:].lstrip()
    yield text


def _break(text: str) -> int:
    """Where a text that is too long is cut: after a clause, a word, or at worst a whole letter with its accents."""
    half = MOST_LETTERS // 2
    clauses = [one.end() for one in _CLAUSE.finditer(text, half, MOST_LETTERS)]
    words = text.rfind(" ", half, MOST_LETTERS) + 1
    return max(clauses, default=words) or _whole_letter(text, half)


def _whole_letter(text: str, least: int) -> int:
    at = MOST_LETTERS
    while at > least and unicodedata.combining(text[at]):
        at -= 1
    return at
