"""procedure.yaml of a walkthrough, as a person writes it: its structure, and no word that a patient meets."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from kiosk.model.base import FileModel, Id, Text
from kiosk.model.procedure import Asks, SectionId


class CodeEntry(FileModel):
    """A billing code, a key for looking up."""

    system: Text
    """Whose code it is, such as CPT."""
    code: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9.-]{1,20}$")]
    """The bare code."""


class LookalikeEntry(FileModel):
    """Another procedure that this one could be mistaken for."""

    id: Id
    codes: tuple[CodeEntry, ...] = ()


GENERAL = "general knowledge"
"""The kind of source that is no page or paper: what people of the trade commonly know."""


class SourceEntry(FileModel):
    """Where the facts come from."""

    file: Text | None = None
    """The page or paper; general knowledge has none."""
    kind: Text
    read: datetime.date | None = None
    """The day on which it was read; general knowledge has none."""


ConditionText = Annotated[str, StringConstraints(pattern=r"^(not )?[a-z0-9][a-z0-9-]*(=[a-z0-9][a-z0-9-]*)?$")]
"""On what something stands: `sedation`, `not sedation`, `region=neck`, `not region=neck`."""

OnlyIf = Annotated[ConditionText | None, Field(alias="if")]
"""Without it, something always stands. An option that nobody said counts as possible."""


class ValueEntry(FileModel):
    """One of the values that an option can have."""

    id: Id
    lookalike: Id | None = None
    """The lookalike that this value would be: then nothing here is true of it, and it is refused."""


def _value(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class LaunchOptionEntry(FileModel):
    """Something that the nurse may say at launch: yes or no, or one of some values."""

    id: Id
    values: tuple[Annotated[ValueEntry, BeforeValidator(_value)], ...] | None = Field(
        default=None, min_length=2, max_length=4
    )
    """Left out, it is a matter of yes or no."""


class StepEntry(FileModel):
    """A step's place and what it covers."""

    id: Id
    only_if: OnlyIf = None
    covers: tuple[Id, ...] = Field(min_length=1)
    """Ids of facts.yaml that stand in this step's words."""
    glossary: tuple[Id, ...] = Field(default=(), max_length=20)
    """Words explained on this step: the one where each first appears."""
    picture: Id | None = None
    """A drawing in assets/, by its file's name without the ending."""
    picture_if: ConditionText | None = None
    """Without it, the picture stands wherever its step does."""
    gathers: bool = False
    """Yes on the last step of `happens`, which gathers what one may feel."""


class QuestionEntry(FileModel):
    """A question's place, its options' order, and which one is right. It goes with the step that it is about."""

    id: Id
    only_if: OnlyIf = None
    asks: Asks
    about: Id
    """The step of the same section that is shown again after a miss."""
    covers: tuple[Id, ...] = Field(min_length=1)
    options: tuple[Id, ...] = Field(min_length=2, max_length=4)
    """In the order in which they are shown; "I am not sure" follows by itself."""
    right: Id


class SectionEntry(FileModel):
    """One of the seven sections."""

    id: SectionId
    steps: tuple[StepEntry, ...] = Field(min_length=1, max_length=9)
    questions: tuple[QuestionEntry, ...] = ()


class RememberEntry(FileModel):
    """A line of the summary and the facts that it repeats."""

    id: Id
    only_if: OnlyIf = None
    covers: tuple[Id, ...] = Field(min_length=1)


class ProcedureFile(FileModel):
    """procedure.yaml: structure, and no word that a patient meets."""

    id: Id
    """The folder's name."""
    version: int = Field(ge=1, le=1_000_000)
    date: datetime.date
    """The day of this version."""
    review: Literal["none"] = "none"
    """Says that it came without a signature; who signed it since stands in signatures.yaml."""
    review_again: datetime.date
    """The day by which it must be reviewed again."""
    minutes: int = Field(ge=1, le=60)
    """About how long a patient takes."""
    codes: tuple[CodeEntry, ...] = ()
    lookalikes: tuple[LookalikeEntry, ...] = ()
    options: tuple[LaunchOptionEntry, ...] = Field(default=(), max_length=4)
    """What the nurse may say at launch."""
    sources: tuple[SourceEntry, ...] = Field(min_length=1)
    sections: tuple[SectionEntry, ...]
    to_ask: tuple[Id, ...] = Field(min_length=1, max_length=8)
    """Ready-made questions for the nurse, in their order."""
    remember: tuple[RememberEntry, ...] = Field(min_length=1, max_length=8)
    """The lines of the summary, in their order."""
