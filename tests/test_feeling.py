""" "How do you feel about it?": asked where so set, never needed, kept as a number, told as means."""

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.journal.results import summarise
from kiosk.journal.results_text import as_text
from kiosk.journal.store import Journal
from kiosk.model.action import Choose, GoBack, GoOn
from kiosk.model.event import Felt, Terminated
from kiosk.speech.narrator import narrate
from kiosk.ui.reader import Reader
from kiosk.ui.sheet import lay_out
from kiosk.visit.account import account_of
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.review import review
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits
from walks import Walk, choice, shows, words

GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50), (40, 11)]
VALUES = [str(value) for value in range(11)]


def asked() -> Walk:
    walk = Walk.begin()
    walk.visit = replace(walk.visit, ask_feeling=True)
    return walk


def test_it_is_not_asked_unless_so_set() -> None:
    assert not [stop for stop in Walk.begin().visit.trail if stop.kind == "feeling"]
    for ask in (True, False):
        kiosk = Kiosk(Setup(words(), "0", Limits(), ask_feeling=ask), 0.0).begin(Walk.begin().visit)
        assert kiosk.visit is not None
        assert [stop.item for stop in kiosk.visit.trail if stop.kind == "feeling"] == (
            ["before", "after"] if ask else []
        )


def test_it_is_asked_before_the_first_step_and_after_the_last_question() -> None:
    walk = asked().to("feeling")
    assert walk.page.heading == words().feeling.before
    assert walk.visit.seen == frozenset()
    walk.do(Choose("3"), GoOn()).to("feeling")
    assert walk.page.heading == words().feeling.after
    walk.do(Choose("0"), Choose("10"), GoOn()).to_end()
    assert walk.happened(Felt) == [Felt("before", 3), Felt("after", 10)]
    assert walk.events[-1] == Terminated("finished", "together")


def test_nobody_has_to_answer_and_who_comes_back_sees_their_answer() -> None:
    walk = asked().to_end()
    assert walk.happened(Felt) == []
    walk = asked().to("feeling").do(Choose("7"), GoOn(), GoBack())
    assert choice(walk.page, "7").mark == "chosen"
    walk.do(Choose("8"), GoOn())
    assert dict(walk.visit.felt) == {"before": 8}


@pytest.mark.parametrize("grid", GRIDS)
def test_all_eleven_can_be_pressed_and_faces_stand_over_them(grid: tuple[int, int]) -> None:
    page = asked().to("feeling").do(Choose("7")).page
    leaves = lay_out(page, *grid, words().row)
    assert set(VALUES) <= {target for leaf in leaves for target in leaf.targets()}
    shown = ["".join(piece.text for piece in row) for leaf in leaves for row in leaf.rows]
    assert all(len(row.rstrip()) <= grid[0] for row in shown)
    assert any(":-(" in row and ":-)" in row for row in shown)
    assert any("●7" in row for row in shown), "the choice shows without its colour"


def test_a_digit_key_is_the_number_itself() -> None:
    reader = Reader.open(asked().to("feeling").page, 80, 24, words().row)
    for digit in VALUES[:10]:
        assert reader.press(digit)[1] == Choose(digit)


def test_the_numbers_are_said_bare() -> None:
    said = [one.text for one in narrate(asked().to("feeling").page, words()) if one.item in VALUES]
    assert said == VALUES


def test_the_nurse_sees_both() -> None:
    walk = asked().to("feeling").do(Choose("2"), GoOn()).to("feeling").do(Choose("9"), GoOn())
    texts = [passage.parts[0] for passage in review(account_of(walk.visit), words())]
    assert any(shows(replace(walk.page, parts=(part,)), "Feeling before: 2 of 10") for part in texts)
    assert any(shows(replace(walk.page, parts=(part,)), "Feeling after: 9 of 10") for part in texts)


def test_results_tell_the_means_of_who_answered(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number, (before, after) in enumerate([("2", "7"), ("5", "8"), ("", "9")]):
        walk = asked().to("feeling")
        walk.visit = replace(walk.visit, id=f"visit-{number}")
        walk.do(*([Choose(before)] if before else []), GoOn()).to("feeling").do(Choose(after), GoOn()).to_end()
        journal.append(walk.visit.key, walk.events)
    journal.close()
    (found,) = summarise(tmp_path).procedures
    assert {when: (one.answers, one.mean) for when, one in found.felt.items()} == {
        "before": (2, 3.5),
        "after": (3, 8.0),
    }
    assert "Feeling before (mean)     3.5 of 10 (2 answers)" in as_text(summarise(tmp_path), {})
