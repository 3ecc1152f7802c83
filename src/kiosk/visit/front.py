"""The pages that belong to no visit: waiting, choosing, help, and the staff's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.action import GetHelp, GoBack, GoOn, Hear, Stir
from kiosk.model.language import StaffWords
from kiosk.model.page import Choice, Choices, Control, Note, Page, Paragraph, Part, Points
from kiosk.model.review import Review

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Staff

MOST_DIGITS = 12
"""The longest PIN."""


def page_of(kiosk: Kiosk) -> Page:
    """What stands before the patient, or the staff, now; with what is to be said of the last act."""
    page = _with_voice(kiosk, _page(kiosk)) if kiosk.setup.voice else _page(kiosk)
    remark = kiosk.remark if kiosk.asked_to_quit is None else kiosk.setup.words.waiting.quit_again
    return replace(page, notice=remark) if remark else page


def _with_voice(kiosk: Kiosk, page: Page) -> Page:
    """The page with the button that turns the voice on and off; help also says the voice's keys."""
    words = kiosk.setup.words.voice
    if page.kind == "waiting":
        return replace(page, parts=(*page.parts, Paragraph(words.invite)))
    hear = Control("hear", words.pause if kiosk.comfort.voice else words.hear, "F2", Hear())
    parts = page.parts
    if page.kind == "help":
        parts = (*parts[:-1], Points(tuple(map(Paragraph, words.keys))), parts[-1])
    return replace(page, parts=parts, controls=(*page.controls, hear))


def _page(kiosk: Kiosk) -> Page:
    visit = kiosk.visit
    if kiosk.staff and not (visit and visit.warned is not None):
        return _staff(kiosk) if kiosk.staff.open else _pin(kiosk, kiosk.staff)
    if visit:
        return visit.page
    if kiosk.helping:
        return _help(kiosk)
    if not kiosk.choosing:
        return _waiting(kiosk)
    may_choose = kiosk.setup.may_choose and kiosk.offers is not None
    return _choose(kiosk) if may_choose else _nurse_starts(kiosk)


def _row(kiosk: Kiosk) -> tuple[Control, ...]:
    row = kiosk.setup.words.row
    return (Control("back", row.back, "←", GoBack()), Control("help", row.help, "F1", GetHelp()))


def _waiting(kiosk: Kiosk) -> Page:
    words = kiosk.setup.words.waiting
    parts: list[Part] = [Paragraph(words.text), Paragraph(words.open)]
    if kiosk.demonstration:
        parts.append(Note(words.demonstration))
    if kiosk.unreadable:
        parts.append(Note(words.unreadable.format(count=kiosk.unreadable)))
    return Page("waiting", "waiting", words.heading, tuple(parts), (Control("next", words.open, "", Stir()),))


def _choose(kiosk: Kiosk) -> Page:
    words = kiosk.setup.words.choose
    trouble = (Note(kiosk.setup.words.trouble.cannot_start),) if kiosk.failed else ()
    if not kiosk.offers:
        return Page("choose", "choose", words.none, trouble, _row(kiosk), first="back")
    return Page(
        id="choose",
        kind="choose",
        heading=words.heading,
        parts=(*trouble, Paragraph(words.text), Choices(kiosk.offers, "go")),
        controls=_row(kiosk),
        first=kiosk.offers[0].item,
    )


def _nurse_starts(kiosk: Kiosk) -> Page:
    words = kiosk.setup.words.choose
    parts = (Paragraph(words.nurse_text),)
    return Page("nurse-starts", "choose", words.nurse_heading, parts, _row(kiosk), first="back")


def _help(kiosk: Kiosk) -> Page:
    words = kiosk.setup.words.help
    staff = Choices((Choice("staff", words.staff),), "go")
    parts = (Paragraph(words.nurse), Points(tuple(map(Paragraph, words.keys))), staff)
    row = kiosk.setup.words.row
    return Page("help", "help", words.heading, parts, (*_row(kiosk), Control("next", row.close, "→", GoOn())))


def _pin(kiosk: Kiosk, staff: Staff) -> Page:
    words, row = kiosk.setup.words.staff, kiosk.setup.words.row
    digits = [Choice(digit, digit) for digit in "1234567890"]
    keys = (*digits, Choice("erase", words.erase), Choice("enter", words.enter))
    return Page(
        id="pin",
        kind="pin",
        heading=words.heading,
        parts=(Paragraph(words.pin), Choices(keys, "digits"), Note(words.typed.format(count=len(staff.typed)))),
        controls=(Control("back", row.back, "←", GoBack()),),
        notice=words.wrong if staff.missed else "",
        first="1",
    )


def _review(review: Review, words: StaffWords) -> str:
    """How the walkthrough is signed."""
    by = review.by
    if by is None:
        return words.unreviewed
    said = {"signed": words.signed, "overdue": words.overdue}.get(review.state, words.changed)
    return said.format(name=by.name, role=by.role, on=by.on, until=by.until)


def _staff(kiosk: Kiosk) -> Page:
    words, row, visit = kiosk.setup.words.staff, kiosk.setup.words.row, kiosk.visit
    parts: list[Part] = [Paragraph(words.about.format(version=kiosk.setup.version))]
    items = [Choice("stop", words.stop)]
    if kiosk.demonstration:
        parts.append(Paragraph(words.no_pin))
    if visit:
        one = visit.procedure
        parts.append(Paragraph(words.content.format(procedure=one.title, version=one.version, hash=one.hash)))
        parts.append(Paragraph(_review(one.review, words)))
        items.insert(0, Choice("end", words.end))
    items.append(Choice("return", words.back))
    return Page(
        id="staff",
        kind="staff",
        heading=words.heading,
        parts=(*parts, Choices(tuple(items), "go")),
        controls=(Control("back", row.back, "←", GoBack()),),
        first="return",
    )
