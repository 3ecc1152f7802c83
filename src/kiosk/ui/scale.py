"""A scale from 0 to 10, and the faces above it."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from kiosk.model.page import Choice, Choices
from kiosk.ui.block import EDGES, Block, Piece, Place, button, raised
from kiosk.ui.wrap import centred

SCALE = 11
"""Numbers of a scale: 0 to 10."""

_SCALE_WIDTH = 5
_FACES = (":-(", ":-|", ":-)")
"""From the worst to the best: of characters that every terminal has, and that no voice says."""


def _cells(count: int, width: int) -> list[int]:
    """Cells of each number of a scale: in one row, if need be closer, or none where two rows are needed."""
    for each in (_SCALE_WIDTH, _SCALE_WIDTH - 1):
        cells = [max(each, len(f"●{value}") + EDGES) for value in range(count)]
        if sum(cells) <= width:
            return cells
    return []


def faces(width: int) -> list[Block]:
    """In one row above the scale; at its ends where it has two."""
    cells = sum(_cells(SCALE, width))
    if not cells:
        return []
    gap = " " * ((cells - sum(map(len, _FACES))) // (len(_FACES) - 1))
    return [Block(((Piece(gap.join(_FACES), "text"),),), keep=True)]


def numbers(part: Choices, width: int, least: int) -> list[Block]:
    """Numbers side by side; in two rows with a face where it begins, and one where it ends."""
    if cells := _cells(len(part.items), width):
        return [_row_of(part.items, cells, least)]
    half = ceil(len(part.items) / 2)
    worst, *_, best = _FACES
    first = _row_of(part.items[:half], [_SCALE_WIDTH] * half, least, before=f"{worst} ")
    rest = part.items[half:]
    second = _row_of(rest, [_SCALE_WIDTH] * len(rest), least, before=" " * (len(worst) + 1), behind=f" {best}")
    return [replace(first, keep=True), replace(second, loose=True)]


def _row_of(items: Sequence[Choice], cells: Sequence[int], least: int, before: str = "", behind: str = "") -> Block:
    row: list[Piece] = [Piece(before, "text")] if before else []
    places: list[Place] = []
    left = len(before)
    for one, wide in zip(items, cells, strict=True):
        chosen = one.mark == "chosen"
        text = f"●{one.text}" if chosen else one.text
        row += button(centred(text, wide - EDGES), one.item, "chosen" if chosen else "choice")
        places.append(Place(one.item, left, left + wide, 0, 1))
        left += wide
    row += [Piece(behind, "text")] if behind else []
    return raised([tuple(row)], places, least)
