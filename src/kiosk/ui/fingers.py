"""A screen that is touched, and how high that makes everything which can be pressed."""

from math import ceil

from kiosk.model.frozen import dataclass
from kiosk.ui.frame import Frame

LEAST_TARGET = 12.7
"""Millimetres of what a finger presses (VVSG 2.0, 7.2-I)."""

LOW_ROWS = 15
"""On a grid of fewer rows one row is as high as a finger needs."""


@dataclass(frozen=True, slots=True)
class Fingers:
    """A screen that is touched."""

    panel: float = 0.0
    """Its height in millimetres; 0: nobody measured it."""

    def rows(self, frame: Frame) -> int:
        """Rows of everything that can be pressed: at least 12.7 mm (VVSG 2.0, 7.2-I).

        Of a panel that nobody measured the letters are taken to have their usual size (4.8 mm, rows of 8) or the next
        (6.4 mm, rows of 10), and on grids of fewer rows the largest (8.5 mm, rows of 14).
        """
        if not self.panel:
            return 2 if frame.rows >= LOW_ROWS else 1
        return ceil(LEAST_TARGET / (self.panel / frame.rows))
