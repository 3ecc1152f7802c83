"""Counts all events once more, from the first: the daily sums as they must be."""

import sqlite3
from collections import Counter

from kiosk.journal import chain, sums
from kiosk.journal.schema import ENDED
from kiosk.journal.visits import Gathering

_BEGIN = f"""INSERT OR IGNORE INTO under_way (visit, process, first) SELECT :visit, :process, :id
    WHERE NOT EXISTS (SELECT 1 FROM events WHERE visit = :visit AND {ENDED})"""


class Recount:
    """The events counted so far."""

    total: sums.Sums
    """What the visits that have ended come to."""
    gathering: Gathering
    """The visits that have not."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.total = Counter()
        self.gathering = Gathering()
        self._last = 0

    def take(self, event: sqlite3.Row) -> None:
        """Counts the next event."""
        self._last = event["id"]
        if visit := self.gathering.take(event):
            sums.add_visit(self._connection, self.total, visit)

    def go_on(self) -> None:
        """Counts what is not counted yet."""
        for event in self._connection.execute(f"{sums.EVENTS} WHERE id > ? ORDER BY id", (self._last,)):
            self.take(event)

    def replace(self) -> None:
        """Puts it in the place of the sums that are kept."""
        self._connection.execute("DELETE FROM sums")
        self._connection.execute("DELETE FROM under_way")
        sums.add(self._connection, self.total)
        self._connection.executemany(_BEGIN, (dict(visit[0]) for visit in self.gathering.open.values()))


def rebuild(connection: sqlite3.Connection) -> None:
    """Throws the sums away and makes them anew, within the caller's transaction."""
    count = Recount(connection)
    count.go_on()
    count.replace()


def rebuild_beside(connection: sqlite3.Connection) -> None:
    """The same in a transaction of its own, held only for what happened while all the rest was counted."""
    count = Recount(connection)
    begun_at = chain.checkpoint(connection)
    count.go_on()
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if chain.checkpoint(connection) != begun_at:  # somebody purged meanwhile
            count = Recount(connection)
        count.go_on()
        count.replace()
