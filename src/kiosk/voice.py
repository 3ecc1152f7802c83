"""Builds the voice for the screen, and runs the commands that are about it."""

import argparse
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.model.error import ContentError
from kiosk.model.language import Language
from kiosk.settings import InForce, Settings

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.speech.narrator import Utterance
    from kiosk.speech.pronounce import Pronunciation
    from kiosk.speech.protocol import Manner
    from kiosk.speech.teller import Teller

_log = logging.getLogger(__name__)


def new_teller(settings: Settings, content: Path, words: Language) -> "Callable[..., Teller]":
    """What makes the teller, once the first page stands on the screen."""

    def make(spoken: "Callable[[Utterance | None], None]", lost: Callable[[], None]) -> "Teller":
        from kiosk.speech.speaker import WorkerSpeaker
        from kiosk.speech.teller import Teller

        teller = Teller(words, _pronunciation(content, words.id), settings.voice_name, spoken=spoken, lost=lost)
        teller.use(WorkerSpeaker(teller.hear))
        return teller

    return make


def _pronunciation(content: Path, language: str) -> "Pronunciation":
    """The language's rules; a file with mistakes is logged, and words are said as they are written."""
    from kiosk.speech.pronounce import Pronunciation

    file = content / "pronunciation" / f"{language}.yaml"
    try:
        return Pronunciation.read(file) if file.exists() else Pronunciation()
    except ContentError as error:
        _log.error("%s", error)
        return Pronunciation()


def run(chosen: argparse.Namespace, force: InForce, content: Path) -> tuple[list[str], bool]:
    """One of `kiosk speech`'s commands: the lines to show, and whether all is well.

    Raises:
        SpeechError: It could not be spoken.
    """
    from kiosk.speech import commands

    match chosen.what:
        case "say":
            text = _pronunciation(content, force.settings.language).spoken(" ".join(chosen.text), "").text
            commands.say(text, _manner(force.settings))
            return [], True
        case "voices":
            return commands.voices(), True
        case _:
            return commands.check(_manner(force.settings))


def _manner(settings: Settings) -> "Manner":
    from kiosk.speech.protocol import Manner

    return Manner(settings.language, settings.voice_name)
