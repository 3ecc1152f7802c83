"""What every engine offers, and the one way to pyttsx3: a file written, and proof that it was."""

import contextlib
import io
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kiosk.speech.error import SpeechError
from kiosk.speech.rates import Pace
from kiosk.speech.voice import Voice

_PATIENCE = 5.0
"""Seconds until a synthesis counts as hung; whoever started the worker has given it up long before."""

Exact = tuple[tuple[int, int, float], ...]
"""Words' places, lengths and times in seconds, as an engine told them."""


class Engine(ABC):
    """A pyttsx3 engine of which only `save_to_file` is used.

    Its `say` and `stop` block for seconds, hang after a few times, and claim to have spoken where nothing sounded.
    """

    name: str
    """How voices and settings call it."""

    def __init__(self, driver: str) -> None:
        import pyttsx3

        with _printing_nowhere():
            self.engine: Any = pyttsx3.init(driver)
        self.driver: Any = self.engine.proxy._driver
        # runAndWait calls the driver's stop, which now and then cancels the text that was just handed over.
        self.driver.stop = _nothing
        self._done = threading.Event()
        self._completed = False
        self._told: tuple[str, Pace] | None = None
        self.engine.connect("finished-utterance", self._finished)
        self.engine.connect("error", self._failed)

    @abstractmethod
    def voices(self) -> tuple[Voice, ...]:
        """Its voices."""

    @abstractmethod
    def tell_pace(self, pace: Pace) -> None:
        """How fast it shall speak."""

    def save(self, text: str, file: Path, voice: Voice, pace: Pace) -> Exact:
        """Write the sound of a text into a file; the words' times if the engine tells them.

        Raises:
            SpeechError: The engine failed, or does not say that it completed.
        """
        self._done.clear()
        self._completed = False
        with _printing_nowhere():
            if self._told != (voice.id, pace):
                self._told = None
                self.engine.setProperty("voice", voice.name)
                self.tell_pace(pace)
            self.engine.save_to_file(text, str(file))
            self.engine.runAndWait()
            ended = self._done.wait(_PATIENCE)
        if not (ended and self._completed):
            raise SpeechError("synthesis")
        self._told = (voice.id, pace)
        return ()

    def _finished(self, name: str | None, completed: bool) -> None:  # noqa: ARG002  pyttsx3 names it
        self._completed = completed and not self._done.is_set()
        self._done.set()

    def _failed(self, name: str | None, exception: Exception) -> None:  # noqa: ARG002  pyttsx3 names them
        self._completed = False
        self._done.set()


def _nothing() -> None:
    """Stands in for a driver's stop."""


@contextmanager
def _printing_nowhere() -> Iterator[None]:
    """pyttsx3's espeak driver prints a line for each file."""
    with contextlib.redirect_stdout(io.StringIO()):
        yield
