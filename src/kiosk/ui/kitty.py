"""Shows a page's picture sharp where the terminal is kitty: over its half blocks, which stay if that fails.

In colours that dim pictures, a single pixel that shines through is stretched over it.

The protocol: https://sw.kovidgoyal.net/kitty/graphics-protocol/, with direct placement by cells, as kitty 0.26 has it.
"""

from base64 import b64encode
from collections.abc import Callable, Mapping

from kiosk.content.raster import Folders, raster_file
from kiosk.ui.cell import USUAL_CELL, Cell
from kiosk.ui.code import as_png
from kiosk.ui.palette import Veil
from kiosk.ui.picture import Standing

_CHUNK = 4096
"""The most bytes that one piece of an image may have."""

_IMAGE, _VEIL = 1, 2
"""The numbers in the terminal of the image and of what lies over it: there is never more than one of each."""

_WITHIN = ("TMUX", "STY", "ZELLIJ")
"""Set by programs that stand between the kiosk and the terminal, and pass on no images."""


def draws_images(environment: Mapping[str, str]) -> bool:
    """Whether the terminal is kitty, and nothing stands between."""
    terminal = environment.get("TERM", "")
    kitty = terminal == "xterm-kitty" or (terminal.startswith("xterm") and "KITTY_WINDOW_ID" in environment)
    return kitty and not any(environment.get(name) for name in _WITHIN)


class Sharp:
    """The one image on the screen."""

    def __init__(
        self, assets: Folders, write: Callable[[str], None], cell: Callable[[], Cell] = lambda: USUAL_CELL
    ) -> None:
        """Nothing is shown yet.

        Args:
            assets: The folders of the drawings.
            write: Writes to the terminal, in turn with the frames.
            cell: How large a cell of it is, so that a square is shown pixel by pixel.
        """
        self._assets = assets
        self._write = write
        self._cell = cell
        self._kept: dict[str, tuple[str, ...]] = {}
        self._stands: tuple[Standing, Veil | None] | None = None

    def leave(self, standing: Standing | None, veil: Veil | None = None) -> None:
        """Take the image away, unless it is to stand just there again and to look the same."""
        if self._stands and self._stands != (standing, veil):
            self._write("".join(_said(f"a=d,d=I,i={image},q=2") for image in (_IMAGE, _VEIL)))
            self._stands = None

    def show(self, standing: Standing | None, veil: Veil | None = None) -> None:
        """Put an image over a picture's half blocks, once these are drawn."""
        if standing is None or self._stands == (standing, veil):
            return
        self.leave(standing, veil)
        chunks = self._square(standing) if standing.square else self._chunks(standing.name)
        if not chunks:
            return
        cells = f"p=1,c={standing.columns},r={standing.rows},C=1,q=2"
        place = f"a=T,f=100,t=d,i={_IMAGE},{cells},"
        over = (
            _said(f"a=T,f=32,s=1,v=1,t=d,i={_VEIL},z=1,{cells}", _pixel(veil)) if veil and not standing.square else ""
        )
        pieces = (
            _said(f"{'' if number else place}m={int(number + 1 < len(chunks))}", chunk)
            for number, chunk in enumerate(chunks)
        )
        self._write(f"\x1b7\x1b[{standing.top + 1};{standing.left + 1}H{''.join(pieces)}{over}\x1b8")
        self._stands = standing, veil

    def _square(self, standing: Standing) -> tuple[str, ...]:
        """A square in pieces, as large as the cells that it stands on."""
        cell = self._cell()
        return _pieces(as_png(standing.square, standing.columns * cell.width, standing.rows * cell.height))

    def _chunks(self, name: str) -> tuple[str, ...]:
        """A sharp raster in pieces, ready to be sent; none where it cannot be read: then the half blocks stay."""
        if name not in self._kept:
            try:
                self._kept[name] = _pieces(raster_file(self._assets, name).read_bytes())
            except OSError:
                self._kept[name] = ()  # `kiosk content check` names it
        return self._kept[name]


def _pixel(veil: Veil) -> str:
    """Red, green, blue and how little shines through, for the protocol."""
    return b64encode(bytes.fromhex(veil.colour[1:]) + bytes([round(255 * veil.share)])).decode()


def _pieces(image: bytes) -> tuple[str, ...]:
    data = b64encode(image).decode()
    return tuple(data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))


def _said(control: str, data: str = "") -> str:
    """A command of the protocol."""
    return f"\x1b_G{control}{';' if data else ''}{data}\x1b\\"
