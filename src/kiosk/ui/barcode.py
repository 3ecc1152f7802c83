"""Tells a barcode scanner from a hand on the staff's pages, where letters mean something."""

from dataclasses import dataclass

from kiosk.ui.keys import BURST

LEAST = 3
"""Characters in a burst that are a code even without an Enter behind them: no hand is that fast."""

MOST = 64
"""Characters of a code that are kept."""

ENDS = frozenset(("enter", "tab"))
"""What a scanner sends last."""


@dataclass(slots=True)
class Barcode:
    """Holds letters back until it is clear who sent them. Times are seconds."""

    held: str = ""
    """The letters that wait."""
    last: float = float("-inf")
    """When the last of them arrived."""

    def letter(self, letter: str, at: float) -> str:
        """A letter arrives; gives those that were held back before and turned out to be typed."""
        typed = self.released(at)
        self.held, self.last = (self.held + letter)[:MOST], at
        return typed

    def ended(self, key: str, at: float) -> str:
        """The code that this key ends, or an empty text: then the key is one of its own."""
        if key not in ENDS or not self.held or at - self.last >= BURST:
            return ""
        code, self.held = self.held, ""
        return code

    def released(self, at: float) -> str:
        """What turned out to be alone, or to be all: held back no longer."""
        if at - self.last < BURST:
            return ""
        text, self.held = self.held, ""
        return text

    def dropped(self) -> None:
        """Whoever is there now has not typed what is held back."""
        self.held = ""
