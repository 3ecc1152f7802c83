"""The journal's tables, from version to version, and how an event becomes a row. No free text has a place here."""

import sqlite3
from datetime import UTC, datetime
from typing import assert_never

from kiosk.model.error import JournalError
from kiosk.model.event import (
    Abandoned,
    Answered,
    Completed,
    Declined,
    Event,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
    VoiceLost,
)

FILE = "journal.sqlite3"
"""The database's name in its folder."""

DETAILS = (
    "step", "seconds", "section", "question", "attempt", "option", "result", "item", "marked", "reason", "place",
    "options",
)  # fmt: skip
"""What happened: each column is empty where the kind of event does not say it."""

COLUMNS = ("at", "visit", "procedure", "version", "hash", "language", "process", "kind", *DETAILS)
"""Every column of an event besides its number."""

ENDED = "kind IN ('terminated', 'abandoned')"
"""The condition for a visit's last event, worded as in the index that serves it."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at TEXT NOT NULL, visit TEXT NOT NULL, procedure TEXT NOT NULL, version INTEGER NOT NULL,
            hash TEXT NOT NULL, language TEXT NOT NULL, process TEXT NOT NULL, kind TEXT NOT NULL,
            step TEXT, seconds REAL, section TEXT, question TEXT, attempt INTEGER, option TEXT, result TEXT,
            item TEXT, marked INTEGER, reason TEXT, place TEXT)""",
        f"CREATE UNIQUE INDEX a_visit_ends_once ON events (visit) WHERE {ENDED}",
        "CREATE INDEX launches ON events (process, visit) WHERE kind = 'launched'",
        """CREATE TRIGGER never_changed BEFORE UPDATE ON events
            BEGIN SELECT RAISE(ABORT, 'events are never changed'); END""",
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
    ("ALTER TABLE events ADD COLUMN options TEXT",),
)
"""What takes a journal of version n to n + 1, in order; none is ever edited once it has been out."""

Cell = str | int | float | None
Row = dict[str, Cell]


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
        for script in MIGRATIONS[version(connection) :]:
            for statement in script:
                connection.execute(statement)
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


def stamp(at: datetime) -> str:
    """A moment as the journal writes it: UTC, milliseconds, all of one length, so that text sorts as time does.

    A moment without a time zone is this machine's.
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def row(key: VisitKey, event: Event, at: str, process: str) -> Row:
    """The event as a row of the table."""
    head: Row = {
        "at": at,
        "visit": key.visit,
        "procedure": key.procedure,
        "version": key.version,
        "hash": key.hash,
        "language": key.language,
        "process": process,
        "kind": event.kind,
    }
    return head | dict.fromkeys(DETAILS) | _details(event)


def _details(event: Event) -> Row:
    match event:
        case Launched(options):
            return {"options": " ".join(options) or None}
        case Viewed(step, seconds):
            return {"step": step, "seconds": round(seconds, 1)}
        case Declined(section):
            return {"section": section}
        case Answered(question, attempt, option, result):
            return {"question": question, "attempt": attempt, "option": option, "result": result}
        case Marked(item, on):
            return {"item": item, "marked": int(on)}
        case Terminated(reason, place):
            return {"reason": reason, "place": place}
        case Initialized() | Completed() | VoiceLost() | Abandoned():
            return {}
        case _:
            assert_never(event)
