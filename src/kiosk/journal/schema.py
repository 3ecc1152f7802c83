"""What an event is as a row of the journal. No free text has a place in it."""

from datetime import UTC, datetime
from typing import assert_never

from kiosk.model.event import (
    Abandoned,
    Answered,
    Completed,
    Declined,
    Event,
    Felt,
    Heard,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
    VoiceLost,
)

FILE = "journal.sqlite3"
"""The database's name in its folder."""

DETAILS = (
    "step", "seconds", "section", "question", "attempt", "option", "result", "item", "marked", "reason", "place",
    "options",
)  # fmt: skip
"""What happened: each column is empty where the kind of event does not say it."""

COLUMNS = ("at", "visit", "procedure", "version", "hash", "language", "process", "kind", *DETAILS)
"""Every column of an event besides its number and its link in the chain."""

ENDS = ("terminated", "abandoned")
"""The kinds of a visit's last event."""

ENDED = f"kind IN {ENDS}"
"""The same as a condition, worded as in the index that serves it."""

WENT_ON = "kind = 'launched' AND item IS NOT NULL"
"""Whether a visit begins with this event that goes on from another one, worded as in the index that serves it."""

Cell = str | int | float | None
Row = dict[str, Cell]


def stamp(at: datetime) -> str:
    """A moment as the journal writes it: UTC, milliseconds, all of one length, so that text sorts as time does.

    A moment without a time zone is this machine's.
    """
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def row(key: VisitKey, event: Event, at: str, process: str) -> Row:
    """The event as a row of the table."""
    head: Row = {
        "at": at,
        "visit": key.visit,
        "procedure": key.procedure,
        "version": key.version,
        "hash": key.hash,
        "language": key.language,
        "process": process,
        "kind": event.kind,
    }
    return head | dict.fromkeys(DETAILS) | _details(event)


def _details(event: Event) -> Row:
    match event:
        case Launched(options, resumes):
            return {"options": " ".join(options) or None, "item": resumes or None}
        case Viewed(step, seconds):
            # A float in any case: the table makes one of it, and the chain is counted again over what the table gives.
            return {"step": step, "seconds": round(float(seconds), 1)}
        case Declined(section):
            return {"section": section}
        case Answered(question, attempt, option, result):
            return {"question": question, "attempt": attempt, "option": option, "result": result}
        case Marked(item, on):
            return {"item": item, "marked": int(on)}
        case Felt(when, value):
            return {"item": when, "option": str(value)}
        case Terminated(reason, place):
            return {"reason": reason, "place": place}
        case Initialized() | Completed() | Heard() | VoiceLost() | Abandoned():
            return {}
        case _:
            assert_never(event)
