"""The hash chain over the events: each row carries a hash over itself and over the link before it.

A row that is changed, put in or taken out shows. Whoever may write the file can also count the whole chain anew;
against that helps the last link, written down elsewhere, as `kiosk journal info` shows it.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kiosk.journal.schema import COLUMNS
from kiosk.model.frozen import dataclass

_BATCH = 1000

_as_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class Link:
    """A row's number and its place in the chain."""

    id: int
    hash: bytes


START = Link(0, b"")
"""Before the first row of all."""


def follow(before: Link, number: int, row: "Mapping[str, Any] | sqlite3.Row") -> Link:
    """The link of a row, SHA-256 over the link before it, its number and every column that is not empty.

    Empty columns are left out, so that a column of a later version changes no old link.
    """
    filled = [(name, row[name]) for name in COLUMNS if row[name] is not None]
    return Link(number, hashlib.sha256(before.hash + _as_text([number, filled]).encode()).digest())


def checkpoint(connection: sqlite3.Connection) -> Link:
    """Where the chain begins now: the last row that was purged, or the start."""
    found = connection.execute("SELECT id, link FROM checkpoints ORDER BY id DESC LIMIT 1").fetchone()
    return Link(*found) if found else START


def end(connection: sqlite3.Connection) -> Link:
    """Where the chain goes on: the last link, with the highest number that was ever given."""
    found = connection.execute("SELECT id, coalesce(link, x'') FROM events ORDER BY id DESC LIMIT 1").fetchone()
    last = Link(*found) if found else checkpoint(connection)
    # Rows that were taken away from the end leave a gap in the numbers, for `verify` to find.
    return Link(max(last.id, highest(connection)), last.hash)


def highest(connection: sqlite3.Connection) -> int:
    """The highest number that a row ever had."""
    found = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'events'").fetchone()
    return found[0] if found else 0


class Inspection:
    """Rows that are held against the chain."""

    fault: str | None = None
    """The first row that is changed or missing, in a sentence."""

    def __init__(self, start: Link, last: int) -> None:
        """An inspection.

        Args:
            start: The checkpoint.
            last: The highest number that a row ever had.
        """
        self._before = start
        self._last = last

    def sound(self, rows: Iterable[sqlite3.Row]) -> Iterator[sqlite3.Row]:
        """The rows after the checkpoint, in order, as far as they fit."""
        for row in rows:
            link = follow(self._before, row["id"], row)
            if row["id"] != self._before.id + 1:
                self.fault = _missing(self._before.id + 1, row["id"] - 1)
            elif link.hash != row["link"]:
                self.fault = f"Entry {row['id']} (of {row['at']}) is not as it was written."
            if self.fault:
                return
            self._before = link
            yield row
        if self._before.id < self._last:
            self.fault = _missing(self._before.id + 1, self._last)


def _missing(first: int, last: int) -> str:
    return f"Entry {first} is missing." if first == last else f"The entries from {first} to {last} are missing."


def chain_all(connection: sqlite3.Connection) -> None:
    """Gives every row of a journal its link that has none yet."""
    last = START
    names = ", ".join(COLUMNS)
    # In batches: changing the rows that a query is still reading is not defined.
    while rows := connection.execute(
        f"SELECT id, {names} FROM events WHERE id > ? ORDER BY id LIMIT {_BATCH}", (last.id,)
    ).fetchall():
        links = []
        for number, *cells in rows:
            last = follow(last, number, dict(zip(COLUMNS, cells, strict=True)))
            links.append((last.hash, number))
        connection.executemany("UPDATE events SET link = ? WHERE id = ?", links)
