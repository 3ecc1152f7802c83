"""Finds something out in a process beside this one, which goes on with what it has to do meanwhile."""

import os
from collections.abc import Callable


class Ahead:
    """An answer that is on its way."""

    def __init__(self, find: Callable[[], str]) -> None:
        """Begin to find it.

        Args:
            find: Finds it. It runs in a copy of this process, so nothing that it changes is seen here.

        Raises:
            OSError: There can be no further process.
        """
        self._end, end = os.pipe()
        try:
            self._child = os.fork()
        except OSError:
            os.close(self._end)
            os.close(end)
            raise
        if self._child == 0:
            try:
                os.write(end, find().encode())
            finally:  # what failed here is met again by whoever gets no answer; nothing else of this copy may run
                os._exit(0)
        os.close(end)

    def answer(self) -> str:
        """What was found, as soon as it is; empty where nothing was. It can be asked once."""
        with open(self._end, "rb") as pipe:  # noqa: PTH123 - it has no path
            found = pipe.read().decode()
        os.waitpid(self._child, 0)
        return found
