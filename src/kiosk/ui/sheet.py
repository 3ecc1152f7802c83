"""Lays a page out for a grid: leaves that fit it, each with its rows and what can be pressed where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from math import ceil

from rich.cells import cell_len

from kiosk.model.action import Stir
from kiosk.model.language import RowWords
from kiosk.model.page import SLOTS, Choices, Code, Control, Faces, Glossary, Page, Slot, Tick
from kiosk.ui.block import Block, Drawn, Piece, Place, Row, button, rim
from kiosk.ui.palette import Role
from kiosk.ui.parts import blocks
from kiosk.ui.picture import NO_PICTURES, Picture, Pictures, Standing
from kiosk.ui.wrap import centred, cut, wrap

LEAST_COLUMNS, LEAST_ROWS = 40, 11
"""The smallest grid on which a page can be read and used."""

MOST_TEXT = 60
"""Cells of a line of text: longer lines are harder to follow (WCAG 1.4.8 allows 80)."""

LOW_ROWS = 15
"""On a grid of fewer rows one row is as high as a finger needs."""

LEAST_TARGET = 12.7
"""Millimetres of what a finger presses (VVSG 2.0, 7.2-I)."""

ROOMY_ROWS, ROOMY_COLUMNS = 20, 56
"""From here on a page has air, and its actions their words."""

GAP, LEAST_TEXT = 3, 36
"""Cells between the text and a picture beside it, and cells that a line of text keeps there."""

TALL_ROWS = 30
"""From here on a picture may stand in the text, where there is no room beside it."""

SNUGGEST = 2
"""The most that air is given up to keep a page whole."""

TICKS: dict[Tick, str] = {"full": "●", "half": "◐", "empty": "○"}
SIGNS: dict[Slot, str] = {"back": "◀", "hear": "♪", "bigger": "A+", "help": "?", "next": "▶"}
_SHARES: dict[Slot, int] = {"back": 11, "hear": 14, "bigger": 13, "help": 11, "next": 17}
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
class Frame:
    """What a grid allows."""

    columns: int
    rows: int
    picture: Picture | None = None
    """What stands at the right of the text, or in it."""
    inside: bool = False
    """Whether it stands in the text instead, between two parts."""
    low: int = 1
    """Rows of the row of actions where there is no room for air."""

    @property
    def roomy(self) -> bool:
        """Whether there is room for air and for actions with their words."""
        return self.rows >= ROOMY_ROWS and self.columns >= ROOMY_COLUMNS

    @property
    def inner(self) -> int:
        """Cells between the margins."""
        return self.columns - 2 * (3 if self.roomy else 1)

    @property
    def aside(self) -> int:
        """Cells that a picture beside the text takes from it."""
        return self.picture.columns + GAP if self.picture and not self.inside else 0

    @property
    def width(self) -> int:
        """Cells of a line of text."""
        return min(MOST_TEXT, self.inner - self.aside)

    @property
    def left(self) -> int:
        """The column at which text begins: with its picture in the middle of wide screens."""
        return max(3 if self.roomy else 1, (self.columns - self.width - self.aside) // 2)

    @property
    def actions(self) -> int:
        """Rows of the row of actions."""
        return 3 if self.roomy else self.low

    @property
    def air(self) -> int:
        """Blank rows at the top."""
        return 0 if self.rows < 26 else 1 if self.rows < 30 else 2 if self.rows < 40 else 4


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
    tries = ((frame, *_fitted(page, frame, spare, least)) for frame in frames for spare in spares[:-1])
    whole = next((found for found in tries if len(found[2]) == 1), None)
    frame, head, groups = whole or (frames[-1], *_fitted(page, frames[-1], spares[-1], least))
    return tuple(
        _leaf(page, frame, head, group, (number, len(groups)), row) for number, group in enumerate(groups, start=1)
    )


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
    room = frame.rows - frame.actions - 1 - _top(page, frame)
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


def _top(page: Page, frame: Frame) -> int:
    """The first row of what stands beside the text, where nothing has given up its air: a square has all of them."""
    return 0 if _has_code(page) else len(_head(page, frame, airy=True)) - len(_heading(page, frame))


def _has_code(page: Page) -> bool:
    """Whether it shows a square for a phone's camera, which needs all the room that there is."""
    return any(isinstance(part, Code) for part in page.parts)


def _has_faces(page: Page) -> bool:
    """Whether it shows faces, which stand above their scale."""
    return any(isinstance(part, Faces) for part in page.parts)


def _fitted(page: Page, frame: Frame, spare: Spare, least: int) -> tuple[list[Row], list[list[Block]]]:
    """The head, and the blocks shared out to leaves.

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
        body.insert(0, Block(tuple(_heading(page, frame)), gap=False))
    if spare.between:
        body = [replace(block, gap=False) if block.loose else block for block in body]
    foot = frame.actions + (1 if frame.roomy else 0)
    room = frame.rows - len(head) - len(_notice(page, frame)) - foot
    whole = _pages(body, room)
    return head, whole if len(whole) == 1 else _pages(body, room - 1)  # of several, a row says which leaf this is


def _notice(page: Page, frame: Frame) -> list[Row]:
    """What is to be said just now, below the page's text."""
    if not page.notice:
        return []
    return [(), *((Piece(line, "notice"),) for line in wrap(page.notice, frame.width))]


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
            block = whole if used + gap >= free else narrow
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


def _pages(body: list[Block], room: int) -> list[list[Block]]:
    """Blocks shared out to leaves of at least two rows; what is longer than a leaf is cut between its rows."""
    leaves: list[list[Block]] = [[]]
    used = 0
    waiting = list(body)
    while waiting:
        block = waiting.pop(0)
        gap = 1 if block.gap else 0
        size = len(block.rows)
        free = room - used - gap
        if block.keep and used and waiting and size + len(waiting[0].rows) + 1 > free:
            leaves.append([])
            used, free = 0, room - gap
        if size <= free:
            leaves[-1].append(block)
            used += gap + size
        elif used and (free < 1 or (block.whole and size < room)):
            leaves.append([])
            used = 0
            waiting.insert(0, replace(block, gap=True))
        else:
            above, below = _cut(block, free)
            leaves[-1].append(above)
            waiting.insert(0, below)
            used = room
    return leaves


def _cut(block: Block, rows: int) -> tuple[Block, Block]:
    """What is above a row and what is below it, each with what can be pressed there."""
    above = tuple(place for place in block.places if place.top < rows)
    below = tuple(place.moved(0, -rows) for place in block.places if place.top >= rows)
    return (
        replace(block, rows=block.rows[:rows], places=above),
        replace(block, rows=block.rows[rows:], places=below, gap=True),
    )


def _leaf(
    page: Page,
    frame: Frame,
    head: list[Row],
    group: list[Block],
    stands: tuple[int, int],
    row: RowWords,
) -> Leaf:
    """One leaf: the head, its blocks, what is to be said just now, and the row of actions."""
    number, count = stands
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
    rows += [_indented(line, frame.left) for line in _notice(page, frame)]
    foot = frame.rows - frame.actions - (1 if frame.roomy else 0)
    rows = rows[:foot] + [()] * (foot - len(rows))
    if count > 1:
        text = f"{number} / {count}" + ("  ▼" if number < count else "   ")
        rows[foot - 1] = (Piece(" " * (frame.left + frame.width - len(text)), "text"), Piece(text, "quiet"))
    if frame.picture and not frame.inside and number == 1:
        above = 0 if frame.picture.square else len(head) - len(_heading(page, frame))
        standing = frame.picture.at(frame.left + frame.width + GAP, above)
        _put(frame.picture, standing, rows)
    actions, pressable = row_of_actions(controls_of(page, stands, row), frame, foot)
    rows += actions
    return Leaf(tuple(rows + [()] * (frame.rows - len(rows))), (*places, *pressable), parts, standing)


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
    left, width = (1, frame.columns - 2) if not frame.roomy else _span(frame)
    gap = 2 if frame.roomy else 1
    shares = _SHARES if frame.roomy else _SIGN_SHARES
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
        return [rim(middle, top=True), middle, rim(middle, top=False)], places
    blank = tuple(one if one.edge else replace(one, text=" " * cell_len(one.text)) for one in middle)
    return [middle, *[blank] * (frame.low - 1)], places


def _span(frame: Frame) -> tuple[int, int]:
    """Where the row of actions begins and how wide it is: a little wider than the text."""
    width = min(frame.columns - 6, 84)
    return (frame.columns - width) // 2, width


def _label(control: Control, size: int, frame: Frame) -> str:
    """What stands on a button."""
    label = control.label
    if not frame.roomy:
        return label if control.slot == "next" else SIGNS[control.slot]
    with_key = f"{control.key} {label}" if control.slot == "back" else f"{label} {control.key}"
    return with_key if cell_len(with_key) <= size - 2 else label


_DRIFT_ACROSS = (0.5, 0.1, 0.9, 0.3, 0.7)
_DRIFT_DOWN = (0.4, 0.7, 0.15, 0.55, 0.25, 0.85)


def _waiting(page: Page, frame: Frame, drift: int) -> Leaf:
    """Calm words somewhere on an empty screen; a press anywhere opens it."""
    width = min(44, frame.width)
    found: list[Row] = [(Piece(line, "heading"),) for line in wrap(page.heading, width)]
    for block in _body(page, width):
        found += [(), *block.rows]
    found += _notice(page, frame)
    found = found[: frame.rows]
    across = _DRIFT_ACROSS[drift % len(_DRIFT_ACROSS)]
    down = _DRIFT_DOWN[drift % len(_DRIFT_DOWN)]
    left = round((frame.columns - width) * across)
    top = round((frame.rows - len(found)) * down)
    rows = [*([()] * top), *(_indented(row, left) for row in found)]
    everywhere = Place("next", 0, frame.columns, 0, frame.rows)
    return Leaf(tuple(rows + [()] * (frame.rows - len(rows))), (everywhere,))
