"""The room that a page's picture may take on a grid: beside the text, in it, or on a leaf of its own."""

from dataclasses import replace

from kiosk.model.page import Page
from kiosk.ui.frame import GAP, Frame
from kiosk.ui.head import head_of, heading_of
from kiosk.ui.picture import Pictures, has_code, has_faces

LEAST_TEXT = 36
"""Cells that a line of text keeps beside a picture."""

TALL_ROWS = 30
"""From here on a picture may stand in the text, where there is no room beside it."""


def frames_of(page: Page, frame: Frame, pictures: Pictures) -> list[Frame]:
    """The frame with the page's picture, the largest first; as it is, where no picture fits."""
    if has_code(page):
        return _frames_of_code(page, frame, pictures) or [frame]
    if not frame.roomy:
        return [frame]
    # A picture begins beside the heading, below what is above it.
    top = len(head_of(page, frame, airy=True)) - len(heading_of(page, frame))
    room = frame.foot - 1 - top  # a blank row parts its caption from the row of actions
    beside = () if has_faces(page) else pictures.of(page, frame.inner - GAP - LEAST_TEXT, room)
    if found := [replace(frame, picture=picture) for picture in beside]:
        return found
    within = pictures.of(page, frame.width, room) if frame.rows >= TALL_ROWS or has_faces(page) else ()
    return [*(replace(frame, picture=picture, inside=True) for picture in within), frame]


def _frames_of_code(page: Page, frame: Frame, pictures: Pictures) -> list[Frame]:
    """The frame with the page's square: beside all that the page says, or else below it or on a leaf of its own."""
    foot = frame.actions + (1 if frame.roomy else 0)
    across = frame.inner - GAP - LEAST_TEXT
    beside = pictures.of(page, across, frame.rows - foot) if frame.roomy else ()
    found = [replace(frame, picture=picture) for picture in beside]
    # Of several leaves, a row says which one this is, and a blank one stands above each block.
    alone = frame.rows - foot - len(head_of(page, frame, airy=False)) - 2
    largest = next(pictures.of(page, frame.width, alone), None)
    return [*found, *([replace(frame, picture=largest, inside=True)] if largest else [])]
