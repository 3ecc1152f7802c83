"""What a key means on a page, and which presses count: a held key is one press, a scanner's burst is none."""

from dataclasses import dataclass, field

from kiosk.model.action import Action, Adjust, ChangeLanguage, ChangeSpeed, ChangeVolume, Hear, HearAgain

AGAIN_AFTER = 0.7
"""Seconds after which the same key counts again, from when it was last *received* (a held key repeats)."""

MOVE_AGAIN_AFTER = 0.15
"""Seconds after which moving the focus counts again."""

BURST = 0.03
"""Seconds within which a key after a printable one makes a burst: no finger is that fast, a scanner always is."""

PRESSES: dict[str, str] = {
    "enter": "press",
    "space": "press",
    "right": "next",
    "left": "back",
    "down": "down",
    "tab": "down",
    "up": "up",
    "shift+tab": "up",
    "pagedown": "next",
    "pageup": "back",
    "f1": "help",
    "f2": "hear",
    "f3": "again",
    "f4": "bigger",
    "f5": "colours",
    "f6": "language",
    "f7": "slower",
    "f8": "faster",
    "f9": "softer",
    "f10": "louder",
    "f12": "screen",
    "ctrl+q": "quit",
    "backspace": "erase",
    **{str(digit): str(digit) for digit in range(10)},
}
"""What each key means; every other key is only a sign of life."""

COMFORT: dict[str, Action] = {
    "hear": Hear(),
    "again": HearAgain(),
    "slower": ChangeSpeed(-1),
    "faster": ChangeSpeed(1),
    "softer": ChangeVolume(-1),
    "louder": ChangeVolume(1),
    "bigger": Adjust("size"),
    "colours": Adjust("colours"),
    "screen": Adjust("screen"),
    "language": ChangeLanguage(),
}
"""The presses that do the same on every page: they change how one likes it."""

MOVER = "space"
"""With two switches, the one that moves on; Enter presses."""

_MOVES = frozenset(("down", "up"))


@dataclass(slots=True)
class Guard:
    """Decides which of the keys that arrive count as a press. Times are seconds."""

    received: dict[str, float] = field(default_factory=dict)
    """When each key last arrived, whether it counted or not."""
    held_back: str = ""
    """A printable key that waits to see whether it is the first of a burst."""
    last_printable: float = float("-inf")
    """When the last printable key, or whatever came with it in a burst, arrived."""

    def arrives(self, key: str, at: float, *, typing: bool) -> list[str]:
        """The keys that count now.

        Args:
            key: The key that arrived.
            at: When.
            typing: Whether staff type digits, where the same key may follow at once.
        """
        burst = at - self.last_printable < BURST
        if not typing and (burst or len(key) == 1):
            # A scanner also sends spaces, hyphens and a closing Enter, which have names of several letters.
            self.last_printable = at
            counts = len(key) == 1 and self._counts(key, at, typing=False)
            self.held_back = key if counts and not burst else ""
            return []
        return [*self.released(at), *([key] if self._counts(key, at, typing=typing) else [])]

    def released(self, at: float) -> list[str]:
        """The printable key that turned out to be alone, if one waits."""
        if at - self.last_printable < BURST:
            return []
        key, self.held_back = self.held_back, ""
        return [key] if key else []

    def touches(self, target: str, at: float) -> bool:
        """Whether a touch of this target counts."""
        return self._counts(f"touch {target}", at, typing=False)

    def _counts(self, key: str, at: float, *, typing: bool) -> bool:
        before = self.received.get(key, float("-inf"))
        self.received[key] = at
        if typing or key == "ctrl+q":
            return True
        return at - before >= (MOVE_AGAIN_AFTER if PRESSES.get(key) in _MOVES else AGAIN_AFTER)
