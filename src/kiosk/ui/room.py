"""Whether the screen has room for the squares that a patient takes along; where it has none, a page offers paper."""

from collections.abc import Callable
from dataclasses import replace

from kiosk.model.page import Page
from kiosk.ui.reader import Reader
from kiosk.visit.visit import Visit

LAST_PAGES = frozenset(("remember", "call", "take", "together"))
"""The kinds of stop on which it matters: they say how many pages there are to take along."""


class Room:
    """Looks once for each visit, language and grid."""

    def __init__(self) -> None:
        self._found: tuple[object, bool] = (None, False)

    def has(self, visit: Visit, screen: object, opened: Callable[[Page], Reader]) -> bool:
        """Whether every square of a visit can be shown; before the last pages, what was found last.

        Args:
            visit: The visit.
            screen: The grid, and how large the letters are.
            opened: Lays a page out on it.
        """
        return self.look(visit, screen, opened) if visit.place.kind in LAST_PAGES else self._found[1]

    def look(self, visit: Visit, screen: object, opened: Callable[[Page], Reader]) -> bool:
        """The same on any page: what was looked at before is known then."""
        asked = (visit.squares, visit.words.id, visit.saved, screen)
        if self._found[0] != asked:
            has = all(any(leaf.picture for leaf in opened(page).leaves) for page in _pages(visit))
            self._found = (asked, has)
        return self._found[1]


def _pages(visit: Visit) -> list[Page]:
    """The pages with squares."""
    there = replace(visit, over=None, warned=None, ended=None, shows_squares=True)
    return [replace(there, place=stop).page for stop in there.trail if stop.kind == "take"]
