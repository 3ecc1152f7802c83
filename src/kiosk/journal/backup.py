"""A copy of the journal as it stands at one moment, while the kiosk runs; without tickets, which last a day at most."""

import sqlite3
from contextlib import closing
from pathlib import Path

from kiosk.journal.reading import current, reading
from kiosk.journal.schema import FILE
from kiosk.journal.whole_file import full, whole_file
from kiosk.model.error import OutputError

_WRITING_FAILS = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR)


def backup(folder: Path, to: Path) -> int:
    """Copies the journal, whole or not at all, and reads the copy once; gives its size in bytes.

    Raises:
        JournalError: There is no journal, or it cannot be read.
        OutputError: The copy cannot be written.
    """
    if to.resolve() == (folder / FILE).resolve():
        raise OutputError("A backup cannot take the place of the journal itself. Name another file.")
    with reading(folder) as found:
        journal = current(found, folder)
        with whole_file(to) as new:
            try:
                _copy(journal, new)
            except sqlite3.Error as error:
                if getattr(error, "sqlite_errorcode", 0) & 0xFF in _WRITING_FAILS:
                    raise full(to) from error
                raise
    return to.stat().st_size


def _copy(journal: sqlite3.Connection, new: Path) -> None:
    with closing(sqlite3.connect(new, isolation_level=None)) as copy:
        journal.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
        copy.execute("PRAGMA secure_delete = ON")
        copy.execute("DELETE FROM tickets")
        (found,) = copy.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise sqlite3.DatabaseError(f"the copy is damaged: {found}")
