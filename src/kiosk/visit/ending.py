"""The last pages: what to remember, when to call, what to take along, what one did; and goodbye."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kiosk.model.action import GoOn
from kiosk.model.page import Code, Control, Note, Page, Paragraph, Part, Points
from kiosk.model.procedure import Step
from kiosk.visit.frame import added_note, notes, row, said, ticks

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit


def summary(visit: Visit) -> Page:
    """One of the last pages."""
    words, stop = visit.words.summary, visit.place
    parts: Iterable[Part]
    match stop.kind:
        case "remember":
            heading, parts = words.remember, _remember(visit)
        case "together":
            heading, parts = words.end, _together(visit)
        case _:
            step = next(one for one in visit.procedure.section("call").steps if one.id == stop.item)
            heading, parts = step.heading, _call(visit, step)
    last = stop == visit.trail[-1]
    return Page(
        id=stop.id,
        kind="summary",
        heading=heading,
        parts=(*notes(visit), *parts),
        controls=row(visit, visit.words.row.finish if last else ""),
        title=visit.procedure.title,
        place=_place(visit),
        ticks=ticks(visit),
    )


def take(visit: Visit) -> Page:
    """What to remember, as a square for one's phone; where the screen has no room for squares, on paper."""
    words = visit.words.take_home
    return Page(
        id=visit.place.id,
        kind="take",
        heading=words.heading,
        parts=(*notes(visit), *(_square(visit) if visit.shows_squares else (Paragraph(words.no_square),))),
        controls=row(visit),
        title=visit.procedure.title,
        place=_place(visit),
        ticks=ticks(visit),
    )


def _square(visit: Visit) -> Iterator[Part]:
    words, number, texts = visit.words.take_home, int(visit.place.item), visit.squares
    yield Paragraph(words.text)
    if len(texts) > 1:
        yield Paragraph(words.number.format(number=number, count=len(texts)))
    yield Paragraph(words.paper)
    yield Code(texts[number - 1])


def _place(visit: Visit) -> str:
    stops = [one for one in visit.trail if one.kind in ("remember", "call", "take", "together")]
    return visit.words.summary.place.format(number=stops.index(visit.place) + 1, count=len(stops))


def _remember(visit: Visit) -> Iterator[Part]:
    lines = [note.line for note in visit.procedure.remember]
    yield Points(said(visit, lines))
    yield from added_note(visit, lines)
    if visit.procedure.general:
        yield Note(visit.words.confirm.general)


def _together(visit: Visit) -> Iterator[Part]:
    """What one did, what one marked, and that the nurse looks at it too."""
    words = visit.words.summary
    pages = len({(stop.section, stop.item) for stop in visit.seen})
    answered = len({question for question, _ in visit.answers})
    did = [words.read.format(count=pages)] if pages else []
    did += [words.answered.format(count=answered)] if answered else []
    if did:
        yield Paragraph(" ".join(did))
    marked = [note.line.text for note in visit.procedure.to_ask if note.id in visit.marked]
    if marked:
        yield Paragraph(words.ask_text)
        yield Points(tuple(map(Paragraph, marked)))
    asked = [question for section in visit.procedure.sections for question in section.questions]
    missed = [question.ask for question in asked if question.id in visit.missed]
    if missed:
        yield Paragraph(words.together_text)
        yield Points(tuple(map(Paragraph, missed)))
    if visit.declined:
        yield Paragraph(words.skipped_risks)
    if visit.all_seen and not (marked or missed):
        yield Paragraph(words.nothing_open)
    yield Paragraph(words.finish_text)


def _call(visit: Visit, step: Step) -> Iterator[Part]:
    """When to call, once more."""
    yield from said(visit, step.text)
    if step.points:
        yield Points(said(visit, step.points))
    yield from added_note(visit, (*step.text, *step.points))


def farewell(visit: Visit) -> Page:
    """Goodbye to a patient who stops."""
    words = visit.words.leave
    wrong = visit.ended == "not-started"
    return Page(
        id=f"farewell/{visit.ended}",
        kind="farewell",
        heading=words.wrong_heading if wrong else words.left_heading,
        parts=(Paragraph(words.wrong_text if wrong else words.left_text),),
        controls=(Control("next", visit.words.row.close, "→", GoOn()),),
        title=visit.procedure.title,
    )
