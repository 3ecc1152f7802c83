"""Remarks, numbers of leaves, first answers, ends of lines and of leaves: each where an eye expects it, none moved."""

from dataclasses import replace

import pytest
from rich.cells import cell_len

from contrast import kiosk_pages
from every_page import LIBRARY, PICTURES, WORDS, pages
from kiosk.content.library import Library
from kiosk.model.page import Invitation, Note, Page, Paragraph
from kiosk.ui.fingers import Fingers
from kiosk.ui.leaf import Leaf
from kiosk.ui.sheet import lay_out
from kiosk.ui.wrap import wrap

GRIDS = [(40, 11), (45, 13), (60, 17), (60, 20), (80, 24), (120, 40), (180, 50)]
SPANISH = replace(LIBRARY, language="es")
COMFORT, VOICE, QUESTION = WORDS.comfort, WORDS.voice, WORDS.question
LARGEST = COMFORT.told.format(what=COMFORT.names.size, value=COMFORT.sizes.largest)
REMARKS = (
    "",
    VOICE.on,
    VOICE.speed.format(number=3, count=7),
    VOICE.volume.format(number=11, count=11),
    COMFORT.changed.format(what=LARGEST),
)
"""What is said after a press of an F key."""
ANSWERED = (QUESTION.hint, QUESTION.chosen.format(number=4))

SIALOGRAM = [*pages("sialogram"), *kiosk_pages()]
PRESSABLE = [page for page in SIALOGRAM if page.choices() and page.kind != "waiting"]
FINGERS = [None, Fingers()]


def leaves(page: Page, grid: tuple[int, int], fingers: Fingers | None = None) -> tuple[Leaf, ...]:
    return lay_out(page, *grid, WORDS.row, fingers=fingers, pictures=PICTURES)


def lines(leaf: Leaf) -> list[str]:
    return ["".join(piece.text for piece in row) for row in leaf.rows]


@pytest.mark.holds(35)
@pytest.mark.parametrize("fingers", FINGERS)
@pytest.mark.parametrize("grid", GRIDS)
def test_no_remark_moves_what_can_be_pressed(grid: tuple[int, int], fingers: Fingers | None) -> None:
    assert {page.kind for page in PRESSABLE} >= {"comfort", "question", "help", "step", "to-ask", "practice"}
    for page in PRESSABLE:
        remarks = (*REMARKS, *ANSWERED) if page.kind == "question" else REMARKS
        stand = {
            remark: [leaf.places for leaf in leaves(replace(page, notice=remark), grid, fingers)] for remark in remarks
        }
        assert all(places == stand[""] for places in stand.values()), page.id


@pytest.mark.parametrize("grid", GRIDS)
def test_a_remark_stands_whole_on_every_leaf(grid: tuple[int, int]) -> None:
    for page in PRESSABLE:
        for remark in (*REMARKS, *ANSWERED, COMFORT.screen_stays):
            for leaf in leaves(replace(page, notice=remark), grid):
                said = [piece.text for row in leaf.rows for piece in row if piece.role == "notice"]
                assert " ".join(said) == remark, page.id


@pytest.mark.parametrize("library", [LIBRARY, SPANISH])
@pytest.mark.parametrize("fingers", FINGERS)
def test_the_largest_letters_of_a_15_inch_panel_show_a_question_with_its_first_answer(
    library: Library, fingers: Fingers | None
) -> None:
    asked = [page for page in pages("sialogram", library) if page.kind == "question" and page.choices()]
    assert len(asked) > 20
    for page in asked:
        assert page.choices()[0] in leaves(page, (45, 13), fingers)[0].targets(), page.heading


@pytest.mark.parametrize("grid", GRIDS)
def test_the_number_of_the_leaf_is_at_the_right_of_all_that_stands_there(grid: tuple[int, int]) -> None:
    met = 0
    for page in SIALOGRAM:
        found = leaves(page, grid)
        stand = set()
        for number, leaf in enumerate(found, start=1):
            for line in lines(leaf) if len(found) > 1 else []:
                before, there, after = line.partition(f"{number} / {len(found)}")
                if there:
                    stand.add(cell_len(before))
                    assert after.strip() in ("▼", ""), page.id
                    assert leaf.picture is None or cell_len(before) > leaf.picture.left, page.id
                    met += leaf.picture is not None
        assert len(stand) == (len(found) > 1), page.id
    assert met or grid != (80, 24)


@pytest.mark.parametrize("grid", [(60, 17), (60, 20), (80, 24)])
def test_every_action_has_its_word_where_there_is_room_for_it(grid: tuple[int, int]) -> None:
    page = next(page for page in SIALOGRAM if page.kind == "comfort")
    row = WORDS.row
    for leaf in leaves(page, grid, Fingers()):
        below = " ".join(lines(leaf)[-4:])
        assert all(word in below for word in (row.back, VOICE.hear, COMFORT.bigger, row.help))


def test_no_word_stands_alone_in_the_last_line() -> None:
    assert wrap("Tell us now about any allergies, above all to contrast dye.", 57) == [
        "Tell us now about any allergies, above all to",
        "contrast dye.",
    ]
    assert wrap("Take your time.", 12) == ["Take your", "time."], "a word alone above is no better"
    assert wrap("They look for a granddaughterless hippopotamus", 28)[-1] == "hippopotamus", "both do not fit"


@pytest.mark.parametrize("grid", GRIDS)
def test_no_line_of_a_paragraph_is_alone_on_a_leaf(grid: tuple[int, int]) -> None:
    parted = 0
    for page in SIALOGRAM:
        if page.kind == "waiting":
            continue
        lengths: dict[int, list[int]] = {}
        for leaf in leaves(page, grid):
            for part in set(leaf.parts.values()):
                if isinstance(page.parts[part], Paragraph):
                    lengths.setdefault(part, []).append(list(leaf.parts.values()).count(part))
        for found in lengths.values():
            assert len(found) == 1 or min(found) > 1, page.id
            parted += len(found) > 1
    assert parted or grid[1] > 11


def test_the_smallest_screen_shows_the_waiting_page_whole() -> None:
    page = next(page for page in kiosk_pages() if page.kind == "waiting")
    asked = (*page.parts[:2], Invitation(VOICE.invite, "en"), Invitation(SPANISH.words().voice.invite, "es"))
    page = replace(page, parts=(*asked, Note(WORDS.waiting.demonstration)))
    (leaf,) = leaves(page, (40, 11))
    shown = " ".join(" ".join(lines(leaf)).split())
    assert shown.startswith(page.heading)
    assert shown.endswith(WORDS.waiting.demonstration)


@pytest.mark.parametrize("grid", [(60, 20), (80, 24)])
def test_who_types_a_pin_sees_how_many_digits_there_are(grid: tuple[int, int]) -> None:
    page = next(page for page in SIALOGRAM if page.kind == "pin")
    (leaf,) = leaves(page, grid, Fingers())
    assert {*"1234567890", "erase", "enter"} <= set(leaf.targets())
    assert WORDS.staff.typed.format(count=0) in " ".join(lines(leaf))
