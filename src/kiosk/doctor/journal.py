"""The journal: whether it can be written, is whole, and is nobody else's to read."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from kiosk.doctor.finding import Finding
from kiosk.journal.schema import FILE
from kiosk.journal.trouble import sentence, unwritable

_WRITE = ("an answer is on disk before its feedback shows", "the project's promise")
_WHOLE = ("SQLite's integrity_check finds nothing", "the project's promise")
_PRIVATE = ("for the kiosk's user alone", "the project's promise")


def examine(folder: Path) -> Iterator[Finding]:
    """Three things about the journal in this folder; nothing is written to find out."""
    trouble = unwritable(folder)
    if trouble:
        yield Finding("journal", "fix", trouble, *_WRITE, "Or name another folder: data, in the settings.", must=True)
    else:
        yield Finding("journal", "ok", "It can be written.", *_WRITE, must=True)
    path = folder / FILE
    if not path.is_file():
        yield Finding("journal, whole", "ok", "There is none yet.", *_WHOLE, must=True)
        return
    yield _whole(path)
    open_to_others = [one for one in (folder, path) if stat.S_IMODE(one.stat().st_mode) & 0o077]
    if open_to_others:
        cure = "; ".join(f"chmod {'700' if one.is_dir() else '600'} {one}" for one in open_to_others)
        yield Finding("journal, private", "fix", "Other users can look into it.", *_PRIVATE, cure, must=True)
    else:
        yield Finding("journal, private", "ok", "Only this user can read it.", *_PRIVATE, must=True)


def _whole(path: Path) -> Finding:
    name, cure = "journal, whole", "Keep a copy of the file, then move it away: a new one is begun."
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        return Finding(name, "fix", sentence(error, path, "read"), *_WHOLE, cure, must=True)
    if found == ["ok"]:
        return Finding(name, "ok", "Every page of it is sound.", *_WHOLE, must=True)
    return Finding(name, "fix", f"It is damaged: {found[0]}.", *_WHOLE, cure, must=True)
