"""A visit that went on from another one, as after being called in: the events of both, in their order."""

import sqlite3

from kiosk.journal.schema import ENDED, WENT_ON
from kiosk.journal.visits import Visit

MOST_EVENTS = 5000
"""Of one visit, with those that lie between them: some eighty visits."""


def with_earlier(connection: sqlite3.Connection, visit: Visit) -> Visit:
    """The events of a visit, after those of the visits that it went on from."""
    return earlier(connection, visit) + visit


def earlier(connection: sqlite3.Connection, visit: Visit) -> Visit:
    """The events of the visits that a visit went on from; of most visits there are none."""
    found: Visit = []
    from_which, met = _from_which(visit), set[str]()
    while from_which and from_which not in met:
        met.add(from_which)
        part = ended_visit(connection, from_which)
        found, from_which = part + found, _from_which(part)
    return found


def ended_visit(connection: sqlite3.Connection, visit: str) -> Visit:
    """The events of a visit that has ended; none of any other."""
    # Its last event has an index, and the others are not far before it: no journal is too long for this.
    return connection.execute(
        f"WITH last AS (SELECT max(id) AS id FROM events WHERE visit = :visit AND {ENDED}) "
        "SELECT events.* FROM events, last "
        "WHERE events.id BETWEEN last.id - :most AND last.id AND visit = :visit ORDER BY events.id",
        {"visit": visit, "most": MOST_EVENTS},
    ).fetchall()


def went_on(connection: sqlite3.Connection) -> dict[str, str]:
    """The visits that went on, each with the one that goes on from it."""
    return dict(connection.execute(f"SELECT item, visit FROM events WHERE {WENT_ON} ORDER BY id").fetchall())


def newest(connection: sqlite3.Connection, visit: str) -> str:
    """The last of the visits that go on from a visit; itself, where none does."""
    found, met = visit, set[str]()
    while found not in met:
        met.add(found)
        after = connection.execute(
            f"SELECT visit FROM events WHERE {WENT_ON} AND item = ? ORDER BY id DESC LIMIT 1", (found,)
        ).fetchone()
        found = after[0] if after else found
    return found


def _from_which(visit: Visit) -> str | None:
    """The visit from which a visit went on."""
    return visit[0]["item"] if visit and visit[0]["kind"] == "launched" else None
