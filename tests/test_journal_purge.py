"""Purging: what is old goes, whole visits at a time, and all that is left still fits together."""

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from journal_reader import KEY, OTHER, Clock, ask, kinds
from journal_visits import ENDINGS, write_visits
from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.journal.verify import verify
from kiosk.model.error import JournalError
from kiosk.model.event import Answered, Launched, Terminated, Viewed, VisitKey

MONTH = timedelta(days=30)


def test_old_visits_are_removed_and_the_rest_verifies_from_the_checkpoint(tmp_path: Path) -> None:
    clock = Clock()
    journal = write_visits(tmp_path, 60, clock=clock, gap_hours=24)
    journal.close()
    journal = Journal(tmp_path, clock)
    journal.close_abandoned()
    (all_events,) = ask(tmp_path, "SELECT count(*) FROM events")[0]
    purged = journal.purge(MONTH)
    assert purged.events > 0
    assert purged.through == purged.events
    (left, first) = ask(tmp_path, "SELECT count(*), min(id) FROM events")[0]
    assert (left, first) == (all_events - purged.events, purged.through + 1)
    verdict = verify(tmp_path)
    assert (verdict.checked, verdict.since, verdict.fault, verdict.sums_fit) == (left, purged.through, None, True)
    assert sum(one.visits for one in summarise(tmp_path).procedures) == 60 - purged.visits


def test_nothing_young_is_removed(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    clock.move(days=30, minutes=-1)
    assert journal.purge(MONTH).events == 0
    assert ask(tmp_path, "SELECT * FROM checkpoints") == []
    clock.move(minutes=2)
    assert journal.purge(MONTH).events == 2
    assert verify(tmp_path).checked == 0


def test_a_purge_of_everything_lets_the_chain_go_on(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    clock.move(days=31)
    journal.purge(MONTH)
    Journal(tmp_path, clock).append(OTHER, [Launched()])
    assert ask(tmp_path, "SELECT id FROM events") == [(3,)]
    verdict = verify(tmp_path)
    assert (verdict.checked, verdict.since, verdict.fault) == (1, 2, None)


def test_no_visit_is_cut_in_half(tmp_path: Path) -> None:
    """Two kiosks write into one journal; the second visit lasts past the limit, and the third begins in it."""
    clock = Clock()
    journal = Journal(tmp_path, clock)
    keys = [VisitKey(f"visit-{number}", "sialogram", 3, "0123456789abcdef", "en") for number in range(4)]
    journal.append(keys[0], [Launched(), Terminated("left", "confirm")])
    journal.append(keys[1], [Launched()])
    journal.append(keys[2], [Launched(), Terminated("left", "confirm")])
    clock.move(hours=1)
    journal.append(keys[1], [Terminated("left", "confirm")])
    clock.move(days=30, minutes=-30)
    assert journal.purge(MONTH).visits == 1
    assert [kinds(tmp_path, key.visit) for key in keys[:3]] == [[], *2 * [["launched", "terminated"]]]
    assert verify(tmp_path).sums_fit


def test_a_visit_that_is_under_way_stays_however_old(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched()])
    clock.move(days=31)
    assert journal.purge(MONTH).events == 0
    journal.append(KEY, [Terminated("left", "confirm")])
    assert verify(tmp_path).sums_fit


def test_only_so_much_at_once(tmp_path: Path) -> None:
    """The running kiosk removes a little each hour, so that no patient waits for it."""
    clock = Clock()
    journal = write_visits(tmp_path, 40, clock=clock, endings=ENDINGS)
    clock.move(days=100)
    (before,) = ask(tmp_path, "SELECT count(*) FROM events")[0]
    amounts = []
    while (purged := journal.purge(MONTH, most=50)).events:
        amounts.append(purged.events)
        assert verify(tmp_path).fault is None
        assert verify(tmp_path).sums_fit
    assert sum(amounts) == before
    assert len(amounts) > 2
    assert all(amount < 50 + 30 for amount in amounts[:-1]), "a purge ends with the visit in which it has enough"
    assert ask(tmp_path, "SELECT * FROM sums") == []


def test_what_was_purged_stands_in_no_file_any_more(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Viewed("happens/zebra-stripes", 3.0), Terminated("left", "confirm")])
    clock.move(days=31)
    journal.append(OTHER, [Launched()])
    journal.purge(MONTH)
    assert not any(b"zebra" in path.read_bytes() for path in tmp_path.glob("journal*"))


def test_a_checkpoint_allows_nothing_else_to_be_removed(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    clock.move(days=31)
    journal.append(OTHER, [Launched()])
    journal.purge(MONTH)
    for statement in ("DELETE FROM events", "DELETE FROM checkpoints", "UPDATE checkpoints SET id = 9"):
        with pytest.raises(sqlite3.IntegrityError, match="never"):
            ask(tmp_path, statement)


def test_with_a_clock_set_back_nothing_is_purged_and_it_is_said(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    clock.move(days=-400)
    with pytest.raises(JournalError, match=r"clock \(2025-.*\) is behind .* \(2026-11-02.*nothing was removed\. Set"):
        journal.purge(timedelta(days=1))
    assert kinds(tmp_path) == ["launched", "terminated"]


def test_what_was_written_while_the_clock_was_wrong_is_as_old_as_what_stands_around_it(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    keys = [VisitKey(f"visit-{number}", "sialogram", 3, "0123456789abcdef", "en") for number in range(4)]
    for key, days in zip(keys, (0, 4000, -4000, -9000), strict=True):  # right, far ahead, right again, far behind
        clock.move(days=days)
        journal.append(key, [Launched(), Answered("taste", 1, "sour", "right"), Terminated("left", "confirm")])
    clock.move(days=9010)
    assert journal.purge(MONTH).events == 0, "the second visit cannot be old, so neither is the fourth"
    clock.move(days=30)
    assert journal.purge(MONTH).visits == 4


PURGES = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from kiosk.journal.store import Journal
journal = Journal(Path(sys.argv[1]), lambda: datetime(2036, 1, 1, tzinfo=UTC))
while journal.purge(timedelta(days=30), most=30).events:
    print("purged", flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize("after", [1, 3, 6])
def test_a_purge_that_is_killed_leaves_a_journal_that_fits(tmp_path: Path, after: int) -> None:
    write_visits(tmp_path, 100, endings=ENDINGS).close()
    command = [sys.executable, "-c", PURGES, str(tmp_path)]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert [process.stdout.readline() for _ in range(after)] == ["purged\n"] * after
    process.kill()
    process.communicate()
    verdict = verify(tmp_path)
    assert (verdict.fault, verdict.sums_fit) == (None, True)
    assert verdict.since >= 30 * after
