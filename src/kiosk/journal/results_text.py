"""The results as plain text for a terminal of 80 columns. A percentage never stands without its counts."""

from collections.abc import Iterable, Mapping
from textwrap import fill

from kiosk.journal.results import ProcedureResult, QuestionResult, Results
from kiosk.journal.rewrite import Rewrite
from kiosk.journal.statistic import Share

_WIDTH = 80
_NAME = 26
"""Columns for a name; a longer one has a line of its own."""

_RECOUNTED = (
    "The daily sums did not fit the entries, so every entry was counted. Make the sums anew: kiosk journal rebuild"
)


def as_text(
    results: Results,
    titles: Mapping[str, str],
    rewrites: Mapping[str, Rewrite] | None = None,
    plots: Mapping[str, str] | None = None,
) -> str:
    """The whole report.

    Args:
        results: What was counted.
        titles: A procedure's title by its id.
        rewrites: What to rewrite first, by procedure.
        plots: A procedure's plots, which come after its numbers.
    """
    blocks = [_wrap(text) for text in (results.unwritable, _RECOUNTED if results.recounted else None) if text]
    for each in results.procedures:
        blocks.append("\n".join(_procedure(each, titles)))
        blocks += [(plots or {})[each.procedure]] if each.procedure in (plots or {}) else []
        if rewrite := (rewrites or {}).get(each.procedure):
            blocks.append("\n".join(_rewrite(rewrite)))
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
    for when, feeling in result.felt.items():
        yield _row(f"Feeling {when} (mean)", f"{feeling.mean:.1f} of 10 ({feeling.answers} answers)")
    if result.went_on:
        yield _row("Went on by ticket", f"{result.went_on} (after an end; each is one visit)")
    if result.clock_went_back:
        yield _row("Without minutes", f"{result.clock_went_back} (the clock was set back meanwhile)")
    if result.read_aloud and result.read_aloud.count:
        yield _row("Read aloud", _share(result.read_aloud.count, result.read_aloud.of))
    if result.voice_lost:
        yield _row("Voice was lost", str(result.voice_lost))
    if len(result.languages) > 1:
        yield _row("Languages", ", ".join(f"{name} {count}" for name, count in result.languages.items()))
    yield from _table("Where people left", result.places)
    yield from _questions(result.questions)
    yield from _sections(result)
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
        last = _share(each.right_at_last, each.last_share.of if each.last_share else 0)
        cells = _cells(_share(each.right, asked), str(each.wrong), str(each.unsure), last, str(each.handed_over))
        yield _row(f"  {each.question}", cells)
        yield _row("", _cells(_interval(each.first_share), "", "", _interval(each.last_share), ""))
        if each.most_chosen:
            yield _row("", f"chosen instead: {each.most_chosen} ({each.most_chosen_count})")
        if each.discrimination is not None:
            yield _row("", f"discrimination: {each.discrimination:.2f} ({each.discrimination_visits} visits)")
    if questions:
        yield _row("", "(in brackets: between which shares the true one")
        yield _row("", "lies with 95% confidence)")


def _sections(result: ProcedureResult) -> Iterable[str]:
    if result.sections:
        yield "\n  Minutes of reading (mean)"
    for each in result.sections:
        yield _row(f"  {each.section}", f"{each.minutes:.1f} ({readers(each.readers)})")


def readers(count: int) -> str:
    """How many people read something."""
    return f"{count} reader" if count == 1 else f"{count} readers"


def _rewrite(rewrite: Rewrite) -> Iterable[str]:
    yield f"  Rewrite first ({rewrite.where})"
    yield fill(f"“{rewrite.sentence}”", _WIDTH, initial_indent="    ", subsequent_indent="    ")
    yield fill(rewrite.reason, _WIDTH, initial_indent="    ", subsequent_indent="    ")


def _cells(right: str, wrong: str, unsure: str, last: str, nurse: str) -> str:
    return f"{right:<16}{wrong:<6}{unsure:<7}{last:<16}{nurse}".rstrip()


def _row(name: str, value: str) -> str:
    return f"  {name:<{_NAME}}{value}" if len(name) < _NAME else f"  {name}\n  {'':<{_NAME}}{value}"


def _share(count: int, of: int) -> str:
    return f"{count}/{of} ({count / of:.0%})" if of else str(count)


def _interval(share: Share | None) -> str:
    return f"[{share.low:.0%} to {share.high:.0%}]" if share else ""


def _wrap(text: str) -> str:
    return fill(text, _WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
