"""Lays a page out for a grid: leaves that fit it, each with its rows and what can be pressed where."""

from dataclasses import replace

from rich.cells import cell_len

from kiosk.model.frozen import dataclass
from kiosk.model.page import Page
from kiosk.model.patient_words import RowWords
from kiosk.ui.actions import controls_of, row_of_actions
from kiosk.ui.block import Block, Piece, Place, Row, indented
from kiosk.ui.body import body_of, illustrated
from kiosk.ui.fill import filled, fits, opening
from kiosk.ui.fingers import Fingers
from kiosk.ui.frame import GAP, Frame
from kiosk.ui.head import head_of, heading_of
from kiosk.ui.leaf import Leaf
from kiosk.ui.notice import kept_free, needed, with_foot
from kiosk.ui.picture import NO_PICTURES, Picture, Pictures, Standing, has_code
from kiosk.ui.picture_room import frames_of
from kiosk.ui.waiting import waiting_leaf

LEAST_COLUMNS, LEAST_ROWS = 40, 11
"""The smallest grid on which a page can be read and used."""

SNUGGEST = 2
"""The most that air is given up to keep a page whole."""


def lay_out(
    page: Page,
    columns: int,
    rows: int,
    row: RowWords,
    drift: int = 0,
    fingers: Fingers | None = None,
    pictures: Pictures = NO_PICTURES,
) -> tuple[Leaf, ...]:
    """The leaves of a page on a grid of at least 40x11.

    Args:
        page: The page.
        columns: Of the grid.
        rows: Of the grid.
        row: What stands on the actions that turn a page's leaves.
        drift: Moves the words of the waiting page, so that nothing burns in.
        fingers: Whether the screen is touched, and how high it is.
        pictures: What drawings are shown from.
    """
    least = fingers.rows(Frame(columns, rows)) if fingers else 1
    frame = Frame(columns, rows, low=min(least, 2))
    if page.kind == "waiting":
        return (waiting_leaf(page, frame, drift),)
    frames = frames_of(page, frame, pictures)
    spares = [Spare(at_top=snug == SNUGGEST, between=snug > 0 and not fingers) for snug in range(SNUGGEST + 1)]
    if has_code(page):
        spares = [Spare(at_top=True, between=False), *spares[1:]]
    for kept in (kept_free(page, frame), needed(page, frame)):
        tries = ((frame, *_prepared(page, frame, spare, least)) for frame in frames for spare in spares[:-1])
        whole = next(
            ((there, head, [body]) for there, head, body in tries if fits(body, _room(there, head, kept))), None
        )
        there, head, groups = whole or (frames[-1], *_airiest(page, frames[-1], spares, least, kept))
        stands = [(number, len(groups)) for number in range(1, len(groups) + 1)]
        leaves = [_leaf(page, there, head, *one, row) for one in zip(groups, stands, strict=True)]
        found = tuple(leaf for leaf in leaves if leaf)
        if len(found) == len(groups):
            break
    return found


@dataclass(frozen=True, slots=True)
class Spare:
    """What air is given up to keep a page whole."""

    at_top: bool
    between: bool
    """Between choices; never where fingers need it."""


def _prepared(page: Page, frame: Frame, spare: Spare, least: int) -> tuple[list[Row], list[Block]]:
    """The head, and the blocks below it, before they are shared out to leaves.

    Args:
        page: The page.
        frame: What the grid allows.
        spare: What air is given up.
        least: Rows of what can be pressed.
    """
    head = head_of(page, frame, airy=not spare.at_top)
    picture = frame.picture
    body = list(illustrated(picture, page, frame, least) if picture else body_of(page, frame.width, least))
    if not frame.roomy:
        if spare.at_top and page.kind == "question":  # so that its first answer stands on the same leaf
            body[0] = replace(body[0], gap=False)
        body.insert(0, Block(tuple(heading_of(page, frame)), gap=False, keep=True, explains=True))
    if spare.between:
        body = [replace(block, gap=False) if block.loose else block for block in body]
    return head, body


def _room(frame: Frame, head: list[Row], kept: int) -> int:
    """Rows below the head, but for those that stay free for a remark."""
    return frame.foot - len(head) - kept


def _airiest(
    page: Page, frame: Frame, spares: list[Spare], least: int, kept: int
) -> tuple[list[Row], list[list[Block]]]:
    """The head and the leaves with as much air as there is room for on the fewest leaves."""
    snuggest = _fitted(page, frame, spares[-1], least, kept)
    tries = (_fitted(page, frame, spare, least, kept) for spare in spares[:-1] if frame.roomy)
    return next((found for found in tries if len(found[1]) == len(snuggest[1])), snuggest)


def _fitted(page: Page, frame: Frame, spare: Spare, least: int, kept: int) -> tuple[list[Row], list[list[Block]]]:
    """The head, and the blocks shared out to leaves."""
    head, body = _prepared(page, frame, spare, least)
    picture = frame.picture
    if fits(body, room := _room(frame, head, kept)):
        return head, [body]
    # Of several, a row says which leaf this is, beside the end of a remark.
    room = _room(frame, head, max(1, kept))
    leaves = filled(body, room)
    first = leaves[0]
    lies_below = any(block.beside for leaf in leaves[1:] for block in leaf)
    if picture is None or not lies_below or first != body[: len(first)]:
        return head, leaves
    wide = replace(frame, picture=None).width  # below the first leaf there is no picture beside what follows
    found = [block for block in body_of(page, wide, least) if block.part != picture.part]
    return head, [first, *filled([opening(found[len(first)]), *found[len(first) + 1 :]], room)]


def _leaf(
    page: Page,
    frame: Frame,
    head: list[Row],
    group: list[Block],
    stands: tuple[int, int],
    row: RowWords,
) -> Leaf | None:
    """One leaf: the head, its blocks, what is to be said just now, and the row of actions; none without room for it."""
    number, _ = stands
    rows: list[Row] = [indented(row, frame.left) for row in head]
    places: list[Place] = []
    parts: dict[int, int] = {}
    standing: Standing | None = None
    for block in group:
        if block.gap:
            rows.append(())
        if frame.picture and frame.inside and block.part == frame.picture.part:
            standing = frame.picture.at(frame.left, len(rows))
        places += [place.moved(frame.left, len(rows)) for place in block.places]
        if block.part is not None:
            parts |= dict.fromkeys(range(len(rows), len(rows) + len(block.rows)), block.part)
        rows += [indented(row, frame.left) for row in block.rows]
    foot = with_foot(rows, page, frame, stands)
    if foot is None:
        return None
    rows, below = foot
    if frame.picture and not frame.inside and number == 1:
        above = 0 if frame.picture.square else len(head) - len(heading_of(page, frame))
        standing = frame.picture.at(frame.left + frame.width + GAP, above)
        _beside(frame.picture, standing, rows)
    actions, pressable = row_of_actions(controls_of(page, stands, row), frame, frame.foot)
    return Leaf((*rows, *actions, *below), (*places, *pressable), parts, standing)


def _beside(picture: Picture, there: Standing, rows: list[Row]) -> None:
    """A picture and its caption at the right of the rows."""
    for place, beside in enumerate((*picture.rows, *picture.caption), start=there.top):
        used = sum(cell_len(piece.text) for piece in rows[place])
        rows[place] = (*rows[place], Piece(" " * (there.left - used), "text"), *beside)
