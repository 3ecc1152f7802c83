"""How a page is shared out to leaves: about as much on each, and nothing alone that explains what is on another."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest

from contrast import kiosk_pages
from every_page import LIBRARY, PICTURES, PROCEDURES, WORDS, pages
from kiosk.model.action import Stir
from kiosk.model.page import Choices, Control, Glossary, GlossaryWord, Note, Page, Paragraph, Points
from kiosk.ui.block import Row
from kiosk.ui.fingers import Fingers
from kiosk.ui.frame import Frame
from kiosk.ui.leaf import Leaf
from kiosk.ui.sheet import lay_out

GRIDS = [(40, 11), (55, 15), (60, 20), (73, 20), (80, 24), (89, 25)]
"""Those of the table on which pages have several leaves."""

LANGUAGES = LIBRARY.languages()
NEXT = Control("next", "Next", "→", Stir())
SIGN = WORDS.step.added_sign


@cache
def every(language: str) -> tuple[Page, ...]:
    """All pages of a language."""
    library = replace(LIBRARY, language=language)
    walked = [page for one in PROCEDURES for page in pages(one.id, library)]
    return (*walked, *(page for page in kiosk_pages(library.words()) if page.kind != "waiting"))


def of_several(
    language: str, grid: tuple[int, int], fingers: Fingers | None
) -> Iterator[tuple[Page, tuple[Leaf, ...]]]:
    """The pages that have several leaves there."""
    words = replace(LIBRARY, language=language).words()
    for page in every(language):
        leaves = lay_out(page, *grid, words.row, fingers=fingers, pictures=PICTURES)
        if len(leaves) > 1:
            yield page, leaves


def written(row: Row) -> str:
    return "".join(piece.text for piece in row if not piece.paint and piece.role != "caption").rstrip()


def text_of(leaf: Leaf) -> list[str]:
    """The rows of a leaf's parts, without the air between them."""
    return [text for text in (written(leaf.rows[row]) for row in sorted(leaf.parts)) if text]


@pytest.mark.parametrize("fingers", [None, Fingers()])
@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_leaf_is_left_with_a_line_or_two(language: str, grid: tuple[int, int], fingers: Fingers | None) -> None:
    met = 0
    for page, leaves in of_several(language, grid, fingers):
        met += 1
        sizes = [max(leaf.parts, default=0) - min(leaf.parts, default=0) + 1 for leaf in leaves]
        assert all(after >= 3 or before <= 6 for before, after in pairwise(sizes)), (page.id, sizes)
        signs = {place for place, part in enumerate(page.parts) if isinstance(part, Note) and SIGN in part.text}
        assert not any(set(leaf.parts.values()) <= signs for leaf in leaves if not leaf.picture), (page.id, sizes)
    assert met


@pytest.mark.parametrize("fingers", [None, Fingers()])
@pytest.mark.parametrize("grid", GRIDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_leaf_has_two_blank_rows_within_its_text(
    language: str, grid: tuple[int, int], fingers: Fingers | None
) -> None:
    for page, leaves in of_several(language, grid, fingers):
        for leaf in leaves:
            rows = sorted(leaf.parts)
            texts = [written(leaf.rows[row]) for row in range(rows[0], rows[-1])] if rows else []
            assert all(one or other for one, other in pairwise(texts)), page.id


@pytest.mark.parametrize("grid", [grid for grid in GRIDS if Frame(*grid).roomy])
def test_one_choice_of_many_does_not_stand_alone(grid: tuple[int, int]) -> None:
    met = 0
    for page, leaves in of_several("en", grid, None):
        if len(page.choices()) > 2 and any(isinstance(part, Choices) for part in page.parts):
            met += 1
            for leaf in leaves:
                shown = [target for target in leaf.targets() if target in page.choices()]
                assert len(shown) != 1 or len(text_of(leaf)) > 2, page.id
    assert met or grid != (60, 20)


def test_lines_are_short_only_where_the_picture_is_beside_them() -> None:
    grid = (80, 24)
    wide = Frame(*grid).width
    longest = 0
    for page, leaves in of_several("en", grid, Fingers()):
        if leaves[0].picture:
            for leaf in leaves[1:]:
                said = [row for row in sorted(leaf.parts) if isinstance(page.parts[leaf.parts[row]], Paragraph)]
                longest = max([longest, *(len(written(leaf.rows[row]).strip()) for row in said)])
    assert longest > wide * 0.8


def test_leaves_hold_about_as_much_each() -> None:
    paragraphs = tuple(Paragraph(f"A line of text that is the {number}th of them.") for number in range(9))
    leaves = lay_out(Page("p", "step", "H", paragraphs, (NEXT,)), 60, 20, WORDS.row)
    assert [len(text_of(leaf)) for leaf in leaves] == [5, 4]


def test_what_opens_a_list_stands_before_its_first_point() -> None:
    for before in range(1, 12):
        points = Points(tuple(Paragraph(f"A thing that is the {number}th of them.") for number in range(6)))
        parts = (*(Paragraph("Some line of the text.") for _ in range(before)), Paragraph("You may have:"), points)
        for columns, rows in GRIDS:
            for leaf in lay_out(Page("p", "step", "H", parts, (NEXT,)), columns, rows, WORDS.row):
                assert not text_of(leaf)[-1:] or not text_of(leaf)[-1].endswith(":"), (before, columns, rows)


def test_the_meaning_of_a_word_stands_below_all_the_words_on_their_leaf() -> None:
    words = tuple(
        GlossaryWord(f"word:{number}", f"word {number}", "What it means.", number == 1) for number in range(4)
    )
    for before in range(1, 12):
        parts = (*(Paragraph("Some line of the text.") for _ in range(before)), Note("⁺ Added."), Glossary("?", words))
        for leaf in lay_out(Page("p", "step", "H", parts, (NEXT,)), 60, 20, WORDS.row, fingers=Fingers()):
            if "word:1" in leaf.targets():
                assert "word:3" in leaf.targets()
                assert any("What it means." in text for text in text_of(leaf)), before


def test_words_that_need_more_than_a_row_stand_in_line_below_what_is_asked() -> None:
    words = tuple(GlossaryWord(f"word:{number}", f"a long word {number}", "", open=False) for number in range(3))
    (leaf,) = lay_out(Page("p", "step", "H", (Glossary("Which one?", words),), (NEXT,)), 60, 20, WORDS.row)
    lefts = [place.left for place in leaf.places if place.target.startswith("word:")]
    asked = next(row for row in leaf.rows if "Which one?" in written(row))
    assert lefts[0] == lefts[2] == written(asked).index("Which")
    assert len({place.top for place in leaf.places if place.target.startswith("word:")}) == 2


def test_a_leaf_that_is_too_small_for_a_plane_still_shows_all_of_it() -> None:
    page = Page("p", "step", "H", (Paragraph("A word of it. " * 60),), (NEXT,), notice="Say so, please. " * 8)
    leaves = lay_out(page, 40, 11, WORDS.row, fingers=Fingers())
    assert " ".join(" ".join(map(" ".join, map(text_of, leaves))).split()) == ("A word of it. " * 60).strip()


def test_the_room_beside_a_picture_is_filled_before_there_is_another_leaf() -> None:
    known = [leaves for page, leaves in of_several("en", (80, 24), Fingers()) if page.id == "step/what/name"]
    first = next(leaf for leaf, *_ in known if leaf.picture)
    assert first.picture
    assert first.picture.top + first.picture.rows - max(first.parts) < 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_choices_that_fit_on_a_leaf_stand_together(language: str) -> None:
    words = replace(LIBRARY, language=language).words()
    met = 0
    for page in every(language):
        choices = next((part for part in page.parts if isinstance(part, Choices) and part.form == "go"), None)
        if page.kind == "help" and choices:
            met += 1
            first = lay_out(page, 80, 24, words.row)[0]
            assert {choice.item for choice in choices.items} <= set(first.targets())
    assert met
