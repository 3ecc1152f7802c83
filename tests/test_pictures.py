"""Pictures on the screen: where one stands, what is beside and below it, and what the voice makes of it."""

import logging
from pathlib import Path

import pytest
from rich.cells import cell_len

from contrast import contrast
from every_page import LIBRARY, PICTURES, PROCEDURES, WORDS, pages
from kiosk.content.raster import Raster, raster_file, read_raster
from kiosk.model.action import Stir
from kiosk.model.page import Code, Control, Drawing, Page, Paragraph
from kiosk.speech.narrator import narrate
from kiosk.ui.block import Row
from kiosk.ui.highlight import highlighted
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Pictures, Standing, painted
from kiosk.ui.reader import Reader
from kiosk.ui.sheet import lay_out
from kiosk.ui.view import PageView
from kiosk.visit.comfort import COLOURS, Colours
from test_app import Hands, Kiosks
from test_voice_on_screen import Listening

NAME = "sialogram-tube"
CAPTION = "The thin tube goes in here."
DRAWING = Drawing(NAME, "Picture", CAPTION, "You see a face. It is calm.")
NEXT = Control("next", "Next", "→", Stir())
RED, BLUE, GREEN = "#ff0000", "#0000ff", "#00ff00"


def page_with(*texts: str, name: str = NAME) -> Page:
    drawing = Drawing(name, DRAWING.label, DRAWING.caption, DRAWING.description)
    return Page("p", "step", "Heading", (*map(Paragraph, texts), drawing), (NEXT,), title="Test", place="Here, 1 of 2")


def leaves(page: Page, columns: int = 80, rows: int = 24) -> tuple[Leaf, ...]:
    return lay_out(page, columns, rows, WORDS.row, pictures=PICTURES)


def stands(leaf: Leaf) -> Standing:
    assert leaf.picture is not None
    return leaf.picture


def text_of(row: Row) -> str:
    return "".join(piece.text for piece in row)


def words_only(leaf: Leaf, *, captions: bool = False) -> str:
    """What stands on a leaf beside its picture, or below it."""
    pieces = [piece for row in leaf.rows for piece in row if not piece.paint]
    return " ".join(" ".join(piece.text for piece in pieces if (piece.role == "caption") == captions).split())


def test_two_pixels_stand_in_a_cell_and_what_is_alike_is_one_piece() -> None:
    raster = Raster("", ((RED, RED, RED, BLUE), (GREEN, GREEN, RED, BLUE)))
    (row,) = painted(raster.lines)
    assert [(piece.text, piece.paint) for piece in row] == [
        ("▀▀", (RED, GREEN)),
        (" ", (RED, RED)),
        (" ", (BLUE, BLUE)),
    ]


@pytest.mark.parametrize(("columns", "rows", "wide"), [(80, 24, 32), (100, 28, 48), (120, 40, 64), (180, 50, 64)])
def test_a_picture_stands_beside_the_text_with_its_caption_below_it(columns: int, rows: int, wide: int) -> None:
    (leaf,) = leaves(page_with("You lie still. " * 6), columns, rows)
    there = stands(leaf)
    assert (there.columns, there.rows) == (wide, wide * 3 // 8)
    texts = [text_of(row) for row in leaf.rows]
    assert "Heading" in texts[there.top]
    assert CAPTION in texts[there.top + there.rows][there.left :]
    for row in leaf.rows[there.top : there.top + there.rows]:
        beside = [piece for piece in row if not piece.paint]
        assert sum(cell_len(piece.text) for piece in beside) == there.left
        assert not text_of(tuple(beside))[there.left - 3 :].strip()
        assert sum(len(piece.text) for piece in row if piece.paint) == wide
    assert there.left + there.columns <= columns - 3
    assert "You see a face" not in words_only(leaf)


def test_on_a_tall_narrow_grid_a_picture_stands_in_the_text() -> None:
    (leaf,) = leaves(page_with("You lie still.", "You are calm."), 60, 53)
    there = stands(leaf)
    assert (there.left, there.columns, there.rows) == (3, 48, 18)
    texts = [text_of(row).strip() for row in leaf.rows]
    assert texts.index("You are calm.") < there.top
    assert texts[there.top + there.rows] == CAPTION
    for row in leaf.rows[there.top : there.top + there.rows]:
        assert sum(len(piece.text) for piece in row if piece.paint) == 48
    (said,) = [one for one in narrate(page_with("You lie still.", "You are calm."), WORDS) if one.text == CAPTION]
    assert highlighted(leaf, said) is not None


def test_on_a_tall_narrow_grid_words_give_way_to_no_picture() -> None:
    found = leaves(page_with(*["You lie still. " * 12] * 8), 60, 40)
    assert all(leaf.picture is None for leaf in found)
    assert "You see a face. It is calm." in " ".join(map(words_only, found))


@pytest.mark.parametrize(("columns", "rows"), [(40, 11), (60, 20), (74, 24), (80, 18)])
def test_on_a_smaller_grid_its_words_stand_in_the_text(columns: int, rows: int) -> None:
    found = leaves(page_with("You lie still."), columns, rows)
    assert all(leaf.picture is None for leaf in found)
    assert f"Picture: {CAPTION} You see a face. It is calm." in " ".join(map(words_only, found))


@pytest.mark.parametrize(("columns", "rows"), [(76, 24), (80, 24), (86, 24), (100, 28), (118, 33), (180, 50)])
def test_text_beside_a_picture_keeps_thirty_six_columns(columns: int, rows: int) -> None:
    for page in (page for one in PROCEDURES for page in pages(one.id)):
        for leaf in leaves(page, columns, rows):
            if leaf.picture:
                assert leaf.picture.left - 3 - 3 >= 36, page.id


def test_text_below_a_picture_has_the_whole_width() -> None:
    (leaf,) = leaves(page_with("You lie still. " * 30, "You lie still and breathe as you always do at home, please."))
    there = stands(leaf)
    last = [text_of(row).strip() for row in leaf.rows if "always do at home" in text_of(row)]
    assert last == ["You lie still and breathe as you always do at home, please."]
    assert there.top + there.rows < next(n for n, row in enumerate(leaf.rows) if "always do at home" in text_of(row))


def test_a_page_that_is_too_long_has_its_picture_on_the_first_leaf() -> None:
    first, *others = leaves(page_with(*["You lie still. " * 6] * 6))
    assert first.picture
    assert others
    assert all(leaf.picture is None for leaf in others)
    assert " ".join(map(words_only, (first, *others))).count("You lie still.") == 36
    assert words_only(first, captions=True) == CAPTION


def test_every_shipped_picture_stands_on_the_screen_at_80x24() -> None:
    met: set[str] = set()
    for one in PROCEDURES:
        for page in pages(one.id):
            drawings = [part.name for part in page.parts if isinstance(part, Drawing)]
            if drawings:
                assert stands(leaves(page)[0]).name == drawings[0], page.id
                met.update(drawings)
    shown = {step.picture.name for one in PROCEDURES for part in one.sections for step in part.steps if step.picture}
    assert met == shown
    assert met


def test_a_picture_that_cannot_be_read_gives_way_to_its_words(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    raster_file(tmp_path, NAME, 32).parent.mkdir()
    raster_file(tmp_path, NAME, 32).write_bytes(b"no picture")
    with caplog.at_level(logging.WARNING):
        found = lay_out(page_with("You lie still."), 80, 24, WORDS.row, pictures=Pictures(tmp_path))
    assert found[0].picture is None
    assert f"Picture: {CAPTION} You see a face. It is calm." in words_only(found[0])
    assert f"The raster {NAME}-32.png is not one that the kiosk can read" in caplog.text


def test_each_cell_of_a_picture_has_the_colours_of_its_two_pixels() -> None:
    (leaf,) = leaves(page_with("You lie still."))
    there = stands(leaf)
    raster = read_raster(raster_file(LIBRARY.assets, NAME, there.columns))
    view = PageView(PALETTES["daylight"])
    for number in range(there.rows):
        strip = view.strip(leaf.rows[there.top + number], "next", 80)
        assert strip.cell_length == 80
        cells = [(letter, one.style) for one in strip for letter in one.text][there.left :][: there.columns]
        for column, (letter, style) in enumerate(cells):
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            seen = (style.color.name if letter == "▀" else style.bgcolor.name, style.bgcolor.name)
            assert seen == (raster.lines[2 * number][column], raster.lines[2 * number + 1][column])


DRAWN = ["#17324d", "#5b6b78", "#8d5a3c", "#5a3825", "#2b2320", "#3d688c", "#6e2f2c", "#e8b64c", "#f4f7f6", "#ffffff"]
"""Dark and light colours of the drawings (assets/README.md)."""


@pytest.mark.holds(17)
def test_at_night_no_picture_glares() -> None:
    for name in sorted({part.name for page in pages("sialogram") for part in page.parts if isinstance(part, Drawing)}):
        (leaf,) = leaves(page_with("You lie still.", name=name))
        there, view = stands(leaf), PageView(PALETTES["night"])
        strips = [view.strip(row, "", 80) for row in leaf.rows[there.top : there.top + there.rows]]
        styles = [one.style for strip in strips for one in strip.crop(there.left, there.left + there.columns)]
        shown = {colour.name for style in styles if style for colour in (style.color, style.bgcolor) if colour}
        assert len(shown) > 5
        assert max(contrast(colour, "#000000") for colour in shown) < 0.4 * 21, "white letters have 21"


@pytest.mark.parametrize("theme", COLOURS)
def test_what_a_phone_reads_is_black_and_white_in_every_theme(theme: Colours) -> None:
    page = Page("p", "take", "Heading", (Code("Drink plenty of water."),), (NEXT,))
    (leaf,) = leaves(page, 120, 40)
    there, view = stands(leaf), PageView(PALETTES[theme])
    strips = [view.strip(row, "", 120) for row in leaf.rows[there.top : there.top + there.rows]]
    styles = [one.style for strip in strips for one in strip.crop(there.left, there.left + there.columns)]
    shown = {colour.name for style in styles if style for colour in (style.color, style.bgcolor) if colour}
    assert shown == {"#000000", "#ffffff"}


@pytest.mark.holds(17)
@pytest.mark.parametrize("theme", COLOURS)
def test_every_edge_in_a_drawing_stays_an_edge_in_every_theme(theme: Colours) -> None:
    veil = PALETTES[theme].veil
    pairs = [(one, other) for one in DRAWN for other in DRAWN if contrast(one, other) >= 4.5]
    assert len(pairs) > 20
    for one, other in pairs:
        seen = [veil.over(colour) if veil else colour for colour in (one, other)]
        assert contrast(*seen) >= 3, (one, other)


def test_while_the_caption_is_said_it_is_marked_and_nothing_beside_it() -> None:
    page = page_with("The thin tube goes in here. " * 12)
    (leaf,) = leaves(page)
    (said,) = [one for one in narrate(page, WORDS) if one.text == CAPTION and one.part == 1]
    marked = highlighted(leaf, said)
    assert marked is not None
    pieces = [piece for row in marked.rows for piece in row if piece.spoken]
    assert {piece.role for piece in pieces} == {"caption"}
    assert " ".join(piece.text.strip() for piece in pieces) == CAPTION
    beside = next(one for one in narrate(page, WORDS) if one.part == 0)
    other = highlighted(leaf, beside)
    assert other is not None
    assert {piece.role for row in other.rows for piece in row if piece.spoken} == {"text"}


def test_while_the_description_is_said_the_page_stays_where_it_is() -> None:
    page = page_with(*["You lie still. " * 6] * 6)
    reader = Reader.open(page, 80, 24, WORDS.row, pictures=PICTURES)
    for number in (0, 1):
        there = reader.touch("next")[0] if number else reader
        for one in narrate(page, WORDS):
            if one.text.startswith(("You see a face", "It is calm")):
                assert there.follow(one).number == number


async def test_a_patient_sees_the_picture_and_hears_what_it_shows(tmp_path: Path) -> None:
    listening = Listening(tmp_path)
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("enter", "f2", "right")
        step = next(part for part in listening.app.kiosk.page.parts if isinstance(part, Drawing))
        assert hands.sees("▀▀")
        assert hands.sees("A salivary gland, and the duct")
        assert not hands.sees("You see a head")
        for _ in range(40):
            listening.mouth.ends()
        assert step.caption in listening.mouth.said
        assert "You see a head from the side." in listening.mouth.said


async def test_a_page_without_its_pictures_folder_has_its_words(tmp_path: Path) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram")
    app._pictures = Pictures(tmp_path)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right")
        assert hands.sees("You see a head from the side.")
        assert app.reader
        assert not [piece for row in app.reader.leaf.rows for piece in row if piece.paint]
