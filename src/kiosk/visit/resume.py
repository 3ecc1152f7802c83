"""A visit that goes on where it was ended: rebuilt from what happened in it, under a new id."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from kiosk.model.event import Answered, Declined, Event, Felt, Heard, Initialized, Marked, Terminated, Viewed
from kiosk.model.frozen import dataclass
from kiosk.visit.plan import START, Stop, trail
from kiosk.visit.take_home import MOST_CODES
from kiosk.visit.visit import Visit


@dataclass(frozen=True, slots=True)
class Past:
    """What the journal knows of a visit that was ended before its end."""

    visit: str
    """Its id."""
    procedure: str
    hash: str
    languages: tuple[str, ...]
    """The ids of those that were used, the last one at the end."""
    options: tuple[str, ...]
    """What was said at launch, such as `sedation=yes`."""
    events: tuple[Event, ...]
    """In their order, the last of them included, and those of a visit that it went on from itself."""


def resumed(visit: Visit, past: Past, languages: Sequence[str]) -> Visit:
    """A new visit at the page where the other one was ended, with its answers; nothing of it happens again.

    Args:
        visit: At its first page.
        past: The other one.
        languages: What the languages of the other one call themselves.
    """
    declined: set[str] = set()
    marked: list[str] = []
    answers: dict[tuple[str, int], Answered] = {}
    felt: list[tuple[str, int]] = []
    for event in past.events:
        match event:
            case Declined(section):
                declined.add(section)
            case Viewed(step):
                declined.discard(step.partition("/")[0])  # who reads a section has changed their mind
            case Answered(question, attempt):
                answers[question, attempt] = event
            case Marked(item, on):
                marked = [one for one in marked if one != item] + ([item] if on else [])
            case Felt(when, value):
                felt.append((when, value))
    there = replace(
        visit,
        answers=MappingProxyType(answers),
        declined=frozenset(declined),
        marked=tuple(marked),
        place=START,
        viewed=tuple(event for event in past.events if isinstance(event, Viewed)),
        heard=any(isinstance(event, Heard) for event in past.events),
        felt=tuple(felt),
        languages=tuple(languages),
    )
    # The last end: a visit that went on from another one carries that one's too.
    ended = next((event.place for event in reversed(past.events) if isinstance(event, Terminated)), "")
    if ended.startswith("take/"):  # which square it was is nothing to come back to: screens differ
        ended = "take/1"
    there = replace(there, ask_feeling=bool(felt) or ended.startswith("feeling/"))
    # A page that is left out by now may be where it ended.
    stops = trail(visit.procedure, answers, declined, MOST_CODES, feeling=True)
    visited = [stop for event in past.events if (stop := _stop_of(event, stops))]
    place = next((stop for stop in there.trail if stop.id == ended), visited[-1] if visited else START)
    if place not in there.trail:
        place = START
    return replace(there, place=place, been=frozenset((*visited, place)) - {START}, seen=_seen(there, visited, place))


def _stop_of(event: Event, stops: Sequence[Stop]) -> Stop | None:
    """Where something happened."""
    match event:
        case Viewed(step):
            section, _, item = step.partition("/")
            wanted = Stop("step", section, item)
        case Answered(question, attempt):
            asked = (one for one in stops if one.kind == "question" and one.item == question)
            return next((one for one in asked if one.attempt == attempt), None)
        case Marked():
            wanted = Stop("to-ask")
        case Initialized():
            wanted = Stop("intro")
        case _:
            return None
    return wanted if wanted in stops else None


def _seen(visit: Visit, visited: Sequence[Stop], place: Stop) -> frozenset[Stop]:
    """The steps that were left forwards: whoever went back from one has not read it to its end."""
    order = {stop: number for number, stop in enumerate(visit.trail)}
    pairs = pairwise((*visited, place))
    return frozenset(one for one, after in pairs if one.kind == "step" and order.get(one, 0) < order.get(after, 0))
