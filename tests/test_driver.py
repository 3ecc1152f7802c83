"""The terminal's driver: whatever is typed, the next ordinary key still works, and the terminal is given back."""

import random
import re
import signal
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual.drivers.linux_driver import LinuxDriver

from kiosk.ui.driver import KioskDriver, Sieve
from terminal import Terminal

PROGRAM = '''
"""Shows how many keys arrived, and the last; F10 ends it, and so does a hang-up."""

import asyncio
import signal
import sys

from textual.app import App
from textual.content import Content
from textual.drivers.linux_driver import LinuxDriver
from textual.widgets import Static

from kiosk.ui.driver import KioskDriver


class FaultyDriver(KioskDriver):
    def process_message(self, message):
        if getattr(message, "key", "") == "x":
            raise ValueError("x")
        super().process_message(message)


class Keys(App, inherit_bindings=False):
    ENABLE_COMMAND_PALETTE = False
    count = 0

    def compose(self):
        yield Static("ready")

    def on_mount(self):
        asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.exit)

    def on_key(self, event):
        self.count += 1
        self.show(f"{self.count} keys, last: {event.key}.")
        if event.key == "f10":
            self.exit()

    def on_click(self, event):
        self.show(f"clicked {event.screen_x},{event.screen_y}")

    def on_paste(self, event):
        self.show("pasted")

    def show(self, text):
        self.query_one(Static).update(Content(f"{self.size.width}x{self.size.height}: {text}"))


drivers = {"kiosk": KioskDriver, "faulty": FaultyDriver, "stock": LinuxDriver}
Keys(driver_class=drivers[sys.argv[1]]).run()
'''

KEYS = {
    b"\r": "enter",
    b" ": "space",
    b"\x1b": "escape",
    b"\t": "tab",
    b"\x7f": "backspace",
    b"5": "5",
    b"\x11": "ctrl+q",
    b"\x1b[A": "up",
    b"\x1bOB": "down",
    b"\x1b[1;5C": "ctrl+right",
    b"\x1b[6~": "pagedown",
    b"\x1b[Z": "shift+tab",
    b"\x1bOP": "f1",
    b"\x1b[[B": "f2",
    b"\x1b[15~": "f5",
    b"\x1b\r": "enter",
    "é".encode(): "é",
}

RIGHT, F10, F12 = b"\x1b[C", b"\x1b[21~", b"\x1b[24~"

BAD = {
    "a byte that is not UTF-8": b"\xff",
    "the beginning of a character": b"\xe2\x82",
    "control characters of eight bits": bytes(range(0x80, 0xA0)),
    "an unfinished paste": b"\x1b[200~some text\r",
    "the end of no paste": b"\x1b[201~",
    "an unfinished key": b"\x1b[1;",
    "a very long key": b"\x1b[" + b"1;" * 2000,
    "an unfinished clipboard": b"\x1b]52;c;" + b"A" * 2000,
    "an unfinished device string": b"\x1bP1$r" + b"0" * 2000,
    "an unfinished application string": b"\x1b_Gi=1;",
    "an unfinished privacy message": b"\x1b^abc",
    "an old mouse report": b"\x1b[M  ",
    "a character that does not exist": b"\x1b[99999999u\x1b[55296u\x1b[1:2;3:4u",
    "a window of no size": b"\x1b[?2048;1$y\x1b[48;0;0;0;0t\x1b[<0;1;1M",
    "a window of any size": b"\x1b[48;99999;99999;99999;99999t",
    "a touch far outside": b"\x1b[<0;99999;99999M\x1b[<0;99999;99999m",
    "the window's focus lost": b"\x1b[O",
    "Escape, and nothing": b"\x1b",
}

FRAGMENTS = (
    *(b"\x1b", b"\x1b[", b"\x1b[<", b"\x1bO", b"\x1b]", b"\x1bP", b"\x1b_", b"0", b"1", b"9", b";", b":", b"M", b"m"),
    *(b"~", b"u", b"t", b"R", b"$y", b"?2026", b"?2048", b"48", b"99999", b"200~", b"201~", b"\xff", b"\xc3", b"\xa9"),
)


@pytest.fixture
def program(tmp_path: Path) -> list[str]:
    script = tmp_path / "keys.py"
    script.write_text(PROGRAM)
    return [sys.executable, str(script)]


@pytest.mark.parametrize("typed", BAD.values(), ids=BAD.keys())
def test_the_next_key_works_after(typed: bytes, program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(typed + RIGHT)
        terminal.wait_for("last: right.")
        terminal.send(typed)
        terminal.press_until(b"z", "last: z.")


@pytest.mark.parametrize("seed", range(4))
def test_a_key_works_after_random_bytes(seed: int, program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(random.Random(seed).randbytes(4096))
        terminal.press_until(F12, "last: f12.")


@pytest.mark.parametrize("seed", range(4))
def test_a_key_works_after_pieces_of_sequences(seed: int, program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(b"".join(random.Random(seed).choices(FRAGMENTS, k=2000)))
        terminal.press_until(F12, "last: f12.")


def test_two_thousand_keys_at_once_all_arrive(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(b"y" * 2000 + RIGHT)
        terminal.wait_for("2001 keys, last: right.")


def test_a_page_gives_the_terminal_no_command_but_the_colour_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(LinuxDriver, "write", lambda _, data: written.append(data))
    driver = KioskDriver.__new__(KioskDriver)
    driver.write("a\x1b]11;#ff0000\x1b\\b\x1b]52;c;cm0=\x07c")
    driver.surround("#fbf8f1")
    driver.surround("#fbf8f1")
    assert written == ["abc", "\x1b]11;#fbf8f1\x1b\\"]


def test_pasted_text_presses_no_key(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        assert b"\x1b[?2004h" in terminal.output, "without being asked, a terminal sends a paste as keys"
        terminal.send(b"\x1b[200~1\r2\r\t text of any length" + b"9" * 3000 + b"\x1b[201~k")
        terminal.wait_for("1 keys, last: k.")


def test_an_ordinary_key_is_known(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        for typed, key in KEYS.items():
            terminal.send(typed)
            terminal.wait_for(f"last: {key}.")


def test_a_touch_is_a_click_where_it_was(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(b"\x1b[<0;8;5M\x1b[<0;8;5m")
        terminal.wait_for("clicked 7,4")


def test_it_leaves_kittys_own_codes_and_focus_reports_off(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        assert terminal.output.count(b"\x1b[>25u") == terminal.output.count(b"\x1b[<u")
        assert terminal.output.rfind(b"\x1b[?1004l") > terminal.output.rfind(b"\x1b[?1004h")
        assert b"\x1b[?2048" not in terminal.output


def test_a_fault_while_a_key_is_handled_costs_only_that_key(program: list[str]) -> None:
    with Terminal.start([*program, "faulty"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(b"xxz")
        terminal.wait_for("1 keys, last: z.")


def test_the_terminal_is_given_back_as_it_was(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(F10)
        assert terminal.wait_exit() == 0
        assert terminal.modes() == terminal.modes_at_start
        assert not terminal.display.alternate
        assert not "".join(terminal.screen()).strip()
        last: dict[bytes, bytes] = dict(re.findall(rb"\x1b\[\?(\d+)([hl])", terminal.output))
        assert {mode for mode, set_or_not in last.items() if set_or_not == b"h"} == {b"25", b"7"}, "cursor and wrapping"


def test_stopping_it_from_outside_harms_nothing(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        for number in (signal.SIGTSTP, signal.SIGSTOP, signal.SIGCONT, signal.SIGCONT):
            terminal.kill(number)
        terminal.send(b"z")
        terminal.wait_for("1 keys, last: z.")
        terminal.send(F10)
        assert terminal.wait_exit() == 0
        assert terminal.modes() == terminal.modes_at_start


def test_it_ends_when_the_terminal_is_gone(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_exit() == 0


def test_it_ends_when_the_terminal_is_gone_and_nobody_says_so(program: list[str]) -> None:
    # Only the terminal's first program is told of a hang-up; here that is a shell that pays no heed.
    shell = ["sh", "-c", 'trap : HUP; "$@" && exit 7', "sh"]
    with Terminal.start([*shell, *program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.wait_exit() == 7


def test_it_follows_the_terminals_size(program: list[str]) -> None:
    with Terminal.start([*program, "kiosk"]) as terminal:
        terminal.wait_for("ready")
        terminal.resize(60, 20)
        terminal.press_until(b"z", "60x20:")


@pytest.mark.parametrize("typed", [b"\xff", b"\x1b[99999999u"])
def test_textuals_own_driver_would_end(typed: bytes, program: list[str]) -> None:
    with Terminal.start([*program, "stock"]) as terminal:
        terminal.wait_for("ready")
        terminal.send(typed)
        terminal.wait_exit()


@settings(deadline=None)
@given(st.text())
def test_an_arrow_works_at_once_after_any_text(text: str) -> None:
    assert list(Sieve().feed(text + "\x1b[C"))[-1] == "\x1b[C"


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("\x1b[]OPM<;0129?~abA\r\x07\\é")))
def test_a_letter_works_after_any_text_and_a_pause(text: str) -> None:
    sieve = Sieve()
    list(sieve.feed(text))
    list(sieve.quiet())
    assert list(sieve.feed("k")) == ["k"]


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("\x1b[]OPM<;0129?~abA\r\x07\\é")), st.data())
def test_it_does_not_matter_how_a_text_is_cut(text: str, data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(text)))
    sieve = Sieve()
    assert [*sieve.feed(text[:cut]), *sieve.feed(text[cut:])] == list(Sieve().feed(text))


@pytest.mark.parametrize("opening", ["\x1b[", "\x1b]0;", "\x1bP", "\x1b_", "\x1b^", "\x1bX"])
def test_an_unfinished_sequence_is_given_up_without_a_pause(opening: str) -> None:
    assert list(Sieve().feed(opening + "1" * 1000 + "k"))[-1] == "k"


@pytest.mark.parametrize("ending", ["\x1b\\", "\x07"])
def test_a_whole_string_presses_no_letter(ending: str) -> None:
    found = list(Sieve().feed("\x1b]11;rgb:1/2/3" + ending))
    assert found == [ending]


def test_two_escapes_are_two() -> None:
    sieve = Sieve()
    assert [*sieve.feed("\x1b\x1b"), *sieve.quiet()] == ["\x1b", "\x1b"]
