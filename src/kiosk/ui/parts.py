"""How each part of a page looks: a part becomes blocks of lines."""

from dataclasses import replace
from typing import assert_never

from rich.cells import cell_len

from kiosk.model.page import (
    Choices,
    Code,
    Countdown,
    Drawing,
    Faces,
    Feedback,
    Feeling,
    Glossary,
    Invitation,
    Note,
    Paragraph,
    Part,
    Points,
)
from kiosk.ui.block import Block, Piece, Place, Row, button, raised
from kiosk.ui.choices import choice_blocks
from kiosk.ui.palette import Role
from kiosk.ui.scale import faces
from kiosk.ui.wrap import cut, wrap

TONES: dict[str, tuple[str, Role, Role]] = {
    "right": ("✓", "good", "good-bar"),
    "again": ("↺", "again", "again-bar"),
    "together": ("♥", "again", "again-bar"),
}
"""The sign of what became of an answer, its plane and the bar at its left."""

FEEL = "≋"
"""The sign of "You may feel", always the same."""


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
            return choice_blocks(part, width, number, least)
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
            return faces(width)
        case Countdown():
            return [_lines(wrap(part.text, width), "notice")]
        case Note():
            return [replace(_lines(wrap(part.text, width), "quiet"), whole=True)]
        case _:
            assert_never(part)


def _text(line: Paragraph) -> str:
    return f"{line.text}\N{NO-BREAK SPACE}{line.added}" if line.added else line.text


def _lines(lines: list[str], role: Role) -> Block:
    opens = ":" in lines[-1][-3:]
    return Block(tuple((Piece(line, role),) for line in lines), whole=opens, keep=opens)


def _point(point: Paragraph, width: int, *, first: bool) -> Block:
    lines = wrap(_text(point), width - 3)
    rows: list[Row] = [
        (Piece(" •  "[:3] if n == 0 else "   ", "bar"), Piece(line, "text")) for n, line in enumerate(lines)
    ]
    return Block(tuple(rows), gap=first)


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
    return Block(tuple(rows))


def _glossary(part: Glossary, width: int, number: int, least: int) -> Block:
    """The words side by side, as many in a row as fit; below them what an open one means, never on another leaf."""
    lines: list[Block] = []
    row: list[Piece] = [Piece(part.label, "quiet"), Piece("  ", "text")]
    used = cell_len(part.label) + 2
    places: list[Place] = []
    for place, word in enumerate(part.words):
        digit = f"{number + place} " if number + place <= 9 else ""
        text = f" {digit}{word.word} "
        size = min(cell_len(text) + 2, width)
        if used + size > width:
            lines.append(raised([tuple(row)], places, least))
            row, used, places = [], 0, []
        places.append(Place(word.item, used, used + size, 0, 1))
        row += [*button(cut(text, size - 2), word.item, "chosen" if word.open else "choice"), Piece(" ", "text")]
        used += size + 1
    lines.append(raised([tuple(row)], places, least))
    rows: list[Row] = []
    placed: list[Place] = []
    for line in lines:
        placed += [place.moved(0, len(rows)) for place in line.places]
        rows += line.rows
    for word in part.words:
        if word.open:
            rows += [(), *_plane([(f"{word.word}: {word.meaning}", "again")], "again", "again-bar", width).rows]
    return Block(tuple(rows), places=tuple(placed))
