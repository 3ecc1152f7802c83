"""The page of a visit: which of its kinds stands before the patient now."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from kiosk.model.page import Page
from kiosk.visit import asking, ending, feeling, overlay, reading

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit


def page_of(visit: Visit) -> Page:
    """The page that the patient meets now."""
    if visit.ended:
        return ending.farewell(visit)
    if visit.warned is not None:
        return overlay.alert(visit)
    match visit.over:
        case None:
            return _at_stop(visit)
        case "help":
            return overlay.help_page(visit)
        case "contents":
            return overlay.contents(visit)
        case "leave":
            return overlay.leave(visit)
        case _:
            assert_never(visit.over)


def _at_stop(visit: Visit) -> Page:
    match visit.place.kind:
        case "confirm":
            return reading.confirm(visit)
        case "intro":
            return reading.intro(visit)
        case "step" | "again":
            return reading.step(visit)
        case "before-risks":
            return reading.before_risks(visit)
        case "question":
            return asking.question(visit)
        case "feedback":
            return asking.feedback(visit)
        case "to-ask":
            return asking.to_ask(visit)
        case "remember" | "call" | "together":
            return ending.summary(visit)
        case "feeling":
            return feeling.feeling(visit)
        case "take":
            return ending.take(visit)
        case _:
            assert_never(visit.place.kind)
