"""The pages that are read: is this yours, how it works, the steps, the choice before the risks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.model.action import GetHelp
from kiosk.model.page import (
    Choice,
    Choices,
    Control,
    Drawing,
    Feeling,
    Glossary,
    GlossaryWord,
    Mark,
    Note,
    Page,
    Paragraph,
    Part,
    Points,
)
from kiosk.model.procedure import Step, Word
from kiosk.visit.frame import added_note, notes, row, said, ticks

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit


def confirm(visit: Visit) -> Page:
    """ "Is this your procedure?", and what this guide is not."""
    words, one = visit.words.confirm, visit.procedure
    also = words.also.format(names=", ".join(one.also)) if one.also else ""
    ticket = words.ticket.format(ticket=visit.ticket) if visit.ticket else ""
    about = (also, words.minutes.format(minutes=one.minutes), ticket)
    parts: list[Part] = [Paragraph(one.sentence), Paragraph(" ".join(filter(None, about)))]
    parts.append(Note(f"{words.caution} {words.unwell}"))
    parts += [Note(words.general)] if one.general else []
    parts.append(Choices((Choice("yes", words.yes), Choice("no", words.no)), "go"))
    return Page(
        id=visit.place.id,
        kind="confirm",
        heading=words.heading,
        parts=(*notes(visit), *parts),
        controls=(Control("help", visit.words.row.help, "F1", GetHelp()),),
        title=one.title,
        place=words.place,
        first="yes",
    )


def intro(visit: Visit) -> Page:
    """How the walkthrough works."""
    words = visit.words.intro
    waits = words.waits.format(minutes=visit.limits.idle / 60)
    return Page(
        id=visit.place.id,
        kind="intro",
        heading=words.heading,
        parts=(
            *notes(visit),
            Paragraph(words.minutes.format(minutes=visit.procedure.minutes)),
            Points(tuple(Paragraph(point) for point in words.points)),
            Paragraph(waits),
        ),
        controls=row(visit, visit.words.row.start, back=False),
        title=visit.procedure.title,
        place=words.place,
        ticks=ticks(visit),
    )


def _step_parts(visit: Visit, step: Step) -> Iterator[Part]:
    words = visit.words.step
    yield from said(visit, step.text)
    if step.points:
        yield Points(said(visit, step.points))
    if step.picture:
        yield Drawing(step.picture.name, words.picture, step.picture.caption, step.picture.description)
    felt = [line for line in (step.feel.text, step.feel.helps) if line] if step.feel else []
    if felt:
        text, *helps = said(visit, felt)
        yield Feeling(words.feel, text, words.helps, helps[0] if helps else None)
    yield from added_note(visit, (*step.text, *step.points, *felt))  # near what has the sign, and what opens is last
    if step.glossary:
        found = [visit.procedure.word(word_id) for word_id in step.glossary]
        yield Glossary(words.glossary, tuple(_word(visit, word) for word in found))


def _word(visit: Visit, word: Word) -> GlossaryWord:
    item = f"word:{word.id}"
    return GlossaryWord(item, word.word, word.meaning, item in visit.unfolded)


def step(visit: Visit) -> Page:
    """A step, the first time or once more after a miss."""
    stop, section, shown = visit.place, visit.section, visit.step(visit.place)
    words = visit.words.step
    place = words.place.format(section=section.title, number=section.steps.index(shown) + 1, count=len(section.steps))
    again = (Note(words.again),) if stop.kind == "again" else ()
    return Page(
        id=stop.id,
        kind="again" if stop.kind == "again" else "step",
        heading=shown.heading,
        parts=(*notes(visit), *again, *_step_parts(visit, shown)),
        controls=row(visit),
        title=visit.procedure.title,
        place=place,
        ticks=ticks(visit),
    )


def before_risks(visit: Visit) -> Page:
    """Whether to read about the risks."""
    words, stop = visit.words.risks, visit.place
    declined = stop.section in visit.declined
    mark: Mark = "chosen" if declined else "open"
    items = (Choice("show", words.show), Choice("skip", words.skip, mark=mark))
    return Page(
        id=stop.id,
        kind="before-risks",
        heading=words.heading,
        parts=(*notes(visit), Paragraph(words.text), Choices(items, "go")),
        controls=row(visit),
        title=visit.procedure.title,
        place=visit.section.title,
        ticks=ticks(visit),
        notice=words.choose_first if visit.choose_first else "",
        first="skip" if declined else "show",
    )
