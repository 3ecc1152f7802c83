"""Text made into sound: a clip that was recorded, or else the voice that was picked, or else the next best."""

import wave
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kiosk.model.frozen import dataclass
from kiosk.speech.clips import Clips
from kiosk.speech.engines.engine import Engine
from kiosk.speech.engines.espeak import EspeakEngine
from kiosk.speech.engines.pico import PicoEngine
from kiosk.speech.error import SpeechError
from kiosk.speech.protocol import Manner, WordTime
from kiosk.speech.rates import DEFAULT_SPEED, Pace, measured_pace, pause
from kiosk.speech.sound import Sound, read_wav, unnamed_file
from kiosk.speech.text import words
from kiosk.speech.voice import Voice, fitting, pick

ENGINES: tuple[Callable[[], Engine], ...] = (PicoEngine, EspeakEngine)
"""Those that there are, the best first; a new one is a file in `engines/` and a name here."""

_TRIES = 2


@dataclass(frozen=True, slots=True)
class Speech:
    """A sound with the times of its words."""

    sound: Sound
    words: tuple[WordTime, ...]


class Synthesis:
    """All engines that this machine has."""

    def __init__(
        self,
        note: Callable[[str], None],
        clips: Clips | None = None,
        engines: Sequence[Callable[[], Engine]] = ENGINES,
        pace: Callable[[Voice, int], Pace] = measured_pace,
    ) -> None:
        """What this machine has of these engines.

        Args:
            note: Hears what somebody should know of, never a word of a text.
            clips: Recorded sentences, if there are any.
            engines: Those to try.
            pace: How an engine is told to speak at each speed.
        """
        self._note = note
        self._pace = pace
        self._clips = clips
        self._engines = {engine.name: engine for engine in self._loaded(engines)}
        self.voices: tuple[Voice, ...] = tuple(voice for one in self._engines.values() for voice in one.voices())

    def _loaded(self, engines: Sequence[Callable[[], Engine]]) -> Iterator[Engine]:
        for engine in engines:
            try:
                yield engine()
            except (ImportError, OSError, RuntimeError, AttributeError) as error:
                self._note(f"{engine.__name__} cannot be used: {error}")

    def speech(self, text: str, manner: Manner) -> Speech:
        """The sound of a sentence, with a pause at its end that fits the speed.

        Raises:
            SpeechError: No voice fits, or none makes sound of these words.
        """
        if self._clips and manner.speed == DEFAULT_SPEED and (clip := self._recorded(self._clips, text, manner)):
            return Speech(clip, _estimated(text, *clip.loud))
        first = pick(self.voices, manner.language, manner.voice)
        others = [voice for voice in fitting(self.voices, manner.language) if voice.engine != first.engine]
        for voice in [first] * _TRIES + others[:1]:
            made = self._made(text, voice, manner.speed)
            if made:
                return made
            self._note(f"{voice.id} made no sound of a text")
        raise SpeechError("synthesis")

    def _recorded(self, clips: Clips, text: str, manner: Manner) -> Sound | None:
        try:
            return clips.find(manner.language, manner.voice, text)
        except (wave.Error, EOFError, OSError) as error:
            self._note(f"a recorded clip cannot be read: {error}")
            return None

    def _made(self, text: str, voice: Voice, speed: int) -> Speech | None:
        """The sound if the engine completed it and there is something to hear."""
        engine = self._engines[voice.engine]
        with unnamed_file() as file:
            path = Path(f"/dev/fd/{file.fileno()}")
            try:
                exact = engine.save(text, path, voice, self._pace(voice, speed))
                sound = read_wav(path)
            except (SpeechError, wave.Error, EOFError, OSError):
                return None
        begin, end = sound.loud
        if begin == end:
            return None
        times = tuple(WordTime(place, length, round(max(0, at - begin), 3)) for place, length, at in exact if at < end)
        return Speech(sound.between(begin, end, pause(speed)), times or _estimated(text, 0, end - begin))


def _estimated(text: str, begin: float, end: float) -> tuple[WordTime, ...]:
    """The words' times in proportion to the characters before them; half of them are off by less than 70 ms."""
    each = (end - begin) / len(text)
    return tuple(WordTime(place, length, round(begin + place * each, 3)) for place, length in words(text))
