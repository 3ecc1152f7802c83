"""Random bytes by the thousand, as a broken keyboard or a cat would send them."""

import random
import time

from locked import Prankster

_PIECE = 2000


def flood(one: Prankster, count: int, seed: int, seconds: float = 600) -> None:
    """Sends so many bytes and checks the lock after each piece, and once more when all is read."""
    source = random.Random(seed)
    deadline = time.monotonic() + seconds
    for begin in range(0, count, _PIECE):
        one.terminal.send(source.randbytes(min(_PIECE, count - begin)), seconds=max(1.0, deadline - time.monotonic()))
        one.is_locked_in(f"one of {min(count, begin + _PIECE)} random bytes with the seed {seed}")
    one.comes_to_rest(deadline - time.monotonic())
    one.is_locked_in(f"{count} random bytes with the seed {seed}")
