"""The staff's pages on the kiosk: the PIN, which is slow after misses, and what it opens."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, VisitAction
from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.model.page import Choice, Choices, Control, Page, Paragraph
from kiosk.model.procedure import Procedure
from kiosk.visit import desk, handover
from kiosk.visit.desk import Desk
from kiosk.visit.desk_page import desk_page
from kiosk.visit.review import review_page

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome

MOST_DIGITS = 12
"""The longest PIN."""

MOST_MISSES = 5
"""After so many wrong PINs in a row the next one has to wait."""

WAIT = 30.0
"""Seconds of the first wait; each further miss doubles it."""

LONGEST_WAIT = 900.0

LOCKS_AFTER = 120.0
"""Seconds without an act after which the staff's page closes."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff's pages."""

    typed: str = field(default="", repr=False)
    """The digits so far; never shown, spoken, logged or kept."""
    open: bool = False
    reviews: bool = False
    """Whether what was understood is on the screen."""
    at_once: bool = False
    """Whether that came right after the visit, without a PIN: no other page of the staff lies under it."""
    missed: bool = False
    """Whether the last PIN did not fit."""
    desk: Desk = field(default_factory=Desk)
    """Where they are behind the PIN."""
    spoken: Language | None = None
    """Their language behind the PIN, where they changed it; else it is the kiosk's."""
    beside: Procedure | None = None
    """The walkthrough of the review in their language, once it is read from outside."""


@dataclass(frozen=True, slots=True)
class Misses:
    """Wrong PINs since the last right one; who leaves the page and comes back finds them again."""

    count: int = 0
    until: float | None = None
    """Before this moment no PIN is taken."""

    @property
    def wait(self) -> float:
        """Seconds to wait after the last of them."""
        return min(LONGEST_WAIT, WAIT * 2 ** (self.count - MOST_MISSES)) if self.count >= MOST_MISSES else 0.0

    def one_more(self, at: float) -> Misses:
        """After another wrong PIN."""
        more = replace(self, count=self.count + 1)
        return replace(more, until=at + more.wait) if more.wait else more


def staff_page(kiosk: Kiosk, staff: Staff) -> Page:
    """What the staff see now."""
    if staff.open and staff.reviews and (account := handover.account(kiosk)):
        return review_page(kiosk, account)
    return desk_page(kiosk, staff.desk) if staff.open else _pin(kiosk, staff)


def _pin(kiosk: Kiosk, staff: Staff) -> Page:
    words, row = kiosk.words.staff, kiosk.words.row
    waits = kiosk.misses.until is not None
    digits = [Choice(digit, digit) for digit in "1234567890"]
    keys = (*digits, Choice("erase", words.erase), Choice("enter", words.enter))
    slow = words.slow.format(seconds=kiosk.misses.wait)
    return Page(
        id="pin",
        kind="pin",
        heading=words.heading,
        parts=(Paragraph(words.pin), Choices(keys, "digits")),
        controls=(Control("back", row.back, "←", GoBack()),),
        notice=slow if waits else words.wrong if staff.missed else words.typed.format(count=len(staff.typed)),
        first="1",
    )


def act(kiosk: Kiosk, staff: Staff, action: VisitAction, at: float) -> Outcome:
    """What an act of the staff does."""
    if staff.open and staff.reviews:
        return handover.act(kiosk, action), ()
    if staff.open:
        return desk.act(kiosk, staff.desk, action, at)
    if isinstance(action, GoBack | GetHelp):
        return replace(kiosk, staff=None), ()
    if isinstance(action, GoOn):
        action = Choose("enter")
    if not isinstance(action, Choose) or action.item not in kiosk.page.choices() or kiosk.misses.until is not None:
        return kiosk, ()
    return _typed(kiosk, staff, action.item, at), ()


def _typed(kiosk: Kiosk, staff: Staff, item: str, at: float) -> Kiosk:
    """A digit of the PIN, or all of it."""
    if item == "erase":
        return replace(kiosk, staff=Staff(staff.typed[:-1]))
    if item != "enter":
        return replace(kiosk, staff=Staff((staff.typed + item)[-MOST_DIGITS:]))
    if kiosk.setup.fits is not None and kiosk.setup.fits(staff.typed):
        return replace(kiosk, staff=Staff(open=True), misses=Misses())
    return replace(kiosk, staff=Staff(missed=True), misses=kiosk.misses.one_more(at))
