"""How each part of a page looks: a part becomes blocks of lines."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import assert_never

from rich.cells import cell_len

from kiosk.model.page import (
    Choice,
    Choices,
    Code,
    Countdown,
    Drawing,
    Faces,
    Feedback,
    Feeling,
    Glossary,
    GlossaryWord,
    Invitation,
    Mark,
    Note,
    Paragraph,
    Part,
    Points,
)
from kiosk.ui.block import Block, Piece, Place, Row, button, raised
from kiosk.ui.palette import Role
from kiosk.ui.wrap import centred, cut, wrap

SIGNS: dict[str, dict[Mark, str]] = {
    "one": {"open": "○", "chosen": "●", "right": "●", "seen": "●", "skipped": "○"},
    "many": {"open": "□", "chosen": "■", "right": "■", "seen": "■", "skipped": "□"},
    "scale": {"open": "", "chosen": "●"},
    "go": {"open": " ", "chosen": "▶", "right": "✓", "seen": "✓", "skipped": "○"},
}
"""What stands before a choice, by its form and its mark."""

TONES: dict[str, tuple[str, Role, Role]] = {
    "right": ("✓", "good", "good-bar"),
    "again": ("↺", "again", "again-bar"),
    "together": ("♥", "again", "again-bar"),
}
"""The sign of what became of an answer, its plane and the bar at its left."""

FEEL = "≋"
"""The sign of "You may feel", always the same."""

_ASKED, _EXPLAINED = 150, 60
"""How much the first of several choices belongs to what is asked, and what a word means to where it stands."""

_DIGIT_WIDTH = 9
_DIGITS_A_ROW = 3
_LETTER_WIDTH = 5
_KEY_GAP = 2

SCALE = 11
"""Numbers of a scale: 0 to 10."""

_EDGES = 2
"""Cells of the bars at either side of a number."""

_SCALE_WIDTH = 5
_FACES = (":-(", ":-|", ":-)")
"""From the worst to the best: of characters that every terminal has, and that no voice says."""


def blocks(part: Part, width: int, number: int, least: int = 1) -> list[Block]:
    """A part as blocks.

    Args:
        part: The part.
        width: The cells that a line may take.
        number: The number of the next thing that can be chosen.
        least: Rows of everything that can be pressed, so that a finger finds it.
    """
    match part:
        case Paragraph():
            return [_lines(wrap(_text(part), width), "text")]
        case Points():
            return [_point(point, width, first=place == 0) for place, point in enumerate(part.items)]
        case Feeling():
            return [_feeling(part, width)]
        case Drawing():
            return [_lines(wrap(f"{part.label}: {part.caption} {part.description}", width), "quiet")]
        case Choices():
            if part.form == "digits":
                return _keypad(part, least, _DIGIT_WIDTH, _DIGITS_A_ROW)
            if part.form == "letters":
                return _keypad(part, least, _LETTER_WIDTH, (width + _KEY_GAP) // (_LETTER_WIDTH + _KEY_GAP))
            if part.form == "scale":
                return _scale(part, width, least)
            return list(_choices(part, width, number, least))
        case Glossary():
            return [_glossary(part, width, number, least)]
        case Feedback():
            sign, role, bar = TONES[part.tone]
            return [_plane([(f"{sign} {part.label}", bar), (part.text, role)], role, bar, width)]
        case Invitation():
            return [_lines(wrap(part.text, width), "text")]
        case Code():
            return []
        case Faces():
            return _faces(width)
        case Countdown():
            return [_lines(wrap(part.text, width), "notice")]
        case Note():
            return [replace(_lines(wrap(part.text, width), "quiet"), whole=True, explains=True)]
        case _:
            assert_never(part)


def _text(line: Paragraph) -> str:
    return f"{line.text}\N{NO-BREAK SPACE}{line.added}" if line.added else line.text


def _lines(lines: list[str], role: Role) -> Block:
    opens = ":" in lines[-1][-3:]
    return Block(tuple((Piece(line, role),) for line in lines), whole=False, keep=opens)


def _point(point: Paragraph, width: int, *, first: bool) -> Block:
    lines = wrap(_text(point), width - 3)
    rows: list[Row] = [
        (Piece(" •  "[:3] if n == 0 else "   ", "bar"), Piece(line, "text")) for n, line in enumerate(lines)
    ]
    return Block(tuple(rows), gap=first, yields=True)


def _feeling(part: Feeling, width: int) -> Block:
    said: list[tuple[str, Role]] = [(f"{FEEL} {part.label}", "feel-label"), (_text(part.text), "feel")]
    if part.helps:
        said.append((f"{part.helps_label}: {_text(part.helps)}", "feel"))
    return _plane(said, "feel", "feel-bar", width)


def _plane(said: list[tuple[str, Role]], role: Role, bar: Role, width: int) -> Block:
    """A plane of colour with one thick bar at its left."""
    rows: list[Row] = []
    for text, text_role in said:
        for line in wrap(text, width - 4):
            rows.append((Piece("▌ ", bar), Piece(cut(line, width - 3), text_role), Piece(" ", role)))
    return Block(tuple(rows), yields=True)


def _choices(part: Choices, width: int, number: int, least: int) -> Iterator[Block]:
    for place, choice in enumerate(part.items):
        pair = len(part.items) == 2 and place == 0  # yes and no stand side by side, or both wait on the next leaf
        yield replace(
            _choice(choice, part, width, number + place, least), loose=place > 0, keep=pair, tie=0 if place else _ASKED
        )


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


def _glossary(part: Glossary, width: int, number: int, least: int) -> Block:
    """What is asked, with the words beside it, or below it where they need more than that row.

    Below them stands what an open one means, never on another leaf.
    """
    texts = [f"{place} {word.word}" if place <= 9 else word.word for place, word in enumerate(part.words, number)]
    keys = [
        (word, cut(f" {text} ", min(cell_len(text) + 2, width - _EDGES)))
        for word, text in zip(part.words, texts, strict=True)
    ]
    asked: Row = (Piece(part.label, "quiet"), Piece("  ", "text"))
    lines = _side_by_side(keys, width, asked)
    rows: list[Row] = []
    if len(lines) > 1:
        rows, lines = [asked], _side_by_side(keys, width)
    placed: list[Place] = []
    for row, places in lines:
        line = raised([row], places, least)
        placed += [place.moved(0, len(rows)) for place in line.places]
        rows += line.rows
    for word in part.words:
        if word.open:
            rows += [(), *_plane([(f"{word.word}: {word.meaning}", "again")], "again", "again-bar", width).rows]
    return Block(tuple(rows), places=tuple(placed), tie=_EXPLAINED)


def _side_by_side(
    keys: Sequence[tuple[GlossaryWord, str]], width: int, before: Row = ()
) -> list[tuple[Row, list[Place]]]:
    """Rows of words, as many in each as fit, and where each can be pressed; the first row begins with `before`."""
    found: list[tuple[Row, list[Place]]] = []
    row, used, places = [*before], sum(cell_len(piece.text) for piece in before), list[Place]()
    for word, text in keys:
        size = cell_len(text) + _EDGES
        if used + size > width:
            found.append((tuple(row), places))
            row, used, places = [], 0, []
        places.append(Place(word.item, used, used + size, 0, 1))
        row += [*button(text, word.item, "chosen" if word.open else "choice"), Piece(" ", "text")]
        used += size + 1
    return [*found, (tuple(row), places)]


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


def _cells(count: int, width: int) -> list[int]:
    """Cells of each number of a scale: in one row, if need be closer, or none where two rows are needed."""
    for each in (_SCALE_WIDTH, _SCALE_WIDTH - 1):
        cells = [max(each, len(f"●{value}") + _EDGES) for value in range(count)]
        if sum(cells) <= width:
            return cells
    return []


def _faces(width: int) -> list[Block]:
    """In one row above the scale; at its ends where it has two."""
    cells = sum(_cells(SCALE, width))
    if not cells:
        return []
    gap = " " * ((cells - sum(map(len, _FACES))) // (len(_FACES) - 1))
    return [Block(((Piece(gap.join(_FACES), "text"),),), keep=True)]


def _scale(part: Choices, width: int, least: int) -> list[Block]:
    """Numbers side by side; in two rows with a face where it begins, and one where it ends."""
    if cells := _cells(len(part.items), width):
        return [_numbers(part.items, cells, least)]
    half = ceil(len(part.items) / 2)
    worst, *_, best = _FACES
    first = _numbers(part.items[:half], [_SCALE_WIDTH] * half, least, before=f"{worst} ")
    rest = part.items[half:]
    second = _numbers(rest, [_SCALE_WIDTH] * len(rest), least, before=" " * (len(worst) + 1), behind=f" {best}")
    return [replace(first, keep=True), replace(second, loose=True)]


def _numbers(items: Sequence[Choice], cells: Sequence[int], least: int, before: str = "", behind: str = "") -> Block:
    row: list[Piece] = [Piece(before, "text")] if before else []
    places: list[Place] = []
    left = len(before)
    for one, wide in zip(items, cells, strict=True):
        chosen = one.mark == "chosen"
        text = f"●{one.text}" if chosen else one.text
        row += button(centred(text, wide - _EDGES), one.item, "chosen" if chosen else "choice")
        places.append(Place(one.item, left, left + wide, 0, 1))
        left += wide
    row += [Piece(behind, "text")] if behind else []
    return raised([tuple(row)], places, least)
