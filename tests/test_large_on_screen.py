"""Drawn letters on the screen: one key brings them, the voice turns their leaves, a terminal with a font needs none."""

from pathlib import Path

import pytest

from drawn import read
from every_page import LIBRARY
from kiosk.ui.app import KioskApp
from kiosk.ui.letters import QUADRANTS
from kiosk.visit.comfort import Comfort, Size
from test_app import Hands, Kiosks
from test_voice_on_screen import Listening


class Glass:
    """A terminal's letters that can be changed: it keeps which size it was asked for."""

    def __init__(self) -> None:
        self.sizes: list[Size] = []

    async def show(self, size: Size) -> None:
        self.sizes.append(size)

    def reset(self) -> None:
        """The usual letters again."""


@pytest.fixture
def kiosks(tmp_path: Path) -> Kiosks:
    return Kiosks(tmp_path / "state")


def reads(app: KioskApp) -> str:
    assert app.reader
    return " ".join(read(app.reader.leaf))


def is_drawn(hands: Hands) -> bool:
    """Whether most of what stands on the screen is made of quadrants."""
    signs = "".join("".join(hands.lines()).split())
    return sum(sign in QUADRANTS for sign in signs) > len(signs) / 2


async def test_one_key_draws_the_letters_and_takes_them_back(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram", sizes=("usual", "largest"))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        assert hands.sees("Is this your procedure?")
        await hands.press("f4")
        assert is_drawn(hands)
        assert reads(app).startswith("Letters: largest.")
        await hands.press("right")
        assert "Is this your procedure?" in reads(app)
        await hands.press("f4")
        assert not is_drawn(hands)
        assert hands.sees("Is this your procedure?")
        assert hands.sees("Letters: usual.")


async def test_a_terminal_whose_font_grows_keeps_the_whole_page(kiosks: Kiosks) -> None:
    made, glass = kiosks.app("sialogram", sizes=("usual", "largest")), Glass()
    app = KioskApp(made.kiosk, LIBRARY, made.recorder, made.clock, lambda: "visit", font=glass)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("f4")
        assert glass.sizes == ["largest"]
        assert not is_drawn(hands)
        assert hands.sees("Is this your procedure?")


async def test_a_chosen_answer_outlives_the_size(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram", sizes=("usual", "largest"))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        while app.kiosk.page.kind != "question":
            await hands.press("enter")
        await hands.press("down", "enter", "f4")
        while "2 ●" not in reads(app):
            await hands.press("right")
        await hands.press("enter")
        assert app.kiosk.page.kind == "feedback"


async def test_the_voice_turns_the_leaves_and_a_turned_leaf_is_read(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", comfort=Comfort(voice=True, size="largest"))
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await pilot.pause()
        met = []
        for _ in range(9):
            listening.mouth.begins()
            await pilot.pause()
            met.append((listening.mouth.said[-1], reads(listening.app)))
            listening.mouth.ends()
        assert all(said in shown or shown in said for said, shown in met if said != "Before we start"), met
        assert len({shown for _, shown in met}) > 6
        await hands.press("left", "left")
        assert listening.mouth.said[-1] in reads(listening.app)
        await hands.press("left", "left", "left", "left", "left", "left", "left")
        assert reads(listening.app) == listening.mouth.said[-1] == "Sialogram", "the first leaf is read too"


async def test_a_choice_in_focus_is_said_and_not_read_past(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", comfort=Comfort(voice=True, size="largest"))
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        while "1 Yes" not in reads(listening.app):
            await hands.press("right")
        assert listening.mouth.said[-1] == "1: Yes, this is mine"
        await hands.press("down")
        assert listening.mouth.said[-1] == "2: No, or I am not sure"
        for _ in range(3):
            listening.mouth.begins()
            await pilot.pause()
            listening.mouth.ends()
        assert "2 No" in reads(listening.app)
        assert listening.app.reader
        assert listening.app.reader.focus == "no"


async def test_after_a_remark_the_sentence_that_it_interrupted_is_read(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", comfort=Comfort(voice=True, size="largest"))
    async with listening.app.run_test(size=(60, 20)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("right", "right", "right")
        sentence = reads(listening.app)
        await hands.press("f8")
        assert reads(listening.app) == "Speed 4 of 7."
        assert listening.mouth.said[-1] == "Speed 4 of 7."
        await hands.press("right")
        assert sentence in listening.mouth.said[-1]
        assert listening.mouth.said[-1].startswith(reads(listening.app)), "from its first word on"
