"""What the staff's page asks of the journal: what was started last, and the visit that a ticket belongs to."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from kiosk.journal.going_on import ended_visit, newest, with_earlier
from kiosk.journal.reading import is_of_today, reading
from kiosk.journal.store import TICKETS_LAST
from kiosk.journal.visits import languages_of
from kiosk.model.event import Answered, Declined, Event, Felt, Heard, Initialized, Marked, Terminated, Viewed
from kiosk.visit.resume import Past

LOOKED_AT = 5000
"""Events that are looked through for what was started last: some eighty visits."""

RESUMABLE = ("staff", "stopped", "timeout")
"""Why a visit may have ended that can go on: the patient was called in, the kiosk was stopped, nobody came back."""


def recent(folder: Path) -> tuple[str, ...]:
    """The walkthroughs that were started last, the newest first.

    Raises:
        JournalError: The journal cannot be read.
    """
    with reading(folder) as connection:
        if connection is None:
            return ()
        rows = connection.execute(
            "SELECT procedure FROM (SELECT procedure, kind FROM events ORDER BY id DESC LIMIT ?) "
            "WHERE kind = 'launched'",
            (LOOKED_AT,),
        )
        return tuple(dict.fromkeys(name for (name,) in rows))


def past(folder: Path, ticket: str, now: datetime) -> Past | None:
    """The last visit with this ticket, if it was ended today before its end; days are this machine's.

    Raises:
        JournalError: The journal cannot be read.
    """
    with reading(folder) as connection:
        if connection is None or not is_of_today(connection):
            return None
        found = connection.execute(
            # Not by time: the clock may have been set back.
            "SELECT visit, at FROM tickets WHERE ticket = ? ORDER BY rowid DESC LIMIT 1",
            (ticket,),
        ).fetchone()
        if found is None or not _is_known(datetime.fromisoformat(found["at"]), now):
            return None
        rows = ended_visit(connection, newest(connection, found["visit"]))
        return _past(with_earlier(connection, rows)) if rows and rows[-1]["reason"] in RESUMABLE else None


def _is_known(at: datetime, now: datetime) -> bool:
    """Whether a ticket of that moment is known yet: on the same day, and as long as any is."""
    return at.astimezone().date() == now.astimezone().date() and now - at <= TICKETS_LAST


def _past(rows: list[sqlite3.Row]) -> Past:
    first, last = rows[0], rows[-1]
    return Past(
        last["visit"],
        last["procedure"],
        last["hash"],
        languages_of(rows),
        tuple((first["options"] or "").split()),
        tuple(_events(rows)),
    )


def _events(rows: Iterable[sqlite3.Row]) -> Iterable[Event]:
    """The events that say where somebody was and what they said."""
    for row in rows:
        match row["kind"]:
            case Initialized.kind:
                yield Initialized()
            case Viewed.kind:
                yield Viewed(row["step"], row["seconds"])
            case Declined.kind:
                yield Declined(row["section"])
            case Answered.kind:
                yield Answered(row["question"], row["attempt"], row["option"], row["result"])
            case Marked.kind:
                yield Marked(row["item"], bool(row["marked"]))
            case Felt.kind:
                yield Felt(row["item"], int(row["option"]))
            case Heard.kind:
                yield Heard()
            case Terminated.kind:
                yield Terminated(row["reason"], row["place"])
