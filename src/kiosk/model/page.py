"""A page: what every face of the kiosk shows. The screen draws it, plain text prints it."""

from typing import Literal

from kiosk.model.action import Action
from kiosk.model.frozen import dataclass

Kind = Literal[
    "waiting", "choose", "confirm", "intro", "step", "again", "before-risks", "question", "feedback",
    "to-ask", "summary", "help", "contents", "leave", "alert", "farewell", "pin", "staff",
    "comfort", "practice", "keys", "find", "prepare", "ticket", "clean", "take", "review", "feeling",
]  # fmt: skip
"""What sort of page it is."""

_OVER: frozenset[Kind] = frozenset((
    "help", "contents", "leave", "alert", "pin", "staff", "review", "comfort", "practice", "keys", "find", "prepare",
    "ticket",
))  # fmt: skip
"""The kinds of page that lie over another."""

Mark = Literal["open", "chosen", "right", "seen", "skipped"]
"""How a thing stands: nothing said of it, chosen, the right answer, read, passed over."""

Tick = Literal["full", "half", "empty"]
"""How much of a section has been seen."""

Slot = Literal["back", "hear", "bigger", "help", "next"]
"""The five places of the row of actions, always in this order."""

SLOTS: tuple[Slot, ...] = ("back", "hear", "bigger", "help", "next")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the text."""

    text: str
    added: str = ""
    """The sign of a line that no source carries; a note on the page says what it means."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of short lines."""

    items: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Feeling:
    """What you may feel, and what helps: always the same sign."""

    label: str
    text: Paragraph
    helps_label: str
    helps: Paragraph | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture with its caption, and the words that stand for it."""

    name: str
    label: str
    caption: str
    description: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing that can be chosen."""

    item: str
    """The id that `Choose` carries."""
    text: str
    about: str = ""
    """A second line that says more."""
    mark: Mark = "open"
    mark_label: str = ""
    """The mark in words, where the sign alone would not say it."""


@dataclass(frozen=True, slots=True)
class Choices:
    """Numbered things to choose from."""

    items: tuple[Choice, ...]
    form: Literal["one", "many", "go", "digits", "letters", "scale"]
    """`one`: one answer of several; `many`: each can be marked; `go`: choosing acts at once; `digits` and `letters`: a
    keypad; `scale`: one of several numbers, from the worst to the best."""
    locked: bool = False
    """Whether they can only be read."""

    @property
    def numbered(self) -> bool:
        """Whether each has a number that chooses it; on a keypad and a scale its own text says enough."""
        return not self.locked and self.form in ("one", "many", "go")


@dataclass(frozen=True, slots=True)
class GlossaryWord:
    """A word that opens and closes to show its meaning."""

    item: str
    """The id that `Choose` carries."""
    word: str
    meaning: str
    open: bool


@dataclass(frozen=True, slots=True)
class Glossary:
    """The words that are explained on this page."""

    label: str
    """Asks whether one wants to know."""
    words: tuple[GlossaryWord, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What became of an answer."""

    tone: Literal["right", "again", "together"]
    label: str
    """The tone in words, so that colour never speaks alone."""
    text: str


@dataclass(frozen=True, slots=True)
class Countdown:
    """How long the kiosk still waits."""

    text: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """How to have it read aloud; said now and then even while the voice is off."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Code:
    """A text as a square for a phone's camera (QR); on a screen without room for one, nothing."""

    text: str


@dataclass(frozen=True, slots=True)
class Faces:
    """Faces above a scale, from the worst to the best, drawn or of letters; they say nothing that no text says."""

    name: str
    """The drawing, a strip."""


@dataclass(frozen=True, slots=True)
class Note:
    """A quiet remark."""

    text: str


Pictured = Drawing | Code | Faces
"""What a screen may show as a picture: a page has one at most."""

Part = Paragraph | Points | Feeling | Pictured | Choices | Glossary | Feedback | Countdown | Invitation | Note


@dataclass(frozen=True, slots=True)
class Control:
    """One of the row of actions."""

    slot: Slot
    label: str
    key: str
    """The key that does the same, as it stands on the keyboard."""
    action: Action


@dataclass(frozen=True, slots=True)
class Page:
    """One page, one idea."""

    id: str
    kind: Kind
    heading: str
    parts: tuple[Part, ...]
    controls: tuple[Control, ...]
    title: str = ""
    """The procedure's title: the quiet line at the top."""
    place: str = ""
    """Where the patient is, such as "Getting ready, 2 of 4"."""
    ticks: tuple[Tick, ...] = ()
    """Progress: one a section."""
    notice: str = ""
    """Something to say just now, such as what to do first."""
    first: str = "next"
    """What has the focus when the page opens: a slot, or the id of a choice."""

    def choices(self) -> tuple[str, ...]:
        """The ids of everything on the page that can be chosen, in the order of their numbers."""
        found: list[str] = []
        for part in self.parts:
            if isinstance(part, Choices) and not part.locked:
                found.extend(choice.item for choice in part.items)
            elif isinstance(part, Glossary):
                found.extend(word.item for word in part.words)
        return tuple(found)

    def is_chosen(self, item: str) -> bool:
        """Whether this is an option that is chosen already."""
        options = [part.items for part in self.parts if isinstance(part, Choices) and part.form in ("one", "scale")]
        return any(choice.item == item and choice.mark == "chosen" for items in options for choice in items)

    @property
    def lies_over(self) -> bool:
        """Whether it lies over another page, to which it leads back."""
        return self.kind in _OVER

    def control(self, slot: Slot) -> Control | None:
        """The action in this place of the row, if it is there."""
        return next((control for control in self.controls if control.slot == slot), None)
