"""`kiosk content check`: every walkthrough and language of a folder, all mistakes at once, and all figures."""

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from kiosk.content.beside import beside
from kiosk.content.drawing import check_drawings
from kiosk.content.figures import Figures, figures
from kiosk.content.gate import check
from kiosk.content.library import Library
from kiosk.content.notes import Note, notes
from kiosk.content.reader import Reading, read_language, read_walkthrough
from kiosk.content.seal import check_signatures, read_signatures
from kiosk.model.error import Mistake
from kiosk.model.hedge import FIRST

_NAMES = ("procedure.yaml", "en.yaml", "es.yaml", "facts.yaml", "facts.es.yaml", "signatures.yaml")
"""What stands in the folder of a walkthrough, with two languages for all."""

_ALIKE = 0.8
"""How like a name must be to be the one that was meant."""

_READ = re.compile(r"(procedure|facts|signatures|(facts\.)?[a-z]{2})\.yaml")


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found."""

    mistakes: tuple[Mistake, ...]
    figures: tuple[Figures, ...]
    """Of each walkthrough and language that could be measured."""
    notes: tuple[Note, ...]


def check_all(
    library: Library, homes: Sequence[Path] = (), found: Iterable[Mistake] = (), *, with_notes: bool = False
) -> Report:
    """Check a whole content folder.

    Args:
        library: The folder.
        homes: The folders of the walkthroughs to check, if not all.
        found: What was found already in files that only others read, such as the pronunciation.
        with_notes: Whether notes on single sentences are wanted.

    Raises:
        ContentError: There is no such folder, or nothing in it.
    """
    mistakes: list[Mistake] = [*found]
    measured: list[Figures] = []
    remarks: list[Note] = []
    for home in homes or [library.layers.home(name) for name in library.ids()]:
        readings = _in_every_language(library, home)
        for number, reading in enumerate(readings):
            mistakes += [*reading.mistakes, *check(reading)]
            mistakes += check_drawings(reading, library.drawings, drawn=number == 0)
            mistakes += check_signatures(reading, home, library.drawings, library.today())
            remarks += notes(reading) if with_notes else ()
        mistakes += [*_beside_the_first(readings), *read_signatures(home)[1], *_unread(home)]
        measured += filter(None, map(figures, readings))
    wanted = library.layers.file("languages", f"{library.language}.yaml")
    for file in sorted({wanted, *library.layers.files("languages")}):
        mistakes += read_language(file)[1]
    return Report(tuple(sorted(set(mistakes))), tuple(measured), tuple(remarks))


def _unread(home: Path) -> Iterator[Mistake]:
    """Files beside a walkthrough that look like a part of it, and that nobody reads for their name."""
    files = sorted(home.iterdir()) if home.is_dir() and os.access(home, os.R_OK | os.X_OK) else []
    for file in files:
        if file.suffix.lower() in (".yaml", ".yml") and not _READ.fullmatch(file.name):
            names = [name for name in (f"{file.stem}.yaml", *_NAMES) if not (home / name).exists()]
            small = file.name.lower()
            near = [small] if _READ.fullmatch(small) else _nearest(small, filter(_READ.fullmatch, names))
            cure = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(_NAMES)}. Rename or remove it."
            yield Mistake(file, 1, "Nobody reads a file of this name.", cure, "reference")


def _nearest(name: str, names: Iterable[str]) -> list[str]:
    return get_close_matches(name, names, n=1, cutoff=_ALIKE)


def _in_every_language(library: Library, home: Path) -> list[Reading]:
    languages = sorted(file.stem for file in home.glob("??.yaml")) or [library.language]
    return [read_walkthrough(home, language, library.drawings, with_facts=True) for language in languages]


def _beside_the_first(readings: Sequence[Reading]) -> Iterator[Mistake]:
    whole = {one.sources.language: one for one in readings if one.sources and one.procedure}
    first = whole.pop(FIRST, None)
    for reading in whole.values():
        if first and first.sources and reading.sources:
            yield from beside(reading.sources, first.sources, reading.hedges)
