"""Lays a page out for a grid: leaves that fit it, each with its rows and what can be pressed where."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.model.page import SLOTS, Choices, Control, GlossaryWord, Page, Slot, Tick
from kiosk.ui.block import Block, Piece, Place, Row
from kiosk.ui.parts import blocks
from kiosk.ui.wrap import cut, wrap

LEAST_COLUMNS, LEAST_ROWS = 40, 11
"""The smallest grid on which a page can be read and used."""

MOST_TEXT = 60
"""Cells of a line of text: longer lines are harder to follow (WCAG 1.4.8 allows 80)."""

ROOMY_ROWS, ROOMY_COLUMNS = 20, 56
"""From here on a page has air, and its actions their words."""

_TICKS: dict[Tick, str] = {"full": "▰", "half": "◐", "empty": "▱"}
_SIGNS: dict[Slot, str] = {"back": "◀", "hear": "♪", "bigger": "A+", "help": "?", "next": "▶"}
_SHARES: dict[Slot, int] = {"back": 3, "hear": 3, "bigger": 3, "help": 3, "next": 5}


@dataclass(frozen=True, slots=True)
class Leaf:
    """As much of a page as fits the grid."""

    rows: tuple[Row, ...]
    """One for each row of the grid, from the left edge on."""
    places: tuple[Place, ...]
    """What can be pressed, in the order in which the focus goes round."""

    def targets(self) -> tuple[str, ...]:
        """What can have the focus, in order."""
        return tuple(dict.fromkeys(place.target for place in self.places))

    def at(self, column: int, row: int) -> str:
        """The target under a cell, or an empty text."""
        return next((place.target for place in self.places if place.holds(column, row)), "")


@dataclass(frozen=True, slots=True)
class Frame:
    """What a grid allows."""

    columns: int
    rows: int

    @property
    def roomy(self) -> bool:
        """Whether there is room for air and for actions with their words."""
        return self.rows >= ROOMY_ROWS and self.columns >= ROOMY_COLUMNS

    @property
    def width(self) -> int:
        """Cells of a line of text."""
        return min(MOST_TEXT, self.columns - 2 * (3 if self.roomy else 1))

    @property
    def left(self) -> int:
        """The column at which text begins: in the middle of wide screens."""
        return max(3 if self.roomy else 1, (self.columns - self.width) // 2)

    @property
    def actions(self) -> int:
        """Rows of the row of actions."""
        return 3 if self.roomy else 1

    @property
    def air(self) -> int:
        """Blank rows at the top."""
        return 0 if self.rows < ROOMY_ROWS else 1 if self.rows < 30 else 2 if self.rows < 40 else 4


def lay_out(page: Page, columns: int, rows: int, *, more: str, drift: int = 0) -> tuple[Leaf, ...]:
    """The leaves of a page on a grid of at least 40x11.

    Args:
        page: The page.
        columns: Of the grid.
        rows: Of the grid.
        more: What the big key says while the page goes on.
        drift: Moves the words of the waiting page, so that nothing burns in.
    """
    frame = Frame(columns, rows)
    if page.kind == "waiting":
        return (_waiting(page, frame, drift),)
    head = _head(page, frame)
    notice = wrap(page.notice, frame.width) if page.notice else []
    body = list(_body(page, frame.width))
    room = rows - len(head) - frame.actions - (1 if frame.roomy else 0) - (len(notice) + 1 if notice else 0)
    groups = _pages(body, room - 1)
    if len(groups) > 1:
        body = [_tight(block) for block in body]
        groups = _pages(body, room - 1)
    return tuple(
        _leaf(page, frame, head, group, notice, (number, len(groups)), more)
        for number, group in enumerate(groups, start=1)
    )


def _head(page: Page, frame: Frame) -> list[Row]:
    """The quiet lines and the heading."""
    found: list[Row] = [()] * frame.air
    if frame.roomy and page.title:
        found.append((Piece(cut(page.title, frame.width).rstrip(), "quiet"),))
    where = "".join(_TICKS[tick] for tick in page.ticks)
    if where or page.place:
        found.append((Piece(where, "bar"), Piece(("  " if where else "") + page.place, "quiet")))
    if frame.roomy and len(found) > frame.air:
        found.append(())
    found += [(Piece(line, "heading"),) for line in wrap(page.heading, frame.width)]
    return found


def _body(page: Page, width: int) -> Iterator[Block]:
    number = 1
    for part in page.parts:
        yield from blocks(part, width, number)
        if isinstance(part, Choices) and not part.locked:
            number += len(part.items)
        elif isinstance(part, GlossaryWord):
            number += 1


def _tight(block: Block) -> Block:
    return replace(block, gap=False) if block.loose else block


def _pages(body: list[Block], room: int) -> list[list[Block]]:
    """Blocks shared out to leaves; what is longer than a leaf is cut between its rows."""
    leaves: list[list[Block]] = [[]]
    used = 0
    waiting = list(body)
    while waiting:
        block = waiting.pop(0)
        gap = 1 if block.gap else 0
        size = len(block.rows)
        if used + gap + size <= room:
            leaves[-1].append(block)
            used += gap + size
        elif (block.whole and size + 1 <= room and used) or used + gap >= room:
            leaves.append([])
            used = 0
            waiting.insert(0, replace(block, gap=True))
        else:
            take = room - used - gap
            leaves[-1].append(replace(block, rows=block.rows[:take]))
            waiting.insert(0, replace(block, rows=block.rows[take:], gap=True))
            used = room
    return leaves


def _leaf(
    page: Page,
    frame: Frame,
    head: list[Row],
    group: list[Block],
    notice: list[str],
    stands: tuple[int, int],
    more: str,
) -> Leaf:
    """One leaf: the head, its blocks, what is to be said just now, and the row of actions."""
    number, count = stands
    rows: list[Row] = [_indented(row, frame.left) for row in head]
    places: list[Place] = []
    for block in group:
        if block.gap:
            rows.append(())
        places += [place.moved(frame.left, len(rows)) for place in block.places]
        rows += [_indented(row, frame.left) for row in block.rows]
    if notice:
        rows.append(())
        rows += [_indented((Piece(line, "notice"),), frame.left) for line in notice]
    foot = frame.rows - frame.actions - (1 if frame.roomy else 0)
    rows = rows[:foot] + [()] * (foot - len(rows))
    onward = more if number < count else ""
    if count > 1:
        text = f"{number} / {count}" + ("  ▼" if onward else "   ")
        rows[foot - 1] = (Piece(" " * (frame.left + frame.width - len(text)), "text"), Piece(text, "quiet"))
    actions, pressable = _actions(page, frame, foot, onward)
    rows += actions
    return Leaf(tuple(rows + [()] * (frame.rows - len(rows))), (*places, *pressable))


def _indented(row: Row, left: int) -> Row:
    return (Piece(" " * left, "text"), *row)


def _actions(page: Page, frame: Frame, top: int, onward: str) -> tuple[list[Row], list[Place]]:
    """The row of actions: each keeps its place, whether the others are there or not."""
    left, width = (1, frame.columns - 2) if not frame.roomy else _span(frame)
    gap = 2 if frame.roomy else 1
    share = (width - gap * (len(SLOTS) - 1)) // sum(_SHARES.values())
    rows: list[list[Piece]] = [[Piece(" " * left, "text")] for _ in range(frame.actions)]
    places: list[Place] = []
    column = left
    for slot in SLOTS:
        size = share * _SHARES[slot]
        if slot == "next":
            size = left + width - column
        control = page.control(slot)
        if control:
            label = _label(control, size, frame, onward)
            places.append(Place(slot, column, column + size, top, top + frame.actions))
            for number, row in enumerate(rows):
                row += _button(label if number == len(rows) // 2 else "", size, slot)
        else:
            for row in rows:
                row.append(Piece(" " * size, "text"))
        for row in rows:
            row.append(Piece(" " * gap, "text"))
        column += size + gap
    return [tuple(row) for row in rows], places


def _span(frame: Frame) -> tuple[int, int]:
    """Where the row of actions begins and how wide it is: a little wider than the text."""
    width = min(frame.columns - 6, 84)
    return (frame.columns - width) // 2, width


def _label(control: Control, size: int, frame: Frame, onward: str) -> str:
    """What stands on a button; while the page goes on, the big key leads to its next leaf."""
    label = onward if onward and control.slot == "next" else control.label
    if not frame.roomy:
        return label if control.slot == "next" else _SIGNS[control.slot]
    with_key = f"{control.key} {label}" if control.slot == "back" else f"{label} {control.key}"
    return with_key if len(with_key) <= size - 2 else label


def _button(label: str, size: int, slot: Slot) -> list[Piece]:
    text = cut(label, min(size - 2, max(0, len(label))))
    inner = f"{text:^{size - 2}}" if text else " " * (size - 2)
    return [Piece("▐", "control", slot), Piece(inner, "control", slot), Piece("▌", "control", slot)]


_DRIFT_ACROSS = (0.5, 0.1, 0.9, 0.3, 0.7)
_DRIFT_DOWN = (0.4, 0.7, 0.15, 0.55, 0.25, 0.85)


def _waiting(page: Page, frame: Frame, drift: int) -> Leaf:
    """Calm words somewhere on an empty screen; a press anywhere opens it."""
    width = min(44, frame.width)
    found: list[Row] = [(Piece(line, "heading"),) for line in wrap(page.heading, width)]
    for block in _body(page, width):
        found += [(), *block.rows]
    found = found[: frame.rows]
    across = _DRIFT_ACROSS[drift % len(_DRIFT_ACROSS)]
    down = _DRIFT_DOWN[drift % len(_DRIFT_DOWN)]
    left = round((frame.columns - width) * across)
    top = round((frame.rows - len(found)) * down)
    rows = [*([()] * top), *(_indented(row, left) for row in found)]
    everywhere = Place("next", 0, frame.columns, 0, frame.rows)
    return Leaf(tuple(rows + [()] * (frame.rows - len(rows))), (everywhere,))
