"""The results as plain text for a terminal of 80 columns. A percentage never stands without its counts."""

from collections.abc import Iterable, Mapping
from textwrap import fill

from kiosk.journal.results import ProcedureResult, QuestionResult, Results

_WIDTH = 80
_NAME = 26
"""Columns for a name; a longer one has a line of its own."""


def as_text(results: Results, titles: Mapping[str, str]) -> str:
    """The whole report; `titles` gives a procedure's title by its id."""
    blocks = [_wrap(results.unwritable)] if results.unwritable else []
    blocks += ["\n".join(_procedure(each, titles)) for each in results.procedures]
    if not results.procedures:
        blocks.append("There have been no visits.")
    return "\n\n".join(blocks) + "\n"


def _procedure(result: ProcedureResult, titles: Mapping[str, str]) -> Iterable[str]:
    title = titles.get(result.procedure)
    yield _wrap(f"{title} ({result.procedure})" if title else result.procedure)
    yield _row("Visits", str(result.visits))
    yield _row("Started", _share(result.started, result.visits))
    yield _row("Finished", _share(result.finished, result.visits))
    yield _row("Saw everything", _share(result.completed, result.visits))
    for label, count in _other_ends(result).items():
        if count:
            yield _row(label, str(count))
    if result.median_minutes is not None:
        yield _row("Minutes (median)", f"{result.median_minutes:.1f}")
    yield from _table("Where people left", result.places)
    yield from _questions(result.questions)
    yield from _table("Marked to ask the nurse", result.marked)
    yield from _table("Sections people would rather not read", result.declined)


def _other_ends(result: ProcedureResult) -> dict[str, int]:
    return {
        "Not their procedure": result.not_started,
        "Left": result.left,
        "Nobody there any more": result.timeouts,
        "Ended by staff": result.staff,
        "Kiosk was shut down": result.stopped,
        "Kiosk failed": result.abandoned,
        "Under way": result.under_way,
    }


def _table(heading: str, counts: Mapping[str, int]) -> Iterable[str]:
    if counts:
        yield f"\n  {heading}"
        for name, count in counts.items():
            yield _row(f"  {name}", str(count))


def _questions(questions: tuple[QuestionResult, ...]) -> Iterable[str]:
    if questions:
        yield f"\n{_row('Questions', _cells('first try', '', '', 'last try', ''))}"
        yield _row("", _cells("right", "wrong", "unsure", "right", "nurse"))
    for each in questions:
        asked = each.right + each.wrong + each.unsure
        right, last = _share(each.right, asked), _share(each.right_at_last, asked)
        yield _row(f"  {each.question}", _cells(right, str(each.wrong), str(each.unsure), last, str(each.handed_over)))


def _cells(right: str, wrong: str, unsure: str, last: str, nurse: str) -> str:
    return f"{right:<16}{wrong:<6}{unsure:<7}{last:<16}{nurse}".rstrip()


def _row(name: str, value: str) -> str:
    return f"  {name:<{_NAME}}{value}" if len(name) < _NAME else f"  {name}\n  {'':<{_NAME}}{value}"


def _share(count: int, of: int) -> str:
    return f"{count}/{of} ({count / of:.0%})" if of else str(count)


def _wrap(text: str) -> str:
    return fill(text, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
