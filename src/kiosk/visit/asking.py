"""The pages that ask: questions, what became of the answer, and what to ask the nurse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.model.page import Choice, Choices, Feedback, Note, Page, Paragraph, Part
from kiosk.model.procedure import UNSURE, Question
from kiosk.visit.frame import notes, row, ticks
from kiosk.visit.plan import MOST_TRIES

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit


def question(visit: Visit) -> Page:
    """A question; once confirmed, its answer can only be read."""
    words, stop, asked = visit.words.question, visit.place, visit.question(visit.place)
    answer = visit.answer(stop)
    chosen = answer.option if answer else visit.chosen
    options = [*((one.id, one.text) for one in asked.options), (UNSURE, words.unsure)]
    items = tuple(Choice(item, text, mark="chosen" if item == chosen else "open") for item, text in options)
    notice = words.choose_first if visit.choose_first else words.hint
    if answer:
        notice = words.locked
    elif chosen:
        notice = words.chosen.format(number=[item for item, _ in options].index(chosen) + 1)
    return Page(
        id=stop.id,
        kind="question",
        heading=asked.ask,
        parts=(
            *notes(visit),
            Note(words.opening if stop.attempt == 1 else words.opening_again),
            Choices(items, "one", locked=answer is not None),
        ),
        controls=row(visit, visit.words.row.confirm if chosen and not answer else ""),
        title=visit.procedure.title,
        place=words.place.format(section=visit.section.title),
        ticks=ticks(visit),
        notice=notice,
        first="next" if answer else (chosen or items[0].item),
    )


def _answer_text(visit: Visit, question: Question, option: str) -> str:
    if option == UNSURE:
        return visit.words.question.unsure
    return next(one.text for one in question.options if one.id == option)


def _answer_is(visit: Visit, question: Question) -> str:
    """The right answer, for who was not sure twice."""
    return visit.words.question.answer_is.format(answer=_answer_text(visit, question, question.right).rstrip("."))


def feedback(visit: Visit) -> Page:
    """What became of an answer, which teaches."""
    words, stop, asked = visit.words.question, visit.place, visit.question(visit.place)
    answer = visit.answers[asked.id, stop.attempt]
    last = stop.attempt == MOST_TRIES
    unsure = answer.option == UNSURE
    taught = "" if unsure else next(one.feedback for one in asked.options if one.id == answer.option)
    if answer.result == "right":
        part = Feedback("right", words.right, taught)
    elif last:
        part = Feedback("together", words.together, taught or _answer_is(visit, asked))
    elif unsure:
        part = Feedback("again", words.unsure_heading, words.unsure_text)
    else:
        part = Feedback("again", words.again, taught)
    after: list[Part] = []
    if answer.result != "right" and not last:
        after.append(Paragraph(words.look_again))
    elif answer.result != "right":
        after.append(Paragraph(words.together_text))
    return Page(
        id=stop.id,
        kind="feedback",
        heading=asked.ask,
        parts=(
            *notes(visit),
            Paragraph(words.your_answer.format(answer=_answer_text(visit, asked, answer.option))),
            part,
            *after,
        ),
        controls=row(visit),
        title=visit.procedure.title,
        place=words.place.format(section=visit.section.title),
        ticks=ticks(visit),
    )


def to_ask(visit: Visit) -> Page:
    """Ready-made questions to mark for the nurse."""
    words = visit.words.to_ask
    items = tuple(
        Choice(
            note.id,
            note.line.text,
            mark="chosen" if note.id in visit.marked else "open",
            mark_label=words.marked if note.id in visit.marked else "",
        )
        for note in visit.procedure.to_ask
    )
    return Page(
        id=visit.place.id,
        kind="to-ask",
        heading=words.heading,
        parts=(*notes(visit), Paragraph(words.text), Choices(items, "many")),
        controls=row(visit),
        title=visit.procedure.title,
        place=words.place,
        ticks=ticks(visit),
    )
