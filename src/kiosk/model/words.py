"""A group of the kiosk's own sentences, and what its file is checked for.

Plain dataclasses, which pydantic checks when the file is read: a start that finds the language kept needs no pydantic.
"""

from typing import Annotated, Any, ClassVar

from kiosk.model.customs import check_places


class Holes:
    """Checks that a sentence is there, and has just these places to fill."""

    def __init__(self, *names: str) -> None:
        self.names = set(names)

    def __call__(self, text: str) -> str:
        """The text itself, or a ValueError."""
        check_places(text, self.names)
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """How pydantic asks for a check."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self, handler(source))


Text = Annotated[str, Holes()]
"""A sentence or a few, shown as written; never markup."""


class Words:
    """A group of sentences; a key that none of them has is a mistake."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}
