"""The pages that lie over another: help, contents, stopping, "are you still there?"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.model.action import GoOn
from kiosk.model.page import Choice, Choices, Control, Countdown, Page, Paragraph, Points
from kiosk.model.procedure import Section
from kiosk.visit.frame import notes, over_row, tick, ticks

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit


def help_page(visit: Visit) -> Page:
    """What each key does, how to call the nurse, and the ways out."""
    words = visit.words.help
    items = [Choice("stop", words.stop), Choice("staff", words.staff)]
    if visit.place.kind != "confirm":
        items.insert(0, Choice("contents", words.contents))
    choices = Choices(tuple(items), "go")
    return Page(
        id="help",
        kind="help",
        heading=words.heading,
        parts=(*notes(visit), Paragraph(words.nurse), choices, Points(tuple(map(Paragraph, words.keys)))),
        controls=over_row(visit),
        title=visit.procedure.title,
    )


def contents(visit: Visit) -> Page:
    """All parts, to go to one of them."""
    words = visit.words.contents
    items = [_entry(visit, section) for section in visit.procedure.sections]
    items.append(Choice("to-ask", visit.words.to_ask.heading))
    items.append(Choice("remember", visit.words.summary.remember))
    return Page(
        id="contents",
        kind="contents",
        heading=words.heading,
        parts=(*notes(visit), Paragraph(words.text), Choices(tuple(items), "go")),
        controls=over_row(visit),
        title=visit.procedure.title,
        ticks=ticks(visit),
        first=visit.place.section or items[0].item,
    )


def _entry(visit: Visit, section: Section) -> Choice:
    words = visit.words.contents
    if visit.place.section == section.id:
        return Choice(section.id, section.title, mark="chosen", mark_label=words.here)
    if tick(visit, section) == "full":
        return Choice(section.id, section.title, mark="seen", mark_label=words.seen)
    if _was_passed_over(visit, section):
        return Choice(section.id, section.title, mark="skipped", mark_label=words.skipped)
    return Choice(section.id, section.title)


def _was_passed_over(visit: Visit, section: Section) -> bool:
    """Whether the patient has been further on than this section, even if not any more; so it is after declining."""
    last = max(place for place, stop in enumerate(visit.trail) if stop.section == section.id)
    return any(stop in visit.been for stop in visit.trail[last + 1 :])


def leave(visit: Visit) -> Page:
    """Whether to stop here."""
    words = visit.words.leave
    choices = Choices((Choice("stay", words.stay), Choice("leave", words.leave)), "go")
    return Page(
        id="leave",
        kind="leave",
        heading=words.heading,
        parts=(*notes(visit), Paragraph(words.text), choices),
        controls=over_row(visit),
        title=visit.procedure.title,
        first="stay",
    )


def alert(visit: Visit) -> Page:
    """Whether somebody is still there."""
    words = visit.words.alert
    seconds = words.seconds.format(seconds=round(visit.left))
    return Page(
        id="alert",
        kind="alert",
        heading=words.heading,
        parts=(Paragraph(words.text), Countdown(seconds)),
        controls=(Control("next", words.here, "→", GoOn()),),
        title=visit.procedure.title,
    )
