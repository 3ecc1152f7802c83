"""How choices look: numbered lines, the keys of a keypad, or the numbers of a scale."""

from collections.abc import Iterator
from dataclasses import replace

from rich.cells import cell_len

from kiosk.model.page import Choice, Choices, Mark
from kiosk.ui.block import Block, Piece, Place, Row, button, raised
from kiosk.ui.palette import Role
from kiosk.ui.scale import numbers
from kiosk.ui.wrap import centred, cut, wrap

SIGNS: dict[str, dict[Mark, str]] = {
    "one": {"open": "○", "chosen": "●", "right": "●", "seen": "●", "skipped": "○"},
    "many": {"open": "□", "chosen": "■", "right": "■", "seen": "■", "skipped": "□"},
    "scale": {"open": "", "chosen": "●"},
    "go": {"open": " ", "chosen": "▶", "right": "✓", "seen": "✓", "skipped": "○"},
}
"""What stands before a choice, by its form and its mark."""

_ASKED = 150
"""How much the first of several choices belongs to what is asked, as `fill` reckons."""

_DIGIT_WIDTH = 9
_DIGITS_A_ROW = 3
_LETTER_WIDTH = 5
_KEY_GAP = 2


def choice_blocks(part: Choices, width: int, number: int, least: int) -> list[Block]:
    """Choices as blocks.

    Args:
        part: The choices.
        width: The cells that a line may take.
        number: The number of the first of them.
        least: Rows of everything that can be pressed.
    """
    if part.form == "digits":
        return _keypad(part, least, _DIGIT_WIDTH, _DIGITS_A_ROW)
    if part.form == "letters":
        return _keypad(part, least, _LETTER_WIDTH, (width + _KEY_GAP) // (_LETTER_WIDTH + _KEY_GAP))
    if part.form == "scale":
        return numbers(part, width, least)
    return list(_choices(part, width, number, least))


def _choices(part: Choices, width: int, number: int, least: int) -> Iterator[Block]:
    for place, choice in enumerate(part.items):
        pair = len(part.items) == 2 and place == 0  # yes and no stand side by side, or both wait on the next leaf
        tie = 0 if place else _ASKED
        yield replace(_choice(choice, part, width, number + place, least), loose=place > 0, keep=pair, tie=tie)


def _choice(choice: Choice, part: Choices, width: int, number: int, least: int) -> Block:
    """A numbered line with its sign, and its mark in words."""
    sign = SIGNS[part.form][choice.mark]
    digit = str(number) if number <= 9 and not part.locked else " "
    marked = part.form != "go" or any(one.mark != "open" for one in part.items)
    head = f"{digit}  {sign}  " if marked else f"{digit}  "
    if part.locked:
        return _locked(choice, sign, width)
    indent = " " * cell_len(head)
    text = choice.text + (f" ({choice.mark_label})" if choice.mark_label else "")
    lines = wrap(text, width - 4 - len(indent))
    role: Role = "chosen" if choice.mark == "chosen" else "choice"
    rows = [
        _pressable((head if place == 0 else indent) + line, role, choice.item, width)
        for place, line in enumerate(lines)
    ]
    if choice.about:
        rows += [
            _pressable(indent + line, "choice", choice.item, width)
            for line in wrap(choice.about, width - 4 - len(indent))
        ]
    return raised(rows, (Place(choice.item, 0, width, 0, 1),), least)


def _pressable(text: str, role: Role, target: str, width: int) -> Row:
    return tuple(button(" " + cut(text, width - 3), target, role))


def _locked(choice: Choice, sign: str, width: int) -> Block:
    role: Role = "heading" if choice.mark == "chosen" else "text"
    lines = wrap(choice.text, width - 3)
    rows: list[Row] = [
        (Piece(f"{sign}  " if n == 0 else "   ", role), Piece(line, role)) for n, line in enumerate(lines)
    ]
    return Block(tuple(rows))


def _keypad(part: Choices, least: int, wide: int, a_row: int) -> list[Block]:
    """Keys of so many cells, so many in a row."""
    found: list[Block] = []
    for start in range(0, len(part.items), a_row):
        keys = part.items[start : start + a_row]
        row: list[Piece] = []
        places: list[Place] = []
        for place, key in enumerate(keys):
            left = place * (wide + _KEY_GAP)
            row += [*button(centred(key.text, wide - 2), key.item, "choice"), Piece(" " * _KEY_GAP, "text")]
            places.append(Place(key.item, left, left + wide, 0, 1))
        found.append(replace(raised([tuple(row)], places, least), loose=start > 0))
    return found
