"""espeak: a voice for nearly every language, less easily understood. pyttsx3's own driver, and exact word times."""

import ctypes
import os
from pathlib import Path
from typing import Any

from kiosk.speech.engines.engine import Engine, Exact
from kiosk.speech.rates import Pace
from kiosk.speech.voice import Voice

_SYSTEM = "libespeak-ng.so.1"
_WORD_GAP = 7
"""espeak's own number of a parameter for which pyttsx3 has no name."""


class EspeakEngine(Engine):
    """espeak behind pyttsx3, whose private names it uses: hence pyttsx3 is pinned exactly."""

    name = "espeak"

    def __init__(self) -> None:
        _load_library()
        super().__init__("espeak")
        from pyttsx3.drivers import _espeak

        self._espeak: Any = _espeak
        self._words: list[tuple[int, int, float]] = []
        self._inner = self.driver._onSynth
        # pyttsx3 tells of words while it makes the sound, all within 3 ms; espeak itself knows when each one sounds.
        _espeak.SetSynthCallback(self._heard)

    def voices(self) -> tuple[Voice, ...]:
        """Its voices."""
        return tuple(
            Voice(f"espeak/{voice.id}", self.name, voice.languages[0])
            for voice in self.engine.getProperty("voices")
            if voice.languages
        )

    def tell_pace(self, pace: Pace) -> None:
        """How fast it shall speak."""
        self.engine.setProperty("rate", round(pace.rate))
        self._espeak.SetParameter(_WORD_GAP, pace.gap, 0)

    def save(self, text: str, file: Path, voice: Voice, pace: Pace) -> Exact:
        """As every engine does, with the words' times."""
        self._words.clear()
        super().save(text, file, voice, pace)
        return tuple(self._words)

    def _heard(self, samples: Any, count: int, events: Any) -> int:
        """Note the words' times on the way to pyttsx3's own callback."""
        place = 0
        while (event := events[place]).type != self._espeak.EVENT_LIST_TERMINATED:
            if event.type == self._espeak.EVENT_WORD:
                self._words.append((event.text_position - 1, event.length, event.audio_position / 1000))
            place += 1
        return int(self._inner(samples, count, events))


def _load_library() -> None:
    """Load the system's library, or else the one of espeakng-loader, where pyttsx3 then finds it by its name.

    Raises:
        OSError: There is neither.
    """
    try:
        ctypes.CDLL(_SYSTEM)
    except OSError as missing:
        try:
            import espeakng_loader
        except ImportError:
            raise missing from None
        os.environ["ESPEAK_DATA_PATH"] = espeakng_loader.get_data_path()
        ctypes.CDLL(espeakng_loader.get_library_path(), mode=ctypes.RTLD_GLOBAL)
