"""What the staff do behind the PIN: find a walkthrough, prepare it, hand it over; go on with a visit; clean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from kiosk.content.which import LEAST_LETTERS, matches
from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, Leave, Scan, Type, VisitAction
from kiosk.model.procedure import YES_OR_NO, LaunchOption, Lookalike, Procedure
from kiosk.visit.comfort import following
from kiosk.visit.order import TICKET, Order

if TYPE_CHECKING:  # the kiosk passes its acts on to here, which needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome

START, OPTION = "start/", "option/"
"""Before the id of a walkthrough that is to be prepared, and of an option that is to be said."""

MOST_TYPED = 60
"""Characters of a name or a code."""

MOST_RECENT = 3
"""Walkthroughs that are offered first."""

Room = Literal["home", "find", "prepare", "ticket", "resume"]
"""The staff's pages."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the staff are, and what they have said so far."""

    room: Room = "home"
    text: str = field(default="", repr=False)
    """What was typed or scanned; never logged or kept."""
    order: Order = field(default_factory=Order)
    notice: str = ""


def act(kiosk: Kiosk, desk: Desk, action: VisitAction, at: float) -> Outcome:
    """What an act of the staff does."""
    if isinstance(action, GoBack | GetHelp):
        return _back(kiosk, desk), ()
    if action == Choose("end") and kiosk.visit:
        return replace(kiosk, staff=None).in_visit(Leave("staff"), at)
    if action == Choose("stop"):
        return kiosk.do(Leave("staff"), at)
    if isinstance(action, GoOn):
        return _go_on(kiosk, desk), ()
    if not isinstance(action, Choose) or action.item not in (*kiosk.page.choices(), "erase"):
        return kiosk, ()
    return _chosen(kiosk, replace(desk, notice=""), action.item), ()


def typed(kiosk: Kiosk, desk: Desk, action: Type | Scan) -> Kiosk:
    """What a letter or a barcode does: never anything to a visit that is under way."""
    words, desk = kiosk.words.desk, replace(desk, notice="")
    if kiosk.visit:
        return at_desk(kiosk, replace(desk, notice=words.busy)) if isinstance(action, Scan) else kiosk
    if desk.room in ("ticket", "resume"):
        return _ticketed(kiosk, desk, action)
    if isinstance(action, Scan):
        return _scanned(kiosk, desk, action.code)
    if desk.room == "prepare":
        return kiosk
    text = (desk.text if desk.room == "find" else "") + action.letter
    return at_desk(kiosk, Desk("find", text[:MOST_TYPED]))


def at_desk(kiosk: Kiosk, desk: Desk) -> Kiosk:
    """With the staff at another place of their pages."""
    return replace(kiosk, staff=replace(kiosk.staff, desk=desk)) if kiosk.staff else kiosk


def found(kiosk: Kiosk, text: str) -> tuple[Sequence[Procedure], Sequence[Lookalike]]:
    """The walkthroughs that fit what was typed, all of them before that; and what is not here."""
    if not text:
        return sorted(kiosk.catalogue, key=lambda one: one.title), ()
    return matches(kiosk.catalogue, text)


def is_short(text: str) -> bool:
    """Whether too little was typed to say that nothing fits."""
    return len(text) < LEAST_LETTERS


def one_of(kiosk: Kiosk, order: Order) -> Procedure | None:
    """The walkthrough that is being prepared."""
    return next((one for one in kiosk.catalogue if one.id == order.procedure), None)


def said_of(order: Order, option: LaunchOption) -> str:
    """The value that was said of an option, or an empty text."""
    if option.is_yes_or_no:
        return next((YES_OR_NO[no] for no in (0, 1) if _saying(option, YES_OR_NO[no]) in order.options), "")
    return next((value.id for value in option.values if _saying(option, value.id) in order.options), "")


def _saying(option: LaunchOption, value: str) -> str:
    if option.is_yes_or_no:
        return option.id if value == YES_OR_NO[0] else f"not {option.id}"
    return f"{option.id}={value}"


def _back(kiosk: Kiosk, desk: Desk) -> Kiosk:
    if desk.room == "home":
        return replace(kiosk, staff=None)
    return at_desk(kiosk, Desk("prepare", order=desk.order) if desk.room == "ticket" else Desk())


def _go_on(kiosk: Kiosk, desk: Desk) -> Kiosk:
    match desk.room:
        case "find":
            return _scanned(kiosk, desk, desk.text)
        case "ticket" | "resume":
            return _taken(kiosk, desk)
        case _:
            return kiosk


def _chosen(kiosk: Kiosk, desk: Desk, item: str) -> Kiosk:
    if item.startswith(START):
        return at_desk(kiosk, Desk("prepare", order=Order(item.removeprefix(START), language=kiosk.setup.words.id)))
    if desk.room == "prepare":
        return _prepared(kiosk, desk, item)
    if item == "erase":
        return at_desk(kiosk, replace(desk, text=desk.text[:-1]))
    if desk.room in ("ticket", "resume"):
        return _taken(kiosk, desk) if item == "take" else _ticketed(kiosk, desk, Type(item))
    if item == "find":
        return at_desk(kiosk, Desk("find"))
    if item == "resume":
        return at_desk(kiosk, Desk("resume"))
    if item == "clean":
        return replace(kiosk, staff=None, cleaning=True)
    return replace(kiosk, staff=None) if item == "return" else kiosk


def _scanned(kiosk: Kiosk, desk: Desk, code: str) -> Kiosk:
    """A name or a code as a whole: to its walkthrough, or to those that it could mean."""
    fits, elsewhere = found(kiosk, code) if code else ((), ())
    if len(fits) == 1 and not elsewhere:
        return _chosen(kiosk, desk, START + fits[0].id)
    words = kiosk.words.desk
    if fits or elsewhere:
        return at_desk(kiosk, Desk("find", code, notice=words.which))
    unknown = words.unknown.format(text=code[:MOST_TYPED])
    return at_desk(kiosk, replace(desk, notice=unknown if code else words.find_text))


def _prepared(kiosk: Kiosk, desk: Desk, item: str) -> Kiosk:
    """A switch turned on by one, or all handed over."""
    order, one = desk.order, one_of(kiosk, desk.order)
    match item:
        case "hand":
            return replace(at_desk(kiosk, desk), order=order)
        case "ticket":
            return at_desk(kiosk, Desk("ticket", order.ticket, order))
        case "aloud":
            order = replace(order, aloud=not order.aloud)
        case "size":
            order = replace(order, size=following(kiosk.setup.sizes, order.size or kiosk.setup.comfort.size))
        case "language" if one:
            order = replace(order, language=following(languages(kiosk, one), order.language))
        case _ if one:
            order = _with_option(one, order, item.removeprefix(OPTION))
    return at_desk(kiosk, replace(desk, order=order))


def languages(kiosk: Kiosk, one: Procedure) -> tuple[str, ...]:
    """The languages that both the kiosk and the walkthrough have."""
    return tuple(language for language in kiosk.languages if language in one.languages)


def _with_option(one: Procedure, order: Order, option_id: str) -> Order:
    """With the next value of an option; after the last it is not said any more."""
    option = next(option for option in one.options if option.id == option_id)
    values = ("", *(value.id for value in option.values if not value.lookalike))
    value = following(values, said_of(order, option))
    others = tuple(said for said in order.options if said not in {_saying(option, other) for other in values})
    return replace(order, options=(*others, _saying(option, value)) if value else others)


def _ticketed(kiosk: Kiosk, desk: Desk, action: Type | Scan) -> Kiosk:
    text = (desk.text + action.letter if isinstance(action, Type) else action.code).upper()
    if not TICKET.fullmatch(text):
        return at_desk(kiosk, replace(desk, notice=kiosk.words.desk.ticket_text))
    return at_desk(kiosk, replace(desk, text=text))


def _taken(kiosk: Kiosk, desk: Desk) -> Kiosk:
    """With the ticket that was typed; on the page for it none is a ticket too."""
    if desk.room == "ticket":
        return at_desk(kiosk, Desk("prepare", order=replace(desk.order, ticket=desk.text)))
    if not desk.text:
        return at_desk(kiosk, replace(desk, notice=kiosk.words.desk.ticket_text))
    return replace(at_desk(kiosk, desk), order=Order(ticket=desk.text, resume=True))
