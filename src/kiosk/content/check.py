"""`kiosk content check`: every walkthrough and language of a folder, all mistakes at once, and all figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
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
        mistakes += [*_beside_the_first(readings), *read_signatures(home)[1]]
        measured += filter(None, map(figures, readings))
    wanted = library.layers.file("languages", f"{library.language}.yaml")
    for file in sorted({wanted, *library.layers.files("languages")}):
        mistakes += read_language(file)[1]
    return Report(tuple(sorted(set(mistakes))), tuple(measured), tuple(remarks))


def _in_every_language(library: Library, home: Path) -> list[Reading]:
    languages = sorted(file.stem for file in home.glob("??.yaml")) or [library.language]
    return [read_walkthrough(home, language, library.drawings, with_facts=True) for language in languages]


def _beside_the_first(readings: Sequence[Reading]) -> Iterator[Mistake]:
    whole = {one.sources.language: one for one in readings if one.sources and one.procedure}
    first = whole.pop(FIRST, None)
    for reading in whole.values():
        if first and first.sources and reading.sources:
            yield from beside(reading.sources, first.sources, reading.hedges)
