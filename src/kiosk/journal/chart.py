"""Charts as inline SVG: text beside every bar, black and dark blue on white, one row for each name."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from kiosk.journal.statistic import Share

_WIDTH, _ROW, _TOP, _BOTTOM = 760, 40, 14, 34
_NAMES, _VALUES = 230, 150
"""Columns for the names on the left and the values on the right."""

_SPAN = _WIDTH - _NAMES - _VALUES


@dataclass(frozen=True, slots=True)
class Tries:
    """A question's shares of right answers."""

    name: str
    first: Share
    last: Share | None


def shares(title: str, tries: Sequence[Tries]) -> str:
    """A dot for the first try with its interval as a bar, and a diamond for the last try, from 0 to 100%."""
    return _svg(
        title, len(tries), _share_rows(tries), ticks=[(percent / 100, f"{percent} %") for percent in (0, 50, 100)]
    )


def bars(title: str, values: Mapping[str, float], shown: Mapping[str, str]) -> str:
    """A bar for each value.

    Args:
        title: What is shown, for those who cannot see it.
        values: The values by name.
        shown: How each value is written beside its bar.
    """
    most = max(values.values()) or 1.0
    rows = (
        f"{_name(row, name)}"
        f'<rect class="bar" x="{_NAMES}" y="{_middle(row) - 10}" width="{_SPAN * value / most:.1f}" height="20"/>'
        f"{_value(row, shown[name])}"
        for row, (name, value) in enumerate(values.items())
    )
    return _svg(title, len(values), rows, ticks=[])


def _share_rows(tries: Sequence[Tries]) -> Iterator[str]:
    for row, one in enumerate(tries):
        y = _middle(row)
        low, high, first = _x(one.first.low), _x(one.first.high), _x(one.first.share)
        last = "" if one.last is None else _diamond(_x(one.last.share), y)
        yield (
            f"{_name(row, one.name)}"
            f'<rect class="interval" x="{low:.1f}" y="{y - 4}" width="{max(1.0, high - low):.1f}" height="8"/>'
            f'{last}<circle class="dot" cx="{first:.1f}" cy="{y}" r="8"/>'
            f"{_value(row, f'{one.first.count}/{one.first.of} ({one.first.share:.0%})')}"
        )


def _diamond(x: float, y: int) -> str:
    return f'<path class="diamond" d="M{x:.1f} {y - 13}l13 13l-13 13l-13 -13z"/>'


def _x(part: float) -> float:
    return _NAMES + _SPAN * part


def _middle(row: int) -> int:
    return _TOP + row * _ROW + _ROW // 2


def _name(row: int, name: str) -> str:
    return f'<text x="{_NAMES - 16}" y="{_middle(row) + 6}" text-anchor="end">{escape(name)}</text>'


def _value(row: int, text: str) -> str:
    return f'<text x="{_WIDTH - _VALUES + 20}" y="{_middle(row) + 6}">{escape(text)}</text>'


def _svg(title: str, rows: int, drawn: Iterator[str], ticks: Sequence[tuple[float, str]]) -> str:
    foot = _TOP + rows * _ROW
    lines = "".join(
        f'<line class="grid" x1="{_x(part):.1f}" y1="{_TOP}" x2="{_x(part):.1f}" y2="{foot}"/>'
        f'<text x="{_x(part):.1f}" y="{foot + 22}" text-anchor="middle">{escape(text)}</text>'
        for part, text in ticks
    )
    height = foot + (_BOTTOM if ticks else 8)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(title)}">{lines}{"".join(drawn)}</svg>'
