"""The journal: an event is on disk when `append` returns, and is never changed or removed."""

import os
import sqlite3
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.journal import writing
from kiosk.journal.lock import Lock, one_at_a_time
from kiosk.journal.migration import migrate
from kiosk.journal.purge import Purged, purge
from kiosk.journal.recount import rebuild_beside
from kiosk.journal.schema import FILE, Row, row, stamp
from kiosk.journal.trouble import sentence
from kiosk.model.error import JournalError
from kiosk.model.event import Event, VisitKey

TICKETS_LAST = timedelta(hours=12)
"""How long a ticket is known."""

_PATIENCE = 2.0
"""Seconds to wait for another process that writes just now; the patient waits too."""


def utc_now() -> datetime:
    """The time now."""
    return datetime.now(UTC)


class Journal:
    """What this process writes down of its visits. Any thread may call it, one at a time."""

    path: Path
    """The database file."""
    now: Callable[[], datetime]
    """Gives the time."""

    def __init__(self, folder: Path, now: Callable[[], datetime] = utc_now) -> None:
        self.path = folder / FILE
        self._folder = folder
        self.now = now
        self._process = os.urandom(8).hex()
        self._lock = Lock(folder, self._process)
        self._connection: sqlite3.Connection | None = None
        self._waiting: list[Row] = []

    @property
    def unsaved(self) -> int:
        """How many events wait in memory for the disk."""
        return len(self._waiting)

    def append(self, key: VisitKey, events: Iterable[Event]) -> None:
        """Writes the events in one transaction, committed when it returns; without events, only what waits.

        Raises:
            JournalError: They could not be written. They wait in order, with the time of this call, and go first
                at the next append. (Only what comes after the end of its visit is refused for good.)
        """
        at = stamp(self.now())
        self._waiting += [row(key, event, at, self._process) for event in events]
        if self._waiting:
            self._save()

    def note_ticket(self, visit: str, ticket: str) -> None:
        """Keeps the visit's ticket for twelve hours, in a table of its own.

        Raises:
            JournalError: It could not be written, or is no ticket.
        """
        at = stamp(self.now())
        with self._database() as connection:
            try:
                connection.execute("REPLACE INTO tickets (visit, at, ticket) VALUES (?, ?, ?)", (visit, at, ticket))
            except sqlite3.IntegrityError as error:
                raise JournalError(
                    "A ticket is one to eight capital letters, digits or hyphens, such as A12; write it so."
                ) from error
            self._forget_tickets(connection)

    def close_abandoned(self) -> int:
        """Ends each launched visit whose process died without ending it, and forgets old tickets.

        Returns:
            How many visits were ended.

        Raises:
            JournalError: The journal could not be written.
        """
        with self._database() as connection:
            self._forget_tickets(connection)
            left_over = {file.stem for file in self._lock.path.parent.glob("*.lock")}
            processes = sorted(writing.launchers(connection) | left_over)
            return sum(self._abandon(connection, process) for process in processes)

    def purge(self, older_than: timedelta, most: int | None = None) -> Purged:
        """Removes visits that are older, from the beginning on, whole; the chain begins anew at a checkpoint.

        Args:
            older_than: How long before now the last of their events must be.
            most: About how many events to remove at once, so that nobody waits for it; None for all.

        Raises:
            JournalError: The journal could not be written, or the clock is behind its newest entry.
        """
        now = self.now()
        with self._database() as connection:
            return purge(connection, before=stamp(now - older_than), now=stamp(now), most=most)

    def rebuild(self) -> None:
        """Throws the daily sums away and makes them anew from the events.

        Raises:
            JournalError: The journal could not be written.
        """
        with self._database() as connection:
            rebuild_beside(connection)

    def close(self) -> None:
        """Tries once more to write what waits, then lets go of everything; `unsaved` says what is lost."""
        with suppress(JournalError):  # `unsaved` tells it, and whoever appended has been told
            if self._waiting:
                self._save()
        self._disconnect()
        with suppress(OSError):  # a lock file that stays is free all the same, and the next start removes it
            self._lock.drop()

    def _save(self) -> None:
        with self._database() as connection:
            self._lock.hold()
            refused = writing.insert(connection, self._waiting)
        self._waiting.clear()
        if refused:
            raise JournalError(
                f"{refused} of the journal's events came after the end of their visit and are not kept; "
                "launch the walkthrough again."
            )

    def _abandon(self, connection: sqlite3.Connection, process: str) -> int:
        lock = Lock(self._folder, process)
        if not lock.take_if_free():
            return 0
        try:
            return writing.abandon(connection, process, at=stamp(self.now()), by=self._process)
        finally:
            lock.drop()

    def _forget_tickets(self, connection: sqlite3.Connection) -> None:
        oldest = stamp(self.now() - TICKETS_LAST)
        if connection.execute("DELETE FROM tickets WHERE at <= ?", (oldest,)).rowcount:
            # The write-ahead log still holds the old page until it is emptied.
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    @contextmanager
    def _database(self) -> Iterator[sqlite3.Connection]:
        """The open database. Trouble closes it, so that the next try begins afresh."""
        try:
            yield self._connect()
        except (sqlite3.Error, OSError) as error:
            self._disconnect()
            raise JournalError(sentence(error, self.path)) from error

    def _connect(self) -> sqlite3.Connection:
        if self._connection is None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Two processes that begin the same file at once would meet "database is locked", which does not wait.
            with one_at_a_time(self._folder):
                self._connection = _connect(self.path)
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


def _connect(path: Path) -> sqlite3.Connection:
    _make_private(path)
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        # On macOS the disk may keep a plain fsync in its cache; elsewhere this does nothing.
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA secure_delete = ON")
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _make_private(path: Path) -> None:
    """Only this user may read it. SQLite gives its helper files the same mode."""
    # An existing file is not opened here: closing it again would drop SQLite's own locks on it.
    if not path.exists():
        path.touch(mode=0o600)
    if stat.S_IMODE(path.stat().st_mode) != 0o600:
        path.chmod(0o600)
