"""A visit by its ticket, while that is known: what the nurse asks for later on the same day."""

import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from kiosk.journal.going_on import ended_visit, newest, with_earlier
from kiosk.journal.reading import current, reading
from kiosk.journal.schema import stamp
from kiosk.journal.store import TICKETS_LAST, utc_now
from kiosk.journal.sums import under_way, whole
from kiosk.journal.visits import Visit
from kiosk.model.error import JournalError
from kiosk.model.event import Answered
from kiosk.model.procedure import Procedure
from kiosk.visit.account import Account, seconds_of


def visit_of(folder: Path, ticket: str, now: Callable[[], datetime] = utc_now) -> Visit:
    """The events of the last visit with this ticket, after those of the one that it went on from.

    Raises:
        JournalError: Nobody had it in the last twelve hours, or the journal cannot be read.
    """
    with reading(folder) as connection:
        if connection is not None:
            found = (
                current(connection, folder)
                .execute(
                    # Not by time: the clock may have been set back.
                    "SELECT visit FROM tickets WHERE ticket = ? AND at > ? ORDER BY rowid DESC LIMIT 1",
                    (ticket, stamp(now() - TICKETS_LAST)),
                )
                .fetchone()
            )
            if found and (rows := _events(connection, newest(connection, found["visit"]))):
                return with_earlier(connection, rows)
    raise JournalError(
        f"No visit with the ticket {ticket} is known. A ticket is known for twelve hours after its visit began."
    )


def _events(connection: sqlite3.Connection, visit: str) -> Visit:
    """The events of a visit; a journal of a million visits is not read through for them."""
    first = under_way(connection).get(visit)
    return ended_visit(connection, visit) if first is None else whole(connection, visit, first)


def account_in(visit: Visit, procedure: Procedure, languages: tuple[str, ...]) -> Account:
    """What happened in it.

    Args:
        visit: Its events.
        procedure: The walkthrough, with the same options.
        languages: What the languages that were used call themselves.
    """
    declined: set[str] = set()
    marked: dict[str, bool] = {}
    answers = {}
    for event in visit:
        match event["kind"]:
            case "viewed":
                declined.discard(event["step"].split("/")[0])  # who came back to read it did not decline it
            case "declined":
                declined.add(event["section"])
            case "marked":
                marked[event["item"]] = bool(event["marked"])
            case "answered":
                one = Answered(event["question"], event["attempt"], event["option"], event["result"])
                answers[one.question, one.attempt] = one
    return Account(
        procedure=procedure,
        answers=MappingProxyType(answers),
        marked=tuple(item for item, on in marked.items() if on),
        declined=frozenset(declined),
        seconds=seconds_of((event["step"], event["seconds"]) for event in visit if event["kind"] == "viewed"),
        felt={event["item"]: int(event["option"]) for event in visit if event["kind"] == "felt"},
        heard=any(event["kind"] == "heard" for event in visit),
        languages=languages,
    )
