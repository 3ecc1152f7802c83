"""Counts the syllables of a Spanish word by its spelling, which says them all.

The rules are those of the Ortografía de la lengua española (2010): two open vowels part, an open and a closed one
stay together unless the closed one has the accent, two different closed ones stay together, and an h between them
changes nothing.
"""

import re
from functools import cache

_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_SOUNDED_Y = re.compile(r"y(?![aeiouáéíóúü])")
"""A y that is heard as an i: at the end, before a consonant, and alone."""
_GLIDE = re.compile(r"h(?=[iu][aeoáéó])")
"""This h begins a syllable, as in cacahuete; any other between vowels is not heard."""
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_OPEN, _CLOSED, _ACCENTED = "aeoáéó", "iuü", "íú"
_BARE = str.maketrans("áéíóúü", "aeiouu")

_TWO = frozenset("fhjlmnñrsvxz")
"""Letters whose names have two syllables: efe, hache, jota."""
_THREE = frozenset("w")


@cache
def syllables(word: str) -> int:
    """How many syllables a word has; letters without a vowel are spelt out, as in RM or X."""
    plain = _SOUNDED_Y.sub("i", _SILENT_U.sub("", word.lower()))
    runs = _VOWELS.findall(_GLIDE.sub("w", plain).replace("h", "")) if _VOWELS.search(plain) else []
    if not runs:
        return sum(3 if letter in _THREE else 2 if letter in _TWO else 1 for letter in word.lower())
    return sum(map(_nuclei, runs))


def _nuclei(run: str) -> int:
    """How many syllables some vowels in a row belong to."""
    count = 1
    for place in range(1, len(run)):
        before, letter, after = run[place - 1], run[place], run[place + 1 : place + 2]
        between = letter in _CLOSED and before in _OPEN and after and after in _OPEN
        if between or _part(before, letter):
            count += 1
    return count


def _part(before: str, letter: str) -> bool:
    """Whether two vowels side by side belong to two syllables."""
    if before in _OPEN and letter in _OPEN:
        return True
    if before.translate(_BARE) == letter.translate(_BARE):
        return True
    return (before in _ACCENTED and letter in _OPEN) or (before in _OPEN and letter in _ACCENTED)
