"""The head of a page: whose it is, where one is on the way, and its heading."""

from kiosk.model.page import Page, Tick
from kiosk.ui.block import Piece, Row
from kiosk.ui.frame import Frame
from kiosk.ui.palette import Role
from kiosk.ui.picture import has_code
from kiosk.ui.wrap import cut, wrap

TICKS: dict[Tick, str] = {"full": "●", "half": "◐", "empty": "○"}


def head_of(page: Page, frame: Frame, *, airy: bool) -> list[Row]:
    """The quiet lines and the heading."""
    air = frame.air if airy else 0
    found: list[Row] = [()] * air
    width = frame.width if has_code(page) else frame.width + frame.aside
    if page.title and (frame.roomy or page.kind == "confirm"):
        role: Role = "heading" if page.kind == "confirm" else "quiet"
        found.append((Piece(cut(page.title, width).rstrip(), role),))
    where = (" " if frame.roomy else "").join(TICKS[tick] for tick in page.ticks)
    if where or page.place:
        room = width - len(where) - 2
        first, *more = wrap(page.place, room) or [""]
        found.append((Piece(where, "bar"), Piece(("  " if where else "") + first, "quiet")))
        found += [(Piece(" " * (len(where) + 2) + line, "quiet"),) for line in more]
    if frame.roomy and len(found) > air:
        found.append(())
    if frame.roomy:
        found += heading_of(page, frame)
    return found


def heading_of(page: Page, frame: Frame) -> list[Row]:
    """The heading alone."""
    return [(Piece(line, "heading"),) for line in wrap(page.heading, frame.width)]
