"""Makes the rasters of every drawing, from which the screen shows it.

    pip install -e '.[pictures]'
    python assets/make_rasters.py [--check] [NAME ...]

For each `NAME.svg` beside this file, in `rasters/`: `NAME.png`, sharp, for terminals that show images, and
`NAME-COLUMNS.png` for half blocks, a pixel for each half of a cell. With `--check` nothing is written; code 1 says that
a raster does not match its drawing, or belongs to none.
"""

import argparse
import hashlib
import struct
import sys
import zlib
from pathlib import Path

import resvg_py

HERE = Path(__file__).parent
SHARP = 800
"""Pixels across: more than the picture has on any screen of the table of grids."""

COLUMNS = {'viewBox="0 0 480 360"': (32, 40, 48, 64), 'viewBox="0 0 480 120"': (40, 48, 56)}
"""Cells across, each a multiple of eight: a cell is 1:2, so 8 columns are 3 rows of a drawing, and 1 of a strip."""

FINER = 4
"""Points that are averaged for a pixel, each way: edges of shapes that touch do not show what is behind them."""

LIKE = 8
"""How far, of 255, two makings of a pixel may be apart: processors round differently."""

SIGNATURE = b"\x89PNG\r\n\x1a\n"
HEAD = 33
"""Bytes before the second part of a PNG file."""

GROUND = "#f4f7f6"


def main() -> int:
    """Make all rasters, or compare them."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing, compare")
    arguments.add_argument("names", metavar="NAME", nargs="*", help="only these drawings")
    chosen = arguments.parse_args()
    drawings = sorted(file for file in HERE.glob("*.svg") if not chosen.names or file.stem in chosen.names)
    made = {name: data for drawing in drawings for name, data in rasters(drawing).items()}
    folder = HERE / "rasters"
    if not chosen.check:
        folder.mkdir(exist_ok=True)
        for name, data in made.items():
            (folder / name).write_bytes(data)
        print(f"{len(drawings)} drawings, {len(made)} rasters.")
        return 0
    wrong = [name for name, data in made.items() if not like(folder / name, data)]
    wrong += [] if chosen.names else sorted({file.name for file in folder.glob("*")} - set(made))
    for name in wrong:
        print(f"rasters/{name} does not match its drawing. Run `python assets/make_rasters.py`, or remove it.")
    return 1 if wrong else 0


def rasters(drawing: Path) -> dict[str, bytes]:
    """Every raster of a drawing, by its file's name; each names the drawing that it was made from."""
    svg = drawing.read_text("utf-8")
    source = hashlib.sha256(drawing.read_bytes()).hexdigest()
    view = next((view for view in COLUMNS if view in svg), None)
    if view is None:
        raise SystemExit(f"{drawing.name} has another shape. Give it {' or, as a strip, '.join(COLUMNS)}.")
    wide, down = (int(one) for one in view.strip('"').split()[-2:])
    sharp = drawn(svg, SHARP, SHARP * down // wide)
    made = {f"{drawing.stem}.png": sharp[:HEAD] + chunk(b"tEXt", b"Source\0" + source.encode()) + sharp[HEAD:]}
    for columns in COLUMNS[view]:
        width, height = columns, columns * down // wide
        fine = pixels(drawn(svg, width * FINER, height * FINER))
        made[f"{drawing.stem}-{columns}.png"] = png(averaged(fine, width, height), width, height, source)
    return made


def drawn(svg: str, width: int, height: int) -> bytes:
    """The drawing as a PNG file."""
    return bytes(resvg_py.svg_to_bytes(svg_string=svg, width=width, height=height, background=GROUND))


def averaged(fine: bytes, width: int, height: int) -> bytes:
    """Each square of FINER by FINER pixels as one."""
    across = width * FINER * 3
    found = bytearray()
    for row in range(height):
        lines = [
            fine[start : start + across] for start in range(row * FINER * across, (row + 1) * FINER * across, across)
        ]
        for column in range(width):
            for colour in range(3):
                first = column * FINER * 3 + colour
                total = sum(line[first + 3 * step] for line in lines for step in range(FINER))
                found.append(round(total / FINER**2))
    return bytes(found)


def png(data: bytes, width: int, height: int, source: str) -> bytes:
    """A PNG file without filters, which a few lines of the standard library can read."""
    across = width * 3
    lines = b"".join(b"\0" + data[start : start + across] for start in range(0, len(data), across))
    return SIGNATURE + b"".join(
        (
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            chunk(b"tEXt", b"Source\0" + source.encode()),
            chunk(b"IDAT", zlib.compress(lines, 9)),
            chunk(b"IEND", b""),
        )
    )


def chunk(kind: bytes, body: bytes) -> bytes:
    """A part of a PNG file."""
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def chunks(data: bytes) -> list[tuple[bytes, bytes]]:
    """The parts of a PNG file, each with its kind."""
    found, at = [], len(SIGNATURE)
    while at < len(data):
        (length,) = struct.unpack(">I", data[at : at + 4])
        found.append((data[at + 4 : at + 8], data[at + 8 : at + 8 + length]))
        at += length + 12
    return found


def size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG file, in pixels."""
    width, height = struct.unpack(">II", data[16:24])
    return width, height


def pixels(data: bytes) -> bytes:
    """Red, green and blue of every pixel of a PNG file with 8 bits a colour; nothing shines through a drawing."""
    width, height = size(data)
    step = 4 if data[25] == 6 else 3
    lines = zlib.decompress(b"".join(body for kind, body in chunks(data) if kind == b"IDAT"))
    across = width * step
    above = bytearray(across)
    found = bytearray()
    for start in range(0, height * (across + 1), across + 1):
        above = unfiltered(lines[start], bytearray(lines[start + 1 : start + 1 + across]), above, step)
        for first in range(0, across, step):
            found += above[first : first + 3]
    return bytes(found)


def unfiltered(kind: int, line: bytearray, above: bytearray, step: int) -> bytearray:
    """A line of pixels as it was before PNG's filter (its specification, 9.2)."""
    for place in range(len(line)) if kind else ():
        left = line[place - step] if place >= step else 0
        up = above[place]
        if kind == 4:
            corner = above[place - step] if place >= step else 0
            guess = left + up - corner
            add = min((abs(guess - one), order, one) for order, one in enumerate((left, up, corner)))[2]
        else:
            add = (0, left, up, (left + up) // 2)[kind]
        line[place] = (line[place] + add) % 256
    return line


def like(file: Path, data: bytes) -> bool:
    """Whether a file shows the same as was made now."""
    if not file.is_file():
        return False
    before = file.read_bytes()
    if before == data:
        return True
    same = size(before) == size(data) and [one for one in chunks(before) if one[0] == b"tEXt"] == [
        one for one in chunks(data) if one[0] == b"tEXt"
    ]
    return same and all(abs(a - b) <= LIKE for a, b in zip(pixels(before), pixels(data), strict=True))


if __name__ == "__main__":
    sys.exit(main())
