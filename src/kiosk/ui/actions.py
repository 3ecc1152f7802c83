"""The row of actions: each keeps its place on every page."""

from functools import lru_cache

from rich.cells import cell_len

from kiosk.model.action import Stir
from kiosk.model.page import SLOTS, Control, Page, Slot
from kiosk.model.patient_words import RowWords
from kiosk.ui.block import Piece, Place, Row, button, rim
from kiosk.ui.frame import Frame
from kiosk.ui.wrap import centred

LEAST_WIDE, NARROW = 80, 70
"""Columns from which on there are two between actions; below how many there is no room for their keys."""

SIGNS: dict[Slot, str] = {"back": "◀", "hear": "♪", "bigger": "A+", "help": "?", "next": "▶"}
_SHARES: dict[Slot, int] = {"back": 11, "hear": 14, "bigger": 13, "help": 12, "next": 16}
_NARROW_SHARES: dict[Slot, int] = {"back": 8, "hear": 11, "bigger": 10, "help": 8, "next": 13}
_SIGN_SHARES: dict[Slot, int] = {"back": 6, "hear": 5, "bigger": 6, "help": 5, "next": 12}
"""Where actions are signs, all but the big key."""


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
