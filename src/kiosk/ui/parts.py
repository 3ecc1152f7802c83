"""How each part of a page looks: a part becomes blocks of lines."""

from collections.abc import Sequence
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
    GlossaryWord,
    Invitation,
    Note,
    Paragraph,
    Part,
    Points,
)
from kiosk.ui.block import EDGES, Block, Piece, Place, Row, button, raised
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

_EXPLAINED = 60
"""How much a word's meaning belongs to where the word stands."""


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


def _glossary(part: Glossary, width: int, number: int, least: int) -> Block:
    """What is asked, with the words beside it, or below it where they need more than that row.

    Below them stands what an open one means, never on another leaf.
    """
    texts = [f"{place} {word.word}" if place <= 9 else word.word for place, word in enumerate(part.words, number)]
    keys = [
        (word, cut(f" {text} ", min(cell_len(text) + 2, width - EDGES)))
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
        size = cell_len(text) + EDGES
        if used + size > width:
            found.append((tuple(row), places))
            row, used, places = [], 0, []
        places.append(Place(word.item, used, used + size, 0, 1))
        row += [*button(text, word.item, "chosen" if word.open else "choice"), Piece(" ", "text")]
        used += size + 1
    return [*found, (tuple(row), places)]
