"""Joins structure and words to one walkthrough, as what the nurse said at launch makes it."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kiosk.content.terms import Terms
from kiosk.content.tree import Tree
from kiosk.content.wording import plain_text, stands_in
from kiosk.model import procedure as made
from kiosk.model.procedure_file import (
    GENERAL,
    LaunchOptionEntry,
    ProcedureFile,
    QuestionEntry,
    SectionEntry,
    StepEntry,
)
from kiosk.model.words_file import LineEntry, QuestionWords, SectionWords, StepWords, WordsFile

NOTHING_SAID = Terms()


@dataclass(frozen=True)
class Sources:
    """The files of one walkthrough in one language, read and typed."""

    structure: ProcedureFile
    words: WordsFile
    structure_tree: Tree
    words_tree: Tree
    language: str
    languages: tuple[str, ...]

    @cached_property
    def hash(self) -> str:
        """A hash of what structure and words say, the same whatever is said at launch."""
        text = json.dumps([self.structure_tree.data, self.words_tree.data], ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def join(sources: Sources, terms: Terms = NOTHING_SAID) -> made.Procedure:
    """The walkthrough that a patient meets. Only for sources that fit together.

    Its hash is that of the content, whatever was said.
    """
    structure, words = sources.structure, sources.words
    joined = made.Procedure(
        id=structure.id,
        version=structure.version,
        hash=sources.hash,
        language=sources.language,
        languages=sources.languages,
        minutes=structure.minutes,
        review_again=structure.review_again,
        general=all(source.kind == GENERAL for source in structure.sources),
        codes=tuple(made.Code(code.system, code.code) for code in structure.codes),
        lookalikes=tuple(
            made.Lookalike(
                other.id,
                words.lookalikes[other.id].title,
                words.lookalikes[other.id].apart,
                tuple(made.Code(code.system, code.code) for code in other.codes),
            )
            for other in structure.lookalikes
        ),
        options=tuple(_option(option, words) for option in structure.options),
        chosen=terms.said(),
        title=words.title,
        also=words.also,
        sentence=terms.text(words.sentence) or words.sentence.text,
        apart=words.apart,
        sections=tuple(_section(section, words.sections[section.id], terms) for section in structure.sections),
        glossary=tuple(made.Word(key, entry.word, entry.meaning) for key, entry in words.glossary.items()),
        to_ask=tuple(_notes(((key, words.to_ask[key]) for key in structure.to_ask), terms)),
        remember=tuple(
            _notes(((one.id, words.remember[one.id]) for one in structure.remember if terms.stands(one.only_if)), terms)
        ),
    )
    return _explained(joined) if terms.chosen else joined


def _option(entry: LaunchOptionEntry, words: WordsFile) -> made.LaunchOption:
    said = words.options[entry.id]
    if entry.values is None:
        return made.LaunchOption(entry.id, said.name, tuple(made.Value(one, "") for one in made.YES_OR_NO))
    values = (made.Value(one.id, said.values[one.id], one.lookalike or "") for one in entry.values)
    return made.LaunchOption(entry.id, said.name, tuple(values))


def _section(entry: SectionEntry, words: SectionWords, terms: Terms) -> made.Section:
    """A section; a question goes with the step that it is about."""
    steps = [step for step in entry.steps if terms.stands(step.only_if)]
    there = {step.id for step in steps}
    asked = [one for one in entry.questions if one.about in there and terms.stands(one.only_if)]
    return made.Section(
        entry.id,
        words.title,
        tuple(_step(step, words.steps[step.id], terms) for step in steps),
        tuple(_question(question, words.questions[question.id]) for question in asked),
    )


def _step(entry: StepEntry, words: StepWords, terms: Terms) -> made.Step:
    feel = _line(words.feel.text, terms) if words.feel else None
    helps = _line(words.feel.helps, terms) if words.feel and words.feel.helps else None
    picture = words.picture
    return made.Step(
        id=entry.id,
        heading=words.heading,
        text=tuple(_paragraphs(words.text, terms)),
        points=tuple(point for line in words.points if (point := _line(line, terms))),
        feel=made.Feel(feel, helps) if feel else None,
        glossary=entry.glossary,
        picture=made.Picture(entry.picture, picture.caption, picture.description)
        if entry.picture and picture and terms.stands(entry.picture_if)
        else None,
        covers=entry.covers,
        gathers=entry.gathers,
    )


def _paragraphs(lines: Iterable[LineEntry], terms: Terms) -> Iterator[made.Line]:
    for line in lines:
        text = terms.text(line)
        if text is not None:
            yield from (made.Line(part, line.added, terms.values(line)) for part in text.split("\n"))


def _line(line: LineEntry, terms: Terms) -> made.Line | None:
    text = terms.text(line)
    return None if text is None else made.Line(text.replace("\n", " "), line.added, terms.values(line))


def _notes(found: Iterable[tuple[str, LineEntry]], terms: Terms) -> Iterator[made.Note]:
    for key, entry in found:
        line = _line(entry, terms)
        if line:
            yield made.Note(key, line)


def _question(entry: QuestionEntry, words: QuestionWords) -> made.Question:
    return made.Question(
        id=entry.id,
        asks=entry.asks,
        about=entry.about,
        ask=words.ask,
        options=tuple(
            made.Option(option, words.options[option].text, words.options[option].feedback) for option in entry.options
        ),
        right=entry.right,
        teach_back=words.teach_back,
        covers=entry.covers,
    )


def _explained(joined: made.Procedure) -> made.Procedure:
    """Each glossary word on the step where it now stands first; one that stands nowhere any more goes."""
    waiting = list(joined.glossary)
    sections = []
    for section in joined.sections:
        steps = []
        for step in section.steps:
            text = plain_text(step)
            here = [word for word in waiting if stands_in([word.word], text)]
            waiting = [word for word in waiting if word not in here]
            steps.append(replace(step, glossary=_in_order(step.glossary, [word.id for word in here])))
        sections.append(replace(section, steps=tuple(steps)))
    glossary = tuple(word for word in joined.glossary if word not in waiting)
    return replace(joined, sections=tuple(sections), glossary=glossary)


def _in_order(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """The words of a step, those that stood here already in their old order."""
    return (*(one for one in before if one in now), *(one for one in now if one not in before))
