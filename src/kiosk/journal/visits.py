"""Puts events, as they come in their order, together to visits."""

import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from kiosk.journal.schema import ENDS

Visit = list[sqlite3.Row]
"""The events of one visit, in their order."""


class Gathering:
    """The visits that have not ended yet, as far as the events have been taken."""

    open: dict[str, Visit]
    """By their ids, in the order in which they began."""

    def __init__(self) -> None:
        self.open = {}

    def take(self, event: sqlite3.Row) -> Visit | None:
        """Takes the next event; the whole visit, if it was its last."""
        visit = self.open.setdefault(event["visit"], [])
        visit.append(event)
        if not ended(visit):
            return None
        return self.open.pop(event["visit"])


def ended(visit: Visit) -> bool:
    """Whether its last event has come."""
    return visit[-1]["kind"] in ENDS


def sittings(visit: Visit) -> list[Visit]:
    """The parts of a visit that was ended and went on, each as it was written."""
    return [list(part) for _, part in groupby(visit, key=itemgetter("visit"))]


def last_shown(visit: Visit) -> sqlite3.Row:
    """The last event before a patient: the language and its words may have been changed on the way."""
    return next((event for event in reversed(visit) if event["kind"] != "abandoned"), visit[-1])


def languages_of(visit: Visit) -> tuple[str, ...]:
    """The ids of the languages in which steps were read and questions answered; at the end the one that it ended in."""
    last = last_shown(visit)["language"]
    met = dict.fromkeys(event["language"] for event in visit if event["kind"] in ("viewed", "answered"))
    return (*(one for one in met if one != last), last)


def visits(events: Iterable[sqlite3.Row]) -> Iterator[Visit]:
    """Each visit when it ends, then those that are under way; only what is under way is held in memory."""
    gathering = Gathering()
    for event in events:
        if visit := gathering.take(event):
            yield visit
    yield from gathering.open.values()
