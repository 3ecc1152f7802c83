"""The files of a walkthrough as a person writes them: structure, words, facts."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from kiosk.model.base import FileModel, Id, Text
from kiosk.model.hospital import EXAMPLES
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
    glossary: tuple[Id, ...] = ()
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
    version: int = Field(ge=1)
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


def _several(value: Any) -> Any:
    """A lone text or line where a list may stand."""
    return [value] if isinstance(value, str | dict) else value


def _line(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


_VALUE = {"enum": list(EXAMPLES)}
"""What an editor offers; the check says what else is wrong with it."""


def _ids(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class LineEntry(FileModel):
    """A text, with the added facts that it carries if the source does not, and with what it depends on."""

    text: Text
    added: Annotated[tuple[Id, ...], BeforeValidator(_ids)] = ()
    only_if: OnlyIf = None
    sure: Text | None = None
    """Stands in the text's place where the nurse said what the text only holds possible."""
    needs: Annotated[tuple[Annotated[Text, WithJsonSchema(_VALUE)], ...], BeforeValidator(_ids)] = ()
    """The hospital's own values that the text has in braces; where one is not set, the text goes."""
    otherwise: Annotated[Text | None, Field(alias="else")] = None
    """Stands in the text's place where it would go."""


LineWords = Annotated[LineEntry, BeforeValidator(_line)]
LinesWords = Annotated[tuple[LineWords, ...], BeforeValidator(_several)]


class FeelWords(FileModel):
    """What one may feel, and what helps."""

    text: LineWords
    helps: LineWords | None = None


class PictureWords(FileModel):
    """The words that stand for a drawing."""

    caption: Text
    description: Text


class StepWords(FileModel):
    """A step's words."""

    heading: Text
    text: LinesWords = ()
    points: LinesWords = ()
    feel: FeelWords | None = None
    picture: PictureWords | None = None


class OptionWords(FileModel):
    """An option and what choosing it teaches."""

    text: Text
    feedback: Text


class QuestionWords(FileModel):
    """A question's words."""

    ask: Text
    options: dict[Id, OptionWords]
    teach_back: Text
    """What the nurse may say when it was missed."""


class SectionWords(FileModel):
    """A section's words."""

    title: Text
    steps: dict[Id, StepWords]
    questions: dict[Id, QuestionWords] = Field(default_factory=dict)


class GlossaryWords(FileModel):
    """A word and its meaning."""

    word: Text
    meaning: Text


class LookalikeWords(FileModel):
    """How another procedure is called, and what a patient would meet there."""

    title: Text
    apart: Text


class LaunchOptionWords(FileModel):
    """An option of the launch and its values, in words for the nurse."""

    name: Text
    values: dict[Id, Text] = Field(default_factory=dict)


class WordsFile(FileModel):
    """en.yaml and its sisters: every sentence of a walkthrough, by id."""

    title: Text
    also: tuple[Text, ...] = ()
    """Other names."""
    sentence: LineWords
    """What it is, in one sentence."""
    apart: Text
    """What tells it from its lookalikes."""
    lookalikes: dict[Id, LookalikeWords] = Field(default_factory=dict)
    options: dict[Id, LaunchOptionWords] = Field(default_factory=dict)
    sections: dict[SectionId, SectionWords]
    glossary: dict[Id, GlossaryWords] = Field(default_factory=dict)
    to_ask: dict[Id, LineWords]
    remember: dict[Id, LineWords]


class Fact(FileModel):
    """One thing that the source says."""

    id: Id
    where: Text
    """Where it stands in the source."""
    says: Text
    hedge: tuple[Text, ...] = ()
    """The source's own words for how sure or how often."""
    core: bool = True
    """Whether the walkthrough must say it."""
    keywords: tuple[Text, ...] = Field(min_length=1)
    """One of these stands in the step that covers it; a trailing * is any ending."""
    must: tuple[tuple[Text, ...], ...] = ()
    """One word of each group stands there too."""
    note: Text | None = None


class AddedFact(FileModel):
    """A thing that the source does not say: it waits for a clinician."""

    id: Id
    when: Text
    """When the patient needs it, such as before, during, normal, call, emergency."""
    says: Text
    source: Text
    """The kind of source it comes from."""


class FactsFile(FileModel):
    """facts.yaml: the source's facts, and what was added to them."""

    facts: tuple[Fact, ...] = Field(min_length=1)
    added: tuple[AddedFact, ...] = ()
