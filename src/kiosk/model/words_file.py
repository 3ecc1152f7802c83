"""en.yaml of a walkthrough and its sisters, as a person writes them: every sentence that a patient meets, by id."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from kiosk.model.base import FileModel, Id, Text
from kiosk.model.hospital import EXAMPLES
from kiosk.model.procedure import SectionId
from kiosk.model.procedure_file import OnlyIf

_VALUE = {"enum": list(EXAMPLES)}
"""What an editor offers; the check says what else is wrong with it."""


def _several(value: Any) -> Any:
    """A lone text or line where a list may stand."""
    return [value] if isinstance(value, str | dict) else value


def _line(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


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
LinesWords = Annotated[tuple[LineWords, ...], Field(max_length=20), BeforeValidator(_several)]
"""Of sixty words, more lines than these would have two each."""


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
