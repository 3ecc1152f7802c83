"""Pictures of a page in half blocks, each with its caption below it."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import field
from itertools import groupby
from math import ceil

from kiosk.content.raster import COLUMNS, STRIP_COLUMNS, Folders, raster_file, read_raster
from kiosk.model.error import ContentError
from kiosk.model.frozen import dataclass
from kiosk.model.page import Code, Drawing, Faces, Page, Pictured
from kiosk.ui.block import Piece, Row
from kiosk.ui.cell import Cell
from kiosk.ui.code import WHITE, Modules, in_colours, modules, pixels_a_module
from kiosk.ui.wrap import wrap

LEAST_PIXELS = 4
"""Of a module: about a millimetre on a usual panel, which a phone reads from a hand's breadth away."""

_log = logging.getLogger(__name__)


def has_code(page: Page) -> bool:
    """Whether it shows a square for a phone's camera, which needs all the room that there is."""
    return any(isinstance(part, Code) for part in page.parts)


def has_faces(page: Page) -> bool:
    """Whether it shows faces, which stand above their scale."""
    return any(isinstance(part, Faces) for part in page.parts)


def painted(lines: Sequence[Sequence[str]], *, bare: bool = False) -> tuple[Row, ...]:
    """An even number of lines of colours as rows of half blocks: what is alike side by side is one piece.

    Args:
        lines: From the top.
        bare: Whether they have these colours in every theme.
    """
    return tuple(
        tuple(_piece(*paint, len(list(run)), bare) for paint, run in groupby(zip(upper, lower, strict=True)))
        for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    )


def _piece(upper: str, lower: str, cells: int, bare: bool) -> Piece:
    return Piece((" " if upper == lower else "▀") * cells, "text", paint=(upper, lower), bare=bare)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a picture stands on a leaf, in cells."""

    name: str
    part: int
    """Which of the page's parts it shows, counted from 0."""
    left: int
    top: int
    columns: int
    rows: int
    square: Modules = ()
    """What it is, where it is not a drawing."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page, prepared for some columns."""

    name: str
    part: int
    """Which of the page's parts it shows, counted from 0."""
    columns: int
    rows: tuple[Row, ...]
    """Of the picture alone."""
    caption: tuple[Row, ...]
    """What stands right below it."""
    square: Modules = ()
    """What it is, where it is not a drawing."""

    @property
    def height(self) -> int:
        """The rows that it takes, with its caption."""
        return len(self.rows) + len(self.caption)

    def at(self, left: int, top: int) -> Standing:
        """Its place, with its corner at this cell of a leaf."""
        return Standing(self.name, self.part, left, top, self.columns, len(self.rows), self.square)


@dataclass(frozen=True, slots=True)
class Pictures:
    """The drawings. Each is read when it is first shown, and kept as it was prepared."""

    assets: Folders | None = None
    """Their folders; without any, pages have words only."""
    sharp: Callable[[], Cell] | None = field(default=None, compare=False)
    """How large a cell is, where the terminal shows images: a square then needs fewer cells."""
    _kept: dict[tuple[str, int], tuple[Row, ...]] = field(default_factory=dict, compare=False)
    _squares: dict[str, Modules] = field(default_factory=dict, compare=False)

    def of(self, page: Page, columns: int, rows: int) -> Iterator[Picture]:
        """The page's picture in every size that fits, the largest first.

        Args:
            page: The page.
            columns: How wide it may be.
            rows: How high it may be with its caption.
        """
        found = ((place, part) for place, part in enumerate(page.parts) if isinstance(part, Pictured))
        place, drawing = next(found, (0, None))
        if isinstance(drawing, Code):
            yield from self._code(drawing, place, columns, rows)
            return
        if drawing is None or self.assets is None:
            return
        shape, said = (COLUMNS, drawing.caption) if isinstance(drawing, Drawing) else (STRIP_COLUMNS, "")
        for wide in sorted(shape, reverse=True):
            if wide <= columns:
                caption = tuple((Piece(line, "caption"),) for line in wrap(said, wide))
                picture = Picture(drawing.name, place, wide, self._rows(drawing.name, wide), caption)
                if picture.rows and picture.height <= rows:
                    yield picture

    def _code(self, code: Code, part: int, columns: int, rows: int) -> Iterator[Picture]:
        """The square that stands for a text: in half blocks, or else blank for an image, the largest first."""
        square = self.square(code.text)
        wide, high = len(square), (len(square) + 1) // 2
        if wide <= columns and high <= rows:
            if (code.text, wide) not in self._kept:
                self._kept[code.text, wide] = painted(in_colours(square), bare=True)
            yield Picture("", part, wide, self._kept[code.text, wide], (), square)
        elif self.sharp:
            cell = self.sharp()
            most = pixels_a_module(square, columns * cell.width, rows * cell.height)
            for each in range(most, LEAST_PIXELS - 1, -1):
                wide, high = (ceil(each * len(square) / pixels) for pixels in (cell.width, cell.height))
                blank = (Piece(" " * wide, "text", paint=(WHITE, WHITE), bare=True),)
                yield Picture("", part, wide, (blank,) * high, (), square)

    def square(self, text: str) -> Modules:
        """The square of a text, made once."""
        if text not in self._squares:
            self._squares[text] = modules(text)
        return self._squares[text]

    def _rows(self, name: str, columns: int) -> tuple[Row, ...]:
        """The rows of a picture; none where it cannot be read: then its words stand there."""
        if self.assets is None:
            return ()
        if (name, columns) not in self._kept:
            try:
                self._kept[name, columns] = painted(read_raster(raster_file(self.assets, name, columns)).lines)
            except ContentError as error:
                _log.warning("%s", error)
                self._kept[name, columns] = ()
        return self._kept[name, columns]


NO_PICTURES = Pictures()
"""Words only."""
