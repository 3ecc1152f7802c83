"""The one timer for the next moment at which anything changes by itself."""

from collections.abc import Callable

from textual.app import App
from textual.timer import Timer


class Alarm:
    """Goes off once, at the moment that was set last."""

    def __init__(self, app: App[None], look: Callable[[], None]) -> None:
        """Nothing is set.

        Args:
            app: What the time passes in.
            look: Looks whether the time has come.
        """
        self._app = app
        self._look = look
        self._timer: Timer | None = None

    def set(self, deadline: float | None, at: float) -> None:
        """Go off at that moment, in place of the one before; None: not at all.

        Args:
            deadline: The moment, in seconds on the kiosk's clock.
            at: What this clock says now.
        """
        if self._timer:
            self._timer.stop()
            self._timer = None
        if deadline is not None:
            self._timer = self._app.set_timer(max(0.01, deadline - at), self._look)
