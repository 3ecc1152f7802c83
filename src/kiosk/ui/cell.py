"""How large a cell of the terminal is, where the terminal tells."""

import fcntl
import struct
import sys
import termios

from kiosk.model.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, in pixels."""

    width: int
    height: int


USUAL_CELL = Cell(8, 16)
"""What is taken where the terminal does not tell."""


def cell() -> Cell:
    """Of the terminal on which the kiosk is; `sys.stdout` itself is Textual's while it runs."""
    terminal = sys.__stdout__
    assert terminal is not None
    try:
        told = fcntl.ioctl(terminal.fileno(), termios.TIOCGWINSZ, bytes(8))
    except OSError:  # it is none
        return USUAL_CELL
    rows, columns, across, down = struct.unpack("HHHH", told)
    if not (rows and columns and across >= columns and down >= rows):
        return USUAL_CELL
    return Cell(across // columns, down // rows)
