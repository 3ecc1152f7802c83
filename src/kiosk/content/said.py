"""Whether each fact is said by the steps that name it, and as surely as its source says it."""

from collections.abc import Iterator, Sequence

from kiosk.content.hedge import keeps
from kiosk.content.reader import Reading
from kiosk.content.tree import Tree, Where
from kiosk.content.wording import plain_text, stands_in
from kiosk.model.error import Mistake
from kiosk.model.procedure import Procedure, Step
from kiosk.model.source import Fact, FactsFile, ProcedureFile

Steps = Sequence[tuple[Where, Step]]
"""The steps that cover a fact, with their places."""


def facts_covered(structure: ProcedureFile, facts: FactsFile, tree: Tree) -> Iterator[Mistake]:
    """Core facts and added ones that no step covers."""
    covered = {name for section in structure.sections for step in section.steps for name in step.covers}
    for place, added in enumerate(facts.added):
        if added.id not in covered:
            says = f"No step covers the added fact {added.id}: {added.says}"
            yield tree.wrong(("added", place), says, "Say it in a step, or remove it here.", "facts")
    for place, fact in enumerate(facts.facts):
        if fact.id not in covered and fact.core:
            cure = "Say it in a step, and name it in that step's `covers`."
            yield tree.wrong(("facts", place), f"No step covers {fact.id}: {fact.says}", cure, "facts")


def covering(made: Procedure) -> dict[str, list[tuple[Where, Step]]]:
    """The steps that cover each fact."""
    found: dict[str, list[tuple[Where, Step]]] = {}
    for section in made.sections:
        for step in section.steps:
            for name in step.covers:
                found.setdefault(name, []).append((("sections", section.id, "steps", step.id), step))
    return found


def facts_said(reading: Reading, made: Procedure) -> Iterator[Mistake]:
    """Facts that the steps which cover them do not say, or not with their hedge."""
    assert reading.facts
    assert reading.sources
    steps_of = covering(made)
    for fact in reading.facts.facts:
        steps = steps_of.get(fact.id, [])
        if steps and not saying(fact, steps):
            says = f"{fact.id} is named by “{steps[0][1].id}”, but none of its words stand there: {fact.says}"
            cure = "Say it there, or widen its keywords in facts.yaml."
            yield reading.sources.words_tree.wrong(steps[0][0], says, cure, "facts")
        elif steps:
            yield from hedges_kept(reading, fact, steps)


def facts_kept(reading: Reading, made: Procedure, unsharpened: Procedure) -> Iterator[Mistake]:
    """Facts that a sharpened text loses, and hedges that something which went took along.

    What an option hides, it may hide; what it makes sure needs its hedge no more.
    """
    assert reading.facts
    assert reading.sources
    now, before = covering(made), covering(unsharpened)
    for fact in reading.facts.facts:
        steps = before.get(fact.id, [])
        if not saying(fact, steps):
            continue
        if not saying(fact, now[fact.id]):
            says = f"“{steps[0][1].id}” no longer says {fact.id}: {fact.says}"
            yield reading.sources.words_tree.wrong(steps[0][0], says, "Say it in what stands there instead.", "facts")
        yield from hedges_kept(reading, fact, steps)


def saying(fact: Fact, steps: Steps) -> list[Step]:
    """Those of the steps that say a fact."""
    groups = (fact.keywords, *fact.must)
    return [step for _, step in steps if all(stands_in(group, plain_text(step)) for group in groups)]


def hedges_kept(reading: Reading, fact: Fact, steps: Steps) -> Iterator[Mistake]:
    """The hedges of a fact that the steps which say it have lost."""
    assert reading.sources
    texts = [plain_text(step) for step in saying(fact, steps)]
    lost = [hedge for hedge in fact.hedge if not any(keeps(hedge, text) for text in texts)]
    if lost:
        says = f"{fact.id} loses its hedge “{', '.join(lost)}” in “{steps[0][1].id}”: {fact.says}"
        cure = "Keep the source's word for how sure or how often."
        yield reading.sources.words_tree.wrong(steps[0][0], says, cure, "hedge")
