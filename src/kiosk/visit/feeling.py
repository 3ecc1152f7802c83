""" "How do you feel about it?", from 0 to 10, before and after: where the hospital asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kiosk.model.page import Choice, Choices, Faces, Note, Page, Paragraph
from kiosk.visit.frame import notes, row

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit

FACES = "feeling-faces"
"""The drawing."""

MOST = 10
"""The best that one can feel; 0 is the worst."""


def feeling(visit: Visit) -> Page:
    """The question; nobody has to answer it."""
    words, when = visit.words.feeling, visit.place.item
    given = visit.chosen or str(dict(visit.felt).get(when, ""))
    items = (str(value) for value in range(MOST + 1))
    scale = Choices(tuple(Choice(item, item, mark="chosen" if item == given else "open") for item in items), "scale")
    return Page(
        id=visit.place.id,
        kind="feeling",
        heading=words.before if when == "before" else words.after,
        parts=(*notes(visit), Paragraph(words.text), Faces(FACES), scale, Note(words.skip)),
        controls=row(visit),
        title=visit.procedure.title,
    )
