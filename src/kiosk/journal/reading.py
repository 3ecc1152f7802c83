"""Opens the journal for reading alone: nothing is made or changed, and a running kiosk is not in the way."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.journal.migration import MIGRATIONS, version
from kiosk.journal.schema import FILE
from kiosk.journal.trouble import sentence
from kiosk.model.error import JournalError


@contextmanager
def reading(folder: Path) -> Iterator[sqlite3.Connection | None]:
    """The journal as it stands at this moment, whatever is written meanwhile; None where there is none.

    Raises:
        JournalError: It is there and cannot be read, or a newer kiosk wrote it.
    """
    path = folder / FILE
    try:
        there = _is_there(path)
    except OSError as error:
        raise JournalError(sentence(error, path, "read")) from error
    if not there:
        yield None
        return
    try:
        with closing(_connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("BEGIN")
            # A file that was only just made has no tables yet.
            yield connection if version(connection) > 0 else None
    except sqlite3.Error as error:
        raise JournalError(sentence(error, path, "read")) from error


def is_of_today(connection: sqlite3.Connection) -> bool:
    """Whether its tables are this version's; an older journal is brought up to date when something is written."""
    return version(connection) == len(MIGRATIONS)


def current(connection: sqlite3.Connection | None, folder: Path) -> sqlite3.Connection:
    """The journal, if there is one of this version.

    Raises:
        JournalError: There is none.
    """
    if connection is None:
        raise JournalError(f"There is no journal {folder / FILE} yet. It is begun with the first visit.")
    if not is_of_today(connection):
        raise JournalError(
            f"The journal {folder / FILE} is of an older version. Start the kiosk once, or run "
            "`kiosk journal rebuild`: either brings it up to date and keeps what is there."
        )
    return connection


def _is_there(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    return True


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _readable(uri)
    except sqlite3.OperationalError:
        if Path(f"{path}-wal").exists():
            raise
        # SQLite wants to make its helper files and cannot; where there are none, nobody is writing.
        return _readable(f"{uri}&immutable=1")


def _readable(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection
