"""The journal: what it holds, who may read it, its versions, and tickets."""

import os
import sqlite3
from pathlib import Path

import pytest

from journal_reader import KEY, OTHER, Clock, ask, kinds
from kiosk.journal import migration
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
)

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


def mode(path: Path) -> str:
    return f"{path.stat().st_mode & 0o777:o}"


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


@pytest.mark.holds(49)
def test_no_column_has_room_for_a_name_or_free_text(tmp_path: Path) -> None:
    Journal(tmp_path).close_abandoned()
    columns = {
        table: {name for _, name, *_ in ask(tmp_path, f"PRAGMA table_info({table})")}
        for (table,) in ask(tmp_path, "SELECT name FROM sqlite_master WHERE type = 'table'")
    }
    assert columns == {
        "events": {
            "id", "at", "visit", "procedure", "version", "hash", "language", "process", "kind", "step", "seconds",
            "section", "question", "attempt", "option", "result", "item", "marked", "reason", "place", "options",
            "link",
        },
        "checkpoints": {"id", "at", "link"},
        "under_way": {"visit", "process", "first"},
        "sums": {"procedure", "what", "name", "day", "n"},
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
    with pytest.raises(sqlite3.IntegrityError, match=r"events are never|visit has ended"):
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


def test_a_journal_of_a_newer_kiosk_is_left_alone(tmp_path: Path) -> None:
    Journal(tmp_path).close_abandoned()
    ask(tmp_path, "PRAGMA user_version = 99")
    with pytest.raises(JournalError, match=r"newer version of the kiosk\. Install that version"):
        Journal(tmp_path).append(KEY, [Launched()])
    assert ask(tmp_path, "SELECT * FROM events") == []


def test_a_migration_keeps_what_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal(tmp_path).append(KEY, [Launched()])
    monkeypatch.setattr(migration, "MIGRATIONS", (*migration.MIGRATIONS, ("CREATE TABLE wards (id TEXT)",)))
    Journal(tmp_path).append(KEY, [Initialized()])
    assert kinds(tmp_path) == ["launched", "initialized"]
    assert ask(tmp_path, "SELECT * FROM wards") == []
    assert ask(tmp_path, "PRAGMA user_version") == [(len(migration.MIGRATIONS),)]


def test_a_migration_that_fails_leaves_the_journal_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Journal(tmp_path).append(KEY, [Launched()])
    before = ask(tmp_path, "PRAGMA user_version")
    broken = (*migration.MIGRATIONS, ("CREATE TABLE wards (id TEXT)", "CREATE TABLE events (id TEXT)"))
    monkeypatch.setattr(migration, "MIGRATIONS", broken)
    with pytest.raises(JournalError):
        Journal(tmp_path).append(KEY, [Initialized()])
    assert ask(tmp_path, "PRAGMA user_version") == before
    assert ask(tmp_path, "SELECT name FROM sqlite_master WHERE name = 'wards'") == []


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
