"""Reads the small rasters of drawings: PNG files without filters, as assets/make_rasters.py writes them."""

import struct
import zlib
from pathlib import Path

from kiosk.model.error import ContentError
from kiosk.model.frozen import dataclass

COLUMNS = (32, 40, 48, 64)
"""Cells across that a drawing is prepared for."""

STRIP_COLUMNS = (40, 48, 56)
"""The same of a strip, which is four times as wide as it is high."""

MOST_BYTES = 20_000
"""Twice what 64 by 48 pixels take without any compression."""

CURE = "Run `python assets/make_rasters.py`."
"""What mends every raster."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PLAIN = b"\x08\x02\x00\x00\x00"
"""In a PNG's head: 8 bits, red, green and blue, no interlacing."""


@dataclass(frozen=True, slots=True)
class Raster:
    """A drawing as pixels: one a column, two a row of cells."""

    source: str
    """The SHA-256 of the drawing that it was made from, in hexadecimal digits."""
    lines: tuple[tuple[str, ...], ...]
    """From the top; each pixel as #rrggbb."""


Folders = Path | tuple[Path, ...]
"""A folder of drawings, or several, of which the first that has a drawing counts."""


def raster_file(assets: Folders, name: str, columns: int | None = None) -> Path:
    """Where the raster of a drawing is: for so many columns of cells, or the sharp one."""
    folders = assets if isinstance(assets, tuple) else (assets,)
    home = next((one for one in folders if (one / f"{name}.svg").is_file()), folders[-1])
    return home / "rasters" / (f"{name}-{columns}.png" if columns else f"{name}.png")


def read_raster(file: Path) -> Raster:
    """The pixels of a small raster.

    Raises:
        ContentError: There is no such file, or it is not as the script writes it.
    """
    try:
        with file.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise ContentError(f"The raster {file.name} cannot be read ({error.strerror}). {CURE}") from error
    try:
        return _raster(data)
    except (ValueError, struct.error, zlib.error) as error:
        raise ContentError(f"The raster {file.name} is not one that the kiosk can read ({error}). {CURE}") from error


def _raster(data: bytes) -> Raster:
    if len(data) > MOST_BYTES:
        raise ValueError("too large")
    if not data.startswith(_SIGNATURE):
        raise ValueError("not a PNG file")
    width, height, plain, source, packed = 0, 0, b"", "", b""
    at = len(_SIGNATURE)
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            width, height = struct.unpack(">II", body[:8])
            plain = body[8:]
        elif kind == b"tEXt" and body.startswith(b"Source\0"):
            source = body[7:].decode("latin-1")
        elif kind == b"IDAT":
            packed += body
        at += length + 12
    if plain != _PLAIN or not 0 < width <= max(COLUMNS) or not 0 < height <= max(COLUMNS) or height % 2:
        raise ValueError("of another size or kind")
    across = 3 * width + 1
    lines = zlib.decompressobj().decompress(packed, across * height + 1)
    if len(lines) != across * height or any(lines[::across]):
        raise ValueError("cut off, too long or filtered")
    return Raster(
        source,
        tuple(
            tuple(f"#{lines[place : place + 3].hex()}" for place in range(start + 1, start + across, 3))
            for start in range(0, len(lines), across)
        ),
    )
