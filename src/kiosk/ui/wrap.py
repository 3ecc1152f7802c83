"""Breaks text into lines by the width of its cells."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from rich.cells import cell_len, chop_cells

_ALONE = "\u3041-\u30fa\u30fd-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""Kana and Han, which are written without spaces: a line may end after each."""

_OPEN = "「『（【〔《〈｛［“‘(\\["
"""Signs that end no line (JIS X 4051)."""

_SMALL = "ー々ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ"
_CLOSE = "、。，．・：；？！」』）】〕》〉｝］”’…‥.,:;?!)\\]" + _SMALL
"""Signs and small kana that begin no line (JIS X 4051)."""

_ON_TOP = "\u0300-\u036f\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Accents and choices of a form, which belong to the letter before them."""

_WRITTEN_ALONE = f"[{_ALONE}]"
_ATOM = rf"[{_OPEN}]*(?:[{_ALONE}](?:[{_CLOSE}{_ON_TOP}]|\u00a0\S*)*|[^{_ALONE}{_OPEN}]+)|[{_OPEN}]+"


def wrap(text: str, width: int) -> list[str]:
    """Lines of at most `width` cells; a word that is longer is cut, and none stands alone in the last line."""
    return list(_wrapped(text, width))


@lru_cache(1024)
def _wrapped(text: str, width: int) -> tuple[str, ...]:
    """The same; a page is laid out several times until it fits, and again at each choice."""
    lines: list[str] = []
    line, used = "", 0
    for space, piece in _pieces(text, width):
        size = cell_len(piece)
        if line and used + len(space) + size <= width:
            line, used = f"{line}{space}{piece}", used + len(space) + size
        else:
            if line:
                lines.append(line)
            line, used = piece, size
    return tuple(_none_alone([*lines, line] if line or not lines else lines, width))


def _none_alone(lines: list[str], width: int) -> list[str]:
    """The same with the word before a lone last one beside it, where it fits there and is not alone itself then."""
    if len(lines) < 2 or " " in lines[-1]:
        return lines
    above, _, word = lines[-2].rpartition(" ")
    last = f"{word} {lines[-1]}"
    return [*lines[:-2], above, last] if " " in above and cell_len(last) <= width else lines


def _pieces(text: str, width: int) -> Iterator[tuple[str, str]]:
    """What is never broken, each with the space before it."""
    for word in text.split(" "):
        space = " "
        for atom in atoms(word):
            for piece in [atom] if cell_len(atom) <= width else chop_cells(atom, width):
                yield space, piece
                space = ""


def atoms(word: str) -> list[str]:
    """What stands between two spaces, in parts that a line's end may lie between."""
    if word.isascii() or max(word) < _ALONE[0]:
        return [word]
    written_alone, atom = _patterns()
    return atom.findall(word) if written_alone.search(word) else [word]


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells a letter that is written alone, and finds the parts; such sets take ten milliseconds to compile."""
    return re.compile(_WRITTEN_ALONE), re.compile(_ATOM)


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
