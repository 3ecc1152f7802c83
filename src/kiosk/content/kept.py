"""How many facts, hedges and glossary words are as they should be: in each section, and in the whole."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.content.reader import Reading
from kiosk.content.said import covering, lost_hedges, saying
from kiosk.content.wording import is_explained
from kiosk.model.hedge import FIRST
from kiosk.model.procedure import Procedure, Section

WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of some things are as they should be: all, if the gate is to let it pass."""

    brief: str
    name: str
    kept: int
    of: int


def kept(reading: Reading, made: Procedure) -> dict[str, tuple[Kept, ...]]:
    """What was counted for each section, and for the whole; a fact that several sections name counts in each."""
    assert reading.facts
    steps = covering(made)
    said = {one.id for one in reading.facts.facts if saying(reading, one, steps.get(one.id, []))}
    lost = {one.id: len(lost_hedges(reading, one, steps[one.id])) for one in reading.facts.facts if one.id in said}
    parts: dict[str, Sequence[Section]] = {one.id: (one,) for one in made.sections} | {WHOLE: made.sections}
    return {name: tuple(_counted(reading, made, part, lost)) for name, part in parts.items()}


def _counted(reading: Reading, made: Procedure, part: Sequence[Section], lost: dict[str, int]) -> Iterator[Kept]:
    """What the steps of some sections name.

    Args:
        reading: The walkthrough with its facts.
        made: The same, as it is shown.
        part: The sections.
        lost: Of each fact that is said, how many hedges are not kept.
    """
    assert reading.facts
    assert reading.sources
    steps = [step for section in part for step in section.steps]
    named = {name for step in steps for name in step.covers}
    facts = [one for one in reading.facts.facts if one.id in named or len(part) > 1]
    if reading.sources.language == FIRST or reading.fact_words:
        core = [one.id for one in facts if one.core]
        yield Kept("facts", "core facts said", sum(one in lost for one in core), len(core))
    if reading.hedges:
        total = sum(len(one.hedge) for one in facts if one.id in lost)
        gone = sum(lost[one.id] for one in facts if one.id in lost)
        yield Kept("hedges", "hedges kept", total - gone, total)
    ours = {name for step in steps for name in step.glossary}
    words = [word for word in made.glossary if word.id in ours or len(part) > 1]
    explained = sum(is_explained(made, word) for word in words)
    yield Kept("glossary", "glossary words explained where they first stand", explained, len(words))
