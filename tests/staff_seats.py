"""A kiosk at every page behind the PIN, for tests that look at all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from every_page import LIBRARY
from kiosk.content.library import Library
from kiosk.journal.recorder import Recorder
from kiosk.journal.store import Journal
from kiosk.model.action import Action, Choose, Scan, Type
from kiosk.starting import Starter
from kiosk.supply import Supply
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.staff import Staff

MOST_OPTIONS = "deep-soft-tissue-biopsy"


class Started(Recorder):
    """A recorder of a kiosk on which these walkthroughs were started last."""

    def __init__(self, *recent: str) -> None:
        super().__init__(Journal(Path("nowhere")))
        self._recent = recent

    def recent(self) -> tuple[str, ...]:
        return self._recent


@dataclass
class Desk:
    """Takes the staff's acts, with a library that answers what their pages ask."""

    supply: Supply

    @classmethod
    def of(cls, *recent: str, library: Library = LIBRARY) -> "Desk":
        return cls(Supply(Starter(library, Started(*recent), lambda: "visit")))

    def opened(self, waiting: Kiosk) -> Kiosk:
        """The staff behind the PIN of a kiosk that waits."""
        names = {"en": "English", "es": "Español"}
        known = waiting.with_languages(tuple(names), waiting.invitations, names)
        return self.supply.answered(replace(known, staff=Staff(open=True)))

    def do(self, kiosk: Kiosk, *actions: Action) -> Kiosk:
        """The kiosk after some acts."""
        for action in actions:
            kiosk = self.supply.answered(kiosk.do(action, kiosk.touched + 1)[0])
        return kiosk


def desks(waiting: Kiosk, library: Library = LIBRARY) -> Iterator[Kiosk]:
    """The staff at each of their pages, and the page that stands while the screen is cleaned."""
    desk = Desk.of("sialogram", "radiotherapy-port-images", library=library)
    home = desk.opened(waiting)
    find = desk.do(home, Choose("find"))
    prepare = desk.do(find, Choose(f"start/{MOST_OPTIONS}"))
    ticket = desk.do(prepare, Choose("ticket"))
    yield from (home, desk.do(home, Scan("00000000")), find, prepare, ticket, desk.do(ticket, Type("a"), Choose("7")))
    yield desk.do(home, Choose("resume"))
    for text in ("x", "xyz", "sia", "open", "70390"):
        yield desk.do(find, *map(Type, text))
    for item in prepare.page.choices():
        yield desk.do(prepare, Choose(item))
    yield desk.do(prepare, Choose("ticket"), Type("B"), Choose("take"))
    yield desk.do(home, Choose("clean"))
