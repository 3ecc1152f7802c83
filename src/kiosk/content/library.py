"""The walkthroughs and languages of a content folder: found by id, code or words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.content.folder import shipped
from kiosk.content.shelf import Shelf, key_of
from kiosk.model.error import ContentError, Mistake, UnknownProcedureError
from kiosk.model.language import Language
from kiosk.model.procedure import Code, Lookalike, Procedure

if TYPE_CHECKING:  # the reader brings YAML and pydantic, which a start that finds all kept does without
    from kiosk.content.reader import Reading

LEAST_LETTERS = 3
"""How much of a name finds a walkthrough: a slip of the finger starts none."""


@dataclass
class Library:
    """A content folder. Nothing is read before it is asked for."""

    folder: Path = field(default_factory=lambda: shipped("content"))
    assets: Path = field(default_factory=lambda: shipped("assets"))
    language: str = "en"
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

    def read(self, procedure_id: str, *, with_facts: bool = False) -> "Reading":
        """One walkthrough, whole, or all that is wrong with it; read from its files in any case."""
        from kiosk.content.reader import read_walkthrough

        return read_walkthrough(self._home(procedure_id), self.language, self.assets, with_facts=with_facts)

    def _home(self, procedure_id: str) -> Path:
        return self.folder / "procedures" / procedure_id

    def _made(self, procedure_id: str) -> "Procedure | tuple[Mistake, ...]":
        """A walkthrough as it was kept, or as it is read now, or what is wrong with it."""
        home = self._home(procedure_id)
        words = sorted(home.glob("??.yaml"))
        drawings = sorted(file.name for file in self.assets.glob("*.svg"))
        key = key_of((home / "procedure.yaml", *words), self.language, *(file.name for file in words), *drawings)
        name = f"{procedure_id}.{self.language}"
        if kept := self.shelf.get(name, key, Procedure):
            return kept
        reading = self.read(procedure_id)
        if reading.procedure is None:
            return reading.mistakes
        self.shelf.put(name, key, reading.procedure)
        return reading.procedure

    def procedure(self, procedure_id: str) -> Procedure:
        """One walkthrough.

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

    def find(self, wanted: str) -> Procedure:
        """The one walkthrough that fits an id, a bare code, or words of its names.

        Raises:
            UnknownProcedureError: None fits, or it is not clear which.
            ContentError: The one that fits cannot be shown.
        """
        if wanted in self.ids():
            return self.procedure(wanted)
        fits = [one for one in self.procedures() if _fits(one, wanted)]
        others = [(one, other) for one in self.procedures() for other in one.lookalikes if _is_lookalike(other, wanted)]
        if len(fits) == 1 and not others:
            return fits[0]
        if not fits and not others:
            raise UnknownProcedureError(self.nearest(wanted))
        if not fits:
            raise UnknownProcedureError(_elsewhere(wanted, [other for _, other in others]))
        raise UnknownProcedureError(_several(wanted, fits, [other for _, other in others]))

    def nearest(self, wanted: str) -> str:
        """A sentence that names what comes nearest to a name that nothing has."""
        from difflib import get_close_matches

        names = {name.lower(): one.id for one in self.procedures() for name in (one.id, one.title, *one.also)}
        names |= {procedure_id: procedure_id for procedure_id in self.ids()}
        near = dict.fromkeys(names[name] for name in get_close_matches(wanted.lower(), list(names), n=3, cutoff=0.4))
        found = list(near) or list(self.ids())
        return f"No procedure fits “{wanted}”. Nearest: {', '.join(found)}. `kiosk procedures` lists all."


def _words_in(text: str) -> Iterator[str]:
    yield from "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def _is_code(code: Code, wanted: str) -> bool:
    """A bare code, or one with its system before it."""
    return wanted.upper() in (code.code.upper(), f"{code.system} {code.code}".upper())


def _fits(one: Procedure, wanted: str) -> bool:
    return any(_is_code(code, wanted) for code in one.codes) or any(
        _is_called(name, wanted) for name in (one.title, *one.also, one.id)
    )


def _is_lookalike(other: Lookalike, wanted: str) -> bool:
    return any(_is_code(code, wanted) for code in other.codes) or _is_called(other.title, wanted)


def _is_called(name: str, wanted: str) -> bool:
    """Whether every word that was asked for begins a word of the name."""
    asked, words = list(_words_in(wanted)), list(_words_in(name))
    long_enough = len("".join(asked)) >= LEAST_LETTERS
    return long_enough and all(any(word.startswith(one) for word in words) for one in asked)


def _elsewhere(wanted: str, others: list[Lookalike]) -> str:
    other = others[0]
    return (
        f"“{wanted}”: that is the {other.title[0].lower()}{other.title[1:]} ({_clause(other.apart)}); "
        "its walkthrough is not here yet."
    )


def _clause(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")


def _several(wanted: str, fits: list[Procedure], others: list[Lookalike]) -> str:
    lines = [f"“{wanted}” fits more than one procedure, so nothing was started:"]
    lines += [f"  {one.id}: {one.title}. {one.apart}" for one in fits]
    lines += [f"  (not here) {other.title}. {other.apart}" for other in others]
    if len(fits) == 1:
        lines.append(f"The walkthrough here is the first. If that is what is planned: kiosk launch {fits[0].id}")
    else:
        lines.append("Start one by its id, such as: kiosk launch " + fits[0].id)
    return "\n".join(lines)
