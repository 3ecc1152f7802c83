"""Content folders, one laid over the other: where a walkthrough stands in several, the first that has it counts."""

import os
import re
from pathlib import Path
from stat import S_ISDIR

from kiosk.model.error import ContentError
from kiosk.model.frozen import dataclass

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")


@dataclass(frozen=True, slots=True)
class Layers:
    """The folders, the strongest first; the last is the one that all others are laid over."""

    folders: tuple[Path, ...]

    def homes(self) -> dict[str, str]:
        """The folder of every walkthrough, by id, in the ids' order.

        Raises:
            ContentError: A folder is missing or unreadable, or all are empty.
        """
        found = self._homes_in(self._last)
        for folder in reversed(self.folders[:-1]):
            found |= self._homes_in(folder)
        if not found:
            raise ContentError(
                f"There are no walkthroughs: looked for folders with a procedure.yaml in {self._last / 'procedures'}. "
                "Put one there, or name another folder with --content."
            )
        return dict(sorted(found.items()))

    def _homes_in(self, folder: Path) -> dict[str, str]:
        home = folder / "procedures"
        if folder != self._last and _is_folder(folder) and not _is_folder(home, may_lack=True):
            return {}  # laid over for its languages or its pronunciation alone
        try:
            with os.scandir(home) as entries:
                return {entry.name: entry.path for entry in entries if entry.name[0] not in "._" and entry.is_dir()}
        except OSError as error:
            raise ContentError(_unreadable(home, error, is_own=folder != self._last)) from error

    def home(self, procedure_id: str) -> Path:
        """The folder of one walkthrough, whether it is there or not.

        Raises:
            ContentError: A stronger folder cannot be read, and could hold this walkthrough.
        """
        for folder in self.folders[:-1]:
            if _is_folder(folder) and _is_folder(found := folder / "procedures" / procedure_id, may_lack=True):
                return found
        return self._last / "procedures" / procedure_id

    def languages(self, procedure_id: str) -> tuple[str, ...]:
        """The languages that a walkthrough has words in."""
        return tuple(sorted(file.stem for file in self.home(procedure_id).glob("??.yaml")))

    def has(self, procedure_id: str) -> bool:
        """Whether a walkthrough of this id is there; whatever is asked for, no other folder is looked at."""
        return bool(_ID.fullmatch(procedure_id)) and _is_folder(self.home(procedure_id), may_lack=True)

    def file(self, *parts: str) -> Path:
        """A file that is no walkthrough's, such as a language: the first folder's that has it, or else the last's."""
        places = [folder.joinpath(*parts) for folder in self.folders]
        return next((place for place in places[:-1] if place.exists()), places[-1])

    def files(self, kind: str) -> tuple[Path, ...]:
        """Every file of a kind, such as each language once, in their names' order."""
        found = {file.name: file for folder in reversed(self.folders) for file in (folder / kind).glob("*.yaml")}
        return tuple(file for _, file in sorted(found.items()))

    @property
    def _last(self) -> Path:
        return self.folders[-1]


def _is_folder(place: Path, *, may_lack: bool = False) -> bool:
    """Whether it is a folder; one that cannot be looked at is never taken for one that is not there.

    Raises:
        ContentError: It cannot be looked at, or is missing and may not.
    """
    try:
        return S_ISDIR(place.stat().st_mode)
    except OSError as error:
        if may_lack and isinstance(error, FileNotFoundError | NotADirectoryError):
            return False
        raise ContentError(_unreadable(place, error, is_own=not may_lack)) from error


def _unreadable(place: Path, error: OSError, *, is_own: bool) -> str:
    says = f"The walkthroughs cannot be read: looked for folders in {place} ({error.strerror})."
    if is_own:
        return f"{says} Name the right folder as own_content in the settings, or make it."
    return f"{says} Name the right folder with --content, or install the kiosk again."
