"""Keeps what was read and found right, so that the next start needs neither YAML nor pydantic.

A third of the time to the first page goes into importing those two. What is kept is plain JSON, valid for just
these bytes of just these files; anything else is read anew.
"""

import hashlib
import json
import logging
import os
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from stat import S_ISREG
from typing import Any, TypeVar

from kiosk import __version__
from kiosk.model import card, comfort_words, customs, language, patient_words, procedure, review, staff_words

MOST_BYTES = 5_000_000
"""No reader takes a larger file."""

_log = logging.getLogger(__name__)

Kept = TypeVar("Kept", procedure.Procedure, language.Language, review.Sealed)

_KINDS: dict[str, type[Any]] = {
    name: kind
    for module in (procedure, language, patient_words, staff_words, comfort_words, customs, card, review)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and is_dataclass(kind)
}
_TUPLE, _DATE = 0, 1
"""What a list begins with that is not a dataclass: those begin with its name."""


class Shelf:
    """A folder of what was found right before; without one, nothing is kept."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def file(self, name: str) -> Path | None:
        """Where something else can be kept under this name."""
        return self._folder / name if self._folder else None

    def get(self, name: str, key: str, kind: type[Kept]) -> Kept | None:
        """What was kept under this name, if it was made from the same files."""
        if self._folder is None:
            return None
        try:
            found = json.loads((self._folder / f"{name}.json").read_bytes())
            value = unpacked(found["value"]) if found["key"] == key else None
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None  # never kept, or spoilt: it is read anew, and kept anew
        return value if isinstance(value, kind) else None

    def put(self, name: str, key: str, value: procedure.Procedure | language.Language | review.Sealed) -> None:
        """Keep it for the next start; where that is not possible, the next start is slower."""
        if self._folder is None:
            return
        new = self._folder / f"{name}.{os.getpid()}.new"
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            new.write_text(json.dumps({"key": key, "value": packed(value)}, ensure_ascii=False), "utf-8")
            new.replace(self._folder / f"{name}.json")
        except OSError as error:
            _log.info("Not kept for the next start: %s", error)


def key_of(files: Iterable[Path], *more: str) -> str:
    """A key that changes with any byte of the files, with `more`, and with the kiosk's version."""
    digest = hashlib.sha256("\0".join((__version__, *more)).encode())
    for file in files:
        try:
            digest.update(_bytes_of(file))
        except OSError as error:
            digest.update(str(error.errno).encode())
        digest.update(b"\0")
    return digest.hexdigest()


def _bytes_of(file: Path) -> bytes:
    """A file's bytes; of one that no reader takes, only that it is so: a pipe would never end."""
    found = file.stat()
    ordinary = S_ISREG(found.st_mode) and found.st_size <= MOST_BYTES
    return file.read_bytes() if ordinary else f"{found.st_mode} {found.st_size} {found.st_mtime_ns}".encode()


def packed(value: Any) -> Any:
    """A frozen value as what JSON can hold."""
    if is_dataclass(value):
        return [type(value).__name__, *(packed(getattr(value, one.name)) for one in fields(value))]
    if isinstance(value, tuple):
        return [_TUPLE, *map(packed, value)]
    return [_DATE, value.isoformat()] if isinstance(value, date) else value


def unpacked(value: Any) -> Any:
    """The value of what `packed` made; anything else raises a ValueError, KeyError, TypeError or AttributeError."""
    if not isinstance(value, list):
        return value
    kind = value[0]
    if kind == _TUPLE:
        return tuple(map(unpacked, value[1:]))
    if kind == _DATE:
        return date.fromisoformat(value[1])
    return _KINDS[kind](*map(unpacked, value[1:]))
