"""`kiosk journal`: info, verify, purge, backup and rebuild, as typed."""

import json
import shutil
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from folders import kiosk
from journal_reader import KEY, Clock, ask
from journal_visits import ENDINGS, write_visits
from kiosk.journal.recorder import Recorder
from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.journal.verify import verify
from kiosk.model.event import Answered, Initialized, Launched, Terminated
from small_disk import on_a_small_disk
from test_journal_chain import tamper


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A machine on which twenty visits ended, the last of them in these days."""
    write_visits(tmp_path / "journal", 20, clock=days_ago(5), endings=ENDINGS).close()
    return tmp_path


def days_ago(days: float) -> Clock:
    clock = Clock()
    clock.at = datetime.now(UTC) - timedelta(days=days)
    return clock


def test_info_says_what_there_is(place: Path) -> None:
    ended = kiosk(place, "journal", "info")
    (events,) = ask(place / "journal", "SELECT count(*) FROM events")[0]
    assert ended.returncode == 0
    assert f"journal: {place}/journal/journal.sqlite3 (" in ended.stdout
    assert f"entries: {events}, from 20" in ended.stdout
    assert "visits: 20, 0 of them under way" in ended.stdout
    assert "kept: for ever" in ended.stdout
    found = json.loads(kiosk(place, "journal", "info", "--json").stdout)
    assert (found["events"], found["visits"], found["keep_days"]) == (events, 20, None)
    assert found["last"] == verify(place / "journal").last


def test_verify_says_that_all_is_well(place: Path) -> None:
    ended = kiosk(place, "journal", "verify")
    assert ended.returncode == 0
    assert "entries are as they were written" in ended.stdout
    assert "The daily sums fit them." in ended.stdout


def test_verify_names_the_first_row_that_was_changed_and_ends_with_1(place: Path) -> None:
    tamper(place / "journal", "UPDATE events SET language = 'es' WHERE id = 9")
    ended = kiosk(place, "journal", "verify")
    assert ended.returncode == 1
    assert ended.stdout.startswith("Entry 9 (of ")
    assert "The 8 before it fit." in ended.stdout
    found = json.loads(kiosk(place, "journal", "verify", "--json").stdout)
    assert (found["checked"], found["sums_fit"]) == (8, False)


def test_rebuild_mends_the_sums(place: Path) -> None:
    with closing(sqlite3.connect(place / "journal" / "journal.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM sums WHERE what = 'right'")
    ended = kiosk(place, "journal", "verify")
    assert ended.returncode == 1
    assert "kiosk journal rebuild" in ended.stdout
    assert kiosk(place, "journal", "rebuild").returncode == 0
    assert kiosk(place, "journal", "verify").returncode == 0


def test_verify_tells_where_the_clock_went_back(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path / "journal", clock)
    journal.append(KEY, [Launched(), Initialized()])
    clock.move(hours=-3)
    journal.append(KEY, [Terminated("left", "confirm")])
    journal.close()
    ended = kiosk(tmp_path, "journal", "verify")
    assert ended.returncode == 0
    assert "The machine's clock was set back once, first at entry 3 (from 2026-11-02T08:00:00.000Z" in ended.stdout


def test_purge_removes_what_is_older(place: Path) -> None:
    ended = kiosk(place, "journal", "purge", "--older-than", "2")
    assert ended.returncode == 0
    assert ended.stdout.startswith("Removed ")
    left = sum(one.visits for one in summarise(place / "journal").procedures)
    assert 0 < left < 20
    assert f"Removed {20 - left} visits (" in ended.stdout
    again = kiosk(place, "journal", "purge", "--older-than", "2")
    assert "No visit is older than 2 days; nothing was removed." in again.stdout
    assert "were purged; the rest is read from there." in kiosk(place, "journal", "verify").stdout
    assert "purged: up to entry " in kiosk(place, "journal", "info").stdout


@pytest.mark.parametrize("days", ["0", "-1", "soon", "1.5", "99999999"])
def test_purge_takes_whole_days(place: Path, days: str) -> None:
    ended = kiosk(place, "journal", "purge", f"--older-than={days}")
    assert ended.returncode == 2
    assert "is no number of days" in ended.stderr
    assert sum(one.visits for one in summarise(place / "journal").procedures) == 20


def test_purge_must_be_told_how_old(place: Path) -> None:
    assert kiosk(place, "journal", "purge").returncode == 2


def test_a_clock_that_is_behind_purges_nothing(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", days_ago(-2))
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    journal.close()
    ended = kiosk(tmp_path, "journal", "purge", "--older-than", "1")
    assert ended.returncode == 1
    assert "nothing was removed. Set the clock right." in ended.stderr


def test_a_backup_is_a_journal_without_tickets(place: Path) -> None:
    journal = Journal(place / "journal")
    journal.append(KEY, [Launched()])
    journal.note_ticket(KEY.visit, "ZEBRA-12")
    ended = kiosk(place, "journal", "backup", str(place / "copy.sqlite3"))
    assert ended.returncode == 0
    copy = place / "copy.sqlite3"
    assert f"{copy.stat().st_mode & 0o777:o}" == "600"
    assert b"ZEBRA" not in copy.read_bytes()
    assert ask(place / "journal", "SELECT ticket FROM tickets") == [("ZEBRA-12",)]
    assert not list(place.glob("copy.sqlite3-*"))
    restored = place / "restored"
    restored.mkdir()
    shutil.copy(copy, restored / "journal.sqlite3")
    assert verify(restored) == verify(place / "journal")
    assert summarise(restored).procedures == summarise(place / "journal").procedures


def test_a_second_backup_takes_the_place_of_the_first(place: Path) -> None:
    copy = place / "copy.sqlite3"
    copy.write_text("an old backup")
    assert kiosk(place, "journal", "backup", str(copy)).returncode == 0
    assert copy.read_bytes().startswith(b"SQLite format 3")


@pytest.mark.parametrize("target", ["journal/journal.sqlite3", "missing/copy", "journal", "link"])
def test_a_backup_that_has_no_place_says_so_and_changes_nothing(place: Path, target: str) -> None:
    (place / "link").symlink_to(place / "journal" / "journal.sqlite3")
    before = verify(place / "journal")
    ended = kiosk(place, "journal", "backup", str(place / target))
    assert ended.returncode == 1
    assert ended.stderr.rstrip().endswith(("name another file.", "Name another file.", "Nothing was changed."))
    assert verify(place / "journal") == before


def test_a_disk_that_fills_up_during_a_backup_leaves_what_was_there(place: Path) -> None:
    ended, listed = on_a_small_disk(place, "journal", "backup", str(place / "disk" / "there"), kilobytes=24)
    assert ended.returncode == 1
    assert "the disk is full. Free some space on it, or name a file on another disk. Nothing was" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert listed == ["there"]
    assert verify(place / "journal").fault is None


@pytest.mark.parametrize(
    "command",
    [["info"], ["verify"], ["purge", "--older-than", "1"], ["backup", "copy"], ["rebuild"]],
)
def test_a_journal_of_a_newer_kiosk_is_refused_by_each(place: Path, command: list[str]) -> None:
    ask(place / "journal", "PRAGMA user_version = 99")
    before = (place / "journal" / "journal.sqlite3").read_bytes()
    ended = kiosk(place, "journal", *command)
    assert ended.returncode == 1
    assert "The journal was written by a newer version of the kiosk. Install that version here" in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert (place / "journal" / "journal.sqlite3").read_bytes() == before


@pytest.mark.parametrize("command", [["info"], ["verify"], ["backup", "copy"]])
def test_without_a_journal_it_says_so_and_makes_none(tmp_path: Path, command: list[str]) -> None:
    ended = kiosk(tmp_path, "journal", *command)
    assert ended.returncode == 1
    assert "There is no journal" in ended.stderr
    assert not (tmp_path / "journal").exists()


def test_a_kiosk_with_a_limit_forgets_old_visits_by_itself(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Answered("taste", 1, "sour", "right"), Terminated("finished", "remember")])
    for keep_days, left in ((None, 1), (31, 1), (30, 0)):
        clock.at = Clock().at + timedelta(days=30, minutes=1)
        Recorder(journal, keep_days).tidy()
        assert sum(one.visits for one in summarise(tmp_path).procedures) == left


def test_the_installed_kiosk_takes_the_limit_from_its_settings(place: Path) -> None:
    config = place / "kiosk.toml"
    config.write_text("keep_days = 2\n")
    assert "kept: 2 days" in kiosk(place, "journal", "info", "--config", config).stdout
    walked = kiosk(place, "plain", "sialogram", "--config", config, typed="\n" * 300)
    assert walked.returncode == 0
    assert 0 < sum(one.visits for one in summarise(place / "journal").procedures) < 20
    assert verify(place / "journal").sums_fit
