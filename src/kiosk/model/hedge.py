"""The files that say by which words a language is checked: how sure and how often, and each fact."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from kiosk.model.base import FileModel, Id, Text

FIRST = "en"
"""The language that walkthroughs are written in first; the others are compared with it."""

Phrases = Annotated[tuple[Text, ...], Field(min_length=1)]
"""Words or phrases that mean the same; a trailing * is any ending."""


class Strength(FileModel):
    """Words of one strength."""

    words: Phrases
    """What says it in this language."""
    source: tuple[Text, ...] = ()
    """What the sources say, as it stands under `hedge` in facts.yaml; in the first language's file only."""
    rank: int | None = Field(default=None, ge=1)
    """Its place from seldom to mostly, of those that say how often or how likely; in the first language's file only."""


class HedgesFile(FileModel):
    """hedges/xx.yaml: how sure, how often, how much."""

    hedges: dict[Id, Strength]
    """What keeps the sources' words; the ids are those of the first language."""
    compare: dict[Id, Phrases] = Field(default_factory=dict)
    """What a line says in both languages or in neither; the ids are those of the first language."""


def _groups(value: Any) -> Any:
    """One group where several may stand."""
    return [value] if isinstance(value, list) and value and isinstance(value[0], str) else value


class FactWordsFile(FileModel):
    """facts.xx.yaml: by which words each fact is known in a language other than the first."""

    facts: dict[Id, Annotated[tuple[Phrases, ...], BeforeValidator(_groups), Field(min_length=1)]]
    """One of each group stands in the step; the sentence that has one of the first holds the hedge."""
