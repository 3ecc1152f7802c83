"""What the pages of a visit share: the row of actions, progress, and what must be said on each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kiosk.model.action import GetHelp, GoBack, GoOn
from kiosk.model.page import Control, Note, Paragraph, Part, Tick
from kiosk.model.procedure import Line, Section
from kiosk.visit.plan import section_stops

if TYPE_CHECKING:  # the visit builds its page, and a page needs the visit's type only
    from kiosk.visit.visit import Visit


def row(visit: Visit, onward: str = "", *, back: bool = True) -> tuple[Control, ...]:
    """The row of actions; `onward` is what the big key says here."""
    row = visit.words.row
    controls = [Control("back", row.back, "←", GoBack())] if back else []
    controls.append(Control("help", row.help, "F1", GetHelp()))
    controls.append(Control("next", onward or row.next, "→", GoOn()))
    return tuple(controls)


def over_row(visit: Visit) -> tuple[Control, ...]:
    """The row of a page that lies over another: Back and the big key both lead to the page below."""
    row = visit.words.row
    return (
        Control("back", row.back, "←", GoBack()),
        Control("help", row.help, "F1", GetHelp()),
        Control("next", row.close, "→", GoOn()),
    )


def notes(visit: Visit) -> tuple[Part, ...]:
    """What must be said on every page just now."""
    return () if visit.saved else (Note(visit.words.trouble.unsaved),)


def ticks(visit: Visit) -> tuple[Tick, ...]:
    """Progress, one tick a section; going back or declining takes none away."""
    return tuple(tick(visit, section) for section in visit.procedure.sections)


def tick(visit: Visit, section: Section) -> Tick:
    """How much of a section has been seen."""
    if all(visit.has_passed(stop) for stop in section_stops(section, visit.answers)):
        return "full"
    return "half" if any(stop.section == section.id for stop in visit.been) else "empty"


def said(visit: Visit, lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """Lines of the walkthrough as paragraphs."""
    sign = visit.words.step.added_sign
    return tuple(Paragraph(line.text, added=sign if line.added else "") for line in lines)


def added_note(visit: Visit, lines: Iterable[Line]) -> Iterator[Part]:
    """What the sign of an added line means, where one stands."""
    if any(line.added for line in lines):
        yield Note(f"{visit.words.step.added_sign} {visit.words.step.added}")
