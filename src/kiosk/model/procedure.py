"""A walkthrough as the kiosk uses it: structure and the words of one language joined."""

from datetime import date
from typing import Literal

from kiosk.model.frozen import dataclass
from kiosk.model.review import UNSIGNED, Review

SectionId = Literal["what", "prepare", "happens", "after", "risks", "choices", "call"]
"""The seven sections, which stand in this order in every walkthrough."""

SECTIONS: tuple[SectionId, ...] = ("what", "prepare", "happens", "after", "risks", "choices", "call")

Asks = Literal["happens", "feel", "risk", "benefit", "choice", "before", "after"]
"""What a question asks about."""

YES_OR_NO = ("yes", "no")
"""The values of an option that has none of its own."""

UNSURE = "not-sure"
"""The option that every question has, and that is never wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, a point or a remark."""

    text: str
    """What it says."""
    added: tuple[str, ...] = ()
    """The added facts that it carries; empty where the source carries it."""
    values: tuple[str, ...] = ()
    """The hospital's own values that stand in it, such as `phone`."""


@dataclass(frozen=True, slots=True)
class Feel:
    """What one may feel at a step, and what helps."""

    text: Line
    helps: Line | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, with the words that stand for it."""

    name: str
    """The drawing's file in assets/, without its ending."""
    caption: str
    description: str
    """What one sees and why it matters, in sentences that can be spoken."""


@dataclass(frozen=True, slots=True)
class Step:
    """One page, one idea."""

    id: str
    heading: str
    text: tuple[Line, ...]
    points: tuple[Line, ...] = ()
    feel: Feel | None = None
    glossary: tuple[str, ...] = ()
    picture: Picture | None = None
    covers: tuple[str, ...] = ()
    """The facts that stand in this step."""
    gathers: bool = False
    """Whether it gathers what one may feel from start to end."""


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, with feedback of its own that teaches."""

    id: str
    text: str
    feedback: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question at the end of a section."""

    id: str
    asks: Asks
    about: str
    """The step that it asks about, shown again after a miss."""
    ask: str
    options: tuple[Option, ...]
    right: str
    teach_back: str
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a walkthrough: steps, then questions about them."""

    id: SectionId
    title: str
    steps: tuple[Step, ...]
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A glossary word."""

    id: str
    word: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Note:
    """A ready-made question for the nurse, or a line of the summary."""

    id: str
    line: Line


@dataclass(frozen=True, slots=True)
class Code:
    """A billing code: only a key for looking up."""

    system: str
    code: str


@dataclass(frozen=True, slots=True)
class Lookalike:
    """Another procedure that this one could be mistaken for."""

    id: str
    title: str
    apart: str
    """What the patient would meet there instead."""
    codes: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value that an option of the launch can have."""

    id: str
    name: str
    lookalike: str = ""
    """The lookalike that this value would be."""


@dataclass(frozen=True, slots=True)
class LaunchOption:
    """Something that the nurse may say at launch; where nobody does, the pages keep their "may"."""

    id: str
    name: str
    values: tuple[Value, ...]

    @property
    def is_yes_or_no(self) -> bool:
        """Whether it is said by `--with` and `--without`, and not by a value."""
        return tuple(value.id for value in self.values) == YES_OR_NO


@dataclass(frozen=True, slots=True)
class Procedure:
    """A whole walkthrough in one language, ready for a visit: what depended on an option stands in it, or does not."""

    id: str
    version: int
    hash: str
    """SHA-256 over structure and words, the first 16 hexadecimal digits."""
    language: str
    languages: tuple[str, ...]
    """Every language that it can be shown in."""
    minutes: int
    review_again: date
    """The day by which it must be reviewed again."""
    general: bool
    """Whether it was written from general knowledge: then all of it waits for a clinician, and no line is marked."""
    codes: tuple[Code, ...]
    lookalikes: tuple[Lookalike, ...]
    options: tuple[LaunchOption, ...]
    chosen: tuple[str, ...]
    """What the nurse said at launch, such as `sedation=yes`."""
    title: str
    also: tuple[str, ...]
    """Other names."""
    sentence: str
    apart: str
    """What tells it from its lookalikes."""
    sections: tuple[Section, ...]
    glossary: tuple[Word, ...]
    to_ask: tuple[Note, ...]
    remember: tuple[Note, ...]
    review: Review = UNSIGNED
    """Who signed these words; known once the walkthrough is to come before a patient."""

    def __hash__(self) -> int:
        return hash((self.id, self.language, self.hash))  # asked for at each key; all the sentences would take longer

    def section(self, section_id: str) -> Section:
        """The section of this id."""
        return next(section for section in self.sections if section.id == section_id)

    def word(self, word_id: str) -> Word:
        """The glossary word of this id."""
        return next(word for word in self.glossary if word.id == word_id)
