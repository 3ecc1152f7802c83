"""A speaker that makes no sound but takes as long: for machines without sound, and for tests."""

import asyncio
from collections.abc import Callable
from typing import Protocol

from kiosk.speech.error import Kind
from kiosk.speech.protocol import Failed, Finished, Manner, Ready, Say, Skipped, Started, Tell, WordTime
from kiosk.speech.rates import SPEEDS
from kiosk.speech.text import says_something, speakable, words
from kiosk.speech.voice import Voice


class Cancellable(Protocol):
    """Something that will be done later."""

    def cancel(self) -> None:
        """It will not."""


Later = Callable[[float, Callable[[], None]], Cancellable]
"""Does something after so many seconds; by default the event loop's `call_later`."""


class SilentSpeaker:
    """A `Speaker` that keeps what it was asked to say."""

    def __init__(self, tell: Tell, later: Later | None = None, languages: tuple[str, ...] = ("en",)) -> None:
        self._tell = tell
        self._later = later or by_the_loop
        self._now: Cancellable | None = None
        self._languages = languages
        self.voices: tuple[Voice, ...] = ()
        """A silent voice a language, once it was started."""
        self.said: list[Say] = []
        """Everything that it was asked to say."""
        self.broken: Kind | None = None
        """Set this, and texts fail so."""

    @property
    def speaking(self) -> Say | None:
        """What is being said now."""
        return self.said[-1] if self._now else None

    def start(self) -> None:
        """Be ready at once."""
        if not self.voices:
            self.voices = tuple(Voice(f"silent/{one}", "silent", one) for one in self._languages)
            self._tell(Ready(self.voices))

    def say(self, text: str, manner: Manner) -> int:
        """Say this instead of anything else; the id that its events will carry."""
        self.stop()
        self.start()
        say = Say(len(self.said) + 1, text, manner)
        self.said.append(say)
        self._now = self._later(0, lambda: self._begin(say))
        return say.id

    def stop(self) -> None:
        """Say no more of it."""
        if self._now:
            self._now.cancel()
            self._now = None

    async def close(self) -> None:
        """Say nothing more."""
        self.stop()

    def _begin(self, say: Say) -> None:
        self._now = None
        if self.broken:
            self._tell(Failed(say.id, self.broken))
            return
        found = words(speakable(say.text))
        if not says_something(say.text):
            self._tell(Skipped(say.id))
            return
        each = 60 / SPEEDS[say.manner.speed]
        times = tuple(WordTime(start, length, round(number * each, 3)) for number, (start, length) in enumerate(found))
        self._now = self._later(len(found) * each, lambda: self._end(say))
        self._tell(Started(say.id, round(len(found) * each, 3), times))

    def _end(self, say: Say) -> None:
        self._now = None
        self._tell(Finished(say.id, "silent"))


def by_the_loop(seconds: float, what: Callable[[], None]) -> Cancellable:
    """Do it when the event loop has seen so many seconds pass."""
    return asyncio.get_running_loop().call_later(seconds, what)
