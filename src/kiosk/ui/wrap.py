"""Breaks text into lines by the width of its cells."""

from rich.cells import cell_len, chop_cells


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; a word that is longer is cut."""
    lines: list[str] = []
    line, used = "", 0
    for word in text.split(" "):
        for piece in _fitting(word, width):
            size = cell_len(piece)
            if line and used + 1 + size <= width:
                line, used = f"{line} {piece}", used + 1 + size
            else:
                if line:
                    lines.append(line)
                line, used = piece, size
    return [*lines, line] if line or not lines else lines


def _fitting(word: str, width: int) -> list[str]:
    return [word] if cell_len(word) <= width else chop_cells(word, width)


def cut(text: str, width: int) -> str:
    """The text in exactly `width` cells: filled up with spaces, or cut with a sign that says so."""
    size = cell_len(text)
    if size <= width:
        return text + " " * (width - size)
    short = chop_cells(text, max(1, width - 1))[0]
    return short + "…" + " " * (width - cell_len(short) - 1)


def centred(text: str, width: int) -> str:
    """The text in the middle of exactly `width` cells."""
    return cut(" " * max(0, (width - cell_len(text)) // 2) + text, width)
