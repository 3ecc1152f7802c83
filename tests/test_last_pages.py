"""The last pages: what one did in plain words, and squares that a phone's camera can read."""

import struct
import subprocess
import sys
import zlib
from base64 import b64decode
from dataclasses import replace
from itertools import chain
from pathlib import Path
from string import punctuation

import numpy
import numpy.typing
import pytest
import zxingcpp

from at_the_end import to_kind, to_the_last_parts
from kiosk.content.library import Library
from kiosk.model.action import Choose, GoOn
from kiosk.model.page import Code, Page, Paragraph
from kiosk.model.procedure import UNSURE, Procedure
from kiosk.plain import lines_of
from kiosk.speech.narrator import narrate
from kiosk.ui.cell import USUAL_CELL, Cell
from kiosk.ui.code import Modules, modules
from kiosk.ui.fingers import Fingers
from kiosk.ui.kitty import Sharp
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Pictures
from kiosk.ui.sheet import lay_out
from kiosk.ui.view import PageView
from kiosk.visit.plan import Stop
from kiosk.visit.take_home import ADDED, MOST_BYTES, MOST_CODES, codes
from test_app import Hands, Kiosks
from test_kitty import Kitty
from walks import Walk, parts, procedure, shows, words

PHONE = "555 0100"
EVERY = [
    one
    for language in ("en", "es")
    for hospital in ({}, {"phone": PHONE})
    for one in Library(language=language, hospital=hospital).procedures()
]
PIXELS = 4
"""Of a module in the picture that is read."""

PANEL = (1280, 800)
"""Pixels of a usual screen."""


def named(made: Procedure) -> str:
    return f"{made.id}-{made.language}{'-phone' if number_to_call(made) else ''}"


def number_to_call(made: Procedure) -> str:
    lines = (line for step in made.section("call").steps for line in step.text)
    return next((line.text for line in lines if PHONE in line.text), "")


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
    walk.visit = walk.visit.in_language(Library(language=made.language).words(), made).showing_squares(True)
    found = []
    for stop in walk.visit.trail:
        if stop.kind == "take":
            walk.visit = walk.visit.move(stop, walk.at)[0]
            found.append(walk.page)
    return found


def texts_of(made: Procedure) -> list[str]:
    return [code.text for page in code_pages(made) for code in parts(page, Code)]


@pytest.mark.parametrize("made", EVERY, ids=named)
def test_a_camera_reads_every_square_from_the_cells_on_a_grid_of_120_by_40(made: Procedure) -> None:
    pages = code_pages(made)
    assert 1 <= len(pages) <= MOST_CODES
    for grid in ((120, 40), (180, 50)):
        leaves = [lay_out(page, *grid, words().row, pictures=Pictures()) for page in pages]
        assert [read(leaf) for (leaf,) in leaves] == texts_of(made)


@pytest.mark.parametrize("made", EVERY, ids=named)
def test_the_squares_together_hold_every_line_and_nothing_else(made: Procedure) -> None:
    """The title and the number to call stand at the top of each, or once: each square may be read alone."""
    unchecked = Library(language=made.language).words().take_home.unchecked
    number, found = number_to_call(made), texts_of(made)
    held = [line for text in found for line in text.split("\n")]
    remembered = [line.removesuffix(ADDED) for line in held if line.lstrip(f"{ADDED} ") != unchecked]
    assert remembered[0] == made.title
    assert not number or number in remembered
    body = [line for line in remembered if line not in (made.title, number)]
    assert " ".join(body) == " ".join(note.line.text for note in made.remember)
    once = {remembered.count(made.title), remembered.count(number) if number else 1}
    assert once <= {1, len(found)}
    assert max(len(text.encode()) for text in found) <= MOST_BYTES


@pytest.mark.parametrize("made", EVERY, ids=named)
def test_each_square_says_of_its_own_lines_what_waits_for_a_doctor(made: Procedure) -> None:
    unchecked = Library(language=made.language).words().take_home.unchecked
    added = {note.line.text for note in made.remember if note.line.added}
    for text in texts_of(made):
        *lines, last = text.split("\n")
        signed = [line for line in lines if line.endswith(ADDED)]
        carried = [line for line in lines if any(line.removesuffix(ADDED) in one for one in added)]
        assert set(carried) <= set(signed)
        if made.general:
            assert last == unchecked
        else:
            assert (last == f"{ADDED} {unchecked}") == bool(signed)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_number_stands_in_the_square_that_says_when_to_call(language: str) -> None:
    for made in Library(language=language, hospital={"phone": PHONE}).procedures():
        assert number_to_call(made) in texts_of(made)[-1]
        assert PHONE not in "".join(texts_of(Library(language=language).procedure(made.id)))


def test_a_line_that_names_the_number_itself_is_not_told_it_twice() -> None:
    made = Library(hospital={"phone": PHONE}).procedure("sialogram")
    *others, last = made.remember
    says = replace(last, line=replace(last.line, text=f"Call {PHONE}.", values=("phone",)))
    own = replace(made, remember=(*others, says))
    assert "\n".join(codes(own, words().take_home)).count(PHONE) == 1


@pytest.mark.parametrize("phone", ["5" * 60, "555 0100"])
def test_a_walkthrough_with_long_lines_or_few_has_squares_too(phone: str) -> None:
    made = Library(hospital={"phone": phone}).procedure("sialogram")
    few = replace(made, remember=made.remember[:1])
    assert len(codes(few, words().take_home)) == 1
    assert codes(replace(made, remember=()), words().take_home)[0].startswith(made.title)
    endless = replace(made.remember[0], line=replace(made.remember[0].line, text="word " * 200))
    assert "word word" in codes(replace(made, remember=(endless,)), words().take_home)[0]


@pytest.mark.parametrize("colours", PALETTES)
def test_it_is_black_on_white_in_every_theme(colours: str) -> None:
    (page, *_) = code_pages(procedure())
    (leaf,) = lay_out(page, 120, 40, words().row, pictures=Pictures())
    assert read(leaf, colours).startswith("Sialogram\n")
    paints = set(chain.from_iterable(piece.paint for row in leaf.rows for piece in row if piece.paint))
    assert paints == {"#000000", "#ffffff"}
    top = [piece for piece in leaf.rows[leaf.picture.top] if piece.paint]  # type: ignore[union-attr]
    assert {piece.paint for piece in top} == {("#ffffff", "#ffffff")}


def read_sent(leaves: tuple[Leaf, ...], cell: Cell) -> str:
    """What a phone reads from the image that kitty was sent."""
    kitty = Kitty()
    (standing,) = [leaf.picture for leaf in leaves if leaf.picture]
    Sharp((), kitty.write, lambda: cell).show(standing)
    assert (kitty.place["c"], kitty.place["r"]) == (str(standing.columns), str(standing.rows))
    picture = pixels(b64decode(kitty.sent))
    assert picture.shape == (standing.rows * cell.height, standing.columns * cell.width), "kitty would stretch it"
    found = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
    return "\n".join(one.text for one in found)


def pixels(png: bytes) -> "numpy.typing.NDArray[numpy.uint8]":
    """The pixels of a PNG file with a bit for each and no filters."""
    width, height, bits = struct.unpack(">IIB", png[16:25])
    assert bits == 1
    start = png.index(b"IDAT") + 4
    (length,) = struct.unpack(">I", png[start - 8 : start - 4])
    lines = numpy.frombuffer(zlib.decompress(png[start : start + length]), numpy.uint8).reshape(height, -1)
    assert not lines[:, 0].any()
    return numpy.unpackbits(lines[:, 1:], axis=1)[:, :width] * 255


@pytest.mark.parametrize("grid", [(40, 11), (60, 20), (80, 24), (100, 28), (120, 40)])
@pytest.mark.parametrize("made", EVERY, ids=named)
def test_in_kitty_smaller_grids_carry_each_square_too(made: Procedure, grid: tuple[int, int]) -> None:
    cell = Cell(PANEL[0] // grid[0], PANEL[1] // grid[1])
    for page, text in zip(code_pages(made), texts_of(made), strict=True):
        leaves = lay_out(page, *grid, words().row, fingers=Fingers(), pictures=Pictures(sharp=lambda: cell))
        assert read_sent(leaves, cell) == text
        shown = " ".join(piece.text for leaf in leaves for row in leaf.rows for piece in row)
        told = [one.text for one in parts(page, Paragraph)]
        assert all(set(one.split()) <= set(shown.split()) for one in told), "words beside the square were lost"


def test_where_kitty_does_not_say_how_large_its_cells_are_80_by_24_carries_it() -> None:
    (page, *_) = code_pages(procedure())
    leaves = lay_out(page, 80, 24, words().row, pictures=Pictures(sharp=lambda: USUAL_CELL))
    assert read_sent(leaves, USUAL_CELL).startswith("Sialogram\n")
    few = lay_out(page, 60, 20, words().row, pictures=Pictures(sharp=lambda: USUAL_CELL))
    assert not any(leaf.picture for leaf in few), "a phone could not tell its modules apart"


def at_take_home(made: str = "sialogram") -> Walk:
    walk = Walk.begin(made)
    walk.visit = walk.visit.move(Stop("remember"), walk.at)[0]
    return walk.to("take")


def test_where_no_square_fits_one_page_offers_paper() -> None:
    walk = at_take_home()
    assert [one.text for one in parts(walk.page, Paragraph)] == [words().take_home.no_square]
    assert not parts(walk.page, Code)
    assert walk.do(GoOn()).page.heading == words().summary.end


def test_a_screen_that_loses_its_room_leads_to_the_page_that_is_left() -> None:
    walk = at_take_home()
    walk.visit = walk.visit.showing_squares(True)
    walk.do(GoOn(), GoOn())
    assert walk.visit.place.item == "3"
    walk.visit = walk.visit.showing_squares(False)
    assert walk.visit.place in walk.visit.trail
    assert shows(walk.page, words().take_home.no_square)


CAMERA = "Point your phone's camera"
MOST_LEAVES = 40
"""Of the last pages, on the smallest grid."""


async def to_take_home(hands: Hands) -> None:
    """Through help and the parts to what to remember, and on."""
    await hands.choose(1)
    await hands.press("f1")
    await hands.choose(hands.app.kiosk.page.choices().index("contents") + 1)
    await hands.choose(hands.app.kiosk.page.choices().index("remember") + 1)
    for _ in range(MOST_LEAVES):
        if hands.app.kiosk.page.kind == "take":
            return
        await hands.press("right")
    raise AssertionError("there is no page to take along")


@pytest.mark.parametrize("grid", [(40, 11), (60, 20), (80, 24), (100, 28)])
async def test_on_a_small_screen_paper_is_offered_and_no_camera_named(tmp_path: Path, grid: tuple[int, int]) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram")
    async with app.run_test(size=grid) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_take_home(hands)
        assert hands.sees("Ask your nurse")
        assert not hands.sees("camera")
        await hands.press(*["right"] * len(app.reader.leaves if app.reader else ()))
        assert hands.sees(words().summary.end)


async def test_in_the_largest_letters_paper_is_offered_and_afterwards_the_square_again(tmp_path: Path) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram", sizes=("usual", "largest"))
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_take_home(hands)
        assert hands.sees(CAMERA)
        assert hands.sees("To take with you, 4 of 7")
        await hands.press("f4")
        assert not shows(app.kiosk.page, CAMERA)
        assert shows(app.kiosk.page, words().take_home.no_square)
        await hands.press("f4")
        assert hands.sees(CAMERA)


async def test_in_kitty_the_square_stands_on_a_small_screen(tmp_path: Path) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram")
    kitty, cell = Kitty(), Cell(16, 33)
    app._sharp, app._pictures = Sharp((), kitty.write, lambda: cell), Pictures(sharp=lambda: cell)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_take_home(hands)
        assert hands.sees(CAMERA)
        await pilot.pause()
        squares = app.kiosk.visit.squares if app.kiosk.visit else ()
        assert seen(kitty) == squares[0]
        await hands.press("right")
        await pilot.pause()
        assert seen(kitty) == squares[1]


async def test_squares_are_made_before_they_are_needed_and_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    def counted(text: str) -> Modules:
        made.append(text)
        return modules(text)

    monkeypatch.setattr("kiosk.ui.picture.modules", counted)
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram")
    async with app.run_test(size=(120, 40)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.choose(1)
        await to_the_last_parts(hands)
        await pilot.pause()
        await app.workers.wait_for_complete()
        assert app.kiosk.visit
        assert sorted(made) == sorted(app.kiosk.visit.squares), "the pages that show them would wait for them"
        await to_kind(hands, "take")
        await hands.press("right", "left", "f5", "f5")
        assert hands.sees(CAMERA)
        assert len(made) == 3


def test_starting_imports_nothing_for_squares() -> None:
    loads = "import sys, kiosk.ui.app, kiosk.commands.walks; print('segno' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", loads], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "False\n"


def seen(kitty: Kitty) -> str:
    (found,) = zxingcpp.read_barcodes(pixels(b64decode(kitty.sent)), formats=zxingcpp.BarcodeFormat.QRCode)
    return str(found.text)


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
        assert code.text.split("\n")[-2] not in said


def test_as_text_no_square_is_spoken_of() -> None:
    said = " ".join(lines_of(at_take_home().page, words()))
    assert words().take_home.no_square in said
    assert "camera" not in said


def test_a_language_with_fewer_squares_shows_its_last_one() -> None:
    spanish = Library(language="es")
    english = Library().procedure("deep-soft-tissue-biopsy")
    short, long = sorted((english, procedure("salivary-gland-scan")), key=lambda one: len(code_pages(one)))
    walk = Walk.begin(long.id)
    walk.visit = walk.visit.showing_squares(True)
    walk.visit = walk.visit.move(Stop("take", item=str(len(code_pages(long)))), 1.0)[0]
    there = walk.visit.in_language(spanish.words(), short)
    assert there.place in there.trail
    assert there.page.kind == "take"
    assert len(code_pages(short)) < len(code_pages(long))
