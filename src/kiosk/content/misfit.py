"""Finds what does not fit together between the files of one walkthrough."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kiosk.content.join import Sources
from kiosk.content.tree import Tree, Where
from kiosk.model.error import Mistake
from kiosk.model.facts_file import FactsFile
from kiosk.model.hedge import FactWordsFile
from kiosk.model.procedure import SECTIONS, UNSURE
from kiosk.model.procedure_file import GENERAL, ProcedureFile, SectionEntry, StepEntry
from kiosk.model.words_file import LineEntry, StepWords

GAP = "…"
"""Stands where words are still to be written."""


def gaps(tree: Tree) -> Iterator[Mistake]:
    """Places where words are still to be written."""
    waiting: list[tuple[Where, object]] = [((), tree.data)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, dict):
            waiting += [((*where, key), one) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [((*where, place), one) for place, one in enumerate(value)]
        elif value in (GAP, "..."):
            *_, holder, name = ("", "", *(key for key in where if isinstance(key, str)))
            says = f"“{name}”{f' of “{holder}”' if holder else ''} is still to be written."
            yield tree.wrong(where, says, f"Write it in the place of the sign {value}", "gap")


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


def in_structure(structure: ProcedureFile, tree: Tree, assets: Sequence[Path]) -> Iterable[Mistake]:
    """What procedure.yaml says twice, or names and does not have."""
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
    yield from _sources(structure, tree)
    everything: list[tuple[str, Where]] = []
    for number, section in enumerate(structure.sections):
        here: Where = ("sections", number)
        everything += [(step.id, (*here, "steps", place, "id")) for place, step in enumerate(section.steps)]
        everything += [(one.id, (*here, "questions", place, "id")) for place, one in enumerate(section.questions)]
        for place, step in enumerate(section.steps):
            yield from _twice(tree, [(key, (*here, "steps", place, "glossary")) for key in step.glossary])
            if step.picture and not any((folder / f"{step.picture}.svg").is_file() for folder in assets):
                yield tree.wrong(
                    (*here, "steps", place, "picture"),
                    f"There is no drawing “{step.picture}”.",
                    f"Put {step.picture}.svg into assets/, or remove the line.",
                    "reference",
                )
        yield from _questions(tree, section, here)
    yield from _twice(tree, everything)
    yield from _twice(tree, [(one.id, ("lookalikes", place, "id")) for place, one in enumerate(structure.lookalikes)])
    yield from _twice(tree, [(one.id, ("options", place, "id")) for place, one in enumerate(structure.options)])
    for number, option in enumerate(structure.options):
        values = enumerate(option.values or ())
        yield from _twice(tree, [(one.id, ("options", number, "values", place)) for place, one in values])
    yield from _twice(tree, [(key, ("to_ask", place)) for place, key in enumerate(structure.to_ask)])
    yield from _twice(tree, [(one.id, ("remember", place, "id")) for place, one in enumerate(structure.remember)])


def _sources(structure: ProcedureFile, tree: Tree) -> Iterable[Mistake]:
    """A source is a page that was read on a day, or general knowledge."""
    for place, source in enumerate(structure.sources):
        for name in ("file", "read"):
            given = getattr(source, name)
            if source.kind != GENERAL and given is None:
                cure = f"Add `{name}:` here, or write `kind: {GENERAL}`."
                yield tree.wrong(("sources", place), f"“{name}” is missing.", cure)
            if source.kind == GENERAL and given is not None:
                cure = "Remove it, or say what kind of page it is."
                yield tree.wrong(("sources", place, name), f"General knowledge has no “{name}”.", cure)


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


def in_words(sources: Sources) -> Iterable[Mistake]:
    """Words that are missing, or that nothing in procedure.yaml asks for."""
    structure, words, tree = sources.structure, sources.words, sources.words_tree
    yield from _same(tree, ("sections",), [section.id for section in structure.sections], words.sections)
    yield from _same(tree, ("lookalikes",), [other.id for other in structure.lookalikes], words.lookalikes)
    yield from _same(tree, ("options",), [option.id for option in structure.options], words.options)
    for option in structure.options:
        if option.id in words.options:
            named = words.options[option.id].values
            yield from _same(tree, ("options", option.id, "values"), [value.id for value in option.values or ()], named)
    yield from _same(tree, ("to_ask",), structure.to_ask, words.to_ask)
    yield from _same(tree, ("remember",), [one.id for one in structure.remember], words.remember)
    explained = [name for section in structure.sections for step in section.steps for name in step.glossary]
    for section in structure.sections:
        if section.id not in words.sections:
            continue
        said = words.sections[section.id]
        here: Where = ("sections", section.id)
        yield from _same(tree, (*here, "steps"), [step.id for step in section.steps], said.steps)
        yield from _same(tree, (*here, "questions"), [one.id for one in section.questions], said.questions)
        for step in section.steps:
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


def in_facts(sources: Sources, facts: FactsFile, tree: Tree) -> Iterable[Mistake]:
    """Facts that are named and not there, or there twice; added ones that no line is marked with."""
    listed: list[tuple[str, Where]] = [(one.id, ("facts", place, "id")) for place, one in enumerate(facts.facts)]
    listed += [(one.id, ("added", place, "id")) for place, one in enumerate(facts.added)]
    yield from _twice(tree, listed)
    yield from _unknown(sources, {name for name, _ in listed})
    added = {one.id for one in facts.added}
    structure, words = sources.structure, sources.words
    for section in structure.sections:
        said = words.sections[section.id].steps if section.id in words.sections else {}
        for step in section.steps:
            if step.id in said:
                here: Where = ("sections", section.id, "steps", step.id)
                yield from _marked(sources.words_tree, here, step.covers, _lines(said[step.id]), added)
    for note in structure.remember:
        if note.id in words.remember:
            line = words.remember[note.id]
            yield from _marked(sources.words_tree, ("remember", note.id), note.covers, [line], added)


def in_fact_words(words: FactWordsFile, structure: ProcedureFile, facts: FactsFile, tree: Tree) -> Iterable[Mistake]:
    """Facts of a step that a language has no words for, and words for facts that nobody knows."""
    covered = {name for section in structure.sections for step in section.steps for name in step.covers}
    known = {one.id: one.says for one in facts.facts} | {one.id: one.says for one in facts.added}
    for name, fact in known.items():
        if name in covered and name not in words.facts:
            cure = f"Add `{name}:` here, with the words that say it."
            yield tree.wrong(("facts",), f"The words of {name} are missing: {fact}", cure, "reference")
    for name in words.facts:
        if name not in known:
            cure = "Correct the id, or remove it."
            yield tree.wrong(("facts", name), f"facts.yaml knows no fact “{name}”.", cure, "reference")


def _unknown(sources: Sources, known: set[str]) -> Iterable[Mistake]:
    structure = sources.structure
    named: list[tuple[Where, tuple[str, ...]]] = [
        (("remember", place), one.covers) for place, one in enumerate(structure.remember)
    ]
    for number, section in enumerate(structure.sections):
        here: Where = ("sections", number)
        named += [((*here, "steps", place), step.covers) for place, step in enumerate(section.steps)]
        named += [((*here, "questions", place), one.covers) for place, one in enumerate(section.questions)]
    for where, covers in named:
        for n, name in enumerate(covers):
            if name not in known:
                cure = "Correct the id, or add the fact there."
                says = f"facts.yaml knows no fact “{name}”."
                yield sources.structure_tree.wrong((*where, "covers", n), says, cure, "reference")


def _lines(words: StepWords) -> list[LineEntry]:
    feel = [words.feel.text, words.feel.helps] if words.feel else []
    return [line for line in (*words.text, *words.points, *feel) if line]


def _marked(
    tree: Tree, where: Where, covers: Sequence[str], lines: Iterable[LineEntry], added: set[str]
) -> Iterable[Mistake]:
    """What covers an added fact has a line that is marked with it, and the other way round."""
    marked = {name for line in lines for name in line.added}
    for name in sorted(marked - added):
        cure = "Use the id of an entry under `added:` in facts.yaml."
        yield tree.wrong(where, f"facts.yaml has no added fact “{name}”.", cure, "reference")
    for name in sorted(marked - set(covers)):
        cure = f"Add {name} to the `covers` of “{where[-1]}” in procedure.yaml."
        yield tree.wrong(where, f"“{where[-1]}” does not name “{name}”, which it says.", cure, "reference")
    for name in sorted((set(covers) & added) - marked):
        cure = f"Mark the line that says it with `added: {name}`."
        yield tree.wrong(where, f"No line is marked with the added fact “{name}”.", cure, "reference")
