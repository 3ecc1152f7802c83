"""Keeps a kiosk on the screen: a small process that goes on when the rest of the kiosk is broken.

The kiosk is its child on the same terminal. Whatever ends it, the terminal is given back clean and the kiosk started
again; one that gives no sign of life is killed. Nothing is imported here that needs more than Python's own library.
"""

import os
import signal
import subprocess
import sys
import syslog
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from select import select

from kiosk.clean import Terminal
from kiosk.supervision import ENDING, IGNORED, STOPPED, VARIABLE

NOT_PASSED_ON = ("TEXTUAL", "PYTHONINSPECT", "PYTHONFAULTHANDLER", "PYTHONDEVMODE", "PYTHONVERBOSE")
"""Variables that begin so would loosen the lock, or write on the screen."""


@dataclass(frozen=True, slots=True)
class Patience:
    """All in seconds."""

    start: float = 20.0
    """For the first sign of life of a kiosk that starts."""
    silence: float = 10.0
    """For the next one; the journal may wait two seconds for its disk, and a slow machine some more."""
    ending: float = 5.0
    """For a kiosk that was asked to end, before it is killed."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How soon a kiosk that died is started again: at once, and later and later if it dies at once each time."""

    quick: int = 0
    """How many in a row died at once."""

    AT_ONCE = 10.0
    """Seconds of life that count as none."""
    FREE = 2
    """How many such deaths slow nothing down."""
    LONGEST = 30.0
    """Seconds of the longest pause."""

    def after(self, lived: float) -> "Pace":
        """After one more death, so many seconds after the start."""
        return replace(self, quick=self.quick + 1 if lived < self.AT_ONCE else 0)

    @property
    def pause(self) -> float:
        """Seconds until the next start."""
        return 0.0 if self.quick <= self.FREE else min(self.LONGEST, 2.0 ** (self.quick - self.FREE - 1))


@dataclass(slots=True)
class Pulse:
    """What is known of a kiosk's life. Times are seconds on a clock that never goes back."""

    patience: Patience
    deadline: float
    """When it is killed unless it gives a sign before."""
    heard: bytearray = field(default_factory=bytearray)
    """The beginning of what it sent: a sentence for whoever stands there while no kiosk runs."""
    asked: bool = False
    """Whether it was asked to end."""

    def sign(self, data: bytes, at: float) -> None:
        """It sent this."""
        if b"\n" not in self.heard and len(self.heard) < 1000:
            self.heard += data
        if not self.asked:
            self.deadline = at + self.patience.silence

    def ask(self, at: float) -> None:
        """It is asked to end."""
        self.asked = True
        self.deadline = at + self.patience.ending

    @property
    def apology(self) -> str:
        """The sentence, once it is whole."""
        words, whole, _ = self.heard.partition(b"\n")
        return words.decode(errors="replace") if whole else ""


class Supervisor:
    """Starts, watches and starts again."""

    def __init__(
        self,
        command: Sequence[str],
        terminal: Terminal,
        patience: Patience,
        clock: Callable[[], float],
        note: Callable[[str], None],
    ) -> None:
        """A supervisor.

        Args:
            command: Starts the kiosk.
            terminal: Where it runs.
            patience: How long to wait for it.
            clock: Seconds on a clock that never goes back.
            note: Tells the system's log of a death.
        """
        self._command = command
        self._terminal = terminal
        self._patience = patience
        self._clock = clock
        self._note = note
        self._asked: int | None = None
        self._apology = ""
        self._wake = -1

    def run(self) -> None:
        """Keep the kiosk running, until staff stop it, this process is asked to end, or the terminal is gone."""
        pace = Pace()
        with self._signals():
            try:
                self._terminal.hush()
                while self._asked is None:
                    began = self._clock()
                    code = self._live(began)
                    lived = self._clock() - began
                    if code == STOPPED or self._asked is not None or self._terminal.gone:
                        break
                    pace = pace.after(lived)
                    self._note(f"ended with code {code} after {lived:.0f} s; starts again in {pace.pause:.0f} s")
                    self._rest(pace.pause)
            finally:
                self._terminal.give_back()

    def _live(self, began: float) -> int | None:
        """One life of the kiosk, from its start to a clean terminal; its exit code, None if it could not start."""
        pulse = Pulse(self._patience, began + self._patience.start)
        pipe, childs = os.pipe()
        try:
            environment = _environment(os.environ) | {VARIABLE: str(childs)}
            child = subprocess.Popen(self._command, pass_fds=(childs,), env=environment)
        except OSError:
            return None
        else:
            os.close(childs)
            childs = -1
            self._watch(child, pipe, pulse)
        finally:
            if childs >= 0:
                os.close(childs)
            os.close(pipe)
            # Whoever never gave a sign never showed a page: what stands there says why it could not start.
            self._terminal.clean(keep_text=not pulse.heard)
            self._terminal.hush()
        self._apology = pulse.apology or self._apology
        return child.returncode

    def _watch(self, child: "subprocess.Popen[bytes]", pipe: int, pulse: Pulse) -> None:
        """Until it is dead."""
        pipes = [pipe]
        while child.poll() is None:
            if self._asked is not None and not pulse.asked:
                pulse.ask(self._clock())
                child.send_signal(self._asked)
            if self._clock() >= pulse.deadline:
                child.kill()
                pulse.ask(self._clock())
            if pipe in self._wait(pipes, pulse.deadline):
                data = os.read(pipe, 4096)
                if data:
                    pulse.sign(data, self._clock())
                else:
                    pipes = []  # it closed its end; if it lives on, it is silent now
        if pipes and select(pipes, [], [], 0)[0]:
            pulse.sign(os.read(pipe, 4096), self._clock())

    def _rest(self, seconds: float) -> None:
        """Wait before the next start, with a sentence for whoever stands there."""
        said = seconds > 0 and bool(self._apology)
        if said:
            self._terminal.say(self._apology)
        until = self._clock() + seconds
        while self._clock() < until and self._asked is None:
            self._wait([], until)
        if said:
            self._terminal.wipe()

    def _wait(self, pipes: list[int], until: float) -> list[int]:
        """Until one of these can be read, a signal comes, or a moment; those that can be read."""
        ready = select([*pipes, self._wake], [], [], max(0.0, until - self._clock()))[0]
        if self._wake in ready:
            os.read(self._wake, 512)
        return ready

    @contextmanager
    def _signals(self) -> Iterator[None]:
        """With every signal caught; each wakes whatever waits."""
        self._wake, woken = os.pipe()
        for end in (self._wake, woken):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(woken, warn_on_full_buffer=False)
        for number in IGNORED:
            signal.signal(number, signal.SIG_IGN)
        for number in ENDING:
            signal.signal(number, self._hear)
        signal.signal(signal.SIGCHLD, lambda *_: None)  # a signal without a handler would not wake
        yield

    def _hear(self, number: int, _: object) -> None:
        self._asked = number if self._asked is None else self._asked


def _environment(inherited: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in inherited.items() if not name.startswith(NOT_PASSED_ON)}


def _note(text: str) -> None:
    with suppress(OSError):
        syslog.syslog(syslog.LOG_WARNING, f"The kiosk {text}.")


def supervise(arguments: Sequence[str], patience: Patience = Patience(), command: Sequence[str] = ()) -> str:
    """Keep `kiosk` with these arguments on this terminal; why it cannot be, if so.

    Args:
        arguments: What is passed to the kiosk.
        patience: How long to wait for it.
        command: What to start instead of the kiosk.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return "There is no terminal here to keep the kiosk on. Run `kiosk supervise` on the kiosk's own screen."
    if sys.flags.inspect:
        return "Python would stay open afterwards. Unset PYTHONINSPECT, and leave -i out."
    syslog.openlog("kiosk")
    # -P: no module is ever taken from the current folder.
    started = [*(command or (sys.executable, "-P", "-m", "kiosk")), *arguments]
    Supervisor(started, Terminal(sys.stdin.fileno()), patience, time.monotonic, _note).run()
    return ""
