"""The hash chain: whoever changes, takes out or puts in a row is found out, and the first such row is named."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from journal_reader import KEY, OTHER, Clock, ask
from journal_visits import write_visits
from kiosk.journal.store import Journal
from kiosk.journal.verify import verify
from kiosk.model.error import JournalError
from kiosk.model.event import Answered, Initialized, Launched, Terminated, Viewed


def tamper(folder: Path, *statements: str) -> None:
    """What somebody does who takes the triggers away first."""
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            connection.execute(f"DROP TRIGGER {name}")
        for statement in (*statements, *(sql for _, sql in triggers)):
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    write_visits(tmp_path, 12).close()
    return tmp_path


def test_what_was_written_is_found_as_it_was(clinic: Path) -> None:
    (count,) = ask(clinic, "SELECT count(*) FROM events")[0]
    verdict = verify(clinic)
    assert (verdict.checked, verdict.since, verdict.fault, verdict.sums_fit) == (count, 0, None, True)


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE events SET result = 'right' WHERE id = (SELECT min(id) FROM events WHERE result = 'wrong')", None),
        ("UPDATE events SET at = '2026-11-02T08:00:00.001Z' WHERE id = 3", 3),
        ("UPDATE events SET seconds = seconds + 0.1 WHERE id = 4 OR id = 5", None),
        ("UPDATE events SET link = x'00' WHERE id = 7", 7),
        ("UPDATE events SET process = '' WHERE id = 20", 20),
    ],
)
def test_the_first_changed_row_is_named(clinic: Path, statement: str, named: int | None) -> None:
    before = dict(ask(clinic, "SELECT id, json_array(at, result, seconds, process, hex(link)) FROM events"))
    tamper(clinic, statement)
    after = dict(ask(clinic, "SELECT id, json_array(at, result, seconds, process, hex(link)) FROM events"))
    first = min(number for number in before if before[number] != after[number])
    assert named in (None, first)
    fault = verify(clinic).fault
    assert fault is not None
    assert fault.startswith(f"Entry {first} (of 2026-11-")


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("DELETE FROM events WHERE id = 5", "Entry 5 is missing."),
        ("DELETE FROM events WHERE id BETWEEN 1 AND 4", "The entries from 1 to 4 are missing."),
        ("DELETE FROM events WHERE id IN (6, 9)", "Entry 6 is missing."),
    ],
)
def test_missing_rows_are_named(clinic: Path, statement: str, says: str) -> None:
    tamper(clinic, statement)
    assert verify(clinic).fault == says


def test_rows_that_are_missing_at_the_end_are_named_even_after_new_ones(clinic: Path) -> None:
    (last,) = ask(clinic, "SELECT max(id) FROM events")[0]
    tamper(clinic, f"DELETE FROM events WHERE id > {last - 2}")
    says = f"The entries from {last - 1} to {last} are missing."
    assert verify(clinic).fault == says
    Journal(clinic).append(KEY, [Launched()])
    assert verify(clinic).fault == says


def test_a_row_put_in_is_found(clinic: Path) -> None:
    (last,) = ask(clinic, "SELECT max(id) FROM events")[0]
    columns = "at, visit, procedure, version, hash, language, process, kind"
    tamper(clinic, f"INSERT INTO events (id, {columns}) SELECT {last + 1}, {columns} FROM events WHERE id = 1")
    assert (verify(clinic).fault or "").startswith(f"Entry {last + 1} (of ")


def test_swapped_rows_are_found(clinic: Path) -> None:
    tamper(
        clinic,
        "UPDATE events SET id = -8 WHERE id = 8",
        "UPDATE events SET id = 8 WHERE id = 9",
        "UPDATE events SET id = 9 WHERE id = -8",
    )
    assert (verify(clinic).fault or "").startswith("Entry 8 (of ")


def test_tickets_are_outside_the_chain(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched()])
    before = verify(tmp_path)
    journal.note_ticket(KEY.visit, "A12")
    assert verify(tmp_path) == before


def test_a_running_kiosk_can_be_verified(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched(), Initialized(), Viewed("what/why", 60)])
    verdict = verify(tmp_path)
    assert (verdict.checked, verdict.fault, verdict.sums_fit) == (3, None, True)


def test_the_chain_goes_on_over_refused_and_failed_rows(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    with pytest.raises(JournalError):
        journal.append(KEY, [Terminated("timeout", "confirm")])
    with pytest.raises(JournalError):
        journal.append(KEY, [Viewed("what/why", 1.0)])
    journal.append(OTHER, [Launched()])
    verdict = verify(tmp_path)
    assert (verdict.checked, verdict.fault, verdict.sums_fit) == (3, None, True)


WRITES = """
import sys
from pathlib import Path
from kiosk.journal.store import Journal
from kiosk.model.event import Answered, Launched, Terminated, VisitKey
journal = Journal(Path(sys.argv[1]))
for number in range(40):
    key = VisitKey(f"{sys.argv[2]}-{number}", "sialogram", 3, "0123456789abcdef", "en")
    journal.append(key, [Launched()])
    journal.append(key, [Answered("taste", 1, "sour", "right")])
    journal.append(key, [Terminated("finished", "remember")])
journal.close()
"""


def test_two_processes_write_one_chain(tmp_path: Path) -> None:
    both = [subprocess.Popen([sys.executable, "-c", WRITES, str(tmp_path), name]) for name in ("one", "two")]
    assert [process.wait(60) for process in both] == [0, 0]
    verdict = verify(tmp_path)
    assert (verdict.checked, verdict.fault, verdict.sums_fit) == (240, None, True)
    assert ask(tmp_path, "SELECT sum(n) FROM sums WHERE what = 'visits'") == [(80,)]


def test_without_a_journal_there_is_nothing_to_verify(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match=r"There is no journal .* yet\. It is begun with the first visit\."):
        verify(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_the_last_link_tells_a_chain_that_was_counted_anew(clinic: Path) -> None:
    """Who counts everything anew after a change passes, but not with the link that was written down before."""
    before = verify(clinic).last
    tamper(clinic, "UPDATE events SET result = 'right' WHERE result = 'wrong'", "UPDATE events SET link = NULL")
    from kiosk.journal.chain import chain_all

    with closing(sqlite3.connect(clinic / "journal.sqlite3")) as connection:
        connection.execute("DROP TRIGGER never_changed")
        chain_all(connection)
        connection.commit()
    assert verify(clinic).fault is None
    assert verify(clinic).last != before


def test_a_clock_that_is_set_back_breaks_nothing(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    journal.append(KEY, [Launched(), Initialized()])
    clock.move(days=-300)
    journal.append(KEY, [Answered("taste", 1, "sour", "right"), Terminated("finished", "remember")])
    assert verify(tmp_path).fault is None
