"""Nothing that can be typed, pasted, touched or sent gets out of a locked kiosk, or shows what lies under it."""

import signal
from pathlib import Path

import pytest

from chords import CHORDS, UNFINISHED
from every_page import LIBRARY, WORDS
from flood import flood
from kiosk.supervision import ENDING, IGNORED
from locked import ENTER, F1, KIOSK, RIGHT, SPACE, Prankster, lock
from terminal import Terminal

SECTIONS = [section.id for section in LIBRARY.procedure("sialogram").sections]
HELP, ALERT = WORDS.help.nurse[:20], WORDS.alert.heading

SOON_IDLE = """
import dataclasses, sys
import kiosk.settings as settings

read = settings.read_settings

def hasty(*given):
    force = read(*given)
    return dataclasses.replace(force, settings=dataclasses.replace(force.settings, idle=0.03))

settings.read_settings = hasty
from kiosk.cli import main
main()
"""
"""A kiosk that asks whether anybody is there after no time at all."""

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


def test_nothing_gets_out_of_the_pages_before_a_visit(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, *lock(tmp_path)], 80, 24) as terminal:
        one = Prankster(terminal)
        terminal.wait_for(WORDS.waiting.heading)
        for name, sent in ALL.items():
            terminal.send(sent)
            terminal.rest(_MOMENT)
            one.is_locked_in(f"{name}, while it waited,")
        one.go_on(WORDS.choose.nurse_heading)
        try_all(one, "the nurse starts")
        one.go_on(HELP, [F1])
        try_all(one, "help")
        one.go_on(WORDS.staff.pin, [b"1"])
        try_all(one, "the PIN", says=WORDS.staff.pin)
        one.go_on(HELP, [F1])
        one.go_on(WORDS.choose.nurse_heading, [RIGHT])
        one.comes_to_rest()


def test_nothing_gets_out_of_a_visit(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, *lock(tmp_path, patients_choose="true")], 80, 24) as terminal:
        one = Prankster(terminal)
        terminal.wait_for(WORDS.waiting.heading)
        one.go_on(WORDS.choose.heading)
        try_all(one, "choose")
        one.go_on("Is this your procedure?", [str(LIBRARY.ids().index("sialogram") + 1).encode()])
        try_all(one, "confirm")
        one.go_on("What your test is called")
        try_all(one, "a step")
        one.go_on("a question", [RIGHT])
        try_all(one, "a question")
        one.go_on("You chose 1", [b"1"])
        one.go_on("Your answer:", [ENTER])
        try_all(one, "feedback")
        for place, (number, says) in {
            "before the risks": (SECTIONS.index("risks"), "The next part is about risks"),
            "questions for the nurse": (len(SECTIONS), WORDS.to_ask.heading),
            "the summary": (len(SECTIONS) + 1, WORDS.summary.remember),
        }.items():
            one.go_on(HELP, [F1])
            one.go_on(WORDS.contents.heading, [b"1"])
            if place == "the summary":
                try_all(one, "the contents")
            one.go_on(says, [str(number + 1).encode()])
            try_all(one, place)
        one.go_on(HELP, [F1])
        try_all(one, "help in a visit")
        one.go_on(WORDS.leave.heading, [b"2"])
        try_all(one, "leave")
        one.go_on(WORDS.leave.left_heading, [b"2"])
        one.go_on(WORDS.waiting.heading, [ENTER])
        one.comes_to_rest()


def test_nothing_gets_out_of_the_question_whether_anybody_is_there(tmp_path: Path) -> None:
    program = [KIOSK.removesuffix("kiosk") + "python", "-P", "-c", SOON_IDLE, *lock(tmp_path), "launch", "sialogram"]
    with Terminal.start(program, 80, 24) as terminal:
        one = Prankster(terminal)
        for name, sent in ALL.items():
            terminal.wait_for(ALERT)
            terminal.send(sent)
            terminal.rest(_MOMENT)
            one.is_locked_in(f"{name}, at {ALERT!r},")
        terminal.wait_for(ALERT)


def test_signals_do_nothing_or_end_it_cleanly(tmp_path: Path) -> None:
    assert len(HARMLESS) + len(ENDING) >= 14
    for ending in ENDING:
        with Terminal.start([KIOSK, *lock(tmp_path), "launch", "sialogram"], 80, 24) as terminal:
            one = Prankster(terminal)
            terminal.wait_for("Is this your procedure?")
            for number in sorted(HARMLESS):
                terminal.kill(number)
                terminal.rest(0.02)
                one.is_locked_in(signal.Signals(number).name)
            one.go_on("What your test is called", [RIGHT, ENTER])
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


def test_a_hundred_thousand_random_bytes_do_nothing_but_what_keys_do(tmp_path: Path) -> None:
    with Terminal.start([KIOSK, *lock(tmp_path, patients_choose="true")], 80, 24) as terminal:
        one = Prankster(terminal)
        terminal.wait_for(WORDS.waiting.heading)
        flood(one, 100_000, seed=1)
        one.comes_to_rest()
        # Help closes help, so the first press may have closed it.
        one.go_on(HELP, [F1])
        one.press(RIGHT)
        terminal.wait_until(lambda: not terminal.shows(HELP), "Right did not close help")
        one.go_on(HELP, [F1])
        before = one.page()
        one.press(ENTER)
        terminal.wait_until(lambda: one.page() != before, "Enter did nothing")
        one.press(SPACE)
        one.is_locked_in("what came after the flood")
