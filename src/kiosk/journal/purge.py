"""Removes old visits: whole ones, from the beginning of the chain, with a checkpoint from which it goes on."""

import sqlite3
from collections import Counter
from datetime import datetime, timedelta

from kiosk.journal.going_on import went_on
from kiosk.journal.sums import EVENTS, Sums, add_visit, take_away
from kiosk.journal.visits import Gathering
from kiosk.model.error import JournalError
from kiosk.model.frozen import dataclass

_AHEAD = timedelta(minutes=1)
"""How far the newest entry may be ahead of the clock: what waited for the disk is written late, never early."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removed."""

    events: int = 0
    visits: int = 0
    through: int = 0
    """The number of the last event that is gone; 0 where nothing was removed."""


def purge(connection: sqlite3.Connection, *, before: str, now: str, most: int | None) -> Purged:
    """Removes the visits that ended before this moment, up to the first that did not.

    The chain is cut only where no visit was under way, so that none is cut in half.

    Args:
        connection: The journal.
        before: The moment, as the journal writes it.
        now: The time now, likewise.
        most: About how many events to remove; None for all.

    Raises:
        JournalError: The clock is behind the newest entry.
    """
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        _trust(connection, now)
        cut, purged, total = _old(connection, before, now, most)
        if cut is None:
            return Purged()
        connection.execute("INSERT INTO checkpoints (id, at, link) VALUES (?, ?, ?)", (cut["id"], now, cut["link"]))
        connection.execute("DELETE FROM events WHERE id <= ?", (cut["id"],))
        take_away(connection, total)
    # The write-ahead log still holds the old pages until it is emptied.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return purged


def clock_is_behind(connection: sqlite3.Connection, now: str) -> str:
    """The time of the newest entry, if the clock is behind it; else nothing."""
    found = connection.execute("SELECT at FROM events ORDER BY id DESC LIMIT 1").fetchone()
    newest = found[0] if found else ""
    return newest if newest and datetime.fromisoformat(newest) > datetime.fromisoformat(now) + _AHEAD else ""


def _trust(connection: sqlite3.Connection, now: str) -> None:
    if newest := clock_is_behind(connection, now):
        raise JournalError(
            f"The machine's clock ({now}) is behind the journal's newest entry ({newest}), so nobody can say what is "
            "old, and nothing was removed. Set the clock right."
        )


def _old(
    connection: sqlite3.Connection, before: str, now: str, most: int | None
) -> tuple[sqlite3.Row | None, Purged, Sums]:
    """The last row to remove, what that comes to, and its part of the sums."""
    cut, purged = None, Purged()
    total: Sums = Counter()
    pending: Sums = Counter()
    gathering, goes_on = Gathering(), went_on(connection)
    called_in: set[str] = set()
    """Visits to come that go on from one that has been met: with it they are one."""
    ends = 0
    for events, row in enumerate(connection.execute(f"{EVENTS} ORDER BY id"), 1):
        # What was written while the clock stood ahead is as old as what comes after it.
        if before <= row["at"] <= now:
            break
        if visit := gathering.take(row):
            ends += visit[0]["visit"] not in goes_on  # counted when it ends in the end
            add_visit(connection, pending, visit)
            if visit[0]["visit"] in goes_on:
                called_in.add(goes_on[visit[0]["visit"]])
            called_in.discard(visit[0]["visit"])
        if not gathering.open and not called_in and row["at"] < before:
            cut, purged = row, Purged(events, ends, row["id"])
            total.update(pending)
            pending.clear()
            if most is not None and events >= most:
                break
    return cut, purged, total
