"""Which sentence to rewrite first, on a shipped walkthrough."""

import json
from pathlib import Path

import pytest

from folders import kiosk
from journal_reader import Clock
from kiosk.journal.results import summarise
from kiosk.journal.rewrite import Rewrite, nearest, rewrite_first
from kiosk.journal.store import Journal
from kiosk.model.event import Answered, Event, Launched, Result, Terminated, VisitKey
from walks import SHIPPED, procedure, wrong

SIALOGRAM = procedure("sialogram")
QUESTIONS = {one.id: one for section in SIALOGRAM.sections for one in section.questions}


def write(folder: Path, *groups: tuple[int, str]) -> None:
    """Groups of visits: how many, and which questions they miss; all others they know."""
    journal = Journal(folder, Clock())
    for group, (size, missed) in enumerate(groups):
        for number in range(size):
            key = VisitKey(f"{group}-{number}", "sialogram", 1, "0" * 16, "en")
            journal.append(key, [Launched(), *_answers(missed.split()), Terminated("finished", "call")])
    journal.close()


def _answers(missed: list[str]) -> list[Event]:
    found: list[Event] = []
    for name, question in QUESTIONS.items():
        result: Result = "wrong" if name in missed else "right"
        found.append(Answered(name, 1, wrong(question) if name in missed else question.right, result))
    return found


def first(folder: Path) -> Rewrite | None:
    return rewrite_first(summarise(folder).procedures[0], SIALOGRAM)


def test_it_is_a_sentence_of_the_step_that_the_most_missed_question_is_about(tmp_path: Path) -> None:
    write(tmp_path, (30, "what-dye-does tell-first"), (10, "what-dye-does"), (60, ""))
    found = first(tmp_path)
    assert found is not None
    assert (found.what, found.where) == ("step", "happens/dye")
    assert found.sentence == "It makes your ducts show up in the pictures."
    assert "40 of 100 missed “Why does the doctor put a dye in through the tube?” at the first try" in found.reason
    assert "40%; with 95% confidence 31% to 50%" in found.reason  # scipy: 0.3094 to 0.4980
    assert f"“{QUESTIONS['what-dye-does'].options[1].text}” (40)" in found.reason
    assert "the step is not clear to the others" in found.reason


def test_what_is_surely_missed_goes_before_what_few_were_asked(tmp_path: Path) -> None:
    """Six of ten is more than half of a hundred, but less sure: 0.31 to 0.83 against 0.40 to 0.60."""
    journal = Journal(tmp_path, Clock())
    for number in range(100):
        events: list[Event] = [Answered("tell-first", 1, "if-asked", "wrong" if number % 2 else "right")]
        if number < 10:
            events.append(Answered("wash-out", 1, "bed", "wrong" if number < 6 else "right"))
        key = VisitKey(f"{number}", "sialogram", 1, "0" * 16, "en")
        journal.append(key, [Launched(), *events, Terminated("finished", "call")])
    found = first(tmp_path)
    assert found is not None
    assert found.where == "prepare/allergies"


def test_a_question_that_everybody_misses_alike_may_mislead(tmp_path: Path) -> None:
    write(tmp_path, (20, "no-dye"), (20, "no-dye tell-first wash-out"), (20, ""), (20, "tell-first wash-out"))
    found = first(tmp_path)
    assert found is not None
    assert (found.what, found.where, found.sentence) == ("question", "no-dye", QUESTIONS["no-dye"].ask)
    assert "the question itself may mislead" in found.reason


@pytest.mark.parametrize("groups", [((9, "tell-first"),), ((50, ""),)])
def test_with_few_answers_or_no_misses_nothing_is_to_be_rewritten(
    tmp_path: Path, groups: tuple[tuple[int, str], ...]
) -> None:
    write(tmp_path, *groups)
    assert first(tmp_path) is None


@pytest.mark.parametrize("name", SHIPPED)
def test_every_question_has_a_sentence_that_shares_words_with_it(name: str) -> None:
    for section in procedure(name).sections:
        for question in section.questions:
            step = next(step for step in section.steps if step.id == question.about)
            assert len(nearest(question, step).split()) > 2


def test_the_command_says_it(tmp_path: Path) -> None:
    write(tmp_path / "journal", (40, "what-dye-does"), (60, ""))
    ended = kiosk(tmp_path, "results")
    assert "Rewrite first (happens/dye)" in ended.stdout
    assert "“It makes your ducts show up in the pictures.”" in ended.stdout
    assert max(map(len, ended.stdout.splitlines())) <= 80
    found = json.loads(kiosk(tmp_path, "results", "--json").stdout)["procedures"][0]
    assert found["rewrite_first"]["sentence"] == "It makes your ducts show up in the pictures."
    assert found["questions"][0]["first_share"]["of"] == 100
