"""What the nurse talks about with the patient: made from what happened, for the screen, for paper and as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kiosk.model.action import GoBack, GoOn
from kiosk.model.event import Answered
from kiosk.model.language import Language
from kiosk.model.page import Choice, Choices, Control, Page, Paragraph, Part, Points
from kiosk.model.paper import Paper, Passage
from kiosk.model.procedure import UNSURE, Question, Section
from kiosk.visit.account import Account

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk

QUICK = 2.0
"""Seconds under which a step was hardly read."""


def review(account: Account, words: Language) -> tuple[Passage, ...]:
    """What was missed, marked and skipped; then how it was read."""
    say = words.review
    missed = tuple(_missed(account, words))
    marked = [note.line.text for note in account.read_in.to_ask if note.id in account.marked]
    skipped = list(_skipped(account, words))
    none = Paragraph(say.nothing if account.answers else say.unanswered)
    found = [Passage(say.missed, missed or (none,))]
    found += [Passage(say.marked, (_points(marked),))] if marked else []
    found += [Passage(say.skipped, (_points(skipped),))] if skipped else []
    return (*found, Passage(say.reading, (_points(_reading(account, words)),)))


def review_page(kiosk: Kiosk, account: Account) -> Page:
    """The review on the screen, with what can be printed."""
    words, say = kiosk.words, kiosk.words.review
    parts: list[Part] = []
    for passage in review(account, words):
        parts += [Paragraph(f"{passage.heading}:"), *passage.parts]
    items = (Choice("print-review", say.print), Choice("print-home", say.print_home), Choice("return", words.row.close))
    return Page(
        id="review",
        kind="review",
        heading=say.heading,
        parts=(*parts, Choices(items, "go")),
        controls=(
            Control("back", words.row.back, "←", GoBack()),
            Control("next", words.row.close, "→", GoOn()),
        ),
        title=account.read_in.title,
    )


def review_paper(account: Account, words: Language) -> Paper:
    """The review on paper."""
    one = account.read_in
    foot = words.staff.content.format(procedure=one.title, version=one.version, hash=one.hash)
    title = f"{words.review.heading}: {one.title}"
    return Paper(f"review-{one.id}", words.id, title, review(account, words), foot)


def _points(texts: Iterable[str]) -> Points:
    return Points(tuple(map(Paragraph, texts)))


def _missed(account: Account, words: Language) -> Iterator[Part]:
    """Each question that was not right at first, with what to say."""
    say = words.review
    for section in account.read_in.sections:
        for question in section.questions:
            first, last = (account.answers.get((question.id, attempt)) for attempt in (1, 2))
            if first is None or first.result == "right":
                continue
            step = next((step.heading for step in section.steps if step.id == question.about), "")
            tried = say.last.format(answer=_answer(question, last, words)) if last else say.no_second
            yield Paragraph(question.ask)
            yield _points(
                (
                    say.first.format(answer=_answer(question, first, words)),
                    tried,
                    say.step.format(section=section.title, step=step),
                    say.teach_back.format(sentence=question.teach_back),
                    *_in_theirs(account, section, question, words),
                )
            )


def _in_theirs(account: Account, section: Section, question: Question, words: Language) -> Iterator[str]:
    """What to say once more in the patient's language, where the review is in another: to be read out, or shown."""
    if account.beside:
        theirs = next(one for one in account.procedure.section(section.id).questions if one.id == question.id)
        yield words.comfort.told.format(what=account.languages[-1], value=theirs.teach_back)


def _answer(question: Question, answer: Answered, words: Language) -> str:
    """What was chosen, and what it was: right, wrong, not sure."""
    results = words.review.results
    if answer.option == UNSURE:
        return results.unsure
    text = next((option.text for option in question.options if option.id == answer.option), answer.option)
    return f"{text} ({results.right if answer.result == 'right' else results.wrong})"


def _skipped(account: Account, words: Language) -> Iterator[str]:
    say = words.review
    for section in account.read_in.sections:
        if section.id in account.declined:
            yield say.declined.format(section=section.title)
            continue
        read = [account.seconds.get(f"{section.id}/{step.id}") for step in section.steps]
        if all(seconds is None for seconds in read):
            yield say.all_unread.format(section=section.title)
        elif all(seconds is not None and seconds < QUICK for seconds in read):
            yield say.all_quick.format(section=section.title)
        else:
            for step, seconds in zip(section.steps, read, strict=True):
                if seconds is None:
                    yield say.unread.format(section=section.title, step=step.heading)
                elif seconds < QUICK:
                    yield say.quick.format(section=section.title, step=step.heading)


def _reading(account: Account, words: Language) -> Iterator[str]:
    say = words.review
    asked = [one.id for section in account.read_in.sections for one in section.questions]
    answered = {question for question, _ in account.answers}
    yield say.answered.format(count=len(answered), total=len(asked))
    for section in account.read_in.sections:
        if seconds := _seconds(account, section):
            minutes = say.minutes.format(minutes=round(seconds / 60, 1))
            yield say.in_section.format(section=section.title, minutes=minutes)
    yield say.heard if account.heard else say.not_heard
    if "before" in account.felt:
        yield say.felt_before.format(value=account.felt["before"])
    if "after" in account.felt:
        yield say.felt_after.format(value=account.felt["after"])
    yield say.languages.format(names=", ".join(account.languages))


def _seconds(account: Account, section: Section) -> float:
    return sum(seconds for step, seconds in account.seconds.items() if step.startswith(f"{section.id}/"))
