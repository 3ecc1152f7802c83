"""How the words of a language are measured; a language that nobody wrote formulas for has its lengths measured."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kiosk.content import measure, spanish
from kiosk.content.syllable import syllables

Score = Callable[[Sequence[str]], float]
"""A figure for some sentences."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure for how hard a text is, and what it may be."""

    name: str
    brief: str
    """Its name in a line of figures."""
    score: Score
    limit: float
    least: bool = False
    """Whether the limit is the least, as where 100 is easy; otherwise it is the most."""

    def passes(self, value: float) -> bool:
        """Whether a text of this value is easy enough."""
        return value >= self.limit if self.least else value <= self.limit

    def says(self, value: float) -> str:
        """Value and limit."""
        return f"{self.name} {value:.1f}; at {'least' if self.least else 'most'} {self.limit:.1f}."

    def hardest(self, values: Sequence[float]) -> float:
        """The value of the hardest text."""
        return min(values) if self.least else max(values)


@dataclass(frozen=True, slots=True)
class Yardstick:
    """What is measured in a language, beside the lengths of steps and sentences."""

    section: Formula | None = None
    whole: Formula | None = None
    weight: Callable[[str], int] = len
    """How hard a word is: syllables, or letters."""
    hard: int = 0
    """From which weight on a word is hard; 0 where nobody has said it."""
    is_passive: Callable[[str], bool] | None = None
    speaks_to_you: Callable[[str], bool] | None = None
    reader: str = ""
    """A pattern for how a text must not call its reader."""
    never: str = ""
    """The same as it is written, for a sentence about it."""
    you: str = ""
    """How it should."""

    def speaks_of_reader(self, text: str) -> bool:
        """Whether a text calls its reader as it must not."""
        return bool(self.reader and re.search(self.reader, text, re.IGNORECASE))


ENGLISH = Yardstick(
    section=Formula("Reading grade", "grade", measure.grade, 6.0),
    whole=Formula("SMOG grade", "SMOG", measure.smog, 8.0),
    weight=measure.syllables,
    hard=3,  # as SMOG counts them
    is_passive=measure.is_passive,
    speaks_to_you=measure.speaks_to_you,
    reader=r"\bthe patients?\b",
    never="The patient",
    you="you",
)

SPANISH = Yardstick(
    section=Formula("INFLESZ", "INFLESZ", spanish.inflesz, 65.0, least=True),
    weight=syllables,
    hard=5,  # Spanish words are longer: in our walkthroughs as many have five syllables as English ones have three
    is_passive=spanish.is_passive,
    speaks_to_you=spanish.speaks_to_you,
    reader=r"\b(?:el|la|los|las|al|del) pacientes?\b",
    never="El paciente",
    you="usted",
)

LENGTHS = Yardstick()

_YARDSTICKS = {"en": ENGLISH, "es": SPANISH}


def yardstick(language: str) -> Yardstick:
    """How a language is measured, by its id."""
    return _YARDSTICKS.get(language, LENGTHS)
