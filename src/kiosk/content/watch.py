"""Looks at the files of a walkthrough again and again, while an author writes them: what they say, or what is wrong."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.library import Library
from kiosk.content.terms import NOTHING, Terms
from kiosk.model.error import ContentError, Mistake
from kiosk.model.language import Language
from kiosk.model.procedure import Procedure

EVERY = 0.25
"""Seconds between two looks. A change counts once it is the same at two of them: nobody saves in no time."""

Look = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the files."""

    procedure: Procedure | None
    """The walkthrough, with its gaps if it has any; None where it has other mistakes."""
    words: Language | None
    says: str
    """What is wrong, in a sentence."""


class Watch:
    """The files of one walkthrough, and of the kiosk's own words."""

    def __init__(self, library: Library, procedure_id: str) -> None:
        self._library, self._id = library, procedure_id
        self._known: Look | None = None
        self._last: Look | None = None

    def look(self) -> Seen | None:
        """What stands there now, if that changed and has come to rest since it was last told."""
        look = self._look()
        at_rest, self._last = look == self._last, look
        if look == self._known or not at_rest:
            return None
        self._known = look
        return self.read()

    def read(self) -> Seen:
        """What stands there now."""
        try:
            words = self._library.words()
        except ContentError as error:
            return Seen(None, None, str(error))
        reading = self._library.read(self._id)
        others = [one for one in reading.mistakes if one.rule != "gap"]
        if others or reading.sources is None:
            return Seen(None, words, _says(others or reading.mistakes))
        made = reading.ready(Terms(NOTHING, self._library.hospital))
        return Seen(made, words, _says(reading.mistakes) if reading.mistakes else "")

    def _look(self) -> Look:
        home = self._library.layers.home(self._id)
        files = [*sorted(home.glob("*.yaml")), self._library.layers.file("languages", f"{self._library.language}.yaml")]
        return tuple(_outside(file) for file in (*files, *self._library.drawings))


def _outside(file: Path) -> tuple[str, int, int]:
    try:
        found = file.stat()
    except OSError:
        return str(file), 0, 0  # it is gone, or being saved: the reader says so once it has come to rest
    return str(file), found.st_size, found.st_mtime_ns


def _says(mistakes: Sequence[Mistake]) -> str:
    first = mistakes[0]
    more = f" ({len(mistakes)} in all)" if len(mistakes) > 1 else ""
    return f"{first.file.name}, line {first.line}: {first.says} {first.cure}{more}"
