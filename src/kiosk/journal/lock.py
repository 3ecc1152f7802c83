"""A lock file that says that a process is alive. POSIX only: the system lets go of it when the process dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Lock:
    """The lock file of one process, its own or another's."""

    def __init__(self, folder: Path, process: str) -> None:
        self.path = folder / "locks" / f"{process}.lock"
        self._file: int | None = None

    def hold(self) -> None:
        """Takes this process's own lock, and keeps it.

        Raises:
            OSError: The file cannot be made or locked.
        """
        # Waits: another process that clears up may have its hand on the new file for a moment.
        self._take(fcntl.LOCK_EX)

    def take_if_free(self) -> bool:
        """Takes the lock unless a living process has it; a missing file is free.

        Raises:
            OSError: The file cannot be made or locked.
        """
        try:
            self._take(fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def drop(self) -> None:
        """Removes the file and lets go, in this order: afterwards it could be somebody else's new file."""
        if self._file is None:
            return
        try:
            self.path.unlink(missing_ok=True)
        finally:
            os.close(self._file)
            self._file = None

    def _take(self, how: int) -> None:
        if self._file is None:
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
        while self._file is None:
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, how)
                # Between opening and locking it may have been removed: a lock on a removed file protects nothing.
                if _is_at(file, self.path):
                    self._file, file = file, -1
            finally:
                if file >= 0:
                    os.close(file)


@contextmanager
def one_at_a_time(folder: Path) -> Iterator[None]:
    """Waits until no other process does the same in this folder.

    Raises:
        OSError: The folder cannot be read.
    """
    home = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(home, fcntl.LOCK_EX)
        yield
    finally:
        os.close(home)


def _is_at(file: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), path.stat())
    except FileNotFoundError:
        return False
