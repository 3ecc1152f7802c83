"""Finds and starts what the staff ask for, on the kiosk's own page or from another program."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from kiosk.content.library import Library
from kiosk.content.signing import admitted, review_of
from kiosk.content.wanted import LEAST_LETTERS, matches
from kiosk.journal.recorder import Recorder
from kiosk.model.action import Saved
from kiosk.model.card import Card
from kiosk.model.error import ContentError, KioskError, UnknownVisitError, UnsignedError
from kiosk.model.event import Event, Heard
from kiosk.visit import desk as desks
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order
from kiosk.visit.resume import Past, resumed
from kiosk.visit.stock import Finds, Stock
from kiosk.visit.visit import Limits, Visit

_log = logging.getLogger(__name__)

MOST_RECENT = 3
"""Walkthroughs that are offered first."""

_HASH = 16
"""Hexadecimal digits of a hash that are shown."""


@dataclass(frozen=True, slots=True)
class Starter:
    """What is needed to find a walkthrough and start a visit."""

    library: Library
    recorder: Recorder
    new_id: Callable[[], str]
    """Makes the random id of a visit."""

    def answered(self, kiosk: Kiosk) -> Kiosk:
        """The kiosk with what the staff's pages ask for now: what is here, and what fits what was typed."""
        if not (kiosk.staff and kiosk.staff.open):
            return kiosk
        if kiosk.staff.desk.stock is None:
            kiosk = desks.stocked(kiosk, kiosk.staff.desk, self._stock())
        if kiosk.staff and (asked := kiosk.staff.desk.asked) is not None:
            kiosk = desks.looked_up(kiosk, kiosk.staff.desk, self._finds(asked, kiosk.staff.desk.finds.text))
        return kiosk

    def _stock(self) -> Stock:
        from hashlib import sha256

        last = self.recorder.recent()
        try:
            known, cards = self.library.catalogue.ask(
                lambda index: (index.editions(), [index.card(one) for one in last if index.has(one)][:MOST_RECENT])
            )
        except ContentError as error:
            _log.error("%s", error)
            return Stock()
        whole = "".join(sorted(f"{one} {version} {digest}\n" for one, version, digest in known))
        recent = tuple(map(self._reviewed, cards))
        return Stock(recent, len(known), sha256(whole.encode()).hexdigest()[:_HASH])

    def _finds(self, text: str, before: str) -> Finds:
        goes_on = bool(text and before) and (text.startswith(before) or before.startswith(text))
        try:
            if text:
                fits, elsewhere, more = self.library.catalogue.ask(
                    lambda index: matches(index, text), as_before=goes_on
                )
            else:
                few = self.library.are_few()
                fits, elsewhere, more = list(self.library.cards() if few else ()), [], not few
        except ContentError as error:
            _log.error("%s", error)
            return Finds(text)
        here = sorted(map(self._reviewed, fits), key=lambda one: one.title)
        return Finds(text, tuple(here), tuple(elsewhere), more, short=len(text) < LEAST_LETTERS)

    def _reviewed(self, card: Card) -> Card:
        return replace(card, review=review_of(self.library, card.id, card.hash))

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
            procedure = library.find(order.procedure, order.options)
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
