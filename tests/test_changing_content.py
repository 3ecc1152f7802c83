"""Files that change while the kiosk runs: the patient who is there notices nothing, the next one gets what is right."""

from pathlib import Path

import pytest

from folders import PROCEDURE, WORDS, Folder
from test_app import Hands, Kiosks


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")


@pytest.fixture
def kiosks(tmp_path: Path) -> Kiosks:
    return Kiosks(tmp_path / "state")


async def test_a_visit_keeps_the_words_that_it_started_with(kiosks: Kiosks, folder: Folder) -> None:
    app = kiosks.app(library=folder.library)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        await hands.choose(2)
        assert hands.sees("Is this your procedure?")
        folder.replace(WORDS, "heading: What your test is called", "heading: Another heading")
        await hands.press("enter", "right")
        assert hands.sees("What your test is called")
        (folder.home / WORDS).unlink()
        await hands.press("right")
        assert hands.sees("Is this your test?")


async def test_the_next_patient_gets_the_words_of_today_and_walkthroughs_that_came_since(
    kiosks: Kiosks, folder: Folder
) -> None:
    app = kiosks.app(library=folder.library)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        assert hands.sees("Sialogram")
        await hands.press("left")
        folder.replace(WORDS, "title: Sialogram", "title: Dye test")
        folder.copy("own", "A test of our own")
        await hands.press("enter")
        assert hands.sees("Dye test")
        assert hands.sees("A test of our own")
        assert not hands.sees("Sialogram")


async def test_a_walkthrough_that_broke_since_it_was_offered_is_not_begun(kiosks: Kiosks, folder: Folder) -> None:
    app = kiosks.app(library=folder.library)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        folder.replace(PROCEDURE, "right: pressure", "right: presure")
        await hands.choose(2)
        assert hands.sees("This guide cannot be shown right now. Please tell the staff.")
        assert not hands.sees("Is this your procedure?")


async def test_more_walkthroughs_than_fit_a_list_are_started_by_the_nurse(kiosks: Kiosks, folder: Folder) -> None:
    for number in range(60):
        folder.copy(f"test-{number:02}")
    app = kiosks.app(library=folder.library)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        assert hands.sees("Your nurse will start this for you")
        assert not hands.sees("What are you here for today?")
