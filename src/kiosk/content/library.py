"""The walkthroughs and languages of the content folders: found by id, code or words."""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.folder import shipped
from kiosk.content.layers import Layers
from kiosk.content.shelf import Shelf, key_of
from kiosk.content.wanted import fitting, near
from kiosk.model.card import Card
from kiosk.model.error import ContentError, Mistake, UnknownProcedureError
from kiosk.model.language import Language
from kiosk.model.procedure import Lookalike, Procedure

if TYPE_CHECKING:  # the reader brings YAML and pydantic, the index SQLite: a start by an id does without
    from kiosk.content.catalogue import Catalogue
    from kiosk.content.index import Index
    from kiosk.content.reader import Reading

MOST_LISTED = 12
"""How many walkthroughs a sentence names."""


@dataclass
class Library:
    """Content folders. Nothing is read before it is asked for."""

    folder: Path = field(default_factory=lambda: shipped("content"))
    assets: Path = field(default_factory=lambda: shipped("assets"))
    language: str = "en"
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

    def read(self, procedure_id: str, *, with_facts: bool = False) -> "Reading":
        """One walkthrough, whole, or all that is wrong with it; read from its files in any case."""
        from kiosk.content.reader import read_walkthrough

        home = self.layers.home(procedure_id)
        return read_walkthrough(home, self.language, self.drawings, with_facts=with_facts)

    def _made(self, procedure_id: str) -> "Procedure | tuple[Mistake, ...]":
        """A walkthrough as it was kept, or as it is read now, or what is wrong with it."""
        key = self._key(procedure_id)
        name = f"{procedure_id}.{self.language}"
        if kept := self.shelf.get(name, key, Procedure):
            return kept
        reading = self.read(procedure_id)
        if reading.procedure is None:
            return reading.mistakes
        if key == self._key(procedure_id):  # or it was changed while it was read
            self.shelf.put(name, key, reading.procedure)
        return reading.procedure

    def _key(self, procedure_id: str) -> str:
        home = self.layers.home(procedure_id)
        words = sorted(home.glob("??.yaml"))
        names = (file.name for file in words)
        return key_of((home / "procedure.yaml", *words), self.language, *names, *sorted(self._drawn()))

    def _drawn(self) -> frozenset[str]:
        """The names of all drawings."""
        return frozenset(file.name for folder in self.drawings for file in folder.glob("*.svg"))

    def procedure(self, procedure_id: str) -> Procedure:
        """One walkthrough, right for the bytes of its files as they are now.

        Raises:
            ContentError: It has mistakes; the message names the first.
        """
        made = self._made(procedure_id)
        if isinstance(made, Procedure):
            return made
        first = made[0]
        raise ContentError(
            f"The walkthrough {procedure_id} cannot be shown: {first.says} ({first.file.name}, line {first.line}). "
            "Run `kiosk content check`."
        )

    @cached_property
    def catalogue(self) -> "Catalogue":
        """Knows what all walkthroughs are called."""
        from kiosk.content.catalogue import Catalogue

        folders = "\0".join(str(folder.absolute()) for folder in (*self.layers.folders, *self.drawings))
        named = sha256(f"{folders}\0{self.language}".encode("utf-8", "surrogateescape")).hexdigest()[:12]
        file = self.shelf.file(f"{named}.index")
        return Catalogue(self.layers, self._drawn, self.language, file, self._card, self.tell)

    def _card(self, procedure_id: str, keep: bool) -> "Card | tuple[Mistake, ...]":
        """What the index notes of a walkthrough, which can be kept for the next start as well."""
        if keep:
            made = self._made(procedure_id)
        else:
            reading = self.read(procedure_id)
            made = reading.procedure or reading.mistakes
        return Card.of(made) if isinstance(made, Procedure) else made

    def are_few(self) -> bool:
        """Whether a list of all walkthroughs can be read by a person."""
        from kiosk.content.catalogue import FEW

        return len(self.ids()) <= FEW

    def cards(self) -> tuple[Card, ...]:
        """Every walkthrough that can be shown, without its pages."""
        return self.catalogue.ask(lambda index: tuple(index.cards()))

    def procedures(self) -> tuple[Procedure, ...]:
        """Every walkthrough that can be shown, with all its pages."""
        return tuple(self.procedure(card.id) for card in self.cards())

    def broken(self) -> dict[str, tuple[Mistake, ...]]:
        """The walkthroughs that cannot be shown, by id, with what is wrong."""
        return self.catalogue.ask(lambda index: index.broken())

    def languages(self) -> tuple[str, ...]:
        """The ids of the languages that the kiosk itself speaks."""
        return tuple(file.stem for file in self.layers.files("languages") if len(file.stem) == 2)

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

    def find(self, wanted: str) -> Procedure:
        """The one walkthrough that fits an id, a bare code, or words of its names.

        Raises:
            UnknownProcedureError: None fits, or it is not clear which.
            ContentError: The one that fits cannot be shown.
        """
        if self.layers.has(wanted):
            return self.procedure(wanted)
        return self.procedure(self.catalogue.ask(lambda index: self._one(index, wanted)))

    def _one(self, index: "Index", wanted: str) -> str:
        found = fitting(index, wanted)
        fits = list(dict.fromkeys(name for name, other in found if other == index.OWN))
        others = [(name, other) for name, other in found if other != index.OWN]
        if len(fits) == 1 and not others:
            return fits[0]
        if not found:
            raise UnknownProcedureError(self.nearest(wanted))
        here = [index.card(name) for name in fits[:MOST_LISTED]]
        named = (index.card(name).lookalikes[other] for name, other in others[:MOST_LISTED])
        elsewhere = list(dict.fromkeys(named))
        if not fits:
            raise UnknownProcedureError(_elsewhere(wanted, elsewhere))
        raise UnknownProcedureError(_several(wanted, here, elsewhere, more=len(fits) > len(here)))

    def nearest(self, wanted: str) -> str:
        """A sentence that names what comes nearest to a name that nothing has."""
        found = self.catalogue.ask(lambda index: near(index, wanted)) or self.ids()
        nearest = f" Nearest: {', '.join(found)}." if len(found) <= MOST_LISTED else ""
        return f"No procedure fits “{wanted}”.{nearest} `kiosk procedures` lists all."


def _elsewhere(wanted: str, others: list[Lookalike]) -> str:
    other = others[0]
    return (
        f"“{wanted}”: that is the {other.title[0].lower()}{other.title[1:]} ({_clause(other.apart)}); "
        "its walkthrough is not here yet."
    )


def _clause(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")


def _several(wanted: str, fits: Sequence[Card], others: Iterable[Lookalike], *, more: bool) -> str:
    lines = [f"“{wanted}” fits more than one procedure, so nothing was started:"]
    lines += [f"  {one.id}: {one.title}. {one.apart}" for one in fits]
    lines += [f"  (not here) {other.title}. {other.apart}" for other in others]
    lines += ["  and more: say more of its name, or its code"] if more else []
    if len(fits) == 1:
        lines.append(f"The walkthrough here is the first. If that is what is planned: kiosk launch {fits[0].id}")
    else:
        lines.append("Start one by its id, such as: kiosk launch " + fits[0].id)
    return "\n".join(lines)
