"""Times a program in a pseudo-terminal: its first frame, key to settled frame, memory and idle processor time."""

import fcntl
import os
import pty
import re
import select
import statistics
import struct
import termios
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import psutil

QUIET = 0.06
"""Seconds without output after which a frame has settled."""

LEFT_OUT = ("KIOSK", "TEXTUAL", "PYTHONDONTWRITEBYTECODE")
"""How the names of variables begin that a program does not get: the last would have a checkout compiled at every start,
which an installed kiosk never is."""

_SEQUENCES = re.compile(rb"\x1b\[[0-9;?<>=$\"' ]*[A-Za-z~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")


class TimedTerminal:
    """A program in a terminal of 80x24. Use it in a `with`."""

    def __init__(self, command: Sequence[str], columns: int = 80, rows: int = 24) -> None:
        self._seen = bytearray()
        self._started = time.perf_counter()
        self.pid, self._master = pty.fork()
        if self.pid == 0:
            environment = {name: value for name, value in os.environ.items() if not name.startswith(LEFT_OUT)}
            os.execvpe(command[0], list(command), environment | {"TERM": "xterm-256color", "COLORTERM": "truecolor"})
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        process = psutil.Process(self.pid)
        process.kill()
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def _read(self, seconds: float) -> float | None:
        """When the next output came, or None."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return None
        data = os.read(self._master, 1 << 16)
        now = time.perf_counter()
        if b"\x1b[?2026$p" in data:  # a real terminal answers this; without it a program might wait
            os.write(self._master, b"\x1b[?2026;2$y")
        self._seen += data
        return now

    def first_frame(self, marker: str) -> float:
        """Milliseconds from the start until the marker was written."""
        wanted = marker.encode()
        while wanted not in _SEQUENCES.sub(b"", bytes(self._seen)):
            assert self._read(20) is not None, f"{marker!r} did not appear"
        shown = time.perf_counter()
        self.settle()
        return (shown - self._started) * 1000

    def settle(self) -> None:
        """Wait until nothing is written any more."""
        while self._read(1.0):
            pass

    def press(self, key: bytes) -> float | None:
        """Milliseconds from a key to the end of what it caused, or None if it caused nothing."""
        self._seen.clear()
        pressed = time.perf_counter()
        os.write(self._master, key)
        last = None
        while (at := self._read(QUIET if last else 0.5)) is not None:
            last = at
        return None if last is None else (last - pressed) * 1000

    @property
    def written(self) -> str:
        """What was written since the last key."""
        return self._seen.decode(errors="replace")

    def idle(self, seconds: float) -> float:
        """Processor time while nothing happens, in percent of one core."""
        process = psutil.Process(self.pid)
        before = sum(process.cpu_times()[:2])
        time.sleep(seconds)
        return (sum(process.cpu_times()[:2]) - before) / seconds * 100

    def memory(self) -> float:
        """Resident memory in MiB."""
        return psutil.Process(self.pid).memory_info().rss / 2**20


def python(script: str) -> list[str]:
    """The command that runs a script of this folder."""
    import sys

    return [sys.executable, str(Path(__file__).with_name(script))]


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return statistics.median(values)
