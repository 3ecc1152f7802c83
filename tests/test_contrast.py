"""Contrast, cell by cell: every kind of page and part, in each theme, at the smallest and the largest grid."""

import pytest

from contrast import LARGEST, SMALLEST, cells, contrast, faults, kiosk_pages
from every_page import pages
from kiosk.model.page import Page
from kiosk.visit.comfort import COLOURS, Colours

HALVES = frozenset("▐▌▄▀█")


def one_of_each() -> list[Page]:
    """A page of every kind with every kind of part."""
    found: dict[tuple[object, ...], Page] = {}
    for page in (*pages("sialogram"), *kiosk_pages()):
        found.setdefault((page.kind, *sorted({type(part).__name__ for part in page.parts}), bool(page.notice)), page)
    return list(found.values())


def test_the_measure_knows_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.holds(16, 17, 19)
@pytest.mark.parametrize("theme", COLOURS)
@pytest.mark.parametrize("grid", [SMALLEST, LARGEST])
def test_every_cell_of_every_kind_of_page_has_the_contrast_of_its_theme(theme: Colours, grid: tuple[int, int]) -> None:
    shown = one_of_each()
    assert {page.kind for page in shown} >= {"comfort", "practice", "keys", "pin", "staff", "waiting", "question"}
    assert faults(shown, [grid], [theme]) == []


@pytest.mark.holds(47)
@pytest.mark.parametrize("theme", COLOURS)
def test_what_has_the_focus_differs_in_its_cells_and_not_only_in_colour(theme: Colours) -> None:
    page = next(page for page in pages("sialogram") if page.kind == "question")
    drawn = {cell.text for cell in cells(page, SMALLEST, theme)}
    assert drawn & HALVES, "bars stand beside what has the focus"
