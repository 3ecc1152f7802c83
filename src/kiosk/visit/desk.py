"""What the staff do behind the PIN: find a walkthrough, prepare it, hand it over; go on with a visit; clean."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, Literal

from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, Leave, Scan, Type, VisitAction
from kiosk.model.card import Card
from kiosk.model.frozen import dataclass
from kiosk.model.procedure import YES_OR_NO, LaunchOption
from kiosk.visit.comfort import following
from kiosk.visit.order import TICKET, Order
from kiosk.visit.stock import Finds, Stock

if TYPE_CHECKING:  # the kiosk passes its acts on to here, which needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome

START, OPTION = "start/", "option/"
"""Before the id of a walkthrough that is to be prepared, and of an option that is to be said."""

MOST_TYPED = 60
"""Characters of a name or a code."""

Room = Literal["home", "find", "prepare", "ticket", "resume"]
"""The staff's pages."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Where the staff are, and what they have said so far."""

    room: Room = "home"
    text: str = field(default="", repr=False)
    """What was typed or scanned; never logged or kept."""
    order: Order = field(default_factory=Order)
    one: Card | None = None
    """The walkthrough that is being prepared."""
    notice: str = ""
    finds: Finds = field(default_factory=Finds)
    asked: str | None = None
    """What is to be looked up from outside."""
    leads: bool = False
    """Whether the one that fits is then prepared straight away, as after a scan."""
    stock: Stock | None = None
    """None until it is read from outside."""


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
    text = (desk.text if desk.room == "find" else "") + action.letter
    return _finding(kiosk, text[:MOST_TYPED])


def at_desk(kiosk: Kiosk, desk: Desk) -> Kiosk:
    """With the staff at another place of their pages."""
    if kiosk.staff is None:
        return kiosk
    return replace(kiosk, staff=replace(kiosk.staff, desk=replace(desk, stock=desk.stock or kiosk.staff.desk.stock)))


def stocked(kiosk: Kiosk, desk: Desk, stock: Stock) -> Kiosk:
    """With all that is here, as it was read."""
    return at_desk(kiosk, replace(desk, stock=stock))


def looked_up(kiosk: Kiosk, desk: Desk, finds: Finds) -> Kiosk:
    """With what was found; a scan, or Enter, leads to the one walkthrough that fits, or to those it could mean."""
    there = replace(desk, finds=finds, asked=None, leads=False)
    if not desk.leads:
        return at_desk(kiosk, there)
    if len(finds.cards) == 1 and not finds.elsewhere:
        return _prepare(kiosk, finds.cards[0])
    words = kiosk.words.desk
    if finds.cards or finds.elsewhere:
        return at_desk(kiosk, replace(there, room="find", text=finds.text, notice=words.which))
    # The list that was there before stays.
    return at_desk(kiosk, replace(there, finds=desk.finds, notice=words.unknown.format(text=finds.text)))


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
    return at_desk(kiosk, Desk("prepare", order=desk.order, one=desk.one) if desk.room == "ticket" else Desk())


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
        cards = (*desk.finds.cards, *(desk.stock.recent if desk.stock else ()))
        return _prepare(kiosk, next(one for one in cards if one.id == item.removeprefix(START)))
    if desk.room == "prepare":
        return _prepared(kiosk, desk, item)
    if item == "erase":
        return _finding(kiosk, desk.text[:-1]) if desk.room == "find" else _shortened(kiosk, desk)
    if desk.room in ("ticket", "resume"):
        return _taken(kiosk, desk) if item == "take" else _ticketed(kiosk, desk, Type(item))
    if item == "review" and kiosk.staff:
        return replace(kiosk, staff=replace(kiosk.staff, reviews=True))
    if item == "find":
        return _finding(kiosk, "")
    if item == "resume":
        return at_desk(kiosk, Desk("resume"))
    if item == "clean":
        return replace(kiosk, staff=None, cleaning=True)
    return replace(kiosk, staff=None) if item == "return" else kiosk


def _scanned(kiosk: Kiosk, desk: Desk, code: str) -> Kiosk:
    """A name or a code as a whole."""
    if not code:
        return at_desk(kiosk, replace(desk, notice=kiosk.words.desk.find_text))
    return at_desk(kiosk, replace(desk, asked=code[:MOST_TYPED], leads=True))


def _finding(kiosk: Kiosk, text: str) -> Kiosk:
    """With all that fits a text to choose from."""
    finds = kiosk.staff.desk.finds if kiosk.staff else Finds()
    return at_desk(kiosk, Desk("find", text, finds=finds, asked=text))


def _shortened(kiosk: Kiosk, desk: Desk) -> Kiosk:
    return at_desk(kiosk, replace(desk, text=desk.text[:-1]))


def _prepare(kiosk: Kiosk, one: Card) -> Kiosk:
    return at_desk(kiosk, Desk("prepare", order=Order(one.id, language=kiosk.setup.words.id), one=one))


def _prepared(kiosk: Kiosk, desk: Desk, item: str) -> Kiosk:
    """A switch turned on by one, or all handed over."""
    order, one = desk.order, desk.one
    match item:
        case "hand":
            return replace(at_desk(kiosk, desk), order=order)
        case "ticket":
            return at_desk(kiosk, Desk("ticket", order.ticket, order, one))
        case "aloud":
            order = replace(order, aloud=not order.aloud)
        case "size":
            order = replace(order, size=following(kiosk.setup.sizes, order.size or kiosk.setup.comfort.size))
        case "language" if one:
            order = replace(order, language=following(languages(kiosk, one), order.language))
        case _ if one:
            order = _with_option(one, order, item.removeprefix(OPTION))
    return at_desk(kiosk, replace(desk, order=order))


def languages(kiosk: Kiosk, one: Card) -> tuple[str, ...]:
    """The languages that both the kiosk and the walkthrough have."""
    return tuple(language for language in kiosk.languages if language in one.languages)


def _with_option(one: Card, order: Order, option_id: str) -> Order:
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
        return at_desk(kiosk, Desk("prepare", order=replace(desk.order, ticket=desk.text), one=desk.one))
    if not desk.text:
        return at_desk(kiosk, replace(desk, notice=kiosk.words.desk.ticket_text))
    return replace(at_desk(kiosk, desk), order=Order(ticket=desk.text, resume=True))
