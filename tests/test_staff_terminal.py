"""The staff at a real terminal: start in four presses, scan, end and go on, look and print, clean."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from journal_reader import ask
from kiosk.content.library import Library
from kiosk.journal.store import Journal
from kiosk.model.event import Launched, Terminated, VisitKey
from locked import F1, KIOSK, PIN, RIGHT, Prankster, lock
from terminal import Terminal

GRIDS = [(60, 20), (80, 24)]


def started_before(folder: Path, procedure: str) -> None:
    """This walkthrough was the last that was started."""
    one = Library().procedure(procedure)
    journal = Journal(folder / "state")
    journal.append(VisitKey("0ld", one.id, one.version, one.hash, "en"), [Launched(), Terminated("left", "confirm")])
    journal.close()


@pytest.fixture
def nurse(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Prankster]:
    """Before a locked kiosk that waits, on which a sialogram was started last; there is no printer."""
    started_before(tmp_path, "sialogram")
    columns, rows = getattr(request, "param", (80, 24))
    paper = f'"{tmp_path / "paper"}"'
    with Terminal.start([KIOSK, *lock(tmp_path, paper=paper)], columns, rows, {"PATH": str(tmp_path)}) as terminal:
        terminal.wait_for("Welcome")
        one = Prankster(terminal)
        one.settle()
        yield one


def unlock(one: Prankster) -> None:
    """By help and the PIN to the staff's page."""
    one.go_on("To call your nurse", [F1])
    one.choose("For staff", "Type the PIN")
    one.terminal.send(PIN.encode() + b"\r")
    one.terminal.wait_for("For staff")
    one.terminal.wait_until(lambda: not one.terminal.shows("Type the PIN"), "the PIN did not fit")
    one.settle()


@pytest.mark.parametrize("nurse", GRIDS, indirect=True)
def test_a_recent_one_is_started_in_four_presses_and_the_pin(nurse: Prankster) -> None:
    """F1, the number of For staff, the PIN with its Enter, Enter for the recent one, Enter to hand it over."""
    nurse.press(F1)
    nurse.terminal.wait_for("3  For staff")
    nurse.press(b"3")
    nurse.terminal.wait_for("Type the PIN")
    nurse.terminal.send(PIN.encode() + b"\r")
    nurse.terminal.wait_for("1  Start: Sialogram")
    for important in ("Find a procedure", "Go on with a visit", "Clean the screen", "Kiosk 0", "Walkthroughs: 5"):
        nurse.terminal.wait_for(important)  # all on one leaf
    nurse.press(b"\r")
    nurse.terminal.wait_for("1  Hand to the patient")
    for important in ("Language: English", "Letters: usual", "Ticket: none", "version 1, content", "No clinician"):
        nurse.terminal.wait_for(important)
    nurse.press(b"\r")
    nurse.terminal.wait_for("Is this your procedure?")


def test_a_scanner_opens_its_walkthrough_for_the_staff_and_does_nothing_before_a_patient(nurse: Prankster) -> None:
    nurse.terminal.send(b"77417\r")
    nurse.terminal.rest(0.5)
    assert nurse.terminal.shows("Welcome")
    unlock(nurse)
    nurse.terminal.send(b"40123455\r")
    nurse.terminal.wait_for("No procedure here fits")
    nurse.terminal.send(b"77417\r")
    nurse.terminal.wait_for("Port images before radiation therapy, version 1")
    nurse.press(b"1")
    nurse.terminal.wait_for("Is this your procedure?")
    nurse.settle()
    before = nurse.terminal.screen()
    nurse.terminal.send(b"70390\r")
    nurse.terminal.rest(0.5)
    assert nurse.terminal.screen() == before


def test_called_in_and_gone_on_seen_and_printed(nurse: Prankster, tmp_path: Path) -> None:
    unlock(nurse)
    nurse.choose("Start: Sialogram", "Hand to the patient")
    nurse.choose("Ticket: none", "The patient’s ticket")
    nurse.terminal.send(b"a")
    nurse.terminal.wait_for("Typed: A")
    nurse.terminal.send(b"7")
    nurse.terminal.wait_for("Typed: A7")
    nurse.press(b"\r")
    nurse.terminal.wait_for("Ticket: A7")
    nurse.choose("Hand to the patient", "Is this your procedure?")
    nurse.go_on("What this test is, 2 of 4", [b"\r", RIGHT])
    unlock(nurse)
    nurse.choose("End this visit and keep", "Welcome")
    unlock(nurse)
    nurse.choose("Go on with a visit", "Whose visit goes on?")
    nurse.terminal.send(b"a")
    nurse.terminal.wait_for("Typed: A")
    nurse.terminal.send(b"7")
    nurse.terminal.wait_for("Typed: A7")
    nurse.press(b"\r")
    nurse.terminal.wait_for("What this test is, 2 of 4")
    unlock(nurse)
    nurse.choose("What was understood", "Missed or not sure")
    nurse.choose("Print this", "There is no printer here")
    assert [file.name for file in (tmp_path / "paper").iterdir()] == ["review-sialogram.html"]
    kinds = ask(tmp_path / "state", "SELECT kind, reason FROM events WHERE kind IN ('launched', 'terminated')")
    assert kinds[2:] == [("launched", None), ("terminated", "staff"), ("launched", None)]
    (resumes,) = ask(tmp_path / "state", "SELECT item FROM events WHERE item IS NOT NULL AND kind = 'launched'")
    assert resumes == ask(tmp_path / "state", "SELECT visit FROM events WHERE reason = 'staff'")[0]


def test_a_wiped_screen_does_nothing_until_enter_is_held(nurse: Prankster) -> None:
    unlock(nurse)
    nurse.choose("Clean the screen", "You can clean the screen now")
    for sent in (b"\r", F1, b"77417\r", b"\x1b[<0;10;5M\x1b[<0;10;5m", b"\x11\x11", RIGHT):
        nurse.terminal.send(sent)
        nurse.terminal.rest(0.2)
    assert nurse.terminal.shows("You can clean the screen now")
    for _ in range(100):
        if not nurse.terminal.shows("You can clean the screen now"):
            break
        nurse.terminal.send(b"\r")
        nurse.terminal.rest(0.1)
    nurse.terminal.wait_for("Welcome")
    nurse.is_locked_in("cleaning")
