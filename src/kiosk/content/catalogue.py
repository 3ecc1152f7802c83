"""Keeps the index in step with the folders: what did not change is not read again.

Whether a file changed is first asked of its size and times, which for thousands of folders takes as long as opening a
few; where those differ, its bytes decide. A walkthrough that is started is read by its bytes in any case.
"""

import hashlib
import logging
import marshal
import os
import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from kiosk.content.ahead import Ahead
from kiosk.content.index import Index
from kiosk.content.layers import Layers
from kiosk.content.shelf import key_of
from kiosk.model.card import Card
from kiosk.model.error import Mistake
from kiosk.model.frozen import dataclass

_log = logging.getLogger(__name__)

FRESH = 2.0
"""A file written less than these seconds ago could change again without another size or time: it is looked at anew."""

FEW = 60
"""So many walkthroughs can stand in a list; of so many, each is kept ready for the next start."""

BATCH = 200
"""How many walkthroughs are read until what was found is on disk, for others and for a next time."""

MANY = 500
"""So many to be read take a while: somebody who waits is told."""

Answer = TypeVar("Answer")

Look = tuple[int, ...]

Made = Card | Sequence[Mistake]
"""What came of reading a walkthrough."""


class Catalogue:
    """The index of some folders in one language."""

    def __init__(
        self,
        layers: Layers,
        drawings: Callable[[], frozenset[str]],
        language: str,
        file: Path | None,
        read: Callable[[str, bool], Made],
        tell: Callable[[str], None],
        now: Callable[[], float] = time.time,
    ) -> None:
        """A catalogue.

        Args:
            layers: The folders.
            drawings: The names of all drawings that are there.
            language: Which words.
            file: Where the index is kept; None for nowhere.
            read: Reads one walkthrough, and keeps it ready for the next start where the second argument says so.
            tell: Told in a sentence when reading takes a while.
            now: Seconds since 1970, as files carry them.
        """
        self._layers, self._drawings, self._language = layers, drawings, language
        self._file, self._read, self._tell, self._now = file, read, tell, now
        self._index: Index | None = None
        self._ahead: Ahead | None = None

    def look_ahead(self) -> None:
        """Begin to look whether a file changed, which takes as long as a third of a start; `ask` waits for it."""
        try:
            self._ahead = Ahead(lambda: self._seen().whole)
        except OSError as error:
            _log.info("Nobody can look ahead: %s", error)

    def ask(self, question: Callable[[Index], Answer], *, as_before: bool = False) -> Answer:
        """What the index answers, right for the folders as they are now.

        Args:
            question: What is asked.
            as_before: For the folders as they were when this was last asked: with each letter that somebody types,
                looking at ten thousand folders again would take longer than typing it.

        Raises:
            ContentError: A folder cannot be read.
        """
        try:
            return question(self._index if as_before and self._index else self._in_step())
        except sqlite3.Error as error:
            # Spoilt in its middle, or the disk is full: all is found this time too, more slowly.
            _log.warning("The index %s cannot be used: %s", self._file, error)
            self._put_away(error)
            return question(self._in_step())

    def _put_away(self, error: sqlite3.Error) -> None:
        self._index = Index(None)
        if self._file and not isinstance(error, sqlite3.OperationalError):
            with suppress(OSError):  # the next start finds that it is spoilt
                self._file.unlink()

    def _in_step(self) -> Index:
        ahead, self._ahead = self._ahead, None
        seen = ahead.answer() if ahead else ""
        if self._index is None:
            self._index = Index(self._file)
        if not seen or self._index.whole != seen:
            self._refresh(self._index, self._seen())
        return self._index

    def _seen(self) -> "_Seen":
        homes = self._layers.homes()
        return _Seen(homes, [_look(home, self._language) for home in homes.values()], self._drawings())

    def _refresh(self, index: Index, seen: "_Seen") -> None:
        whole = seen.whole
        if index.whole == whole:
            return
        settled = int((self._now() - FRESH) * 1e9)
        stamps = {name: _stamp(look, settled) for name, look in zip(seen.homes, seen.looks, strict=True)}
        known = index.known()
        index.drop(known.keys() - seen.homes.keys())
        doubtful = self._doubtful(index, seen.drawings)
        to_read: list[tuple[str, str, str]] = []
        for name, home in seen.homes.items():
            stamp, key = known.get(name, ("", ""))
            if stamp and stamp == stamps[name] and name not in doubtful:
                continue
            now = key_of(Path(home, file) for file in ("procedure.yaml", f"{self._language}.yaml"))
            if key == now and name not in doubtful:
                index.touch(name, stamps[name])
            else:
                to_read.append((name, stamps[name], now))
        self._read_all(index, to_read, keep=len(seen.homes) <= FEW)
        index.settle(whole if all(stamps.values()) else "", seen.drawings)

    def _read_all(self, index: Index, to_read: Sequence[tuple[str, str, str]], *, keep: bool) -> None:
        if len(to_read) >= MANY:
            self._tell(f"{len(to_read)} walkthroughs are new or changed. They are read once; please wait.")
        for number, (name, stamp, key) in enumerate(to_read, 1):
            index.put(name, stamp, key, self._read(name, keep))
            if number % BATCH == 0:
                index.save()

    def _doubtful(self, index: Index, drawings: frozenset[str]) -> frozenset[str]:
        """Those that may be right or wrong now because a drawing came or went."""
        if index.drawings - drawings:
            return frozenset(index.known())
        return frozenset(index.broken()) if drawings - index.drawings else frozenset()


@dataclass(frozen=True, slots=True)
class _Seen:
    """The folders as they are now."""

    homes: Mapping[str, str]
    """The folder of every walkthrough, by id."""
    looks: Sequence[Look]
    """What the files look like in each, in the same order."""
    drawings: frozenset[str]

    @property
    def whole(self) -> str:
        """A hash of it all."""
        # marshal, since it takes a fifth of what writing the numbers out would; nobody reads it.
        all_of_it = (list(self.homes.values()), list(self.looks), sorted(self.drawings))
        return hashlib.sha256(marshal.dumps(all_of_it, 2)).hexdigest()


def _look(home: str, language: str) -> Look:
    """What a walkthrough's two files look like from outside: size and times of each."""
    found: list[int] = []
    for name in ("procedure", language):
        try:
            one = os.stat(f"{home}/{name}.yaml")  # noqa: PTH116 - a Path would double the time
        except OSError as error:
            found += (error.errno or 0, 0, 0)
        else:
            found += (one.st_size, one.st_mtime_ns, one.st_ctime_ns)
    return tuple(found)


def _stamp(look: Look, settled: int) -> str:
    """The look as it is kept; empty where a file is too new to tell."""
    return "" if max(look) > settled else " ".join(map(str, look))
