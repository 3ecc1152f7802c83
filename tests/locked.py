"""A kiosk with a PIN in a real terminal, and what nobody may ever find in what it writes."""

import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil

from kiosk.settings import write_pin
from terminal import Terminal

KIOSK = str(Path(sys.executable).with_name("kiosk"))
PIN = "471147114711"
RIGHT, ENTER, SPACE, F1 = b"\x1b[C", b"\r", b" ", b"\x1bOP"

_DRAWN = b"\x1b[?2026l"
"""The end of a frame."""

_AGAIN_AFTER = 0.75
"""Seconds after which the same key counts again, and a little more."""

_STRING = re.compile(rb"\x1b[]P_^X]|\xc2[\x90\x98\x9d-\x9f]")
"""The beginning of an OSC, DCS, APC, PM or SOS: links, titles, clipboards and folders are all OSC."""

_SEQUENCE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-Z\\-~]")

_NEVER = re.compile(
    r"traceback|\bfile \"|error:|exception|/(home|root|tmp|usr|etc|work|var)\b|\.py\b|\.venv"
    r"|ctrl\s?\+\s?[a-z]|\^[cqz]\b|palette|>>>|[$#] $|bash|command not found|\bquit\b|textual|mary smith",
    re.IGNORECASE | re.MULTILINE,
)
"""Traces of a fault, a path, a shell, a way out, or what was typed."""


_HASTY = """
import dataclasses
import kiosk.settings as settings

read = settings.read_settings

def hasty(*given):
    force = read(*given)
    return dataclasses.replace(force, settings=dataclasses.replace(force.settings, idle={idle}, answer={answer}))

settings.read_settings = hasty
from kiosk.cli import main
main()
"""


def lock(folder: Path, **settings: str) -> list[str]:
    """The options of a kiosk with a PIN, and with these settings, that keeps its state in this folder."""
    plain = {"voice": "false", "touch": "false", "comfort_first": "false"}
    text = "".join(f"{name} = {value}\n" for name, value in {**plain, **settings}.items())
    (folder / "kiosk.toml").write_text(text)
    write_pin(PIN, folder / "pin.toml")
    return ["--config", str(folder / "kiosk.toml"), "--data", str(folder / "state")]


def hasty(idle: float, answer: float) -> list[str]:
    """The command of a kiosk that waits for nobody: so many seconds until it asks who is there, and for an answer."""
    return [sys.executable, "-P", "-c", _HASTY.format(idle=idle, answer=answer)]


class Prankster:
    """Sits at a terminal, sends anything, and looks at what comes of it."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._sent: dict[bytes, float] = {}
        self._looked_at = 0
        self._page = (-1, "")

    def press(self, *keys: bytes) -> None:
        """Ordinary keys, each when it counts again."""
        for key in keys:
            self.terminal.rest(max(0.0, self._sent.get(key, 0.0) + _AGAIN_AFTER - time.monotonic()))
            self._sent[key] = time.monotonic()
            self.terminal.send(key)
            self.terminal.rest(0.1)

    def go_on(self, until: str, keys: Sequence[bytes] = (RIGHT, ENTER, SPACE), seconds: float = 30) -> None:
        """By these keys in turn to the page that says this."""
        deadline = time.monotonic() + seconds
        while not self.terminal.shows(until):
            assert time.monotonic() < deadline, f"{keys!r} did not lead to {until!r} from:\n{self.page()}"
            key = min(keys, key=lambda one: self._sent.get(one, 0.0))
            self.press(key)

    def choose(self, label: str, until: str, seconds: float = 20) -> None:
        """By its number to the page that says this; where the choice is on the page's next leaf, by that."""
        deadline = time.monotonic() + seconds
        while not self.terminal.shows(until):
            assert time.monotonic() < deadline, f"{label!r} did not lead to {until!r} from:\n{self.page()}"
            self.settle()
            found = re.search(rf"(\d)  .{{0,4}}{re.escape(label)}", self.page())
            self.press(found[1].encode() if found else RIGHT)

    def page(self) -> str:
        """What stands there."""
        written = len(self.terminal.output)
        if self._page[0] != written:
            self._page = written, "\n".join(line.rstrip() for line in self.terminal.screen())
        return self._page[1]

    def settle(self, seconds: float = 10) -> None:
        """Waits until a whole page stands there, and nothing more comes."""
        deadline = time.monotonic() + seconds
        written = -1
        while written != len(self.terminal.output) or not self.terminal.output.endswith(_DRAWN):
            assert time.monotonic() < deadline, "it does not come to an end"
            written = len(self.terminal.output)
            self.terminal.rest(0.1)

    def is_locked_in(self, after: str) -> None:
        """Checks that the kiosk runs, has the screen, and wrote nothing that it must not."""
        assert self.terminal.process.poll() is None, f"{after} ended it"
        assert psutil.Process(self.terminal.process.pid).status() != psutil.STATUS_STOPPED, f"{after} stopped it"
        assert self.terminal.display.alternate, f"{after} showed what lies under it"
        written = bytes(self.terminal.output[self._looked_at :])
        self._looked_at += len(written)
        if not written:
            return
        assert not (found := _STRING.search(written)), f"{after}: {written[found.start() :][:60]!r} was written"
        for text in (_SEQUENCE.sub(b"", written).decode(errors="replace"), self.page()):
            assert not (found := _NEVER.search(text)), f"{after}: {found[0]!r} was shown on\n{self.page()}"

    def comes_to_rest(self, seconds: float = 20) -> None:
        """Checks that the kiosk does next to nothing, in a while, when nobody does anything."""
        deadline = time.monotonic() + seconds
        process = psutil.Process(self.terminal.process.pid)
        busy = 1.0
        while busy > 0.05:
            assert time.monotonic() < deadline, "it keeps the processor busy"
            before = sum(process.cpu_times()[:2])
            self.terminal.rest(0.5)
            busy = (sum(process.cpu_times()[:2]) - before) / 0.5
