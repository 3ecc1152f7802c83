"""The figures of the results, against hand-computed ones and scipy."""

import random
from itertools import count
from pathlib import Path

import pytest
from scipy.stats import binomtest, pointbiserialr

from journal_reader import Clock
from kiosk.journal.results import QuestionResult, summarise
from kiosk.journal.statistic import median, point_biserial, share
from kiosk.journal.store import Journal
from kiosk.model.event import (
    Answered,
    Event,
    Heard,
    Initialized,
    Launched,
    Result,
    Terminated,
    Viewed,
    VisitKey,
    VoiceLost,
)

RIGHT = {"r": ("yes", "right"), "w": ("no", "wrong"), "u": ("not-sure", "unsure"), "x": ("maybe", "wrong")}
"""An answer as one letter: the option and the result."""


def journal_of(folder: Path, *visits: str, language: str = "en", extra: tuple[Event, ...] = ()) -> None:
    """Visits, each as the first tries at a, b, c … in letters; `-` is a question that was not asked."""
    journal = Journal(folder, Clock())
    for number, letters in zip(count(), visits, strict=False):
        key = VisitKey(f"{language}{number}", "sialogram", 1, "0" * 16, language)
        journal.append(key, [Launched(), Initialized(), *extra, *answers(letters), Terminated("finished", "call")])
    journal.close()


def answers(letters: str) -> list[Event]:
    found: list[Event] = []
    for question, letter in zip("abcdefgh", letters, strict=False):
        if letter != "-":
            option, result = RIGHT[letter]
            kind: Result = result  # type: ignore[assignment]
            found.append(Answered(question, 1, option, kind))
    return found


def questions(folder: Path) -> dict[str, QuestionResult]:
    return {one.question: one for one in summarise(folder).procedures[0].questions}


@pytest.mark.parametrize(("right", "of"), [(0, 1), (1, 1), (2, 4), (0, 10), (9, 10), (81, 263), (999_999, 1_000_000)])
def test_the_interval_is_wilsons(right: int, of: int) -> None:
    found = share(right, of)
    assert found is not None
    assert (found.low, found.high) == pytest.approx(
        tuple(binomtest(right, of).proportion_ci(method="wilson")), abs=1e-12
    )
    assert 0 <= found.low <= found.share <= found.high <= 1


def test_the_interval_of_two_in_four_by_hand() -> None:
    # z² = 3.8415; middle (0.5 + 0.4802) / 1.9604 = 0.5; half √(0.0625 · 0.9604/1 + 0.9604²/4) / 1.9604 = 0.35
    found = share(2, 4)
    assert found is not None
    assert (found.low, found.high) == pytest.approx((0.1500, 0.8500), abs=5e-5)
    assert share(0, 0) is None


def test_discrimination_by_hand(tmp_path: Path) -> None:
    # a, b, c; the other two of a: visit 1 has both (1), visit 2 has one (0.5), visit 3 one (0.5), visit 4 none (0).
    # a right in 1 and 2: means 0.75 and 0.25; standard deviation of 1, 0.5, 0.5, 0 is √0.125; √(pq) is 0.5.
    # (0.75 - 0.25) / √0.125 · 0.5 = 0.7071
    journal_of(tmp_path, "rrr", "rrw", "wrw", "www")
    found = questions(tmp_path)["a"]
    assert found.discrimination == pytest.approx(0.70711, abs=1e-5)
    assert found.discrimination_visits == 4


@pytest.mark.parametrize("seed", range(4))
def test_discrimination_is_scipys(tmp_path: Path, seed: int) -> None:
    """Also where some left early or declined a section, and so were asked fewer questions."""
    chance = random.Random(seed)
    visits = []
    for _ in range(60):
        ability = chance.random()
        letters = "".join("r" if chance.random() < ability else chance.choice("wux") for _ in "abcd")
        visits.append("".join("-" if chance.random() < 0.15 else letter for letter in letters))
    journal_of(tmp_path, *visits)
    found = questions(tmp_path)
    for place, question in enumerate("abcd"):
        right, rest = [], []
        for letters in visits:
            others = [letter == "r" for other, letter in enumerate(letters) if other != place and letter != "-"]
            if letters[place] != "-" and others:
                right.append(letters[place] == "r")
                rest.append(sum(others) / len(others))
        expected = pointbiserialr(right, rest).statistic
        assert found[question].discrimination == pytest.approx(expected, abs=1e-9)
        assert found[question].discrimination_visits == len(right)


def test_without_a_difference_there_is_no_discrimination(tmp_path: Path) -> None:
    journal_of(tmp_path, "rr", "rw", "rr")
    assert questions(tmp_path)["a"].discrimination is None, "all were right"
    assert point_biserial(0, 0, 0, 0, 0) is None


def test_the_wrong_option_most_often_chosen(tmp_path: Path) -> None:
    journal_of(tmp_path, "w", "x", "x", "u", "u", "u", "r")
    found = questions(tmp_path)["a"]
    assert (found.most_chosen, found.most_chosen_count) == ("maybe", 2), "not knowing is not wrong"
    assert (found.right, found.wrong, found.unsure) == (1, 3, 3)


def test_nobody_was_wrong(tmp_path: Path) -> None:
    journal_of(tmp_path, "r", "u")
    found = questions(tmp_path)["a"]
    assert (found.most_chosen, found.most_chosen_count) == (None, 0)


def test_the_share_of_read_aloud_and_of_languages(tmp_path: Path) -> None:
    journal_of(tmp_path, "r", "r", "r")
    journal_of(tmp_path, "r", language="es", extra=(Heard(), Heard(), VoiceLost()))
    (result,) = summarise(tmp_path).procedures
    assert result.read_aloud == share(1, 4)
    assert result.voice_lost == 1
    assert result.languages == {"en": 3, "es": 1}


def test_minutes_by_section_are_means_of_those_who_read_it(tmp_path: Path) -> None:
    journal = Journal(tmp_path, Clock())
    for visit, seconds in (("one", (60, 30)), ("two", (90,)), ("three", ())):
        key = VisitKey(visit, "sialogram", 1, "0" * 16, "en")
        steps = [Viewed(f"what/step-{number}", lasted) for number, lasted in enumerate(seconds)]
        journal.append(key, [Launched(), *steps, Viewed("call/care-team", 6.0), Terminated("finished", "call")])
    found = {one.section: (one.readers, one.minutes) for one in summarise(tmp_path).procedures[0].sections}
    assert found == {"what": (2, pytest.approx(1.5)), "call": (3, pytest.approx(0.1))}
    assert list(found) == ["what", "call"]


def test_a_visit_over_which_the_clock_went_back_has_no_minutes(tmp_path: Path) -> None:
    clock = Clock()
    journal = Journal(tmp_path, clock)
    for visit, minutes in (("one", 6), ("two", -600), ("three", 8)):
        key = VisitKey(visit, "sialogram", 1, "0" * 16, "en")
        journal.append(key, [Launched()])
        clock.move(minutes=minutes)
        journal.append(key, [Terminated("finished", "call")])
    (result,) = summarise(tmp_path).procedures
    assert (result.finished, result.median_minutes, result.clock_went_back) == (3, 7.0, 1)


@pytest.mark.parametrize(
    ("counts", "middle"), [({}, None), ({7: 1}, 7), ({1: 1, 4: 1}, 2.5), ({1: 2, 4: 1}, 1), ({2: 3, 9: 3}, 5.5)]
)
def test_the_median_of_counted_numbers(counts: dict[int, int], middle: float | None) -> None:
    assert median(counts) == middle


def test_where_people_left_is_the_same_place_whether_they_left_or_the_kiosk_died(tmp_path: Path) -> None:
    journal = Journal(tmp_path, Clock())
    for visit, events in (
        ("left", [Launched(), Terminated("left", "step/happens/dye")]),
        ("died", [Launched(), Viewed("happens/dye", 3.0)]),
    ):
        journal.append(VisitKey(visit, "sialogram", 1, "0" * 16, "en"), events)
    journal.close()
    Journal(tmp_path, Clock()).close_abandoned()
    assert summarise(tmp_path).procedures[0].places == {"happens/dye": 2}
