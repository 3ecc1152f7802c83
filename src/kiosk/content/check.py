"""`kiosk content check`: every walkthrough and language of a folder, all mistakes at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.content import measure
from kiosk.content.drawing import check_drawings
from kiosk.content.gate import check, word_count
from kiosk.content.library import Library
from kiosk.content.reader import Reading, read_language
from kiosk.content.wording import said_in
from kiosk.model.error import Mistake


@dataclass(frozen=True, slots=True)
class Report:
    """What the check found."""

    mistakes: tuple[Mistake, ...]
    lines: tuple[str, ...]
    """A line for each walkthrough that could be measured."""


def check_all(library: Library, found: Iterable[Mistake] = ()) -> Report:
    """Check a whole content folder.

    Args:
        library: The folder.
        found: What was found already in files that only others read, such as the pronunciation.

    Raises:
        ContentError: There is no such folder, or nothing in it.
    """
    readings = [library.read(procedure_id, with_facts=True) for procedure_id in library.ids()]
    mistakes = [
        mistake
        for reading in readings
        for mistake in (*reading.mistakes, *check(reading), *check_drawings(reading, library.drawings))
    ]
    mistakes += found
    wanted = library.layers.file("languages", f"{library.language}.yaml")
    for file in sorted({wanted, *library.layers.files("languages")}):
        mistakes += read_language(file)[1]
    return Report(tuple(sorted(mistakes)), tuple(filter(None, map(_measured, readings))))


def _measured(reading: Reading) -> str:
    made = reading.procedure
    if made is None:
        return ""
    texts = [[line.text for step in section.steps for line in said_in(step)] for section in made.sections]
    grades = [measure.grade(measure.sentences(one)) for one in texts]
    whole = measure.sentences([text for one in texts for text in one])
    questions = sum(len(section.questions) for section in made.sections)
    return (
        f"{made.id} ({made.language}): {word_count(made)} words, {questions} questions, "
        f"hardest section grade {max(grades):.1f}, SMOG {measure.smog(whole):.1f}"
    )
