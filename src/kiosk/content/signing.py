"""Whether a walkthrough may come before a patient: how it is signed today, and what staff are told of it."""

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kiosk.content.library import Library
from kiosk.content.shelf import key_of
from kiosk.model.card import Card
from kiosk.model.error import UnsignedError
from kiosk.model.procedure import Procedure
from kiosk.model.review import FILE, UNSIGNED, Review, Sealed, Signatures, review

_log = logging.getLogger(__name__)


def admitted(library: Library, procedure: Procedure) -> Procedure:
    """The walkthrough with how it is signed today.

    Raises:
        UnsignedError: The settings ask for a signature, and nobody has signed these words.
    """
    found = review_of(library, procedure.id, procedure.hash)
    if library.require_review and not found.is_signed:
        raise UnsignedError(
            f"{notice(procedure.id, library.language, found)} The setting require_review asks for it: "
            f"read it with `kiosk content review {procedure.id} {procedure.language}`, and sign it."
        )
    return replace(procedure, review=found)


def offered(library: Library) -> tuple[Card, ...]:
    """The walkthroughs that a patient may choose from."""
    found = library.cards()
    if not library.require_review:
        return found
    return tuple(one for one in found if review_of(library, one.id, one.hash).is_signed)


def review_of(library: Library, procedure_id: str, words: str) -> Review:
    """How a walkthrough is signed today.

    Args:
        library: Where it is.
        procedure_id: Which.
        words: The hash of the words that were read. Between that and this, the files may have changed.
    """
    home = library.layers.home(procedure_id)
    if not os.path.lexists(home / FILE):
        return UNSIGNED
    sealed = _sealed(library, procedure_id, home)
    seal = sealed.seal if sealed.words == words else ""
    return review(sealed.signatures, library.language, seal, library.today())


def reviews(library: Library, one: Card) -> dict[str, Review]:
    """How a walkthrough is signed today in each language that it has words in, the library's own first."""
    found = {library.language: review_of(library, one.id, one.hash)}
    home = library.layers.home(one.id)
    for language in library.layers.languages(one.id):
        if language not in found:
            other = replace(library, language=language)
            sealed = _sealed(other, one.id, home) if os.path.lexists(home / FILE) else Sealed("", "", Signatures())
            found[language] = review(sealed.signatures, language, sealed.seal, library.today())
    return found


def _sealed(library: Library, procedure_id: str, home: Path) -> Sealed:
    files = [home / name for name in ("procedure.yaml", f"{library.language}.yaml", "facts.yaml", FILE)]
    name, key = f"{procedure_id}.{library.language}.sealed", key_of([*files, *_drawings(library)], library.language)
    if kept := library.shelf.get(name, key, Sealed):
        return kept
    from kiosk.content.seal import read_signatures, seal

    reading = library.read(procedure_id, with_facts=True)
    signatures, mistakes = read_signatures(home)
    for one in mistakes:
        _log.error("%s, line %s: %s", one.file, one.line, one.says)
    made = reading.procedure
    found = Sealed(made.hash, seal(reading, library.drawings), signatures) if made else Sealed("", "", signatures)
    if key == key_of([*files, *_drawings(library)], library.language):  # or it was changed while it was read
        library.shelf.put(name, key, found)
    return found


def _drawings(library: Library) -> Iterator[Path]:
    """Every drawing, and all that was made from it."""
    for folder in library.drawings:
        yield from sorted((*folder.glob("*.svg"), *folder.glob("rasters/*.png")))


def notice(procedure_id: str, language: str, found: Review) -> str:
    """What staff are told of how a walkthrough is signed."""
    what = f"{procedure_id} ({language})"
    by = found.by
    if by is None:
        return f"No clinician has signed {what}."
    who = f"{by.name}, {by.role}"
    match found.state:
        case "signed":
            return f"{who}, signed {what} on {by.on}, until {by.until}."
        case "overdue":
            return f"{who}, signed {what} on {by.on}; it is to be reviewed again since {by.until}."
        case _:
            return f"{what} changed since {who}, signed it on {by.on}: nobody has signed what it says now."
