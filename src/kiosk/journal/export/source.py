"""Where an export comes from: the visits of some days one after the other, and the words of their walkthroughs."""

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from kiosk.content.library import Library
from kiosk.journal.going_on import went_on, with_earlier
from kiosk.journal.schema import Cell
from kiosk.journal.sums import EVENTS
from kiosk.journal.tally import day_of
from kiosk.journal.visits import Visit, visits
from kiosk.model.error import ContentError
from kiosk.model.event import Felt
from kiosk.model.language import Language
from kiosk.model.procedure import Procedure, Question

HOME = "https://procedure-kiosk.invalid"
"""Names things for other systems. It is an address of nobody's (RFC 2606), and nothing is ever fetched from it."""

Shown = tuple[str, int, str, str]
"""The content that was shown: procedure, version, hash and language."""


def chosen(connection: sqlite3.Connection, since: date | None, until: date | None) -> Iterator[Visit]:
    """The visits that began on these days (this machine's), both included; only those under way are held in memory.

    One that was ended and went on is one visit, by the id with which it began.
    """
    first = since.isoformat() if since else ""
    last = until.isoformat() if until else "9999"
    goes_on = went_on(connection)
    for part in visits(connection.execute(f"{EVENTS} ORDER BY id")):
        if part[0]["visit"] in goes_on:
            continue  # it comes with the one that went on from it
        visit = with_earlier(connection, part)
        if first <= day_of(visit) <= last:
            yield visit


def shown(event: sqlite3.Row) -> Shown:
    """Which content it was at this event: the language may be changed in mid-visit."""
    return event["procedure"], event["version"], event["hash"], event["language"]


def happened(visit: Visit, kind: str) -> sqlite3.Row | None:
    """The first event of a kind."""
    return next((event for event in visit if event["kind"] == kind), None)


def feelings(visit: Visit) -> dict[str, int]:
    """How somebody felt, 0 to 10, by when: before, after; what was told last counts."""
    return {event["item"]: int(event["option"]) for event in visit if event["kind"] == Felt.kind}


def reason(visit: Visit) -> str:
    """Why it ended: as the event says, `abandoned`, or nothing while it is under way."""
    last = visit[-1]
    return last["reason"] if last["kind"] == "terminated" else "abandoned" if last["kind"] == "abandoned" else ""


def seconds(begin: Cell, end: Cell) -> float:
    """From one moment to another; none where the clock went back meanwhile."""
    lasted = datetime.fromisoformat(str(end)) - datetime.fromisoformat(str(begin))
    return max(0.0, lasted.total_seconds())


class Words:
    """The walkthroughs as they are now, where they are still those that were shown."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[Shown, Procedure | None] = {}
        self._spoken: dict[str, Language | None] = {}

    def of(self, content: Shown) -> Procedure | None:
        """The walkthrough, if its words are unchanged; an older one is known by its ids alone."""
        if content not in self._found:
            procedure, _, digest, language = content
            try:
                now = replace(self._library, language=language).procedure(procedure)
            except ContentError:
                now = None  # it is no longer here: not a mistake of the export's
            self._found[content] = now if now and now.hash == digest else None
        return self._found[content]

    def spoken(self, language: str) -> Language | None:
        """The kiosk's own sentences in a language, if it still has them."""
        if language not in self._spoken:
            try:
                self._spoken[language] = replace(self._library, language=language).words()
            except ContentError:
                self._spoken[language] = None  # likewise
        return self._spoken[language]

    def questions(self, content: Shown) -> dict[str, Question]:
        """The walkthrough's questions by their ids, in its order."""
        procedure = self.of(content)
        return {one.id: one for section in procedure.sections for one in section.questions} if procedure else {}
