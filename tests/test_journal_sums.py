"""The daily sums: kept with the events, never apart from them, and made anew from them at any time."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from journal_reader import KEY, Clock, ask, kinds
from journal_visits import write_visits
from kiosk.journal import migration
from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.journal.verify import verify
from kiosk.model.error import JournalError
from kiosk.model.event import Answered, Completed, Initialized, Launched, Terminated, Viewed
from test_journal_kill import clear_up_at_once, kill, killed_after, launch_elsewhere

SUMS = "SELECT * FROM sums WHERE n != 0 ORDER BY procedure, what, name, day"


@pytest.mark.parametrize("seed", range(5))
def test_sums_kept_along_the_way_are_those_made_anew(tmp_path: Path, seed: int) -> None:
    write_visits(tmp_path, 30, seed=seed).close()
    journal = Journal(tmp_path)
    journal.close_abandoned()
    along_the_way = ask(tmp_path, SUMS)
    assert along_the_way
    journal.rebuild()
    assert ask(tmp_path, SUMS) == along_the_way


def test_results_from_the_sums_are_those_from_the_events(tmp_path: Path) -> None:
    write_visits(tmp_path, 40)
    quick = summarise(tmp_path)
    assert not quick.recounted
    ask_and_keep(tmp_path, "DELETE FROM sums")
    slow = summarise(tmp_path)
    assert slow.recounted
    assert slow.procedures == quick.procedures
    Journal(tmp_path).rebuild()
    assert summarise(tmp_path) == quick


def ask_and_keep(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection, connection:
        connection.execute(statement)


def test_sums_that_somebody_changed_are_found_and_mended(tmp_path: Path) -> None:
    write_visits(tmp_path, 10).close()
    ask_and_keep(tmp_path, "UPDATE sums SET n = n + 1 WHERE what = 'right'")
    verdict = verify(tmp_path)
    assert (verdict.fault, verdict.sums_fit) == (None, False)
    Journal(tmp_path).rebuild()
    assert verify(tmp_path).sums_fit


def test_a_visit_under_way_is_in_the_results_and_not_yet_in_the_sums(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched(), Initialized(), Answered("taste", 1, "sour", "right")])
    assert ask(tmp_path, SUMS) == []
    (result,) = summarise(tmp_path).procedures
    assert (result.visits, result.started, result.under_way, result.questions[0].right) == (1, 1, 1, 1)
    journal.append(KEY, [Terminated("staff", "step/what/why")])
    assert ask(tmp_path, "SELECT n FROM sums WHERE what = 'end'") == [(1,)]


def test_an_event_and_its_sums_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched()])
    ask_and_keep(tmp_path, "CREATE TRIGGER no_sums BEFORE INSERT ON sums BEGIN SELECT RAISE(FAIL, 'no'); END")
    with pytest.raises(JournalError):
        journal.append(KEY, [Completed(), Terminated("finished", "remember")])
    assert kinds(tmp_path) == ["launched"]
    ask_and_keep(tmp_path, "DROP TRIGGER no_sums")
    journal.append(KEY, [])
    assert kinds(tmp_path) == ["launched", "completed", "terminated"]
    assert verify(tmp_path).sums_fit


def test_after_a_kill_the_sums_fit(tmp_path: Path) -> None:
    killed_after(30, tmp_path)
    assert verify(tmp_path).fault is None
    assert Journal(tmp_path).close_abandoned() == 1
    verdict = verify(tmp_path)
    assert (verdict.fault, verdict.sums_fit) == (None, True)
    assert ask(tmp_path, "SELECT n FROM sums WHERE what = 'end' AND name = 'abandoned'") == [(1,)]


def test_many_that_clear_up_at_once_count_a_visit_once(tmp_path: Path) -> None:
    kill(launch_elsewhere(tmp_path, "dead"))
    clear_up_at_once(tmp_path)
    verdict = verify(tmp_path)
    assert (verdict.fault, verdict.sums_fit) == (None, True)


REBUILDS = """
import sys
from pathlib import Path
from kiosk.journal.store import Journal
journal = Journal(Path(sys.argv[1]))
for _ in range(20):
    journal.rebuild()
"""


def test_sums_made_anew_while_a_kiosk_writes_fit(tmp_path: Path) -> None:
    write_visits(tmp_path, 20).close()
    other = subprocess.Popen([sys.executable, "-c", REBUILDS, str(tmp_path)])
    write_visits(tmp_path, 30, seed=2).close()
    assert other.wait(60) == 0
    assert verify(tmp_path).sums_fit


def first_version(folder: Path) -> list[tuple[object, ...]]:
    """A journal as the first version of the kiosk wrote it, with two visits; what stands in it."""
    folder.mkdir(exist_ok=True)
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection, connection:
        for statement in migration.MIGRATIONS[0]:
            assert isinstance(statement, str)
            connection.execute(statement)
        head = "'2026-11-02T08:0{0}:00.000Z', '{1}', 'sialogram', 3, '0123456789abcdef', 'en', 'p1'"
        for number, (visit, rest) in enumerate(
            [
                ("v1", "'launched', NULL, NULL, NULL, NULL"),
                ("v1", "'viewed', 'what/why', 12.0, NULL, NULL"),
                ("v1", "'terminated', NULL, NULL, 'finished', 'remember'"),
                ("v2", "'launched', NULL, NULL, NULL, NULL"),
            ]
        ):
            columns = "at, visit, procedure, version, hash, language, process, kind, step, seconds, reason, place"
            connection.execute(f"INSERT INTO events ({columns}) VALUES ({head.format(number, visit)}, {rest})")
        connection.execute("INSERT INTO tickets VALUES ('v2', '2026-11-02T08:03:00.000Z', 'A12')")
        connection.execute("PRAGMA user_version = 1")
    return ask(folder, "SELECT id, at, visit, kind, step, seconds, reason, place FROM events ORDER BY id")


def test_a_journal_of_the_first_version_is_counted_and_then_brought_up_to_date(tmp_path: Path) -> None:
    before = first_version(tmp_path)
    found = summarise(tmp_path)
    assert found.procedures[0].visits == 2
    with pytest.raises(JournalError, match="older version"):
        verify(tmp_path)
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Viewed("what/why", 3)])
    assert (
        ask(tmp_path, "SELECT id, at, visit, kind, step, seconds, reason, place FROM events ORDER BY id")[:4] == before
    )
    assert ask(tmp_path, "SELECT ticket FROM tickets") == [("A12",)]
    verdict = verify(tmp_path)
    assert (verdict.checked, verdict.fault, verdict.sums_fit) == (6, None, True)
    assert summarise(tmp_path).procedures[0].visits == 3
    assert journal.close_abandoned() == 1
    assert kinds(tmp_path, "v2") == ["launched", "abandoned"]


def test_a_process_that_cannot_bring_it_up_to_date_leaves_it_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = first_version(tmp_path)
    broken = (*migration.MIGRATIONS[:1], (*migration.MIGRATIONS[1], "CREATE TABLE events (id TEXT)"))
    monkeypatch.setattr(migration, "MIGRATIONS", broken)
    with pytest.raises(JournalError):
        Journal(tmp_path).append(KEY, [Launched()])
    assert ask(tmp_path, "SELECT id, at, visit, kind, step, seconds, reason, place FROM events") == before
    assert ask(tmp_path, "PRAGMA user_version") == [(1,)]


def test_the_benchmark_of_the_results_runs() -> None:
    benchmark = Path(__file__).parents[1] / "benchmarks" / "results.py"
    ended = subprocess.run(
        [sys.executable, benchmark, "--visits", "2000"], capture_output=True, text=True, timeout=120, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "2000 visits" in ended.stdout
    assert "TOO MUCH" not in ended.stdout
