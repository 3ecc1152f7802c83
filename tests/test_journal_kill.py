"""Processes that die: every confirmed answer is kept, and their visits, and only theirs, are ended once."""

import fcntl
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from journal_reader import KEY, OTHER, Clock, ask, kinds
from kiosk.journal.lock import Lock
from kiosk.journal.store import Journal
from kiosk.model.error import JournalError
from kiosk.model.event import Completed, Initialized, Launched, Terminated

ANSWERS = """
import sys
from itertools import count
from pathlib import Path
from kiosk.journal.store import Journal
from kiosk.model.event import Answered, Launched, VisitKey
journal = Journal(Path(sys.argv[1]))
key = VisitKey("killed", "sialogram", 3, "0123456789abcdef", "en")
journal.append(key, [Launched()])
for number in count():
    journal.append(key, [Answered(f"question-{number}", 1, "sour", "right")])
    print(f"question-{number}", flush=True)
"""
"""A kiosk whose patient answers without end; it prints an answer once it is confirmed."""


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


def killed_after(answers: int, folder: Path) -> list[str]:
    """What a kiosk had confirmed that was killed some time after this many answers."""
    command = [sys.executable, "-c", ANSWERS, str(folder)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    seen = [process.stdout.readline().strip() for _ in range(answers)]
    process.send_signal(signal.SIGKILL)
    rest = process.communicate()[0]
    # The last line may be cut short: then it was not seen.
    return seen + [line.strip() for line in rest.splitlines(keepends=True) if line.endswith("\n")]


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


def clear_up_at_once(folder: Path) -> list[int]:
    """How many visits each of five processes ended that look for abandoned ones at the same time."""
    command = [sys.executable, "-c", CLEARS_UP, str(folder)]
    several = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for _ in range(5)]
    for each in several:
        assert each.stdout is not None
        assert each.stdout.readline() == "ready\n"
    for each in several:
        assert each.stdin is not None
        each.stdin.write("\n")
        each.stdin.flush()
    return sorted(int(each.communicate()[0]) for each in several)


@pytest.mark.parametrize("answers", random.Random(2).sample(range(1, 400), 6))
def test_every_confirmed_answer_survives_a_kill(tmp_path: Path, answers: int) -> None:
    confirmed = killed_after(answers, tmp_path)
    assert Journal(tmp_path).close_abandoned() == 1
    assert Journal(tmp_path).close_abandoned() == 0
    (first, *middle, last) = ask(tmp_path, "SELECT kind, question FROM events ORDER BY id")
    assert first == ("launched", None)
    assert last == ("abandoned", None)
    # One more answer may have been on disk when the kill came, before it was said.
    questions = [question for _, question in middle]
    assert questions[: len(confirmed)] == confirmed
    assert len(questions) - len(confirmed) in (0, 1)


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
    first.append(KEY, [Launched(), Completed(), Terminated("finished", "remember")])
    first.close()
    assert Journal(tmp_path).close_abandoned() == 0
    assert kinds(tmp_path)[-1] == "terminated"


def test_a_visit_that_its_process_left_open_is_closed_at_the_next_start(tmp_path: Path) -> None:
    first = Journal(tmp_path)
    first.append(KEY, [Launched()])
    first.close()
    assert Journal(tmp_path).close_abandoned() == 1


def test_lock_files_of_the_dead_do_not_pile_up(tmp_path: Path) -> None:
    Journal(tmp_path).append(KEY, [Launched(), Completed(), Terminated("finished", "remember")])
    (tmp_path / "locks" / "0123.lock").touch()
    journal = Journal(tmp_path)
    journal.close_abandoned()
    assert not (tmp_path / "locks" / "0123.lock").exists()


def test_a_visit_is_abandoned_once_however_many_clear_up_at_once(tmp_path: Path) -> None:
    kill(launch_elsewhere(tmp_path, "dead"))
    assert clear_up_at_once(tmp_path) == [0, 0, 0, 0, 1]
    assert kinds(tmp_path, "dead") == ["launched", "abandoned"]


def test_kiosks_that_begin_one_journal_at_once_all_succeed(tmp_path: Path) -> None:
    assert clear_up_at_once(tmp_path / "new") == [0, 0, 0, 0, 0]


def test_a_visit_ends_once(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(KEY, [Launched(), Terminated("left", "confirm")])
    with pytest.raises(JournalError, match="came after the end of their visit"):
        journal.append(KEY, [Terminated("timeout", "confirm")])
    assert kinds(tmp_path) == ["launched", "terminated"]


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


def test_a_lock_file_that_is_removed_while_it_is_taken_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, theirs = Lock(tmp_path, "p1"), Lock(tmp_path, "p1")
    flock, removals = fcntl.flock, iter([mine.path.unlink])

    def late(file: int, how: int) -> None:
        next(removals, lambda: None)()
        flock(file, how)

    monkeypatch.setattr(fcntl, "flock", late)
    mine.hold()
    assert not theirs.take_if_free()
