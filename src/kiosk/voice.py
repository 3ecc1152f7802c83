"""Builds the voice for the screen, and runs the commands that are about it."""

import argparse
import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.library import Library
from kiosk.model.error import ContentError, UsageError
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


def run(chosen: argparse.Namespace, force: InForce, library: Library) -> tuple[list[str], bool]:
    """One of `kiosk speech`'s commands: the lines to show, and whether all is well.

    Raises:
        SpeechError: It could not be spoken.
        ContentError: The procedure to render is not known or cannot be read.
        UsageError: The folder to render into cannot be written.
    """
    from kiosk.speech import commands

    match chosen.what:
        case "say":
            text = _pronunciation(library.folder, force.settings.language).spoken(" ".join(chosen.text), "").text
            commands.say(text, _manner(force.settings))
            return [], True
        case "voices":
            return commands.voices(), True
        case "render":
            return _render(chosen, force.settings, library), True
        case _:
            return commands.check(_manner(force.settings))


def _render(chosen: argparse.Namespace, settings: Settings, library: Library) -> list[str]:
    from kiosk.speech.render import render
    from kiosk.visit.tour import tour
    from kiosk.visit.visit import Limits, Visit

    words = library.words()
    visit, _ = Visit.begin(
        "", library.find(" ".join(chosen.procedure)), words, Limits(settings.idle, settings.answer), 0
    )
    rules = _pronunciation(library.folder, words.id)
    try:
        return list(render(tour(visit), words, rules, _manner(settings), chosen.to, _log.info))
    except OSError as error:
        raise UsageError(f"Nothing can be written into {chosen.to}: {error.strerror}. Name another folder.") from error


def _manner(settings: Settings) -> "Manner":
    from kiosk.speech.protocol import Manner

    return Manner(settings.language, settings.voice_name)
