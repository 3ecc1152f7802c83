"""The base of every model that is read from a file: frozen, and unknown keys are refused."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

_ID = r"^[a-z0-9][a-z0-9-]{0,59}$"

Id = Annotated[str, StringConstraints(pattern=_ID)]
"""A name of our own for a thing: small letters, digits and hyphens."""

Text = Annotated[str, StringConstraints(min_length=1, max_length=2000)]
"""A sentence or a few, shown as written; never markup."""


class FileModel(BaseModel):
    """A part of a file that a person writes."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)
