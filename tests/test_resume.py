"""A visit that the staff ended goes on by its ticket, at the same page, with what was said in it."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from journal_reader import ask
from kiosk.content.library import Library
from kiosk.journal.past import recent
from kiosk.journal.recorder import Recorder
from kiosk.journal.store import Journal
from kiosk.model.action import Choose, GoBack, GoOn, Leave
from kiosk.model.event import Answered, Completed, Launched, Terminated, VisitKey
from kiosk.starting import Starter
from kiosk.visit.order import Order
from kiosk.visit.resume import Past, resumed
from kiosk.visit.visit import Limits, Visit
from walks import Walk, procedure, words, wrong

NOON = datetime.now().astimezone().replace(hour=12, minute=0, second=0, microsecond=0).astimezone(UTC)
LIMITS = Limits()


def past_of(walk: Walk) -> Past:
    key = walk.visit.key
    return Past(key.visit, key.procedure, key.hash, (key.language,), walk.visit.procedure.chosen, tuple(walk.events))


def on(walk: Walk) -> Visit:
    """The visit that goes on after this walk."""
    fresh = Visit.begin("new", walk.visit.procedure, words(), LIMITS, 900.0, walk.visit.ticket)[0]
    return resumed(fresh, past_of(walk), ())


KINDS = ["confirm", "intro", "step", "question", "feedback", "before-risks", "to-ask", "summary"]


@pytest.mark.parametrize("kind", KINDS)
def test_it_goes_on_at_the_same_page(kind: str) -> None:
    walk = Walk.begin(ticket="A12").to(kind)
    page = walk.page
    there = on(walk.do(Leave("staff")))
    assert there.page.id == page.id
    assert (there.id, there.ticket, there.ended) == ("new", "A12", None)


def test_answers_marks_and_what_was_declined_are_known() -> None:
    walk = Walk.begin().to("question")
    walk.answer(wrong(walk.visit.question(walk.visit.place)))
    walk.to("before-risks").do(Choose("skip")).to("to-ask")
    items = walk.page.choices()
    walk.do(Choose(items[0]), Choose(items[1]), Choose(items[0]))
    before = walk.visit
    there = on(walk.do(Leave("staff")))
    assert dict(there.answers) == dict(before.answers)
    assert (there.declined, there.marked, there.trail) == (before.declined, before.marked, before.trail)


def test_who_read_the_risks_after_all_has_not_declined_them() -> None:
    walk = Walk.begin().to("before-risks").do(Choose("skip"))
    walk.do(GoBack()).do(Choose("show")).do(GoOn())
    there = on(walk.do(Leave("staff")))
    assert there.declined == frozenset()


def test_nothing_is_answered_twice_and_a_visit_read_to_its_end_is_complete() -> None:
    first = Walk.begin().to("question").pass_page().pass_page()
    answered = {(one.question, one.attempt) for one in first.happened(Answered)}
    walk = Walk(on(first.do(Leave("staff"))), at=900.0).to_end()
    assert answered.isdisjoint({(one.question, one.attempt) for one in walk.happened(Answered)})
    assert walk.happened(Completed)


def test_a_step_from_which_one_went_back_was_not_read_to_its_end() -> None:
    walk = Walk.begin().to("step").do(GoOn())
    left = walk.visit.place
    walk.do(GoBack())
    there = on(walk.do(Leave("staff")))
    assert left not in there.seen


@given(some.lists(some.sampled_from(["on", "back", "wrong", "right", "skip", "show", "mark"]), max_size=80))
@settings(deadline=None, max_examples=40)
def test_wherever_it_was_ended_it_goes_on_with_a_page_and_to_its_end(acts: list[str]) -> None:
    walk = Walk.begin()
    for act in acts:
        items, here = walk.page.choices(), walk.visit
        if act == "mark" and walk.visit.place.kind == "to-ask":
            walk.do(Choose(items[0]))
        elif act in ("wrong", "right") and here.place.kind == "question" and not here.answer(here.place):
            question = here.question(here.place)
            walk.answer(question.right if act == "right" else wrong(question))
        elif act in ("skip", "show") and act in items:
            walk.do(Choose(act))
        elif not walk.visit.ended:
            walk.do(GoBack() if act == "back" else GoOn())
        if walk.visit.ended:
            return
    place, answers = walk.visit.place, dict(walk.visit.answers)
    there = on(walk.do(Leave("staff")))
    assert (there.place, dict(there.answers)) == (place, answers)
    assert Walk(there, at=900.0).to_end().visit.ended == "finished"


class Days:
    """A journal with a clock moved by hand."""

    def __init__(self, folder: Path) -> None:
        self.now = NOON
        self.folder = folder
        self.journal = Journal(folder, lambda: self.now)
        self.recorder = Recorder(self.journal)
        self.number = 0
        self.starter = Starter(Library(), self.recorder, self._id)

    def _id(self) -> str:
        self.number += 1
        return f"visit-{self.number}"

    def ended(self, ticket: str, reason: str = "staff") -> Visit:
        """A visit with options that is ended at its third page."""
        visit, events = self.starter.begin(LIMITS, Order("sialogram", ("contrast",), ticket), 0.0)
        self.recorder.keep(visit.key, events)
        self.recorder.note_ticket(visit)
        for action in (GoOn(), GoOn(), GoOn(), Leave(reason)):  # type: ignore[arg-type]
            visit, events = visit.do(action, visit.touched + 1)
            self.recorder.keep(visit.key, events)
        return visit

    def resume(self, ticket: str) -> Visit:
        return self.starter.begin(LIMITS, Order(ticket=ticket, resume=True), 50.0)[0]


@pytest.fixture
def days(tmp_path: Path) -> Days:
    return Days(tmp_path)


def test_from_the_journal_it_goes_on_with_its_options_under_a_new_id(days: Days) -> None:
    ended = days.ended("A12")
    there = days.resume("A12")
    assert (there.place, there.procedure.chosen) == (ended.place, ("contrast=yes",))
    assert there.id != ended.id
    days.recorder.keep(there.key, (Launched(there.procedure.chosen),))
    days.recorder.note_ticket(there)
    _, events = there.do(Leave("finished"), 60.0)
    assert days.recorder.keep(there.key, events)
    assert ask(days.folder, "SELECT count(*) FROM events WHERE kind = 'terminated'") == [(2,)]


@pytest.mark.parametrize("reason", ["finished", "left", "not-started"])
def test_a_visit_that_the_patient_ended_does_not_go_on(days: Days, reason: str) -> None:
    days.ended("A12", reason)
    assert days.recorder.past("A12") is None


def test_another_ticket_another_day_or_none_at_all(days: Days) -> None:
    assert days.recorder.past("A12") is None
    days.ended("A12")
    assert days.recorder.past("A13") is None
    days.now = NOON + timedelta(hours=11, minutes=59)
    assert days.recorder.past("A12") is not None
    days.now = NOON + timedelta(hours=13)
    assert days.recorder.past("A12") is None


def test_the_last_visit_with_a_ticket_is_the_one_that_goes_on(days: Days) -> None:
    days.ended("A12")
    days.now += timedelta(minutes=5)
    days.ended("A12", "left")
    assert days.recorder.past("A12") is None


def test_what_was_started_last_comes_first_once(days: Days) -> None:
    assert recent(days.folder) == ()
    for name in ("sialogram", "radiotherapy-port-images", "sialogram"):
        one = procedure(name)
        key = VisitKey(days._id(), one.id, one.version, one.hash, "en")
        days.journal.append(key, [Launched(), Terminated("left", "confirm")])
    assert recent(days.folder) == ("sialogram", "radiotherapy-port-images")
