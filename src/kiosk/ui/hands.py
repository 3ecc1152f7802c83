"""What the keys of a keyboard, of switches and of a barcode scanner mean on the page that stands now, and when."""

from collections.abc import Callable
from dataclasses import dataclass, field

from kiosk.model.action import Cleaned, Scan, Stir, Type
from kiosk.model.page import Kind
from kiosk.ui.barcode import LEAST, Barcode
from kiosk.ui.hold import TARGET_HELD, Hold
from kiosk.ui.keys import MOVER, Guard

SPELLING = frozenset(("staff", "find", "prepare", "ticket"))
"""The kinds of page on which letters mean something."""

Meant = str | Type | Scan | Cleaned | Stir
"""A key that counts as a press, by its name; or what is done at once."""


@dataclass(slots=True)
class Hands:
    """Holds keys back until it is clear who sent them."""

    clock: Callable[[], float]
    _guard: Guard = field(default_factory=Guard)
    _barcode: Barcode = field(default_factory=Barcode)
    _hold: Hold = field(default_factory=Hold)

    @property
    def wait(self) -> bool:
        """Whether something is held back, and `released` is to be asked again."""
        return bool(self._guard.held_back or self._barcode.held)

    def key(self, key: str, letter: str, kind: Kind) -> list[Meant]:
        """A key arrives.

        Args:
            key: Its name.
            letter: What it writes, if anything.
            kind: The kind of page that stands now.
        """
        at = self.clock()
        if kind in SPELLING:
            return self._spelt(key, letter, at)
        self._barcode.dropped()
        presses: list[Meant] = [*self._guard.arrives(key, at, typing=kind == "pin")]
        if kind == "clean":  # a key that is held until the end opens nothing after it
            return [Cleaned() if self._hold.key(key, at) else Stir()]
        return presses

    def _spelt(self, key: str, letter: str, at: float) -> list[Meant]:
        """Letters mean something here, and a scanner's letters all together."""
        if len(letter) == 1 and letter.isprintable() and key != MOVER:
            return self._typed(self._barcode.letter(letter, at))
        if code := self._barcode.ended(key, at):
            self._guard.received[key] = at  # on the patient's page that may follow, it does not count
            return [Scan(code)]
        return [*self._typed(self._barcode.released(at)), *self._guard.arrives(key, at, typing=True)]

    def released(self) -> list[Meant]:
        """What was held back and turned out to be typed, or to be a whole code."""
        at = self.clock()
        return [*self._typed(self._barcode.released(at)), *self._guard.released(at)]

    def _typed(self, text: str) -> list[Meant]:
        return [Scan(text)] if len(text) >= LEAST else [*map(Type, text)]

    def touches(self, target: str) -> bool:
        """Whether a touch of this target counts."""
        return self._guard.touches(target, self.clock())

    def wiped(self, seconds: float, *, within: bool) -> Cleaned | Stir:
        """What a touch does while the screen is cleaned: a wipe is nothing, a finger that means it ends the cleaning.

        Args:
            seconds: Between coming down and letting go.
            within: Whether it came down and let go on the same target.
        """
        return Cleaned() if within and seconds >= TARGET_HELD else Stir()
