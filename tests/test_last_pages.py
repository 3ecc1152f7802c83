"""The last pages: what one did in plain words, and squares that a phone's camera can read."""

from itertools import chain
from string import punctuation

import numpy
import pytest
import zxingcpp

from kiosk.content.library import Library
from kiosk.model.action import Choose, GoOn
from kiosk.model.page import Code, Page, Paragraph
from kiosk.model.procedure import UNSURE, Procedure
from kiosk.speech.narrator import narrate
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Pictures
from kiosk.ui.sheet import Leaf, lay_out
from kiosk.ui.view import PageView
from kiosk.visit.plan import Stop
from kiosk.visit.take_home import MOST_BYTES, MOST_CODES
from walks import Walk, parts, procedure, shows, words

EVERY = [one for language in ("en", "es") for one in Library(language=language).procedures()]
PIXELS = 4
"""Of a module in the picture that is read."""


def last_page(walk: Walk) -> Page:
    while walk.visit.place != walk.visit.trail[-1]:
        walk.pass_page()
    return walk.page


def test_who_read_all_is_told_how_many_pages_and_questions() -> None:
    page = last_page(Walk.begin())
    steps = sum(len(section.steps) for section in procedure().sections)
    asked = sum(len(section.questions) for section in procedure().sections)
    assert shows(page, f"You read {steps} pages. You answered {asked} questions.")
    assert shows(page, words().summary.finish_text)


def test_one_page_and_one_question_are_told_as_one() -> None:
    walk = Walk.begin().to("step").do(GoOn())
    first = walk.visit.trail.index(next(one for one in walk.visit.trail if one.kind == "question"))
    assert shows(last_page(walk.jump("remember")), "You read one page.")
    again = Walk.begin().to("question")
    again.answer(again.visit.question(again.visit.place).right).jump("remember")
    assert first > 0
    assert shows(last_page(again), "You answered one question.")


def test_who_read_nothing_is_told_no_numbers() -> None:
    texts = [one.text for one in parts(last_page(Walk.begin().to("step").jump("call").jump("remember")), Paragraph)]
    assert texts == [words().summary.finish_text]


def test_what_was_unsure_twice_and_what_was_marked_stand_there_too() -> None:
    walk = Walk.begin().to("question")
    asked = walk.visit.question(walk.visit.place)
    walk.answer(UNSURE).to("question").answer(UNSURE).to("to-ask")
    wanted = procedure().to_ask[0]
    page = last_page(walk.do(Choose(wanted.id)))
    assert shows(page, asked.ask)
    assert shows(page, wanted.line.text)
    assert not shows(page, words().summary.nothing_open)


def read(leaf: Leaf, colours: str = "daylight") -> str:
    """What a phone reads from the cells as they are drawn."""
    view = PageView(PALETTES[colours])  # type: ignore[index]
    lines: list[list[int]] = []
    for row in leaf.rows:
        upper, lower = [], []
        for segment in view.strip(row, "next", 180):
            style = segment.style
            assert style is not None
            assert style.color is not None
            assert style.bgcolor is not None
            ink, ground = (sum(one.get_truecolor()) // 3 for one in (style.color, style.bgcolor))
            for letter in segment.text:
                upper.append(ink if letter == "▀" else ground)
                lower.append(ground)
        lines += [upper, lower]
    picture = numpy.kron(numpy.array(lines, dtype=numpy.uint8), numpy.ones((PIXELS, PIXELS), dtype=numpy.uint8))
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return "\n".join(one.text for one in found)


def code_pages(made: Procedure) -> list[Page]:
    walk = Walk.begin(made.id)
    walk.visit = walk.visit.in_language(Library(language=made.language).words(), made)
    found = []
    for stop in walk.visit.trail:
        if stop.kind == "take":
            walk.visit = walk.visit._move(stop, walk.at)[0]
            found.append(walk.page)
    return found


@pytest.mark.parametrize("made", EVERY, ids=lambda one: f"{one.id}-{one.language}")
def test_a_camera_reads_the_whole_text_from_the_cells(made: Procedure) -> None:
    pages = code_pages(made)
    assert 1 <= len(pages) <= MOST_CODES
    texts = []
    for page in pages:
        (leaf,) = lay_out(page, 180, 50, words().row, pictures=Pictures())
        texts.append(read(leaf))
    whole = " ".join("\n".join(texts).split())
    lines = [note.line.text + ("+" if note.line.added else "") for note in made.remember]
    note = Library(language=made.language).words().take_home.unchecked
    waits = [note] if made.general else [f"+ {note}"] if any("+" in line for line in lines) else []
    assert whole == " ".join([made.title, *lines, *waits])


@pytest.mark.parametrize("made", EVERY, ids=lambda one: f"{one.id}-{one.language}")
def test_a_grid_of_120_by_40_carries_each_square_that_is_short_enough(made: Procedure) -> None:
    carried = 0
    for page in code_pages(made):
        (code,) = parts(page, Code)
        (leaf,) = lay_out(page, 120, 40, words().row, pictures=Pictures())
        assert read(leaf) == (code.text if len(code.text.encode()) <= MOST_BYTES else "")
        carried += leaf.picture is not None
    assert carried >= 2


@pytest.mark.parametrize("colours", PALETTES)
def test_it_is_black_on_white_in_every_theme(colours: str) -> None:
    (page, *_) = code_pages(procedure())
    (leaf,) = lay_out(page, 120, 40, words().row, pictures=Pictures())
    assert read(leaf, colours).startswith("Sialogram\n")
    paints = set(chain.from_iterable(piece.paint for row in leaf.rows for piece in row if piece.paint))
    assert paints == {"#000000", "#ffffff"}
    top = [piece for piece in leaf.rows[leaf.picture.top] if piece.paint]  # type: ignore[union-attr]
    assert {piece.paint for piece in top} == {("#ffffff", "#ffffff")}


@pytest.mark.parametrize("grid", [(40, 11), (60, 20), (80, 24)])
def test_where_no_square_fits_paper_is_offered(grid: tuple[int, int]) -> None:
    for page in code_pages(procedure()):
        leaves = lay_out(page, *grid, words().row, pictures=Pictures())
        assert not any(piece.paint for leaf in leaves for row in leaf.rows for piece in row)
        shown = " ".join(piece.text for leaf in leaves for row in leaf.rows for piece in row)
        assert words().take_home.paper in " ".join(shown.split())


def test_the_square_holds_nothing_but_the_walkthrough_s_own_sentences() -> None:
    walk = Walk.begin(ticket="QZ-88")
    lines = [*(note.line.text for note in procedure().remember), procedure().title, words().take_home.unchecked]
    own = {word.strip(punctuation) for line in lines for word in line.split()}
    for text in walk.visit.squares:
        assert {word.strip(punctuation) for word in text.split()} - {""} <= own


def test_which_square_it_is_is_said_and_the_square_itself_is_not() -> None:
    pages = code_pages(procedure())
    for number, page in enumerate(pages, start=1):
        said = " ".join(one.text for one in narrate(page, words()))
        assert words().take_home.number.format(number=number, count=len(pages)) in said
        (code,) = parts(page, Code)
        assert code.text.split("\n")[-1] not in said


def test_a_language_with_fewer_squares_shows_its_last_one() -> None:
    spanish = Library(language="es")
    english = Library().procedure("deep-soft-tissue-biopsy")
    short, long = sorted((english, procedure("salivary-gland-scan")), key=lambda one: len(code_pages(one)))
    walk = Walk.begin(long.id)
    walk.visit = walk.visit._move(Stop("take", item=str(len(code_pages(long)))), 1.0)[0]
    there = walk.visit.in_language(spanish.words(), short)
    assert there.place in there.trail
    assert there.page.kind == "take"
    assert len(code_pages(short)) < len(code_pages(long))
