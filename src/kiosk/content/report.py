"""What a check found, as lines for people and as objects for programs."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kiosk.content.check import Report
from kiosk.content.figures import Figure, Figures
from kiosk.content.limits import LEAST_PEMAT
from kiosk.content.notes import Note
from kiosk.content.pemat import share
from kiosk.model.error import Mistake

_FIRST, _LEAST = 9, 7
"""Cells of the first column, and of the others at least."""


def as_lines(report: Report, folder: Path, width: int | None = None) -> Iterator[str]:
    """A report for people: what is to be mended, then the figures.

    Args:
        report: What was found.
        folder: The content folder, from which files are named.
        width: Cells of a terminal: a wider table goes on below; None for no limit, as in a pipe.
    """
    for mistake in report.mistakes:
        where = f"{_name(mistake.file, folder)}:{mistake.line}"
        yield f"{where}: {mistake.says} {mistake.cure} [{mistake.rule}]"
    for note in report.notes:
        yield f"{_name(note.file, folder)}:{note.line}: hard words: {', '.join(note.words)}. “{note.sentence}” [note]"
    for one in report.figures:
        yield from _table(one, width)
    if gaps := [one for one in report.mistakes if one.rule == "gap"]:
        first = f"{_name(gaps[0].file, folder)}:{gaps[0].line}"
        yield f"{_counted(len(gaps), 'place')} still to be written, from {first} on. The words are measured after that."
    if others := len(report.mistakes) - len(gaps):
        yield f"{_counted(others, 'finding')} to be mended."
    if report.mistakes:
        yield "Why a rule exists: kiosk content check --explain RULE"
    else:
        yield "No mistakes."


def _table(one: Figures, width: int | None) -> Iterator[str]:
    yield f"{one.id} ({one.language}){': ' + ', '.join(one.unmeasured) if one.unmeasured else ''}"
    names = [figure.name for figure in one.sections[-1][1]]
    names += [figure.name for figure in one.sections[0][1] if figure.name not in names]
    rows = [(section, {figure.name: _written(figure) for figure in row}) for section, row in one.sections]
    limits = {figure.name: _limit(figure) for _, row in one.sections for figure in row if _limit(figure)}
    for part in _parts(names, width):
        for section, found in (("", {name: name for name in part}), *rows, ("limit", limits)):
            cells = (f"  {found.get(name, ''):>{_width(name)}}" for name in part)
            yield f"  {section:{_FIRST}}{''.join(cells)}"
    yield "  " + "; ".join(f"{figure.name} {_written(figure)}{_in_brackets(figure)}" for figure in one.whole)
    yield "  " + "; ".join(f"{kept.name} {kept.kept} of {kept.of}" for kept in one.kept)
    judged = [item for item in one.pemat if item.agrees is not None]
    agree = sum(item.agrees is True for item in judged)
    lacks = [f"{item.number} {item.asks}" for item in judged if not item.agrees]
    pemat = f"  PEMAT pre-check {agree} of {len(judged)} = {share(one.pemat):.0%} (≥{LEAST_PEMAT:.0%}; no PEMAT score)"
    yield f"{pemat}; does not hold: {', '.join(lacks)}" if lacks else pemat


def _parts(names: Sequence[str], width: int | None) -> list[list[str]]:
    """The columns of the table, as many beside each other as fit."""
    parts: list[list[str]] = [[]]
    for name in names:
        taken = 2 + _FIRST + sum(2 + _width(one) for one in (*parts[-1], name))
        if parts[-1] and width is not None and taken > width:
            parts.append([])
        parts[-1].append(name)
    return parts


def _width(name: str) -> int:
    return max(_LEAST, len(name))


def _written(figure: Figure) -> str:
    text = f"{figure.value:.0%}" if figure.is_share else f"{figure.value:.1f}".removesuffix(".0")
    return text if figure.passes else f"{text} !"


def _limit(figure: Figure) -> str:
    form = "{:.0%}" if figure.is_share else "{:g}"
    return " ".join(
        sign + form.format(value) for sign, value in (("≥", figure.least), ("≤", figure.most)) if value is not None
    )


def _in_brackets(figure: Figure) -> str:
    return f" ({_limit(figure)})" if _limit(figure) else ""


def as_object(report: Report, folder: Path) -> dict[str, Any]:
    """A report for programs."""
    return {
        "findings": [_finding(one, folder) for one in report.mistakes],
        "measured": [_measured(one) for one in report.figures],
        "notes": [_note(one, folder) for one in report.notes],
    }


def _finding(one: Mistake, folder: Path) -> dict[str, Any]:
    return {
        "file": _name(one.file, folder),
        "line": one.line,
        "rule": one.rule,
        "says": one.says,
        "cure": one.cure,
        "sentence": one.sentence,
    }


def _note(one: Note, folder: Path) -> dict[str, Any]:
    return {
        "file": _name(one.file, folder),
        "line": one.line,
        "sentence": one.sentence,
        "hard_words": list(one.words),
    }


def _measured(one: Figures) -> dict[str, Any]:
    judged = [item for item in one.pemat if item.agrees is not None]
    return {
        "id": one.id,
        "language": one.language,
        "sections": {name: [_figure(figure) for figure in row] for name, row in one.sections},
        "whole": [_figure(figure) for figure in one.whole],
        "kept": [{"name": kept.name, "kept": kept.kept, "of": kept.of} for kept in one.kept],
        "pemat_pre_check": {
            "share": round(share(one.pemat), 4),
            "least": LEAST_PEMAT,
            "items": [{"number": item.number, "asks": item.asks, "agrees": item.agrees} for item in judged],
        },
        "unmeasured": list(one.unmeasured),
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": round(one.value, 4),
        "most": one.most,
        "least": one.least,
        "passes": one.passes,
    }


def _name(file: Path, folder: Path) -> str:
    """A file as one would open it: from the content folder, or else from where one is."""
    near = next((place for place in (folder, Path.cwd()) if file.is_relative_to(place)), None)
    return str(file.relative_to(near) if near else file)


def _counted(count: int, what: str) -> str:
    return f"{count} {what} is" if count == 1 else f"{count} {what}s are"
