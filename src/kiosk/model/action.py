"""What a patient or the staff can do: a key, a touch, a switch and a test's bot all become one of these."""

from typing import Literal

from kiosk.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class GoOn:
    """The next page; at a question, confirms what is chosen."""


@dataclass(frozen=True, slots=True)
class GoBack:
    """The previous page, or out of what lies over it."""


@dataclass(frozen=True, slots=True)
class Choose:
    """One of the things on the page, by its id."""

    item: str


@dataclass(frozen=True, slots=True)
class GetHelp:
    """The help page, from every page; pressed there, back again."""


@dataclass(frozen=True, slots=True)
class Stir:
    """Any other sign of life: it changes nothing, but somebody is there."""


@dataclass(frozen=True, slots=True)
class AskToQuit:
    """The demonstration's way out, pressed twice."""


Reason = Literal["finished", "not-started", "left", "timeout", "staff", "stopped"]
"""Why a visit ended: read to its end; not this patient's procedure; the patient stopped; nobody was there any
more; the staff ended it; the kiosk was shut down."""


@dataclass(frozen=True, slots=True)
class Leave:
    """Ends the visit from outside."""

    reason: Reason


@dataclass(frozen=True, slots=True)
class Saved:
    """The journal's answer: whether everything that happened is on disk."""

    well: bool


@dataclass(frozen=True, slots=True)
class Hear:
    """The voice on, or off again where it stands."""


@dataclass(frozen=True, slots=True)
class HearAgain:
    """What was said last, once more: the sentence, and pressed again the page."""


@dataclass(frozen=True, slots=True)
class ChangeSpeed:
    """The voice faster or slower, by steps."""

    by: int


@dataclass(frozen=True, slots=True)
class ChangeVolume:
    """The voice louder or softer, by steps."""

    by: int


@dataclass(frozen=True, slots=True)
class LoseVoice:
    """The machine cannot speak any more."""

    private: bool = False
    """Whether that is since no headphones are plugged in, and the voice is for them alone."""


@dataclass(frozen=True, slots=True)
class Spoke:
    """A sentence begins to sound: while the kiosk speaks, nobody is late."""


Knob = Literal["size", "colours", "screen", "onward", "switches", "scan"]
"""What a patient can set besides the voice: the size of the letters, the colours, whether the screen is lit, going on
by itself after a page was read aloud, how keys are used, the seconds of each step of one switch."""


@dataclass(frozen=True, slots=True)
class Adjust:
    """One of these a step on; after its last value comes the first."""

    knob: Knob


@dataclass(frozen=True, slots=True)
class ChangeLanguage:
    """The next language that is here."""


@dataclass(frozen=True, slots=True)
class ReadOut:
    """Everything that was to be said has been said."""


@dataclass(frozen=True, slots=True)
class Explain:
    """A key was pressed to learn what it does."""

    press: str
    """What it does, such as `help`; empty for a key that does nothing."""


@dataclass(frozen=True, slots=True)
class Type:
    """A letter, digit or sign that the staff typed."""

    letter: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a barcode scanner sent while the staff were there."""

    code: str


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The screen is clean: its target was held for long enough."""


VisitAction = GoOn | GoBack | Choose | GetHelp | Stir | AskToQuit | Leave | Saved | Spoke
"""What a visit knows of."""

ComfortAction = Hear | HearAgain | ChangeSpeed | ChangeVolume | LoseVoice | Adjust
"""What changes how a patient likes it."""

Action = VisitAction | ComfortAction | ChangeLanguage | ReadOut | Explain | Type | Scan | Cleaned
