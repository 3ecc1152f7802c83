"""Which sentence to rewrite first: the one that the most-missed question is about, and why."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from kiosk.journal.results import ProcedureResult, QuestionResult, Results
from kiosk.journal.statistic import Share, share
from kiosk.model.procedure import Line, Procedure, Question, Step

LEAST_ANSWERS = 10
"""With fewer first tries chance decides what is missed most."""

LEAST_VISITS = 30
"""With fewer visits the discrimination says nothing."""

HARDLY = 0.1
"""A discrimination below it: who knew the rest missed the question about as often as who did not."""

_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_WORD = re.compile(r"\w{4,}")
_STEM = 5
"""Letters by which words are held to be the same: `duct` and `ducts`, `picture` and `pictures`."""


@dataclass(frozen=True, slots=True)
class Rewrite:
    """What to rewrite first in one walkthrough."""

    what: Literal["step", "question"]
    """A sentence of a step; or the question itself, where it seems to mislead."""
    where: str
    """Section and step, or the question's id."""
    sentence: str
    missed: Share
    """Wrong or unsure at the first try."""
    reason: str


def rewrites(results: Results, procedures: Mapping[str, Procedure]) -> dict[str, Rewrite]:
    """What to rewrite first, by procedure; nothing where too few answered, or nobody missed anything."""
    found = {
        one.procedure: rewrite_first(one, procedures[one.procedure])
        for one in results.procedures
        if one.procedure in procedures
    }
    return {name: rewrite for name, rewrite in found.items() if rewrite}


def as_json(results: Results, first: Mapping[str, Rewrite]) -> dict[str, Any]:
    """The results with what to rewrite first, for `json.dumps`."""
    whole = asdict(results)
    for one in whole["procedures"]:
        rewrite = first.get(one["procedure"])
        one["rewrite_first"] = asdict(rewrite) if rewrite else None
    return whole


def rewrite_first(result: ProcedureResult, procedure: Procedure) -> Rewrite | None:
    """Of the questions the one whose share of misses is surely the highest: by the lower bound of its interval.

    Between equals the one that tells people apart less.
    """
    asked = {question.id: (question, step) for question, step in _questions(procedure)}
    missed = [
        (one, share_missed)
        for one in result.questions
        if one.question in asked and (share_missed := _missed(one)) and share_missed.count
    ]
    if not missed:
        return None
    worst, how_many = max(missed, key=lambda pair: (pair[1].low, -(pair[0].discrimination or 0.0)))
    question, where = asked[worst.question]
    section, step = where
    misleads = _tells_apart(worst) is False
    return Rewrite(
        what="question" if misleads else "step",
        where=question.id if misleads else f"{section}/{step.id}",
        sentence=question.ask if misleads else nearest(question, step),
        missed=how_many,
        reason=_reason(worst, question, how_many),
    )


def nearest(question: Question, step: Step) -> str:
    """The sentence of the step that shares most words with the right answer, or else with the question."""
    right = next(option for option in question.options if option.id == question.right)
    answer, asked = _stems(right.text), _stems(question.ask)
    return max(_sentences(step), key=lambda one: (len(answer & _stems(one)), len(asked & _stems(one))))


def _questions(procedure: Procedure) -> Iterator[tuple[Question, tuple[str, Step]]]:
    for section in procedure.sections:
        for question in section.questions:
            yield question, (section.id, next(step for step in section.steps if step.id == question.about))


def _missed(one: QuestionResult) -> Share | None:
    asked = one.right + one.wrong + one.unsure
    return share(one.wrong + one.unsure, asked) if asked >= LEAST_ANSWERS else None


def _tells_apart(one: QuestionResult) -> bool | None:
    """Whether who knew the rest knew this too; None where too few say so."""
    if one.discrimination is None or one.discrimination_visits < LEAST_VISITS:
        return None
    return one.discrimination >= HARDLY


def _reason(one: QuestionResult, question: Question, missed: Share) -> str:
    said = (
        f"{missed.count} of {missed.of} missed “{question.ask}” at the first try "
        f"({missed.share:.0%}; with 95% confidence {missed.low:.0%} to {missed.high:.0%})."
    )
    if one.most_chosen:
        texts = {option.id: option.text for option in question.options}
        instead = texts.get(one.most_chosen, one.most_chosen)
        said += f" Most often chosen instead: “{instead}” ({one.most_chosen_count})."
    if (apart := _tells_apart(one)) is not None:
        said += f" Discrimination {one.discrimination:.2f}: "
        said += (
            "who knew the rest mostly knew this too, so the step is not clear to the others."
            if apart
            else "who knew the rest missed it as often as who did not, so the question itself may mislead."
        )
    return said


def _sentences(step: Step) -> Iterator[str]:
    felt = (step.feel.text, step.feel.helps) if step.feel else ()
    lines: tuple[Line | None, ...] = (*step.text, *step.points, *felt)
    for line in lines:
        if line:
            yield from _SENTENCE.split(line.text)


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text.casefold())}
