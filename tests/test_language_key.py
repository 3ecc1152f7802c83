"""The key for the language, pressed on every page, leaf and choice: one stays where one was, and comes back exactly."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from every_page import after, begin, walk
from kiosk.content.library import Library
from kiosk.model.action import Choose, GetHelp
from kiosk.model.page import SLOTS, Page
from kiosk.ui.reader import Reader
from kiosk.visit.visit import Visit
from walks import words

SPANISH = Library(language="es")
ROWS = {"en": words().row, "es": SPANISH.words().row}


def visits(procedure_id: str) -> Iterator[Visit]:
    """A visit at each page, with help and what help leads to over it, and with a glossary word open."""
    for here in walk(begin(procedure_id)):
        helped = after(here, GetHelp())
        yield from (here, helped, after(helped, Choose("contents")), after(helped, Choose("stop")))
        if word := next((one for one in here.page.choices() if one.startswith("word:")), ""):
            yield after(here, Choose(word))


def readers(page: Page, grid: tuple[int, int]) -> Iterator[Reader]:
    """The page with each of its leaves open, and each thing on them in focus; in English."""
    reader = Reader.open(page, *grid, ROWS["en"])
    while True:
        for target in reader.leaf.targets():
            yield replace(reader, focus=target)
        if reader.number + 1 == len(reader.leaves):
            return
        reader, _ = reader.touch("next")


@pytest.mark.parametrize("procedure_id", ["sialogram", "radiotherapy-port-images"])
@pytest.mark.parametrize("grid", [(40, 11), (60, 20), (80, 24)])
def test_the_place_is_kept_and_nothing_unread_is_passed_over(procedure_id: str, grid: tuple[int, int]) -> None:
    met, pages = 0, set()
    for visit in visits(procedure_id):
        page, other = visit.page, visit.in_language(SPANISH.words(), SPANISH.procedure(procedure_id)).page
        if page in pages:
            continue
        pages.add(page)
        for reader in readers(page, grid):
            changed = replace(reader, row=ROWS["es"]).show(other, *grid)
            assert changed.focus == reader.focus
            if reader.leaf.parts and reader.focus in SLOTS:
                first = reader.leaf.parts[min(reader.leaf.parts)]
                assert first in changed.leaf.parts.values(), (page.id, reader.number)
            again = replace(changed, row=ROWS["en"]).show(page, *grid)
            assert (again.number, again.focus) == (reader.number, reader.focus), (page.id, reader.focus)
            met += 1
    assert met > 400


def test_who_turned_the_page_meanwhile_is_where_they_turned_to() -> None:
    grid = (40, 11)
    visit = next(one for one in visits("sialogram") if len(Reader.open(one.page, *grid, ROWS["en"]).leaves) > 3)
    reader = Reader.open(visit.page, *grid, ROWS["en"])
    other = visit.in_language(SPANISH.words(), SPANISH.procedure("sialogram")).page
    reader, _ = replace(reader.touch("next")[0], row=ROWS["es"]).show(other, *grid).touch("next")
    assert replace(reader, row=ROWS["en"]).show(visit.page, *grid).number >= 2
