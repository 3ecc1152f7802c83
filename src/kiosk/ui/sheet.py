"""Lays a page out for a grid: leaves that fit it, each with its rows and what can be pressed where."""

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from functools import lru_cache
from math import ceil

from rich.cells import cell_len

from kiosk.model.action import Stir
from kiosk.model.frozen import dataclass
from kiosk.model.page import SLOTS, Choices, Code, Control, Faces, Glossary, Page, Slot, Tick
from kiosk.model.patient_words import RowWords
from kiosk.ui.block import Block, Drawn, Piece, Place, Row, button, rim
from kiosk.ui.fill import filled, fits, opening
from kiosk.ui.frame import GAP, Frame
from kiosk.ui.notice import kept_free, needed, with_foot
from kiosk.ui.palette import Role
from kiosk.ui.parts import blocks
from kiosk.ui.picture import NO_PICTURES, Picture, Pictures, Standing
from kiosk.ui.wrap import centred, cut, wrap

LEAST_COLUMNS, LEAST_ROWS = 40, 11
"""The smallest grid on which a page can be read and used."""

LOW_ROWS = 15
"""On a grid of fewer rows one row is as high as a finger needs."""

LEAST_TARGET = 12.7
"""Millimetres of what a finger presses (VVSG 2.0, 7.2-I)."""

LEAST_TEXT = 36
"""Cells that a line of text keeps beside a picture."""

TALL_ROWS = 30
"""From here on a picture may stand in the text, where there is no room beside it."""

LEAST_WIDE, NARROW = 80, 70
"""Columns from which on there are two between actions; below how many there is no room for their keys."""

SNUGGEST = 2
"""The most that air is given up to keep a page whole."""

TICKS: dict[Tick, str] = {"full": "●", "half": "◐", "empty": "○"}
SIGNS: dict[Slot, str] = {"back": "◀", "hear": "♪", "bigger": "A+", "help": "?", "next": "▶"}
_SHARES: dict[Slot, int] = {"back": 11, "hear": 14, "bigger": 13, "help": 12, "next": 16}
_NARROW_SHARES: dict[Slot, int] = {"back": 8, "hear": 11, "bigger": 10, "help": 8, "next": 13}
_SIGN_SHARES: dict[Slot, int] = {"back": 6, "hear": 5, "bigger": 6, "help": 5, "next": 12}
"""Where actions are signs, all but the big key."""


def _names(piece: Piece, target: str) -> bool:
    return piece.target == target and piece.role != "rim" and not piece.edge and bool(piece.text.strip())


@dataclass(frozen=True, slots=True)
class Leaf:
    """As much of a page as fits the grid."""

    rows: tuple[Row, ...]
    """One for each row of the grid, from the left edge on."""
    places: tuple[Place, ...]
    """What can be pressed, in the order in which the focus goes round."""
    parts: Mapping[int, int] = field(default_factory=dict)
    """For a row of the text, which of the page's parts it shows."""
    picture: Standing | None = None
    """The picture beside the text or in it: on the first leaf of a page that has one."""
    drawn: tuple[Drawn, ...] = ()
    """The sentences that stand here in drawn letters."""

    def targets(self) -> tuple[str, ...]:
        """What can have the focus, in order."""
        return tuple(dict.fromkeys(place.target for place in self.places))

    def cursor(self, target: str) -> tuple[int, int] | None:
        """Column and row of the words of a target, where the terminal's cursor belongs while it has the focus."""
        for place in self.places:
            if place.target == target:
                rows = range(place.top, min(place.bottom, len(self.rows)))
                worded = (row for row in rows if any(_names(piece, target) for piece in self.rows[row]))
                return place.left, next(worded, place.top)
        return None

    def at(self, column: int, row: int) -> str:
        """The target under a cell, or an empty text."""
        return next((place.target for place in self.places if place.holds(column, row)), "")


@dataclass(frozen=True, slots=True)
class Fingers:
    """A screen that is touched."""

    panel: float = 0.0
    """Its height in millimetres; 0: nobody measured it."""

    def rows(self, frame: Frame) -> int:
        """Rows of everything that can be pressed: at least 12.7 mm (VVSG 2.0, 7.2-I).

        Of a panel that nobody measured the letters are taken to have their usual size (4.8 mm, rows of 8) or the next
        (6.4 mm, rows of 10), and on grids of fewer rows the largest (8.5 mm, rows of 14).
        """
        if not self.panel:
            return 2 if frame.rows >= LOW_ROWS else 1
        return ceil(LEAST_TARGET / (self.panel / frame.rows))


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
        return (_waiting(page, frame, drift),)
    frames = _frames(page, frame, pictures)
    spares = [Spare(at_top=snug == SNUGGEST, between=snug > 0 and not fingers) for snug in range(SNUGGEST + 1)]
    if _has_code(page):
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


def _frames(page: Page, frame: Frame, pictures: Pictures) -> list[Frame]:
    """The frame with the page's picture, the largest first; as it is, where no picture fits."""
    if _has_code(page):
        return _frames_of_code(page, frame, pictures) or [frame]
    if not frame.roomy:
        return [frame]
    top = len(_head(page, frame, airy=True)) - len(_heading(page, frame))  # beside the heading, below what is above it
    room = frame.foot - 1 - top  # a blank row parts its caption from the row of actions
    beside = () if _has_faces(page) else pictures.of(page, frame.inner - GAP - LEAST_TEXT, room)
    if found := [replace(frame, picture=picture) for picture in beside]:
        return found
    within = pictures.of(page, frame.width, room) if frame.rows >= TALL_ROWS or _has_faces(page) else ()
    return [*(replace(frame, picture=picture, inside=True) for picture in within), frame]


def _frames_of_code(page: Page, frame: Frame, pictures: Pictures) -> list[Frame]:
    """The frame with the page's square: beside all that the page says, or else below it or on a leaf of its own."""
    foot = frame.actions + (1 if frame.roomy else 0)
    across = frame.inner - GAP - LEAST_TEXT
    beside = pictures.of(page, across, frame.rows - foot) if frame.roomy else ()
    found = [replace(frame, picture=picture) for picture in beside]
    # Of several leaves, a row says which one this is, and a blank one stands above each block.
    alone = frame.rows - foot - len(_head(page, frame, airy=False)) - 2
    largest = next(pictures.of(page, frame.width, alone), None)
    return [*found, *([replace(frame, picture=largest, inside=True)] if largest else [])]


def _has_code(page: Page) -> bool:
    """Whether it shows a square for a phone's camera, which needs all the room that there is."""
    return any(isinstance(part, Code) for part in page.parts)


def _has_faces(page: Page) -> bool:
    """Whether it shows faces, which stand above their scale."""
    return any(isinstance(part, Faces) for part in page.parts)


def _prepared(page: Page, frame: Frame, spare: Spare, least: int) -> tuple[list[Row], list[Block]]:
    """The head, and the blocks below it, before they are shared out to leaves.

    Args:
        page: The page.
        frame: What the grid allows.
        spare: What air is given up.
        least: Rows of what can be pressed.
    """
    head = _head(page, frame, airy=not spare.at_top)
    picture = frame.picture
    body = list(_with(picture, page, frame, least) if picture else _body(page, frame.width, least))
    if not frame.roomy:
        if spare.at_top and page.kind == "question":  # so that its first answer stands on the same leaf
            body[0] = replace(body[0], gap=False)
        body.insert(0, Block(tuple(_heading(page, frame)), gap=False, keep=True, explains=True))
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
    found = [block for block in _body(page, wide, least) if block.part != picture.part]
    return head, [first, *filled([opening(found[len(first)]), *found[len(first) + 1 :]], room)]


def _head(page: Page, frame: Frame, *, airy: bool) -> list[Row]:
    """The quiet lines and the heading."""
    air = frame.air if airy else 0
    found: list[Row] = [()] * air
    width = frame.width if _has_code(page) else frame.width + frame.aside
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
        found += _heading(page, frame)
    return found


def _heading(page: Page, frame: Frame) -> list[Row]:
    return [(Piece(line, "heading"),) for line in wrap(page.heading, frame.width)]


def _with(picture: Picture, page: Page, frame: Frame, least: int) -> Iterator[Block]:
    """The parts as blocks with the page's picture: in it, or beside it until what comes below has the whole width."""
    if frame.inside:
        shown = (*picture.rows, *picture.caption)
        for block in _body(page, frame.width, least):
            yield replace(block, rows=shown, whole=True) if block.part == picture.part else block
        if picture.square:  # which has no words that it could stand in the place of
            yield Block(shown, part=picture.part)
        return
    beside = _head(page, frame, airy=False) if picture.square else _heading(page, frame)
    free = picture.height - len(beside)
    used = 0
    wide = replace(frame, picture=None).width
    for narrow, whole in zip(_body(page, frame.width, least), _body(page, wide, least), strict=True):
        if narrow.part != picture.part:
            gap = 1 if narrow.gap and not narrow.loose else 0
            block = whole if used + gap >= free else replace(narrow, beside=True)
            yield block
            used += gap + len(block.rows)


def _body(page: Page, width: int, least: int = 1) -> Iterator[Block]:
    number = 1
    for place, part in enumerate(page.parts):
        yield from (replace(block, part=place) for block in blocks(part, width, number, least))
        if isinstance(part, Choices) and not part.locked:
            number += len(part.items)
        elif isinstance(part, Glossary):
            number += len(part.words)


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
    rows: list[Row] = [_indented(row, frame.left) for row in head]
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
        rows += [_indented(row, frame.left) for row in block.rows]
    foot = with_foot(rows, page, frame, stands)
    if foot is None:
        return None
    rows, below = foot
    if frame.picture and not frame.inside and number == 1:
        above = 0 if frame.picture.square else len(head) - len(_heading(page, frame))
        standing = frame.picture.at(frame.left + frame.width + GAP, above)
        _put(frame.picture, standing, rows)
    actions, pressable = row_of_actions(controls_of(page, stands, row), frame, frame.foot)
    return Leaf((*rows, *actions, *below), (*places, *pressable), parts, standing)


def _put(picture: Picture, there: Standing, rows: list[Row]) -> None:
    """A picture and its caption at the right of the rows."""
    for place, beside in enumerate((*picture.rows, *picture.caption), start=there.top):
        used = sum(cell_len(piece.text) for piece in rows[place])
        rows[place] = (*rows[place], Piece(" " * (there.left - used), "text"), *beside)


def _indented(row: Row, left: int) -> Row:
    return (Piece(" " * left, "text"), *row)


def controls_of(page: Page, stands: tuple[int, int], row: RowWords) -> dict[Slot, Control]:
    """The page's actions; where it has several leaves, Back and the big key turn them first."""
    number, count = stands
    found = {control.slot: control for control in page.controls}
    if number < count:
        found["next"] = Control("next", row.more, "→", Stir())
    if number > 1:
        found.setdefault("back", Control("back", row.back, "←", Stir()))
    return found


def row_of_actions(controls: dict[Slot, Control], frame: Frame, top: int) -> tuple[list[Row], list[Place]]:
    """The row of actions: each keeps its place, whether the others are there or not."""
    rows, places = _row_of_actions(tuple(controls.values()), Frame(frame.columns, frame.rows, low=frame.low), top)
    return [*rows], [*places]


@lru_cache(64)
def _row_of_actions(there: tuple[Control, ...], frame: Frame, top: int) -> tuple[tuple[Row, ...], tuple[Place, ...]]:
    """The same; the leaves of most pages have one of a few."""
    controls = {control.slot: control for control in there}
    left, width = _span(frame) if frame.roomy else (1, frame.columns - 2)
    gap = 2 if frame.columns >= LEAST_WIDE else 1
    narrow = _NARROW_SHARES if frame.worded else _SIGN_SHARES
    shares = narrow if frame.columns < NARROW else _SHARES
    share = (width - gap * (len(SLOTS) - 1)) / sum(shares.values())
    row = [Piece(" " * left, "text")]
    places: list[Place] = []
    column = left
    for slot in SLOTS:
        size = int(share * shares[slot])
        if slot == "next":
            size = left + width - column
        control = controls.get(slot)
        if control:
            label = _label(control, size, frame)
            places.append(Place(slot, column, column + size, top, top + frame.actions))
            row += button(centred(label, size - 2), slot, "control")
        else:
            row.append(Piece(" " * size, "text"))
        row.append(Piece(" " * gap, "text"))
        column += size + gap
    middle = tuple(row)
    if frame.roomy:
        return (rim(middle, top=True), middle, rim(middle, top=False)), tuple(places)
    return (*[rim(middle, top=True)] * (frame.low - 1), middle), tuple(places)


def _span(frame: Frame) -> tuple[int, int]:
    """Where the row of actions begins and how wide it is: a little wider than the text."""
    width = min(frame.columns - 6, 84)
    return (frame.columns - width) // 2, width


def _label(control: Control, size: int, frame: Frame) -> str:
    """What stands on a button."""
    label = control.label
    if not frame.worded:
        return label if control.slot == "next" else SIGNS[control.slot]
    with_key = f"{control.key} {label}" if control.slot == "back" else f"{label} {control.key}"
    air = 4 if frame.columns < NARROW else 2  # words touch no edge of what they stand on
    return with_key if cell_len(with_key) <= size - air else label


_DRIFT_ACROSS = (0.5, 0.1, 0.9, 0.3, 0.7)
_DRIFT_DOWN = (0.4, 0.7, 0.15, 0.55, 0.25, 0.85)


def _waiting(page: Page, frame: Frame, drift: int) -> Leaf:
    """Calm words somewhere on an empty screen; a press anywhere opens it."""
    width = min(44, frame.width)
    found: list[Row] = [(Piece(line, "heading"),) for line in wrap(page.heading, width)]
    for block in _body(page, width):
        found += [(), *block.rows]
    if page.notice:
        found += [(), *((Piece(line, "notice"),) for line in wrap(page.notice, width))]
    if len(found) > frame.rows:
        found = [row for row in found if row][: frame.rows]
    across = _DRIFT_ACROSS[drift % len(_DRIFT_ACROSS)]
    down = _DRIFT_DOWN[drift % len(_DRIFT_DOWN)]
    left = round((frame.columns - width) * across)
    top = round((frame.rows - len(found)) * down)
    rows = [*([()] * top), *(_indented(row, left) for row in found)]
    everywhere = Place("next", 0, frame.columns, 0, frame.rows)
    return Leaf(tuple(rows + [()] * (frame.rows - len(rows))), (everywhere,))
