"""Builds what several commands need from the settings."""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kiosk.content.library import Library
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


def recorder_of(settings: "Settings") -> "Recorder":
    """Where events go."""
    from kiosk.journal.recorder import Recorder
    from kiosk.journal.store import Journal

    return Recorder(Journal(settings.folder), settings.keep_days)
