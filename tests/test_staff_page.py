"""The staff's page on the screen: by keys, by touch and by a barcode scanner; and scanners before patients."""

import sqlite3
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest
from textual.pilot import Pilot

from every_page import LIBRARY, WORDS
from kiosk.journal.store import Journal
from kiosk.model.event import Launched, VisitKey
from kiosk.model.page import Kind
from kiosk.supply import Supply
from kiosk.ui.app import KioskApp
from kiosk.ui.hands import SPELLING
from kiosk.ui.keys import AGAIN_AFTER, BURST
from kiosk.visit.staff import Staff
from staff_seats import desks
from test_app import Hands, Kiosks

PIN = "4718"
GRIDS = [(40, 11), (80, 24)]


@pytest.fixture
def kiosks(tmp_path: Path) -> Kiosks:
    journal = Journal(tmp_path / "state")
    for procedure_id in ("sialogram", "radiotherapy-port-images", "sialogram"):
        one = LIBRARY.procedure(procedure_id)
        journal.append(VisitKey(f"old-{procedure_id}", one.id, one.version, one.hash, "en"), [Launched()])
    journal.close()
    return Kiosks(tmp_path / "state")


async def opened(app: KioskApp, hands: Hands) -> None:
    """The staff behind the PIN."""
    app._read_offers()
    await hands.press("enter", "f1")
    while app.reader and app.reader.focus != "staff":
        await hands.press("down" if "staff" in app.reader.leaf.targets() else "right")
    await hands.press("enter", *PIN, "enter")
    assert app.kiosk.page.kind == "staff"


async def scan(hands: Hands, code: str, end: str = "enter") -> None:
    """A scanner: each key 5 ms after the last."""
    hands.clock[0] += 1
    for letter in code:
        hands.clock[0] += 0.005
        hands.app._key(letter, letter)
    if end:
        hands.clock[0] += 0.005
        hands.app._key(end, "\r" if end == "enter" else "\t")
    hands.clock[0] += 2 * BURST
    hands.app._release()
    await hands.pilot.pause()


async def type_in(hands: Hands, text: str) -> None:
    """A hand: each key long after the last, and what is held back let go."""
    for letter in text:
        hands.clock[0] += 0.2
        hands.app._key(letter, letter)
        hands.clock[0] += 2 * BURST
        hands.app._release()
    await hands.pilot.pause()


@pytest.mark.parametrize("size", GRIDS)
async def test_a_recent_procedure_is_handed_over_in_two_presses(kiosks: Kiosks, size: tuple[int, int]) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.press("enter", "enter")
        assert app.kiosk.visit
        assert (app.kiosk.page.kind, app.kiosk.visit.procedure.id) == ("confirm", "sialogram")


async def test_the_second_of_the_recent_ones_takes_a_press_more(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.press("down", "enter", "enter")
        assert app.kiosk.visit
        assert app.kiosk.visit.procedure.id == "radiotherapy-port-images"


async def test_three_letters_enter_and_enter_start_it(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await type_in(hands, "flu")
        assert hands.sees("Typed: flu")
        await hands.press("enter", "enter")
        assert app.kiosk.visit
        assert app.kiosk.visit.procedure.id == "fluoroscopy-guided-injection"


@pytest.mark.parametrize("end", ["enter", "tab", ""])
async def test_a_scanned_code_opens_its_walkthrough(kiosks: Kiosks, end: str) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await scan(hands, "77417", end)
        assert app.kiosk.page.id == "prepare/radiotherapy-port-images"
        assert app.kiosk.visit is None
        await hands.press("enter")
        assert app.kiosk.page.kind == "confirm"


async def test_an_unknown_barcode_is_said_on_the_staff_page(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await scan(hands, "40123455")
        assert hands.sees("No procedure here fits “40123455”")
        assert app.kiosk.page.kind == "staff"


async def test_all_of_it_by_touch(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(100, 40)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.touch("Find a procedure")
        await hands.touch("Deep tissue biopsy")
        await hands.touch("Medicine to be sleepy")
        await hands.touch("Ticket: none")
        await hands.touch("  Q  ")
        await hands.touch("  7  ")
        await hands.touch("Take this ticket")
        assert hands.sees("Ticket: Q7")
        await hands.touch("Hand to the patient")
        assert app.kiosk.visit
        assert app.kiosk.visit.procedure.chosen == ("sedation=yes",)
        assert hands.sees("Q7")


async def test_language_and_size_hold_for_this_patient_alone(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False, sizes=("usual", "largest"))
    async with app.run_test(size=(100, 40)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.press("enter")
        await hands.touch("Language: English")
        await hands.touch("Letters: usual")
        await hands.touch("Hand to the patient")
        assert app.kiosk.comfort.size == "largest"
        await hands.press("f4")  # drawn letters give way to ones that `sees` can read
        assert hands.sees("¿Es este su procedimiento?")
        assert app.kiosk.visit
        assert app.kiosk.visit.key.language == "es"
        await hands.press("f1")
        await hands.touch("Dejar")
        await hands.touch("Sí, dejarlo aquí")
        await hands.press("enter")
        assert app.kiosk.comfort.size == "usual"
        assert hands.sees("Welcome")


async def test_what_was_typed_or_scanned_is_not_kept(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await type_in(hands, "marysmith")
        await scan(hands, "MRN5550123")
    everything = b"".join(file.read_bytes() for file in kiosks.folder.rglob("*") if file.is_file())
    assert b"marysmith" not in everything
    assert b"MRN5550123" not in everything


BURSTS = ["77417", "40123455", "1", "12", "A12-77", "2222"]


async def every_kind(app: KioskApp) -> list[Any]:
    """A kiosk at each kind of page that is before somebody, but for those on which the staff type."""
    from every_page import begin, walk
    from kiosk.model.action import Choose, GetHelp, Stir

    waiting = replace(app.kiosk, setup=replace(app.kiosk.setup, ask_feeling=True))
    choosing = waiting.do(Stir(), 1001)[0]
    helping = choosing.do(GetHelp(), 1002)[0]
    comfort = helping.do(Choose("comfort"), 1003)[0]
    practice = comfort.do(Choose("more"), 1004)[0].do(Choose("practice"), 1005)[0]
    keys = helping.do(Choose("keys"), 1003)[0]
    found = [waiting, choosing, helping, comfort, practice, keys]
    visits = list(walk(replace(begin("sialogram"), ask_feeling=True)))
    found.append(replace(waiting, visit=visits[-1], staff=Staff(open=True, reviews=True)))
    for visit in visits:
        there = waiting.begin(visit)
        helped = there.do(GetHelp(), 1002)[0]
        leaving = helped.do(Choose("stop"), 1003)[0]
        contents = helped.do(Choose("contents"), 1003)[0]
        gone = leaving.do(Choose("leave"), 1004)[0]
        assert there.visit
        alert = there.tick(there.visit.touched + there.visit.limits.idle + 1)[0]
        found += [there, helped, leaving, contents, gone, alert]
    found += [kiosk for kiosk in desks(waiting) if kiosk.page.kind == "clean"]
    return list({kiosk.page.kind: kiosk for kiosk in found}.values())


@pytest.mark.parametrize("code", BURSTS)
async def test_before_a_patient_a_scan_does_nothing_on_any_kind_of_page(kiosks: Kiosks, code: str) -> None:
    app = kiosks.app(may_choose=True)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        app._read_offers()
        kinds = await every_kind(app)
        # Whoever adds a kind of page adds it here, or it is one on which a scan means something.
        assert {kiosk.page.kind for kiosk in kinds} == {*get_args(Kind)} - {*SPELLING, "pin"}
        for kiosk in kinds:
            hands.clock[0] += 10
            now, visit = hands.clock[0], kiosk.visit
            if visit:
                visit = replace(visit, touched=now, entered=now, warned=None if visit.warned is None else now)
            app._become(replace(kiosk, touched=now, visit=visit))
            before = app.kiosk.page
            if len(code) == 1:
                hands.clock[0] += AGAIN_AFTER
                app._key(code, code)
                hands.clock[0] += 0.005
                app._key("enter", "\r")
                hands.clock[0] += 2 * BURST
            else:
                await scan(hands, code)
            assert app.kiosk.page == before, kiosk.page.kind


async def test_at_the_pin_a_scan_is_typing_and_opens_nothing(kiosks: Kiosks) -> None:
    app = kiosks.app("sialogram", fits=PIN)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right")
        before = app.kiosk.page
        await hands.press("f1")
        await hands.touch("For staff")
        await scan(hands, "77417")
        assert (app.kiosk.page.kind, app.kiosk.misses.count) == ("pin", 1)
        assert hands.sees(WORDS.staff.wrong)
        await hands.press("left", "left")
        assert app.kiosk.page == before


async def test_a_scan_in_the_middle_of_a_visit_is_said_to_the_staff_and_the_patient_finds_the_same_page(
    kiosks: Kiosks,
) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.press("enter", "enter", "enter", "right", "right")
        before = app.kiosk.page
        assert before.kind == "step"
        await scan(hands, "77417")
        assert app.kiosk.page == before
        await hands.press("f1")
        await hands.touch("For staff")
        await hands.press(*PIN, "enter")
        await scan(hands, "77417")
        assert hands.sees("A visit is under way")
        await hands.touch("Back to the patient")
        await hands.press("left")
        assert app.kiosk.page == before


async def test_with_a_journal_of_a_newer_kiosk_it_is_said_that_the_log_says_why(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    with sqlite3.connect(kiosks.folder / "journal.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        assert not hands.sees("Start: ")  # nothing is known to be recent; the rest of the page is there
        await hands.touch("Go on with a visit")
        await type_in(hands, "a12")
        await hands.press("enter")
        assert hands.sees(WORDS.desk.cannot)
        await hands.press("left")
        await type_in(hands, "sia")
        await hands.press("enter", "enter")
        assert hands.sees(WORDS.trouble.unsaved.split(".")[0])  # the patient can read all the same


async def cleaning(kiosks: Kiosks, pilot: Pilot[None], app: KioskApp) -> Hands:
    hands = Hands(app, pilot, kiosks.clock)
    await opened(app, hands)
    await hands.touch("Clean the screen")
    assert hands.sees("You can clean the screen now")
    return hands


async def test_a_wiped_screen_does_nothing_until_its_target_is_held(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = await cleaning(kiosks, pilot, app)
        row = next(row for row, line in enumerate(hands.lines()) if "Done: hold" in line)
        for begins, ends, seconds in (((10, row), (10, row), 0.5), ((10, row), (10, 0), 5.0), ((0, 0), (0, 0), 5.0)):
            await pilot.mouse_down(offset=begins)
            kiosks.clock[0] += seconds
            await pilot.mouse_up(offset=ends)
            assert app.kiosk.page.kind == "clean"
        await hands.press("enter", "f1", "right", "x", "1", "ctrl+q", "ctrl+q")
        assert app.kiosk.page.kind == "clean"
        await pilot.mouse_down(offset=(10, row))
        kiosks.clock[0] += 3
        await pilot.mouse_up(offset=(10, row))
        assert app.kiosk.page.kind == "waiting"


async def test_enter_held_for_three_seconds_ends_the_cleaning_and_nothing_else(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = await cleaning(kiosks, pilot, app)
        await hands.press("enter", *["enter"] * 60, apart=0.04)
        await hands.press("x", *["enter"] * 60, apart=0.04)
        assert app.kiosk.page.kind == "clean"
        await hands.press(*["enter"] * 60, apart=0.04)
        assert app.kiosk.page.kind == "waiting"


async def test_the_ticket_and_the_start_are_in_the_journal(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    async with app.run_test(size=(100, 40)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.press("enter")
        await hands.touch("Ticket: none")
        await type_in(hands, "qz88")
        await hands.press("enter", "enter")
        rows = sqlite3.connect(kiosks.folder / "journal.sqlite3").execute("SELECT ticket FROM tickets").fetchall()
        assert rows == [("QZ88",)]


async def test_a_patient_who_was_called_in_goes_on_at_the_same_page(kiosks: Kiosks) -> None:
    app = kiosks.app(fits=PIN, may_choose=False)
    ids = iter(("first", "second"))
    app._supply = Supply(replace(app._supply.starter, new_id=lambda: next(ids)))
    async with app.run_test(size=(100, 40)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await opened(app, hands)
        await hands.press("enter")
        await hands.touch("Ticket: none")
        await type_in(hands, "a12")
        await hands.press("enter", "enter", "enter", "right", "right", "right")
        before = app.kiosk.page
        assert before.kind == "step"
        await hands.press("f1")
        await hands.touch("For staff")
        await hands.press(*PIN, "enter")
        await hands.touch("End this visit and keep")
        assert app.kiosk.waiting
        await opened(app, hands)
        await hands.touch("Go on with a visit")
        await type_in(hands, "a13")
        await hands.press("enter")
        assert hands.sees("No visit with the ticket A13 was ended today")
        await hands.press("backspace")
        await type_in(hands, "2")
        await hands.press("enter")
        assert app.kiosk.page == before
