"""The row of actions in drawn letters: signs, and the words of the big key."""

from collections.abc import Mapping

from kiosk.model.page import SLOTS, Control, Slot
from kiosk.ui.actions import SIGNS
from kiosk.ui.block import Piece, Place, Row, button
from kiosk.ui.letters import HIGH, lines, size
from kiosk.ui.wrap import centred

ACTIONS = HIGH - 1
"""Rows of the row of actions for each step of the scale: those of a line without room for accents of capitals."""

_SHARES: dict[Slot, int] = {"back": 8, "hear": 8, "bigger": 11, "help": 7, "next": 38}
_WIDE = 100
"""Columns from which on there are two between actions."""


def large_actions(
    controls: Mapping[Slot, Control], columns: int, left: int, top: int, scale: int
) -> tuple[list[Row], list[Place]]:
    """The row of actions: each keeps its place, whether the others are there or not.

    Args:
        controls: The actions that are there.
        columns: Of the grid.
        left: Blank columns at either side.
        top: Its first row.
        scale: Of the letters.
    """
    width = columns - 2 * left
    gap = 2 if columns >= _WIDE else 1
    share = (width - gap * (len(SLOTS) - 1)) / sum(_SHARES.values())
    rows: list[list[Piece]] = [[Piece(" " * left, "text")] for _ in range(ACTIONS * scale)]
    places: list[Place] = []
    column = left
    for slot in SLOTS:
        cells = left + width - column if slot == "next" else int(share * _SHARES[slot])
        control = controls.get(slot)
        if control:
            places.append(Place(slot, column, column + cells, top, top + len(rows)))
        for row, text in zip(rows, _label(control, cells - 2, scale) if control else [""] * len(rows), strict=True):
            row += button(centred(text, cells - 2), slot, "control") if control else [Piece(" " * cells, "text")]
            row.append(Piece(" " * gap, "text"))
        column += cells + gap
    return [tuple(row) for row in rows], places


def _label(control: Control, cells: int, scale: int) -> list[str]:
    """What stands on a button; words that do not fit stand there in ordinary letters."""
    text = control.label if control.slot == "next" else SIGNS[control.slot]
    if size(text, scale) > cells:
        return [f"{text} {control.key}" if row == ACTIONS * scale // 2 else "" for row in range(ACTIONS * scale)]
    return list(lines(text, size(text, scale), scale)[0].rows[scale:])
