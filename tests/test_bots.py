"""Everybody gets through: bots that are deaf, see little, press one switch or two, or only touch, finish all."""

import re
from collections.abc import Callable

import pytest

from every_page import PROCEDURES, WORDS
from kiosk.model.event import Answered, Completed, Event, Terminated
from kiosk.visit.comfort import Comfort
from listener import Bot, Seat
from screen_seat import ScreenSeat

EVERY = [procedure.id for procedure in PROCEDURES]
USUAL, SMALLEST = (80, 24), (40, 11)


def went_through_all(events: list[Event], procedure_id: str) -> None:
    procedure = next(one for one in PROCEDURES if one.id == procedure_id)
    asked = {question.id for section in procedure.sections for question in section.questions}
    assert {event.question for event in events if isinstance(event, Answered)} == asked
    assert Completed() in events
    assert isinstance(events[-1], Terminated)
    assert events[-1].reason == "finished"


ONWARD = (
    WORDS.row.more,
    WORDS.row.next,
    WORDS.row.start,
    WORDS.row.confirm,
    WORDS.row.finish,
    WORDS.row.close,
)
"""What the big key can be called."""


def on_the_screen(seat: ScreenSeat) -> str:
    """What to press: a question's second answer while none is chosen, else what leads on."""
    asks = seat.sees(WORDS.question.hint) or seat.sees(WORDS.question.choose_first)
    options = [line for line in seat.lines() if re.search(r"\d  ○  ", line)]
    if asks and options:
        return " ".join(options[-1].split())
    for text in (WORDS.confirm.yes, WORDS.risks.show):
        if seat.sees(text):
            return text
    return next(text for text in ONWARD if text in seat.actions())


def walk(seat: ScreenSeat, press: Callable[[str], None]) -> None:
    """Read each screen and press what leads on, until the kiosk waits again."""
    while not seat.over:
        press(on_the_screen(seat))


@pytest.mark.holds(40, 59)
@pytest.mark.parametrize("procedure_id", EVERY)
@pytest.mark.parametrize("grid", [USUAL, SMALLEST], ids=["deaf", "low-vision"])
def test_by_the_keys_without_sound(procedure_id: str, grid: tuple[int, int]) -> None:
    seat = ScreenSeat(procedure_id, grid)

    def press(text: str) -> None:
        digit = re.match(r"\d", text)
        if digit:
            seat.key(digit.group())
        elif text in (WORDS.confirm.yes, WORDS.risks.show):
            seat.key("1")
        else:
            seat.key("right")

    walk(seat, press)
    went_through_all(seat.events, procedure_id)


@pytest.mark.holds(30, 31, 59)
@pytest.mark.parametrize("procedure_id", EVERY)
def test_by_drawn_letters_and_two_keys(procedure_id: str) -> None:
    seat = ScreenSeat(procedure_id, USUAL, comfort=Comfort(size="largest"))
    chooses = re.compile(rf"\d ○ |\d ({WORDS.confirm.yes}|{WORDS.risks.show})|You chose \d")
    while not seat.over:
        assert seat.reads(), "something stands there in ordinary letters only"
        seat.key("enter" if chooses.match(seat.reads()) else "right")
    went_through_all(seat.events, procedure_id)


@pytest.mark.parametrize("procedure_id", EVERY)
@pytest.mark.parametrize("grid", [USUAL, SMALLEST])
def test_by_two_switches(procedure_id: str, grid: tuple[int, int]) -> None:
    seat = ScreenSeat(procedure_id, grid)

    def press(text: str) -> None:
        while text not in seat.filled():
            seat.key("tab")
        seat.key("enter")

    walk(seat, press)
    went_through_all(seat.events, procedure_id)


@pytest.mark.holds(31)
@pytest.mark.parametrize("procedure_id", EVERY)
def test_by_one_switch_and_patience(procedure_id: str) -> None:
    seat = ScreenSeat(procedure_id, USUAL, comfort=Comfort(switches="one", scan=0.5))

    def press(text: str) -> None:
        for _ in range(30):
            if text in seat.filled():
                return seat.key("space")
            seat.scan()
        raise AssertionError(f"“{text}” is never reached")

    walk(seat, press)
    went_through_all(seat.events, procedure_id)


@pytest.mark.holds(29)
@pytest.mark.parametrize("procedure_id", EVERY)
@pytest.mark.parametrize("grid", [USUAL, SMALLEST])
def test_by_touch_alone(procedure_id: str, grid: tuple[int, int]) -> None:
    seat = ScreenSeat(procedure_id, grid, touched=True)
    walk(seat, lambda text: seat.touch(text.partition("○ ")[2] or text))
    went_through_all(seat.events, procedure_id)


@pytest.mark.holds(1, 38, 59)
@pytest.mark.parametrize("procedure_id", EVERY)
def test_by_ear_with_the_screen_off(procedure_id: str) -> None:
    seat = Seat(procedure_id)
    assert WORDS.voice.on in seat.press("f2")
    assert "The screen is off." in seat.press("f12")
    bot = Bot(seat.press, seat.hear())
    bot.read_to_end()
    assert seat.dark_until_the_end
    went_through_all(seat.events, procedure_id)
