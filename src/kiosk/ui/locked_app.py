"""A Textual app that can be left alone: locked, ended by signals and with its supervisor, silent about its faults."""

import logging
import traceback
from functools import partial
from typing import Any

from textual import on
from textual.app import App
from textual.worker import Worker

from kiosk.supervision import EVERY, Heart
from kiosk.ui.driver import KioskDriver
from kiosk.ui.signals import Signals

_log = logging.getLogger(__name__)

_FORGET = "\x1b[3J"
"""Clears what the terminal could be scrolled back to."""


class LockedApp(App[None], inherit_bindings=False):
    """Nothing of Textual's own can be opened, and of a fault only the log tells."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ALLOW_IN_MAXIMIZED_VIEW = ""

    def __init__(self, signals: Signals | None, heart: Heart | None) -> None:
        """An app.

        Args:
            signals: This process's signals, if they are the app's to hear.
            heart: The way to a supervisor, if there is one.
        """
        super().__init__(driver_class=KioskDriver)
        self._signals = signals
        self._heart = heart

    def leave(self) -> None:
        """End cleanly, as a supervisor asks for it."""
        self.exit()

    def answer_for_itself(self) -> None:
        """Take the signals, and give signs of life from now on."""
        if self._signals:
            self._signals.end_with(self.leave)
        if self._heart:
            self._beat(self._heart)
            self.set_interval(EVERY, partial(self._beat, self._heart))

    def _beat(self, heart: Heart) -> None:
        """A supervisor that is gone cannot clean up after the kiosk any more: end now."""
        if not heart.beat():
            self.leave()

    def send(self, text: str) -> None:
        """Write to the terminal, after what was drawn before."""
        if self._driver:
            self._driver.write(text)

    def forget(self) -> None:
        """Nothing of a visit that is over can be scrolled back to."""
        self.send(_FORGET)

    def surround(self, ground: str) -> None:
        """Pixels of kitty's window that are too few for a cell have the colour of the page too."""
        if isinstance(self._driver, KioskDriver):
            self._driver.surround(ground)

    @on(Worker.StateChanged)
    def _note_failure(self, event: Worker.StateChanged) -> None:
        """What went wrong beside the page ends no visit, and is known all the same."""
        if not event.worker.exit_on_error and (error := event.worker.error):
            _log.error("%s: %s", event.worker.group, "".join(traceback.format_exception(error)))

    def _fatal_error(self) -> None:
        """A private name of Textual's: its own would print local variables on the patient's screen."""
        error = self._exception
        if error is not None:
            _log.critical("The kiosk ended: %s", "".join(traceback.format_exception(error)))
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """Log and end; nothing of it is shown."""
        for one in renderables:
            _log.critical("The kiosk ended: %s", type(one).__name__, exc_info=isinstance(one, Exception) and one)
        self._return_code = 1
        self._close_messages_no_wait()
