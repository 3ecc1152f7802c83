"""How long the results of a million visits take, beside counting every event:  python benchmarks/results.py

The million is made in SQL: one day of whole visits, its sums repeated for each of the other days. Of the other days
the events table holds each visit's first and last event, which is all that the results look at.
"""

import argparse
import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.journal.verify import verify
from kiosk.model.event import Answered, Completed, Event, Initialized, Launched, Terminated, Viewed, VisitKey
from kiosk.model.procedure import SECTIONS

PROCEDURES = ("deep-soft-tissue-biopsy", "fluoroscopy-guided-injection", "radiotherapy-port-images", "sialogram")
A_DAY, REPEATS, MOST_SECONDS = 1000, 3, 2.0


def main() -> int:
    """Make the journal, take the times, print them."""
    options = argparse.ArgumentParser(description="how long the results take")
    options.add_argument("--visits", type=int, default=1_000_000, help="how many, in thousands (default: a million)")
    visits = max(A_DAY, options.parse_args().visits // A_DAY * A_DAY)
    with TemporaryDirectory() as name:
        folder = Path(name)
        first_day(folder)
        by_events = took(lambda: counted(folder)) / A_DAY
        assert verify(folder).sums_fit
        made_in = took(lambda: repeat(folder, visits // A_DAY))
        size = sum(file.stat().st_size for file in folder.iterdir() if file.is_file()) / 1e6
        print(f"{visits} visits, {size:.0f} MB, made in {made_in:.0f} s")
        assert sum(one.visits for one in summarise(folder).procedures) == visits
        from_sums = median(took(lambda: summarise(folder)) for _ in range(REPEATS))
        since = date.today() - timedelta(days=30)
        month = median(took(lambda: summarise(folder, since=since)) for _ in range(REPEATS))
        whole = median(took(lambda: command(folder, visits)) for _ in range(REPEATS))
        print(f"counting every event (reference): {by_events * visits:.0f} s, from {A_DAY} visits counted so just now")
        print(f"the last thirty days: {month:.2f} s")
        too_slow = report("from the daily sums, seconds", from_sums, MOST_SECONDS)
        return int(report("`kiosk results --json`, from start to end, seconds", whole, MOST_SECONDS) or too_slow)


def first_day(folder: Path) -> None:
    """One day of whole visits, written as the kiosk writes them."""
    chance, at = random.Random(1), datetime.now(UTC).replace(hour=12, minute=0)
    journal = Journal(folder, lambda: at)
    for number in range(A_DAY):
        key = VisitKey(f"{number:016x}", PROCEDURES[number % 4], 1, "0" * 16, chance.choice(("en", "es")))
        journal.append(key, [Launched()])
        at += timedelta(seconds=chance.gauss(600, 120))
        journal.append(key, list(_walk(chance)))
        at -= timedelta(seconds=590)
    journal.close()


def _walk(chance: random.Random) -> Iterator[Event]:
    yield Initialized()
    knows = chance.random()
    for section in SECTIONS:
        yield from (Viewed(f"{section}/step-{number}", chance.uniform(3, 60)) for number in range(3))
        if chance.random() < 0.02:
            yield Terminated("left", f"step/{section}/step-{chance.randint(0, 2)}")
            return
        right = chance.random() < knows
        yield Answered(f"about-{section}", 1, "a" if right else chance.choice("bc"), "right" if right else "wrong")
    yield Completed()
    yield Terminated("finished", "call/emergency")


def counted(folder: Path) -> None:
    """Results without the sums, as long as they are hidden."""
    with sums_hidden(folder):
        assert summarise(folder).recounted


@contextmanager
def sums_hidden(folder: Path) -> Iterator[None]:
    """Meanwhile the sums are not there."""
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection:
        connection.executescript("CREATE TABLE hidden AS SELECT * FROM sums; DELETE FROM sums;")
        try:
            yield
        finally:
            connection.executescript("INSERT INTO sums SELECT * FROM hidden; DROP TABLE hidden;")


def repeat(folder: Path, days: int) -> None:
    """The same day again and again, each a day earlier."""
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("CREATE TEMP TABLE days (n INTEGER)")
        connection.executemany("INSERT INTO days VALUES (?)", ((number,) for number in range(1, days)))
        columns = "procedure, version, hash, language, process, kind, reason, place, link"
        connection.execute(
            f"""INSERT INTO events (at, visit, {columns})
                SELECT date(substr(at, 1, 10), '-' || n || ' days') || substr(at, 11), visit || '-' || n, {columns}
                FROM days, (SELECT * FROM events WHERE kind IN ('launched', 'terminated')) ORDER BY n, id"""
        )
        connection.execute(
            """INSERT INTO sums SELECT procedure, what, name, date(day, '-' || d.n || ' days'), sums.n
                FROM sums, days AS d"""
        )
        for _, sql in triggers:
            connection.execute(sql)
        connection.commit()


def command(folder: Path, visits: int) -> None:
    """The installed command, as typed."""
    kiosk = Path(sys.executable).with_name("kiosk")
    ended = subprocess.run([kiosk, "results", "--json", "--data", folder], capture_output=True, text=True, check=True)
    assert sum(one["visits"] for one in json.loads(ended.stdout)["procedures"]) == visits


def took(what: Callable[[], object]) -> float:
    """Seconds that something takes."""
    began = time.perf_counter()
    what()
    return time.perf_counter() - began


def report(what: str, value: float, most: float) -> bool:
    """Print a figure beside its limit; whether it passes it."""
    print(f"{what}: {value:.2f} (at most {most:g})" + ("  TOO MUCH" if value > most else ""))
    return value > most


if __name__ == "__main__":
    sys.exit(main())
