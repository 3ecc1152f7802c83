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

    def keep(self, language: str, voice: str, text: str, sound: Sound) -> Path:
        """Put a clip of these words into the folder; its file.

        Raises:
            OSError: It cannot be written.
        """
        file = self.folder / clip_name(language, voice, text)
        self.folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(sound.wav())
        return file
