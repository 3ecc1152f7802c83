"""What the journal's tests share: two visits, a clock, and a look into the file as another program has it."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from kiosk.model.event import VisitKey

KEY = VisitKey("5f0c", "sialogram", 3, "0123456789abcdef", "en")
OTHER = VisitKey("77aa", "sialogram", 3, "0123456789abcdef", "en")


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


def ask(folder: Path, query: str) -> list[tuple[Any, ...]]:
    """What another program finds in the journal."""
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection:
        return connection.execute(query).fetchall()


def kinds(folder: Path, visit: str = KEY.visit) -> list[str]:
    return [kind for (kind,) in ask(folder, f"SELECT kind FROM events WHERE visit = '{visit}' ORDER BY id")]
