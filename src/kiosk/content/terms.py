"""What a piece of a walkthrough depends on: what the nurse said at launch, and what the hospital set."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from kiosk.model.frozen import dataclass
from kiosk.model.procedure import YES_OR_NO

if TYPE_CHECKING:  # they bring pydantic, which a start that finds all kept does without
    from kiosk.model.procedure_file import ProcedureFile
    from kiosk.model.words_file import LineEntry

Chosen = Mapping[str, str]
"""What was said of which option; one that is not in it was not said."""

NOTHING: Chosen = {}

_IN_BRACES = re.compile(r"\{(\w+)\}")


class Condition(NamedTuple):
    """Such as `sedation`, `not sedation`, `region=neck`."""

    option: str
    value: str
    is_not: bool

    @classmethod
    def of(cls, text: str) -> "Condition":
        """What a file or a command says."""
        said = text.removeprefix("not ")
        option, _, value = said.partition("=")
        return cls(option, value or YES_OR_NO[0], said != text)

    def stands(self, chosen: Chosen) -> bool:
        """Whether it holds; what nobody said counts as possible."""
        return (chosen.get(self.option, self.value) == self.value) is not self.is_not

    def is_sure(self, chosen: Chosen) -> bool:
        """Whether it holds because somebody said so."""
        return self.option in chosen and self.stands(chosen)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is known when a walkthrough is made ready for a visit."""

    chosen: Chosen = field(default_factory=dict)
    hospital: Mapping[str, str] = field(default_factory=dict)
    """The hospital's own values, such as the number to call."""
    sharpen: bool = True
    """Whether `sure` texts stand in the place of those with a "may"; without, hedges can be compared."""

    def stands(self, condition: str | None) -> bool:
        """Whether something stands that depends on this."""
        return condition is None or Condition.of(condition).stands(self.chosen)

    def has(self, values: Sequence[str]) -> bool:
        """Whether the hospital set all of these."""
        return all(name in self.hospital for name in values)

    def values(self, line: "LineEntry") -> tuple[str, ...]:
        """The hospital's own values that stand in what a line says."""
        return line.needs if self.has(line.needs) else ()

    def text(self, line: "LineEntry") -> str | None:
        """What a line says; None where it goes."""
        if not (self.stands(line.only_if) and self.has(line.needs)):
            return line.otherwise
        if line.sure and line.only_if and self.sharpen and Condition.of(line.only_if).is_sure(self.chosen):
            return line.sure
        return _IN_BRACES.sub(lambda found: self.hospital[found[1]], line.text) if line.needs else line.text

    def said(self) -> tuple[str, ...]:
        """Such as `sedation=yes`."""
        return said(self.chosen)

    def is_part_of(self, other: "Terms") -> bool:
        """Whether the other says and sets all this, and perhaps more."""
        return self.chosen.items() <= other.chosen.items() and self.hospital.items() <= other.hospital.items()

    def __str__(self) -> str:
        """For a sentence to an author."""
        return ", ".join((*self.said(), *(["a hospital's values"] if self.hospital else [])))


def said(chosen: Chosen) -> tuple[str, ...]:
    """What was chosen, as it is kept: such as `sedation=yes`."""
    return tuple(f"{option}={value}" for option, value in chosen.items())


def combinations(structure: "ProcedureFile") -> Iterator[Chosen]:
    """Everything that can be said at launch, beginning with nothing; what is refused is left out."""
    ways: list[Sequence[str | None]] = []
    for option in structure.options:
        values = YES_OR_NO if option.values is None else [one.id for one in option.values if one.lookalike is None]
        ways.append((None, *values))
    for way in product(*ways):
        yield {one.id: value for one, value in zip(structure.options, way, strict=True) if value is not None}
