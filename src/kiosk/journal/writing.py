"""How rows are written: linked to the chain and added to the sums, all in one transaction."""

import sqlite3
from collections.abc import Sequence

from kiosk.journal import chain, sums
from kiosk.journal.schema import COLUMNS, DETAILS, Row

_INSERT = f"""INSERT INTO events (id, {", ".join(COLUMNS)}, link)
    VALUES (:id, {", ".join(f":{name}" for name in COLUMNS)}, :link)"""


def insert(connection: sqlite3.Connection, rows: Sequence[Row]) -> int:
    """Writes the rows in one transaction; gives how many the table refused."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        return _insert(connection, rows)


def launchers(connection: sqlite3.Connection) -> set[str]:
    """The processes that began visits which have not ended."""
    return {process for (process,) in connection.execute("SELECT DISTINCT process FROM under_way")}


def abandon(connection: sqlite3.Connection, process: str, *, at: str, by: str) -> int:
    """Ends the visits that a process left open; gives how many.

    Args:
        connection: The journal.
        process: The one that died.
        at: The time now.
        by: The process that ends them.
    """
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        firsts = connection.execute(
            f"""SELECT {", ".join(COLUMNS)} FROM events
                WHERE id IN (SELECT first FROM under_way WHERE process = ?) ORDER BY id""",
            (process,),
        ).fetchall()
        end: Row = {"at": at, "process": by, "kind": "abandoned"} | dict.fromkeys(DETAILS)
        _insert(connection, [dict(first) | end for first in firsts])
        return len(firsts)


def _insert(connection: sqlite3.Connection, rows: Sequence[Row]) -> int:
    refused = 0
    last = chain.end(connection)
    for row in rows:
        link = chain.follow(last, last.id + 1, row)
        try:
            connection.execute(_INSERT, row | {"id": link.id, "link": link.hash})
        except sqlite3.IntegrityError:
            refused += 1
            continue
        last = link
        sums.note(connection, link.id, row)
    return refused
