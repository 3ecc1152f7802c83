"""What staff read from the journal, against visits whose numbers are worked out by hand."""

import json
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from journal_reader import Clock, ask
from kiosk.journal.results import Results, summarise
from kiosk.journal.results_text import as_text
from kiosk.journal.rewrite import as_json
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
from plain_user import plain_user

TITLES = {"sialogram": "Pictures of your salivary glands"}

VISITS: dict[str, tuple[tuple[float, Event], ...]] = {
    # Reads all, knows the taste at once, needs two tries for the needle, asks one thing: 8 minutes.
    "whole": (
        (0, Launched()),
        (1, Initialized()),
        (2, Viewed("happens/numbing", 60)),
        (3, Answered("taste", 1, "sour", "right")),
        (4, Answered("needle", 1, "long", "wrong")),
        (5, Answered("needle", 2, "thin", "right")),
        (6, Marked("how-long", True)),
        (8, Completed()),
        (8, Terminated("finished", "remember")),
    ),
    # Skips the risks, is unsure and then wrong about the taste, marks two things and takes one back: 11 minutes.
    "partly": (
        (0, Launched()),
        (1, Initialized()),
        (2, Answered("taste", 1, "not-sure", "unsure")),
        (3, Answered("taste", 2, "salt", "wrong")),
        (4, Declined("risks")),
        (5, Marked("how-long", True)),
        (5, Marked("drive", True)),
        (6, Marked("drive", False)),
        (11, Terminated("finished", "remember")),
    ),
    # Leaves while the numbing is read, after a right answer.
    "left": (
        (0, Launched()),
        (1, Initialized()),
        (2, Answered("taste", 1, "sour", "right")),
        (3, Terminated("left", "happens/numbing")),
    ),
    # Walks away from the second try: neither right at last nor handed over.
    "timeout": (
        (0, Launched()),
        (1, Initialized()),
        (2, Answered("taste", 1, "salt", "wrong")),
        (9, Terminated("timeout", "happens/dye")),
    ),
    # The kiosk died two steps in, while the second was open.
    "crashed": ((0, Launched()), (1, Initialized()), (2, Viewed("happens/numbing", 60))),
    # The kiosk died at once.
    "crashed-at-once": ((0, Launched()),),
    "not-theirs": ((0, Launched()), (1, Terminated("not-started", "confirm"))),
    "by-staff": ((0, Launched()), (1, Initialized()), (2, Terminated("staff", "what/why"))),
    "shut-down": ((0, Launched()), (1, Terminated("stopped", "confirm"))),
}
"""What happened in each visit, and in which minute."""


def write(folder: Path, visits: Iterable[str], procedure: str = "sialogram", day: int = 2) -> None:
    """Lets these visits happen, one after the other from noon, in a process that then ends."""
    clock = Clock()
    journal = Journal(folder, clock)
    for visit in visits:
        key = VisitKey(f"{visit}-{procedure}-{day}", procedure, 3, "0123456789abcdef", "en")
        for minute, event in VISITS[visit]:
            clock.at = datetime(2026, 11, day, 12, int(minute), tzinfo=UTC)
            journal.append(key, [event])
    journal.close()


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A journal with every sort of visit, and one that is still under way."""
    write(tmp_path, VISITS)
    Journal(tmp_path).close_abandoned()
    write(tmp_path, ["crashed-at-once"], day=3)
    return tmp_path


@pytest.fixture
def west_coast(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine whose day begins eight hours after UTC's."""
    monkeypatch.setenv("TZ", "PST8")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_visits_are_counted_by_how_they_ended(clinic: Path) -> None:
    (result,) = summarise(clinic).procedures
    assert result.visits == 10  # nine of VISITS, one under way
    assert result.started == 6  # not: crashed-at-once (twice), not-theirs, shut-down
    assert result.completed == 1  # whole
    assert result.finished == 2  # whole, partly
    ends = (result.not_started, result.left, result.timeouts, result.staff, result.stopped, result.under_way)
    assert ends == (1, 1, 1, 1, 1, 1)
    assert result.abandoned == 2  # crashed, crashed-at-once
    assert result.finished + sum(ends) + result.abandoned == result.visits


def test_it_says_where_people_left(clinic: Path) -> None:
    # left and crashed at the numbing; timeout at the dye; crashed-at-once nowhere. Staff and shut-down did not leave.
    expected = {"happens/numbing": 2, "before-the-steps": 1, "happens/dye": 1}
    assert summarise(clinic).procedures[0].places == expected


def test_answers_are_counted_by_try(clinic: Path) -> None:
    taste, needle = summarise(clinic).procedures[0].questions
    # First try: whole and left right, timeout wrong, partly unsure. Right at last: whole and left.
    # Handed over: partly, wrong at the second try.
    assert (taste.question, taste.right, taste.wrong, taste.unsure) == ("taste", 2, 1, 1)
    assert (taste.right_at_last, taste.handed_over) == (2, 1)
    # Only whole: wrong, then right.
    assert (needle.question, needle.right, needle.wrong, needle.unsure) == ("needle", 0, 1, 0)
    assert (needle.right_at_last, needle.handed_over) == (1, 0)


def test_marks_count_as_they_stood_in_the_end(clinic: Path) -> None:
    result = summarise(clinic).procedures[0]
    assert result.marked == {"how-long": 2}  # whole and partly; partly took drive back
    assert result.declined == {"risks": 1}


def test_minutes_are_the_median_of_finished_visits(clinic: Path) -> None:
    assert summarise(clinic).procedures[0].median_minutes == 9.5  # of 8 and 11


def test_each_procedure_has_its_own_counts(tmp_path: Path) -> None:
    write(tmp_path, ["whole", "left"], "sialogram")
    write(tmp_path, ["whole"], "deep-soft-tissue-biopsy")
    everything = summarise(tmp_path)
    assert [(each.procedure, each.visits) for each in everything.procedures] == [
        ("deep-soft-tissue-biopsy", 1),
        ("sialogram", 2),
    ]
    assert summarise(tmp_path, procedure="sialogram").procedures == everything.procedures[1:]
    assert summarise(tmp_path, procedure="unheard-of").procedures == ()


def test_since_counts_the_visits_that_began_on_that_day_or_later(tmp_path: Path) -> None:
    write(tmp_path, ["whole", "left"], day=2)
    write(tmp_path, ["whole"], day=4)
    counts = [summarise(tmp_path, since=date(2026, 11, day)).procedures for day in (1, 4, 6)]
    assert [sum(each.visits for each in found) for found in counts] == [3, 1, 0]


@pytest.mark.usefixtures("west_coast")
def test_since_means_the_days_of_this_place(tmp_path: Path) -> None:
    clock = Clock()
    clock.at = datetime(2026, 11, 3, 7, 59, tzinfo=UTC)  # one minute to midnight here, still 2 November
    Journal(tmp_path, clock).append(VisitKey("late", "sialogram", 3, "0123", "en"), [Launched()])
    assert len(summarise(tmp_path, since=date(2026, 11, 2)).procedures) == 1
    assert summarise(tmp_path, since=date(2026, 11, 3)).procedures == ()


def test_without_a_journal_there_were_no_visits_and_none_is_made(tmp_path: Path) -> None:
    results = summarise(tmp_path / "nowhere" / "kiosk")
    assert results == Results((), None)
    assert as_text(results, TITLES) == "There have been no visits.\n"
    assert list(tmp_path.iterdir()) == []


def test_a_running_kiosk_can_be_asked(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.append(VisitKey("now", "sialogram", 3, "0123", "en"), [Launched()])
    assert summarise(tmp_path).procedures[0].under_way == 1
    journal.append(VisitKey("now", "sialogram", 3, "0123", "en"), [Terminated("left", "confirm")])
    assert summarise(tmp_path).procedures[0].left == 1


def test_the_json_can_be_read_by_other_programs(clinic: Path) -> None:
    found = json.loads(json.dumps(as_json(summarise(clinic), {})))
    assert found["unwritable"] is None
    (result,) = found["procedures"]
    assert (result["procedure"], result["visits"], result["finished"]) == ("sialogram", 10, 2)
    assert result["places"]["happens/dye"] == 1
    assert result["questions"][0]["question"] == "taste"


def test_the_text_is_a_table(clinic: Path) -> None:
    assert as_text(summarise(clinic), TITLES).splitlines() == [
        "Pictures of your salivary glands (sialogram)",
        "  Visits                    10",
        "  Started                   6/10 (60%)",
        "  Finished                  2/10 (20%)",
        "  Saw everything            1/10 (10%)",
        "  Not their procedure       1",
        "  Left                      1",
        "  Nobody there any more     1",
        "  Ended by staff            1",
        "  Kiosk was shut down       1",
        "  Kiosk failed              2",
        "  Under way                 1",
        "  Minutes (median)          9.5",
        "",
        "  Where people left",
        "    happens/numbing         2",
        "    before-the-steps        1",
        "    happens/dye             1",
        "",
        "  Questions                 first try                    last try",
        "                            right           wrong unsure right           nurse",
        "    taste                   2/4 (50%)       1     1      2/4 (50%)       1",
        "                            [15% to 85%]                 [15% to 85%]",
        "                            chosen instead: salt (1)",
        "    needle                  0/1 (0%)        1     0      1/1 (100%)      0",
        "                            [0% to 79%]                  [21% to 100%]",
        "                            chosen instead: long (1)",
        "                            (in brackets: between which shares the true one",
        "                            lies with 95% confidence)",
        "",
        "  Minutes of reading (mean)",
        "    happens                 1.0 (2 readers)",
        "",
        "  Marked to ask the nurse",
        "    how-long                2",
        "",
        "  Sections people would rather not read",
        "    risks                   1",
    ]


def test_long_names_stay_whole_and_within_eighty_columns(tmp_path: Path) -> None:
    key = VisitKey("long", "x" * 60, 3, "0123", "en")
    events: list[Event] = [Launched(), Answered("q" * 60, 1, "a", "right"), Terminated("left", f"happens/{'s' * 60}")]
    Journal(tmp_path).append(key, events)
    text = as_text(summarise(tmp_path), {"x" * 60: "A title of many words " * 6})
    assert "q" * 60 in text
    assert "s" * 60 in text
    assert max(len(line) for line in text.splitlines()) <= 80


def test_staff_are_told_that_nothing_can_be_saved(tmp_path: Path) -> None:
    folder = tmp_path / "kiosk"
    folder.touch()
    results = summarise(folder)
    assert results.procedures == ()
    assert results.unwritable is not None
    assert "kiosk is a file where a folder should be" in results.unwritable
    assert "cannot be written" in as_text(results, TITLES)


def test_a_journal_that_may_only_be_read_is_still_counted() -> None:
    with plain_user() as home:
        write(home, ["whole"])
        (home / "journal.sqlite3").chmod(0o400)
        home.chmod(0o500)
        before = sorted(home.iterdir())
        results = summarise(home)
        after = sorted(home.iterdir())
        home.chmod(0o700)
    assert after == before
    assert results.procedures[0].visits == 1
    assert results.unwritable is not None
    assert "Give this user the right to write there" in results.unwritable


def test_one_file_that_may_not_be_written_is_enough_to_tell() -> None:
    with plain_user() as home:
        write(home, ["whole"])
        assert summarise(home).unwritable is None
        (home / "journal.sqlite3").chmod(0o400)
        assert "journal.sqlite3 is closed to this user" in (summarise(home).unwritable or "")


def crash_and_lock(home: Path, *names: str) -> Path:
    """A folder that may only be read, with what a dead kiosk left there: its newest events are not in the main file."""
    folder = home / "kiosk"
    folder.mkdir()
    journal = Journal(home)
    journal.append(VisitKey("now", "sialogram", 3, "0123", "en"), [Launched()])
    for name in names:
        shutil.copy(home / name, folder)
    folder.chmod(0o500)
    return folder


def test_what_a_dead_kiosk_wrote_is_counted_without_the_right_to_write() -> None:
    with plain_user() as home:
        folder = crash_and_lock(home, "journal.sqlite3", "journal.sqlite3-wal", "journal.sqlite3-shm")
        assert summarise(folder).procedures[0].visits == 1
        folder.chmod(0o700)


def test_a_count_that_would_be_too_low_is_not_given() -> None:
    with plain_user() as home:
        folder = crash_and_lock(home, "journal.sqlite3", "journal.sqlite3-wal")
        with pytest.raises(JournalError, match="cannot be read: it cannot be opened"):
            summarise(folder)
        folder.chmod(0o700)


def test_a_full_disk_is_told_before_it_is_met(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1000))
    assert "the disk is full. Free some space on it." in (summarise(tmp_path / "kiosk").unwritable or "")


def test_a_folder_that_may_not_be_entered_is_an_error() -> None:
    with plain_user() as home:
        write(home, ["whole"])
        home.chmod(0o000)
        with pytest.raises(JournalError, match=r"cannot be read: .* is closed to this user"):
            summarise(home)
        home.chmod(0o700)


def test_a_journal_of_a_newer_kiosk_is_not_guessed_at(tmp_path: Path) -> None:
    write(tmp_path, ["whole"])
    ask(tmp_path, "PRAGMA user_version = 99")
    with pytest.raises(JournalError, match="newer version of the kiosk"):
        summarise(tmp_path)


def test_a_damaged_journal_is_said(tmp_path: Path) -> None:
    (tmp_path / "journal.sqlite3").write_text("Dear diary, this is no database at all. " * 50)
    with pytest.raises(JournalError, match=r"cannot be read: it is no journal\. Move the file elsewhere"):
        summarise(tmp_path)


def test_who_came_back_to_read_the_risks_did_not_decline_them(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    key = VisitKey("v1", "sialogram", 1, "0" * 16, "en")
    journal.append(key, [Launched(), Initialized(), Declined("risks"), Viewed("risks/go-wrong", 9.0)])
    other = VisitKey("v2", "sialogram", 1, "0" * 16, "en")
    journal.append(other, [Launched(), Initialized(), Declined("risks"), Viewed("choices/good-for", 9.0)])
    assert dict(summarise(tmp_path).procedures[0].declined) == {"risks": 1}
