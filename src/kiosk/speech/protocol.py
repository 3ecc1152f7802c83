"""What is said to a speaker and what it answers: frozen values, one JSON line each between the two processes."""

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any, Protocol

from kiosk.model.frozen import dataclass
from kiosk.speech.error import Kind
from kiosk.speech.rates import DEFAULT_SPEED
from kiosk.speech.sound import DEFAULT_VOLUME
from kiosk.speech.voice import Voice


@dataclass(frozen=True, slots=True)
class Manner:
    """How to speak."""

    language: str = "en"
    voice: str = ""
    """A voice's id or an engine's name; empty: the best one for the language."""
    speed: int = DEFAULT_SPEED
    """A place in `rates.SPEEDS`."""
    volume: int = DEFAULT_VOLUME
    """A place in `sound.LEVELS`."""


@dataclass(frozen=True, slots=True)
class Say:
    """Speak this instead of anything else."""

    id: int
    text: str
    """As the voice is to read it."""
    manner: Manner


@dataclass(frozen=True, slots=True)
class Stop:
    """Be silent at once."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The speaker can be used, with these voices, the best engine's first."""

    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class WordTime:
    """When a word begins to sound."""

    start: int
    """Its place in the text, in characters."""
    length: int
    at: float
    """Seconds after `Started`."""


@dataclass(frozen=True, slots=True)
class Started:
    """A text, or a piece of a long one, begins to sound."""

    id: int
    seconds: float
    """How long this piece lasts."""
    words: tuple[WordTime, ...]
    """Exact with espeak, else estimated from the words' lengths."""


@dataclass(frozen=True, slots=True)
class Finished:
    """Everything was played to its end."""

    id: int
    player: str
    """What played it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """There is nothing in the text that could be spoken: it is empty, or a picture sign."""

    id: int


@dataclass(frozen=True, slots=True)
class Cancelled:
    """Broken off by a stop or by a newer text; the worker's word, which a `Speaker` does not pass on."""

    id: int


@dataclass(frozen=True, slots=True)
class Failed:
    """It could not be spoken, or not to its end."""

    id: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Noted:
    """Something for the log, such as a voice that had to stand in; never a word of the text."""

    says: str


Request = Say | Stop
Event = Ready | Started | Finished | Skipped | Cancelled | Failed | Noted
Tell = Callable[[Event], None]
"""Takes the events, one after the other."""

_KINDS: dict[str, type] = {
    kind.__name__: kind for kind in (Say, Stop, Ready, Started, Finished, Skipped, Cancelled, Failed, Noted)
}
_PARTS: dict[str, Callable[[Any], Any]] = {
    "manner": lambda value: Manner(**value),
    "voices": lambda value: tuple(Voice(**one) for one in value),
    "words": lambda value: tuple(WordTime(*one) for one in value),
}


def to_line(message: Request | Event) -> str:
    """A message as a line of JSON, its line end included."""
    values = asdict(message)
    if isinstance(message, Started):
        values["words"] = [(word.start, word.length, word.at) for word in message.words]
    return json.dumps({"is": type(message).__name__, **values}) + "\n"


def from_line(line: str | bytes) -> Request | Event:
    """The message of a line."""
    values = json.loads(line)
    kind = _KINDS[values.pop("is")]
    message: Request | Event = kind(**{name: _PARTS.get(name, _same)(value) for name, value in values.items()})
    return message


def _same(value: Any) -> Any:
    return value


class Speaker(Protocol):
    """Says one text at a time. Nothing here blocks; events come in the event loop, and none of an older text."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """What it can speak with; empty until it is ready."""

    def start(self) -> None:
        """Make ready to speak."""

    def say(self, text: str, manner: Manner) -> int:
        """Speak this instead of anything else; the id that its events will carry."""

    def stop(self) -> None:
        """Be silent at once; no event of what was being said will come."""

    async def close(self) -> None:
        """Be silent for good."""
