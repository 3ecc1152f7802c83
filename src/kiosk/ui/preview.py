"""The kiosk's own screen for an author: the pages of a walkthrough as its files are now. Nothing is written down."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from kiosk.content.library import Library
from kiosk.content.watch import EVERY, Seen, Watch
from kiosk.journal.recorder import Recorder
from kiosk.model.event import Event, VisitKey
from kiosk.ui.app import KioskApp
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.resume import Past
from kiosk.visit.visit import Visit


class _Nowhere(Recorder):
    """Keeps nothing: an author is no patient."""

    def __init__(self) -> None:
        """No journal."""

    def keep(self, key: VisitKey, events: Iterable[Event]) -> bool:  # noqa: ARG002 - nothing is kept
        """Nothing is lost."""
        return True

    def note_ticket(self, visit: Visit) -> None:
        """There is none."""

    def recent(self) -> tuple[str, ...]:
        """Nothing was started."""
        return ()

    def past(self, ticket: str) -> Past | None:
        """Nobody was here."""

    def tidy(self) -> None:
        """There is nothing to tidy."""

    def close(self) -> None:
        """There is nothing to close."""


class PreviewApp(KioskApp):
    """Draws the page anew when its files changed; the last good one stays while they are wrong."""

    def __init__(self, kiosk: Kiosk, library: Library, clock: Callable[[], float], watch: Watch) -> None:
        """An app.

        Args:
            kiosk: With a visit of the walkthrough.
            library: Where other languages are read.
            clock: Seconds on a clock that never goes back.
            watch: Looks at the files.
        """
        super().__init__(kiosk, library, _Nowhere(), clock, lambda: "preview")
        self._watch = watch

    def on_mount(self) -> None:
        """Begin to look; Textual calls what the kiosk does here by itself."""
        self.set_interval(EVERY, self.look)

    def look(self) -> None:
        """Whether the files changed, and if so, what they say."""
        if seen := self._watch.look():
            self._become(shown(self.kiosk, seen))


def shown(kiosk: Kiosk, seen: Seen) -> Kiosk:
    """The kiosk with what the files say now, at the same place or near it, in the language that is being written."""
    if kiosk.visit is None or seen.procedure is None or seen.words is None:
        return replace(kiosk, remark=seen.says)
    before, visit = kiosk.visit.trail, kiosk.visit.in_language(seen.words, seen.procedure)
    if visit.place not in visit.trail:
        visit = replace(visit, place=visit.trail[min(before.index(kiosk.visit.place), len(visit.trail) - 1)])
    return replace(kiosk, setup=replace(kiosk.setup, words=seen.words), spoken=None, visit=visit, remark=seen.says)
