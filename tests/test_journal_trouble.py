"""A journal that cannot be written: it says why, loses nothing, and catches up in order."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from journal_reader import KEY, Clock, ask, kinds
from kiosk.journal.store import Journal
from kiosk.model.error import JournalError
from kiosk.model.event import Answered, Initialized, Launched, Viewed
from plain_user import plain_user


@contextmanager
def no_room() -> Iterator[None]:
    """Meanwhile this process cannot write a byte to any file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


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


def test_a_folder_that_may_not_be_written_is_tried_again() -> None:
    with plain_user() as home:
        home.chmod(0o500)
        journal = Journal(home / "kiosk")
        with pytest.raises(JournalError, match=r"is closed to this user\. Give this user the right to write there"):
            journal.append(KEY, [Launched()])
        home.chmod(0o700)
        journal.append(KEY, [Initialized()])
        assert kinds(home / "kiosk") == ["launched", "initialized"]


def test_a_journal_that_may_only_be_read_is_left_as_it_is() -> None:
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
    with pytest.raises(JournalError, match=r"it is no journal\. Move the file elsewhere"):
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
