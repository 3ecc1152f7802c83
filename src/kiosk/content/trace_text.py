"""A trace as text: each fact with its sentences, each sentence with its facts, «hedges» marked, then what was found."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from kiosk.content.trace import Trace, Unit
from kiosk.content.wording import written_in
from kiosk.model.facts_file import AddedFact, Fact


def as_lines(found: Trace, folder: Path) -> Iterator[str]:
    """The lines; files are named from the content folder."""
    assert found.reading.sources
    yield f"{found.reading.id} ({found.reading.sources.language}): facts"
    for fact in found.facts:
        yield from _fact(found, fact)
    yield ""
    yield f"{found.reading.id} ({found.reading.sources.language}): sentences"
    for (section, step), units in groupby(found.units, lambda unit: (unit.section, unit.step)):
        yield f"{section}/{step}"
        for unit in units:
            names = ", ".join(found.facts_of[unit]) or ("-" if unit.part == "heading" else "NO FACT")
            yield f"    {marked(unit.text, found.hedges_in(unit))}  [{names}]"
    yield ""
    for one in found.findings:
        name = one.file.relative_to(folder) if one.file.is_relative_to(folder) else one.file
        yield f"{name}:{one.line}: {one.says} {one.cure} [{one.rule}]"
    yield f"{len(found.findings)} findings." if found.findings else "No findings."


def _fact(found: Trace, fact: Fact | AddedFact) -> Iterator[str]:
    yield f"{fact.id}  {marked(fact.says, hedges_of(fact))}  [{about(fact)}]"
    units: Sequence[Unit] = found.sentences_of[fact.id]
    for unit in units:
        yield f"    {unit.section}/{unit.step}: {marked(unit.text, found.hedges_in(unit))}"
    if not units:
        yield "    NO SENTENCE" if not isinstance(fact, Fact) or fact.core else "    (left out: core is false)"


def about(fact: Fact | AddedFact) -> str:
    """Where a fact comes from, and how sure it is."""
    if isinstance(fact, AddedFact):
        return f"added; from: {fact.source}"
    return f"{fact.where}{'; hedge: ' + ', '.join(fact.hedge) if fact.hedge else ''}"


def hedges_of(fact: Fact | AddedFact) -> list[str]:
    """The hedges that stand in a fact as it is written down."""
    return written_in(fact.hedge, fact.says) if isinstance(fact, Fact) else []


def marked(text: str, hedges: Sequence[str], before: str = "«", after: str = "»") -> str:
    """A text with its hedges between marks, each where it first stands after the last."""
    done, rest = "", text
    for hedge in hedges:
        head, found, rest_of = rest.partition(hedge)
        done, rest = (f"{done}{head}{before}{found}{after}", rest_of) if found else (done, rest)
    return done + rest
