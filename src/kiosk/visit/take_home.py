"""What a patient takes along: a printed page, and the lines to remember as short texts for squares."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from kiosk.model.language import Language, TakeHomeWords
from kiosk.model.page import Note, Paragraph, Part, Points
from kiosk.model.paper import Paper, Passage
from kiosk.model.procedure import Line, Procedure, Step

MOST_CODES = 3
"""More squares than that nobody photographs."""

MOST_BYTES = 271
"""Of one square, in UTF-8: QR's version 10, whose square fits a grid of 120 columns and 40 rows."""

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


ADDED = "+"
"""After a line that no source carries: of one byte, unlike the sign on the pages."""


@lru_cache(64)
def codes(procedure: Procedure, words: TakeHomeWords) -> tuple[str, ...]:
    """The title and the lines to remember, shared out to as few texts as fit, cut between sentences only.

    What waits for a doctor says so here too.
    """
    units = [procedure.title]
    for note in procedure.remember:
        first, *rest = _SENTENCE_END.split(note.line.text + (ADDED if note.line.added else ""))
        units += [f"\n{first}", *(f" {one}" for one in rest)]
    if procedure.general:
        units.append(f"\n{words.unchecked}")
    elif any(note.line.added for note in procedure.remember):
        units.append(f"\n{ADDED} {words.unchecked}")
    for count in range(1, MOST_CODES):
        shared = _shared(units, count)
        if max(map(_size, shared)) <= MOST_BYTES:
            return shared
    return _shared(units, MOST_CODES)


def _size(text: str) -> int:
    return len(text.encode())


def _shared(units: Sequence[str], count: int) -> tuple[str, ...]:
    """In their order, as evenly as they can be shared out."""
    limit = max(map(_size, units))
    while len(found := _filled(units, limit)) > count:
        limit += 1
    return found


def _filled(units: Sequence[str], limit: int) -> tuple[str, ...]:
    found: list[str] = []
    for unit in units:
        if found and _size(found[-1] + unit) <= limit:
            found[-1] += unit
        else:
            found.append(unit.lstrip())
    return tuple(found)


def take_home_paper(procedure: Procedure, words: Language) -> Paper:
    """The summary, what comes after, and when to call; nothing about the patient."""
    remember = Passage(words.summary.remember, (_points([note.line for note in procedure.remember], words),))
    steps = [step for section in ("after", "call") for step in procedure.section(section).steps]
    passages = (remember, *(Passage(step.heading, tuple(_step(step, words))) for step in steps))
    lines = [note.line for note in procedure.remember] + [line for step in steps for line in (*step.text, *step.points)]
    notes = [words.confirm.general] if procedure.general else []
    notes += [f"{words.step.added_sign} {words.step.added}"] if any(line.added for line in lines) else []
    closing = (*map(Note, notes), Note(words.confirm.caution))
    last = replace(passages[-1], parts=(*passages[-1].parts, *closing))
    foot = words.staff.content.format(procedure=procedure.title, version=procedure.version, hash=procedure.hash)
    return Paper(
        f"take-home-{procedure.id}-{procedure.language}",
        procedure.language,
        procedure.title,
        (*passages[:-1], last),
        foot,
    )


def _step(step: Step, words: Language) -> Iterator[Part]:
    yield from (_paragraph(line, words) for line in step.text)
    if step.points:
        yield _points(step.points, words)
    if step.feel:
        yield _paragraph(step.feel.text, words)
        if step.feel.helps:
            yield _paragraph(step.feel.helps, words)


def _points(lines: Iterable[Line], words: Language) -> Points:
    return Points(tuple(_paragraph(line, words) for line in lines))


def _paragraph(line: Line, words: Language) -> Paragraph:
    return Paragraph(line.text, added=words.step.added_sign if line.added else "")
