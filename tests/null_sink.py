"""A sound server without a sound card, for tests: what was played into it can be listened to."""

import os
import shutil
import signal
import subprocess
import threading
import time
from array import array
from dataclasses import dataclass
from pathlib import Path
from typing import Self

RATE = 22_050
BLOCK = 0.01
"""Seconds of a block."""
LOUD = 60
"""Samples up to this are silence."""
_PROGRAMS = ("pulseaudio", "paplay", "parec")

MISSING = [name for name in _PROGRAMS if not shutil.which(name)]
"""The programs that are needed and not here."""


@dataclass(frozen=True, slots=True)
class Block:
    """Some hundredths of a second."""

    at: float
    """When it had been heard."""
    loud: tuple[float, float] | None
    """When its first and its last loud sample sounded."""

    @classmethod
    def heard(cls, at: float, samples: "array[int]") -> Self:
        """A block that ends at this moment."""
        loud = [place for place, sample in enumerate(samples) if abs(sample) > LOUD]
        begin = at - len(samples) / RATE
        return cls(at, (begin + loud[0] / RATE, begin + loud[-1] / RATE) if loud else None)


class NullSink:
    """A PulseAudio server of its own in a folder, recorded all the time."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "pulse.socket"
        own = {"PULSE_SERVER": f"unix:{self._socket}", "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder)}
        self.environment = {**os.environ, **own}
        """In it, paplay plays here."""
        self.blocks: list[Block] = []
        """Everything that was heard, and the silence between."""
        self._more = threading.Condition()

    def __enter__(self) -> Self:
        modules = (
            f"module-null-sink sink_name=kiosk rate={RATE} channels=1",
            f"module-native-protocol-unix socket={self._socket} auth-anonymous=1",
        )
        loads = [part for module in modules for part in ("-L", module)]
        self._server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *loads],
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        command = ["parec", "-d", "kiosk.monitor", "--raw", "--format=s16le", f"--rate={RATE}", "--channels=1"]
        self._recorder = self._recording([*command, "--latency-msec=10"])
        threading.Thread(target=self._listen, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for process in (self._recorder, self._server):
            process.kill()
            process.wait()
        assert self._recorder.stdout
        self._recorder.stdout.close()

    def _recording(self, command: list[str]) -> "subprocess.Popen[bytes]":
        """The recorder, as soon as the server lets it in."""
        end = time.monotonic() + 10
        while time.monotonic() < end:
            recorder = subprocess.Popen(
                command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
            )
            assert recorder.stdout
            self._first = recorder.stdout.read(int(RATE * BLOCK) * 2)
            if self._first:
                return recorder
            recorder.wait()
            recorder.stdout.close()
        raise AssertionError("pulseaudio did not start")

    def _listen(self) -> None:
        assert self._recorder.stdout
        while block := self._recorder.stdout.read(int(RATE * BLOCK) * 2):
            samples = array("h", block[: len(block) // 2 * 2])
            with self._more:
                self.blocks.append(Block.heard(time.monotonic(), samples))
                self._more.notify_all()

    def lose(self) -> None:
        """The server dies."""
        self._server.kill()

    def hang(self) -> None:
        """The server does nothing any more."""
        self._server.send_signal(signal.SIGSTOP)

    def wake(self) -> None:
        """It goes on."""
        self._server.send_signal(signal.SIGCONT)

    def first_sound(self, after: float, seconds: float = 5) -> float | None:
        """When something was heard first after this moment."""
        with self._more:
            self._more.wait_for(lambda: self._loud(after), seconds)
            return max(self._loud(after)[0][0], after) if self._loud(after) else None

    def last_sound(self, after: float, quiet: float, seconds: float = 15) -> float | None:
        """When something was heard last, once it has been quiet for so many seconds."""
        end = time.monotonic() + seconds
        with self._more:
            while time.monotonic() < end:
                heard = self._loud(after)
                now = self.blocks[-1].at
                if now > after + quiet and (not heard or now - heard[-1][1] > quiet):
                    return heard[-1][1] if heard else None
                self._more.wait(0.1)
        raise AssertionError("it was never quiet")

    def _loud(self, after: float) -> list[tuple[float, float]]:
        """The loud parts of the blocks that were still sounding after this moment."""
        found = []
        for block in reversed(self.blocks):
            if block.at <= after:
                break
            if block.loud and block.loud[1] > after:
                found.append(block.loud)
        return found[::-1]
