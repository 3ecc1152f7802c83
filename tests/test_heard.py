"""That a visit was read aloud is kept, as one event and no more: for the share of those who listen."""

import signal
from pathlib import Path

from folders import KIOSK
from journal_reader import ask
from kiosk.journal.results import summarise
from kiosk.visit.comfort import Comfort
from terminal import Terminal
from test_app import Hands
from test_voice_on_screen import Listening, to_the_next_page


def read_aloud(folder: Path) -> tuple[int, int]:
    share = summarise(folder).procedures[0].read_aloud
    assert share is not None
    return share.count, share.of


async def test_the_voice_switched_on_in_a_visit_is_kept(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state")
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await to_the_next_page(hands)
        assert read_aloud(listening.kiosks.folder) == (0, 1)
        await hands.press("f2", "f2", "f2")
        assert read_aloud(listening.kiosks.folder) == (1, 1)
    kept = ask(listening.kiosks.folder, "SELECT DISTINCT kind FROM events ORDER BY kind")
    assert kept == [("heard",), ("initialized",), ("launched",)], "no key press is kept"


async def test_a_visit_that_begins_with_the_voice_on_was_heard(tmp_path: Path) -> None:
    listening = Listening(tmp_path / "state", procedure="", comfort=Comfort(voice=True))
    async with listening.app.run_test(size=(80, 24)) as pilot:
        hands = Hands(listening.app, pilot, listening.kiosks.clock)
        await hands.press("enter")
        assert hands.sees("What are you here for today?")
        await hands.choose(4)
        assert hands.sees("Is this your procedure?")
        assert read_aloud(listening.kiosks.folder) == (1, 1)


def test_a_launch_with_the_voice_on_is_kept(tmp_path: Path) -> None:
    for more, heard in (([], 0), (["--read-aloud"], 1)):
        data = tmp_path / str(heard)
        with Terminal.start([str(KIOSK), "launch", "sialogram", "--data", str(data), *more], 80, 24) as terminal:
            terminal.wait_for("Sialogram")
            terminal.kill(signal.SIGTERM)
            terminal.wait_exit()
        assert read_aloud(data) == (heard, 1)
