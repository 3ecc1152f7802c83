"""Whether each fact is said by the steps that name it, and as surely as its source says it."""

from collections.abc import Iterator, Sequence

from kiosk.content.hedge import Hedges
from kiosk.content.measure import sentences
from kiosk.content.reader import Reading
from kiosk.content.tree import Tree, Where
from kiosk.content.wording import felt_in, plain, plain_text, said_in, stands_in
from kiosk.model.error import Mistake
from kiosk.model.facts_file import AddedFact, Fact, FactsFile
from kiosk.model.hedge import FIRST
from kiosk.model.procedure import Line, Procedure, Step
from kiosk.model.procedure_file import ProcedureFile

Groups = tuple[tuple[str, ...], ...]
"""By which words a fact is known: one of each group."""

_MOST_NAMED = 4
"""The words of a group that a cure names."""

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
        if steps and not saying(reading, fact, steps):
            yield _unsaid(reading, fact, steps)
        elif steps:
            yield from hedges_kept(reading, fact, steps)
            yield from _hedges_differ(reading, fact, steps)
    for added in reading.facts.added:
        yield from _added_said(reading, added, steps_of.get(added.id, []))


def facts_kept(reading: Reading, made: Procedure, unsharpened: Procedure) -> Iterator[Mistake]:
    """Facts that a sharpened text loses, and hedges that something which went took along.

    What an option hides, it may hide; what it makes sure needs its hedge no more. Facts whose steps are as they are
    when nothing was said are passed over: `facts_said` has looked at them.
    """
    assert reading.facts
    assert reading.procedure
    assert reading.sources
    now, before, first = covering(made), covering(unsharpened), covering(reading.procedure)
    for fact in reading.facts.facts:
        steps = before.get(fact.id, [])
        if not groups_of(reading, fact):
            continue  # by which words should anybody know that it still stands?
        if steps == now.get(fact.id, []) == first.get(fact.id, []) or not saying(reading, fact, steps):
            continue
        if not saying(reading, fact, now[fact.id]):
            says = f"“{steps[0][1].id}” no longer says {fact.id}: {fact.says}"
            yield reading.sources.words_tree.wrong(steps[0][0], says, "Say it in what stands there instead.", "facts")
        yield from hedges_kept(reading, fact, steps)


def saying(reading: Reading, fact: Fact, steps: Steps) -> list[Step]:
    """Those of the steps that say a fact."""
    groups = groups_of(reading, fact)
    return [step for _, step in steps if all(stands_in(group, plain_text(step)) for group in groups)]


def hedges_kept(reading: Reading, fact: Fact, steps: Steps) -> Iterator[Mistake]:
    """The hedges of a fact that the steps which say it have lost."""
    if reading.sources and reading.hedges and (lost := lost_hedges(reading, fact, steps)):
        instead = _instead(reading.hedges, lost, fact, _saying_passages(reading, fact, steps))
        says = f"{fact.id} loses its hedge “{', '.join(lost)}” in “{steps[0][1].id}”{instead}: {fact.says}"
        cure = "Keep the source's word for how sure or how often."
        yield _where_said(reading, fact, steps, says, cure)


def _hedges_differ(reading: Reading, fact: Fact, steps: Steps) -> Iterator[Mistake]:
    """Steps that say a fact more or less surely than another step does."""
    assert reading.sources
    said = {step.id for step in saying(reading, fact, steps)}
    lost = {step.id: lost_hedges(reading, fact, [(where, step)]) for where, step in steps if step.id in said}
    keeping = next((name for name, hedges in lost.items() if not hedges), None)
    for where, step in steps if keeping else ():
        if hedges := lost.get(step.id):
            passages = _saying_passages(reading, fact, [(where, step)])
            instead = _instead(reading.hedges, hedges, fact, passages) if reading.hedges else ""
            says = f"{fact.id} has its hedge “{', '.join(hedges)}” in “{keeping}”, and not in “{step.id}”{instead}"
            yield _where_said(reading, fact, [(where, step)], f"{says}: {fact.says}", "Say it as surely in both.")


def _where_said(reading: Reading, fact: Fact, steps: Steps, says: str, cure: str) -> Mistake:
    """A mistake in the sentence that says a fact, or at its step where no sentence alone does."""
    assert reading.sources
    tree, groups = reading.sources.words_tree, groups_of(reading, fact)
    for where, step in steps:
        passages = _passages(step, groups)
        for line in (*said_in(step), Line(step.heading)):
            for sentence in sentences([line.text]):
                if any(passage.endswith(plain(sentence)) for passage in passages):
                    return tree.wrong_in(where, sentence, says, cure, "hedge")
    return tree.wrong(steps[0][0], says, cure, "hedge")


def lost_hedges(reading: Reading, fact: Fact, steps: Steps) -> list[str]:
    """Those hedges; none in a language whose hedges nobody has written."""
    hedges, passages = reading.hedges, _saying_passages(reading, fact, steps)
    if hedges is None:
        return []
    return [hedge for hedge in fact.hedge if not any(hedges.keeps(hedge, passage) for passage in passages)]


def _saying_passages(reading: Reading, fact: Fact, steps: Steps) -> list[str]:
    groups = groups_of(reading, fact)
    return [passage for step in saying(reading, fact, steps) for passage in _passages(step, groups)]


def _added_said(reading: Reading, added: AddedFact, steps: Steps) -> Iterator[Mistake]:
    """What several steps together do not say of an added fact; the first language has no words for it."""
    assert reading.sources
    groups = reading.fact_words.facts.get(added.id, ()) if reading.fact_words else ()
    text = " ".join(plain_text(step) for _, step in steps)
    lost = [group[0] for group in groups if not stands_in(group, text)]
    if steps and lost:
        says = f"{added.id} is named by “{steps[0][1].id}”, but “{', '.join(lost)}” is not said: {added.says}"
        cure = f"Say it there, or widen its words in {_sheet(reading)}."
        yield reading.sources.words_tree.wrong(steps[0][0], says, cure, "facts")


def _unsaid(reading: Reading, fact: Fact, steps: Steps) -> Mistake:
    """A fact that no step says, and by which words the first that names it would."""
    assert reading.sources
    where, step = steps[0]
    groups = groups_of(reading, fact)
    lacking = [group for group in groups if not stands_in(group, plain_text(step))]
    lack = "none" if len(lacking) == len(groups) else "not all"
    words = "; ".join(" or ".join(f"“{word.rstrip('*')}”" for word in group[:_MOST_NAMED]) for group in lacking)
    says = f"{fact.id} is named by “{step.id}”, but {lack} of its words stand there: {fact.says}"
    cure = f"Say it there with {words}, or add the words that you use to those of {fact.id} in {_sheet(reading)}."
    return reading.sources.words_tree.wrong(where, says, cure, "facts")


def _sheet(reading: Reading) -> str:
    language = reading.sources.language if reading.sources else FIRST
    return "facts.yaml" if language == FIRST else f"facts.{language}.yaml"


def groups_of(reading: Reading, fact: Fact) -> Groups:
    """By which words a fact is known; none in a language that has no sheet of them."""
    assert reading.sources
    if reading.sources.language == FIRST:
        return (fact.keywords, *fact.must)
    return reading.fact_words.facts.get(fact.id, ()) if reading.fact_words else ()


def _passages(step: Step, groups: Groups) -> list[str]:
    """Where the hedge of a fact is looked for: in the sentences that have its first words, and most of the others."""
    found = (likeliest(groups, spoken) for spoken in _spoken(step))
    return next(filter(None, found), [plain_text(step)])


def likeliest(groups: Groups, spoken: Sequence[str]) -> list[str]:
    """Of some plain sentences those that have a fact's first words, and most of its others."""
    named = [sentence for sentence in spoken if groups and stands_in(groups[0], sentence)]
    has = [sum(stands_in(group, sentence) for group in groups) for sentence in named]
    return [sentence for sentence, count in zip(named, has, strict=True) if count == max(has)]


def _spoken(step: Step) -> Iterator[list[str]]:
    """The sentences of a step in small letters: what a source says; else what was added to it; else the heading.

    A point stands together with the words that lead to the list.
    """
    texts = [(sentence, line.added) for line in step.text for sentence in sentences([line.text])]
    lead = texts[-1][0] if texts and texts[-1][0].endswith(":") else ""
    points = [(f"{lead} {line.text}", line.added) for line in step.points]
    felt = [(sentence, line.added) for line in felt_in(step) for sentence in sentences([line.text])]
    said = [(plain(sentence), added) for sentence, added in (*texts, *points, *felt)]
    yield [sentence for sentence, added in said if not added]
    yield [sentence for sentence, added in said if added]
    yield [plain(step.heading)]


def _instead(hedges: Hedges, lost: Sequence[str], fact: Fact, passages: Sequence[str]) -> str:
    """What is said in place of a lost hedge, and whether it is stronger."""
    for hedge in lost:
        for passage in passages:
            word, how = hedges.instead(hedge, fact.hedge, passage)
            if word:
                return f", which says “{word}” and is {how}"
    return ""
