"""The printed pages in headless Chromium: what stands on them, on how many sheets, how dark, in which language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from chromium import Page, chromium
from kiosk.content.library import Library
from kiosk.model.action import Choose, GoOn
from kiosk.model.page import Note, Paragraph, Points
from kiosk.model.paper import Paper
from kiosk.model.procedure import UNSURE
from kiosk.paper import as_html
from kiosk.visit.account import account_of
from kiosk.visit.review import review_paper
from kiosk.visit.take_home import take_home_paper
from test_results_page import LOOKS
from walks import SHIPPED, Walk

SHEETS = {"Letter": (8.5, 11.0), "A4": (8.27, 11.69)}
"""Width and height in inches."""

PHONE = "555 0100"


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with chromium() as page:
        yield page


@dataclass(frozen=True)
class Printed:
    """A page that was made for printing."""

    name: str
    paper: Paper


def speaking(language: str) -> Library:
    return Library(language=language, hospital={"phone": PHONE})


def walked(procedure_id: str, language: str) -> Walk:
    """A patient who was unsure twice, would not read the risks and marked two questions."""
    library = speaking(language)
    walk = Walk.begin(procedure_id)
    walk.visit = replace(walk.visit, procedure=library.procedure(procedure_id), words=library.words())
    for _ in range(2):
        walk.to("question").answer(UNSURE).to("question").answer(UNSURE)
    walk.to("before-risks").do(Choose("skip")).to("to-ask")
    walk.do(*(Choose(one.id) for one in walk.visit.procedure.to_ask[:2]), GoOn())
    return walk.to_end()


def every() -> Iterator[Printed]:
    for language in ("en", "es"):
        library = speaking(language)
        for name in SHIPPED:
            yield Printed(f"home-{name}-{language}", take_home_paper(library.procedure(name), library.words()))
            review = review_paper(account_of(walked(name, language).visit), library.words())
            yield Printed(f"review-{name}-{language}", review)


EVERY = list(every())


def texts_of(paper: Paper) -> Iterator[str]:
    yield paper.title
    for passage in paper.passages:
        yield passage.heading
        for part in passage.parts:
            assert isinstance(part, Paragraph | Points | Note)
            yield from (one.text for one in (part.items if isinstance(part, Points) else (part,)))
    yield paper.foot


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.name)
def test_it_opens_in_its_language_with_every_line_dark_on_white_and_prints_on_one_sheet_or_two(
    browser: Page, tmp_path: Path, one: Printed
) -> None:
    file = tmp_path / "paper.html"
    file.write_text(as_html(one.paper), "utf-8")
    browser.open(file)
    shown = " ".join(str(browser.look("document.body.innerText")).split())
    assert [text for text in texts_of(one.paper) if " ".join(text.split()) not in shown] == []
    assert browser.look("document.documentElement.lang") == one.name[-2:]
    assert browser.look("document.title") == one.paper.title
    assert browser.look("document.querySelectorAll('h1').length") == 1
    assert browser.look("document.querySelectorAll('h2').length") == len(one.paper.passages)
    browser.look(LOOKS.read_text("utf-8"))
    ratios = browser.look("contrasts()")
    assert len(ratios) > 10
    assert min(ratio for _, ratio in ratios) >= 7
    assert browser.look("performance.getEntriesByType('resource').length") == 0, "something was loaded"
    for sheet, size in SHEETS.items():
        found = len(re.findall(rb"/Type\s*/Page\b", browser.printed(size)))
        assert 1 <= found <= 2, f"{found} sheets of {sheet}"


@pytest.mark.parametrize("width", [360, 1000])
def test_on_a_narrow_screen_nothing_is_cut_off(browser: Page, tmp_path: Path, width: int) -> None:
    file = tmp_path / "paper.html"
    file.write_text(as_html(EVERY[0].paper), "utf-8")
    browser.open(file, width=width)
    assert browser.look("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("one", [one for one in EVERY if one.name.startswith("home")], ids=lambda one: one.name)
def test_the_page_to_take_home_names_the_number_where_it_says_when_to_call(one: Printed) -> None:
    with_number = [passage for passage in one.paper.passages if PHONE in " ".join(text_of(passage.parts))]
    procedure = next(name for name in SHIPPED if name in one.name)
    steps = {step.heading for step in speaking(one.name[-2:]).procedure(procedure).section("call").steps}
    assert {passage.heading for passage in with_number} <= steps
    assert with_number


def text_of(parts: tuple[object, ...]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Points):
            yield from (one.text for one in part.items)
        elif isinstance(part, Paragraph | Note):
            yield part.text
