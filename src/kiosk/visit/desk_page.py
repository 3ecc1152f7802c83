"""The staff's pages behind the PIN, and the page that stands while the screen is cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_uppercase, digits
from typing import TYPE_CHECKING

from kiosk.model.action import GoBack, GoOn
from kiosk.model.card import Card
from kiosk.model.page import Choice, Choices, Control, Note, Page, Paragraph, Part
from kiosk.model.procedure import LaunchOption, Procedure
from kiosk.model.review import Review
from kiosk.model.staff_words import StaffWords
from kiosk.visit import desk as desks
from kiosk.visit import handover
from kiosk.visit.desk import OPTION, START, Desk
from kiosk.visit.order import Order
from kiosk.visit.stock import Stock

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk


def desk_page(kiosk: Kiosk, desk: Desk) -> Page:
    """What the staff see behind the PIN."""
    match desk.room:
        case "find":
            return _find(kiosk, desk)
        case "prepare" if desk.one:
            return _prepare(kiosk, desk, desk.one)
        case "ticket" | "resume":
            return _ticket(kiosk, desk)
        case _:
            return _home(kiosk, desk)


def clean_page(kiosk: Kiosk) -> Page:
    """What stands while the screen is cleaned."""
    words = kiosk.words.desk
    parts = (Paragraph(words.clean_text), Choices((Choice("done", words.clean_done),), "go"))
    return Page("clean", "clean", words.clean_heading, parts, (), first="done")


def _row(kiosk: Kiosk) -> tuple[Control, ...]:
    return (Control("back", kiosk.words.row.back, "←", GoBack()),)


def _home(kiosk: Kiosk, desk: Desk) -> Page:
    words, visit = kiosk.words.staff, kiosk.visit
    about: list[Part] = [Paragraph(words.about.format(version=kiosk.setup.version))]
    if kiosk.demonstration:
        about.append(Paragraph(words.no_pin))
    stock = desk.stock or Stock()
    if visit:
        items = [Choice("end", words.end)]
        about += _content(kiosk, visit.procedure)
    else:
        items = list(_ways(kiosk, stock))
        about.append(Paragraph(kiosk.words.desk.contents.format(count=stock.count, hash=stock.hash)))
    if handover.account(kiosk):
        items.insert(0 if visit else len(stock.recent), Choice("review", kiosk.words.review.offer))
    items += [Choice("return", words.back if visit else kiosk.words.desk.back), Choice("stop", words.stop)]
    choices = Choices(tuple(items), "go")
    return Page(
        id="staff",
        kind="staff",
        heading=words.heading,
        parts=(*about, choices) if visit else (choices, *about),
        controls=_row(kiosk),
        notice=desk.notice,
        first="return" if visit else items[0].item,
    )


def _content(kiosk: Kiosk, one: Card | Procedure) -> list[Part]:
    words = kiosk.words.staff
    due = one.review.by.until if one.review.by else one.review_again
    return [
        Paragraph(words.content.format(procedure=one.title, version=one.version, hash=one.hash)),
        Paragraph(_review(one.review, words)),
        Paragraph(words.due.format(due)),
    ]


def _review(review: Review, words: StaffWords) -> str:
    """How the walkthrough is signed."""
    by = review.by
    if by is None:
        return words.unreviewed
    said = {"signed": words.signed, "overdue": words.overdue}.get(review.state, words.changed)
    return said.format(name=by.name, role=by.role)


def _ways(kiosk: Kiosk, stock: Stock) -> Iterator[Choice]:
    words = kiosk.words.desk
    for one in stock.recent:
        yield Choice(START + one.id, words.start.format(procedure=one.title))
    yield Choice("find", words.find)
    yield Choice("resume", words.resume)
    yield Choice("clean", words.clean)


def _find(kiosk: Kiosk, desk: Desk) -> Page:
    words = kiosk.words.desk
    finds = desk.finds
    items = tuple(Choice(START + one.id, one.title, about=one.apart) for one in finds.cards)
    parts: list[Part] = [Paragraph(words.find_text)]
    if desk.text:
        parts.append(Paragraph(words.typed.format(text=desk.text)))
    if not items and not finds.elsewhere and not finds.short and not desk.notice:
        parts.append(Note(words.unknown.format(text=desk.text)))
    parts += [Note(words.elsewhere.format(procedure=other.title, apart=other.apart)) for other in finds.elsewhere]
    parts += [Choices(items, "go")] if items else []
    parts += [Note(words.more)] if finds.more else []
    return Page(
        # Another list is another page: the first of it has the focus, and Enter starts it.
        id="/".join(("find", *(one.id for one in finds.cards))),
        kind="find",
        heading=words.find_heading,
        parts=tuple(parts),
        controls=(*_row(kiosk), Control("next", words.look, "→", GoOn())),
        notice=desk.notice,
        first=items[0].item if len(items) == 1 else "next",
    )


def _prepare(kiosk: Kiosk, desk: Desk, one: Card) -> Page:
    words = kiosk.words.desk
    return Page(
        id=f"prepare/{one.id}",
        kind="prepare",
        heading=one.title,
        parts=(
            Choices((Choice("hand", words.hand), *_switches(kiosk, desk.order, one)), "go"),
            Paragraph(one.apart),
            *_content(kiosk, one),
        ),
        controls=_row(kiosk),
        notice=desk.notice,
        first="hand",
    )


def _switches(kiosk: Kiosk, order: Order, one: Card) -> Iterator[Choice]:
    words, comfort = kiosk.words.desk, kiosk.words.comfort

    def told(item: str, what: str, value: str) -> Choice:
        return Choice(item, comfort.told.format(what=what, value=value))

    for option in one.options:
        yield told(OPTION + option.id, option.name[0].upper() + option.name[1:], _value(kiosk, order, option))
    if len(desks.languages(kiosk, one)) > 1:
        yield told("language", comfort.names.language, kiosk.names.get(order.language, order.language))
    if kiosk.setup.voice:
        yield told("aloud", comfort.names.voice, comfort.on if order.aloud else comfort.off)
    if len(kiosk.setup.sizes) > 1:
        size = order.size or kiosk.setup.comfort.size
        yield told("size", comfort.names.size, getattr(comfort.sizes, size))
    yield told("ticket", words.ticket, order.ticket or words.no_ticket)


def _value(kiosk: Kiosk, order: Order, option: LaunchOption) -> str:
    words, said = kiosk.words.desk, desks.said_of(order, option)
    if option.is_yes_or_no:
        return {"": words.unsaid, "yes": words.yes, "no": words.no}[said]
    return next((value.name for value in option.values if value.id == said), words.unsaid)


def _ticket(kiosk: Kiosk, desk: Desk) -> Page:
    words, resumes = kiosk.words.desk, desk.room == "resume"
    keys = tuple(Choice(letter, letter) for letter in (*ascii_uppercase, *digits, "-"))
    take = words.resume_take if resumes else words.take
    return Page(
        id=desk.room,
        kind="ticket",
        heading=words.resume_heading if resumes else words.ticket_heading,
        parts=(
            Paragraph(words.typed.format(text=desk.text or words.no_ticket)),
            Choices((Choice("take", take), Choice("erase", kiosk.words.staff.erase)), "go"),
            Paragraph(words.ticket_text),
            Choices(keys, "letters"),
        ),
        controls=_row(kiosk),
        notice=desk.notice,
        first="take",
    )
