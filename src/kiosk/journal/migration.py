"""The journal's tables, from version to version."""

import sqlite3
from collections.abc import Callable

from kiosk.journal.chain import chain_all
from kiosk.journal.recount import rebuild
from kiosk.journal.schema import ENDED, WENT_ON
from kiosk.model.error import JournalError

Step = str | Callable[[sqlite3.Connection], None]

_NEVER_CHANGED = """CREATE TRIGGER never_changed BEFORE UPDATE ON events
    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END"""

MIGRATIONS: tuple[tuple[Step, ...], ...] = (
    (
        """CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL, visit TEXT NOT NULL, procedure TEXT NOT NULL, version INTEGER NOT NULL,
            hash TEXT NOT NULL, language TEXT NOT NULL, process TEXT NOT NULL, kind TEXT NOT NULL,
            step TEXT, seconds REAL, section TEXT, question TEXT, attempt INTEGER, option TEXT, result TEXT,
            item TEXT, marked INTEGER, reason TEXT, place TEXT)""",
        f"CREATE UNIQUE INDEX a_visit_ends_once ON events (visit) WHERE {ENDED}",
        "CREATE INDEX launches ON events (process, visit) WHERE kind = 'launched'",
        _NEVER_CHANGED,
        """CREATE TRIGGER never_removed BEFORE DELETE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never removed'); END""",
        # REPLACE removes a row without asking the trigger above.
        """CREATE TRIGGER never_replaced BEFORE INSERT ON events
            WHEN EXISTS (SELECT 1 FROM events WHERE id = NEW.id)
            BEGIN SELECT RAISE(ABORT, 'events are never replaced'); END""",
        f"""CREATE TRIGGER nothing_after_abandoned BEFORE INSERT ON events
            WHEN EXISTS (SELECT 1 FROM events WHERE visit = NEW.visit AND {ENDED} AND kind = 'abandoned')
            BEGIN SELECT RAISE(ABORT, 'the visit was abandoned'); END""",
        """CREATE TABLE tickets (
            visit TEXT PRIMARY KEY, at TEXT NOT NULL,
            ticket TEXT NOT NULL CHECK (length(ticket) BETWEEN 1 AND 8 AND ticket NOT GLOB '*[^-A-Z0-9]*'))""",
    ),
    (
        # What was said at launch.
        "ALTER TABLE events ADD COLUMN options TEXT",
        # The chain.
        "ALTER TABLE events ADD COLUMN link BLOB",
        "DROP TRIGGER never_changed",
        chain_all,
        _NEVER_CHANGED,
        "CREATE TABLE checkpoints (id INTEGER PRIMARY KEY, at TEXT NOT NULL, link BLOB NOT NULL)",
        """CREATE TRIGGER checkpoints_never_changed BEFORE UPDATE ON checkpoints
            BEGIN SELECT RAISE(ABORT, 'checkpoints are never changed'); END""",
        """CREATE TRIGGER checkpoints_never_removed BEFORE DELETE ON checkpoints
            BEGIN SELECT RAISE(ABORT, 'checkpoints are never removed'); END""",
        "DROP TRIGGER never_removed",
        """CREATE TRIGGER never_removed BEFORE DELETE ON events
            WHEN OLD.id > (SELECT coalesce(max(id), 0) FROM checkpoints)
            BEGIN SELECT RAISE(ABORT, 'events are never removed'); END""",
        # The sums are added up when a visit ends: what came after that would be in none.
        "DROP TRIGGER nothing_after_abandoned",
        f"""CREATE TRIGGER nothing_after_the_end BEFORE INSERT ON events
            WHEN EXISTS (SELECT 1 FROM events WHERE visit = NEW.visit AND {ENDED})
            BEGIN SELECT RAISE(ABORT, 'the visit has ended'); END""",
        # The sums, and what is not in them yet.
        "DROP INDEX launches",
        """CREATE TABLE under_way (
            visit TEXT PRIMARY KEY, process TEXT NOT NULL, first INTEGER NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE sums (
            procedure TEXT NOT NULL, what TEXT NOT NULL, name TEXT NOT NULL, day TEXT NOT NULL, n INTEGER NOT NULL,
            PRIMARY KEY (procedure, what, name, day)) WITHOUT ROWID""",
    ),
    (
        # Which visit went on from which: the sums count the two as one.
        f"CREATE INDEX goes_on ON events (item) WHERE {WENT_ON}",
    ),
)
"""What takes a journal of version n to n + 1, in order; none is ever edited once it has been out."""


def migrate(connection: sqlite3.Connection) -> None:
    """Brings the tables up to this version; all of it happens, or nothing.

    Raises:
        JournalError: A newer kiosk wrote it.
    """
    if version(connection) == len(MIGRATIONS):
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        # Asked again: another process may just have done it.
        missing = MIGRATIONS[version(connection) :]
        for step in (step for script in missing for step in script):
            if isinstance(step, str):
                connection.execute(step)
            else:
                step(connection)
        if missing:
            rebuild(connection)  # a newer kiosk may sum up something else
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def version(connection: sqlite3.Connection) -> int:
    """How many migrations it has seen.

    Raises:
        JournalError: More than this kiosk knows.
    """
    seen: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if seen > len(MIGRATIONS):
        raise JournalError(
            "The journal was written by a newer version of the kiosk. "
            "Install that version here, or name another folder with --data."
        )
    return seen
