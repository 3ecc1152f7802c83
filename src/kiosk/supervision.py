"""What the kiosk and `kiosk supervise` agree on: signals, an exit code, and a sign of life through a pipe."""

import os
import signal
import stat
from collections.abc import MutableMapping

IGNORED = (
    *(signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP),  # what a keyboard could send
    *(signal.SIGTTIN, signal.SIGTTOU, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM),  # by default they stop or end it
)
"""Signals that do nothing."""

ENDING = (signal.SIGTERM, signal.SIGHUP)
"""Signals that end the kiosk cleanly. SIGHUP is never ignored: without a terminal the app would spin."""

VARIABLE = "PATIENT_KIOSK_PIPE"
"""The environment's variable with the number of the pipe; no name of a setting, which begin with KIOSK_."""

EVERY = 1.0
"""Seconds between two signs."""

STOPPED = 4
"""The exit code that tells a supervisor that staff stopped the kiosk: it is not started again."""


class Heart:
    """The kiosk's end of the pipe: it writes a byte every second. A kiosk without a supervisor has none."""

    def __init__(self, pipe: int, apology: str) -> None:
        self._pipe = pipe
        self._first = apology.encode() + b"\n"

    @classmethod
    def found(cls, environment: MutableMapping[str, str], apology: str) -> "Heart | None":
        """The way to the supervisor, if this process has one.

        Args:
            environment: The environment's variables; what names the pipe is taken out, so that no child has it.
            apology: What a person may read while no kiosk runs, in a sentence of the language in use.
        """
        named = environment.pop(VARIABLE, "")
        try:
            pipe = int(named)
            if not stat.S_ISFIFO(os.fstat(pipe).st_mode):
                return None
            os.set_blocking(pipe, False)
            os.set_inheritable(pipe, False)
        except (ValueError, OverflowError, OSError):
            return None
        return cls(pipe, apology)

    def beat(self) -> bool:
        """Give a sign of life; whether anybody is there to see it."""
        try:
            os.write(self._pipe, self._first or b".")
        except BlockingIOError:
            return True  # the pipe is full of signs that were not read yet
        except OSError:
            return False
        self._first = b""
        return True
