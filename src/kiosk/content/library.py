"""The walkthroughs and languages of a content folder: found by id, code or words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.folder import shipped
from kiosk.content.options import is_ruled_out, understood
from kiosk.content.shelf import Shelf, key_of
from kiosk.content.terms import NOTHING, Chosen, Terms, said
from kiosk.content.which import matches, which
from kiosk.model.error import ContentError, Mistake, UnknownProcedureError
from kiosk.model.language import Language
from kiosk.model.procedure import Procedure

if TYPE_CHECKING:  # the reader brings YAML and pydantic, which a start that finds all kept does without
    from kiosk.content.reader import Reading


@dataclass
class Library:
    """A content folder. Nothing is read before it is asked for."""

    folder: Path = field(default_factory=lambda: shipped("content"))
    assets: Path = field(default_factory=lambda: shipped("assets"))
    language: str = "en"
    hospital: Mapping[str, str] = field(default_factory=dict)
    """The hospital's own values, such as the number to call."""
    shelf: Shelf = field(default_factory=lambda: Shelf(None))
    """Where what was found right is kept for the next start."""

    def ids(self) -> tuple[str, ...]:
        """Every walkthrough's id.

        Raises:
            ContentError: The folder is missing, unreadable or empty.
        """
        home = self.folder / "procedures"
        try:
            found = tuple(
                sorted(entry.name for entry in home.iterdir() if entry.is_dir() and entry.name[0] not in "._")
            )
        except OSError as error:
            raise ContentError(
                f"The walkthroughs cannot be read: looked for folders in {home} ({error.strerror}). "
                "Name the right folder with --content, or install the kiosk again."
            ) from error
        if not found:
            raise ContentError(
                f"There are no walkthroughs: looked for folders with a procedure.yaml in {home}. "
                "Put one there, or name another folder with --content."
            )
        return found

    def read(self, procedure_id: str, language: str = "", *, with_facts: bool = False) -> "Reading":
        """One walkthrough, whole, or all that is wrong with it; read from its files in any case."""
        from kiosk.content.reader import read_walkthrough

        home = self._home(procedure_id)
        return read_walkthrough(home, language or self.language, self.assets, with_facts=with_facts)

    def languages_of(self, procedure_id: str) -> tuple[str, ...]:
        """Every language that has a file of words for this walkthrough."""
        return tuple(sorted(file.stem for file in self._home(procedure_id).glob("??.yaml")))

    def _home(self, procedure_id: str) -> Path:
        return self.folder / "procedures" / procedure_id

    def _made(self, procedure_id: str, chosen: Chosen = NOTHING) -> "Procedure | tuple[Mistake, ...]":
        """A walkthrough as it was kept, or as it is read now, or what is wrong with it."""
        home = self._home(procedure_id)
        words = sorted(home.glob("??.yaml"))
        drawings = sorted(file.name for file in self.assets.glob("*.svg"))
        values = (f"{value}={text}" for value, text in self.hospital.items())
        key = key_of(
            (home / "procedure.yaml", *words), self.language, *values, *(file.name for file in words), *drawings
        )
        name = ".".join((procedure_id, self.language, *said(chosen)))
        if kept := self.shelf.get(name, key, Procedure):
            return kept
        reading = self.read(procedure_id)
        if reading.procedure is None:
            return reading.mistakes
        made = reading.ready(Terms(chosen, self.hospital))
        self.shelf.put(name, key, made)
        return made

    def procedure(self, procedure_id: str, wanted: Sequence[str] = ()) -> Procedure:
        """One walkthrough.

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
    def _all(self) -> dict[str, "Procedure | tuple[Mistake, ...]"]:
        return {procedure_id: self._made(procedure_id) for procedure_id in self.ids()}

    def procedures(self) -> tuple[Procedure, ...]:
        """Every walkthrough that can be shown."""
        return tuple(made for made in self._all.values() if isinstance(made, Procedure))

    def broken(self) -> dict[str, tuple[Mistake, ...]]:
        """The walkthroughs that cannot be shown, by id, with what is wrong."""
        return {name: made for name, made in self._all.items() if not isinstance(made, Procedure)}

    def languages(self) -> tuple[str, ...]:
        """The ids of the languages that the kiosk itself speaks."""
        return tuple(sorted(file.stem for file in (self.folder / "languages").glob("??.yaml")))

    def words(self) -> Language:
        """The sentences of the kiosk itself.

        Raises:
            ContentError: The language is missing or has mistakes.
        """
        file = self.folder / "languages" / f"{self.language}.yaml"
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

    def find(self, named: str, wanted: Sequence[str] = ()) -> Procedure:
        """The one walkthrough that fits an id, a bare code, or words of its names.

        Args:
            named: The id, code or words.
            wanted: What was said of its options, as in `procedure`.

        Raises:
            UnknownProcedureError: None fits, or it is not clear which.
            ContentError: The one that fits cannot be shown.
            UsageError: It has no such option, or would not be true with it.
        """
        if named in self.ids():
            return self.procedure(named, wanted)
        fits, elsewhere = matches(self.procedures(), named)
        if len(fits) == 1:
            chosen = understood(fits[0], wanted)
            if all(is_ruled_out(fits[0], chosen, other) for other in elsewhere):
                return self.procedure(fits[0].id, wanted) if wanted else fits[0]
        if not fits and not elsewhere:
            raise UnknownProcedureError(self.nearest(named))
        raise UnknownProcedureError(which(named, fits, elsewhere))

    def nearest(self, wanted: str) -> str:
        """A sentence that names what comes nearest to a name that nothing has."""
        from difflib import get_close_matches

        names = {name.lower(): one.id for one in self.procedures() for name in (one.id, one.title, *one.also)}
        names |= {procedure_id: procedure_id for procedure_id in self.ids()}
        near = dict.fromkeys(names[name] for name in get_close_matches(wanted.lower(), list(names), n=3, cutoff=0.4))
        found = list(near) or list(self.ids())
        return f"No procedure fits “{wanted}”. Nearest: {', '.join(found)}. `kiosk procedures` lists all."
