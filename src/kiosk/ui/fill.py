"""Shares a page's blocks out to leaves: as few as hold them, about as much on each, and nothing alone that explains."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from kiosk.model.frozen import dataclass
from kiosk.ui.block import Block, Row

LEAST_ROOM = 2
"""Rows of the smallest leaf: one of air, and one of text."""

_LEAF = 300
"""What one more leaf costs: more than any way of being uneven."""

_UNEVEN = 150
"""What an empty leaf would cost for being uneven; one half full costs a quarter of it."""

_PICTURED = 2
"""How many times as empty a leaf looks beside its picture."""

_THIN, _THIN_ROWS = 60, 3
"""What each row costs that a leaf has too few."""

_EXPLAINS, _EXPLAINS_ROWS = 200, 4
"""The same of a leaf that only explains what stands on another one."""

_PARTED = 500
"""What belongs together, and stands on two leaves."""

_IN_SENTENCE, _AFTER_SENTENCE = 30, 12
"""A cut through a paragraph."""

_IN_LIST, _IN_CHOICES = 5, 60
"""A cut between lines of a list; and between choices, which one looks over together."""

_IN_WHOLE = 350
"""A cut through a plane or a point: dearer than a leaf, cheaper than a leaf that only explains."""

_BESIDE = 120
"""A cut through lines that are narrow for a picture, which is not beside the rest of them."""

_IN_ANY = 5000
"""A cut where there should be none, on a leaf that is too small for anything else."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A place where a leaf may end and the next begin."""

    block: int
    row: int
    price: int


def fits(body: Sequence[Block], room: int) -> bool:
    """Whether blocks stand on one leaf."""
    return sum((1 if block.gap else 0) + len(block.rows) for block in body) <= room


def opening(block: Block) -> Block:
    """A block that begins a leaf, with air above it: a rim is air enough."""
    return replace(block, gap=not _rimmed(block.rows[0]))


def filled(body: Sequence[Block], room: int) -> list[list[Block]]:
    """The leaves of a page; what is longer than a leaf is cut between its rows.

    Args:
        body: What stands below the page's head.
        room: The rows of a leaf.
    """
    if fits(body, room):
        return [list(body)]
    room = max(room, LEAST_ROOM)
    way = _cheapest(body, list(_cuts(body, room)), room) or _cheapest(body, list(_every_row(body)), room)
    return [_between(body, start, end) for start, end in pairwise(way)]


def _cheapest(body: Sequence[Block], cuts: list[_Cut], room: int) -> list[_Cut]:
    """The cuts of the best way, from the beginning to the end; none where no way fits."""
    tops, solid = _tops(body)
    ends = [tops[cut.block] + cut.row - (0 if cut.row or not _gap(body, cut.block) else 1) for cut in cuts]
    starts = [tops[cut.block] + cut.row + _blank(body, cut) for cut in cuts]
    said = [solid[cut.block] + (cut.row if cut.row and not body[cut.block].explains else 0) for cut in cuts]
    leads = [_lead(body, cut) for cut in cuts]
    best: list[tuple[float, int] | None] = [(0, -1)]
    for end in range(1, len(cuts)):
        found: tuple[float, int] | None = None
        for start in range(end - 1, -1, -1):
            rows = ends[end] - starts[start]
            if rows + leads[start] > room:
                break
            before = best[start]
            if before and rows:
                empty = (room - rows - leads[start]) / room * (_PICTURED if body[0].beside and not start else 1)
                price = before[0] + _price(rows, empty, explains=said[end] == said[start])
                found = found if found and found[0] <= price else (price, start)  # of equals, the fullest first
        best.append((found[0] + cuts[end].price, found[1]) if found else None)
    way = []
    at = len(cuts) - 1
    while at >= 0 and (there := best[at]):
        way.append(cuts[at])
        at = there[1]
    return way[::-1] if len(way) > 1 else []


def _price(rows: int, empty: float, *, explains: bool) -> float:
    """What a leaf costs that shows so many rows and leaves a part of the room empty."""
    thin = _EXPLAINS * max(0, _EXPLAINS_ROWS - rows) if explains else _THIN * max(0, _THIN_ROWS - rows)
    return _LEAF + thin + _UNEVEN * empty**2


def _tops(body: Sequence[Block]) -> tuple[list[int], list[int]]:
    """For each block, and for the end, the rows above it; and how many of them say something by themselves."""
    tops, solid = [], []
    top = said = 0
    for place, block in enumerate(body):
        top += _gap(body, place)
        tops.append(top)
        solid.append(said)
        top += len(block.rows)
        said += 0 if block.explains else len(block.rows)
    return [*tops, top], [*solid, said]


def _gap(body: Sequence[Block], place: int) -> int:
    return 1 if 0 <= place < len(body) and body[place].gap else 0


def _lead(body: Sequence[Block], cut: _Cut) -> int:
    """Blank rows above what follows a cut: a rim is air enough."""
    if cut.block >= len(body) or (cut.block == cut.row == 0):
        return _gap(body, cut.block)
    return 0 if _rimmed(body[cut.block].rows[cut.row + _blank(body, cut)]) else 1


def _rimmed(row: Row) -> bool:
    return any(piece.role == "rim" for piece in row)


def _blank(body: Sequence[Block], cut: _Cut) -> int:
    """1 where the first row after the cut is blank, and is left out."""
    return 1 if cut.row and not body[cut.block].rows[cut.row] else 0


def _cuts(body: Sequence[Block], room: int) -> Iterator[_Cut]:
    """Everywhere that a leaf may end, the beginning and the end of the page included."""
    yield _Cut(0, 0, 0)
    for place, block in enumerate(body):
        if place:
            yield _Cut(place, 0, _price_between(body[place - 1], block))
        for row in _within(block, room):
            yield _Cut(place, row, _price_within(block, row, room))
    yield _Cut(len(body), 0, 0)


def _price_between(above: Block, block: Block) -> int:
    if above.keep:
        return _PARTED
    return block.tie or (_IN_CHOICES if block.loose else 0 if block.gap else _IN_LIST)


def _price_within(block: Block, row: int, room: int) -> int:
    if not block.rows[row]:
        return 0
    end = "".join(piece.text for piece in block.rows[row - 1]).rstrip()
    price = _AFTER_SENTENCE if end.endswith((".", "?", "!", "。", "？", "！")) else _IN_SENTENCE
    return price + (_BESIDE if block.beside else 0) + (_IN_WHOLE if block.whole and _fits(block, room) else 0)


def _fits(block: Block, room: int) -> bool:
    return len(block.rows) + (0 if _rimmed(block.rows[0]) else 1) <= room


def _within(block: Block, room: int) -> Iterator[int]:
    """The rows before which a block may be cut: through nothing that can be pressed, and with no line alone."""
    if block.whole and not block.yields and _fits(block, room):
        return
    first, least = (block.places[0].bottom, 1) if block.places else (2, 2)
    for row in range(first, len(block.rows) - least + 1):
        if not _parts_a_target(block, row):
            yield row


def _every_row(body: Sequence[Block]) -> Iterator[_Cut]:
    """Every row of all blocks, for leaves that are too small for anything else."""
    for place, block in enumerate(body):
        for row in range(len(block.rows)):
            through = row and (_parts_a_target(block, row) or block.rows[row])
            yield _Cut(place, row, _IN_ANY if through else 0)
    yield _Cut(len(body), 0, 0)


def _parts_a_target(block: Block, row: int) -> bool:
    """Whether a cut before this row goes through what can be pressed, or takes its lower rim away."""
    rim_below = any(piece.role == "rim" and piece.text.startswith("▀") for piece in block.rows[row])
    return any(place.top < row < place.bottom + (1 if rim_below else 0) for place in block.places)


def _between(body: Sequence[Block], start: _Cut, end: _Cut) -> list[Block]:
    """The blocks of a leaf, the first and the last as much as stands there."""
    last = end.block if end.row else end.block - 1
    found = []
    for place in range(start.block, last + 1):
        block = body[place]
        if place == end.block and end.row:
            block = _cut(block, 0, end.row)
        if place == start.block and (start.block or start.row):
            block = opening(_cut(block, start.row + _blank(body, start), len(block.rows)))
        found.append(block)
    return found


def _cut(block: Block, first: int, end: int) -> Block:
    """Some of a block's rows, with what can be pressed there."""
    places = tuple(place.moved(0, -first) for place in block.places if first <= place.top < end)
    return replace(block, rows=block.rows[first:end], places=places)
