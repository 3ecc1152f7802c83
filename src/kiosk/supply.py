"""Brings the kiosk what it asks for from outside: walkthroughs, languages, visits, what the staff look for."""

import logging
from dataclasses import replace

from kiosk.content.library import Library
from kiosk.content.signing import admitted, offered, review_of
from kiosk.content.wanted import LEAST_LETTERS, matches
from kiosk.model.action import Saved
from kiosk.model.card import Card
from kiosk.model.error import ContentError, KioskError, UnknownVisitError
from kiosk.model.event import Heard
from kiosk.model.frozen import dataclass
from kiosk.model.page import Choice, Invitation
from kiosk.starting import Starter, refusal
from kiosk.visit import desk as desks
from kiosk.visit import handover
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order
from kiosk.visit.stock import Finds, Stock
from kiosk.visit.visit import Visit

_log = logging.getLogger(__name__)

MOST_RECENT = 3
"""Walkthroughs that are offered to the staff first."""

_HASH = 16
"""Hexadecimal digits of a hash that are shown."""


@dataclass(frozen=True, slots=True)
class Supply:
    """The content folders and the journal, for a kiosk that knows neither."""

    starter: Starter

    @property
    def library(self) -> Library:
        """Where walkthroughs are read, in the kiosk's own language."""
        return self.starter.library

    def of(self, kiosk: Kiosk, at: float) -> Kiosk:
        """The kiosk with all that it asks for now.

        Args:
            kiosk: As an act, or the clock, left it.
            at: Seconds on the kiosk's clock.
        """
        if kiosk.wanted:
            kiosk = self._chosen(kiosk, at)
        if kiosk.order:
            kiosk = self._ordered(kiosk, kiosk.order, at)
        if kiosk.wanted_language:
            kiosk = self._spoken(kiosk)
        return self.answered(kiosk)

    def offers(self, kiosk: Kiosk) -> Kiosk:
        """With the walkthroughs that a patient may choose from."""
        library = self._speaking(kiosk.words.id)
        try:
            few = library.are_few()
            found = offered(library) if few else ()
            ours = few and library is self.library
            unreadable = len(library.broken()) if ours else kiosk.unreadable
        except ContentError as error:
            _log.error("%s", error)
            few, found, unreadable = True, (), 1
        offers = tuple(Choice(one.id, one.title, about=one.sentence) for one in found)
        return kiosk.offering(offers if few else None, unreadable)

    def languages(self, kiosk: Kiosk) -> Kiosk:
        """With the languages that can be spoken, the kiosk's own first, and how each invites."""
        if kiosk.languages:
            return kiosk
        names: dict[str, str] = {}
        invitations: list[Invitation] = []
        for language in sorted(self.library.languages(), key=lambda one: one != self.library.language):
            try:
                words = self._speaking(language).words()
            except ContentError as error:
                _log.error("%s", error)
                continue
            names[language] = words.name
            invitations.append(Invitation(words.voice.invite, language))
        return kiosk.with_languages(tuple(names), tuple(invitations), names)

    def _speaking(self, language: str) -> Library:
        """The walkthroughs in a language."""
        return self.library if language == self.library.language else replace(self.library, language=language)

    def _chosen(self, kiosk: Kiosk, at: float) -> Kiosk:
        """A visit of the walkthrough that the patient chose."""
        try:
            library = self._speaking(kiosk.words.id)
            procedure = admitted(library, library.procedure(kiosk.wanted))
        except ContentError as error:
            _log.error("%s", error)
            return kiosk.cannot_begin()
        visit, happened = Visit.begin(self.starter.new_id(), procedure, kiosk.words, kiosk.setup.limits, at)
        happened += (Heard(),) if kiosk.comfort.voice else ()
        return kiosk.begin(visit).do(Saved(self.starter.recorder.keep(visit.key, happened)), at)[0]

    def _ordered(self, kiosk: Kiosk, order: Order, at: float) -> Kiosk:
        """What the staff ordered on their page."""
        try:
            return self.starter.start(kiosk, order, at)
        except KioskError as error:
            if not isinstance(error, UnknownVisitError):  # its sentence names the ticket, which no log keeps
                _log.error("%s", error)
            return kiosk.refuse(refusal(kiosk, order, error))

    def _spoken(self, kiosk: Kiosk) -> Kiosk:
        """In the language that was asked for."""
        library = self._speaking(kiosk.wanted_language)
        try:
            words = library.words()
            changed = None if kiosk.is_theirs else kiosk.visit
            procedure = admitted(library, library.like(changed.procedure)) if changed else None
        except ContentError as error:
            _log.error("%s", error)
            return kiosk.cannot_speak()
        there = kiosk.speaking(words, procedure)
        # At once, or another page would stand there until they are read, and the place on the list would be lost.
        return self.offers(there) if there.choosing and there.offers is None else there

    def answered(self, kiosk: Kiosk) -> Kiosk:
        """With what the staff's pages ask for: what is here, and what fits what was typed."""
        if not (kiosk.staff and kiosk.staff.open):
            return kiosk
        if kiosk.staff.desk.stock is None:
            kiosk = desks.stocked(kiosk, kiosk.staff.desk, self._stock())
        if kiosk.staff and (asked := kiosk.staff.desk.asked) is not None:
            kiosk = desks.looked_up(kiosk, kiosk.staff.desk, self._finds(asked, kiosk.staff.desk.finds.text))
        return self._beside(kiosk) if kiosk.staff and kiosk.staff.reviews else kiosk

    def _beside(self, kiosk: Kiosk) -> Kiosk:
        """With the walkthrough of the review in the language of the staff; without it they read the patient's."""
        account, language = handover.account(kiosk), kiosk.words.id
        if account is None or account.read_in.language == language or language not in account.procedure.languages:
            return kiosk
        try:
            one = self._speaking(language).like(account.procedure)
        except ContentError as error:
            _log.error("%s", error)
            return kiosk
        return replace(kiosk, staff=replace(kiosk.staff, beside=one)) if kiosk.staff else kiosk

    def _stock(self) -> Stock:
        from hashlib import sha256

        last = self.starter.recorder.recent()
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
