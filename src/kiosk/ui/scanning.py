"""Scanning: for one switch, the focus goes round by itself."""

from collections.abc import Callable

from textual.app import App
from textual.timer import Timer

from kiosk.visit.comfort import Comfort


class Scanning:
    """Moves the focus at this patient's pace, while there is one switch."""

    def __init__(self, app: App[None], move: Callable[[], None]) -> None:
        """It stands still.

        Args:
            app: What the time passes in.
            move: Moves the focus on.
        """
        self._app = app
        self._move = move
        self._timer: Timer | None = None
        self._pace: float | None = None

    def suit(self, comfort: Comfort) -> None:
        """Go on as this patient likes it; a pace that stays the same goes on undisturbed."""
        pace = comfort.scan if comfort.switches == "one" else None
        if pace == self._pace:
            return
        self._pace = pace
        if self._timer:
            self._timer.stop()
        self._timer = self._app.set_interval(pace, self._move) if pace else None
