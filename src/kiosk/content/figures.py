"""What the gate measures of a walkthrough in one language: each row's value, section by section and for the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.content import measure
from kiosk.content.kept import WHOLE, Kept, kept
from kiosk.content.limits import (
    LEAST_QUESTIONS,
    LEAST_WORDS,
    LEAST_YOU,
    MOST_MEAN_SENTENCE,
    MOST_PASSIVE,
    MOST_SENTENCE,
    MOST_STEP_WORDS,
    MOST_WORDS,
)
from kiosk.content.pemat import Item, pre_check
from kiosk.content.reader import Reading
from kiosk.content.wording import count, everything, said_in, spoken, steps_of, word_count
from kiosk.content.yardstick import Formula, Yardstick, yardstick
from kiosk.model.hedge import FIRST
from kiosk.model.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured thing."""

    name: str
    value: float
    most: float | None = None
    """What it may be at most, where the gate says so."""
    least: float | None = None
    """What it must be at least."""
    is_share: bool = False
    """Whether it is a part of 1."""

    @property
    def passes(self) -> bool:
        """Whether the gate lets it pass."""
        return (self.most is None or self.value <= self.most) and (self.least is None or self.value >= self.least)


@dataclass(frozen=True, slots=True)
class Figures:
    """All that was measured of a walkthrough in one language."""

    id: str
    language: str
    sections: tuple[tuple[str, tuple[Figure, ...]], ...]
    """The figures of each section, then the same of the whole."""
    whole: tuple[Figure, ...]
    """Figures that only the whole has."""
    kept: tuple[Kept, ...]
    pemat: tuple[Item, ...]
    """The PEMAT pre-check: what a machine can judge of it, and no PEMAT score."""
    unmeasured: tuple[str, ...]
    """What nobody has written for this language yet, and so could not be looked at."""


def figures(reading: Reading) -> Figures | None:
    """What is measured of a walkthrough; None where it has mistakes."""
    made = reading.procedure
    if made is None or reading.facts is None:
        return None
    stick = yardstick(made.language)
    found = {
        section.id: measure.sentences([line.text for step in section.steps for line in said_in(step)])
        for section in made.sections
    }
    whole = [sentence for sentences in found.values() for sentence in sentences]
    counted = kept(reading, made)
    rows = [
        (name, (*_of_section(sentences, stick), *_counted(counted[name], made, stick, name)))
        for name, sentences in found.items()
    ]
    total = (*_of_whole(whole, stick), *_counted(counted[WHOLE], made, stick))
    return Figures(
        made.id,
        made.language,
        (*rows, (WHOLE, total)),
        tuple(_beside(made, whole, stick)),
        counted[WHOLE],
        tuple(pre_check(made, stick)),
        tuple(_unmeasured(reading, stick)),
    )


def _of_section(found: Sequence[str], stick: Yardstick) -> Iterator[Figure]:
    yield from _lengths(found)
    yield from _shares(found, stick)
    if stick.section:
        yield _scored(stick.section, found)


def _of_whole(found: Sequence[str], stick: Yardstick) -> Iterator[Figure]:
    words, sentences, longest, mean = _lengths(found)
    yield from (words, sentences, longest)
    yield Figure(mean.name, mean.value, most=MOST_MEAN_SENTENCE)
    limits = {"passive": (MOST_PASSIVE, None), "you": (None, LEAST_YOU)}
    for share in _shares(found, stick):
        most, least = limits[share.name]
        yield Figure(share.name, share.value, most, least, is_share=True)


def _lengths(found: Sequence[str]) -> Iterator[Figure]:
    lengths = [len(sentence.split()) for sentence in found] or [0]
    yield Figure("words", sum(lengths))
    yield Figure("sentences", len(found))
    yield Figure("longest", max(lengths), most=MOST_SENTENCE)
    yield Figure("mean", sum(lengths) / len(lengths))


def _shares(found: Sequence[str], stick: Yardstick) -> Iterator[Figure]:
    for name, has in (("passive", stick.is_passive), ("you", stick.speaks_to_you)):
        if has and found:
            yield Figure(name, sum(map(has, found)) / len(found), is_share=True)


def _scored(formula: Formula, found: Sequence[str]) -> Figure:
    value = formula.score(found)
    limit = formula.limit
    return Figure(formula.brief, value, *((None, limit) if formula.least else (limit, None)))


def _counted(counted: Sequence[Kept], made: Procedure, stick: Yardstick, section: str = "") -> Iterator[Figure]:
    """How much of what was counted is as it should be, and how often a reader is spoken of; of all sections, or one."""
    for one in counted:
        if one.of:
            yield Figure(one.brief, one.kept / one.of, least=1, is_share=True)
    if stick.reader:
        texts = [text for where, text in (*everything(made), *spoken(made)) if section in ("", *where[1:2])]
        yield Figure(f"“{stick.never}”", sum(map(stick.speaks_of_reader, texts)), most=0)


def _beside(made: Procedure, whole: Sequence[str], stick: Yardstick) -> Iterator[Figure]:
    """Figures that a section has not."""
    if stick.whole and whole:
        yield _scored(stick.whole, whole)
    yield Figure("words with headings", word_count(made), MOST_WORDS, LEAST_WORDS)
    yield Figure("questions", sum(len(section.questions) for section in made.sections), least=LEAST_QUESTIONS)
    longest = max(count(line.text for line in (*step.text, *step.points)) for _, step in steps_of(made))
    yield Figure("longest step", longest, most=MOST_STEP_WORDS)
    yield Figure("“!”", sum("!" in text for _, text in (*everything(made), *spoken(made))), most=0)


def _unmeasured(reading: Reading, stick: Yardstick) -> Iterator[str]:
    assert reading.sources
    language = reading.sources.language
    if stick.section is None:
        yield "no formula for reading ease"
    if reading.hedges is None:
        yield f"no hedges/{language}.yaml: hedges not compared"
    if language != FIRST and reading.fact_words is None:
        yield f"no facts.{language}.yaml: facts not looked for"
