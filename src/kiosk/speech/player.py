"""What makes a sound heard: a program that can be killed, or miniaudio; and for tests, one that writes it down."""

import shutil
import subprocess
import threading
import time
from collections.abc import Generator
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from kiosk.speech.sound import Sound, unnamed_file

_LATE = 0.7
"""Seconds after which a player that should have ended counts as hung."""


class Playing(Protocol):
    """A sound that is being played."""

    def wait(self) -> bool:
        """Wait for its end; whether all of it was played."""

    def stop(self) -> None:
        """Silence, at once, from any thread."""


class Player(Protocol):
    """Something that plays sounds."""

    name: str

    def play(self, sound: Sound) -> Playing:
        """Begin to play. OSError if that cannot even be tried."""


def find_players() -> list[Player]:
    """Those that this machine has: first the one that is heard soonest where a sound server runs."""
    found: list[Player] = [ProgramPlayer(name) for name in ("paplay", "aplay") if shutil.which(name)]
    if find_spec("miniaudio"):
        found.append(MiniaudioPlayer())
    return found


class ProgramPlayer:
    """A program that plays a WAV file which it gets as its input. Killed, it is silent within 11 ms."""

    def __init__(self, name: str) -> None:
        self.name = name

    def play(self, sound: Sound) -> Playing:
        """Begin to play."""
        with unnamed_file() as file:
            file.write(sound.wav())
            file.seek(0)
            options = ["-q"] if self.name == "aplay" else []
            child = subprocess.Popen(
                [self.name, *options], stdin=file, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
        return _ProgramPlaying(child, sound.seconds)


class _ProgramPlaying:
    def __init__(self, child: "subprocess.Popen[bytes]", seconds: float) -> None:
        self._child = child
        self._least = seconds * 0.9 - 0.2
        self._began = time.monotonic()
        self._watch = threading.Timer(seconds + _LATE, self.stop)
        self._watch.daemon = True
        self._watch.start()

    def wait(self) -> bool:
        """Wait for its end. A player that ends early played less, whatever it claims."""
        code = self._child.wait()
        self._watch.cancel()
        return code == 0 and time.monotonic() - self._began >= self._least

    def stop(self) -> None:
        """Kill it."""
        self._child.kill()


class MiniaudioPlayer:
    """A Python package that speaks to the sound system itself, where no program is there."""

    name = "miniaudio"

    def play(self, sound: Sound) -> Playing:
        """Begin to play."""
        import miniaudio

        try:
            return _MiniaudioPlaying(sound)
        except miniaudio.MiniaudioError as error:
            raise OSError(str(error)) from error


class _MiniaudioPlaying:
    """A device opened for this one sound; when it is lost it stalls and says that it runs, so it is watched."""

    _BUFFER = 20
    """Milliseconds."""

    def __init__(self, sound: Sound) -> None:
        import miniaudio

        self._over = threading.Event()
        self._played = False
        self._frames = sound.samples.tobytes()
        self._limit = sound.seconds + _LATE
        self._device: Any = miniaudio.PlaybackDevice(
            nchannels=1,
            sample_rate=sound.rate,
            buffersize_msec=self._BUFFER,
            backends=[one for one in miniaudio.Backend if one is not miniaudio.Backend.NULL],
        )
        feed = self._feed()
        next(feed)
        self._device.start(feed)

    def _feed(self) -> Generator[bytes, int, None]:
        wanted = yield b""
        place = 0
        while place < len(self._frames):
            part = self._frames[place : place + 2 * wanted]
            place += len(part)
            wanted = yield part
        yield b""  # asked once more: what came before is on its way out
        self._played = True
        self._over.set()

    def wait(self) -> bool:
        """Wait for its end."""
        self._over.wait(self._limit)
        played = self._played
        if played:
            time.sleep(3 * self._BUFFER / 1000)  # what is in its buffers
        self._device.close()
        return played

    def stop(self) -> None:
        """Let `wait` close the device: two threads may not."""
        self._over.set()


class RecordingPlayer:
    """Writes every sound down as a WAV file instead of playing it, in the time that playing would take."""

    name = "recording"

    def __init__(self, folder: Path, hurry: bool = False) -> None:
        self._folder = folder
        self._hurry = hurry
        """Whether to take no time at all."""
        self._count = 0

    def play(self, sound: Sound) -> Playing:
        """Write it down."""
        self._count += 1
        new = self._folder / f"{self._count:05}.new"
        new.write_bytes(sound.wav())
        new.rename(new.with_suffix(".wav"))
        return _Waiting(0 if self._hurry else sound.seconds)


class _Waiting:
    """Silence for as long as a sound would last."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._stopped = threading.Event()

    def wait(self) -> bool:
        """Wait for its end."""
        return not self._stopped.wait(self._seconds)

    def stop(self) -> None:
        """End it."""
        self._stopped.set()
