"""Draws one leaf of a page: strips of the palette's colours, made once for each state."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.events import MouseDown, MouseUp
from textual.geometry import Offset
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from kiosk.ui.block import Piece, Row, Spoken
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import Palette, Role, Veil

_SPOKEN: dict[Spoken, Role | None] = {
    "": None,
    "sentence": "spoken",
    "word": "spoken-word",
    "drawn sentence": "spoken-drawn",
    "drawn word": "spoken-word-drawn",
}

_OUTLINE = str.maketrans("▐▌▗▖▝▘▄▀", "││┌┐└┘──")
"""Where what can be pressed has no ground of its own, a line goes round it: what would be filled by the focus."""


@lru_cache(4096)
def _paint(upper: str, lower: str, veil: Veil | None) -> Style:
    """Two colours of a picture; a drawing has a few hundred such pairs."""
    return Style(color=veil.over(upper), bgcolor=veil.over(lower)) if veil else Style(color=upper, bgcolor=lower)


class PageView(Widget):
    """The whole screen. It knows no page, only the leaf that it is given and what has the focus."""

    DEFAULT_CSS = "PageView { width: 100%; height: 100%; }"

    @dataclass
    class Touched(Message):
        """A press that began and ended somewhere, in cells."""

        began: Offset
        ended: Offset
        seconds: float
        """From the one to the other."""

    def __init__(self, palette: Palette, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._down = 0.0
        self.palette = palette
        self._began: Offset | None = None
        self._strips: tuple[Strip, ...] = ()
        self._drawn: tuple[Leaf, str, int, Palette] | None = None

    def draw(self, leaf: Leaf, focus: str, columns: int, palette: Palette) -> None:
        """Show a leaf in these colours, with this target in focus; what stands there already is not drawn again."""
        before, self._drawn = self._drawn, (leaf, focus, columns, palette)
        if before and before[0] is leaf and before[1:] == self._drawn[1:]:
            return
        self.palette = palette
        self._strips = tuple(self.strip(row, focus, columns) for row in leaf.rows)
        self.refresh()

    def strip(self, row: Row, focus: str, columns: int) -> Strip:
        """One row, as wide as the grid."""
        segments = [self._segment(piece, focus) for piece in row]
        used = sum(cell_len(segment.text) for segment in segments)
        segments.append(Segment(" " * max(0, columns - used), self.palette.style("text")))
        return Strip(segments, max(used, columns)).crop(0, columns)

    def _segment(self, piece: Piece, focus: str) -> Segment:
        style = self.palette.style
        if piece.paint:
            return Segment(piece.text, _paint(*piece.paint, None if piece.bare else self.palette.veil))
        if piece.target and piece.target == focus:
            return Segment(piece.text, style("focus-edge" if piece.edge or piece.role == "rim" else "focus"))
        if (piece.edge or piece.role == "rim") and not self.palette.has_planes:
            return Segment(piece.text.translate(_OUTLINE), style("text"))
        if piece.edge:
            return Segment(" " * len(piece.text), style("text"))
        return Segment(piece.text, style(_SPOKEN[piece.spoken] or piece.role))

    def on_mouse_down(self, event: MouseDown) -> None:
        """A finger comes down."""
        event.stop()
        self._began, self._down = event.offset, self._clock()

    def on_mouse_up(self, event: MouseUp) -> None:
        """The finger is lifted again."""
        event.stop()
        if self._began is not None:
            self.post_message(self.Touched(self._began, event.offset, self._clock() - self._down))
        self._began = None

    def render_line(self, y: int) -> Strip:
        """The strip of one row."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip([Segment(" " * self.size.width, self.palette.style("text"))], self.size.width)
