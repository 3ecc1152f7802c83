"""What acts do on the kiosk's own pages: how one likes it, trying the keys, what each key does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kiosk.model.action import Adjust, Choose, Explain, GetHelp, GoBack, GoOn, Hear, VisitAction
from kiosk.visit import adjusting
from kiosk.visit.staff import Staff

if TYPE_CHECKING:  # the kiosk passes its acts on to here, which needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome


def explained(kiosk: Kiosk, action: Explain, at: float) -> Kiosk:
    """A key says what it does; twice in a row it leads back."""
    here = kiosk.woken(at).stirred(at)
    if kiosk.aside != "keys":
        return here
    if action.press == kiosk.explained:
        return replace(here, aside=None, explained=None)
    return replace(here, explained=action.press)


def from_help(kiosk: Kiosk, action: VisitAction) -> Kiosk:
    """To the pages that help leads to."""
    if action == Choose("staff"):
        return replace(kiosk, staff=Staff(open=kiosk.demonstration))
    return replace(kiosk, aside="comfort" if action == Choose("comfort") else "keys", explained=None)


def aside(kiosk: Kiosk, action: VisitAction, at: float) -> Outcome:
    """An act on one of the kiosk's own pages."""
    if isinstance(action, GetHelp):
        there = replace(kiosk, aside=None, practised="")
        if kiosk.visit is None:
            return replace(there, helping=True), ()
        return (there, ()) if kiosk.visit.over == "help" else there.in_visit(action, at)
    if isinstance(action, GoBack | GoOn):
        below: Literal["comfort", "more"] | None = None
        below = "more" if kiosk.aside == "practice" else "comfort" if kiosk.aside == "more" else None
        return replace(kiosk, aside=below, practised=""), ()
    if not isinstance(action, Choose) or action.item not in kiosk.page.choices():
        return kiosk, ()
    if kiosk.aside == "practice":
        return replace(kiosk, practised=action.item), ()
    return _set(kiosk, action.item, at), ()


def _set(kiosk: Kiosk, item: str, at: float) -> Kiosk:
    """One of the things on the comfort page, which says itself how it stands now."""
    match item:
        case "more" | "practice":
            return replace(kiosk, aside=item)
        case "voice":
            return adjusting.eased(kiosk, Hear(), at)
        case "speed" | "volume":
            return replace(kiosk, comfort=kiosk.comfort.cycled(item)).patiently()
        case "language":
            return adjusting.in_next_language(kiosk, at)
        case "size" | "colours" | "onward" | "switches" | "scan":
            return replace(adjusting.eased(kiosk, Adjust(item), at), remark="")
    return kiosk
