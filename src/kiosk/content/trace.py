"""Which sentence carries which fact: each fact beside its sentences, each sentence beside its facts.

Keywords only hint at the one sentence of a step that says a fact. So what is found here is for a person to look at.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kiosk.content.again import Again, again, repeated
from kiosk.content.gate import forms
from kiosk.content.measure import sentences
from kiosk.content.reader import Reading
from kiosk.content.said import facts_covered, facts_said, groups_of
from kiosk.content.tree import Where
from kiosk.content.wording import plain, stands_in, steps_of
from kiosk.model.error import Mistake
from kiosk.model.facts_file import AddedFact, Fact
from kiosk.model.hedge import FIRST
from kiosk.model.procedure import Line, Step

Part = Literal["heading", "text", "point", "feel", "helps", "again"]
"""`again` says once more what a step has said: the summary, or a question with its right answer."""

_GO_ON: Mapping[str, tuple[str, ...]] = {
    "en": ("this", "that", "these", "those", "it", "they", "here", "then", "such", "each"),
    "es": ("esto", "eso", "este", "esta", "estos", "estas", "ese", "esa", "así", "ahí", "entonces", "cada"),
}
"""A sentence that begins so goes on with what the one before it says."""

_UNSURE = "possible"
"""The strength of words that make a sentence less sure, in hedges/xx.yaml."""

_ABLE = frozenset(("can", "could", "cannot", "risk"))
"""Of those, the words that more often mean something else."""

_AS_UNSURE = ("may", "might", "risk", "if ", "possib", "suspect", "sometimes", "also", "example", "such as", "can ")
"""A fact that says so is itself not sure, or lists what there is; every sheet of facts is in English."""


EXPLAINS = "explains "
"""Stands before a glossary word where a sentence carries no fact, and may explain that word."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, a point or a heading of a step."""

    section: str
    step: str
    part: Part
    text: str
    whole: str
    """With the words that lead to it, as a point has them; in small letters."""
    where: Where
    added: tuple[str, ...] = ()
    """The added facts that it is marked with."""


@dataclass(frozen=True, slots=True)
class Trace:
    """A walkthrough's sentences and facts, side by side."""

    reading: Reading
    units: tuple[Unit, ...]
    sentences_of: Mapping[str, tuple[Unit, ...]]
    """What carries each fact."""
    facts_of: Mapping[Unit, tuple[str, ...]]
    """What each sentence carries."""
    findings: tuple[Mistake, ...]

    @property
    def facts(self) -> Iterator[Fact | AddedFact]:
        """Every fact of the sheet, in its order."""
        assert self.reading.facts
        yield from self.reading.facts.facts
        yield from self.reading.facts.added

    def hedges_in(self, unit: Unit) -> list[str]:
        """The words of a sentence that keep its facts' hedges, as they stand there."""
        facts = {fact.id: fact for fact in self.facts if isinstance(fact, Fact)}
        hedges = [hedge for name in self.facts_of[unit] if name in facts for hedge in facts[name].hedge]
        return self.reading.hedges.found(hedges, unit.text) if self.reading.hedges else []


def trace(reading: Reading) -> Trace:
    """Lay a walkthrough beside its facts; it has no mistakes, and was read with its facts."""
    assert reading.procedure
    assert reading.sources
    assert reading.facts
    assert reading.facts_tree
    known = {fact.id: fact for fact in reading.facts.facts}
    units: dict[Unit, None] = {}
    found: dict[Unit, list[str]] = {}
    for terms in forms(reading.sources):
        made = reading.ready(terms)
        for where, step in steps_of(made):
            ours = list(_units(where, step))
            units |= dict.fromkeys(ours)
            for unit, names in _carried(reading, step, known, ours).items():
                found.setdefault(unit, []).extend(name for name in names if name not in found.get(unit, []))
        for one in again(reading, made):
            ours = list(_units_again(one))
            units |= dict.fromkeys(ours)
            found |= {unit: _carried_again(reading, one, known, unit) for unit in ours}
    facts_of = {unit: tuple(found.get(unit, ())) for unit in sorted(units, key=_order(reading))}
    every = [*(fact.id for fact in reading.facts.facts), *(fact.id for fact in reading.facts.added)]
    sentences_of = {name: tuple(unit for unit, names in facts_of.items() if name in names) for name in every}
    findings = [
        *facts_covered(reading.sources.structure, reading.facts, reading.facts_tree),
        *facts_said(reading, reading.procedure),
        *repeated(reading, reading.procedure),
        *_without_fact(reading, facts_of),
        *_less_sure(reading, known, facts_of),
    ]
    return Trace(reading, tuple(facts_of), sentences_of, facts_of, tuple(sorted(set(findings))))


def _units(where: Where, step: Step) -> Iterator[Unit]:
    """The sentences of a step, in their order."""

    def made(part: Part, line: Line, lead: str = "") -> Iterator[Unit]:
        for text in [line.text] if part == "point" else sentences([line.text]):
            whole = plain(f"{lead} {text}".strip())
            yield Unit(str(where[1]), step.id, part, text, whole, where, line.added)

    yield from made("heading", Line(step.heading))
    texts = [unit for line in step.text for unit in made("text", line)]
    yield from texts
    lead = texts[-1].text if texts and texts[-1].text.endswith(":") else ""
    for line in step.points:
        yield from made("point", line, lead)
    if step.feel:
        yield from made("feel", step.feel.text)
        if step.feel.helps:
            yield from made("helps", step.feel.helps)


def _units_again(one: Again) -> Iterator[Unit]:
    """The sentences of a question and its right answer, or of a line of the summary."""
    section = str(one.where[1]) if one.where[0] == "sections" else str(one.where[0])
    for text in sentences(one.texts):
        yield Unit(section, one.name, "again", text, plain(text), one.where)


def _carried_again(reading: Reading, one: Again, known: Mapping[str, Fact], unit: Unit) -> list[str]:
    """What a sentence says again: of the facts that its question or line names those whose words it has, or all."""
    named = (name for name in one.covers if name in known)
    has = [name for name in named if any(stands_in(group, unit.whole) for group in groups_of(reading, known[name]))]
    return has or list(one.covers)


def _order(reading: Reading) -> Callable[[Unit], int]:
    """Where a sentence stands: the steps of a section, its questions, the summary; what an option adds in its place."""
    assert reading.sources
    names: list[tuple[str, str]] = []
    for section in reading.sources.structure.sections:
        names += [(section.id, step.id) for step in section.steps]
        names += [(section.id, question.id) for question in section.questions]
    names += [("remember", one.id) for one in reading.sources.structure.remember]
    places = {name: place for place, name in enumerate(names)}
    return lambda unit: places[unit.section, unit.step]


def _carried(reading: Reading, step: Step, known: Mapping[str, Fact], units: Sequence[Unit]) -> dict[Unit, list[str]]:
    """What each sentence of a step carries of the facts that the step covers."""
    covered = [(known[name], groups_of(reading, known[name])) for name in step.covers if name in known]
    found: dict[Unit, list[str]] = {unit: list(unit.added) for unit in units}
    for fact, groups in covered:
        for unit in _carriers(groups, units):
            found[unit].append(fact.id)
    before: Unit | None = None
    for unit in units:
        if not found[unit]:
            found[unit] = [fact.id for fact, groups in covered if any(stands_in(group, unit.whole) for group in groups)]
        if before and not found[unit] and unit.part == before.part and _goes_on(reading, unit):
            found[unit] = list(found[before])
        if not found[unit]:
            found[unit] = list(_explained(reading, step, unit))
        before = unit if unit.part in ("text", "feel", "helps") else None
    for unit in units:
        if unit.text.endswith(":") and not found[unit]:
            listed = (found[one] for one in units if one.part == "point")
            found[unit] = list(dict.fromkeys(name for names in listed for name in names))
    return found


def _carriers(groups: Sequence[Sequence[str]], units: Sequence[Unit]) -> list[Unit]:
    """The sentences that say a fact: those with most of its words, and those with the words that these lack."""
    if not groups:
        return []
    spoken = [unit for unit in units if unit.part != "heading" and not unit.added] or list(units)
    has = {unit: {place for place, group in enumerate(groups) if stands_in(group, unit.whole)} for unit in spoken}
    named = [unit for unit in spoken if 0 in has[unit]]
    if not named:
        return [unit for unit in units if unit.part == "heading" and stands_in(groups[0], unit.whole)]
    most = max(len(has[unit]) for unit in named)
    best = [unit for unit in named if len(has[unit]) == most]
    lacking = set(range(len(groups))) - {place for unit in best for place in has[unit]}
    return [*best, *(unit for unit in spoken if unit not in best and has[unit] & lacking)]


def _explained(reading: Reading, step: Step, unit: Unit) -> Iterator[str]:
    """The glossary words of the step that a sentence has: it may well explain one."""
    assert reading.sources
    entries = ((name, reading.sources.words.glossary[name].word) for name in step.glossary)
    yield from (f"{EXPLAINS}{name}" for name, word in entries if stands_in([word], unit.whole))


def _goes_on(reading: Reading, unit: Unit) -> bool:
    assert reading.sources
    first = "".join(letter for letter in unit.whole.split()[0] if letter.isalpha())
    return first in _GO_ON.get(reading.sources.language, ())


def _without_fact(reading: Reading, facts_of: Mapping[Unit, Sequence[str]]) -> Iterator[Mistake]:
    """Sentences that nothing carries; none in a language that has no words for the facts."""
    assert reading.sources
    tree = reading.sources.words_tree
    if reading.sources.language != FIRST and reading.fact_words is None:
        return
    for unit, names in facts_of.items():
        if not names and unit.part not in ("heading", "again"):
            says = f"No fact that “{unit.step}” covers seems to carry: “{unit.text}”"
            cure = "Name its fact in `covers`, mark it with `added`, or leave it out."
            yield tree.wrong_in(unit.where, unit.text, says, cure, "trace")


def _less_sure(
    reading: Reading, known: Mapping[str, Fact], facts_of: Mapping[Unit, Sequence[str]]
) -> Iterator[Mistake]:
    """Sentences that are less sure than all their facts. A translation is laid beside the first language instead."""
    if reading.hedges is None or reading.sources is None or reading.sources.language != FIRST:
        return
    words = [word for word in reading.hedges.own.hedges[_UNSURE].words if word not in _ABLE]
    for unit, names in facts_of.items():
        facts = [known[name] for name in names if name in known]
        unsure = any(fact.hedge or any(sign in fact.says.lower() for sign in _AS_UNSURE) for fact in facts)
        here = [word for word in words if stands_in([word], unit.whole)]
        if facts and here and not unsure and not unit.added and unit.part != "again":
            says = f"“{here[0]}” makes this less sure than {facts[0].id} (“{facts[0].says}”): “{unit.text}”"
            cure = f"Say it as surely; or, where the source is no surer, give {facts[0].id} its `hedge` in facts.yaml."
            yield reading.sources.words_tree.wrong_in(unit.where, unit.text, says, cure, "trace")
