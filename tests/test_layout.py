"""Every page on every grid: nothing cut off, nothing lost, everything that can be pressed can be reached."""

from collections import Counter
from itertools import chain

import pytest
from rich.cells import cell_len

from contrast import kiosk_pages
from every_page import PICTURES, PROCEDURES, WORDS, pages
from kiosk.model.action import Stir
from kiosk.model.page import (
    Choices,
    Code,
    Control,
    Countdown,
    Drawing,
    Faces,
    Feedback,
    Feeling,
    Glossary,
    Note,
    Page,
    Paragraph,
    Part,
    Points,
)
from kiosk.ui.block import Row
from kiosk.ui.fingers import Fingers
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.sheet import lay_out
from kiosk.ui.view import PageView
from kiosk.visit.comfort import Colours

GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50), (40, 11), (60, 53)]
FRAME = str.maketrans("▐▌()", "    ")


def shown(leaf: Leaf) -> str:
    return "\n".join("".join(piece.text for piece in row if not piece.paint) for row in leaf.rows)


def beside_no_picture(row: Row) -> str:
    return "".join(piece.text for piece in row if not piece.paint and piece.role != "caption")


def words_of(part: Part, *, pictured: bool) -> list[str]:
    """The words of a part that stand on the page; where its picture does, the label and the description are spoken."""
    match part:
        case Paragraph():
            texts = [part.text]
        case Points():
            texts = [item.text for item in part.items]
        case Feeling():
            texts = [part.label, part.text.text, part.helps.text if part.helps else ""]
        case Drawing():
            texts = [part.caption] if pictured else [f"{part.label}:", part.caption, part.description]
        case Choices():
            texts = list(chain.from_iterable((one.text, one.about, one.mark_label) for one in part.items))
        case Glossary():
            texts = [part.label, *(one.word for one in part.words), *(one.meaning for one in part.words if one.open)]
        case Feedback():
            texts = [part.label, part.text]
        case Code() | Faces():
            texts = []
        case Countdown() | Note():
            texts = [part.text]
    return " ".join(texts).split()


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's ratio of two colours."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(scope="module", params=[procedure.id for procedure in PROCEDURES])
def every(request: pytest.FixtureRequest) -> list[Page]:
    return list(pages(request.param))


@pytest.mark.holds(23)
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_every_word_of_every_page_stands_on_one_of_its_leaves(every: list[Page], columns: int, rows: int) -> None:
    assert {page.kind for page in every} >= {"confirm", "intro", "step", "question", "feedback", "summary", "alert"}
    for page in every:
        leaves = lay_out(page, columns, rows, WORDS.row, pictures=PICTURES)
        found = Counter(" ".join(map(shown, leaves)).translate(FRAME).split())
        pictured = any(leaf.picture for leaf in leaves)
        texts = [page.heading, page.notice]
        texts += chain.from_iterable(words_of(part, pictured=pictured) for part in page.parts)
        wanted = Counter(" ".join(texts).translate(FRAME).split())
        missing = {word for word in wanted if found[word] < wanted[word] and cell_len(word) <= columns - 12}
        assert not missing, (page.id, missing)


@pytest.mark.holds(23)
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_no_row_is_wider_or_longer_than_the_grid(every: list[Page], columns: int, rows: int) -> None:
    for page in every:
        for leaf in lay_out(page, columns, rows, WORDS.row, pictures=PICTURES):
            assert len(leaf.rows) == rows, page.id
            widest = max(cell_len("".join(piece.text for piece in row).rstrip()) for row in leaf.rows)
            assert widest <= columns, page.id
            assert all(0 <= place.left < place.right <= columns for place in leaf.places), page.id
            assert all(0 <= place.top < place.bottom <= rows for place in leaf.places), page.id


@pytest.mark.holds(23, 52)
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_everything_that_can_be_pressed_is_on_a_leaf_and_nothing_overlaps(
    every: list[Page], columns: int, rows: int
) -> None:
    for page in every:
        leaves = lay_out(page, columns, rows, WORDS.row, pictures=PICTURES)
        reachable = set(chain.from_iterable(leaf.targets() for leaf in leaves))
        assert reachable >= {*page.choices(), *(control.slot for control in page.controls)}, page.id
        for leaf in leaves:
            cells = [
                (column, row)
                for place in leaf.places
                for column in range(place.left, place.right)
                for row in range(place.top, place.bottom)
            ]
            assert len(cells) == len(set(cells)), page.id


@pytest.mark.holds(24)
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_what_does_not_fit_is_paged_and_says_so(every: list[Page], columns: int, rows: int) -> None:
    for page in every:
        leaves = lay_out(page, columns, rows, WORDS.row, pictures=PICTURES)
        for number, leaf in enumerate(leaves, start=1):
            assert (f"{number} / {len(leaves)}" in shown(leaf)) == (len(leaves) > 1), page.id
            if number < len(leaves):
                assert WORDS.row.more in shown(leaf), page.id
                assert "next" in leaf.targets(), page.id
            if number > 1:
                assert "back" in leaf.targets(), page.id


@pytest.mark.holds(25)
@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (80, 24), (120, 40), (180, 50)])
def test_lines_of_text_have_at_most_sixty_characters(every: list[Page], columns: int, rows: int) -> None:
    for page in every:
        for leaf in lay_out(page, columns, rows, WORDS.row, pictures=PICTURES):
            for row in leaf.rows[:-4]:
                assert cell_len(beside_no_picture(row).strip()) <= 60, page.id


@pytest.mark.holds(35)
def test_actions_keep_their_places_on_every_page(every: list[Page]) -> None:
    for columns, rows in GRIDS:
        stand: dict[str, set[tuple[int, int]]] = {}
        for page in every:
            for leaf in lay_out(page, columns, rows, WORDS.row, pictures=PICTURES):
                for place in leaf.places:
                    if place.target in ("back", "hear", "bigger", "help", "next"):
                        stand.setdefault(place.target, set()).add((place.left, place.top))
        assert all(len(found) == 1 for found in stand.values()), stand


@pytest.mark.holds(47, 52)
def test_the_focus_shows_without_colour(every: list[Page]) -> None:
    view = PageView(PALETTES["daylight"])
    for page in every:
        for leaf in lay_out(page, 80, 24, WORDS.row, pictures=PICTURES):
            for focus in leaf.targets():
                rows = ["".join(segment.text for segment in view.strip(row, focus, 80)) for row in leaf.rows]
                place = next(place for place in leaf.places if place.target == focus)
                left = {rows[row][place.left] for row in range(place.top, place.bottom)}
                right = {rows[row][place.right - 1] for row in range(place.top, place.bottom)}
                assert "▐" in left <= set("▗▐▝"), (page.id, focus)
                assert "▌" in right <= set("▖▌▘"), (page.id, focus)


@pytest.mark.holds(52)
@pytest.mark.parametrize("theme", ["night", "paper"])
@pytest.mark.parametrize("fingers", [None, Fingers()])
def test_in_two_colours_a_line_shows_what_can_be_pressed(every: list[Page], theme: Colours, fingers: Fingers) -> None:
    view = PageView(PALETTES[theme])
    for page in every:
        for leaf in lay_out(page, 80, 24, WORDS.row, fingers=fingers, pictures=PICTURES):
            rows = ["".join(segment.text for segment in view.strip(row, "", 80)) for row in leaf.rows]
            for place in leaf.places:
                within = [row[place.left : place.right] for row in rows[place.top : place.bottom]]
                sides = {row[0] for row in within} | {row[-1] for row in within}
                assert "│" in sides <= set("│┌┐└┘"), (page.id, place.target)
                if "┌" in sides:
                    assert set(within[0][1:-1]) == {"─"}, (page.id, place.target)


def test_a_word_longer_than_the_line_is_cut_and_not_lost() -> None:
    word = "abcdefghij" * 30
    page = Page("p", "step", "H", (Paragraph(word),), (Control("next", "Next", "→", Stir()),))
    leaves = lay_out(page, 60, 20, WORDS.row)
    text = "".join(shown(leaf) for leaf in leaves)
    assert word in "".join(text.split())


def test_wide_letters_take_two_cells() -> None:
    page = Page("p", "step", "診察", (Paragraph("検査の前に" * 20),), (Control("next", "次へ", "→", Stir()),))
    for columns, rows in GRIDS:
        for leaf in lay_out(page, columns, rows, WORDS.row, pictures=PICTURES):
            assert all(cell_len("".join(piece.text for piece in row).rstrip()) <= columns for row in leaf.rows)


@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (80, 24), (120, 40)])
def test_what_a_word_means_stands_on_the_leaf_of_the_word(every: list[Page], columns: int, rows: int) -> None:
    met = 0
    for page in every:
        words = [word for part in page.parts if isinstance(part, Glossary) for word in part.words]
        opened = [word for word in words if word.open]
        if len(opened) == 1:
            leaves = lay_out(page, columns, rows, WORDS.row, pictures=PICTURES)
            (leaf,) = [leaf for leaf in leaves if opened[0].item in leaf.targets()]
            assert f"{opened[0].word}: {opened[0].meaning.split()[0]}" in " ".join(shown(leaf).split()), page.id
            met += 1
    assert met


@pytest.mark.parametrize(("columns", "rows"), [(60, 20), (64, 18), (80, 24), (120, 40)])
def test_the_words_of_an_action_touch_no_edge(columns: int, rows: int) -> None:
    shown_pages = [page for page in kiosk_pages() if page.kind != "waiting"]
    leaves = chain.from_iterable(lay_out(page, columns, rows, WORDS.row, fingers=Fingers()) for page in shown_pages)
    pieces = chain.from_iterable(chain.from_iterable(leaf.rows[-5:]) for leaf in leaves)
    worded = {piece.text for piece in pieces if piece.role == "control" and not piece.edge and piece.text.strip()}
    assert len(worded) > 5
    assert all(text.startswith(" ") and text.endswith(" ") for text in worded), worded
