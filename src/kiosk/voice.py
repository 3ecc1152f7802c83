"""Builds the voice for the screen: the teller, with its words and its rules."""

import logging
from functools import cache
from typing import TYPE_CHECKING

from kiosk.content.layers import Layers
from kiosk.model.error import ContentError
from kiosk.settings import Settings

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from collections.abc import Callable

    from kiosk.speech.pronounce import Pronunciation
    from kiosk.speech.protocol import Speaker
    from kiosk.speech.teller import Ears, Teller

_log = logging.getLogger(__name__)

SILENT = "silent"
"""The name of the voice that makes no sound: the sentence is marked as long as it would take to say it."""


def new_teller(settings: Settings, content: Layers) -> "Callable[[Ears], Teller]":
    """What makes the teller, once the first page stands on the screen."""

    def make(ears: "Ears") -> "Teller":
        from kiosk.speech.teller import Teller

        teller = Teller(cache(lambda language: pronunciation_of(content, language)), settings.voice_name, ears)
        teller.use(_speaker(settings, teller))
        return teller

    return make


def _speaker(settings: Settings, teller: "Teller") -> "Speaker":
    from kiosk.speech.silent import SilentSpeaker
    from kiosk.speech.speaker import WorkerSpeaker

    if settings.voice_name == SILENT:
        return SilentSpeaker(teller.hear)
    return WorkerSpeaker(teller.hear, options_of(settings))


def options_of(settings: Settings) -> list[str]:
    """What the speaking process is told when it starts."""
    from kiosk.content.folder import shipped

    clips = ["--clips", str(settings.clips or shipped("assets") / "clips")]
    return [*clips, *(["--headphones"] if settings.headphones_only else [])]


def pronunciation_of(content: Layers, language: str) -> "Pronunciation":
    """The language's rules; a file with mistakes is logged, and words are said as they are written."""
    from kiosk.speech.pronounce import Pronunciation

    file = content.file("pronunciation", f"{language}.yaml")
    try:
        return Pronunciation.read(file) if file.exists() else Pronunciation()
    except ContentError as error:
        _log.error("%s", error)
        return Pronunciation()
