"""Opens the file of the index: as it was left, or begun anew, or in memory where no file can be."""

import logging
import sqlite3
from contextlib import suppress
from pathlib import Path

from kiosk import __version__

_log = logging.getLogger(__name__)

_FORM = f"6 {__version__}"
"""An index of another form, or of another kiosk, is made anew."""

_TABLES = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (id TEXT PRIMARY KEY, stamp TEXT NOT NULL, key TEXT NOT NULL, card TEXT, wrong TEXT) WITHOUT ROWID;
CREATE TABLE editions (id TEXT PRIMARY KEY, version INTEGER NOT NULL, hash TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE codes (code TEXT, id TEXT, other TEXT, PRIMARY KEY (code, id, other)) WITHOUT ROWID;
CREATE TABLE names
    (number INTEGER PRIMARY KEY, id TEXT NOT NULL, other TEXT NOT NULL, name TEXT NOT NULL, whole TEXT NOT NULL);
CREATE INDEX names_of ON names (id);
CREATE TABLE words (word TEXT, name INTEGER, PRIMARY KEY (word, name)) WITHOUT ROWID;
CREATE TABLE grams (gram TEXT, word TEXT, PRIMARY KEY (gram, word)) WITHOUT ROWID;
"""
"""`other` is the id of a lookalike, and empty for the walkthrough itself; `whole` is an id, said as a whole."""

_PATIENCE = 5.0
"""Seconds to wait for another process that writes just now."""


def opened(file: Path | None) -> sqlite3.Connection:
    """The index as it was left; spoilt or of another form, it is begun anew; where that cannot be, in memory."""
    if file is not None:
        try:
            return _connected(file)
        except sqlite3.OperationalError as error:  # somebody else writes it, or nobody can
            _log.info("The index %s cannot be used: %s", file, error)
        except (sqlite3.DatabaseError, OSError) as error:
            _log.info("The index %s is begun anew: %s", file, error)
            with suppress(OSError, sqlite3.Error):
                file.unlink()
                return _connected(file)
    base = sqlite3.connect(":memory:")
    base.executescript(_TABLES)
    return base


def _connected(file: Path) -> sqlite3.Connection:
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    base = sqlite3.connect(file, timeout=_PATIENCE)
    try:
        if _form(base) is None:
            base.execute("BEGIN IMMEDIATE")  # two processes may begin it at once
            if _form(base) is None:
                for table in _TABLES.split(";"):
                    base.execute(table)
                base.execute("INSERT INTO about VALUES ('form', ?)", (_FORM,))
            base.commit()
        if _form(base) != _FORM:
            raise sqlite3.DatabaseError("it has another form")
    except BaseException:
        base.close()
        raise
    return base


def _form(base: sqlite3.Connection) -> str | None:
    if base.execute("SELECT 1 FROM sqlite_master WHERE name = 'about'").fetchone() is None:
        return None
    found = base.execute("SELECT value FROM about WHERE name = 'form'").fetchone()
    return str(found[0]) if found else ""
