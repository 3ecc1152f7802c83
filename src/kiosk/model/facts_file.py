"""facts.yaml of a walkthrough, as a person writes it: what its source says, and what was added to that."""

from pydantic import Field

from kiosk.model.base import FileModel, Id, Text


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
