"""Pagination: blocks are shared out to leaves, and what is longer than a leaf is cut between its rows."""

from dataclasses import replace

from kiosk.ui.block import Block


def paginated(body: list[Block], room: int) -> list[list[Block]]:
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
        elif used and (free < 1 or (block.whole and size < room) or not _cut_at(block, free)):
            leaves.append([])
            used = 0
            waiting.insert(0, replace(block, gap=True))
        else:
            above, below = _cut(block, _cut_at(block, free) or free)
            leaves[-1].append(above)
            waiting.insert(0, below)
            used = room
    return leaves


def _cut_at(block: Block, free: int) -> int:
    """The last row before which a block can be cut: through nothing that can be pressed, and with no line alone.

    0: none of so many rows.
    """
    least = 1 if block.places else 2
    rows = range(min(free, len(block.rows) - least), least - 1, -1)
    return next((row for row in rows if not _parts_a_target(block, row)), 0)


def _parts_a_target(block: Block, row: int) -> bool:
    """Whether a cut before this row goes through what can be pressed, or takes its lower rim away."""
    rim_below = any(piece.role == "rim" and piece.text.startswith("▀") for piece in block.rows[row])
    return any(place.top < row < place.bottom + (1 if rim_below else 0) for place in block.places)


def _cut(block: Block, rows: int) -> tuple[Block, Block]:
    """What is above a row and what is below it, each with what can be pressed there."""
    above = tuple(place for place in block.places if place.top < rows)
    below = tuple(place.moved(0, -rows) for place in block.places if place.top >= rows)
    return (
        replace(block, rows=block.rows[:rows], places=above),
        replace(block, rows=block.rows[rows:], places=below, gap=True),
    )
