"""The seal of a walkthrough: a hash of all that a reviewer read. One changed letter makes it another one."""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import date
from errno import ENOSPC
from pathlib import Path

from kiosk.content.raster import COLUMNS, raster_file
from kiosk.content.reader import Reading
from kiosk.content.tree import read_tree
from kiosk.content.typed import typed
from kiosk.model.error import ContentError, Mistake, UsageError
from kiosk.model.review import FILE, Signature, Signatures, review

MOST_LETTERS = 80
"""Of a name, and of a role."""

_HEAD = """\
# Who of the staff has read these words, and which: `kiosk content sign` adds a line. One changed letter voids it.
signatures:
"""


def seal(reading: Reading, drawings: Sequence[Path]) -> str:
    """SHA-256 over words, structure (the right options, the order, the facts), the sheet of facts and all pictures.

    It is made from what the files say: a remark or another indentation changes nothing. `review: none`, which says
    that nobody has signed, does not belong to it.

    Args:
        reading: A walkthrough that can be shown, read with its facts.
        drawings: The folders of the drawings.
    """
    assert reading.sources
    assert reading.facts_tree
    structure = {key: value for key, value in reading.sources.structure_tree.data.items() if key != "review"}
    names = [step.picture for section in reading.sources.structure.sections for step in section.steps if step.picture]
    pictures = {name: _hash_of(name, drawings) for name in names}
    values = [structure, reading.sources.words_tree.data, reading.facts_tree.data, pictures]
    return hashlib.sha256(json.dumps(values, ensure_ascii=False).encode()).hexdigest()


def _hash_of(picture: str, drawings: Sequence[Path]) -> str:
    """Of a drawing, and of its rasters: these are what a patient sees."""
    drawing = next((place for folder in drawings if (place := folder / f"{picture}.svg").is_file()), None)
    if drawing is None:
        return ""  # it went since the walkthrough was read
    files = (drawing, *(raster_file(drawing.parent, picture, columns) for columns in (*COLUMNS, None)))
    return hashlib.sha256("".join(map(_hash_of_file, files)).encode()).hexdigest()


def _hash_of_file(file: Path) -> str:
    """Nothing of a file that is not there or cannot be read: nobody signed that, and the check names it."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def read_signatures(home: Path) -> tuple[Signatures, list[Mistake]]:
    """Who signed a walkthrough, and which words; of a file with mistakes, nothing counts."""
    file = home / FILE
    if not os.path.lexists(file):
        return Signatures(), []
    tree = read_tree(file)
    found = typed(tree, Signatures)
    return (found if found and not tree.mistakes else Signatures()), tree.mistakes


def check_signatures(reading: Reading, home: Path, drawings: Sequence[Path], today: date) -> Iterator[Mistake]:
    """A walkthrough in a language that somebody signed, and nobody as it is now; or that is to be read again."""
    file = home / FILE
    if reading.procedure is None or not os.path.lexists(file):
        return
    found, tree = read_signatures(home)[0], read_tree(file)
    made = reading.procedure
    standing = review(found, made.language, seal(reading, drawings), today)
    if standing.by is None or standing.state == "signed":
        return
    by, place = standing.by, found.signatures.index(standing.by)
    again = f"Read it with `kiosk content review {made.id} {made.language}`, and sign it again."
    if standing.state == "changed":
        says = f"{by.name}, {by.role}, signed other words, facts or pictures than {made.id} has now ({made.language})."
    else:
        says = f"{by.name}, {by.role}, signed {made.id} ({made.language}) until {by.until}, which is past."
    yield tree.wrong(("signatures", place), says, again, "signature")


def append(signature: Signature, home: Path) -> Path:
    """Write a signature below those that are there; the file.

    Raises:
        UsageError: A name or a role is empty, too long or cannot be printed.
        ContentError: The file has mistakes, or cannot be written.
    """
    for what, said in (("name", signature.name), ("role", signature.role)):
        if not (said.strip() and said.isprintable() and len(said) <= MOST_LETTERS):
            raise UsageError(f"The {what} is empty, too long or cannot be printed. Write 1 to {MOST_LETTERS} letters.")
    file = home / FILE
    _, mistakes = read_signatures(home)
    if mistakes:
        raise ContentError(f"{file}, line {mistakes[0].line}: {mistakes[0].says} {mistakes[0].cure}")
    values = {one.name: str(getattr(signature, one.name)) for one in fields(signature)}
    new = f"  - {json.dumps(values, ensure_ascii=False)}\n"
    try:
        _append(new, file)
    except OSError as error:
        raise ContentError(f"{file} cannot be written: {error.strerror}. Mend the folder's permissions.") from error
    if signature not in read_signatures(home)[0].signatures:
        _take_back(new, file)
        cure = "Let it end with lines that begin with two spaces and a hyphen, and sign again."
        raise ContentError(f"{file} is not written as a signature can be added to it, so nothing was signed. {cure}")
    return file


def _append(new: str, file: Path) -> None:
    """Add a line; where it cannot be written whole, nothing of it stays."""
    with file.open("a+b", buffering=0) as out:
        size = out.seek(0, os.SEEK_END)
        out.seek(max(0, size - 1))
        ends = out.read() in (b"", b"\n")
        line = ("" if size else _HEAD) + ("" if ends else "\n") + new
        try:
            if out.write(line.encode()) != len(line.encode()):
                raise OSError(ENOSPC, os.strerror(ENOSPC))
        except OSError:
            out.truncate(size)
            raise


def _take_back(new: str, file: Path) -> None:
    os.truncate(file, file.stat().st_size - len(new.encode()))
