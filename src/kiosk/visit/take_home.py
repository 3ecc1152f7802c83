"""What a patient takes along: a printed page, and the lines to remember as short texts for squares."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, combinations, pairwise, zip_longest

from kiosk.model.frozen import dataclass
from kiosk.model.language import Language, TakeHomeWords
from kiosk.model.page import Note, Paragraph, Part, Points
from kiosk.model.paper import Paper, Passage
from kiosk.model.procedure import Line, Procedure, Step
from kiosk.model.procedure import Note as Remembered

PHONE = "phone"
"""What the hospital calls its number in the settings."""

MOST_CODES = 3
"""More squares than that nobody photographs."""

MOST_BYTES = 321
"""Of one square, in UTF-8: QR's version 11, whose square fits a grid of 120 columns and 40 rows."""

ADDED = "+"
"""After a line that no source carries: of one byte, unlike the sign on the pages."""

BLANK = "_" * 30
"""For a number that the nurse writes by hand."""

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a line to remember."""

    text: str
    opens: bool
    """Whether a line begins with it."""
    added: bool
    """Whether no source carries its line."""


@lru_cache(64)
def codes(procedure: Procedure, words: TakeHomeWords) -> tuple[str, ...]:
    """The title, the number to call and the lines to remember, in as few texts as fit, cut between sentences only.

    Each is read alone: it begins with the title and the number. Where that makes them too long, the first begins with
    the title, and the last, which says when to call, with the number.
    """
    sentences = tuple(chain.from_iterable(map(_sentences, procedure.remember)))
    tried: list[tuple[str, ...]] = []
    for count in range(1, MOST_CODES + 1):
        for repeats in (True, False):
            ways = [_texts(procedure, words, way, repeats=repeats) for way in _shared(sentences, count)]
            if fitting := [way for way in ways if _largest(way) <= MOST_BYTES]:
                return fitting[0]
            tried += ways
    return min(tried, key=_largest)


def _sentences(note: Remembered) -> Iterator[_Sentence]:
    for place, text in enumerate(_SENTENCE_END.split(note.line.text)):
        yield _Sentence(text, place == 0, bool(note.line.added))


def _shared(sentences: Sequence[_Sentence], count: int) -> list[tuple[Sequence[_Sentence], ...]]:
    """Every way to share them out, in their order: those that cut fewest lines first, of these the most even."""
    places = combinations(range(1, len(sentences)), count - 1)
    ways = [tuple(sentences[start:end] for start, end in pairwise((0, *cuts, len(sentences)))) for cuts in places]
    return sorted(ways, key=lambda way: (_lines_cut(way), max(map(_length, way))))


def _lines_cut(way: Sequence[Sequence[_Sentence]]) -> int:
    return sum(not one.opens for group in way for one in group[:1])


def _length(group: Sequence[_Sentence]) -> int:
    return sum(_size(one.text) + 1 for one in group)


def _texts(
    procedure: Procedure, words: TakeHomeWords, way: Sequence[Sequence[_Sentence]], *, repeats: bool
) -> tuple[str, ...]:
    """The text of each group; what waits for a doctor says so in each.

    Args:
        procedure: The walkthrough.
        words: What is said beside it.
        way: The sentences, shared out.
        repeats: Whether each text begins with the title and the number.
    """
    number = _number_to_call(procedure)
    last = len(way) - 1
    found = []
    for place, group in enumerate(way):
        lines = [procedure.title] if repeats or place == 0 else []
        lines += [_signed(number.text, bool(number.added))] if number and (repeats or place == last) else []
        text = "\n".join((*lines, _written(group)))
        if procedure.general:
            text += f"\n{words.unchecked}"
        elif any(line.endswith(ADDED) for line in text.splitlines()):
            text += f"\n{ADDED} {words.unchecked}"
        found.append(text)
    return tuple(found)


def _number_to_call(procedure: Procedure) -> Line | None:
    """The line that says it, where the hospital set it and no line to remember says it."""
    if any(PHONE in note.line.values for note in procedure.remember):
        return None
    lines = (line for step in procedure.section("call").steps for line in (*step.text, *step.points))
    return next((line for line in lines if PHONE in line.values), None)


def _written(group: Sequence[_Sentence]) -> str:
    """Sentences as lines; what is added has its sign where its line ends, or is cut."""
    text = ""
    for one, after in zip_longest(group, group[1:]):
        ends = after is None or after.opens
        text += _signed(one.text, one.added and ends) + ("\n" if ends else " ")
    return text.rstrip()


def _signed(text: str, added: bool) -> str:
    return text + (ADDED if added else "")


def _largest(texts: Iterable[str]) -> int:
    return max(map(_size, texts))


def _size(text: str) -> int:
    return len(text.encode())


def take_home_paper(procedure: Procedure, words: Language) -> Paper:
    """The summary, what comes after, and when to call; nothing about the patient."""
    remember = Passage(words.summary.remember, (_points([note.line for note in procedure.remember], words),))
    steps = [step for section in ("after", "call") for step in procedure.section(section).steps]
    passages = (remember, *(Passage(step.heading, tuple(_step(step, words))) for step in steps))
    if not any(PHONE in line.values for step in steps for line in step.text):
        passages += (Passage(words.take_home.number_to_call, (Paragraph(BLANK),)),)
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
