"""The screen, driven by keys and touches as a patient would, at three grids."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from every_page import LIBRARY, WORDS
from kiosk.content.library import Library
from kiosk.journal.recorder import Recorder
from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.model.event import Event, Launched, Terminated, VisitKey
from kiosk.ui.aloud import NewTeller
from kiosk.ui.app import KioskApp
from kiosk.ui.view import PageView
from kiosk.visit.comfort import Comfort
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit

GRIDS = [(60, 20), (80, 24), (180, 50)]


@dataclass
class Hands:
    """A patient at the kiosk: presses keys a second apart, touches what stands there, reads the screen."""

    app: KioskApp
    pilot: Pilot[None]
    clock: list[float]

    async def press(self, *keys: str, apart: float = 1.0) -> None:
        for key in keys:
            self.clock[0] += apart
            await self.pilot.press(key)

    async def choose(self, number: int) -> None:
        """A digit, and then a key without meaning: a digit counts once it is clear that no scanner typed it."""
        await self.press(str(number), "f9")

    async def touch(self, text: str, *, release: tuple[int, int] = (0, 0)) -> None:
        self.clock[0] += 1
        row = next(row for row, line in enumerate(self.lines()) if text in line)
        column = self.lines()[row].index(text)
        await self.pilot.mouse_down(offset=(column, row))
        await self.pilot.mouse_up(offset=(column + release[0], row + release[1]))

    def lines(self) -> list[str]:
        view = self.app.screen.query_one(PageView)
        return [view.render_line(row).text for row in range(view.size.height)]

    def sees(self, text: str) -> bool:
        return text in " ".join(" ".join(self.lines()).replace("▐", " ").replace("▌", " ").split())

    async def wait(self, seconds: float) -> None:
        """Lets time pass with nobody there."""
        self.clock[0] += seconds
        self.app.look_at_the_clock()
        await self.pilot.pause()


class Kiosks:
    """Builds kiosks that share a journal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = [1000.0]

    def app(
        self,
        procedure: str = "",
        *,
        fits: str = "",
        may_choose: bool = True,
        library: Library = LIBRARY,
        voice: NewTeller | None = None,
        comfort: Comfort | None = None,
        **setup_more: Any,
    ) -> KioskApp:
        pin = (lambda digits: digits == fits) if fits else None
        setup = Setup(
            WORDS, "0", Limits(), pin, may_choose, once=bool(procedure), voice=voice is not None, **setup_more
        )
        kiosk = Kiosk(setup, self.clock[0], comfort=comfort or Comfort())
        started: tuple[Event, ...] = ()
        if procedure:
            made = LIBRARY.procedure(procedure)
            visit, started = Visit.begin("visit", made, WORDS, Limits(), self.clock[0], "A12")
            kiosk = kiosk.begin(visit)
        recorder = Recorder(Journal(self.folder))
        return KioskApp(kiosk, library, recorder, lambda: self.clock[0], lambda: "visit", started, voice)


@pytest.fixture
def kiosks(tmp_path: Path) -> Kiosks:
    return Kiosks(tmp_path / "state")


@pytest.mark.parametrize("size", GRIDS)
async def test_a_patient_walks_from_waiting_to_waiting(kiosks: Kiosks, size: tuple[int, int]) -> None:
    app = kiosks.app()
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        assert hands.sees("Welcome")
        assert hands.sees("Demonstration")
        await hands.press("enter")
        assert hands.sees("What are you here for today?")
        await hands.choose(4)
        assert hands.sees("Is this your procedure?")
        while not hands.sees("How this works"):
            await hands.press("enter")
        met = set()
        for _ in range(400):
            kind = app.kiosk.page.kind
            met.add(kind)
            if kind == "waiting":
                break
            if kind == "question" and not hands.sees("You chose"):
                await hands.press("enter")
            else:
                await hands.press("enter" if kind in ("question", "before-risks") else "right")
        assert app.kiosk.page.kind == "waiting"
        assert met >= {"intro", "step", "question", "feedback", "before-risks", "to-ask", "summary"}
        assert hands.sees("Welcome")
        assert not hands.sees("Sialogram")
    found = summarise(kiosks.folder).procedures[0]
    assert (found.visits, found.finished, found.completed) == (1, 1, 1)
    assert len(found.questions) == 8


@pytest.mark.holds(48)
async def test_the_first_press_chooses_and_the_second_confirms(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_a_question(hands)
        await hands.press("right")
        assert hands.sees("Please choose an answer")
        await hands.press("down", "enter")
        assert hands.sees("You chose 2")
        await hands.press("up", "enter")
        assert hands.sees("You chose 1")
        await hands.choose(3)
        assert hands.sees("You chose 3")
        await hands.press("enter")
        assert hands.sees("Your answer:")
        await hands.press("left")
        assert hands.sees("This is the answer that you gave")
        await hands.choose(1)
        assert hands.sees("This is the answer that you gave")


async def to_a_question(hands: Hands) -> None:
    await hands.press("enter")
    while hands.app.kiosk.page.kind != "question":
        await hands.press("right")


@pytest.mark.holds(27)
async def test_a_touch_counts_where_it_began_and_ended(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.touch("Yes, this is mine", release=(0, -6))
        assert hands.sees("Is this your procedure?")
        await hands.touch("Yes, this is mine", release=(4, 0))
        assert hands.sees("How this works")
        await hands.touch("Start")
        assert hands.sees("What your test is called")


@pytest.mark.holds(29)
async def test_touch_alone_finishes_a_walkthrough(kiosks: Kiosks) -> None:
    app = kiosks.app("fluoroscopy-guided-injection")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.touch("Yes, this is mine")
        for _ in range(300):
            if app.kiosk.over:
                break
            kind = app.kiosk.page.kind
            if kind == "question" and not hands.sees("You chose"):
                await hands.touch("I am not sure")
            elif kind == "before-risks":
                await hands.touch("Show me the risks")
            else:
                await hands.touch(
                    next(word for word in ("Confirm →", "More →", "Finish →", "Start →", "Next →") if hands.sees(word))
                )
        assert app.ended == "finished"


@pytest.mark.holds(45)
async def test_a_glossary_word_opens_and_closes(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right")
        meaning = app.kiosk.visit.procedure.word("duct").meaning if app.kiosk.visit else ""
        assert not hands.sees(meaning)
        await hands.touch("3 duct")
        assert hands.sees(meaning)
        await hands.touch("3 duct")
        assert not hands.sees(meaning)


@pytest.mark.holds(26)
async def test_a_held_key_is_one_press(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        await hands.press("enter", apart=0.6)
        await hands.press(*["enter"] * 60, apart=0.033)
        assert hands.sees("How this works")


async def test_a_scan_does_nothing_on_a_patients_page(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press(*"211204711", "enter", apart=0.004)
        await hands.press("f9")
        assert hands.sees("Is this your procedure?")


@pytest.mark.holds(9, 23)
async def test_resizing_in_mid_question_loses_nothing(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_a_question(hands)
        await hands.choose(2)
        for size in ((60, 20), (180, 50), (20, 5), (40, 11), (120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert hands.sees("too small") == (size == (20, 5))
        assert hands.sees("You chose 2")
        await hands.press("enter")
        assert hands.sees("Your answer:")


@pytest.mark.holds(10, 58)
@pytest.mark.parametrize("size", GRIDS)
async def test_after_three_minutes_it_asks_and_any_key_goes_on_at_the_same_place(
    kiosks: Kiosks, size: tuple[int, int]
) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right", "right")
        here = hands.lines()
        await hands.wait(179)
        assert hands.lines() == here
        await hands.wait(1.5)
        assert hands.sees("Are you still there?")
        await hands.press("x", apart=1)
        await hands.press("f9")
        assert hands.lines() == here
        await hands.wait(181)
        await hands.wait(31)
        assert app.ended == "timeout"


async def test_no_ends_the_visit_and_sends_to_the_nurse(kiosks: Kiosks) -> None:
    app = kiosks.app()
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        await hands.choose(1)
        await hands.press("down", "enter")
        assert hands.sees("Please tell your nurse")
        await hands.press("enter")
        assert hands.sees("Welcome")
    assert summarise(kiosks.folder).procedures[0].not_started == 1


@pytest.mark.parametrize("size", GRIDS)
async def test_with_a_pin_the_nurse_starts_and_staff_get_in_by_digits_on_the_screen(
    kiosks: Kiosks, size: tuple[int, int]
) -> None:
    app = kiosks.app(fits="4711", may_choose=False)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        assert not hands.sees("Demonstration")
        await hands.press("ctrl+q", "ctrl+q", "ctrl+q")
        assert not app.kiosk.over
        assert hands.sees("Your nurse will start this for you")
        await hands.press("f1")
        await hands.touch("For staff")
        await hands.press(*"1234", "enter", apart=0.1)
        assert hands.sees("does not fit")
        await hands.touch("4")
        await hands.press("7", "1", "1", apart=0.1)
        assert not hands.sees("4711")
        await hands.press("enter")
        assert hands.sees("Stop the kiosk")
        await hands.touch("Stop the kiosk")
        assert app.kiosk.over


@pytest.mark.parametrize("size", GRIDS)
async def test_help_contents_and_stopping_at_every_grid(kiosks: Kiosks, size: tuple[int, int]) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        while app.kiosk.page.kind != "step":
            await hands.press("enter")
        await hands.press("f1")
        assert hands.sees("To call your nurse")
        await hands.choose(1)
        assert hands.sees("All the parts")
        assert hands.sees("you are here")
        await hands.choose(4)
        assert hands.sees("After the test, 1 of")
        await hands.press("f1")
        await hands.choose(1)
        assert hands.sees("not read yet")
        await hands.press("f1")
        await hands.choose(4)
        assert hands.sees("Do you want to stop here?")
        await hands.press("enter")
        assert hands.sees("After the test, 1 of")
        await hands.press("f1")
        await hands.choose(4)
        await hands.press("down", "enter")
        assert hands.sees("You stopped the guide")
        await hands.press("enter")
        assert app.kiosk.over
        assert app.ended == "left"


async def test_a_ticket_is_kept_apart_from_what_happened(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        assert hands.sees("Ticket A12")
        await hands.press("enter")
    with sqlite3.connect(kiosks.folder / "journal.sqlite3") as journal:
        assert journal.execute("SELECT ticket FROM tickets").fetchall() == [("A12",)]
        assert "A12" not in str(journal.execute("SELECT * FROM events").fetchall())


async def test_ctrl_q_twice_leaves_the_demonstration(kiosks: Kiosks) -> None:
    app = kiosks.app()
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("ctrl+q")
        assert hands.sees("Ctrl+Q once more")
        await hands.press("ctrl+q")
        assert app.kiosk.over


@pytest.mark.holds(41)
async def test_a_journal_that_cannot_be_written_is_told_calmly_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app("sialogram")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_a_question(hands)
        assert hands.sees("cannot be saved right now")
        await hands.choose(1)
        await hands.press("enter")
        assert hands.sees("Your answer:")
        (tmp_path / "state").unlink()
        await hands.press("right")
        while app.kiosk.page.kind != "question":
            await hands.press("right")
        await hands.choose(1)
        await hands.press("enter")
        assert not hands.sees("cannot be saved")
    questions = summarise(kiosks.folder).procedures[0].questions
    assert sum(one.right + one.wrong + one.unsure for one in questions) >= 1


async def test_the_waiting_words_move_so_that_nothing_burns_in(kiosks: Kiosks) -> None:
    app = kiosks.app()
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        first = hands.lines()
        app.move_words()
        await pilot.pause()
        assert hands.lines() != first
        assert hands.sees("Welcome")


async def test_markup_in_content_shows_as_written(kiosks: Kiosks, tmp_path: Path) -> None:
    import shutil

    folder = tmp_path / "content"
    shutil.copytree(LIBRARY.folder, folder)
    words = folder / "procedures" / "sialogram" / "en.yaml"
    text = words.read_text("utf-8")
    heading = next(line for line in text.splitlines() if line.strip().startswith("heading:"))
    words.write_text(
        text.replace(heading, heading.split(":")[0] + ": '5 [mg] twice [/ [@click=app.quit] No'", 1), "utf-8"
    )
    app = kiosks.app(library=Library(folder, LIBRARY.assets))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        await hands.choose(LIBRARY.ids().index("sialogram") + 1)
        await hands.press("enter", "right")
        assert hands.sees("5 [mg] twice [/ [@click=app.quit] No")


async def test_a_running_kiosk_removes_visits_that_are_older_than_they_are_kept(kiosks: Kiosks) -> None:
    Journal(kiosks.folder, lambda: datetime(2020, 1, 1, tzinfo=UTC)).append(
        VisitKey("old", "sialogram", 1, "0" * 16, "en"), [Launched(), Terminated("left", "confirm")]
    )
    app = kiosks.app()
    app.recorder = Recorder(Journal(kiosks.folder), keep_days=365)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert summarise(kiosks.folder).procedures == ()
