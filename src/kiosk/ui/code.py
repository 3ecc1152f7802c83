"""The square that stands for a text, for a phone's camera (QR, ISO/IEC 18004): as lines of colours, and as a file."""

import struct
import zlib

QUIET = 4
"""Blank modules around a square, so that a camera finds it (ISO/IEC 18004)."""

BLACK, WHITE = "#000000", "#ffffff"
"""In every theme: many cameras read no other colours, and none that are the other way round."""


Modules = tuple[bytes, ...]
"""The lines of a square with its margin, from the top; a byte each module, 1 where it is black."""


def modules(text: str) -> Modules:
    """The square of a text."""
    import segno  # takes longer than a page may; needed on the last pages alone

    # The least correction: a screen is not torn or soiled, and a smaller square fits more grids.
    made = segno.make(text, error="l", encoding="utf-8", mode="byte", boost_error=False, micro=False)
    return tuple(bytes(map(bool, line)) for line in made.matrix_iter(border=QUIET))


def in_colours(square: Modules) -> tuple[tuple[str, ...], ...]:
    """Its lines as colours, an even number of them."""
    lines = [tuple(BLACK if module else WHITE for module in line) for line in square]
    return (*lines, *((WHITE,) * len(square),) * (len(square) % 2))


def pixels_a_module(square: Modules, width: int, height: int) -> int:
    """How many pixels each module gets, each way, on a field of so many."""
    return min(width, height) // len(square)


def as_png(square: Modules, width: int, height: int) -> bytes:
    """A PNG file of so many pixels: the square in the middle, each module of equally many pixels, white around it."""
    each = pixels_a_module(square, width, height)
    side = each * len(square)
    left, above = (width - side) // 2, (height - side) // 2
    blank = _packed(bytes(width))
    lines = [blank] * above
    for line in square:
        wide = b"".join(bytes([module]) * each for module in line)
        lines += [_packed(bytes(left) + wide + bytes(width - left - side))] * each
    lines += [blank] * (height - above - side)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)  # a bit a pixel, grey, no interlacing
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(b"".join(lines))), _chunk(b"IEND", b""))
    )


def _packed(line: bytes) -> bytes:
    """A line without a filter, eight pixels a byte, 0 for black."""
    bits = "".join("0" if module else "1" for module in line).ljust(-(-len(line) // 8) * 8, "1")
    return b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
