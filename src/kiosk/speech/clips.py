"""Recorded clips: a WAV file a sentence, found by what is said. They win over any voice."""

import hashlib
from pathlib import Path

from kiosk.speech.sound import Sound, read_wav


def clip_name(language: str, voice: str, text: str) -> str:
    """The file's name: language, voice and words decide it, spaces and line ends do not."""
    said = "\n".join((language, voice, " ".join(text.split())))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24] + ".wav"


class Clips:
    """A folder of clips, one channel of 16 bits each, recorded at the default speed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def find(self, language: str, voice: str, text: str) -> Sound | None:
        """The clip of these words, if there is one.

        Raises:
            wave.Error, EOFError, OSError: It is there and cannot be read.
        """
        file = self.folder / clip_name(language, voice, text)
        return read_wav(file) if file.is_file() else None
