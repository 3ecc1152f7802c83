"""By ear alone: a bot that gets nothing but what is said goes through every procedure with its quiz."""

import pytest

from every_page import LIBRARY, PROCEDURES, WORDS
from kiosk.model.event import Answered, Completed, Marked, Terminated
from kiosk.visit.comfort import SPEEDS, VOLUMES, Comfort
from listener import MOST_PAGES, Bot, Seat

EVERY = [procedure.id for procedure in PROCEDURES]


def sit_down(procedure_id: str = "sialogram", *, never_sure: bool = False) -> tuple[Seat, Bot]:
    """A seat, and a bot that knows nothing of it but what it hears and the keys it can press."""
    seat = Seat(procedure_id)
    return seat, Bot(seat.press, seat.hear(), never_sure)


def questions(procedure_id: str) -> set[str]:
    return {one.id for section in LIBRARY.procedure(procedure_id).sections for one in section.questions}


def answers(seat: Seat) -> list[Answered]:
    return [event for event in seat.events if isinstance(event, Answered)]


@pytest.mark.holds(1, 59)
@pytest.mark.parametrize("procedure_id", EVERY)
def test_a_listener_finishes_every_procedure_with_its_quiz(procedure_id: str) -> None:
    seat, bot = sit_down(procedure_id)
    bot.read_to_end()
    assert {one.question for one in answers(seat)} == questions(procedure_id)
    assert [event for event in seat.events if isinstance(event, Marked)]
    assert Completed() in seat.events
    last = seat.events[-1]
    assert isinstance(last, Terminated)
    assert last.reason == "finished"


@pytest.mark.parametrize("procedure_id", EVERY)
def test_what_a_listener_heard_is_enough_to_answer_most_questions(procedure_id: str) -> None:
    seat, bot = sit_down(procedure_id)
    bot.read_to_end()
    right = {one.question for one in answers(seat) if one.result == "right"}
    assert len(right) >= 0.75 * len(questions(procedure_id))


@pytest.mark.parametrize("procedure_id", EVERY)
def test_a_listener_who_is_never_sure_comes_to_the_end_too(procedure_id: str) -> None:
    seat, bot = sit_down(procedure_id, never_sure=True)
    bot.read_to_end()
    assert [one.result for one in answers(seat)] == ["unsure"] * (2 * len(questions(procedure_id)))
    assert Completed() in seat.events


@pytest.mark.holds(13)
@pytest.mark.parametrize("procedure_id", EVERY)
def test_a_listener_gets_help_on_every_page_and_finds_the_way_back(procedure_id: str) -> None:
    _, bot = sit_down(procedure_id)
    for _ in range(MOST_PAGES):
        if "Welcome" in bot.heard:
            return
        there = bot.heard
        bot.go("Help")
        assert bot.heard[:2] == ("Help", WORDS.help.nurse)
        bot.go("Back")
        assert bot.heard == there
        bot.read_page()
    raise AssertionError("the bot has lost its way")


@pytest.mark.parametrize("pages", [6, 17, 30])
def test_a_listener_looks_up_an_earlier_part_and_comes_back_to_the_present_one(pages: int) -> None:
    seat, bot = sit_down()
    for _ in range(pages):
        bot.read_page()
    bot.go("Help")
    bot.choose("Show all the parts")
    here = next(text for text in bot.choices() if "(you are here)" in text).partition(" (")[0]
    first = bot.choices()[0].partition(" (")[0]
    bot.choose(first)
    assert bot.heard[0].startswith(f"{first}, ")
    bot.go("Help")
    bot.choose("Show all the parts")
    bot.choose(here)
    assert bot.heard[0].startswith(here)
    bot.read_to_end()
    assert Completed() in seat.events


def test_a_listener_goes_back_and_hears_the_page_before_again() -> None:
    _, bot = sit_down()
    for _ in range(3):
        bot.read_page()
    before = bot.heard
    bot.go("Next")
    assert bot.heard != before
    bot.go("Back")
    assert bot.heard == before


def test_a_listener_stops_the_guide() -> None:
    seat, bot = sit_down()
    bot.read_page()
    bot.go("Help")
    bot.choose("Stop the guide")
    bot.choose("Yes, stop here")
    assert "You stopped the guide" in bot.heard
    assert isinstance(seat.events[-1], Terminated)


@pytest.mark.holds(7)
def test_a_listener_changes_speed_and_volume_hears_so_and_goes_on() -> None:
    seat, bot = sit_down()
    words, usual = WORDS.voice, Comfort()
    for key, said in (
        ("f2", words.on),
        ("f8", words.speed.format(number=usual.speed + 1, count=SPEEDS)),
        ("f7", words.speed.format(number=usual.speed, count=SPEEDS)),
        ("f10", words.volume.format(number=usual.volume + 1, count=VOLUMES)),
        ("f9", words.volume.format(number=usual.volume, count=VOLUMES)),
    ):
        bot.do(key)
        assert said in bot.heard
        bot.heard = seat.hear()  # as "again", pressed twice, lets one hear the page
        bot.read_page()
    bot.read_to_end()
    assert Completed() in seat.events
