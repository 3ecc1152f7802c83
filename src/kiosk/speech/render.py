"""Writes a walkthrough's speech into files: a sound and a transcript for each page."""

import os
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kiosk.model.language import Language
from kiosk.model.page import Page
from kiosk.speech.narrator import narrate, transcript
from kiosk.speech.pronounce import Pronunciation
from kiosk.speech.protocol import Manner
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis
from kiosk.speech.voice import pick


def render(
    pages: Iterable[Page],
    words: Language,
    pronunciation: Pronunciation,
    manner: Manner,
    folder: Path,
    note: Callable[[str], None],
) -> Iterator[str]:
    """Write each page's files; yields their names without endings, as they are done.

    Raises:
        SpeechError: No voice fits, or it makes no sound of a sentence.
        OSError: The folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _engines_in_silence():
        synthesis = Synthesis(note)
    engine = pick(synthesis.voices, manner.language, manner.voice).engine
    for number, page in enumerate(pages, start=1):
        texts = [pronunciation.spoken(one.text, engine).text for one in narrate(page, words)]
        with _engines_in_silence():
            sounds = [synthesis.speech(text, manner).sound for text in texts if text]
        name = f"{number:03}-{page.id.replace('/', '-')}"
        (folder / f"{name}.wav").write_bytes(_joined(sounds).wav())
        (folder / f"{name}.txt").write_text(transcript(page, words), "utf-8")
        yield name


def one_sound(text: str, manner: Manner, note: Callable[[str], None]) -> Sound:
    """What the voice makes of one sentence.

    Raises:
        SpeechError: No voice fits, or it makes no sound of it.
    """
    with _engines_in_silence():
        return Synthesis(note).speech(text, manner).sound


def _joined(sounds: list[Sound]) -> Sound:
    samples = array("h")
    for sound in sounds:
        samples += sound.samples
    return Sound(samples, sounds[0].rate)


@contextmanager
def _engines_in_silence() -> Iterator[None]:
    """Engines write to standard output and error; this is for what a person reads there."""
    kept = [os.dup(descriptor) for descriptor in (1, 2)]
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for descriptor in (*kept, nowhere):
            os.close(descriptor)
