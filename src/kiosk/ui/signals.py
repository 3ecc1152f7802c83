"""What the system may send: two signals end the kiosk cleanly, from its first moment to its last; others do nothing."""

import asyncio
import os
import signal
from collections.abc import Callable

from kiosk.supervision import ENDING, IGNORED


class Signals:
    """This process's signals. Taken before the terminal is: a request to end that comes early waits for the app."""

    def __init__(self) -> None:
        self._asked = False
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: Callable[[], None] | None = None

    def take(self) -> None:
        """From now on no signal does what it would do by default."""
        self._ignore()
        for number in ENDING:
            # Not the loop's own handlers: those give way to the default when the loop closes, before the process ends.
            signal.signal(number, self._hear)

    def end_with(self, end: Callable[[], None]) -> None:
        """What ends the running app, called in its loop; at once, if the kiosk has been asked to end already."""
        self._ignore()  # again, since Textual's driver gives some of them back
        self._loop, self._end = asyncio.get_running_loop(), end
        self._let_signals_wake(self._loop)
        if self._asked:
            self._loop.call_soon(end)

    def _ignore(self) -> None:
        for number in IGNORED:
            signal.signal(number, signal.SIG_IGN)

    def _let_signals_wake(self, loop: asyncio.AbstractEventLoop) -> None:
        """A signal that another thread gets would otherwise be heard at the next key."""
        there, here = os.pipe()
        for end in (there, here):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(here, warn_on_full_buffer=False)
        loop.add_reader(there, os.read, there, 64)

    def _hear(self, *_: object) -> None:
        self._asked = True
        if self._loop and self._end and not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._end)
