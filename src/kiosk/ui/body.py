"""The body of a page: its parts as blocks of lines, with its picture in them or beside them."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.model.page import Choices, Glossary, Page
from kiosk.ui.block import Block
from kiosk.ui.frame import Frame
from kiosk.ui.head import head_of, heading_of
from kiosk.ui.parts import blocks
from kiosk.ui.picture import Picture


def body_of(page: Page, width: int, least: int = 1) -> Iterator[Block]:
    """The parts as blocks of this width, their choices counted through.

    Args:
        page: The page.
        width: Cells of a line.
        least: Rows of what can be pressed.
    """
    number = 1
    for place, part in enumerate(page.parts):
        yield from (replace(block, part=place) for block in blocks(part, width, number, least))
        if isinstance(part, Choices) and not part.locked:
            number += len(part.items)
        elif isinstance(part, Glossary):
            number += len(part.words)


def illustrated(picture: Picture, page: Page, frame: Frame, least: int) -> Iterator[Block]:
    """The parts as blocks with the page's picture: in it, or beside it until what comes below has the whole width."""
    if frame.inside:
        shown = (*picture.rows, *picture.caption)
        for block in body_of(page, frame.width, least):
            yield replace(block, rows=shown, whole=True) if block.part == picture.part else block
        if picture.square:  # which has no words that it could stand in the place of
            yield Block(shown, part=picture.part)
        return
    beside = head_of(page, frame, airy=False) if picture.square else heading_of(page, frame)
    free = picture.height - len(beside)
    used = 0
    wide = replace(frame, picture=None).width
    for narrow, whole in zip(body_of(page, frame.width, least), body_of(page, wide, least), strict=True):
        if narrow.part != picture.part:
            gap = 1 if narrow.gap and not narrow.loose else 0
            block = whole if used + gap >= free else replace(narrow, beside=True)
            yield block
            used += gap + len(block.rows)
