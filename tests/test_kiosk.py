"""The kiosk around its visits: waiting, choosing, help, the staff, the ways out, and forgetting."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kiosk.model.action import Action, AskToQuit, Choose, GetHelp, GoBack, GoOn, Leave, Saved, Stir
from kiosk.model.event import Completed, Terminated
from kiosk.model.page import Choice, Choices, Note
from kiosk.visit.clock import FAREWELL, QUIT_WITHIN
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.staff import LOCKS_AFTER
from kiosk.visit.visit import Limits
from seats import Seat
from walks import Walk, parts, procedure, shows, words

PIN = "4718"
OFFERS = (Choice("sialogram", "X-ray sialogram"), Choice("radiotherapy-port-images", "Port images"))
TICKET = "QZ-88"
IDLE = Limits().idle
PAST_THE_FIRST_PAGES = 12

ANY_ACT: tuple[Action, ...] = (GoOn(), GoBack(), GetHelp(), Stir(), AskToQuit(), Choose("sialogram"), Choose("staff"))


class Patient(Seat):
    """Who sits at a kiosk and walks through its visits."""

    def begin_visit(self) -> Self:
        """As a nurse or a choice starts one."""
        visit = Walk.begin(ticket=TICKET).visit
        self.kiosk = self.kiosk.begin(replace(visit, entered=self.at, touched=self.at))
        return self

    def read_on(self, pages: int = PAST_THE_FIRST_PAGES) -> Self:
        for _ in range(pages):
            visit = self.kiosk.visit
            if visit and visit.place.kind == "question" and not visit.answer(visit.place):
                self.do(Choose(visit.question(visit.place).right))
            asked = visit and visit.place.kind == "before-risks"
            self.do(Choose("show") if asked else GoOn())
        return self

    def read_to_end(self) -> Self:
        while self.kiosk.visit and not self.kiosk.visit.ended:
            self.read_on(1)
        return self

    def type(self, digits: str) -> Self:
        return self.do(*map(Choose, digits), GoOn())


def seat(
    *, fits: Callable[[str], bool] | None = None, may_choose: bool = True, once: bool = False, idle: float = IDLE
) -> Patient:
    """A kiosk that waits; a demonstration unless a PIN is set."""
    setup = Setup(words(), "9.9", Limits(idle=idle), fits, may_choose=may_choose, once=once)
    return Patient(Kiosk(setup, touched=0.0).offering(OFFERS, 0))


def with_pin(**more: bool) -> Patient:
    return seat(fits=lambda digits: digits == PIN, **more)


@pytest.mark.parametrize("action", [GoOn(), GoBack(), Stir(), Choose("3"), Choose("sialogram")])
def test_any_key_opens_the_waiting_page(action: Action) -> None:
    here = seat()
    assert here.page.kind == "waiting"
    here.do(action)
    assert (here.page.kind, here.page.choices()) == ("choose", ("sialogram", "radiotherapy-port-images"))
    assert here.kiosk.wanted == ""


def test_a_kiosk_that_waits_does_nothing_by_itself() -> None:
    here = seat()
    before = here.kiosk
    assert before.deadline is None
    assert here.wait(100_000).kiosk == before


def test_the_waiting_page_tells_the_staff_what_could_not_be_read() -> None:
    here = seat()
    here.kiosk = here.kiosk.offering(OFFERS[:1], 2)
    assert shows(here.page, words().waiting.unreadable.format(count=2))


def test_choosing_asks_for_the_walkthrough_and_stays_until_it_begins() -> None:
    here = seat().do(Stir(), Choose("radiotherapy-port-images"))
    assert here.kiosk.wanted == "radiotherapy-port-images"
    here.begin_visit()
    assert (here.page.kind, here.kiosk.wanted) == ("confirm", "")


def test_moving_about_on_the_choosing_page_chooses_nothing() -> None:
    here = seat().do(Stir(), Stir(), Choose("nonsense"), Stir())
    assert (here.page.kind, here.kiosk.wanted) == ("choose", "")


def test_a_walkthrough_that_cannot_be_shown_is_told_calmly() -> None:
    here = seat().do(Stir(), Choose("sialogram"))
    here.kiosk = here.kiosk.cannot_begin()
    assert (here.page.kind, here.kiosk.wanted) == ("choose", "")
    assert shows(here.page, words().trouble.cannot_start)
    assert not shows(here.do(GoBack(), Stir()).page, words().trouble.cannot_start)


def test_without_any_walkthrough_the_patient_is_sent_to_the_staff() -> None:
    here = seat()
    here.kiosk = here.kiosk.offering((), 1)
    assert here.do(Stir()).page.heading == words().choose.none


@pytest.mark.parametrize("action", [GoBack(), GoOn()])
def test_from_the_choosing_page_one_can_go_back_to_waiting(action: Action) -> None:
    assert seat().do(Stir(), action).page.kind == "waiting"


def test_a_choosing_page_that_nobody_uses_waits_again() -> None:
    here = seat().do(Stir())
    assert here.wait(IDLE - 1).page.kind == "choose"
    assert here.wait(1).page.kind == "waiting"


def test_with_a_pin_the_nurse_starts_the_guide() -> None:
    here = with_pin(may_choose=False).do(Stir())
    assert here.page.heading == words().choose.nurse_heading
    assert here.page.choices() == ()
    assert here.do(Choose("sialogram")).kiosk.wanted == ""


def test_with_a_pin_patients_may_choose_if_the_setting_says_so() -> None:
    here = with_pin(may_choose=True).do(Stir(), Choose("sialogram"))
    assert here.kiosk.wanted == "sialogram"


def test_without_a_pin_it_is_a_demonstration_and_says_how_to_leave() -> None:
    assert Note(words().waiting.demonstration) in seat().page.parts
    assert not shows(with_pin().page, words().waiting.demonstration)


@pytest.mark.parametrize("before", [(), (Stir(),)])
def test_help_lies_over_the_pages_outside_a_visit(before: Sequence[Action]) -> None:
    here = seat().do(*before)
    page = here.page
    assert here.do(GetHelp()).page.kind == "help"
    assert here.do(GetHelp()).page == page
    assert here.do(GetHelp(), GoBack()).page == page
    assert here.do(GetHelp(), GoOn()).page == page


def test_moving_the_focus_keeps_the_help_page() -> None:
    here = seat().do(GetHelp(), Stir(), Stir())
    assert here.page.kind == "help"
    assert here.do(Choose("staff")).page.kind == "staff"


def test_the_staff_are_asked_for_their_pin() -> None:
    here = with_pin().do(GetHelp(), Choose("staff"))
    (keys,) = parts(here.page, Choices)
    assert (here.page.kind, keys.form) == ("pin", "digits")
    assert [key.item for key in keys.items[:10]] == list("1234567890")


@pytest.mark.holds(70)
def test_the_digits_of_a_pin_are_counted_and_never_shown() -> None:
    here = with_pin().do(GetHelp(), Choose("staff"), *map(Choose, PIN))
    other = with_pin().do(GetHelp(), Choose("staff"), *map(Choose, "9999"))
    assert here.page == other.page
    assert shows(here.page, words().staff.typed.format(count=4))
    assert not shows(here.page, PIN)
    assert PIN not in repr(here.kiosk)


def test_a_wrong_pin_is_told_and_the_next_one_begins_anew() -> None:
    here = with_pin().do(GetHelp(), Choose("staff")).type("1111")
    assert (here.page.kind, here.page.notice) == ("pin", words().staff.wrong)
    assert here.type(PIN).page.kind == "staff"


def test_a_digit_can_be_erased() -> None:
    here = with_pin().do(GetHelp(), Choose("staff"), *map(Choose, PIN + "3"), Choose("erase"), Choose("enter"))
    assert here.page.kind == "staff"


def test_letters_and_moves_add_nothing_to_a_pin() -> None:
    here = with_pin().do(GetHelp(), Choose("staff"))
    for digit in PIN:
        here.do(Stir(), Choose("x"), Choose(digit), Choose("12"))
    assert here.do(GoOn()).page.kind == "staff"


@pytest.mark.parametrize("action", [GoBack(), GetHelp()])
def test_who_came_to_the_pin_by_mistake_gets_back(action: Action) -> None:
    here = with_pin().begin_visit().read_on(4)
    before = here.page
    here.do(GetHelp(), Choose("staff"), action)
    assert here.page.kind == "help"
    assert here.do(GoBack()).page == before


def test_a_pin_that_was_begun_is_forgotten_when_left() -> None:
    here = with_pin().do(GetHelp(), Choose("staff"), *map(Choose, "47"), GoBack(), Choose("staff"))
    assert here.type("18").page.kind == "pin"


def test_the_staff_end_a_visit_and_the_kiosk_waits() -> None:
    here = with_pin().begin_visit().read_on().do(GetHelp(), Choose("staff")).type(PIN)
    assert shows(here.page, procedure().hash)
    assert shows(here.page, words().staff.unreviewed)
    here.do(Choose("end"))
    assert (here.page.kind, here.kiosk.over) == ("waiting", False)
    (end,) = [event for event in here.events if isinstance(event, Terminated)]
    assert end.reason == "staff"


def test_the_staff_stop_the_kiosk_and_the_visit_is_ended_first() -> None:
    here = with_pin().begin_visit().read_on().do(GetHelp(), Choose("staff")).type(PIN).do(Choose("stop"))
    assert here.kiosk.over
    assert isinstance(here.events[-1], Terminated)
    assert here.events[-1].reason == "staff"


def test_the_staff_stop_a_kiosk_that_waits() -> None:
    here = with_pin().do(GetHelp(), Choose("staff")).type(PIN)
    assert here.page.choices() == ("find", "resume", "clean", "return", "stop")
    assert here.do(Choose("stop")).kiosk.over
    assert here.events == []


def test_moving_the_focus_keeps_the_staff_page() -> None:
    here = with_pin().begin_visit().do(GetHelp(), Choose("staff")).type(PIN).do(Stir(), Stir(), GoOn())
    assert here.page.kind == "staff"
    assert here.do(Choose("return")).page.kind == "help"


def test_a_staff_page_that_is_left_open_gives_way_to_the_patient() -> None:
    here = with_pin().begin_visit().read_on(4)
    place = here.page
    here.do(GetHelp(), Choose("staff")).type(PIN).wait(IDLE)
    assert here.page.kind == "alert"
    assert here.do(Stir(), GoBack()).page == place


def test_a_staff_page_outside_a_visit_that_is_left_open_closes() -> None:
    assert with_pin().do(GetHelp(), Choose("staff")).type(PIN).wait(IDLE).page.kind == "waiting"


def test_staff_who_type_are_somebody_there() -> None:
    here = with_pin().begin_visit().read_on(4).wait(IDLE - 10).do(GetHelp(), Choose("staff"))
    for digit in PIN:
        here.wait(LOCKS_AFTER - 10).do(Choose(digit))
        assert here.page.kind == "pin"
    assert here.do(GoOn()).page.kind == "staff"


def test_in_a_demonstration_the_staff_page_opens_without_a_pin() -> None:
    here = seat().do(GetHelp(), Choose("staff"))
    assert here.page.kind == "staff"
    assert shows(here.page, words().staff.no_pin)


@pytest.mark.parametrize("before", [(), (Stir(),), (GetHelp(),), (GetHelp(), Choose("staff"))])
def test_ctrl_q_twice_leaves_a_demonstration_from_any_page(before: Sequence[Action]) -> None:
    here = seat().do(*before, AskToQuit())
    assert not here.kiosk.over
    assert here.page.notice == words().waiting.quit_again
    assert here.do(AskToQuit()).kiosk.over


def test_ctrl_q_twice_ends_the_visit_first() -> None:
    here = seat().begin_visit().read_on().do(AskToQuit(), AskToQuit())
    assert here.kiosk.over
    assert isinstance(here.events[-1], Terminated)


def test_ctrl_q_once_ends_nothing_and_its_sentence_goes_away() -> None:
    here = seat().do(AskToQuit()).wait(QUIT_WITHIN)
    assert (here.page.kind, here.page.notice) == ("waiting", "")
    assert not here.do(AskToQuit()).kiosk.over


def test_ctrl_q_and_then_another_key_ends_nothing() -> None:
    assert not seat().do(AskToQuit(), Stir(), AskToQuit()).kiosk.over


def test_with_a_pin_ctrl_q_is_a_key_as_any_other() -> None:
    here = with_pin().begin_visit().read_on(4)
    before = here.page
    assert here.do(AskToQuit(), AskToQuit(), AskToQuit()).page == before
    assert not here.kiosk.over
    assert here.wait(IDLE).page.kind == "alert"
    assert here.do(AskToQuit()).page == before


def test_in_a_demonstration_too_ctrl_q_says_that_somebody_is_there() -> None:
    here = seat().begin_visit().read_on(4).wait(IDLE).do(AskToQuit())
    assert here.page.kind == "step"
    assert here.wait(IDLE - 1).page.kind == "step"


def test_a_visit_is_read_to_its_end_and_the_kiosk_waits() -> None:
    here = seat().begin_visit().read_to_end()
    assert (here.page.kind, here.kiosk.over) == ("waiting", False)
    assert [type(event) for event in here.events[-2:]] == [Completed, Terminated]


@pytest.mark.holds(49)
@pytest.mark.parametrize("ending", ["finished", "left", "not-started", "timeout", "staff", "stopped"])
def test_nothing_of_a_patient_is_left_after_the_end(ending: str) -> None:
    here = seat().begin_visit()
    match ending:
        case "finished":
            here.read_to_end()
        case "left":
            here.read_on().do(GetHelp(), Choose("stop"), Choose("leave"), GoOn())
        case "not-started":
            here.do(Choose("no"), GoOn())
        case "timeout":
            here.read_on().wait(IDLE + Limits().answer)
        case "staff":
            here.read_on().do(GetHelp(), Choose("staff"), Choose("end"))
        case _:
            here.read_on().do(Leave("stopped"))
    left = repr(here.kiosk)
    assert [word for word in (TICKET, "5f0c77aa", procedure().title, "Answered") if word in left] == []
    assert here.page == seat().page
    assert here.kiosk.deadline is None
    (end,) = [event for event in here.events if isinstance(event, Terminated)]
    assert end.reason == ending


def test_the_next_patient_begins_where_nobody_has_been() -> None:
    here = seat().begin_visit().read_to_end().begin_visit()
    assert here.kiosk.visit == replace(Walk.begin(ticket=TICKET).visit, entered=here.at, touched=here.at)


def test_a_silent_visit_is_asked_about_then_ended_and_forgotten() -> None:
    here = seat().begin_visit().read_on().wait(IDLE)
    assert here.page.kind == "alert"
    assert here.wait(Limits().answer).page.kind == "waiting"
    assert isinstance(here.events[-1], Terminated)
    assert here.events[-1].reason == "timeout"


def test_a_goodbye_goes_away_by_itself() -> None:
    here = seat().begin_visit().do(Choose("no"))
    assert here.page.kind == "farewell"
    assert here.wait(FAREWELL - 1).page.kind == "farewell"
    assert here.wait(1).page.kind == "waiting"


@pytest.mark.parametrize("action", [GoOn(), GoBack(), GetHelp(), Stir(), Choose("yes")])
def test_a_goodbye_goes_away_with_any_key(action: Action) -> None:
    assert seat().begin_visit().do(Choose("no"), action).page.kind == "waiting"


def test_a_launched_kiosk_ends_after_its_patient_finished() -> None:
    here = seat(once=True).begin_visit()
    assert not here.read_on().kiosk.over
    assert here.read_to_end().kiosk.over


def test_a_launched_kiosk_ends_after_the_goodbye_to_who_left() -> None:
    here = seat(once=True).begin_visit().read_on().do(GetHelp(), Choose("stop"), Choose("leave"))
    assert (here.page.kind, here.kiosk.over) == ("farewell", False)
    assert here.wait(FAREWELL).kiosk.over


def test_a_launched_kiosk_ends_when_nobody_is_there_any_more() -> None:
    assert seat(once=True).begin_visit().read_on().wait(IDLE + Limits().answer).kiosk.over


def test_a_supervisor_stops_the_kiosk_at_any_page_and_the_visit_tells_it() -> None:
    here = seat().begin_visit().read_on().do(GetHelp(), Leave("stopped"))
    assert here.kiosk.over
    assert isinstance(here.events[-1], Terminated)
    assert here.events[-1].reason == "stopped"
    assert seat().do(Leave("stopped")).kiosk.over


def test_what_cannot_be_saved_is_told_in_the_visit_it_belongs_to() -> None:
    here = seat().begin_visit().do(Saved(False))
    assert shows(here.page, words().trouble.unsaved)
    assert not shows(here.do(Saved(True)).page, words().trouble.unsaved)
    here.do(Saved(False)).read_to_end().begin_visit()
    assert not shows(here.page, words().trouble.unsaved)


ITEMS = ("sialogram", "staff", "yes", "no", "stop", "end", "back", "leave", "contents", "enter", *"4718", "nonsense")
ACTS = some.sampled_from([*ANY_ACT, Saved(False), *map(Choose, ITEMS)])


@settings(derandomize=True, database=None, deadline=None, max_examples=150)
@given(acts=some.lists(ACTS | some.floats(0, 200), max_size=40), pin=some.booleans(), begun=some.booleans())
def test_whatever_was_done_a_kiosk_left_alone_waits_again(acts: list[Action | float], pin: bool, begun: bool) -> None:
    here = with_pin() if pin else seat()
    if begun:
        here.begin_visit()
    for act in acts:
        if isinstance(act, float):
            here.wait(act)
        else:
            here.do(act)
        assert here.page.parts or here.page.heading
        if here.kiosk.wanted:
            here.begin_visit()
    here.wait(10 * IDLE)
    assert here.kiosk.deadline is None
    assert TICKET not in repr(here.kiosk)
    assert here.kiosk.over or here.page == (with_pin() if pin else seat()).page
