"""Joins structure and words to one walkthrough."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from kiosk.content.tree import Tree
from kiosk.model import procedure as made
from kiosk.model.source import (
    LineEntry,
    ProcedureFile,
    QuestionEntry,
    QuestionWords,
    SectionEntry,
    SectionWords,
    StepEntry,
    StepWords,
    WordsFile,
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The files of one walkthrough in one language, read and typed."""

    structure: ProcedureFile
    words: WordsFile
    structure_tree: Tree
    words_tree: Tree
    language: str
    languages: tuple[str, ...]


def join(sources: Sources) -> made.Procedure:
    """The walkthrough that a patient meets. Only for sources that fit together."""
    structure, words = sources.structure, sources.words
    return made.Procedure(
        id=structure.id,
        version=structure.version,
        hash=_hash(sources.structure_tree, sources.words_tree),
        language=sources.language,
        languages=sources.languages,
        minutes=structure.minutes,
        review_again=structure.review_again,
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
        title=words.title,
        also=words.also,
        sentence=words.sentence,
        apart=words.apart,
        sections=tuple(_section(section, words.sections[section.id]) for section in structure.sections),
        glossary=tuple(made.Word(key, entry.word, entry.meaning) for key, entry in words.glossary.items()),
        to_ask=tuple(made.Note(key, made.Line(words.to_ask[key])) for key in structure.to_ask),
        remember=tuple(made.Note(one.id, _line(words.remember[one.id])) for one in structure.remember),
    )


def _hash(*trees: Tree) -> str:
    text = json.dumps([tree.data for tree in trees], ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _section(entry: SectionEntry, words: SectionWords) -> made.Section:
    return made.Section(
        entry.id,
        words.title,
        tuple(_step(step, words.steps[step.id]) for step in entry.steps),
        tuple(_question(question, words.questions[question.id]) for question in entry.questions),
    )


def _step(entry: StepEntry, words: StepWords) -> made.Step:
    feel = words.feel
    picture = words.picture
    return made.Step(
        id=entry.id,
        heading=words.heading,
        text=_paragraphs(words.text),
        points=tuple(_line(point) for point in words.points),
        feel=made.Feel(_line(feel.text), _line(feel.helps) if feel.helps else None) if feel else None,
        glossary=entry.glossary,
        picture=made.Picture(entry.picture, picture.caption, picture.description)
        if entry.picture and picture
        else None,
        covers=entry.covers,
        gathers=entry.gathers,
    )


def _paragraphs(lines: Iterable[LineEntry]) -> tuple[made.Line, ...]:
    return tuple(made.Line(part, line.added) for line in lines for part in line.text.split("\n"))


def _line(line: LineEntry) -> made.Line:
    return made.Line(line.text.replace("\n", " "), line.added)


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
