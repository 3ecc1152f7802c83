"""The daily sums of the visits that have ended: kept with the events, and made anew from them at any time."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping

from kiosk.journal.going_on import earlier
from kiosk.journal.schema import ENDED, ENDS
from kiosk.journal.tally import Tally, added, day_of
from kiosk.journal.visits import Visit

Sums = Counter[tuple[str, str, str, str]]
"""How many, by procedure, what is counted, its name, and day."""

EVENTS = "SELECT * FROM events"

_ADD = """INSERT INTO sums (procedure, what, name, day, n) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET n = n + excluded.n"""


def add_visit(connection: sqlite3.Connection, total: Sums, visit: Visit) -> None:
    """Adds one visit that ended, on the day on which it first began."""
    before = earlier(connection, visit)
    procedure, day = visit[0]["procedure"], day_of(before or visit)
    for (what, name), count in added(visit, before).items():
        total[procedure, what, name, day] += count


def note(connection: sqlite3.Connection, number: int, event: Mapping[str, object]) -> None:
    """Takes a row that was just written into account: a visit is under way, or it has ended and is added."""
    if event["kind"] not in ENDS:
        connection.execute(
            "INSERT OR IGNORE INTO under_way (visit, process, first) VALUES (?, ?, ?)",
            (event["visit"], event["process"], number),
        )
        return
    first = connection.execute("SELECT first FROM under_way WHERE visit = ?", (event["visit"],)).fetchone()
    connection.execute("DELETE FROM under_way WHERE visit = ?", (event["visit"],))
    total: Sums = Counter()
    add_visit(connection, total, whole(connection, str(event["visit"]), first[0] if first else number))
    add(connection, total)


def whole(connection: sqlite3.Connection, visit: str, first: int) -> Visit:
    """The events of one visit, which began with this number."""
    # Without an index: what lies between is what happened meanwhile.
    return connection.execute(f"{EVENTS} WHERE id >= ? AND visit = ? ORDER BY id", (first, visit)).fetchall()


def add(connection: sqlite3.Connection, total: Sums) -> None:
    """Adds to what is kept."""
    connection.executemany(_ADD, ((*key, count) for key, count in total.items() if count))


def take_away(connection: sqlite3.Connection, total: Sums) -> None:
    """Takes the sums of purged visits away again."""
    connection.executemany(_ADD, ((*key, -count) for key, count in total.items()))
    gone = "DELETE FROM sums WHERE procedure = ? AND what = ? AND name = ? AND day = ? AND n = 0"
    connection.executemany(gone, total)


def kept(connection: sqlite3.Connection) -> Sums:
    """The sums as they are kept."""
    rows = connection.execute("SELECT procedure, what, name, day, n FROM sums WHERE n != 0")
    return Counter({(procedure, what, name, day): n for procedure, what, name, day, n in rows})


def under_way(connection: sqlite3.Connection) -> dict[str, int]:
    """The visits that have not ended, with the number of their first event."""
    return dict(connection.execute("SELECT visit, first FROM under_way ORDER BY first").fetchall())


def visits_under_way(connection: sqlite3.Connection) -> Iterator[Visit]:
    """The visits that have not ended, as far as they have come."""
    for visit, first in under_way(connection).items():
        yield whole(connection, visit, first)


def are_whole(connection: sqlite3.Connection) -> bool:
    """Whether as many visits are in the sums as have ended; anything finer is found by `verify`."""
    # One that went on ended more than once.
    (summed,) = connection.execute("SELECT total(n) FROM sums WHERE what IN ('visits', 'went-on')").fetchone()
    (ends,) = connection.execute(f"SELECT count(*) FROM events WHERE {ENDED}").fetchone()
    return bool(summed == ends)


def by_procedure(connection: sqlite3.Connection, procedure: str | None, since: str) -> dict[str, Tally]:
    """The sums from this day on, of one procedure or of each."""
    only = "" if procedure is None else "procedure = :procedure AND "
    rows = connection.execute(
        f"SELECT procedure, what, name, sum(n) FROM sums WHERE {only}day >= :since GROUP BY procedure, what, name",
        {"procedure": procedure, "since": since},
    )
    found: dict[str, Tally] = {}
    for name, what, which, count in rows:
        found.setdefault(name, Counter())[what, which] = count
    return found
