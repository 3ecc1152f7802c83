"""The voices that a machine has, and which of them fits a language."""

from collections.abc import Sequence

from kiosk.model.frozen import dataclass
from kiosk.speech.error import SpeechError

_HOME = {"en": "en-us", "es": "es-419", "pt": "pt-br", "zh": "cmn"}
"""Which variety is meant by a bare language, where it is not the one named like it: fr is fr-fr."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice."""

    id: str
    """Engine and name, such as pico/en-US."""
    engine: str
    language: str
    """Its language tag, such as en-US."""

    @property
    def name(self) -> str:
        """What the engine itself calls it."""
        return self.id.removeprefix(f"{self.engine}/")


def pick(voices: Sequence[Voice], language: str, wanted: str = "") -> Voice:
    """The voice to use.

    Args:
        voices: Those that are here, the best engine first.
        language: A language tag. No voice of another language is ever taken.
        wanted: A voice's id or an engine's name; it counts if it speaks the language.

    Raises:
        SpeechError: Nothing is called as wanted, or nothing speaks the language.
    """
    named = [voice for voice in voices if wanted in (voice.id, voice.engine)]
    if wanted and not named:
        raise SpeechError("voice")
    speaking = fitting(named, language) or fitting(voices, language)
    if not speaking:
        raise SpeechError("voice")
    return speaking[0]


def fitting(voices: Sequence[Voice], language: str) -> list[Voice]:
    """Those that speak the language, the nearest first within each engine."""
    asked = language.lower()
    base = asked.partition("-")[0]
    engines = list(dict.fromkeys(voice.engine for voice in voices))
    home = _HOME.get(base, f"{base}-{base}")
    nearest = (home, base) if asked == base else (asked, home, base)

    def distance(voice: Voice) -> tuple[int, int, int]:
        tag = voice.language.lower()
        near = nearest.index(tag) if tag in nearest else len(nearest)
        return engines.index(voice.engine), near, len(tag)

    return sorted((voice for voice in voices if voice.language.lower().partition("-")[0] == base), key=distance)
