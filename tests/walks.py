"""Walks through the shipped walkthroughs for tests: a visit, a clock that is moved by hand, and what happened."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from kiosk.content.library import Library
from kiosk.model.action import Action, Choose, GetHelp, GoOn
from kiosk.model.event import Event
from kiosk.model.language import Language
from kiosk.model.page import Choice, Choices, Page, Part
from kiosk.model.procedure import Procedure, Question
from kiosk.visit.visit import Limits, Visit

MOST_PAGES = 400
"""More pages than any walk has; a test that turns more has lost its way."""

SHIPPED = (
    "deep-soft-tissue-biopsy",
    "fluoroscopy-guided-injection",
    "radiotherapy-port-images",
    "salivary-gland-scan",
    "sialogram",
)

_Event = TypeVar("_Event", bound=Event)
_Part = TypeVar("_Part", bound=Part)


@cache
def procedure(procedure_id: str = "sialogram") -> Procedure:
    """A shipped walkthrough, read once for all tests."""
    return Library().procedure(procedure_id)


@cache
def words() -> Language:
    """The sentences of the kiosk itself."""
    return Library().words()


def texts(thing: Any) -> Iterator[str]:
    """Every text in a page, or in a part of one, whatever kinds of parts there are."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, tuple):
        for one in thing:
            yield from texts(one)
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from texts(getattr(thing, one.name))


def shows(page: Page, text: str) -> bool:
    """Whether a page holds this text somewhere."""
    return any(text in one for one in texts(page))


def parts(page: Page, kind: type[_Part]) -> list[_Part]:
    """The parts of one kind."""
    return [part for part in page.parts if isinstance(part, kind)]


def choice(page: Page, item: str) -> Choice:
    """One of the choices, by its id."""
    return next(one for part in parts(page, Choices) for one in part.items if one.item == item)


def wrong(question: Question) -> str:
    """An option that is not the right one."""
    return next(option.id for option in question.options if option.id != question.right)


@dataclass
class Walk:
    """A visit under way. Each act takes one second."""

    visit: Visit
    at: float = 0.0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def begin(cls, procedure_id: str = "sialogram", *, ticket: str = "", limits: Limits | None = None) -> "Walk":
        """At the first page."""
        visit, events = Visit.begin(
            "5f0c77aa", procedure(procedure_id), words(), limits or Limits(), at=0.0, ticket=ticket
        )
        return cls(visit, events=list(events))

    @property
    def page(self) -> Page:
        """What the patient meets now."""
        return self.visit.page

    def do(self, *actions: Action) -> "Walk":
        """Act, a second after the last act."""
        for action in actions:
            self.at += 1
            self.visit, events = self.visit.do(action, self.at)
            self.events += events
        return self

    def wait(self, seconds: float) -> "Walk":
        """Let time pass, with the kiosk's clock ticking at the end of it."""
        self.at += seconds
        self.visit, events = self.visit.tick(self.at)
        self.events += events
        return self

    def pass_page(self) -> "Walk":
        """Do what leads on from any page: choose the right answer, or go on."""
        if self.visit.place.kind == "question" and self.visit.over is None and not self.visit.answer(self.visit.place):
            self.do(Choose(self.visit.question(self.visit.place).right))
        if self.page.kind == "before-risks" and self.visit.over is None:
            return self.do(Choose("show"))
        return self.do(GoOn())

    def to(self, kind: str, *, section: str = "") -> "Walk":
        """On to the next page of this kind, answering rightly on the way."""
        for _ in range(MOST_PAGES):
            if self.page.kind == kind and section in ("", self.visit.place.section):
                return self
            self.pass_page()
        raise AssertionError(f"no page of the kind {kind} is left")

    def to_end(self) -> "Walk":
        """On to the end, answering rightly on the way."""
        for _ in range(MOST_PAGES):
            if self.visit.ended:
                return self
            self.pass_page()
        raise AssertionError("the walk does not end")

    def jump(self, item: str) -> "Walk":
        """Through help and the contents to a part."""
        return self.do(GetHelp(), Choose("contents"), Choose(item))

    def answer(self, option: str) -> "Walk":
        """Choose an option and confirm it."""
        return self.do(Choose(option), GoOn())

    def happened(self, kind: type[_Event]) -> list[_Event]:
        """The events of one kind."""
        return [event for event in self.events if isinstance(event, kind)]
