"""Random walks through the shipped walkthroughs: the rules of a visit hold whatever a patient does."""

from collections import Counter
from dataclasses import replace

from hypothesis import settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.model.action import Action, AskToQuit, Choose, GetHelp, GoBack, GoOn, Leave, Saved, Stir
from kiosk.model.event import Answered, Completed, Event, Initialized, Launched, Terminated, Viewed
from kiosk.model.page import SLOTS, Tick
from kiosk.model.procedure import UNSURE
from kiosk.visit.frame import ticks
from kiosk.visit.visit import Visit
from walks import MOST_PAGES, SHIPPED, Walk

NONSENSE = ("", "nonsense", "yes", "no", "show", "skip", "leave", "contents", "staff", "word:dye", UNSURE)
"""Ids that most pages do not offer."""

HOW_FULL: dict[Tick, int] = {"empty": 0, "half": 1, "full": 2}


def is_read(visit: Visit, events: list[Event]) -> bool:
    """Whether every step was met and every question settled, as the events alone tell it."""
    met = {event.step for event in events if isinstance(event, Viewed)}
    tries = {
        (event.question, event.attempt): event.result == "right" for event in events if isinstance(event, Answered)
    }
    return all(
        all(f"{section.id}/{step.id}" in met for step in section.steps)
        and all(tries.get((one.id, 1)) or (one.id, 2) in tries for one in section.questions)
        for section in visit.procedure.sections
    )


def end_by_big_key(visit: Visit, at: float) -> Visit:
    """What becomes of a patient who knows nothing and only presses the big key."""
    for _ in range(MOST_PAGES):
        if visit.ended:
            return visit
        if visit.page.kind == "question" and not visit.chosen and visit.answer(visit.place) is None:
            visit, _ = visit.do(Choose(UNSURE), at)
        asked = visit.page.kind == "before-risks"
        visit, _ = visit.do(Choose(visit.page.first) if asked else GoOn(), at)
    raise AssertionError(f"a dead end: {visit.page.id}")


class AnyPatient(RuleBasedStateMachine):
    """Somebody who presses anything, in any order, and sometimes nothing at all."""

    @initialize(procedure_id=some.sampled_from(SHIPPED), pages=some.integers(0, 80))
    def sit_down(self, procedure_id: str, pages: int) -> None:
        self.walk = Walk.begin(procedure_id)
        for _ in range(pages):
            if self.walk.page.kind != "summary":
                self.walk.pass_page()

    def act(self, action: Action) -> None:
        """Act, and compare what was before with what is after."""
        before, told = self.walk.visit, len(self.walk.events)
        self.walk.do(action)
        self.compare(before, self.walk.events[told:])
        after = self.walk.visit
        if before.ended:
            assert replace(after, saved=before.saved) == before
        elif before.warned is not None and not isinstance(action, Leave | Saved):
            assert replace(before, warned=None, left=0.0, choose_first=False, touched=self.walk.at) == after
        elif isinstance(action, GoBack):
            assert (after.answers, after.marked, after.seen) == (before.answers, before.marked, before.seen)
            assert after.declined == before.declined
        elif isinstance(action, GetHelp):
            assert replace(after, over=None) == replace(before, over=None, choose_first=False, touched=self.walk.at)
        elif isinstance(action, GoOn) and before.over:
            assert (after.place, after.chosen, after.over) == (before.place, before.chosen, None)
        elif isinstance(action, Stir):
            assert replace(after, choose_first=before.choose_first) == replace(before, touched=self.walk.at)

    def compare(self, before: Visit, news: list[Event]) -> None:
        """What no act and no passing of time may break."""
        after = self.walk.visit
        assert {key: after.answers[key] for key in before.answers} == before.answers
        assert before.seen <= after.seen
        assert all(HOW_FULL[now] >= HOW_FULL[then] for now, then in zip(ticks(after), ticks(before), strict=True))
        assert [event for event in news if isinstance(event, Answered)] == [
            after.answers[key] for key in after.answers if key not in before.answers
        ]
        assert bool(after.ended and not before.ended) == any(isinstance(event, Terminated) for event in news)

    @rule(times=some.integers(1, 6))
    def go_on(self, times: int) -> None:
        for _ in range(times):
            self.act(GoOn())

    @rule(times=some.integers(1, 3))
    def go_back(self, times: int) -> None:
        for _ in range(times):
            self.act(GoBack())

    @precondition(lambda self: self.walk.page.choices())
    @rule(number=some.integers(0, 8), confirmed=some.booleans())
    def choose(self, number: int, confirmed: bool) -> None:
        choices = [item for item in self.walk.page.choices() if item not in ("no", "leave")]
        self.act(Choose(choices[number % len(choices)]))
        if confirmed:
            self.act(GoOn())

    @rule(item=some.sampled_from(NONSENSE) | some.text(max_size=5))
    def choose_what_may_not_be_there(self, item: str) -> None:
        if item in ("no", "leave") or item in self.walk.page.choices():
            return
        before = self.walk.page
        self.act(Choose(item))
        if before.kind != "alert":
            assert replace(self.walk.page, notice="") == replace(before, notice="")

    @rule()
    def get_help(self) -> None:
        self.act(GetHelp())

    @rule(item=some.integers(0, 8))
    def jump(self, item: int) -> None:
        self.act(GetHelp())
        self.act(Choose("contents"))
        if self.walk.page.kind == "contents":
            self.act(Choose(self.walk.page.choices()[item]))

    @rule(item=some.sampled_from(["show", "skip"]))
    def decide_on_the_risks(self, item: str) -> None:
        self.act(GetHelp())
        self.act(Choose("contents"))
        self.act(Choose("risks"))
        self.act(Choose(item))

    @rule(action=some.sampled_from([Stir(), AskToQuit()]))
    def stir(self, action: Action) -> None:
        self.act(action)

    @rule(well=some.booleans())
    def be_told_of_the_journal(self, well: bool) -> None:
        self.act(Saved(well))

    @rule(seconds=some.floats(0, 175))
    def read_quietly(self, seconds: float) -> None:
        before = self.walk.visit
        if before.deadline is not None and self.walk.at + seconds < before.deadline:
            self.walk.wait(seconds)
            assert self.walk.visit == before

    @precondition(lambda self: self.walk.visit.deadline is not None)
    @rule()
    def fall_silent(self) -> None:
        before, told = self.walk.visit, len(self.walk.events)
        assert before.deadline is not None
        self.walk.wait(before.deadline - self.walk.at + 0.001)
        self.compare(before, self.walk.events[told:])
        if before.warned is None:
            assert replace(self.walk.visit, warned=None, left=0.0) == before
            self.act(GoOn())
            assert replace(self.walk.visit, touched=0, choose_first=False) == replace(
                before, touched=0, choose_first=False
            )

    @precondition(lambda self: len(self.walk.events) > 40)
    @rule(reason=some.sampled_from(["left", "timeout"]))
    def go_away(self, reason: str) -> None:
        if reason == "left":
            self.act(GetHelp())
            self.act(Choose("stop"))
            self.act(Choose("leave"))
        elif self.walk.visit.deadline is not None:
            self.walk.wait(self.walk.visit.limits.idle + 1).wait(self.walk.visit.limits.answer + 1)

    @invariant()
    def every_page_has_a_way_on_and_help(self) -> None:
        page = self.walk.page
        assert page.control("next") or page.choices()
        assert page.control("help") or page.kind in ("alert", "farewell")
        slots = [control.slot for control in page.controls]
        assert slots == [slot for slot in SLOTS if slot in slots]
        assert page.first in (*slots, *page.choices())
        assert len(set(page.choices())) == len(page.choices())

    @invariant()
    def a_confirmed_answer_cannot_be_chosen_anew(self) -> None:
        if self.walk.page.kind == "question" and self.walk.visit.answer(self.walk.visit.place):
            assert self.walk.page.choices() == ()

    @invariant()
    def the_place_is_a_part_of_the_walk(self) -> None:
        assert self.walk.visit.place in self.walk.visit.trail

    @invariant()
    def events_are_in_order(self) -> None:
        events, visit = self.walk.events, self.walk.visit
        kinds = Counter(type(event) for event in events)
        assert kinds[Launched] == 1
        assert isinstance(events[0], Launched)
        assert len(events) == 1 or isinstance(events[1], Initialized | Terminated)
        assert kinds[Initialized] <= 1
        ends = [place for place, event in enumerate(events) if isinstance(event, Terminated)]
        assert ends == ([len(events) - 1] if visit.ended else [])
        if kinds[Completed]:
            assert [type(event) for event in events[-2:]] == [Completed, Terminated]
            assert visit.ended == "finished"
            assert kinds[Completed] == 1
            assert is_read(visit, events)
            assert not visit.declined

    @invariant()
    def a_question_has_one_answer_a_try_and_a_second_try_only_after_a_miss(self) -> None:
        answered = self.walk.happened(Answered)
        results = {(one.question, one.attempt): one.result for one in answered}
        assert len(results) == len(answered)
        assert all(results[question, 1] != "right" for question, attempt in results if attempt == 2)
        assert {attempt for _, attempt in results} <= {1, 2}

    def teardown(self) -> None:
        """No dead end: from wherever one is, the big key leads out."""
        if hasattr(self, "walk"):
            assert end_by_big_key(self.walk.visit, self.walk.at).ended
            assert self.walk.to_end().visit.ended
            self.events_are_in_order()


TestAnyPatient = AnyPatient.TestCase
TestAnyPatient.settings = settings(
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=150,
    stateful_step_count=40,
    report_multiple_bugs=False,
)
