"""What happened in a visit, as the nurse needs it: the same from the visit itself and from the journal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from kiosk.model.frozen import dataclass
from kiosk.model.procedure import Procedure
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


def seconds_of(viewed: Iterable[tuple[str, float]]) -> Mapping[str, float]:
    """How long each step was read in all."""
    total: dict[str, float] = {}
    for step, seconds in viewed:
        total[step] = total.get(step, 0.0) + seconds
    return total
