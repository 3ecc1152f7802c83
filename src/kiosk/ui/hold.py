"""Whether something is held for long enough to end the cleaning: a wipe is not, a finger that means it is."""

from dataclasses import dataclass

KEY = "enter"
KEY_HELD = 3.0
"""Seconds for which the key must repeat."""

TARGET_HELD = 2.0
"""Seconds between coming down and letting go, on the same target; the page says three, since people count fast."""

REPEATS_WITHIN = 0.7
"""Seconds within which a held key arrives again: the longest delay before the first repeat that keyboards have."""


@dataclass(slots=True)
class Hold:
    """Follows the key. A terminal tells only that it arrived, again and again."""

    began: float = 0.0
    last: float = float("-inf")

    def key(self, key: str, at: float) -> bool:
        """Whether the key has been held for long enough when it arrives now; any other begins anew."""
        if key != KEY:
            self.last = float("-inf")
            return False
        if at - self.last > REPEATS_WITHIN:
            self.began = at
        self.last = at
        return at - self.began >= KEY_HELD
