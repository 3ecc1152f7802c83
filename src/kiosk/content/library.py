"""The walkthroughs and languages of the content folders: found by id, code or words."""

import logging
from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.folder import shipped
from kiosk.content.layers import Layers
from kiosk.content.options import is_ruled_out, understood
from kiosk.content.shelf import Shelf, key_of
from kiosk.content.terms import NOTHING, Chosen, Terms, said
from kiosk.content.wanted import MOST_LISTED, matches, near, which
from kiosk.model.card import Card
from kiosk.model.error import ContentError, Mistake, UnknownProcedureError, UsageError
from kiosk.model.language import Language
from kiosk.model.procedure import Procedure

if TYPE_CHECKING:  # the reader brings YAML and pydantic, the index SQLite: a start by an id does without
    from kiosk.content.catalogue import Catalogue
    from kiosk.content.reader import Reading


@dataclass
class Library:
    """Content folders. Nothing is read before it is asked for."""

    folder: Path = field(default_factory=lambda: shipped("content"))
    assets: Path = field(default_factory=lambda: shipped("assets"))
    language: str = "en"
    hospital: Mapping[str, str] = field(default_factory=dict)
    """The hospital's own values, such as the number to call."""
    shelf: Shelf = field(default_factory=lambda: Shelf(None))
    """Where what was found right is kept for the next start."""
    own: tuple[Path, ...] = ()
    """The hospital's own folders, the strongest first: a walkthrough there stands in the place of the same here."""
    require_review: bool = False
    """Whether only what somebody signed comes before a patient."""
    today: Callable[[], date] = date.today
    """The day by which a signature is overdue or not."""
    tell: Callable[[str], None] = logging.getLogger(__name__).info
    """Told in a sentence when thousands of walkthroughs are read for the first time."""

    @cached_property
    def layers(self) -> Layers:
        """The folders, one over the other."""
        return Layers((*self.own, self.folder))

    @cached_property
    def drawings(self) -> tuple[Path, ...]:
        """The folders of the drawings, the strongest first; a hospital's own lie in `assets` in its folder."""
        return (*(folder / "assets" for folder in self.own), self.assets)

    def ids(self) -> tuple[str, ...]:
        """Every walkthrough's id.

        Raises:
            ContentError: A folder is missing, unreadable or empty.
        """
        return tuple(self.layers.homes())

    def read(self, procedure_id: str, language: str = "", *, with_facts: bool = False) -> "Reading":
        """One walkthrough, whole, or all that is wrong with it; read from its files in any case."""
        from kiosk.content.reader import read_walkthrough

        home = self.layers.home(procedure_id)
        return read_walkthrough(home, language or self.language, self.drawings, with_facts=with_facts)

    def languages_of(self, procedure_id: str) -> tuple[str, ...]:
        """Every language that has a file of words for this walkthrough."""
        return self.layers.languages(procedure_id)

    def _made(self, procedure_id: str, chosen: Chosen = NOTHING) -> "Procedure | tuple[Mistake, ...]":
        """A walkthrough as it was kept, or as it is read now, or what is wrong with it."""
        key = self._key(procedure_id)
        name = ".".join((procedure_id, self.language, *said(chosen)))
        if kept := self.shelf.get(name, key, Procedure):
            return kept
        reading = self.read(procedure_id)
        if reading.procedure is None:
            return reading.mistakes
        made = reading.ready(Terms(chosen, self.hospital))
        if key == self._key(procedure_id):  # or it was changed while it was read
            self.shelf.put(name, key, made)
        return made

    def _key(self, procedure_id: str) -> str:
        home = self.layers.home(procedure_id)
        words = sorted(home.glob("??.yaml"))
        names = (file.name for file in words)
        return key_of((home / "procedure.yaml", *words), self.language, *self._values(), *names, *sorted(self._drawn()))

    def _values(self) -> tuple[str, ...]:
        """The hospital's own values, as a part of a key."""
        return tuple(f"{value}={text}" for value, text in self.hospital.items())

    def _drawn(self) -> frozenset[str]:
        """The names of all drawings."""
        return frozenset(file.name for folder in self.drawings for file in folder.glob("*.svg"))

    def procedure(self, procedure_id: str, wanted: Sequence[str] = ()) -> Procedure:
        """One walkthrough, right for the bytes of its files as they are now.

        Args:
            procedure_id: Its id.
            wanted: What was said of its options, such as `sedation`, `not sedation` or `region=neck`.

        Raises:
            ContentError: It has mistakes; the message names the first.
            UsageError: It has no such option, or would not be true with it.
        """
        one = self._shown(procedure_id)
        return self._shown(procedure_id, understood(one, wanted)) if wanted else one

    def _shown(self, procedure_id: str, chosen: Chosen = NOTHING) -> Procedure:
        made = self._made(procedure_id, chosen)
        if isinstance(made, Procedure):
            return made
        first = made[0]
        raise ContentError(
            f"The walkthrough {procedure_id} cannot be shown: {first.says} ({first.file.name}, line {first.line}). "
            "Run `kiosk content check`."
        )

    def like(self, one: Procedure) -> Procedure:
        """The same walkthrough, with the same options, in this library's language.

        Raises:
            ContentError: It has mistakes; the message names the first.
        """
        return self.with_chosen(one.id, one.chosen)

    def with_chosen(self, procedure_id: str, chosen: Sequence[str]) -> Procedure:
        """One walkthrough with options as a visit keeps them, such as `sedation=yes`.

        Raises:
            ContentError: It is not here any more, or has mistakes; the message names the first.
        """
        if procedure_id not in self.ids():
            raise ContentError(f"The walkthrough {procedure_id} is not here any more. `kiosk procedures` lists all.")
        return self._shown(
            procedure_id, {option: value for option, _, value in (said.partition("=") for said in chosen)}
        )

    @cached_property
    def catalogue(self) -> "Catalogue":
        """Knows what all walkthroughs are called."""
        from kiosk.content.catalogue import Catalogue

        folders = (str(folder.absolute()) for folder in (*self.layers.folders, *self.drawings))
        about = "\0".join((*folders, self.language, *self._values()))
        named = sha256(about.encode("utf-8", "surrogateescape")).hexdigest()[:12]
        file = self.shelf.file(f"{named}.index")
        return Catalogue(self.layers, self._drawn, self.language, file, self._card, self.tell)

    def _card(self, procedure_id: str, keep: bool) -> "Card | tuple[Mistake, ...]":
        """What the index notes of a walkthrough, which can be kept for the next start as well."""
        if keep:
            made = self._made(procedure_id)
        else:
            reading = self.read(procedure_id)
            made = reading.ready(Terms(NOTHING, self.hospital)) if reading.procedure else reading.mistakes
        return Card.of(made) if isinstance(made, Procedure) else made

    def are_few(self) -> bool:
        """Whether a list of all walkthroughs can be read by a person."""
        from kiosk.content.catalogue import FEW

        return len(self.ids()) <= FEW

    def cards(self) -> tuple[Card, ...]:
        """Every walkthrough that can be shown, without its pages."""
        return self.catalogue.ask(lambda index: tuple(index.cards()))

    def procedures(self, only: Container[str] | None = None) -> tuple[Procedure, ...]:
        """Every walkthrough that can be shown, with all its pages; of thousands, only those that are needed."""
        return tuple(self.procedure(card.id) for card in self.cards() if only is None or card.id in only)

    def broken(self) -> dict[str, tuple[Mistake, ...]]:
        """The walkthroughs that cannot be shown, by id, with what is wrong."""
        return self.catalogue.ask(lambda index: index.broken())

    def languages(self) -> tuple[str, ...]:
        """The ids of the languages that the kiosk itself speaks."""
        return tuple(file.stem for file in self.layers.files("languages") if len(file.stem) == 2)

    def speaking(self, language: str) -> "Library":
        """The same in another language; in its own where none is named.

        Raises:
            UsageError: The kiosk does not speak it.
        """
        if language in ("", self.language):
            return self
        if language not in self.languages():
            known = ", ".join(self.languages())
            raise UsageError(f"The kiosk does not speak “{language}”. There are: {known}.")
        return replace(self, language=language)

    def words(self) -> Language:
        """The sentences of the kiosk itself.

        Raises:
            ContentError: The language is missing or has mistakes.
        """
        file = self.layers.file("languages", f"{self.language}.yaml")
        key = key_of((file,))
        if kept := self.shelf.get(self.language, key, Language):
            return kept
        from kiosk.content.reader import read_language

        language, mistakes = read_language(file)
        if language is None:
            first = mistakes[0]
            raise ContentError(
                f"The language cannot be read: {first.says} ({first.file}, line {first.line}) {first.cure}"
            )
        self.shelf.put(self.language, key, language)
        return language

    def expect(self, named: str) -> bool:
        """Begin with what finding this will take, if it is worth beginning early; whether it is."""
        if not named or self.layers.has(named):
            return False
        self.catalogue.look_ahead()
        return True

    def find(self, named: str, wanted: Sequence[str] = (), first: "Library | None" = None) -> Procedure:
        """The one walkthrough that fits an id, a bare code, or words of its names.

        Args:
            named: The id, code or words.
            wanted: What was said of its options, as in `procedure`.
            first: Whose names come first, where somebody asks who speaks another language than the patient.

        Raises:
            UnknownProcedureError: None fits, or it is not clear which.
            ContentError: The one that fits cannot be shown.
            UsageError: It has no such option, or would not be true with it.
        """
        if self.layers.has(named):
            return self.procedure(named, wanted)
        fits, elsewhere, more = (first or self).catalogue.ask(lambda index: matches(index, named))
        if first and not fits and not elsewhere:
            return self.find(named, wanted)
        if len(fits) == 1:
            one = self.procedure(fits[0].id)
            chosen = understood(one, wanted)
            if all(is_ruled_out(one, chosen, other) for other in elsewhere):
                return self.procedure(one.id, wanted)
        if not fits and not elsewhere:
            raise UnknownProcedureError(self.nearest(named))
        raise UnknownProcedureError(which(named, fits, elsewhere, more=more))

    def nearest(self, wanted: str) -> str:
        """A sentence that names what comes nearest to a name that nothing has."""
        found = self.catalogue.ask(lambda index: near(index, wanted)) or self.ids()
        nearest = f" Nearest: {', '.join(found)}." if len(found) <= MOST_LISTED else ""
        return f"No procedure fits “{wanted}”.{nearest} `kiosk procedures` lists all."
