"""Joins structure, words and facts to one walkthrough, and finds what does not fit together."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.tree import Tree, Where
from kiosk.model import procedure as made
from kiosk.model.error import Mistake
from kiosk.model.procedure import SECTIONS, UNSURE
from kiosk.model.source import (
    FactsFile,
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
    """The walkthrough that a patient meets. Only for sources in which `misfits` found nothing."""
    structure, words = sources.structure, sources.words
    return made.Procedure(
        id=structure.id,
        version=structure.version,
        hash=_hash(sources.structure_tree, sources.words_tree),
        language=sources.language,
        languages=sources.languages,
        minutes=structure.minutes,
        reviewed=structure.review != "none",
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


def misfits(sources: Sources, facts: FactsFile | None, assets: Path) -> list[Mistake]:
    """What does not fit together between the files of one walkthrough."""
    return [*_structure(sources, assets), *_words(sources), *(_facts(sources, facts) if facts else ())]


def _twice(tree: Tree, found: Iterable[tuple[str, Where]]) -> Iterable[Mistake]:
    met: dict[str, Where] = {}
    for name, where in found:
        if name in met:
            yield tree.wrong(
                where,
                f"“{name}” stands twice: first in line {tree.line(met[name])}.",
                "Give one another id.",
                "reference",
            )
        met.setdefault(name, where)


def _structure(sources: Sources, assets: Path) -> Iterable[Mistake]:
    tree, structure = sources.structure_tree, sources.structure
    if structure.id != tree.file.parent.name:
        yield tree.wrong(
            ("id",),
            f"The id is “{structure.id}”, the folder “{tree.file.parent.name}”.",
            "Make them the same.",
            "reference",
        )
    if tuple(section.id for section in structure.sections) != SECTIONS:
        cure = "Write these seven, in this order: " + ", ".join(SECTIONS) + "."
        yield tree.wrong(("sections",), "A section is missing, twice, or in another place.", cure, "reference")
    everything: list[tuple[str, Where]] = []
    for number, section in enumerate(structure.sections):
        here: Where = ("sections", number)
        everything += [(step.id, (*here, "steps", place, "id")) for place, step in enumerate(section.steps)]
        everything += [(one.id, (*here, "questions", place, "id")) for place, one in enumerate(section.questions)]
        for place, step in enumerate(section.steps):
            if step.picture and not (assets / f"{step.picture}.svg").is_file():
                yield tree.wrong(
                    (*here, "steps", place, "picture"),
                    f"There is no drawing “{step.picture}”.",
                    f"Put {step.picture}.svg into assets/, or remove the line.",
                    "reference",
                )
        yield from _questions(tree, section, here)
    yield from _twice(tree, everything)
    yield from _twice(tree, [(key, ("to_ask", place)) for place, key in enumerate(structure.to_ask)])
    yield from _twice(tree, [(one.id, ("remember", place, "id")) for place, one in enumerate(structure.remember)])


def _questions(tree: Tree, section: SectionEntry, here: Where) -> Iterable[Mistake]:
    steps = [step.id for step in section.steps]
    for place, question in enumerate(section.questions):
        there = (*here, "questions", place)
        if question.right not in question.options:
            yield tree.wrong(
                (*there, "right"),
                f"The right answer “{question.right}” is not one of the options.",
                f"Write one of: {', '.join(question.options)}.",
                "reference",
            )
        if UNSURE in question.options:
            yield tree.wrong((*there, "options"), f"“{UNSURE}” is always added.", "Remove it here.", "reference")
        if question.about not in steps:
            yield tree.wrong(
                (*there, "about"),
                f"No step of this section is called “{question.about}”.",
                f"Write one of: {', '.join(steps)}.",
                "reference",
            )
        yield from _twice(tree, [(option, (*there, "options", n)) for n, option in enumerate(question.options)])


def _same(tree: Tree, where: Where, wanted: Sequence[str], found: Iterable[str]) -> Iterable[Mistake]:
    """Words for each id of the structure, and for nothing else."""
    have = list(found)
    for name in wanted:
        if name not in have:
            yield tree.wrong(where, f"The words of “{name}” are missing.", f"Add `{name}:` here.", "reference")
    for name in have:
        if name not in wanted:
            cure = "Remove it, or add it to procedure.yaml."
            yield tree.wrong((*where, name), f"Nothing in procedure.yaml is called “{name}”.", cure, "reference")


def _words(sources: Sources) -> Iterable[Mistake]:
    structure, words, tree = sources.structure, sources.words, sources.words_tree
    yield from _same(tree, ("sections",), [section.id for section in structure.sections], words.sections)
    yield from _same(tree, ("lookalikes",), [other.id for other in structure.lookalikes], words.lookalikes)
    yield from _same(tree, ("to_ask",), structure.to_ask, words.to_ask)
    yield from _same(tree, ("remember",), [one.id for one in structure.remember], words.remember)
    explained: list[str] = []
    for section in structure.sections:
        if section.id not in words.sections:
            continue
        said = words.sections[section.id]
        here: Where = ("sections", section.id)
        yield from _same(tree, (*here, "steps"), [step.id for step in section.steps], said.steps)
        yield from _same(tree, (*here, "questions"), [one.id for one in section.questions], said.questions)
        for step in section.steps:
            explained += step.glossary
            if step.id in said.steps:
                yield from _step_words(tree, (*here, "steps", step.id), step, said.steps[step.id])
        for question in section.questions:
            if question.id in said.questions:
                there = (*here, "questions", question.id, "options")
                yield from _same(tree, there, question.options, said.questions[question.id].options)
    yield from _same(tree, ("glossary",), list(dict.fromkeys(explained)), words.glossary)


def _step_words(tree: Tree, where: Where, step: StepEntry, words: StepWords) -> Iterable[Mistake]:
    if not words.text and not words.points:
        yield tree.wrong(where, f"The step “{step.id}” says nothing.", "Add `text:` or `points:`.", "reference")
    if step.picture and words.picture is None:
        cure = "Add `picture: {caption: …, description: …}`."
        yield tree.wrong(where, f"The picture of “{step.id}” has no words.", cure, "reference")
    if words.picture and step.picture is None:
        cure = "Name its drawing in procedure.yaml, or remove it."
        yield tree.wrong((*where, "picture"), "No drawing belongs to these words.", cure, "reference")


def _facts(sources: Sources, facts: FactsFile) -> Iterable[Mistake]:
    tree, structure = sources.structure_tree, sources.structure
    added = {fact.id for fact in facts.added}
    known = added | {fact.id for fact in facts.facts}
    named: list[tuple[Where, tuple[str, ...]]] = [
        (("remember", place), one.covers) for place, one in enumerate(structure.remember)
    ]
    for number, section in enumerate(structure.sections):
        here: Where = ("sections", number)
        named += [((*here, "steps", place), step.covers) for place, step in enumerate(section.steps)]
        named += [((*here, "questions", place), one.covers) for place, one in enumerate(section.questions)]
        words = sources.words.sections.get(section.id)
        if words:
            for step in section.steps:
                if step.id in words.steps:
                    yield from _added(sources, section.id, step, words.steps[step.id], added)
    for where, covers in named:
        for n, name in enumerate(covers):
            if name not in known:
                cure = "Correct the id, or add the fact there."
                yield tree.wrong((*where, "covers", n), f"facts.yaml knows no fact “{name}”.", cure, "reference")


def _added(sources: Sources, section: str, step: StepEntry, words: StepWords, added: set[str]) -> Iterable[Mistake]:
    """A step that covers an added fact has a line that is marked with it, and the other way round."""
    where: Where = ("sections", section, "steps", step.id)
    lines = [*words.text, *words.points]
    if words.feel:
        lines += [words.feel.text, *([words.feel.helps] if words.feel.helps else [])]
    marked = {name for line in lines for name in line.added}
    for name in sorted(marked - added):
        cure = "Use the id of an entry under `added:` in facts.yaml."
        yield sources.words_tree.wrong(where, f"facts.yaml has no added fact “{name}”.", cure, "reference")
    for name in sorted(marked - set(step.covers)):
        cure = f"Add {name} to its `covers` in procedure.yaml."
        yield sources.words_tree.wrong(where, f"The step does not name “{name}”, which it says.", cure, "reference")
    for name in sorted((set(step.covers) & added) - marked):
        cure = f"Mark the line that says it with `added: {name}`."
        yield sources.words_tree.wrong(where, f"No line is marked with the added fact “{name}”.", cure, "reference")
