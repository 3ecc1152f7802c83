"""Builds the voice for the screen: the teller, with its words and its rules."""

import logging
from collections.abc import Callable
from typing import TYPE_CHECKING

from kiosk.content.layers import Layers
from kiosk.model.error import ContentError
from kiosk.model.language import Language
from kiosk.settings import Settings

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.speech.narrator import Utterance
    from kiosk.speech.pronounce import Pronunciation
    from kiosk.speech.teller import Teller

_log = logging.getLogger(__name__)


def new_teller(settings: Settings, content: Layers, words: Language) -> "Callable[..., Teller]":
    """What makes the teller, once the first page stands on the screen."""

    def make(spoken: "Callable[[Utterance | None], None]", lost: Callable[[], None]) -> "Teller":
        from kiosk.speech.speaker import WorkerSpeaker
        from kiosk.speech.teller import Teller

        teller = Teller(words, pronunciation_of(content, words.id), settings.voice_name, spoken=spoken, lost=lost)
        teller.use(WorkerSpeaker(teller.hear))
        return teller

    return make


def pronunciation_of(content: Layers, language: str) -> "Pronunciation":
    """The language's rules; a file with mistakes is logged, and words are said as they are written."""
    from kiosk.speech.pronounce import Pronunciation

    file = content.file("pronunciation", f"{language}.yaml")
    try:
        return Pronunciation.read(file) if file.exists() else Pronunciation()
    except ContentError as error:
        _log.error("%s", error)
        return Pronunciation()
