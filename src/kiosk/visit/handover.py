"""What the staff do after a walkthrough: look at what was understood, and print it or the page to take home."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, VisitAction
from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.model.paper import Paper
from kiosk.visit.account import Account, account_of
from kiosk.visit.review import review_paper
from kiosk.visit.take_home import take_home_paper

if TYPE_CHECKING:  # the kiosk knows these acts, and they need the kiosk's type only
    from kiosk.visit.kiosk import Kiosk

HELD = 900.0
"""Seconds for which a locked kiosk that waits still knows what the last patient understood, for its staff alone."""

Sheet = Literal["review", "home"]
"""What can be printed."""


@dataclass(frozen=True, slots=True)
class Held:
    """What the last patient did."""

    account: Account
    words: Language
    """In the patient's language."""
    until: float
    """When it is forgotten."""


def held(kiosk: Kiosk) -> Held | None:
    """What is still known once a kiosk waits again: of a visit that was begun, where a PIN guards it."""
    visit = kiosk.visit
    if visit is None:
        return kiosk.held if not kiosk.demonstration else None
    at_once = kiosk.setup.nurse_sees_at_once and visit.ended == "finished"
    if visit.ended in (None, "not-started") or (kiosk.demonstration and not at_once):
        return None
    return Held(account_of(visit), visit.words, visit.touched + HELD)


def account(kiosk: Kiosk) -> Account | None:
    """What the staff can look at of who sits here, or sat here last; in their own language, once that is read."""
    found = account_of(kiosk.visit) if kiosk.visit else kiosk.held.account if kiosk.held else None
    beside = kiosk.staff.beside if kiosk.staff else None
    if found is None or beside is None or beside.language != kiosk.words.id:
        return found
    return found.laid_beside(beside)


def act(kiosk: Kiosk, action: VisitAction) -> Kiosk:
    """What an act on the review does."""
    if isinstance(action, GetHelp) or kiosk.staff is None or (kiosk.staff.at_once and _closes(action)):
        return kiosk.leave_staff()
    if _closes(action):
        return replace(kiosk, staff=replace(kiosk.staff, reviews=False))
    if action == Choose("print-review"):
        return replace(kiosk, printing="review")
    return replace(kiosk, printing="home") if action == Choose("print-home") else kiosk


def _closes(action: VisitAction) -> bool:
    return isinstance(action, GoBack | GoOn) or action == Choose("return")


def paper(kiosk: Kiosk) -> Paper | None:
    """What is to be printed: for the staff in their language, for home in the patient's."""
    of, home = account(kiosk), kiosk.visit or kiosk.held
    if of is None or home is None or kiosk.printing is None:
        return None
    return review_paper(of, kiosk.words) if kiosk.printing == "review" else take_home_paper(of.procedure, home.words)


def forgotten(kiosk: Kiosk) -> Kiosk:
    """With nothing known of the last patient any more, and a review of that closed."""
    there = replace(kiosk, held=None)
    if there.visit or there.staff is None or not there.staff.reviews:
        return there
    return there.leave_staff() if there.staff.at_once else replace(there, staff=replace(there.staff, reviews=False))
