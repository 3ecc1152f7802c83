"""The visit: a frozen value and a pure reducer. `do` and `tick` give the next visit and what happened."""

from collections.abc import Iterable
from dataclasses import field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from kiosk.model.action import Reason, VisitAction
from kiosk.model.event import Answered, Completed, Event, Launched, Terminated, Viewed, VisitKey
from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.model.page import Page
from kiosk.model.procedure import Procedure, Question, Section, Step
from kiosk.visit import pages, patient
from kiosk.visit.plan import MOST_TRIES, START, Answers, Stop, trail
from kiosk.visit.take_home import codes

Over = Literal["help", "contents", "leave"]
"""What can lie over a stop."""

LAST_CALL = 10.0
"""Seconds before its end at which a countdown is said for the last time (VVSG 2.0, 7.2-O: seen and heard)."""

Outcome = tuple["Visit", tuple[Event, ...]]
"""The next visit, and what happened on the way to it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long the kiosk waits for a patient, in seconds."""

    idle: float = 180
    """Without an act, until it asks whether somebody is there."""
    answer: float = 30
    """For an answer to that."""

    def times(self, patience: float) -> "Limits":
        """So many times as long."""
        return Limits(self.idle * patience, self.answer * patience)


@dataclass(frozen=True)
class Visit:
    """One patient's walk through one procedure. Times are seconds on a clock that never goes back."""

    id: str
    procedure: Procedure
    words: Language
    limits: Limits
    entered: float
    """When the present stop was entered."""
    touched: float
    """When somebody last did something."""
    ticket: str = ""
    place: Stop = START
    chosen: str = ""
    """The option that is chosen and not yet confirmed."""
    answers: Answers = field(default_factory=lambda: MappingProxyType({}))
    been: frozenset[Stop] = frozenset()
    """Every stop that was entered after the first."""
    seen: frozenset[Stop] = frozenset()
    """The steps that were read to their end."""
    declined: frozenset[str] = frozenset()
    viewed: tuple[Viewed, ...] = ()
    """Every time a step was left."""
    heard: bool = False
    """Whether the voice was ever on."""
    languages: tuple[str, ...] = ()
    """What those call themselves in which something was read or answered."""
    ask_feeling: bool = False
    """Whether it is asked how one feels about it."""
    felt: tuple[tuple[str, int], ...] = ()
    """What was answered before and after, each time that it was; the last counts."""
    marked: tuple[str, ...] = ()
    """Ready-made questions for the nurse."""
    shows_squares: bool = False
    """Whether the screen has room for them; else one page offers paper."""
    unfolded: frozenset[str] = frozenset()
    """Glossary words that stand open on this page."""
    over: Over | None = None
    warned: float | None = None
    """When the kiosk began to ask whether somebody is there."""
    left: float = 0.0
    """How many seconds it then still waits, as it was last said."""
    choose_first: bool = False
    """Whether going on was tried at a question without an answer."""
    saved: bool = True
    """Whether everything that happened is on disk."""
    ended: Reason | None = None

    @classmethod
    def begin(
        cls,
        visit_id: str,
        procedure: Procedure,
        words: Language,
        limits: Limits,
        at: float,
        ticket: str = "",
        resumes: str = "",
    ) -> Outcome:
        """A new visit, at its first page; one that goes on with another is then brought to its place."""
        begun = cls(visit_id, procedure, words, limits, entered=at, touched=at, ticket=ticket)
        return begun, (Launched(procedure.chosen, resumes),)

    @property
    def key(self) -> VisitKey:
        """What the journal keeps with every event."""
        one = self.procedure
        return VisitKey(self.id, one.id, one.version, one.hash, one.language)

    @cached_property
    def trail(self) -> tuple[Stop, ...]:
        """Every stop of the walk as it stands now."""
        squares = len(self.squares) if self.shows_squares else 1
        return trail(self.procedure, self.answers, self.declined, squares, feeling=self.ask_feeling)

    @property
    def squares(self) -> tuple[str, ...]:
        """The texts to take along, one a square."""
        return codes(self.procedure, self.words.take_home)

    @property
    def missed(self) -> tuple[str, ...]:
        """The questions that the nurse takes over."""
        return tuple(
            question
            for (question, attempt), one in self.answers.items()
            if attempt == MOST_TRIES and one.result != "right"
        )

    @cached_property
    def page(self) -> Page:
        """What the patient meets now."""
        return pages.page_of(self)

    @property
    def section(self) -> Section:
        """The section of the present stop, which has one."""
        return self.procedure.section(self.place.section)

    def step(self, stop: Stop) -> Step:
        """The step of this stop; for a step shown again, the one that its question is about."""
        section = self.procedure.section(stop.section)
        wanted = self.question(stop).about if stop.kind == "again" else stop.item
        return next(step for step in section.steps if step.id == wanted)

    def question(self, stop: Stop) -> Question:
        """The question of this stop."""
        return next(one for one in self.procedure.section(stop.section).questions if one.id == stop.item)

    def answer(self, stop: Stop) -> Answered | None:
        """What was confirmed at this stop."""
        return self.answers.get((stop.item, stop.attempt))

    def has_decided(self, section: str) -> bool:
        """Whether the patient said if they want to read a section that one may decline."""
        return section in self.declined or any(stop.section == section and stop.kind == "step" for stop in self.been)

    def has_passed(self, stop: Stop) -> bool:
        """Whether a step was read or a question answered; what asks nothing of the patient is always passed."""
        if stop.kind == "step":
            return stop in self.seen
        if stop.kind == "question":
            return self.answer(stop) is not None
        return True

    @property
    def all_seen(self) -> bool:
        """Whether nothing was declined, passed over or left unanswered."""
        return not self.declined and all(self.has_passed(stop) for stop in self.trail)

    @property
    def deadline(self) -> float | None:
        """The next moment at which `tick` changes something."""
        if self.ended:
            return None
        if self.warned is None:
            return self.touched + self.limits.idle
        return self.warned + self.limits.answer - max((one for one in self._calls if one < self.left), default=0.0)

    @property
    def _calls(self) -> tuple[float, ...]:
        """How many seconds are left when the kiosk says again how many are left."""
        return self.limits.answer / 2, LAST_CALL

    def tick(self, at: float) -> Outcome:
        """What the passing of time does."""
        if self.deadline is None or at < self.deadline:
            return self, ()
        if self.warned is None:
            return replace(self, warned=at, left=self.limits.answer), ()
        left = self.warned + self.limits.answer - at
        if left > 0:
            return replace(self, left=min(one for one in self._calls if one >= left)), ()
        return self.end("timeout", at)

    def in_language(self, words: Language, procedure: Procedure) -> "Visit":
        """At the same place, with the same answers, in another language."""
        return replace(self, words=words, procedure=procedure)._at_square()

    def showing_squares(self, shows: bool) -> "Visit":
        """On a screen that has room for squares, or has none."""
        return self if shows == self.shows_squares else replace(self, shows_squares=shows)._at_square()

    def _at_square(self) -> "Visit":
        """Where a language or a screen has fewer squares, there is no place for the last of them."""
        if self.place.kind != "take" or self.place in self.trail:
            return self
        return replace(self, place=[stop for stop in self.trail if stop.kind == "take"][-1])

    def do(self, action: VisitAction, at: float) -> Outcome:
        """What an act of the patient or the staff does."""
        there, events = patient.act(self, action, at)
        if any(isinstance(event, Viewed | Answered) for event in events):
            there = replace(there, languages=tuple(dict.fromkeys((*there.languages, self.words.name))))
        return there, events

    def move(self, stop: Stop, at: float, *, read: bool = False) -> Outcome:
        """To another stop; a step that is left was viewed, and read to its end if one goes on from it."""
        seen = self.seen | {self.place} if read and self.place.kind == "step" else self.seen
        been = self.been | {stop}
        there = replace(self, place=stop, entered=at, chosen="", unfolded=frozenset(), over=None, been=been, seen=seen)
        left = tuple(self._viewed(at))
        return replace(there, viewed=(*self.viewed, *left)), left

    def end(self, reason: Reason, at: float) -> Outcome:
        """At its end; who finished and passed over nothing has completed it."""
        left = tuple(self._viewed(at))
        ended = replace(self, ended=reason, over=None, warned=None, touched=at, viewed=(*self.viewed, *left))
        completed = (Completed(),) if reason == "finished" and self.all_seen else ()
        return ended, (*left, *completed, Terminated(reason, self.place.id))

    def _viewed(self, at: float) -> Iterable[Viewed]:
        if self.place.kind in ("step", "again"):
            yield Viewed(f"{self.place.section}/{self.step(self.place).id}", round(max(0.0, at - self.entered), 1))
