"""The staff's pages on the kiosk: the PIN, which is slow after misses, and what it opens."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from kiosk.model.action import GoBack
from kiosk.model.frozen import dataclass
from kiosk.model.language import StaffWords
from kiosk.model.page import Choice, Choices, Control, Note, Page, Paragraph, Part
from kiosk.model.review import Review

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk

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
    missed: bool = False
    """Whether the last PIN did not fit."""


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
    return _opened(kiosk) if staff.open else _pin(kiosk, staff)


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
        parts=(Paragraph(words.pin), Choices(keys, "digits"), Note(words.typed.format(count=len(staff.typed)))),
        controls=(Control("back", row.back, "←", GoBack()),),
        notice=slow if waits else words.wrong if staff.missed else "",
        first="1",
    )


def _opened(kiosk: Kiosk) -> Page:
    words, row, visit = kiosk.words.staff, kiosk.words.row, kiosk.visit
    parts: list[Part] = [Paragraph(words.about.format(version=kiosk.setup.version))]
    items = [Choice("stop", words.stop)]
    if kiosk.demonstration:
        parts.append(Paragraph(words.no_pin))
    if visit:
        one = visit.procedure
        parts.append(Paragraph(words.content.format(procedure=one.title, version=one.version, hash=one.hash)))
        parts.append(Paragraph(_review(one.review, words)))
        parts.append(Paragraph(words.due.format(one.review.by.until if one.review.by else one.review_again)))
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


def _review(review: Review, words: StaffWords) -> str:
    """How the walkthrough is signed."""
    by = review.by
    if by is None:
        return words.unreviewed
    said = {"signed": words.signed, "overdue": words.overdue}.get(review.state, words.changed)
    return said.format(name=by.name, role=by.role)
