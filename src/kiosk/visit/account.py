"""What happened in a visit, as the nurse needs it: the same from the visit itself and from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.frozen import dataclass
from kiosk.model.procedure import Procedure, Question
from kiosk.visit.plan import Answers

if TYPE_CHECKING:  # the visit's pages are made from this
    from kiosk.visit.visit import Visit


@dataclass(frozen=True, slots=True)
class Account:
    """What one patient did."""

    procedure: Procedure
    """In the language in which the visit ended."""
    answers: Answers
    marked: tuple[str, ...]
    """Questions for the nurse."""
    declined: frozenset[str]
    """Sections that the patient would rather not read."""
    seconds: Mapping[str, float]
    """How long each step was read in all, such as `happens/numbing`; what was never there is missing."""
    felt: Mapping[str, int]
    """How they felt about it, 0 to 10, before and after."""
    heard: bool
    """Whether the voice was ever on."""
    languages: tuple[str, ...]
    """What those that were used call themselves, the last one at the end."""
    beside: Procedure | None = None
    """The same walkthrough in the language of who reads this, where that is another one."""

    @property
    def read_in(self) -> Procedure:
        """The walkthrough in the language of who reads this, where it is here in it."""
        return self.beside or self.procedure

    def laid_beside(self, other: Procedure) -> Account:
        """To be read in the words of another language; as it was, where the walkthrough has other answers in that."""
        return replace(self, beside=other) if _shape(other) == _shape(self.procedure) else self


def account_of(visit: Visit) -> Account:
    """The account of a visit, as far as it has come."""
    return Account(
        procedure=visit.procedure,
        answers=visit.answers,
        marked=visit.marked,
        declined=visit.declined,
        seconds=seconds_of((one.step, one.seconds) for one in visit.viewed),
        felt=dict(visit.felt),
        heard=visit.heard,
        languages=(*(one for one in visit.languages if one != visit.words.name), visit.words.name),
    )


def _shape(one: Procedure) -> object:
    """All that an account names by its id, and which options are right."""
    sections = (
        (section.id, [step.id for step in section.steps], [_asked(question) for question in section.questions])
        for section in one.sections
    )
    return one.id, one.version, one.chosen, [*sections], [note.id for note in one.to_ask]


def _asked(question: Question) -> object:
    return question.id, question.about, question.right, {option.id for option in question.options}


def seconds_of(viewed: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """How long each step was read in all."""
    total: dict[str, float] = {}
    for step, seconds in viewed:
        total[step] = total.get(step, 0.0) + seconds
    return total
