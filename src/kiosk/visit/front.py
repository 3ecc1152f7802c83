"""The pages that belong to no visit: waiting, choosing, help; and what the kiosk adds to every page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.action import Adjust, GetHelp, GoBack, GoOn, Hear, Stir
from kiosk.model.page import Choice, Choices, Control, Invitation, Note, Page, Paragraph, Part, Points
from kiosk.visit.desk_page import clean_page
from kiosk.visit.easing import comfort_page, keys_page, more_page, practice_page
from kiosk.visit.staff import staff_page

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk


def page_of(kiosk: Kiosk) -> Page:
    """What stands before the patient, or the staff, now; with what is to be said of the last act."""
    page = _page(kiosk)
    if page.kind == "help":
        page = _with_more_help(kiosk, page)
    if page.kind not in ("waiting", "clean"):
        page = replace(page, controls=(*page.controls, *_comforts(kiosk)))
    remark = kiosk.remark if kiosk.asked_to_quit is None else kiosk.words.waiting.quit_again
    return replace(page, notice=remark) if remark else page


def _comforts(kiosk: Kiosk) -> tuple[Control, ...]:
    """The buttons that turn the voice on and off, and change the size of the letters."""
    words, found = kiosk.words, []
    if kiosk.setup.voice:
        label = words.voice.pause if kiosk.comfort.voice else words.voice.hear
        found.append(Control("hear", label, "F2", Hear()))
    if len(kiosk.setup.sizes) > 1:
        found.append(Control("bigger", words.comfort.bigger, "F4", Adjust("size")))
    return tuple(found)


def _with_more_help(kiosk: Kiosk, page: Page) -> Page:
    """Help says the voice's keys too, and leads to the pages that make it easier."""
    words = kiosk.words
    more = (Choice("comfort", words.comfort.offer), Choice("keys", words.key_help.offer))
    parts: list[Part] = []
    for part in page.parts:
        if isinstance(part, Choices):
            first = 1 if part.items[0].item == "contents" else 0
            part = replace(part, items=(*part.items[:first], *more, *part.items[first:]))
        parts.append(part)
    keys = (*(words.voice.keys if kiosk.setup.voice else ()), *words.comfort.keys)
    return replace(page, parts=(*parts, Points(tuple(map(Paragraph, keys)))))


def _page(kiosk: Kiosk) -> Page:
    visit = kiosk.visit
    if visit and (visit.warned is not None or visit.ended):
        return visit.page
    if kiosk.cleaning:
        return clean_page(kiosk)
    if kiosk.staff:
        return staff_page(kiosk, kiosk.staff)
    match kiosk.aside:
        case "comfort":
            return comfort_page(kiosk)
        case "more":
            return more_page(kiosk)
        case "practice":
            return practice_page(kiosk)
        case "keys":
            return keys_page(kiosk)
    if visit:
        return visit.page
    if kiosk.helping:
        return _help(kiosk)
    if not kiosk.choosing:
        return _waiting(kiosk)
    may_choose = kiosk.setup.may_choose and kiosk.offers is not None
    return _choose(kiosk) if may_choose else _nurse_starts(kiosk)


def _row(kiosk: Kiosk) -> tuple[Control, ...]:
    row = kiosk.words.row
    return (Control("back", row.back, "←", GoBack()), Control("help", row.help, "F1", GetHelp()))


def _waiting(kiosk: Kiosk) -> Page:
    words = kiosk.words.waiting
    parts: list[Part] = [Paragraph(words.text), Paragraph(words.open)]
    if kiosk.setup.voice:
        parts += kiosk.invitations or [Invitation(kiosk.words.voice.invite, kiosk.words.id)]
    if kiosk.demonstration:
        parts.append(Note(words.demonstration))
    if kiosk.unreadable:
        parts.append(Note(words.unreadable.format(count=kiosk.unreadable)))
    return Page("waiting", "waiting", words.heading, tuple(parts), (Control("next", words.open, "", Stir()),))


def _choose(kiosk: Kiosk) -> Page:
    words = kiosk.words.choose
    trouble = (Note(kiosk.words.trouble.cannot_start),) if kiosk.failed else ()
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
    words = kiosk.words.choose
    parts = (Paragraph(words.nurse_text),)
    return Page("nurse-starts", "choose", words.nurse_heading, parts, _row(kiosk), first="back")


def _help(kiosk: Kiosk) -> Page:
    words = kiosk.words.help
    staff = Choices((Choice("staff", words.staff),), "go")
    parts = (Paragraph(words.nurse), staff, Points(tuple(map(Paragraph, words.keys))))
    row = kiosk.words.row
    return Page("help", "help", words.heading, parts, (*_row(kiosk), Control("next", row.close, "→", GoOn())))
