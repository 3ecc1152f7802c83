"""What happened in a visit: the only thing that is kept. No name, no free text, no key press."""

from typing import ClassVar, Literal

from kiosk.model.action import Reason
from kiosk.model.frozen import dataclass

Result = Literal["right", "wrong", "unsure"]
"""What became of an answer."""


@dataclass(frozen=True, slots=True)
class Launched:
    """The walkthrough was started for a patient."""

    kind: ClassVar[str] = "launched"
    options: tuple[str, ...] = ()
    """What the nurse said of the procedure, such as `sedation=yes`; nothing about the person."""
    resumes: str = ""
    """The id of the visit that goes on with this one, as random as its own."""


@dataclass(frozen=True, slots=True)
class Initialized:
    """The patient said that this is the right procedure."""

    kind: ClassVar[str] = "initialized"


@dataclass(frozen=True, slots=True)
class Viewed:
    """A step was on the screen and was left."""

    kind: ClassVar[str] = "viewed"
    step: str
    """Section and step, such as `happens/numbing`."""
    seconds: float
    """How long it was there."""


@dataclass(frozen=True, slots=True)
class Declined:
    """The patient would rather not read a section."""

    kind: ClassVar[str] = "declined"
    section: str


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer was confirmed: one final answer a try."""

    kind: ClassVar[str] = "answered"
    question: str
    attempt: int
    """1 or 2."""
    option: str
    result: Result


@dataclass(frozen=True, slots=True)
class Marked:
    """A ready-made question for the nurse was marked, or the mark taken away."""

    kind: ClassVar[str] = "marked"
    item: str
    on: bool


@dataclass(frozen=True, slots=True)
class Felt:
    """How the patient feels about it, before or after: 0 to 10."""

    kind: ClassVar[str] = "felt"
    when: Literal["before", "after"]
    value: int


@dataclass(frozen=True, slots=True)
class Completed:
    """Everything was seen and answered."""

    kind: ClassVar[str] = "completed"


@dataclass(frozen=True, slots=True)
class Terminated:
    """The visit ended."""

    kind: ClassVar[str] = "terminated"
    reason: Reason
    place: str
    """The page on which it ended."""


@dataclass(frozen=True, slots=True)
class Heard:
    """The voice was on in this visit: at its begin, or switched on in it. No key presses."""

    kind: ClassVar[str] = "heard"


@dataclass(frozen=True, slots=True)
class VoiceLost:
    """The machine could not speak any more while the voice was on."""

    kind: ClassVar[str] = "voice-lost"


@dataclass(frozen=True, slots=True)
class Abandoned:
    """The visit never ended: its process died. Nothing follows."""

    kind: ClassVar[str] = "abandoned"


Event = (
    Launched
    | Initialized
    | Viewed
    | Declined
    | Answered
    | Marked
    | Felt
    | Completed
    | Terminated
    | Heard
    | VoiceLost
    | Abandoned
)


@dataclass(frozen=True, slots=True)
class VisitKey:
    """What every event of one visit carries besides its time."""

    visit: str
    """A random id of the visit, nothing about the person."""
    procedure: str
    version: int
    hash: str
    """Of the content that was shown."""
    language: str
