"""A real pseudo-terminal for tests: runs a command in it, types, and reads the screen as a person would."""

import fcntl
import os
import pty
import re
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from select import select
from typing import Self

import pyte

from kiosk.ui.keys import AGAIN_AFTER

_CELL_WIDTH, _CELL_HEIGHT = 10, 20
"""A character's size in pixels, for programs that ask."""

_NOT_INHERITED = ("TEXTUAL", "KIOSK", "COLUMNS", "LINES", "NO_COLOR")
"""Variables that begin so would make a test depend on who runs it."""

_UNFINISHED = re.compile(rb"\x1b([]P^_X][^\x07\x1b]*\x1b?|\[[0-?]*[ -/]*)?\Z")
_AROUND = re.compile(rb"\x1b\]11(?:;([^\x07\x1b]*)|1)\x1b\\")
"""A new default background, or the terminal's own again."""
_SWITCH = re.compile(rb"(\x1b\[\?1049[hl])")
_UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b[]P^_X][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<=>][0-?]*[@-~]|\x1b\[\?[0-?]*(?:[ -/]+[@-~]|[@-gi-km-~])"
)
"""Strings, and private sequences that set no mode: pyte would draw their ends as text."""


class Display:
    """What a terminal shows. The alternate screen lies over the first one, which stays as it was, with all above it."""

    def __init__(self, columns: int, rows: int, alternate: bool = True) -> None:
        self.alternate = False
        """Whether the alternate screen is shown."""
        self._has_alternate = alternate
        self._first = pyte.HistoryScreen(columns, rows, history=1000)
        self._screens: dict[bool, pyte.Screen] = {False: self._first, True: pyte.Screen(columns, rows)}
        self._streams = {alternate: pyte.ByteStream(screen) for alternate, screen in self._screens.items()}

    def feed(self, data: bytes) -> None:
        """Draws what a program wrote, in whole sequences."""
        for part in _SWITCH.split(data):
            if _SWITCH.fullmatch(part):
                if not self._has_alternate:
                    continue
                self.alternate = part.endswith(b"h")
                self._screens[True].reset()
            else:
                self._streams[self.alternate].feed(_UNKNOWN_TO_PYTE.sub(b"", part))

    def resize(self, columns: int, rows: int) -> None:
        """Gives both screens another size."""
        for screen in self._screens.values():
            screen.resize(rows, columns)

    @property
    def screen(self) -> pyte.Screen:
        """The screen that is shown, with characters, colours and cursor."""
        return self._screens[self.alternate]

    @property
    def kept(self) -> str:
        """All that can still be read here without a program: the screens, and what one can scroll back to."""
        above = ["".join(cell.data for _, cell in sorted(line.items())) for line in self._first.history.top]
        return "\n".join([*above, *self._first.display, *(self.screen.display if self.alternate else [])])


class Terminal:
    """A program in a terminal of its own. Use it in a `with`: at its end the program is gone, whatever happened.

    It answers what programs ask of a terminal. A wait that comes to its deadline fails, and shows the screen.
    """

    def __init__(
        self, argv: Sequence[str], columns: int, rows: int, env: Mapping[str, str], alternate: bool = True
    ) -> None:
        self.output = bytearray()
        """Every byte that the program wrote."""
        self.display = Display(columns, rows, alternate)
        self.gone = False
        """Whether nothing has the terminal open any more."""
        self._unread = b""
        self._master, slave = pty.openpty()
        os.set_blocking(self._master, False)
        self._set_size(columns, rows)
        self.modes_at_start = self.modes()
        try:
            self.process = subprocess.Popen(
                argv,
                stdin=slave,
                stdout=slave,
                stderr=slave,
                env=_environment(env),
                start_new_session=True,
                preexec_fn=_take_terminal,
            )
        except OSError:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    @classmethod
    def start(
        cls,
        argv: Sequence[str],
        columns: int = 100,
        rows: int = 30,
        env: Mapping[str, str] | None = None,
        alternate: bool = True,
    ) -> Self:
        """Runs a command; `env` is added to its environment. Some terminals have no alternate screen."""
        return cls(argv, columns, rows, env or {}, alternate)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)  # its children too, which may be stopped or hang
            self.process.wait()
        self.hang_up()

    def screen(self) -> list[str]:
        """The lines that are shown."""
        return list(self.display.screen.display)

    @property
    def cursor(self) -> tuple[int, int]:
        """Column and row of the cursor, counted from 0."""
        return self.display.screen.cursor.x, self.display.screen.cursor.y

    @property
    def around(self) -> str:
        """The colour that a program gave to what lies around the cells; empty while it is the terminal's own."""
        given = _AROUND.findall(self.output)
        return given[-1].decode() if given else ""

    def modes(self) -> str:
        """How the terminal treats input and output (echo, signals, lines), to compare before and after."""
        return repr(termios.tcgetattr(self._master))

    def send(self, data: bytes, seconds: float = 10) -> None:
        """Types these bytes."""
        deadline = time.monotonic() + seconds
        while data and not self.gone:
            readable, writable, _ = select([self._master], [self._master], [], max(0, deadline - time.monotonic()))
            assert readable or writable, self._report("what is typed is not read")
            if readable:
                self._receive()
            elif writable:
                data = data[os.write(self._master, data) :]

    def press_until(self, key: bytes, text: str, seconds: float = 10) -> list[str]:
        """Presses a key, and again when nothing happens, as a person does; the lines once the text stands there."""
        deadline = time.monotonic() + seconds
        while not self.shows(text):
            still_there = time.monotonic() < deadline and not self.gone
            assert still_there, self._report(f"{key!r} did not bring {text!r}")
            self.send(key)
            self._read_until(lambda: self.shows(text), AGAIN_AFTER + 0.1)
        return self.screen()

    def changes(self, key: bytes, seconds: float = 0.3) -> bool:
        """Presses a key once; whether the screen is another one, or the program gone, within this time."""
        before = self.screen()
        self.send(key)
        self._read_until(lambda: self.gone or self.screen() != before, seconds)
        return self.gone or self.screen() != before

    def rest(self, seconds: float) -> None:
        """Reads what comes for this long, as a person who waits before pressing the same key again."""
        self._read_until(lambda: self.gone, seconds)

    def shows(self, text: str) -> bool:
        """Whether the text stands on one of the lines now."""
        return any(text in line for line in self.screen())

    def wait_for(self, text: str, seconds: float = 10) -> list[str]:
        """The lines that are shown once the text stands on one of them."""
        self.wait_until(lambda: self.shows(text), f"{text!r} did not appear", seconds)
        return self.screen()

    def wait_until(self, condition: Callable[[], bool], otherwise: str, seconds: float = 10) -> None:
        """Reads what the program writes until the condition holds; fails with `otherwise`."""
        self._read_until(condition, seconds)
        assert condition(), self._report(otherwise)

    def wait_exit(self, seconds: float = 10) -> int:
        """The exit code once the program has ended; negative for a signal."""
        deadline = time.monotonic() + seconds
        self._read_until(lambda: self.process.poll() is not None, seconds)
        try:
            code = self.process.wait(max(0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            raise AssertionError(self._report("it did not end")) from None
        self._read_until(lambda: False, 0.1)
        return code

    def kill(self, number: int) -> None:
        """Sends the program a signal."""
        self.process.send_signal(number)

    def resize(self, columns: int, rows: int) -> None:
        """Makes the terminal larger or smaller; the program is told."""
        self.display.resize(columns, rows)
        self._set_size(columns, rows)

    def hang_up(self) -> None:
        """Takes the terminal away."""
        if self._master >= 0:
            os.close(self._master)
        self._master, self.gone = -1, True

    def _read_until(self, condition: Callable[[], bool], seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while not condition() and not self.gone and (left := deadline - time.monotonic()) > 0:
            # Some conditions come true without a byte, such as the program's end.
            if select([self._master], [], [], min(left, 0.05))[0]:
                self._receive()

    def _receive(self) -> None:
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says so when the last program has let go of the terminal; macOS reads nothing
            data = b""
        self.gone = not data
        self.output += data
        data = self._unread + data
        cut = _UNFINISHED.search(data)
        end = cut.start() if cut else len(data)
        whole, self._unread = data[:end], data[end:]
        self.display.feed(whole)
        if (answer := self._answer(whole)) and not self.gone:
            os.write(self._master, answer)

    def _answer(self, asked: bytes) -> bytes:
        columns, rows = self.display.screen.columns, self.display.screen.lines
        column, row = self.cursor
        answers = {
            b"\x1b[c": b"\x1b[?62;22c",
            b"\x1b[6n": b"\x1b[%d;%dR" % (row + 1, column + 1),
            b"\x1b[?2026$p": b"\x1b[?2026;2$y",
            b"\x1b[14t": b"\x1b[4;%d;%dt" % (rows * _CELL_HEIGHT, columns * _CELL_WIDTH),
            b"\x1b[16t": b"\x1b[6;%d;%dt" % (_CELL_HEIGHT, _CELL_WIDTH),
            b"\x1b[18t": b"\x1b[8;%d;%dt" % (rows, columns),
        }
        return b"".join(answer for question, answer in answers.items() if question in asked)

    def pixels(self, height: int) -> None:
        """Cells of this height, as after a change of the font's size."""
        self._set_size(self.display.screen.columns, self.display.screen.lines, height)

    def _set_size(self, columns: int, rows: int, height: int = _CELL_HEIGHT) -> None:
        size = struct.pack("HHHH", rows, columns, columns * _CELL_WIDTH, rows * height)
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, size)

    def _report(self, what: str) -> str:
        lines = "\n".join(line.rstrip() for line in self.screen())
        return (
            f"{what}; exit code {self.process.poll()}; the screen:\n{lines}\nlast bytes: {bytes(self.output[-300:])!r}"
        )


def _environment(added: Mapping[str, str]) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(_NOT_INHERITED)}
    return inherited | {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | dict(added)


def _take_terminal() -> None:
    """Runs in the child: makes the terminal its own, so that it hears of resizes and hang-ups."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
