"""The results as one page for a browser: charts, and every number as a table; nothing is loaded from anywhere.

No script. Links, folding tables and scrolling tables are the browser's own, so that all of it can be used by keys.
"""

from collections.abc import Iterator, Mapping
from html import escape
from pathlib import Path

from kiosk.journal.chart import Tries, bars, shares
from kiosk.journal.results import ProcedureResult, QuestionResult, Results
from kiosk.journal.results_text import readers
from kiosk.journal.rewrite import Rewrite
from kiosk.journal.statistic import Share
from kiosk.model.procedure import Procedure

_STYLE = Path(__file__).with_suffix(".css")


def page(
    results: Results, procedures: Mapping[str, Procedure], rewrites: Mapping[str, Rewrite], *, made: str, covers: str
) -> Iterator[str]:
    """The page, piece by piece.

    Args:
        results: What was counted.
        procedures: The walkthroughs as they are now, for titles and questions in words.
        rewrites: What to rewrite first, by procedure.
        made: When and by what it was made.
        covers: Which visits are in it.
    """
    titles = {one.procedure: _title(one, procedures) for one in results.procedures}
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1"><title>What was understood</title>'
    yield f"<style>{_STYLE.read_text('utf-8')}</style></head><body>"
    yield '<a class="skip" href="#results">Skip to the results</a><header><h1>What was understood</h1>'
    yield f"<p>{escape(covers)} {escape(made)} No names are kept, and nobody is graded.</p></header>"
    yield '<nav aria-label="Procedures"><ul>'
    for one in results.procedures:
        visits = "1 visit" if one.visits == 1 else f"{one.visits} visits"
        yield f'<li><a href="#{escape(one.procedure)}">{escape(titles[one.procedure])}</a> ({visits})</li>'
    yield '</ul></nav><main id="results" tabindex="-1">'
    if results.unwritable:
        yield f"<p>{escape(results.unwritable)}</p>"
    if not results.procedures:
        yield "<p>There have been no visits.</p>"
    for one in results.procedures:
        yield f'<section id="{escape(one.procedure)}" tabindex="-1"><h2>{escape(titles[one.procedure])}</h2>'
        yield from _procedure(one, procedures.get(one.procedure), rewrites.get(one.procedure))
        yield "</section>"
    yield "</main></body></html>\n"


def _title(result: ProcedureResult, procedures: Mapping[str, Procedure]) -> str:
    known = procedures.get(result.procedure)
    return known.title if known else result.procedure


def _procedure(result: ProcedureResult, known: Procedure | None, rewrite: Rewrite | None) -> Iterator[str]:
    yield from _figures(result)
    if rewrite:
        yield f'<div class="rewrite"><h3>Rewrite first: {escape(rewrite.where)}</h3>'
        yield f"<blockquote>“{escape(rewrite.sentence)}”</blockquote><p>{escape(rewrite.reason)}</p></div>"
    tries = [Tries(one.question, one.first_share, one.last_share) for one in result.questions if one.first_share]
    if tries:
        about = "Right answers by question: the dot is the first try, the bar around it where the true share lies "
        about += "(95% confidence), the diamond the last try."
        yield _figure(about, shares(about, tries))
        yield from _questions(result.questions, known)
    if result.places:
        about = "Where people left"
        yield _figure(about, bars(about, result.places, {name: str(count) for name, count in result.places.items()}))
    minutes = {one.section: one.minutes for one in result.sections}
    if any(minutes.values()):
        about = "Minutes of reading by section (mean)"
        shown = {one.section: f"{one.minutes:.1f} ({readers(one.readers)})" for one in result.sections}
        yield _figure(about, bars(about, minutes, shown))
    about = "Visits by language"
    yield _figure(about, bars(about, result.languages, {name: str(count) for name, count in result.languages.items()}))
    yield from _counts("Marked to ask the nurse", result.marked)
    yield from _counts("Sections people would rather not read", result.declined)


def _figures(result: ProcedureResult) -> Iterator[str]:
    shown = {
        "Visits": str(result.visits),
        "Started": _of(result.started, result.visits),
        "Finished": _of(result.finished, result.visits),
        "Saw everything": _of(result.completed, result.visits),
        "Minutes (median)": "" if result.median_minutes is None else f"{result.median_minutes:.1f}",
        "Read aloud": _of(result.read_aloud.count, result.visits) if result.read_aloud else "",
    }
    if result.went_on:
        shown["Went on by ticket, as one visit"] = str(result.went_on)
    for when, feeling in result.felt.items():
        shown[f"Feeling {when}, 0 to 10 (mean)"] = f"{feeling.mean:.1f} ({feeling.answers} answers)"
    yield '<dl class="figures">'
    for label, value in shown.items():
        if value:
            yield f"<div><dt>{label}</dt><dd>{value}</dd></div>"
    yield "</dl>"


def _figure(caption: str, drawn: str) -> str:
    return f"<figure><figcaption>{escape(caption)}</figcaption>{drawn}</figure>"


def _questions(questions: tuple[QuestionResult, ...], known: Procedure | None) -> Iterator[str]:
    heads = (
        "Question", "Right at first", "95% interval", "Wrong", "Unsure", "Right at last", "95% interval",
        "To the nurse", "Chosen instead", "Discrimination",
    )  # fmt: skip
    yield "<details><summary>Every number of the questions</summary>"
    yield '<div class="scroll" role="region" aria-label="Every number of the questions" tabindex="0"><table><thead><tr>'
    yield "".join(f'<th scope="col">{head}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    words = {one.id: one for section in known.sections for one in section.questions} if known else {}
    for one in questions:
        texts = {option.id: option.text for option in words[one.question].options} if one.question in words else {}
        asked = f"{words[one.question].ask} ({one.question})" if one.question in words else one.question
        instead = f"{texts.get(one.most_chosen, one.most_chosen)} ({one.most_chosen_count})" if one.most_chosen else ""
        apart = "" if one.discrimination is None else f"{one.discrimination:.2f} ({one.discrimination_visits} visits)"
        cells = (
            _counted(one.first_share), _bounds(one.first_share), str(one.wrong), str(one.unsure),
            _counted(one.last_share), _bounds(one.last_share), str(one.handed_over), instead, apart,
        )  # fmt: skip
        yield f'<tr><th scope="row">{escape(asked)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
    yield "</tbody></table></div></details>"


def _counts(heading: str, counts: Mapping[str, int]) -> Iterator[str]:
    if counts:
        yield f"<h3>{heading}</h3><ul>"
        yield "".join(f"<li>{escape(name)}: {count}</li>" for name, count in counts.items())
        yield "</ul>"


def _of(count: int, of: int) -> str:
    return f"{count}/{of} ({count / of:.0%})" if of else str(count)


def _counted(share: Share | None) -> str:
    return _of(share.count, share.of) if share else ""


def _bounds(share: Share | None) -> str:
    return f"{share.low:.0%} to {share.high:.0%}" if share else ""
