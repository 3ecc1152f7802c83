"""Writes a file whole or not at all: under another name first, then to the disk, then renamed."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from kiosk.model.error import OutputError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """An empty file to write to, for this user alone; it takes the place of `path` if all goes well.

    Raises:
        OutputError: It cannot be written. What stood at `path` stands there still.
    """
    try:
        with _whole_file(path) as new:
            yield new
    except OSError as error:
        raise _error(error, path) from error


@contextmanager
def whole_text(path: Path) -> Iterator[TextIO]:
    """The same, to write text to.

    Raises:
        OutputError: It cannot be written. What stood at `path` stands there still.
    """
    with whole_file(path) as new, new.open("w", encoding="utf-8", newline="") as file:
        yield file


def full(path: Path) -> OutputError:
    """What is said when the disk is full: there is no OSError where SQLite wrote."""
    return _error(OSError(errno.ENOSPC, ""), path)


@contextmanager
def _whole_file(path: Path) -> Iterator[Path]:
    target = path.resolve()  # a link stays a link
    if target.exists() and not stat.S_ISREG(target.stat().st_mode):
        raise IsADirectoryError(errno.EISDIR, "", str(target))
    new = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        yield new
        _to_disk(new)
        new.replace(target)
        _to_disk(target.parent)
    finally:
        new.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(file)
    finally:
        os.close(file)


def _error(error: OSError, path: Path) -> OutputError:
    return OutputError(f"The file {path} cannot be written: {_cause(error, path)} Nothing was changed.")


def _cause(error: OSError, path: Path) -> str:
    if error.errno in _FULL:
        return "the disk is full. Free some space on it, or name a file on another disk."
    if isinstance(error, IsADirectoryError):
        return "there is something of that name which is no file. Name another file."
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"there is no folder {path.absolute().parent}. Make it, or name another file."
    if isinstance(error, PermissionError):
        return "this user may not write there. Give the right to, or name another file."
    return f"{error.strerror}. Name another file."
