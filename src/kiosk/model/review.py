"""Who has read and signed a walkthrough, and how that stands today."""

from datetime import date
from typing import Any, ClassVar, Literal

from kiosk.model.frozen import dataclass

FILE = "signatures.yaml"
"""Stands beside the words; `kiosk content sign` appends to it."""

State = Literal["unsigned", "changed", "overdue", "signed"]
"""`changed`: somebody signed other words; `overdue`: these words, and the day by which they are read again is past."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of signatures.yaml: somebody of the staff has read just these words in this language."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    language: str
    name: str
    role: str
    on: date
    until: date
    """The day by which the words are to be read again."""
    seal: str
    """The hash of words, structure, facts and pictures."""


@dataclass(frozen=True, slots=True)
class Signatures:
    """The whole file."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Sealed:
    """What the files of a walkthrough say of its review."""

    words: str
    """The hash of the walkthrough that it belongs to, as a visit carries it."""
    seal: str
    signatures: Signatures


@dataclass(frozen=True, slots=True)
class Review:
    """How a walkthrough stands on a day: its state, and the signature that this comes from."""

    state: State = "unsigned"
    by: Signature | None = None

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed just these words, lately or not."""
        return self.state in ("signed", "overdue")


UNSIGNED = Review()


def review(signatures: Signatures, language: str, seal: str, today: date) -> Review:
    """How a walkthrough stands.

    Args:
        signatures: All that were ever made for it.
        language: The language that is shown.
        seal: The hash of what is shown.
        today: The day on which this is asked.
    """
    ours = [one for one in signatures.signatures if one.language == language]
    fitting = [one for one in ours if one.seal == seal]
    if fitting:
        last = max(fitting, key=lambda one: one.until)
        return Review("signed" if today <= last.until else "overdue", last)
    return Review("changed", ours[-1]) if ours else UNSIGNED
