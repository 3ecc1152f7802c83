"""Writes what happened in a visit; a journal that fails is logged and never stops the patient."""

import logging
from collections.abc import Iterable

from kiosk.journal.store import Journal
from kiosk.model.error import JournalError
from kiosk.model.event import Event, VisitKey
from kiosk.visit.visit import Visit

_log = logging.getLogger(__name__)


class Recorder:
    """Between a face of the kiosk and the journal."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

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

    def close_abandoned(self) -> None:
        """Close the visits of processes that died."""
        try:
            self._journal.close_abandoned()
        except JournalError as error:
            _log.error("%s", error)

    def close(self) -> None:
        """Let go of the journal."""
        self._journal.close()
