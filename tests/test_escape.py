"""Nothing that can be typed, pasted, touched or sent gets out of a locked kiosk, or shows what lies under it."""

import signal
from pathlib import Path

import pytest

from chords import CHORDS, UNFINISHED
from every_page import LIBRARY, WORDS
from flood import flood
from kiosk.supervision import ENDING, IGNORED
from locked import ENTER, F1, KIOSK, RIGHT, Prankster, hasty, lock
from terminal import Terminal

SIALOGRAM = LIBRARY.procedure("sialogram")
HELP, ALERT, COMFORT = WORDS.help.nurse[:20], WORDS.alert.heading, WORDS.comfort.heading

ALL = CHORDS | UNFINISHED

_MOMENT = 0.002
"""Seconds in which the kiosk reads what was sent."""
_SILENCE = 0.2
"""Seconds after which nothing more is expected of an unfinished sequence."""

HARMLESS = {
    *IGNORED,
    *(signal.SIGCONT, signal.SIGCHLD, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE),
}
"""The signals that do nothing; with those that end it, fifteen."""


def try_all(one: Prankster, where: str, says: str = "") -> None:
    """Sends everything. The page is the same afterwards to the last cell, or it still says this."""
    one.settle()
    before = one.page()
    for name, sent in ALL.items():
        one.terminal.send(sent)
        one.terminal.rest(_MOMENT)
        one.is_locked_in(f"{name}, at {where},")
        if not (says in one.page() if says else one.page() == before):
            one.settle()
        assert says in one.page() if says else one.page() == before, f"{name} changed {where} to\n{one.page()}"
    one.terminal.rest(_SILENCE)
    one.is_locked_in(f"everything, at {where},")


def test_there_are_many_more_than_eighty() -> None:
    assert len(set(ALL.values())) >= 140


@pytest.mark.holds(61, 62, 63, 68, 69)
def test_nothing_gets_out_of_the_pages_before_a_visit(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, *lock(tmp_path, comfort_first="true")], 80, 24) as terminal:
        one = Prankster(terminal)
        terminal.wait_for(WORDS.waiting.heading)
        for name, sent in ALL.items():
            terminal.send(sent)
            terminal.rest(_MOMENT)
            one.is_locked_in(f"{name}, while it waited,")
        terminal.wait_for(COMFORT)
        try_all(one, "comfort")
        one.choose(WORDS.comfort.more, f"{WORDS.comfort.names.switches}: ")
        try_all(one, "more of comfort")
        one.choose(WORDS.practice.offer, WORDS.practice.heading)
        try_all(one, "practice")
        one.go_on(WORDS.choose.nurse_heading, [RIGHT])
        try_all(one, "the nurse starts")
        one.go_on(HELP, [F1])
        try_all(one, "help")
        one.choose(WORDS.key_help.offer, WORDS.key_help.text)
        for name, sent in ALL.items():
            terminal.send(sent)
            terminal.rest(_MOMENT)
            one.is_locked_in(f"{name}, where keys are explained,")
        terminal.rest(_SILENCE)
        one.go_on(HELP, [F1])
        one.choose(WORDS.help.staff, WORDS.staff.pin)
        try_all(one, "the PIN", says=WORDS.staff.pin)
        one.go_on(HELP, [F1])
        one.go_on(WORDS.choose.nurse_heading, [F1])
        one.comes_to_rest()


@pytest.mark.holds(61, 62, 63, 68, 69)
def test_nothing_gets_out_of_a_visit(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, *lock(tmp_path, patients_choose="true")], 80, 24) as terminal:
        one = Prankster(terminal)
        terminal.wait_for(WORDS.waiting.heading)
        one.go_on(WORDS.choose.heading, [RIGHT])
        try_all(one, "choose")
        one.choose(SIALOGRAM.title, WORDS.confirm.heading)
        try_all(one, "confirm")
        one.go_on(WORDS.intro.heading)
        try_all(one, "intro")
        one.go_on("What your test is called")
        try_all(one, "a step")
        one.go_on("a question", [RIGHT])
        try_all(one, "a question")
        one.go_on("You chose 1", [b"1"])
        one.go_on("Your answer:", [ENTER])
        try_all(one, "feedback")
        for place, says in {
            SIALOGRAM.section("risks").title: WORDS.risks.heading,
            WORDS.to_ask.heading: WORDS.to_ask.text[:30],
            WORDS.summary.remember: WORDS.summary.place[:16],
        }.items():
            one.go_on(HELP, [F1])
            one.choose(WORDS.help.contents, WORDS.contents.text)
            if place == WORDS.to_ask.heading:
                try_all(one, "the contents")
            one.choose(place, says)
            try_all(one, place)
        one.go_on(HELP, [F1])
        try_all(one, "help in a visit")
        one.choose(WORDS.help.stop, WORDS.leave.heading)
        try_all(one, "leave")
        one.choose(WORDS.leave.leave, WORDS.leave.left_heading)
        one.go_on(WORDS.waiting.heading, [ENTER])
        one.comes_to_rest()


@pytest.mark.holds(61, 62, 63)
def test_nothing_gets_out_of_the_question_whether_anybody_is_there(tmp_path: Path) -> None:
    with Terminal.start([*hasty(0.03, 30), *lock(tmp_path), "launch", "sialogram"], 80, 24) as terminal:
        one = Prankster(terminal)
        for name, sent in ALL.items():
            terminal.wait_for(ALERT)
            terminal.send(sent)
            terminal.rest(_MOMENT)
            one.is_locked_in(f"{name}, at {ALERT!r},")
        terminal.wait_for(ALERT)


@pytest.mark.holds(64, 65)
def test_signals_do_nothing_or_end_it_cleanly(tmp_path: Path) -> None:
    assert len(HARMLESS) + len(ENDING) >= 14
    for ending in ENDING:
        with Terminal.start([KIOSK, *lock(tmp_path), "launch", "sialogram"], 80, 24) as terminal:
            one = Prankster(terminal)
            terminal.wait_for(WORDS.confirm.heading)
            for number in sorted(HARMLESS):
                terminal.kill(number)
                terminal.rest(0.02)
                one.is_locked_in(signal.Signals(number).name)
            one.go_on(WORDS.intro.heading, [RIGHT, ENTER])
            terminal.kill(ending)
            assert terminal.wait_exit() == 3, "the code of a patient who did not come to the end"
            assert not terminal.display.kept.strip()
            assert terminal.modes() == terminal.modes_at_start


@pytest.mark.parametrize("heard", [True, False], ids=["", "and nobody says so"])
def test_it_ends_with_its_terminal(tmp_path: Path, heard: bool) -> None:
    # Only the terminal's first program is told of a hang-up; here that is a shell that pays no heed.
    shell = [] if heard else ["sh", "-c", 'trap : HUP; "$@"; exit 7', "sh"]
    with Terminal.start([*shell, KIOSK, *lock(tmp_path)], 80, 24) as terminal:
        terminal.wait_for(WORDS.waiting.heading)
        terminal.hang_up()
        assert terminal.wait_exit() == (0 if heard else 7)


def test_after_a_hundred_thousand_random_bytes_the_next_patient_finds_it_as_it_was(tmp_path: Path) -> None:
    with Terminal.start([*hasty(2, 1), *lock(tmp_path, patients_choose="true")], 80, 24) as terminal:
        one = Prankster(terminal)
        flood(one, 100_000, seed=1)
        one.go_on(WORDS.choose.heading, [RIGHT])
        one.press(ENTER)
        terminal.wait_for(WORDS.confirm.heading)
