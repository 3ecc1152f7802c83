"""Builds what several commands need from the settings."""

import sys
from typing import TYPE_CHECKING

from kiosk.model.error import ContentError, UnknownProcedureError, UsageError

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.content.reader import Reading
    from kiosk.journal.recorder import Recorder
    from kiosk.settings import Settings


def library_of(settings: "Settings") -> "Library":
    """The walkthroughs that the settings name."""
    from kiosk.content.folder import shipped
    from kiosk.content.library import Library
    from kiosk.content.shelf import Shelf

    return Library(
        settings.content or shipped("content"),
        language=settings.language,
        hospital=settings.hospital,
        shelf=Shelf(settings.folder / "kept"),
        own=(settings.own_content,) if settings.own_content else (),
        require_review=settings.require_review,
        tell=lambda says: print(says, file=sys.stderr),
    )


def reading_of(library: "Library", procedure_id: str) -> "Reading":
    """A walkthrough with its facts, in the library's language, for whoever works on it.

    Raises:
        UnknownProcedureError: There is none of this id.
        UsageError: It has no words in the language.
        ContentError: It has mistakes.
    """
    if not library.layers.has(procedure_id):
        raise UnknownProcedureError(library.nearest(procedure_id))
    known = library.languages_of(procedure_id)
    if library.language not in known:
        raise UsageError(f"{procedure_id} has no words in “{library.language}”. It has: {', '.join(known)}.")
    reading = library.read(procedure_id, with_facts=True)
    if reading.procedure is None:
        first = reading.mistakes[0]
        raise ContentError(
            f"{procedure_id} cannot be shown yet: {first.says} ({first.file.name}, line {first.line}). "
            "Run `kiosk content check`."
        )
    return reading


def recorder_of(settings: "Settings") -> "Recorder":
    """Where events go."""
    from kiosk.journal.recorder import Recorder
    from kiosk.journal.store import Journal

    return Recorder(Journal(settings.folder), settings.keep_days)
