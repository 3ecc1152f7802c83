"""kill -9 at any moment: every answer that was confirmed is in the journal, and the visit is ended once."""

import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from kiosk.journal.store import Journal

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


def journalled(folder: Path) -> list[tuple[str, str | None]]:
    with closing(sqlite3.connect(folder / "journal.sqlite3")) as connection:
        return connection.execute("SELECT kind, question FROM events ORDER BY id").fetchall()


@pytest.mark.parametrize("answers", random.Random(2).sample(range(1, 400), 6))
def test_every_confirmed_answer_survives_a_kill(tmp_path: Path, answers: int) -> None:
    confirmed = killed_after(answers, tmp_path)
    assert Journal(tmp_path).close_abandoned() == 1
    assert Journal(tmp_path).close_abandoned() == 0
    (first, *middle, last) = journalled(tmp_path)
    assert first == ("launched", None)
    assert last == ("abandoned", None)
    # One more answer may have been on disk when the kill came, before it was said.
    questions = [question for _, question in middle]
    assert questions[: len(confirmed)] == confirmed
    assert len(questions) - len(confirmed) in (0, 1)
