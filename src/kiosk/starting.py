"""Starts what the staff ordered, on the kiosk's own page or from another program."""

import logging
from collections.abc import Callable
from dataclasses import replace

from kiosk.content.library import Library
from kiosk.content.signing import admitted
from kiosk.door import Reply
from kiosk.journal.recorder import Recorder
from kiosk.model.action import Saved
from kiosk.model.error import (
    ContentError,
    KioskError,
    UnknownProcedureError,
    UnknownVisitError,
    UnsignedError,
    UsageError,
)
from kiosk.model.event import Event, Heard
from kiosk.model.frozen import dataclass
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order
from kiosk.visit.resume import Past, resumed
from kiosk.visit.visit import Limits, Visit

_log = logging.getLogger(__name__)

BUSY = (
    "The kiosk that waits here is in use, so nothing was started. When the visit is over, or ended on the kiosk's "
    "staff page, launch again."
)


@dataclass(frozen=True, slots=True)
class Starter:
    """What is needed to start a visit."""

    library: Library
    recorder: Recorder
    new_id: Callable[[], str]
    """Makes the random id of a visit."""

    def answer(self, kiosk: Kiosk, order: Order, at: float) -> tuple[Kiosk | None, Reply]:
        """What another program of this user asks for: the kiosk with it, unless it stays as it is, and the reply.

        A visit, or the staff, are not disturbed.
        """
        try:
            if kiosk.busy:
                self.begin(kiosk.setup.limits, order, at)  # who asks for what is not known learns that first
                return None, Reply("busy", BUSY)
            after = self.start(kiosk, order, at)
        except (UnknownProcedureError, UsageError) as error:
            return None, Reply("unknown", str(error))
        except KioskError as error:
            _log.error("%s", error)
            return None, Reply("refused", str(error))
        title = after.visit.procedure.title if after.visit else ""
        return after, Reply("started", f"Started on the kiosk that waits here: {title}.")

    def start(self, kiosk: Kiosk, order: Order, at: float) -> Kiosk:
        """The kiosk with the visit that was ordered, which is on disk.

        Raises:
            KioskError: It cannot be started; the kiosk is as it was.
        """
        visit, happened = self.begin(kiosk.setup.limits, order, at)
        fresh = kiosk.setup.comfort
        aloud = order.aloud and kiosk.setup.voice
        comfort = replace(fresh, voice=fresh.voice or aloud, size=order.size or fresh.size)
        begun = kiosk.hand_over(visit, comfort)
        happened += (Heard(),) if comfort.voice else ()
        kept = self.recorder.keep(visit.key, happened)
        self.recorder.note_ticket(visit)
        return begun.do(Saved(kept), at)[0]

    def begin(self, limits: Limits, order: Order, at: float) -> tuple[Visit, tuple[Event, ...]]:
        """The visit that was ordered, and what happened in it so far.

        Raises:
            KioskError: It cannot be started.
        """
        past = self._past(order) if order.resume else None
        library = self.library.speaking(past.languages[-1] if past else order.language)
        if past is None:
            procedure = library.find(order.procedure, order.options, self.library)
        else:
            procedure = library.with_chosen(past.procedure, past.options)
        procedure = admitted(library, procedure)
        if past and past.hash != procedure.hash:
            raise ContentError("The walkthrough has changed since that visit was ended. Launch it anew.")
        words = library.words()
        before = past.visit if past else ""
        visit, happened = Visit.begin(self.new_id(), procedure, words, limits, at, order.ticket, before)
        return (resumed(visit, past, self._names(past)) if past else visit), happened

    def _names(self, past: Past) -> list[str]:
        """What the languages of a visit call themselves, as far as they are still here."""
        return [self.library.speaking(one).words().name for one in past.languages if one in self.library.languages()]

    def _past(self, order: Order) -> Past:
        past = self.recorder.past(order.ticket)
        if past is None:
            raise UnknownVisitError(
                f"No visit with the ticket {order.ticket} was ended here today before its end. "
                "Check the ticket, or launch the walkthrough anew."
            )
        return past


def refusal(kiosk: Kiosk, order: Order, error: KioskError) -> str:
    """What the staff are told on their page."""
    words = kiosk.words.desk
    if isinstance(error, UnknownVisitError):
        return words.not_found.format(ticket=order.ticket)
    if isinstance(error, UnsignedError):
        return words.unsigned
    return words.changed if order.resume and isinstance(error, ContentError) else words.cannot
