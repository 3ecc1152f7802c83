"""Writes what happened in a visit; a journal that fails is logged and never stops the patient."""

import logging
from collections.abc import Iterable
from datetime import timedelta

from kiosk.journal.past import past, recent
from kiosk.journal.store import Journal
from kiosk.model.error import JournalError
from kiosk.model.event import Event, VisitKey
from kiosk.visit.resume import Past
from kiosk.visit.visit import Visit

_log = logging.getLogger(__name__)

AT_ONCE = 2000
"""Events that a running kiosk removes in one go: more than an hour of visits, in some thirty milliseconds."""


class Recorder:
    """Between a face of the kiosk and the journal."""

    def __init__(self, journal: Journal, keep_days: int | None = None) -> None:
        """A recorder.

        Args:
            journal: Where it writes.
            keep_days: After how many days visits are removed; None for never.
        """
        self._journal = journal
        self._keep_days = keep_days

    def keep(self, key: VisitKey, events: Iterable[Event]) -> bool:
        """Write events; whether all that happened so far is on disk."""
        try:
            self._journal.append(key, events)
        except JournalError as error:
            _log.error("%s", error)
            return False
        return True

    def note_ticket(self, visit: Visit) -> None:
        """Keep which ticket belongs to a visit, if it has one, for twelve hours."""
        if not visit.ticket:
            return
        try:
            self._journal.note_ticket(visit.id, visit.ticket)
        except JournalError as error:
            _log.error("%s", error)

    def recent(self) -> tuple[str, ...]:
        """The walkthroughs that were started last, the newest first; none where the journal cannot be read."""
        try:
            return recent(self._journal.path.parent)
        except JournalError as error:
            _log.error("%s", error)
            return ()

    def past(self, ticket: str) -> Past | None:
        """The visit with this ticket that was ended today before its end.

        Raises:
            JournalError: The journal cannot be read.
        """
        return past(self._journal.path.parent, ticket, self._journal.now())

    def tidy(self) -> None:
        """Close the visits of processes that died, and remove what is older than visits are kept."""
        try:
            self._journal.close_abandoned()
            if self._keep_days is not None:
                self._journal.purge(timedelta(days=self._keep_days), AT_ONCE)
        except JournalError as error:
            _log.error("%s", error)

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()
