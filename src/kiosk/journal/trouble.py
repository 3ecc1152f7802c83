"""Why the journal cannot be written or read: cause and cure in plain words."""

import errno
import os
import shutil
import sqlite3
from pathlib import Path

from kiosk.journal.schema import FILE

_ROOM = 1_000_000
"""Bytes that must be free on the disk: with fewer, a few more answers would fill it."""

_ALLOW = "Give this user the right to write there, or name another folder with --data."
_ANOTHER = "Name another folder with --data."
_BEGIN_ANEW = "Move the file elsewhere, and a new one is begun."

_BY_CODE = {
    sqlite3.SQLITE_FULL: "the disk is full. Free some space on it.",
    sqlite3.SQLITE_READONLY: f"it may only be read. {_ALLOW}",
    sqlite3.SQLITE_CANTOPEN: f"it cannot be opened. {_ALLOW}",
    sqlite3.SQLITE_PERM: f"it may not be opened. {_ALLOW}",
    sqlite3.SQLITE_BUSY: "another program holds it. Close that program.",
    sqlite3.SQLITE_NOTADB: f"it is no journal. {_BEGIN_ANEW}",
    sqlite3.SQLITE_CORRUPT: f"it is damaged. {_BEGIN_ANEW}",
}
"""By SQLite's primary result code."""


def sentence(error: sqlite3.Error | OSError, path: Path, doing: str = "written") -> str:
    """What stands in the way, and what to do about it."""
    return f"The journal {path} cannot be {doing}: {_cause(error)}"


def unwritable(folder: Path) -> str | None:
    """What keeps the journal from being written just now, if anything does; nothing is created to find out."""
    path = folder / FILE
    home = _nearest(folder)
    if not home.is_dir():
        return sentence(NotADirectoryError(errno.ENOTDIR, "", str(home)), path)
    for each in (home, *_parts(folder)):
        if not _may_write(each):
            return sentence(PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(each)), path)
    if shutil.disk_usage(home).free < _ROOM:
        return sentence(OSError(errno.ENOSPC, ""), path)
    return None


def _cause(error: sqlite3.Error | OSError) -> str:
    if isinstance(error, sqlite3.Error):
        # The low byte is the kind of trouble, the rest a detail; errors of Python's own making have no code.
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        return _BY_CODE.get(code, f"{error}. Look after the disk, or name another folder with --data.")
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _BY_CODE[sqlite3.SQLITE_FULL]
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{error.filename} is a file where a folder should be. {_ANOTHER}"
    if isinstance(error, PermissionError):
        return f"{error.filename} is closed to this user. {_ALLOW}"
    return f"{error.strerror} ({error.filename}). {_ANOTHER}"


def _nearest(folder: Path) -> Path:
    """The folder, or what there is of the way to it."""
    whole = folder.absolute()
    return next(each for each in (whole, *whole.parents) if os.path.lexists(each))


def _parts(folder: Path) -> list[Path]:
    """Those of the journal's files that are there."""
    names = (FILE, f"{FILE}-wal", f"{FILE}-shm", "locks")
    return [folder / name for name in names if os.path.lexists(folder / name)]


def _may_write(path: Path) -> bool:
    need = os.W_OK | os.X_OK if path.is_dir() else os.W_OK
    return os.access(path, need, effective_ids=os.access in os.supports_effective_ids)
