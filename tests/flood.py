"""Random bytes by the thousand, as a broken keyboard or a cat would send them."""

import random
import time

from locked import Prankster

_PIECE = 2000


def flood(one: Prankster, count: int, seed: int, seconds: float = 600) -> None:
    """Sends so many bytes to a hasty kiosk that waits, and checks the lock after each piece.

    The bytes press real keys too: they start visits, change colours and letters, turn the screen off. Once nobody is
    there any more, the first page is the same as before, to the last cell, and the processor has nothing to do.
    """
    deadline = time.monotonic() + seconds
    one.terminal.wait_for("Welcome")
    one.settle()
    before = one.page()
    source = random.Random(seed)
    for begin in range(0, count, _PIECE):
        one.terminal.send(source.randbytes(min(_PIECE, count - begin)), seconds=max(1.0, deadline - time.monotonic()))
        one.is_locked_in(f"one of {min(count, begin + _PIECE)} random bytes with the seed {seed}")
    one.terminal.wait_until(lambda: one.page() == before, "the first page is another", deadline - time.monotonic())
    one.comes_to_rest(deadline - time.monotonic())
    one.is_locked_in(f"{count} random bytes with the seed {seed}")
