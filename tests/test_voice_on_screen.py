"""The voice on the screen: its button, its keys, the sentence that is marked, and what happens when it is lost."""

import sqlite3
from pathlib import Path

import pytest

from at_the_end import every_leaf
from kiosk.model.action import Adjust
from kiosk.speech.pronounce import Pronunciation
from kiosk.speech.protocol import Started, WordTime
from kiosk.speech.teller import Ears, Teller
from kiosk.ui.palette import PALETTES, Role
from kiosk.ui.view import PageView
from kiosk.visit.comfort import Comfort
from mouth import Mouth
from test_app import Hands, Kiosks


class Listening:
    """A patient at a kiosk with a voice that sounds when the test says so."""

    def __init__(
        self, folder: Path, procedure: str = "sialogram", comfort: Comfort | None = None, invite: float = 0
    ) -> None:
        self.kiosks = Kiosks(folder)
        self.mouth = Mouth()
        self.app = self.kiosks.app(procedure, voice=self._teller, comfort=comfort, invite=invite)

    def _teller(self, ears: Ears) -> Teller:
        teller = Teller(lambda _: Pronunciation(), "", ears)
        self.mouth.hear = teller.hear
        teller.use(self.mouth)
        return teller

    def marked(self, role: Role = "spoken") -> str:
        """What is marked on the screen as being said."""
        view = self.app.screen.query_one(PageView)
        ground = PALETTES["daylight"].style(role).bgcolor
        segments = [segment for row in range(view.size.height) for segment in view.render_line(row)]
        return " ".join(one.text for one in segments if one.style and one.style.bgcolor == ground)


@pytest.fixture
def listening(tmp_path: Path) -> Listening:
    return Listening(tmp_path / "state")


async def to_the_next_page(hands: Hands) -> None:
    """Says that it is the right procedure, on whichever leaf that is asked."""
    while hands.app.kiosk.page.kind == "confirm":
        await hands.press("enter")


@pytest.mark.holds(36, 38)
async def test_one_key_turns_the_voice_on_and_off_and_the_button_says_so(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        assert hands.sees("Hear it F2")
        assert listening.mouth.said == []
        await hands.press("f2")
        assert hands.sees("Pause F2")
        assert listening.mouth.said[0] == "The voice is on."
        listening.mouth.ends()
        assert listening.mouth.said[1] == "Sialogram"
        await hands.press("f2")
        assert hands.sees("The voice is off.")
        count = len(listening.mouth.said)
        listening.mouth.ends()
        assert len(listening.mouth.said) == count


async def test_a_finger_on_the_button_does_the_same(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.touch("Hear it")
        assert hands.sees("Pause F2")
        assert listening.mouth.said


@pytest.mark.holds(39)
async def test_the_sentence_that_sounds_is_marked_on_the_screen(listening: Listening) -> None:
    async with listening.app.run_test(size=(60, 20)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await to_the_next_page(hands)
        await hands.press("f2")
        met = []
        for _ in range(30):
            text = listening.mouth.said[-1]
            listening.mouth.begins()
            await pilot.pause()
            if listening.marked():
                met.append(text)
                seen, said = ("".join(one.replace(":", " ").split()) for one in (listening.marked(), text.rstrip(".")))
                assert seen.startswith(said[:20])  # an action's key follows its word after a colon, which is not shown
            listening.mouth.ends()
        assert any(text.startswith("You read one page at a time") for text in met)
        assert any(text.startswith("If nothing is pressed") for text in met), (
            "the screen did not follow to the next leaf"
        )


@pytest.mark.holds(2, 43)
async def test_any_act_silences_the_voice(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f2")
        for key in ("down", "x", "f1", "left", "enter"):
            silenced = listening.mouth.silenced
            await hands.press(key)
            await hands.press("f11")
            assert listening.mouth.silenced > silenced, key


async def test_speed_and_volume_change_by_steps_are_said_and_end_at_their_ends(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f2")
        for _ in range(9):
            await hands.press("f8")
        assert hands.sees("Speed 7 of 7.")
        assert listening.mouth.said[-1] == "Speed 7 of 7."
        assert listening.mouth.manners[-1].speed == 6
        for _ in range(12):
            await hands.press("f9")
        assert hands.sees("Volume 1 of 11.")
        assert listening.mouth.manners[-1].volume == 0


@pytest.mark.holds(41)
async def test_a_voice_that_is_lost_is_said_on_the_screen_and_the_visit_goes_on(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f2")
        listening.mouth.fails()
        await pilot.pause()
        assert hands.sees("Sound is not available. Everything is on the screen.")
        assert hands.sees("Hear it F2")
        await hands.press("enter")
        assert hands.sees("How this works")
        count = len(listening.mouth.said)
        await hands.press("f2")
        assert len(listening.mouth.said) == count + 1
    with sqlite3.connect(listening.kiosks.folder / "journal.sqlite3") as journal:
        kinds = [kind for (kind,) in journal.execute("SELECT kind FROM events")]
    assert kinds.count("voice-lost") == 1


@pytest.mark.holds(12, 58)
async def test_nobody_is_asked_whether_they_are_there_while_a_page_is_read(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("enter", "f2")
        for _ in range(10):
            await hands.wait(100)
            listening.mouth.begins()
            listening.mouth.ends()
        assert not hands.sees("Are you still there?")
        await hands.wait(181)
        assert hands.sees("Are you still there?")
        assert listening.mouth.said[-1] == "Are you still there?"
        for _ in range(3):
            listening.mouth.begins()
            listening.mouth.ends()
        await hands.wait(31)
        assert listening.app.ended == "timeout"


@pytest.mark.holds(6, 8)
async def test_the_next_patient_begins_in_silence_and_at_the_usual_speed(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", procedure="")
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f2")
        assert hands.sees("What are you here for today?")
        assert listening.app.kiosk.comfort.voice
        await hands.press("f8", "f10", "left")
        assert hands.sees("Welcome")
        assert listening.app.kiosk.comfort == Comfort()
        await hands.press("enter")
        assert hands.sees("Hear it F2")


async def test_a_nurse_can_begin_with_the_voice_on(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", comfort=Comfort(voice=True))
    async with listening.app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert listening.mouth.said == ["Sialogram"]


async def test_help_says_the_keys_of_the_voice(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f1")
        assert "F2: hear the page, or pause." in await every_leaf(hands)


async def test_turning_to_the_next_leaf_reads_from_there(listening: Listening) -> None:
    async with listening.app.run_test(size=(60, 20)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await to_the_next_page(hands)
        await hands.press("f2")
        assert hands.sees("1 / 2")
        await hands.press("right")
        assert hands.sees("2 / 2")
        assert listening.mouth.said[-1] in " ".join(" ".join(hands.lines()).split())


async def test_what_to_do_first_is_said_each_time(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("enter", "f2")
        while listening.app.kiosk.page.kind != "question":
            await hands.press("right")
        for _ in range(2):
            listening.mouth.said.clear()
            await hands.press("right")
            assert listening.mouth.said == ["Please choose an answer."]


async def test_the_word_that_sounds_is_marked_within_its_sentence(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f2")
        listening.mouth.ends()
        listening.mouth.ends()
        text = listening.mouth.said[-1]
        place = text.index(text.split()[1])
        listening.mouth.hear(Started(len(listening.mouth.said), 1.0, (WordTime(place, 1, 0.0),)))
        await pilot.pause(0.05)
        assert listening.marked("spoken-word") == text.split()[1].strip(".?")


@pytest.mark.holds(36)
async def test_the_waiting_page_invites_by_voice_and_a_key_begins_with_the_voice_on(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", procedure="", invite=300)
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.wait(299)
        assert listening.mouth.said == []
        await hands.wait(2)
        assert listening.mouth.said == ["To have it read aloud, press F2."]
        await hands.press("down")
        assert listening.app.kiosk.comfort.voice
        assert "What are you here for today?" in listening.mouth.said


async def test_after_the_invitation_a_key_begins_in_silence(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", procedure="", invite=300)
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.wait(301)
        while listening.app.kiosk.inviting:
            listening.mouth.begins()
            listening.mouth.ends()
        await hands.press("down")
        assert not listening.app.kiosk.comfort.voice


async def test_the_kiosk_goes_on_by_itself_for_who_wants_that(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await to_the_next_page(hands)
        await hands.press("f2")
        for onward in (False, True):
            if onward:
                listening.app.act(Adjust("onward"))
                await hands.press("f3", "f3")
            place = listening.app.kiosk.page.id
            count = 0
            while len(listening.mouth.said) > count:
                count = len(listening.mouth.said)
                listening.mouth.ends()
            await hands.wait(2)
            assert (listening.app.kiosk.page.id != place) == onward


@pytest.mark.holds(38)
async def test_a_dark_screen_shows_nothing_and_the_walk_goes_on(listening: Listening) -> None:
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("f2", "f12")
        assert not "".join(hands.lines()).strip()
        assert "The screen is off." in listening.mouth.said
        await hands.press("enter")
        assert listening.mouth.said[-1] == "Before we start"
        assert not "".join(hands.lines()).strip()
        await hands.press("f12")
        assert hands.sees("How this works")


@pytest.mark.holds(31)
async def test_for_one_switch_the_focus_goes_round_by_itself_and_says_where_it_is(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", comfort=Comfort(voice=True, switches="one", scan=10.0))
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await pilot.pause()
        assert listening.app.reader
        first = listening.app.reader.focus
        assert listening.mouth.said
        listening.app.scan()
        assert listening.app.reader.focus == first, "not while the page is being read"
        while listening.mouth.said[-1] != "Enter presses 1.":
            listening.mouth.ends()
        listening.mouth.ends()
        listening.app.scan()
        assert listening.app.reader
        assert listening.app.reader.focus != first
        assert "No, or I am not sure" in listening.mouth.said[-1]
        listening.mouth.ends()
        await hands.press("space")
        assert hands.sees("Please tell your nurse")
