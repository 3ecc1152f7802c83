"""A visit that went on from another one, as after being called in: the events of both, in their order."""

import sqlite3

from kiosk.journal.schema import ENDED
from kiosk.journal.visits import Visit
from kiosk.model.event import Launched

MOST_EVENTS = 5000
"""Of one visit, with those that lie between them: some eighty visits."""


def with_earlier(connection: sqlite3.Connection, visit: Visit) -> Visit:
    """The events of a visit, after those of the visits that it went on from."""
    found, met = visit, set[str]()
    while found and found[0]["kind"] == Launched.kind and found[0]["item"] and found[0]["item"] not in met:
        met.add(found[0]["item"])
        earlier = ended_visit(connection, found[0]["item"])
        if not earlier:
            break
        found = earlier + found
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
