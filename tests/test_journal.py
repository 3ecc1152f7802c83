"""The journal: what it holds, who may read it, that nothing confirmed is lost, and which visits it ends."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from plain_user import plain_user

from kiosk.journal import schema
from kiosk.journal.lock import Lock
from kiosk.journal.store import Journal
from kiosk.model.error import JournalError
from kiosk.model.event import (
    Answered,
    Completed,
    Declined,
    Event,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
)

KEY = VisitKey("5f0c", "sialogram", 3, "0123456789abcdef", "en")
OTHER = VisitKey("77aa", "sialogram", 3, "0123456789abcdef", "en")

WHOLE_VISIT: tuple[Event, ...] = (
    Launched(),
    Initialized(),
    Viewed("happens/numbing", 12.345),
    Declined("risks"),
    Answered("taste", 1, "sour", "wrong"),
    Answered("taste", 2, "sweet", "right"),
    Marked("how-long", True),
    Marked("how-long", False),
    Completed(),
    Terminated("finished", "remember"),
)

LAUNCHES = """
import sys
from pathlib import Path
from kiosk.journal.store import Journal
from kiosk.model.event import Launched, VisitKey
journal = Journal(Path(sys.argv[1]))
journal.append(VisitKey(sys.argv[2], "sialogram", 3, "0123456789abcdef", "en"), [Launched()])
print("launched", flush=True)
sys.stdin.read()
"""
"""A kiosk that launches a visit, then lives until its input ends or it is killed."""

CLEARS_UP = """
import sys
from pathlib import Path
from kiosk.journal.store import Journal
print("ready", flush=True)
sys.stdin.readline()
print(Journal(Path(sys.argv[1])).close_abandoned(), flush=True)
"""


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


def mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


def launch_elsewhere(folder: Path, visit: str) -> subprocess.Popen[str]:
    """Another process that has launched this visit and lives."""
    command = [sys.executable, "-c", LAUNCHES, str(folder), visit]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "launched\n"
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL)
    process.communicate()


@contextmanager
def no_room() -> Iterator[None]:
    """Meanwhile this process cannot write a byte to any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


# What it holds, and who may read it


def test_a_journal_touches_nothing_before_the_first_event(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "state" / "kiosk")
    assert journal.path == tmp_path / "state" / "kiosk" / "journal.sqlite3"
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_only_this_user_may_read_anything_of_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        journal = Journal(tmp_path / "kiosk")
        journal.append(KEY, [Launched()])
        found = {path.name: mode(path) for path in (tmp_path / "kiosk").rglob("*")}
    finally:
        os.umask(before)
    (lock,) = [name for name in found if name.endswith(".lock")]
    files = {"journal.sqlite3": "600", "journal.sqlite3-wal": "600", "journal.sqlite3-shm": "600", lock: "600"}
    assert found == {**files, "locks": "700"}
    assert mode(tmp_path / "kiosk") == "700"


def test_a_journal_that_others_could_read_is_made_private(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched()])
    journal.close()
    journal.path.chmod(0o644)
    Journal(tmp_path).append(KEY, [Initialized()])
    assert mode(journal.path) == "600"


def test_events_are_kept_in_order_with_what_happened(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, WHOLE_VISIT[:2])
    clock.move(milliseconds=1500)
    journal.append(KEY, WHOLE_VISIT[2:])
    found = ask(
        tmp_path,
        "SELECT at, kind, coalesce(step, section, question, item, reason), "
        "coalesce(seconds, attempt, marked), coalesce(option, place), result FROM events ORDER BY id",
    )
    assert found == [
        ("2026-11-02T08:00:00.000Z", "launched", None, None, None, None),
        ("2026-11-02T08:00:00.000Z", "initialized", None, None, None, None),
        ("2026-11-02T08:00:01.500Z", "viewed", "happens/numbing", 12.3, None, None),
        ("2026-11-02T08:00:01.500Z", "declined", "risks", None, None, None),
        ("2026-11-02T08:00:01.500Z", "answered", "taste", 1, "sour", "wrong"),
        ("2026-11-02T08:00:01.500Z", "answered", "taste", 2, "sweet", "right"),
        ("2026-11-02T08:00:01.500Z", "marked", "how-long", 1, None, None),
        ("2026-11-02T08:00:01.500Z", "marked", "how-long", 0, None, None),
        ("2026-11-02T08:00:01.500Z", "completed", None, None, None, None),
        ("2026-11-02T08:00:01.500Z", "terminated", "finished", None, "remember", None),
    ]
    heads = ask(tmp_path, "SELECT DISTINCT visit, procedure, version, hash, language FROM events")
    assert heads == [("5f0c", "sialogram", 3, "0123456789abcdef", "en")]


def test_no_column_has_room_for_a_name_or_free_text(tmp_path: Path) -> None:
    Journal(tmp_path).close_abandoned()
    columns = {
        table: {name for _, name, *_ in ask(tmp_path, f"PRAGMA table_info({table})")}
        for (table,) in ask(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    assert columns == {
        "events": {
            "id", "at", "visit", "procedure", "version", "hash", "language", "process", "kind", "step", "seconds",
            "section", "question", "attempt", "option", "result", "item", "marked", "reason", "place",
        },
        "tickets": {"visit", "at", "ticket"},
        "sqlite_sequence": {"name", "seq"},
    }  # fmt: skip


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET result = 'right'",
        "DELETE FROM events",
        "REPLACE INTO events SELECT * FROM events WHERE kind = 'launched'",
    ],
)
def test_what_is_written_cannot_be_changed(tmp_path: Path, statement: str) -> None:
    Journal(tmp_path).append(KEY, WHOLE_VISIT)
    with pytest.raises(sqlite3.IntegrityError, match="events are never"):
        ask(tmp_path, statement)
    assert len(kinds(tmp_path)) == len(WHOLE_VISIT)


def test_each_answer_waits_for_the_disk(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched()])
    assert ask(tmp_path, "PRAGMA journal_mode") == [("wal",)]
    # Nothing outside shows these two but a power cut.
    assert journal._connection is not None
    settings = [
        journal._connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "secure_delete")
    ]
    assert settings == [2, 1]


# Versions


def test_a_journal_of_a_newer_kiosk_is_left_alone(tmp_path: Path) -> None:
    Journal(tmp_path).close_abandoned()
    ask(tmp_path, "PRAGMA user_version = 99")
    with pytest.raises(JournalError, match="newer version of the kiosk. Install that version"):
        Journal(tmp_path).append(KEY, [Launched()])
    assert ask(tmp_path, "SELECT * FROM events") == []


def test_a_migration_keeps_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal(tmp_path).append(KEY, [Launched()])
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, ("CREATE TABLE wards (id TEXT)",)))
    Journal(tmp_path).append(KEY, [Initialized()])
    assert kinds(tmp_path) == ["launched", "initialized"]
    assert ask(tmp_path, "SELECT * FROM wards") == []
    assert ask(tmp_path, "PRAGMA user_version") == [(len(schema.MIGRATIONS),)]


def test_a_migration_that_fails_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal(tmp_path).append(KEY, [Launched()])
    before = ask(tmp_path, "PRAGMA user_version")
    broken = (*schema.MIGRATIONS, ("CREATE TABLE wards (id TEXT)", "CREATE TABLE events (id TEXT)"))
    monkeypatch.setattr(schema, "MIGRATIONS", broken)
    with pytest.raises(JournalError):
        Journal(tmp_path).append(KEY, [Initialized()])
    assert ask(tmp_path, "PRAGMA user_version") == before
    assert ask(tmp_path, "SELECT name FROM sqlite_master WHERE name = 'wards'") == []


# Tickets


def test_a_ticket_is_forgotten_after_twelve_hours(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.note_ticket(KEY.visit, "ZEBRA-12")
    clock.move(hours=11, minutes=59)
    journal.close_abandoned()
    assert ask(tmp_path, "SELECT visit, ticket FROM tickets") == [("5f0c", "ZEBRA-12")]
    clock.move(minutes=1)
    journal.close_abandoned()
    assert ask(tmp_path, "SELECT * FROM tickets") == []
    assert not any(b"ZEBRA" in path.read_bytes() for path in tmp_path.glob("journal*")), "it still stands in a file"


def test_the_next_ticket_makes_old_ones_forgotten_too(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.note_ticket(KEY.visit, "A12")
    clock.move(hours=13)
    journal.note_ticket(OTHER.visit, "A13")
    assert ask(tmp_path, "SELECT ticket FROM tickets") == [("A13",)]


@pytest.mark.parametrize("ticket", ["", "Jane Doe", "a12", "A12345678", "A_1"])
def test_a_name_is_no_ticket(tmp_path: Path, ticket: str) -> None:
    journal = Journal(tmp_path)
    with pytest.raises(JournalError, match="one to eight capital letters, digits or hyphens"):
        journal.note_ticket(KEY.visit, ticket)
    assert ask(tmp_path, "SELECT * FROM tickets") == []


# Visits that never ended


def test_only_the_visits_of_a_dead_process_are_closed(tmp_path: Path) -> None:
    alive, dead = launch_elsewhere(tmp_path, "alive"), launch_elsewhere(tmp_path, "dead")
    kill(dead)
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched()])
    assert journal.close_abandoned() == 1
    assert kinds(tmp_path, "dead") == ["launched", "abandoned"]
    assert kinds(tmp_path, "alive") == ["launched"]
    assert kinds(tmp_path) == ["launched"]
    end = ask(tmp_path, "SELECT at, procedure, version, hash, language FROM events WHERE kind = 'abandoned'")
    assert end == [("2026-11-02T08:00:00.000Z", "sialogram", 3, "0123456789abcdef", "en")]
    assert len(list((tmp_path / "locks").iterdir())) == 2, "the dead one's lock file is gone"
    assert journal.close_abandoned() == 0
    kill(alive)
    assert journal.close_abandoned() == 1


def test_a_visit_that_ended_is_not_abandoned(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    first.append(KEY, WHOLE_VISIT)
    first.close()
    assert Journal(tmp_path).close_abandoned() == 0
    assert kinds(tmp_path)[-1] == "terminated"


def test_a_visit_that_its_process_left_open_is_closed_at_the_next_start(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    first.append(KEY, [Launched()])
    first.close()
    assert Journal(tmp_path).close_abandoned() == 1


def test_lock_files_of_the_dead_do_not_pile_up(tmp_path: Path) -> None:
    Journal(tmp_path).append(KEY, WHOLE_VISIT)
    (tmp_path / "locks" / "0123.lock").touch()
    journal = Journal(tmp_path)
    journal.close_abandoned()
    assert not (tmp_path / "locks" / "0123.lock").exists()


def test_a_visit_is_abandoned_once_however_many_clear_up_at_once(tmp_path: Path) -> None:
    kill(launch_elsewhere(tmp_path, "dead"))
    command = [sys.executable, "-c", CLEARS_UP, str(tmp_path)]
    several = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(5)]
    for each in several:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in several:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    assert sorted(each.communicate()[0] for each in several) == ["0\n"] * 4 + ["1\n"]
    assert kinds(tmp_path, "dead") == ["launched", "abandoned"]


def test_nothing_follows_abandoned(tmp_path: Path) -> None:
    first, second = Journal(tmp_path), Journal(tmp_path)
    first.append(KEY, [Launched()])
    first.close()
    second.close_abandoned()
    with pytest.raises(JournalError, match="1 of the journal's events came after the end"):
        first.append(KEY, [Initialized()])
    assert kinds(tmp_path) == ["launched", "abandoned"]
    assert first.unsaved == 0
    first.append(OTHER, [Launched()])
    assert kinds(tmp_path, OTHER.visit) == ["launched"], "other visits go on"


def test_a_lock_is_free_once_its_holder_lets_go(tmp_path: Path) -> None:
    mine, theirs = Lock(tmp_path, "p1"), Lock(tmp_path, "p1")
    mine.hold()
    assert not theirs.take_if_free()
    mine.drop()
    assert theirs.take_if_free()
    assert not mine.take_if_free()
    theirs.drop()
    assert list((tmp_path / "locks").iterdir()) == []


# Trouble


def test_events_wait_in_order_until_the_folder_can_be_written(tmp_path: Path) -> None:
    folder, clock = tmp_path / "kiosk", Clock()
    folder.write_text("a file where the folder should be")
    journal = Journal(folder, clock)
    with pytest.raises(
        JournalError, match=r"kiosk is a file where a folder should be\. Name another folder with --data"
    ):
        journal.append(KEY, [Launched(), Initialized()])
    assert journal.unsaved == 2
    clock.move(minutes=1)
    with pytest.raises(JournalError):
        journal.append(KEY, [Viewed("what/why", 60)])
    assert journal.unsaved == 3
    folder.unlink()
    clock.move(minutes=1)
    journal.append(KEY, [Viewed("what/who", 60)])
    assert journal.unsaved == 0
    assert ask(folder, "SELECT at, kind, step FROM events ORDER BY id") == [
        ("2026-11-02T08:00:00.000Z", "launched", None),
        ("2026-11-02T08:00:00.000Z", "initialized", None),
        ("2026-11-02T08:01:00.000Z", "viewed", "what/why"),
        ("2026-11-02T08:02:00.000Z", "viewed", "what/who"),
    ]


def test_a_write_that_fails_half_way_loses_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched(), Initialized()])
    with no_room(), pytest.raises(JournalError, match="cannot be written"):
        journal.append(KEY, [Answered("taste", 1, "sour", "wrong")])
    assert kinds(tmp_path) == ["launched", "initialized"]
    assert journal.unsaved == 1
    journal.append(KEY, [Answered("taste", 2, "sweet", "right")])
    assert kinds(tmp_path) == ["launched", "initialized", "answered", "answered"]
    assert ask(tmp_path, "SELECT attempt FROM events WHERE kind = 'answered' ORDER BY id") == [(1,), (2,)]


def test_a_full_disk_is_said_and_what_was_confirmed_stays(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched()])
    # SQLite's own limit makes the same error as the disk does; it ends with the connection.
    assert journal._connection is not None
    journal._connection.execute("PRAGMA max_page_count = 1")
    many = [Viewed("happens/numbing", seconds) for seconds in range(500)]
    with pytest.raises(JournalError, match=r"the disk is full\. Free some space"):
        journal.append(KEY, many)
    assert kinds(tmp_path) == ["launched"]
    journal.append(KEY, [])
    assert journal.unsaved == 0
    assert ask(tmp_path, "SELECT seconds FROM events WHERE kind = 'viewed' ORDER BY id") == [
        (float(seconds),) for seconds in range(500)
    ]


def test_a_folder_that_may_not_be_written_is_tried_again(tmp_path: Path) -> None:
    with plain_user() as home:
        home.chmod(0o500)
        journal = Journal(home / "kiosk")
        with pytest.raises(JournalError, match="is closed to this user. Give this user the right to write there"):
            journal.append(KEY, [Launched()])
        home.chmod(0o700)
        journal.append(KEY, [Initialized()])
        assert kinds(home / "kiosk") == ["launched", "initialized"]


def test_a_journal_that_may_only_be_read_is_left_as_it_is(tmp_path: Path) -> None:
    with plain_user() as home:
        journal = Journal(home)
        journal.append(KEY, [Launched()])
        journal.close()
        journal.path.chmod(0o400)
        home.chmod(0o500)
        with pytest.raises(JournalError, match="Give this user the right to write there"):
            Journal(home).append(KEY, [Initialized()])
        home.chmod(0o700)
        assert kinds(home) == ["launched"]


def test_a_file_that_is_no_journal_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite3"
    path.write_text("Dear diary, this is no database at all. " * 50)
    with pytest.raises(JournalError, match="it is no journal. Move the file elsewhere"):
        Journal(tmp_path).append(KEY, [Launched()])
    assert path.read_text().startswith("Dear diary")


def test_closing_tries_once_more(tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    folder.touch()
    journal = Journal(folder)
    with pytest.raises(JournalError):
        journal.append(KEY, [Launched()])
    journal.close()
    assert journal.unsaved == 1
    folder.unlink()
    journal.close()
    assert journal.unsaved == 0
    assert kinds(folder) == ["launched"]
