"""A sound in memory: 16 bits, one channel. Made louder, softer, longer at its ends; never a file that stays."""

import io
import math
import sys
import tempfile
import wave
from array import array
from dataclasses import replace
from pathlib import Path
from typing import IO

from kiosk.model.frozen import dataclass

_SHIFTS = ((14, 15), (12,), (11, 13), (10, 11), (8,), (7, 9), (6, 7), (4,), (3, 5), (2, 3), (0,))
"""A volume is the sum of the samples halved so many times: three steps are 24 dB."""
LEVELS: tuple[float, ...] = tuple(20 * math.log10(sum(0.5**shift for shift in shifts)) for shifts in _SHIFTS)
"""The volumes in decibels below what the voice gives, about 8 apart; VVSG 2.0 allows at most 10."""
DEFAULT_VOLUME = 8
"""Two steps below the loudest. The loudspeaker itself is set once, so that this one gives 60 to 70 dB at the seat."""

_MEMORY = Path("/dev/shm")
_QUIET = 150
"""Samples of at most this size are silence."""
_BLOCK = 0.01
"""Silence is measured in blocks of so many seconds."""


@dataclass(frozen=True, slots=True)
class Sound:
    """Samples at a rate a second."""

    samples: "array[int]"
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / self.rate

    def at_level(self, volume: int) -> "Sound":
        """As loud as this place in `LEVELS` says.

        All samples at once, as one number with 16 bits for each, lifted above zero meanwhile: fifteen times as
        fast as one after the other, which a patient would hear as a delay.
        """
        shifts = _SHIFTS[max(0, min(volume, len(_SHIFTS) - 1))]
        if shifts == (0,):
            return self
        size = 2 * len(self.samples)
        ones = int.from_bytes(b"\1\0" * len(self.samples), "little")
        lifted = int.from_bytes(_little(self.samples), "little") ^ (ones * 0x8000)
        scaled = sum((lifted >> shift) & (ones * (0xFFFF >> shift)) for shift in shifts)
        scaled += ones * (0x8000 - sum(0x8000 >> shift for shift in shifts))
        return replace(self, samples=_from_little((scaled ^ (ones * 0x8000)).to_bytes(size, "little")))

    def after(self, silence: float) -> "Sound":
        """With so many seconds of silence before it."""
        return replace(self, samples=_silence(silence, self.rate) + self.samples)

    def between(self, begin: float, end: float, silence: float = 0.0) -> "Sound":
        """What lies between two seconds of it, with so many seconds of silence after that."""
        kept = self.samples[round(begin * self.rate) : round(end * self.rate)]
        return replace(self, samples=kept + _silence(silence, self.rate))

    @property
    def loud(self) -> tuple[float, float]:
        """The seconds before and after which all is silence; both are the same if all of it is."""
        block = max(1, round(_BLOCK * self.rate))
        count = len(self.samples)
        begin = next((at for at in range(0, count, block) if _is_loud(self.samples[at : at + block])), count)
        end = next((at for at in range(count, begin, -block) if _is_loud(self.samples[at - block : at])), begin)
        return begin / self.rate, end / self.rate

    @property
    def loudness(self) -> float:
        """The root of the mean square of all samples."""
        return math.sqrt(sum(sample * sample for sample in self.samples) / max(1, len(self.samples)))

    def wav(self) -> bytes:
        """As the bytes of a WAV file."""
        memory = io.BytesIO()
        with wave.open(memory, "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(self.rate)
            file.writeframes(_little(self.samples))
        return memory.getvalue()


def read_wav(source: Path | IO[bytes]) -> Sound:
    """The sound of a WAV file.

    Raises:
        wave.Error, EOFError: It is none, or not one channel of 16 bits.
        OSError: It cannot be read.
    """
    with wave.open(str(source) if isinstance(source, Path) else source, "rb") as file:
        if (file.getnchannels(), file.getsampwidth()) != (1, 2):
            raise wave.Error("not one channel of 16 bits")
        return Sound(_from_little(file.readframes(file.getnframes())), file.getframerate())


def unnamed_file() -> IO[bytes]:
    """A file in memory that is gone when it is closed: a process that is killed leaves no words behind."""
    return tempfile.TemporaryFile(dir=_MEMORY if _MEMORY.is_dir() else None)


def _little(samples: "array[int]") -> bytes:
    """The samples' bytes as WAV files have them."""
    if sys.byteorder == "little":
        return samples.tobytes()
    swapped = samples[:]
    swapped.byteswap()
    return swapped.tobytes()


def _from_little(frames: bytes) -> "array[int]":
    samples = array("h", frames)
    if sys.byteorder == "big":
        samples.byteswap()
    return samples


def _is_loud(samples: "array[int]") -> bool:
    return len(samples) > 0 and (max(samples) > _QUIET or min(samples) < -_QUIET)


def _silence(seconds: float, rate: int) -> "array[int]":
    return array("h", bytes(2 * round(seconds * rate)))
