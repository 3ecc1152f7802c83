"""The results as plots for a terminal, without colours: it has its own."""

from collections.abc import Mapping, Sequence

from kiosk.journal.results import ProcedureResult, Results
from kiosk.journal.statistic import Share

WIDTH = 78

_LONGEST = 30
"""Letters of a name beside a plot; the table below has it whole."""

_BORDERS = 4
"""Rows of a plot that are not bars: title, frame above, frame below, ticks."""


def plots(results: Results) -> dict[str, str]:
    """Each procedure's plots, one below the other."""
    return {one.procedure: "\n\n".join(_plots(one)) for one in results.procedures}


def _plots(result: ProcedureResult) -> list[str]:
    shares = {each.question: each.first_share for each in result.questions if each.first_share}
    minutes = {each.section: each.minutes for each in result.sections}
    found = []
    if shares:
        found.append(_intervals("Right at the first try, in percent (o), and where the true share lies (-)", shares))
    if result.places:
        found.append(_bars("Where people left", result.places))
    if any(minutes.values()):
        found.append(_bars("Minutes of reading (mean)", minutes))
    return found


def _intervals(title: str, shares: Mapping[str, Share]) -> str:
    from plotext import figure

    figure.clear()
    for row, share in enumerate(shares.values()):
        figure.draw(figure.segment((100 * share.low, 100 * share.high), (row, row), marker="-"))
        figure.draw(figure.signal([100 * share.share], [row], marker="o"))
    figure.ruler("x", 0).lim(0, 100)
    figure.ruler("x", 0).ticks([0, 25, 50, 75, 100])
    return _built(title, [_short(name) for name in shares])


def _bars(title: str, values: Mapping[str, float]) -> str:
    from plotext import figure

    figure.clear()
    for row, value in enumerate(values.values()):
        figure.draw(figure.segment((0, value), (row, row), marker="█"))
    most = max(values.values())
    figure.ruler("x", 0).lim(0, most)
    figure.ruler("x", 0).ticks([0, most], ["0", _number(most)])
    return _built(title, [f"{_short(name)} {_number(value)}" for name, value in values.items()])


def _number(value: float) -> str:
    return f"{value:.0f}" if isinstance(value, int) else f"{value:.1f}"


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"


def _built(title: str, names: Sequence[str]) -> str:
    from plotext import figure, uncolorize

    rows = len(names)
    figure.title(title)
    figure.plot_size(WIDTH, rows + _BORDERS)
    side = figure.ruler("y", 0)
    side.lim(rows - 1, 0) if rows > 1 else side.lim(1, -1)
    side.ticks(list(range(rows)), names)
    lines = uncolorize(str(figure.build())).splitlines()
    return "\n".join(line.rstrip() for line in lines)
