"""A trace as one self-contained page: facts on the left, sentences on the right, each linked to the other."""

from collections.abc import Iterator
from html import escape
from itertools import groupby
from pathlib import Path

from kiosk.content.trace import EXPLAINS, Trace, Unit
from kiosk.content.trace_text import about, hedges_of, marked
from kiosk.model.facts_file import AddedFact, Fact

_OPENS, _CLOSES = "\ue000", "\ue001"
"""Stand for the marks until the text is escaped; no file of content can hold them."""

_STYLE = """
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 90rem; padding: 1rem; font: 1rem/1.5 sans-serif; }
body { color: #1b2730; background: #fbf8f1; }
h1, h2, h3 { line-height: 1.2; } h3 { margin: 1.2rem 0 .3rem; }
main { display: grid; grid-template-columns: 1fr 1fr; gap: 2rem; }
@media (max-width: 60rem) { main { display: block; } }
ol, ul { list-style: none; padding: 0; } li { margin: .4rem 0; padding: .3rem .6rem; border-left: .3rem solid #8a6d1f; }
li.lacks { border-left-color: #9b1c1c; background: #fbe9e7; } li.left { border-left-color: #5b6770; }
li:target { outline: .2rem solid #0b3b48; }
mark { color: #1b2730; background: #ffe08a; padding: 0 .15em; font-weight: bold; border: .1em solid #8a6d1f; }
a { color: #0b3b48; } small { color: #39444d; } li ul li { border-left: .15rem solid #5b6770; }
@media print { main { display: block; } a { text-decoration: none; } }
"""


def page(found: Trace, folder: Path) -> Iterator[str]:
    """The page, piece by piece; files are named from the content folder."""
    assert found.reading.sources
    language = found.reading.sources.language
    title = escape(f"{found.reading.sources.words.title} ({found.reading.id}, {language}): facts and sentences")
    yield f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
    yield f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n<h1>{title}</h1>\n'
    yield "<p>Words of how sure, how often or how much are <mark>marked</mark>. Keywords only hint at the sentence that"
    yield " carries a fact: a person decides.</p>\n"
    yield from _findings(found, folder)
    numbers = {unit: f"s{number}" for number, unit in enumerate(found.units, 1)}
    yield "<main>\n<section><h2>Facts</h2>\n<ol>\n"
    for fact in found.facts:
        yield from _fact(found, fact, numbers)
    yield f'</ol></section>\n<section lang="{escape(language)}"><h2 lang="en">Sentences</h2>\n'
    for (section, step), units in groupby(found.units, lambda unit: (unit.section, unit.step)):
        yield f"<h3>{escape(section)}/{escape(step)}</h3>\n<ol>\n"
        for unit in units:
            yield _sentence(found, unit, numbers[unit])
        yield "</ol>\n"
    yield "</section>\n</main>\n</body></html>\n"


def _findings(found: Trace, folder: Path) -> Iterator[str]:
    yield f"<h2>{len(found.findings)} findings</h2>\n<ul>\n"
    for one in found.findings:
        name = one.file.relative_to(folder) if one.file.is_relative_to(folder) else one.file
        yield f'<li class="lacks"><b>{escape(f"{name}:{one.line}")}</b> {escape(one.says)} {escape(one.cure)}</li>\n'
    yield "</ul>\n"


def _fact(found: Trace, fact: Fact | AddedFact, numbers: dict[Unit, str]) -> Iterator[str]:
    units = found.sentences_of[fact.id]
    is_core = isinstance(fact, AddedFact) or fact.core
    kind = "" if units else ' class="lacks"' if is_core else ' class="left"'
    name = escape(fact.id)
    says = _marked(fact.says, hedges_of(fact))
    yield f'<li id="{name}"{kind}><b>{name}</b> {says} <small>{escape(about(fact))}</small>\n'
    if units:
        yield "<ul>\n"
        for unit in units:
            there = f"{escape(unit.section)}/{escape(unit.step)}"
            said = _marked(unit.text, found.hedges_in(unit))
            yield f'<li><a href="#{numbers[unit]}">{there}</a> {said}</li>\n'
        yield "</ul>"
    else:
        yield "<b>No sentence says it.</b>" if is_core else "Left out: it is not core."
    yield "</li>\n"


def _sentence(found: Trace, unit: Unit, number: str) -> str:
    names = found.facts_of[unit]
    links = ", ".join(
        escape(name) if name.startswith(EXPLAINS) else f'<a href="#{escape(name)}">{escape(name)}</a>' for name in names
    )
    text = _marked(unit.text, found.hedges_in(unit))
    if unit.part == "heading":
        return f'<li id="{number}" class="left"><b>{text}</b> <small>{links}</small></li>\n'
    kind = "" if names else ' class="lacks"'
    return f'<li id="{number}"{kind}>{text} <small lang="en">{links or "<b>no fact</b>"}</small></li>\n'


def _marked(text: str, hedges: list[str]) -> str:
    found = escape(marked(text, hedges, _OPENS, _CLOSES))
    return found.replace(_OPENS, "<mark>").replace(_CLOSES, "</mark>")
