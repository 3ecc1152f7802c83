"""Content folders, one laid over the other: where a walkthrough stands in several, the first that has it counts."""

import os
import re
from errno import ENOTDIR
from os import strerror
from pathlib import Path
from stat import S_ISDIR

from kiosk.model.error import ContentError
from kiosk.model.frozen import dataclass

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,59}")

KINDS = ("procedures", "languages", "pronunciation", "hedges", "assets")
"""What a content folder can hold; one that holds none of these lies a level too high or too low."""


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
        if folder != self._last and not self._has_homes(folder):
            return {}  # laid over for its languages or its pronunciation alone
        try:
            with os.scandir(home) as entries:
                return {_printable(entry.name): entry.path for entry in entries if _may_be_home(entry)}
        except OSError as error:
            raise ContentError(_unreadable(home, error, is_own=folder != self._last)) from error

    def _has_homes(self, folder: Path) -> bool:
        """Whether a folder that is laid over has walkthroughs.

        Raises:
            ContentError: It cannot be read, or is no content folder: nothing of it would come before a patient.
        """
        home = folder / "procedures"
        if _is_there(home):
            if not _is_folder(home):
                raise ContentError(_unreadable(home, NotADirectoryError(ENOTDIR, strerror(ENOTDIR)), is_own=True))
            return True
        if _is_folder(folder) and any(_is_there(folder / kind) for kind in KINDS):
            return False
        if not _is_folder(folder) or any(folder.iterdir()):
            raise ContentError(
                f"The folder {folder} holds no content: none of {', '.join(KINDS)} stands in it. "
                "Name the folder that holds `procedures`; walkthroughs stand there, each in a folder of its own."
            )
        return False

    def home(self, procedure_id: str) -> Path:
        """The folder of one walkthrough, whether it is there or not.

        Raises:
            ContentError: A stronger folder cannot be read, and could hold this walkthrough.
        """
        for folder in self.folders[:-1]:
            if self._has_homes(folder) and _is_folder(found := folder / "procedures" / procedure_id, may_lack=True):
                return found
        return self._last / "procedures" / procedure_id

    def languages(self, procedure_id: str) -> tuple[str, ...]:
        """The languages that a walkthrough has words in."""
        return tuple(sorted(file.stem for file in self.home(procedure_id).glob("??.yaml")))

    def has(self, procedure_id: str) -> bool:
        """Whether a walkthrough of this id is there; whatever is asked for, no other folder is looked at."""
        return is_id(procedure_id) and _is_folder(self.home(procedure_id), may_lack=True)

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


def is_id(name: str) -> bool:
    """Whether a folder of this name can hold a walkthrough."""
    return bool(_ID.fullmatch(name))


def _may_be_home(entry: "os.DirEntry[str]") -> bool:
    """Whether a walkthrough is there, or should be: a link that leads nowhere is one that cannot be shown."""
    if entry.name[0] in "._":
        return False
    try:
        return entry.is_dir() or (entry.is_symlink() and not Path(entry.path).exists())
    except OSError:
        return True  # nobody may look, or it leads in a circle


def _printable(name: str) -> str:
    """A folder's name as it can be printed and kept; what is changed by that cannot be an id."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def _is_folder(place: Path, *, may_lack: bool = False) -> bool:
    """Whether it is a folder; one that cannot be looked at is never taken for one that is not there.

    Raises:
        ContentError: It cannot be looked at, or is missing and may not.
    """
    try:
        return S_ISDIR(place.stat().st_mode)
    except OSError as error:
        if may_lack and isinstance(error, FileNotFoundError | NotADirectoryError) and not place.is_symlink():
            return False
        raise ContentError(_unreadable(place, error, is_own=not may_lack)) from error


def _is_there(place: Path) -> bool:
    """Whether something is there, of whatever kind; what nobody may look at is."""
    try:
        place.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        return True
    return True


def _unreadable(place: Path, error: OSError, *, is_own: bool) -> str:
    says = f"The walkthroughs cannot be read: looked for folders in {place} ({error.strerror})."
    if is_own:
        return f"{says} Name the right folder as own_content in the settings, or make it."
    return f"{says} Name the right folder with --content, or install the kiosk again."
