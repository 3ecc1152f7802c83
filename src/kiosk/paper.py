"""Printed pages: as HTML for a browser, with nothing loaded and no script, and as plain text for a printer."""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap

from kiosk.model.page import Note, Paragraph, Part, Points
from kiosk.model.paper import Paper

_STYLE = Path(__file__).with_suffix(".css")

WIDTH = 76
"""Letters in a line of text: with the usual ten an inch that leaves margins on A4 and on Letter."""


def as_html(paper: Paper) -> str:
    """One file that holds all of it."""
    return "".join(_html(paper))


def as_text(paper: Paper) -> str:
    """The same for a printer, or a terminal of 80 columns."""
    lines = [paper.title, "=" * min(WIDTH, len(paper.title))]
    for passage in paper.passages:
        lines += ["", passage.heading, "-" * min(WIDTH, len(passage.heading))]
        for part in passage.parts:
            lines += _lines(part)
    return "\n".join([*lines, "", paper.foot, ""])


def _html(paper: Paper) -> Iterator[str]:
    yield f'<!doctype html>\n<html lang="{escape(paper.language)}"><head><meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(paper.title)}</title><style>{_STYLE.read_text('utf-8')}</style></head><body><main>"
    yield f"<h1>{escape(paper.title)}</h1>\n"
    for passage in paper.passages:
        yield f"<section><h2>{escape(passage.heading)}</h2>"
        yield from map(_element, passage.parts)
        yield "</section>\n"
    yield f"</main><footer>{escape(paper.foot)}</footer></body></html>\n"


def _element(part: Part) -> str:
    match part:
        case Paragraph():
            return f"<p>{escape(_text(part))}</p>"
        case Points(items):
            return f"<ul>{''.join(f'<li>{escape(_text(item))}</li>' for item in items)}</ul>"
        case Note(text):
            return f'<p class="note">{escape(text)}</p>'
        case _:
            raise TypeError(f"{type(part).__name__} is not printed")


def _lines(part: Part) -> list[str]:
    match part:
        case Paragraph():
            return wrap(_text(part), WIDTH)
        case Points(items):
            shown = [wrap(_text(item), WIDTH, initial_indent="- ", subsequent_indent="  ") for item in items]
            return [line for lines in shown for line in lines]
        case Note(text):
            return ["", *wrap(text, WIDTH)]
        case _:
            raise TypeError(f"{type(part).__name__} is not printed")


def _text(line: Paragraph) -> str:
    return f"{line.text}\N{NO-BREAK SPACE}{line.added}" if line.added else line.text
