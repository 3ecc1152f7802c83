"""What an act does to the kiosk: in the visit, on the staff's pages, on its own, or on none of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.action import (
    Action,
    Adjust,
    AskToQuit,
    ChangeLanguage,
    ChangeSpeed,
    ChangeVolume,
    Choose,
    Cleaned,
    Explain,
    GetHelp,
    GoBack,
    GoOn,
    Hear,
    HearAgain,
    Leave,
    LoseVoice,
    ReadOut,
    Saved,
    Scan,
    Spoke,
    Stir,
    Type,
    VisitAction,
)
from kiosk.model.event import Heard
from kiosk.visit import adjusting, asides, desk, staff
from kiosk.visit.clock import QUIT_WITHIN

if TYPE_CHECKING:  # the kiosk passes its acts on to here, which needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome


def do(kiosk: Kiosk, action: Action, at: float) -> Outcome:
    """What an act does."""
    there, events = _do(kiosk, action, at)
    heard = there.comfort.voice and not kiosk.comfort.voice and there.visit and not there.visit.ended
    if heard and there.visit:
        return replace(there, visit=replace(there.visit, heard=True)), (*events, Heard())
    return there, events


def _do(kiosk: Kiosk, action: Action, at: float) -> Outcome:
    if kiosk.cleaning and not isinstance(action, Leave):
        there = replace(kiosk, touched=at)
        return (there.wait() if isinstance(action, Cleaned) else there), ()
    match action:
        case Saved():
            visit = kiosk.visit.do(action, at)[0] if kiosk.visit else None
            return (kiosk if visit is kiosk.visit else replace(kiosk, visit=visit)), ()
        case AskToQuit():
            return _ask_to_quit(kiosk, at)
        case Spoke():
            visit = kiosk.visit.do(action, at)[0] if kiosk.visit else None
            return replace(kiosk, touched=kiosk.touched if kiosk.inviting else at, visit=visit), ()
        case ReadOut():
            return adjusting.read_out(kiosk, at), ()
        case LoseVoice():
            return adjusting.without_voice(kiosk, action)
        case ChangeLanguage():
            return adjusting.in_next_language(kiosk, at), ()
        case Explain():
            return asides.explained(kiosk, action, at), ()
        case Type() | Scan():
            return _typed(kiosk, action, at), ()
        case Cleaned():
            return kiosk, ()
        case Hear() | HearAgain() | ChangeSpeed() | ChangeVolume() | Adjust():
            return adjusting.eased(kiosk, action, at), ()
        case _:
            return _done(kiosk, action, at)


def _typed(kiosk: Kiosk, action: Type | Scan, at: float) -> Kiosk:
    """What the staff typed or scanned; before a patient it is nothing at all."""
    if kiosk.staff is None or not kiosk.is_theirs:
        return kiosk
    return desk.typed(kiosk.woken(at).stirred(at), kiosk.staff.desk, action)


def _done(kiosk: Kiosk, action: VisitAction, at: float) -> Outcome:
    """What an act does that is not about how one likes it."""
    here = kiosk.woken(at)
    if isinstance(action, Leave):
        there, events = here.in_visit(action, at) if kiosk.visit and not kiosk.visit.ended else (here, ())
        return replace(there, over=True, stopped=action.reason == "staff"), events
    if kiosk.visit and kiosk.visit.ended:
        return here.wait(), ()
    if kiosk.visit and kiosk.visit.warned is not None:
        return here.in_visit(action, at)
    if kiosk.staff:
        return staff.act(here.stirred(at), kiosk.staff, action, at)
    if kiosk.page.kind == "help" and action in (Choose("staff"), Choose("comfort"), Choose("keys")):
        return asides.from_help(here.stirred(at), action), ()
    if kiosk.aside:
        return asides.aside(here.stirred(at), action, at)
    return here.in_visit(action, at) if kiosk.visit else (_outside(here, action), ())


def _ask_to_quit(kiosk: Kiosk, at: float) -> Outcome:
    if not kiosk.demonstration:
        return do(kiosk, Stir(), at)
    if kiosk.asked_to_quit is None or at - kiosk.asked_to_quit > QUIT_WITHIN:
        return replace(kiosk, touched=at, asked_to_quit=at).stirred(at), ()
    return do(kiosk, Leave("staff"), at)


def _outside(kiosk: Kiosk, action: VisitAction) -> Kiosk:
    """An act on a page that belongs to no visit."""
    if isinstance(action, GetHelp):
        return replace(kiosk, helping=not kiosk.helping)
    if kiosk.helping:
        return replace(kiosk, helping=not isinstance(action, GoBack | GoOn))
    if not kiosk.choosing:
        return kiosk.opened()
    if isinstance(action, GoBack | GoOn):
        return kiosk.wait()
    if isinstance(action, Choose) and action.item in kiosk.page.choices():
        return replace(kiosk, wanted=action.item)
    return kiosk
