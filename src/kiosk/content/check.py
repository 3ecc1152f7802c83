"""`kiosk content check`: every walkthrough and language of a folder, all mistakes at once."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kiosk.content import measure
from kiosk.content.beside import beside
from kiosk.content.drawing import check_drawings
from kiosk.content.gate import check, word_count
from kiosk.content.library import Library
from kiosk.content.reader import Reading, read_language
from kiosk.content.wording import said_in
from kiosk.content.yardstick import yardstick
from kiosk.model.error import Mistake
from kiosk.model.hedge import FIRST


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found."""

    mistakes: tuple[Mistake, ...]
    lines: tuple[str, ...]
    """A line for each walkthrough and language that could be measured."""


def check_all(library: Library, found: Iterable[Mistake] = ()) -> Report:
    """Check a whole content folder.

    Args:
        library: The folder.
        found: What was found already in files that only others read, such as the pronunciation.

    Raises:
        ContentError: There is no such folder, or nothing in it.
    """
    mistakes: list[Mistake] = [*found]
    lines: list[str] = []
    for procedure_id in library.ids():
        readings = _in_every_language(library, procedure_id)
        for reading in readings:
            mistakes += [*reading.mistakes, *check(reading), *check_drawings(reading, library.drawings)]
        mistakes += _beside_the_first(readings)
        lines += filter(None, map(_measured, readings))
    wanted = library.layers.file("languages", f"{library.language}.yaml")
    for file in sorted({wanted, *library.layers.files("languages")}):
        mistakes += read_language(file)[1]
    return Report(tuple(sorted(set(mistakes))), tuple(lines))


def _in_every_language(library: Library, procedure_id: str) -> list[Reading]:
    languages = library.languages_of(procedure_id) or (library.language,)
    return [library.read(procedure_id, language, with_facts=True) for language in languages]


def _beside_the_first(readings: Sequence[Reading]) -> Iterator[Mistake]:
    whole = {one.sources.language: one for one in readings if one.sources and one.procedure}
    first = whole.pop(FIRST, None)
    for reading in whole.values():
        if first and first.sources and reading.sources:
            yield from beside(reading.sources, first.sources, reading.hedges)


def _measured(reading: Reading) -> str:
    made = reading.procedure
    if made is None:
        return ""
    stick = yardstick(made.language)
    sections = [
        measure.sentences(line.text for step in section.steps for line in said_in(step)) for section in made.sections
    ]
    whole = [sentence for section in sections for sentence in section]
    figures = [f"{word_count(made)} words", f"{sum(len(section.questions) for section in made.sections)} questions"]
    if stick.section:
        hardest = stick.section.hardest([stick.section.score(one) for one in sections])
        figures.append(f"hardest section {stick.section.brief} {hardest:.1f}")
    if stick.whole:
        figures.append(f"{stick.whole.brief} {stick.whole.score(whole):.1f}")
    return f"{made.id} ({made.language}): {', '.join((*figures, *_unmeasured(reading)))}"


def _unmeasured(reading: Reading) -> Iterator[str]:
    """What nobody has written for this language yet, and so could not be looked at."""
    language = reading.procedure.language if reading.procedure else FIRST
    if yardstick(language).section is None:
        yield "no formula for reading ease"
    if reading.hedges is None:
        yield f"no hedges/{language}.yaml: hedges not compared"
    if language != FIRST and reading.fact_words is None:
        yield f"no facts.{language}.yaml: facts not looked for"
