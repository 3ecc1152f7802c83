"""What is owed to every user and fits no other file's subject, and the table that is made of all such tests."""

import re
import subprocess
import sys
import time
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from contrast import LARGEST, SMALLEST, TABLE, kiosk_pages
from every_page import LIBRARY, PICTURES, WORDS, pages
from kiosk.model.action import ChangeVolume, Choose, GetHelp, GoOn, Hear, HearAgain
from kiosk.model.page import Page, Paragraph
from kiosk.speech.narrator import narrate, narrate_change
from kiosk.speech.teller import Shown
from kiosk.ui.fingers import LEAST_TARGET, Fingers
from kiosk.ui.keys import PRESSES
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.reader import Reader
from kiosk.ui.sheet import lay_out
from kiosk.ui.view import PageView
from kiosk.visit.comfort import COLOURS, VOLUMES, Colours, Comfort
from kiosk.visit.visit import Limits, Visit
from locked import ENTER, KIOSK, RIGHT
from terminal import Terminal
from test_app import Hands, Kiosks
from test_comfort import sit
from test_teller import Room

HOME = Path(__file__).parents[1]
GENERATOR = HOME / "docs" / "make_conformance.py"
DOWN = b"\x1b[B"
LEAST_GAP = 2.54
PANELS = {(55, 15): 126, (64, 18): 194, (73, 20): 166, (86, 24): 194, (118, 33): 268, (131, 37): 296}
"""The height in millimetres of the panel on which this grid has letters of the usual size."""


@pytest.fixture(scope="module")
def every() -> list[Page]:
    return [*pages("sialogram"), *kiosk_pages()]


@pytest.mark.holds(3)
def test_on_every_page_a_pause_keeps_the_place_and_again_says_one_sentence_and_then_the_page(every: list[Page]) -> None:
    for page in every:
        texts = [one.text for one in narrate(page, WORDS)]
        room = Room()
        room.show(page, voice=Hear())
        room.let_speak(len(texts) // 2)
        here = room.mouth.said[-1]
        room.show(voice=Hear())
        room.show(voice=Hear())
        assert room.mouth.said[-1] == here, page.id
        room.show(voice=HearAgain())
        assert room.mouth.said[-1] == here, page.id
        room.show(voice=HearAgain())
        assert room.mouth.said[-1] == texts[0], page.id


@pytest.mark.holds(7)
@pytest.mark.parametrize("kind", ["comfort", "practice", "confirm", "intro", "step", "question", "feedback", "help"])
def test_louder_and_softer_are_said_on_every_kind_of_page(kind: str) -> None:
    here = sit(comfort_first=True)
    if kind == "practice":
        here.do(Choose("more"), Choose("practice"))
    elif kind == "help":
        here.to("step").do(GetHelp())
    elif kind != "comfort":
        here.to(kind)
    for by in (1, -1, -1):
        before = here.page
        here.do(ChangeVolume(by))
        said = WORDS.voice.volume.format(number=here.kiosk.comfort.volume, count=VOLUMES)
        assert said in [one.text for one in narrate_change(before, here.page, WORDS)]


@pytest.mark.holds(12)
async def test_a_touch_says_that_somebody_is_there(tmp_path: Path) -> None:
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.wait(170)
        await hands.touch("Is this your procedure?")
        await hands.wait(170)
        assert hands.sees("Is this your procedure?")
        await hands.wait(11)
        assert hands.sees(WORDS.alert.heading)


@pytest.mark.holds(14)
@pytest.mark.parametrize("minutes", [2, 3, 5])
def test_how_long_the_kiosk_waits_is_shown_and_said_before_the_first_step(minutes: int) -> None:
    limits = Limits(idle=60 * minutes)
    visit = Visit.begin("test", LIBRARY.procedure("sialogram"), WORDS, limits, 0.0)[0]
    told = ""
    while visit.place.kind != "step":
        told += " ".join(one.text for one in narrate(visit.page, WORDS))
        visit = visit.do(Choose("yes") if visit.place.kind == "confirm" else GoOn(), 1.0)[0]
    assert f"If nothing is pressed for {minutes} minutes, the kiosk asks if you are still there." in told


@pytest.mark.holds(15)
def test_every_key_is_answered_within_half_a_second(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, "launch", "sialogram", "--data", str(tmp_path)], 80, 24) as terminal:
        terminal.wait_for(WORDS.comfort.heading)
        terminal.rest(1)
        for _ in range(30):
            written, sent = len(terminal.output), time.monotonic()
            terminal.send(DOWN)
            terminal.wait_until(lambda written=written: len(terminal.output) > written, "a key had no answer")
            assert time.monotonic() - sent < 0.5
            terminal.rest(0.2)


@pytest.mark.holds(18, 50)
@pytest.mark.parametrize("theme", COLOURS)
def test_no_cell_blinks_or_is_dimmed_and_every_colour_is_the_palettes_own(every: list[Page], theme: Colours) -> None:
    palette = PALETTES[theme]
    view = PageView(palette)
    own = {value for name in palette.__dataclass_fields__ if (value := getattr(palette, name))}
    for page in every:
        for leaf in lay_out(page, 80, 24, WORDS.row):
            for row in leaf.rows:
                for style in (segment.style for segment in view.strip(row, "next", 80)):
                    assert style is not None
                    assert not any((style.blink, style.blink2, style.dim)), page.id
                    assert {colour.name for colour in (style.color, style.bgcolor) if colour} <= own, page.id


@pytest.mark.holds(25)
@pytest.mark.parametrize("grid", TABLE)
def test_lines_are_short_on_every_grid_and_a_blank_row_parts_paragraphs(
    every: list[Page], grid: tuple[int, int]
) -> None:
    met = 0
    for page in every:
        for leaf in lay_out(page, *grid, WORDS.row):
            stand: dict[int, list[int]] = {}
            for row, part in leaf.parts.items():
                stand.setdefault(part, []).append(row)
                line = "".join(piece.text for piece in leaf.rows[row] if piece.paint is None)
                assert len(line.strip()) <= 60, page.id
            for one, other in pairwise(sorted(stand)):
                if isinstance(page.parts[one], Paragraph) and isinstance(page.parts[other], Paragraph):
                    assert min(stand[other]) - max(stand[one]) >= 2, page.id
                    met += 1
    assert met


@pytest.mark.holds(28)
@pytest.mark.parametrize("grid", PANELS)
def test_what_is_touched_is_as_large_as_a_finger_with_room_between(every: list[Page], grid: tuple[int, int]) -> None:
    columns, rows = grid
    tall = PANELS[grid] / rows
    wide = PANELS[grid] * 16 / 9 / columns
    for page in every:
        for leaf in lay_out(page, columns, rows, WORDS.row, fingers=Fingers(PANELS[grid])):
            for place in leaf.places:
                assert (place.bottom - place.top) * tall >= LEAST_TARGET, (page.id, place)
                assert (place.right - place.left) * wide >= LEAST_TARGET, (page.id, place)
            for one, other in combinations(leaf.places, 2):
                beside = max(one.left - other.right, other.left - one.right) * wide
                below = max(one.top - other.bottom, other.top - one.bottom) * tall
                assert one.target == other.target or max(beside, below) >= LEAST_GAP, (page.id, one, other)


def leaves_of(reader: Reader) -> list[Leaf]:
    """Every leaf, by nothing but moving on and pressing."""
    met = [reader.leaf]
    while reader.number + 1 < len(reader.leaves):
        while reader.focus != "next":
            reader, _ = reader.press("down")
        reader, _ = reader.press("press")
        met.append(reader.leaf)
    return met


@pytest.mark.holds(30, 31, 52)
@pytest.mark.parametrize("grid", [SMALLEST, (80, 24), LARGEST])
def test_moving_on_and_pressing_reach_all_that_can_be_pressed_on_every_page(
    every: list[Page], grid: tuple[int, int]
) -> None:
    for page in every:
        reader = Reader.open(page, *grid, WORDS.row, fingers=Fingers(), pictures=PICTURES)
        met = leaves_of(reader)
        assert met == list(reader.leaves), page.id
        for number, leaf in enumerate(met):
            there, reached = replace(reader, number=number, focus="next"), set()
            for _ in leaf.targets():
                there = there.move(1)
                assert there.leaf is leaf
                reached.add(there.focus)
            assert reached == set(leaf.targets()), page.id


@pytest.mark.holds(32)
async def test_no_letter_and_no_sign_does_anything(tmp_path: Path) -> None:
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        before = hands.lines()
        for code in range(33, 127):
            if not chr(code).isdigit():
                await hands.press(chr(code))
        assert hands.lines() == before
        assert app.kiosk.page.kind == "confirm"


@pytest.mark.holds(32, 56)
def test_whatever_a_patient_does_needs_one_key_at_a_time_and_no_letter() -> None:
    together = {key for key in PRESSES if "+" in key}
    alone = {meaning for key, meaning in PRESSES.items() if key not in together}
    assert {PRESSES[key] for key in together} - alone == {"quit"}, "which leaves a demonstration only"
    assert not [key for key in PRESSES if len(key) == 1 and not key.isdigit()]


@pytest.mark.holds(35)
@pytest.mark.parametrize("grid", [SMALLEST, (80, 24), LARGEST])
def test_help_keeps_its_place_in_a_visit_and_outside_one(every: list[Page], grid: tuple[int, int]) -> None:
    found = {
        (place.left, place.top)
        for page in every
        for leaf in lay_out(page, *grid, WORDS.row)
        for place in leaf.places
        if place.target == "help"
    }
    assert len(found) == 1


@pytest.mark.holds(42)
@pytest.mark.parametrize("language", LIBRARY.languages())
def test_each_sentence_is_given_to_the_voice_in_the_language_that_is_shown(language: str) -> None:
    library = replace(LIBRARY, language=language)
    words = library.words()
    room = Room()
    for page in list(pages("sialogram", library))[:8]:
        room.teller.show(Shown(page, "next", words, Comfort(voice=True)))
        room.let_speak()
    assert len(room.mouth.said) > 20
    assert {manner.language for manner in room.mouth.manners} == {language}


@pytest.mark.holds(40, 50, 51)
def test_a_page_that_nobody_touches_does_not_change_and_nothing_rings_or_blinks(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, "launch", "sialogram", "--data", str(tmp_path)], 80, 24) as terminal:
        terminal.wait_for(WORDS.comfort.heading)
        terminal.rest(1.5)
        for key in (DOWN, RIGHT, ENTER, b"\x1bOP"):
            terminal.send(key)
            terminal.rest(0.8)
            before = len(terminal.output)
            terminal.rest(1.2)
            assert not terminal.output[before:]
        assert b"\x07" not in terminal.output
        styles = re.findall(rb"\x1b\[([\d;]*)m", bytes(terminal.output))
        plain = {re.sub(rb"[34]8;(2;\d+;\d+;\d+|5;\d+)", b"", one) for one in styles}
        assert len(styles) > 50
        assert not [one for one in plain if {b"5", b"6"} & set(one.split(b";"))]


@pytest.mark.holds(54)
def test_plain_text_writes_no_control_character_to_a_terminal(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, "plain", "sialogram", "--data", str(tmp_path)], 80, 24) as terminal:
        terminal.send(b"\r" * 300)
        assert terminal.wait_exit(30) == 0
        text = terminal.output.replace(b"^D\b\b", b"")
        assert WORDS.summary.finish_text.encode() in text
        assert {byte for byte in text if byte < 32 or byte == 127} == {10, 13}


def check(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, str(GENERATOR), *arguments], capture_output=True, text=True, check=False)


@pytest.mark.holds(60)
def test_the_table_is_what_the_tests_say_and_has_every_row() -> None:
    ended = check("--check")
    assert (ended.returncode, ended.stderr) == (0, "")
    table = (HOME / "docs" / "conformance.md").read_text()
    assert re.findall(r"^\| (\d+) \|", table, re.MULTILINE) == [str(number) for number in range(1, 73)]
    for file in set(re.findall(r"\(\.\./(tests/\w+\.py)\)", table)):
        assert (HOME / file).is_file()


@pytest.mark.parametrize(
    ("rows", "test", "says"),
    [
        ("1: {asks: It holds, figure: all}", "", "Row 1 has neither a test nor a person."),
        ("1: {asks: It holds, figure: all}", "@pytest.mark.holds(1, 2)", "Row 2 does not exist"),
        ("1: {asks: It holds, figure: all, person: looks}", "", "is not what the tests say"),
        ("1: {asks: It holds, figure: all}", "@pytest.mark.holds(1)", "is not what the tests say"),
    ],
)
def test_a_table_that_is_not_true_is_told(tmp_path: Path, rows: str, test: str, says: str) -> None:
    for folder in ("docs", "tests"):
        (tmp_path / folder).mkdir()
    (tmp_path / "docs" / "conformance.yaml").write_text(rows)
    (tmp_path / "docs" / "conformance.md").write_text("An older table")
    (tmp_path / "tests" / "test_it.py").write_text(f"{test}\ndef test_it(): pass\n")
    copy = tmp_path / "docs" / GENERATOR.name
    copy.write_text(GENERATOR.read_text())
    ended = subprocess.run([sys.executable, str(copy), "--check"], capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert says in ended.stderr
