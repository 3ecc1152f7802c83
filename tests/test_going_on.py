"""A visit that was ended and went on, once or twice, is one visit: in the results, the sums, a purge, the review."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal_reader import Clock, ask, kinds
from journal_visits import by_chance
from kiosk.journal.info import info
from kiosk.journal.past import past
from kiosk.journal.results import ProcedureResult, summarise
from kiosk.journal.results_page import page
from kiosk.journal.results_text import as_text
from kiosk.journal.rewrite import as_json
from kiosk.journal.store import Journal
from kiosk.journal.ticket import visit_of
from kiosk.journal.verify import verify
from kiosk.model.event import (
    Answered,
    Completed,
    Event,
    Heard,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
)

SUMS = "SELECT * FROM sums WHERE n != 0 ORDER BY procedure, what, name, day"
MONTH = timedelta(days=30)

PARTS: tuple[tuple[tuple[float, Event], ...], ...] = (
    # Two minutes: misses the first question, is called in.
    (
        (0, Launched()),
        (1, Initialized()),
        (1, Viewed("happens/numbing", 60)),
        (2, Answered("taste", 1, "salt", "wrong")),
        (2, Terminated("staff", "question/happens/taste/2")),
    ),
    # Half an hour later, one minute: knows it now, has it read aloud; nobody comes back.
    (
        (32, Launched((), "part-1")),
        (32, Heard()),
        (33, Answered("taste", 2, "sour", "right")),
        (33, Marked("drive", True)),
        (33, Terminated("timeout", "step/happens/dye")),
    ),
    # An hour later, three minutes: to the end.
    (
        (93, Launched((), "part-2")),
        (94, Viewed("happens/numbing", 30)),
        (95, Answered("needle", 1, "thin", "right")),
        (96, Completed()),
        (96, Terminated("finished", "remember")),
    ),
)
"""One person's walk in three parts, and in which minute each thing happened."""

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


def key(visit: str, language: str = "en") -> VisitKey:
    return VisitKey(visit, "sialogram", 3, "0123456789abcdef", language)


def write(folder: Path, parts: int, *, last_is_open: bool = False) -> Journal:
    """The walk so far; the journal, still open."""
    clock = Clock()
    journal = Journal(folder, clock)
    for number, part in enumerate(PARTS[:parts], 1):
        events = part[:-1] if last_is_open and number == parts else part
        for minute, event in events:
            clock.at = NOON + timedelta(minutes=minute)
            journal.append(key(f"part-{number}", "es" if number == 2 else "en"), [event])
            if isinstance(event, Launched):
                journal.note_ticket(f"part-{number}", "A12")
    return journal


def result(folder: Path) -> ProcedureResult:
    (found,) = summarise(folder).procedures
    return found


def test_three_parts_are_one_visit_that_ended_as_the_last(tmp_path: Path) -> None:
    write(tmp_path, 3)
    found = result(tmp_path)
    assert (found.visits, found.started, found.finished, found.completed) == (1, 1, 1, 1)
    assert (found.staff, found.timeouts, found.left, found.under_way) == (0, 0, 0, 0)
    assert (dict(found.places), dict(found.languages), dict(found.marked)) == ({}, {"en": 1}, {"drive": 1})
    assert (found.went_on, found.median_minutes) == (2, 6.0)  # 2 + 1 + 3 minutes, without what lay between
    assert (found.sections[0].readers, found.sections[0].minutes) == (1, 1.5)  # 60 and 30 seconds
    assert found.read_aloud
    assert (found.read_aloud.count, found.read_aloud.of) == (1, 1)


def test_that_it_went_on_is_said(tmp_path: Path) -> None:
    write(tmp_path, 3)
    found = summarise(tmp_path)
    assert "Went on by ticket         2 (after an end; each is one visit)" in as_text(found, {})
    assert "<dt>Went on by ticket, as one visit</dt><dd>2</dd>" in "".join(page(found, {}, {}, made="", covers=""))
    assert as_json(found, {})["procedures"][0]["went_on"] == 2


def test_both_tries_of_a_question_belong_together(tmp_path: Path) -> None:
    write(tmp_path, 3)
    taste, needle = result(tmp_path).questions
    assert (taste.question, taste.right, taste.wrong, taste.right_at_last) == ("taste", 0, 1, 1)
    assert taste.last_share
    assert (taste.last_share.count, taste.last_share.of) == (1, 1)
    # Of the two first tries each has the other as the rest: that is known only of the whole walk.
    assert (taste.discrimination_visits, needle.discrimination_visits) == (1, 1)


def test_on_its_way_it_is_one_visit_too(tmp_path: Path) -> None:
    expected = {1: (1, 1, 0, 0), 2: (1, 0, 1, 0)}
    for parts, ends in expected.items():
        write(tmp_path / str(parts), parts)
        found = result(tmp_path / str(parts))
        assert (found.visits, found.staff, found.timeouts, found.under_way) == ends
    write(tmp_path / "open", 2, last_is_open=True)
    found = result(tmp_path / "open")
    assert (found.visits, found.staff, found.timeouts, found.under_way) == (1, 0, 0, 1)
    assert (found.questions[0].right_at_last, found.went_on) == (1, 1)


def test_from_the_events_it_is_the_same_as_from_the_sums(tmp_path: Path) -> None:
    write(tmp_path, 3, last_is_open=True).close()
    quick = summarise(tmp_path)
    assert not quick.recounted
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection, connection:
        connection.execute("DELETE FROM sums")
    slow = summarise(tmp_path)
    assert (slow.recounted, slow.procedures) == (True, quick.procedures)


@pytest.mark.parametrize("seed", range(6))
def test_sums_kept_along_the_way_are_those_made_anew(tmp_path: Path, seed: int) -> None:
    journal = by_chance_called_in(tmp_path, seed)
    journal.close()
    Journal(tmp_path).close_abandoned()
    along_the_way = ask(tmp_path, SUMS)
    assert any(what == "went-on" for _, what, *_ in along_the_way)
    assert verify(tmp_path).sums_fit
    assert not summarise(tmp_path).recounted
    Journal(tmp_path).rebuild()
    assert ask(tmp_path, SUMS) == along_the_way


def by_chance_called_in(folder: Path, seed: int, visits: int = 30) -> Journal:
    """Visits some of which go on, and others while they wait."""
    chance, clock = random.Random(seed), Clock()
    journal = Journal(folder, clock)
    waiting: list[str] = []
    for number in range(visits):
        visit = f"{seed}-{number}"
        before = waiting.pop(0) if waiting and chance.random() < 0.6 else ""
        events = by_chance(chance, ("finished", "left", "staff", "staff", "timeout"))
        journal.append(key(visit, chance.choice(("en", "es"))), [Launched((), before), *events[1:]])
        if isinstance(events[-1], Terminated) and events[-1].reason in ("staff", "timeout"):
            waiting.append(visit)
        clock.move(minutes=chance.randint(1, 20))
    return journal


def test_a_purge_takes_all_of_it_or_nothing(tmp_path: Path) -> None:
    journal = write(tmp_path, 3)
    assert isinstance(journal.now, Clock)
    journal.now.at = NOON + MONTH + timedelta(minutes=60)  # the first two parts are older than a month
    assert journal.purge(MONTH).visits == 0
    assert kinds(tmp_path, "part-1")
    journal.now.at = NOON + MONTH + timedelta(minutes=120)
    purged = journal.purge(MONTH)
    assert (purged.visits, kinds(tmp_path, "part-1")) == (1, [])
    assert summarise(tmp_path).procedures == ()
    assert verify(tmp_path).sums_fit


@pytest.mark.parametrize("seed", range(6))
def test_after_a_purge_in_small_steps_the_sums_fit(tmp_path: Path, seed: int) -> None:
    journal = by_chance_called_in(tmp_path, seed)
    assert isinstance(journal.now, Clock)
    journal.now.move(days=40)
    gone = 0
    while purged := journal.purge(MONTH, 10):
        if not purged.events:
            break
        gone += purged.visits
        assert verify(tmp_path).sums_fit
        assert not summarise(tmp_path).recounted
    assert gone


def test_the_journal_counts_it_once(tmp_path: Path) -> None:
    write(tmp_path, 3, last_is_open=True)
    assert (info(tmp_path).visits, info(tmp_path).under_way) == (1, 1)


def test_a_journal_that_counted_each_part_is_brought_up_to_date(tmp_path: Path) -> None:
    """The version before this one had no index for it, and the parts in its sums one by one."""
    write(tmp_path, 3).close()
    with closing(sqlite3.connect(tmp_path / "journal.sqlite3")) as connection, connection:
        connection.execute("DROP INDEX goes_on")
        connection.execute("DELETE FROM sums")
        connection.execute("INSERT INTO sums VALUES ('sialogram', 'visits', '', '2026-11-02', 3)")
        connection.execute("PRAGMA user_version = 2")
    assert result(tmp_path).visits == 1  # read without being changed
    assert ask(tmp_path, "PRAGMA user_version") == [(2,)]
    Journal(tmp_path).close_abandoned()
    assert ask(tmp_path, "PRAGMA user_version") == [(3,)]
    assert (verify(tmp_path).fault, verify(tmp_path).sums_fit) == (None, True)
    assert not summarise(tmp_path).recounted
    assert result(tmp_path).visits == 1


def test_a_part_that_another_kiosk_of_the_same_journal_goes_on_with_at_once_is_counted_somehow(tmp_path: Path) -> None:
    """Nobody is in two places; but if two kiosks do it in one moment, the sums must not break."""
    journal = write(tmp_path, 1)
    for visit in ("left-hand", "right-hand"):
        journal.append(key(visit), [Launched((), "part-1"), Completed(), Terminated("finished", "remember")])
    assert verify(tmp_path).sums_fit
    assert summarise(tmp_path).recounted is False


def test_its_ticket_leads_to_all_of_it(tmp_path: Path) -> None:
    journal = write(tmp_path, 3)
    found = visit_of(tmp_path, "A12", journal.now)
    assert [event["visit"] for event in found if event["kind"] == "launched"] == ["part-1", "part-2", "part-3"]
    journal = write(tmp_path / "open", 3, last_is_open=True)
    assert visit_of(tmp_path / "open", "A12", journal.now)[-1]["kind"] == "completed"


def test_after_the_clock_was_set_back_the_ticket_still_means_its_last_part(tmp_path: Path) -> None:
    journal = write(tmp_path, 1)
    assert isinstance(journal.now, Clock)
    journal.now.move(minutes=-20)
    journal.append(key("part-2"), [Launched((), "part-1")])
    journal.note_ticket("part-2", "A12")
    journal.append(key("part-2"), [Viewed("happens/dye", 9), Terminated("staff", "step/happens/dye")])
    found = past(tmp_path, "A12", journal.now())
    assert found
    assert (found.visit, found.events[-1]) == ("part-2", Terminated("staff", "step/happens/dye"))
    assert visit_of(tmp_path, "A12", journal.now)[-1]["visit"] == "part-2"


def test_a_part_whose_ticket_could_not_be_noted_is_found_all_the_same(tmp_path: Path) -> None:
    journal = write(tmp_path, 1)
    journal.append(key("part-2"), [Launched((), "part-1"), Viewed("happens/dye", 9), Terminated("staff", "x")])
    found = past(tmp_path, "A12", journal.now())
    assert found
    assert found.visit == "part-2"
    journal.append(key("part-3"), [Launched((), "part-2")])  # somebody sits there just now
    assert past(tmp_path, "A12", journal.now()) is None
