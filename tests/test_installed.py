"""The installed command in a real pseudo-terminal, used by keys, as on a ward."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from kiosk.ui.palette import PALETTES
from terminal import Terminal

KIOSK = str(Path(sys.executable).with_name("kiosk"))
RIGHT, LEFT, DOWN, ENTER, CTRL_Q = b"\x1b[C", b"\x1b[D", b"\x1b[B", b"\r", b"\x11"
F1, F4, F5, F6 = b"\x1bOP", b"\x1bOS", b"\x1b[15~", b"\x1b[17~"

WATCH = """
import os, sys

def watch(event, arguments):
    family = arguments[1] if event == "socket.__new__" else None
    if family in (2, 10) or event in ("socket.getaddrinfo", "socket.gethostbyname"):  # 2 and 10: IPv4 and IPv6
        with open(os.environ["OPENED"], "a") as file:
            file.write(event)

sys.addaudithook(watch)
"""
"""Notes every network socket that a Python program opens, from its start on."""


def run(*arguments: str, data: Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KIOSK", "TEXTUAL"))}
    return subprocess.run(
        [KIOSK, *arguments, "--data", str(data)],
        input=typed, capture_output=True, text=True, env=clean | environment, cwd="/", timeout=60, check=False,
    )  # fmt: skip


def results(data: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("results", "--json", data=data).stdout)["procedures"][0]
    return found


def start(*arguments: str, data: Path, size: tuple[int, int] = (80, 24), **environment: str) -> Terminal:
    asked = {"KIOSK_COMFORT_FIRST": "no"} | environment
    return Terminal.start([KIOSK, *arguments, "--data", str(data)], *size, env=asked)


class Patient:
    """Goes on at a terminal, each key in its turn: the same key within 0.7 s would count as held."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self.pressed: dict[bytes, float] = {}

    def press_one_of(self, *keys: bytes) -> None:
        """The key that was pressed longest ago, as soon as it counts again."""
        key = min(keys, key=lambda one: self.pressed.get(one, 0.0))
        self.terminal.rest(max(0.0, self.pressed.get(key, 0.0) + 0.75 - time.monotonic()))
        self.pressed[key] = time.monotonic()
        self.terminal.changes(key)
        self.terminal.rest(0.03)

    def go_on(self, until: str = "") -> None:
        """To the page that says this, or to the end, choosing the second or third answer on the way."""
        terminal = self.terminal
        while not (terminal.gone or (until and terminal.shows(until))):
            asked = terminal.shows("a question") and not terminal.shows("You chose") and terminal.shows("  ○  ")
            self.press_one_of(*((b"2", b"3") if asked else (RIGHT, ENTER, b" ")))


def test_a_walkthrough_from_start_to_results(tmp_path: Path) -> None:
    with start("launch", "sialogram", "--ticket", "A12", data=tmp_path) as terminal:
        terminal.wait_for("Ticket A12")
        Patient(terminal).go_on()
        assert terminal.wait_exit() == 0
    found = results(tmp_path)
    assert (found["visits"], found["finished"], found["completed"]) == (1, 1, 1)
    assert len(found["questions"]) == 8
    assert all(one["right"] + one["wrong"] + one["unsure"] == 1 for one in found["questions"])


def test_the_kiosk_waits_and_leaves_the_terminal_clean_when_it_is_told_to_end(tmp_path: Path) -> None:
    with start(data=tmp_path) as terminal:
        terminal.wait_for("Demonstration")
        terminal.press_until(ENTER, "What are you here for today?")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert not terminal.display.alternate
        assert terminal.modes() == terminal.modes_at_start
        assert "Traceback" not in "\n".join(terminal.screen())


def test_ctrl_q_twice_leaves_the_demonstration_and_once_does_not(tmp_path: Path) -> None:
    with start(data=tmp_path) as terminal:
        terminal.wait_for("Demonstration")
        terminal.send(CTRL_Q)
        terminal.wait_for("once more")
        terminal.send(CTRL_Q)
        assert terminal.wait_exit() == 0


def test_in_kitty_the_pixels_around_the_cells_have_the_colour_of_the_page_and_get_their_own_back(
    tmp_path: Path,
) -> None:
    with start("launch", "sialogram", data=tmp_path, TERM="xterm-kitty") as terminal:
        terminal.wait_for("Is this your procedure?")
        assert terminal.around == PALETTES["daylight"].ground
        terminal.send(F5)
        terminal.wait_until(lambda: terminal.around == PALETTES["night"].ground, "it is bright around a dark page")
        terminal.kill(signal.SIGTERM)
        terminal.wait_exit()
        assert terminal.around == ""


@pytest.mark.holds(61, 64, 70)
def test_a_pin_closes_the_way_out(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("")
    assert run("settings", "pin", "--config", str(config), data=tmp_path, typed="4711\n").returncode == 0
    assert "4711" not in (tmp_path / "pin.toml").read_text()
    with start("--config", str(config), data=tmp_path) as terminal:
        terminal.wait_for("Welcome")
        assert not terminal.shows("Demonstration")
        for key in (CTRL_Q, CTRL_Q, b"\x03", b"\x1a", b"\x1c", b"q"):
            terminal.send(key)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP):
            terminal.kill(number)
        terminal.wait_for("Your nurse will start this for you")
        terminal.press_until(F1, "For staff")
        terminal.press_until(b"3", "Type the PIN")
        terminal.send(b"4711\r")
        terminal.wait_for("5  Stop the kiosk")
        terminal.send(b"5")
        assert terminal.wait_exit() == 0


@pytest.mark.holds(48)
def test_after_kill_9_every_answer_whose_feedback_was_seen_is_there(tmp_path: Path) -> None:
    with start("launch", "sialogram", data=tmp_path) as terminal:
        terminal.wait_for("Is this your procedure?")
        Patient(terminal).go_on(until="a question")
        terminal.press_until(b"1", "You chose 1")
        Patient(terminal).go_on(until="Your answer:")
        terminal.kill(signal.SIGKILL)
        assert terminal.wait_exit() == -signal.SIGKILL
    with start(data=tmp_path) as terminal:
        terminal.wait_for("Welcome")
        terminal.wait_until(lambda: results(tmp_path)["abandoned"] == 1, "the visit was not closed")
    found = results(tmp_path)
    first = found["questions"][0]
    assert first["right"] + first["wrong"] + first["unsure"] == 1


def test_a_patient_who_leaves_gives_code_3(tmp_path: Path) -> None:
    with start("launch", "sialogram", data=tmp_path) as terminal:
        terminal.wait_for("Is this your procedure?")
        terminal.press_until(b"2", "Please tell your nurse")
        terminal.send(ENTER)
        assert terminal.wait_exit() == 3
    found = results(tmp_path)
    assert (found["not_started"], found["completed"]) == (1, 0)


@pytest.mark.parametrize("size", [(60, 20), (120, 40)])
def test_rubbish_on_the_line_does_not_stop_the_next_key(tmp_path: Path, size: tuple[int, int]) -> None:
    with start("launch", "sialogram", data=tmp_path, size=size) as terminal:
        terminal.wait_for("Is this your procedure?")
        for rubbish in (b"\xff", b"\x1b[200~half a paste", b"\x1b]8;;http", b"x" * 2000, b"\x1b[<999;999"):
            terminal.send(rubbish)
        Patient(terminal).go_on(until="What your test is called")


@pytest.mark.holds(47)
def test_without_colour_the_focus_can_be_seen(tmp_path: Path) -> None:
    with start("launch", "sialogram", data=tmp_path, NO_COLOR="1") as terminal:
        terminal.wait_for("▐ 1  Yes, this is mine")
        terminal.send(DOWN)
        terminal.wait_for("▐ 2  No, or I am not sure")


def test_a_terminal_that_cannot_show_pages_is_told_of_the_plain_text(tmp_path: Path) -> None:
    no_terminal = run("launch", "sialogram", data=tmp_path)
    assert no_terminal.returncode == 1
    assert "kiosk plain" in no_terminal.stderr
    for size, environment in (((80, 24), {"TERM": "dumb"}), ((30, 8), {})):
        with start("launch", "sialogram", data=tmp_path, size=size, **environment) as terminal:
            assert terminal.wait_exit() == 1
            assert "kiosk plain" in "".join(terminal.screen())


def test_the_kiosk_opens_no_network_socket(tmp_path: Path) -> None:
    """With every way to a network refused, a whole walk still works."""
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    opened = {"PYTHONPATH": str(tmp_path), "OPENED": str(tmp_path / "opened")}
    with start("launch", "sialogram", data=tmp_path, **opened) as terminal:
        terminal.wait_for("Is this your procedure?")
        Patient(terminal).go_on(until="a question")
    whole = run("plain", "sialogram", data=tmp_path, typed="\n" * 200, **opened)
    assert whole.returncode == 0
    assert not (tmp_path / "opened").exists()


def test_the_network_test_would_notice_a_socket(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(WATCH)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "OPENED": str(tmp_path / "opened")}
    subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], env=environment, check=True)
    assert (tmp_path / "opened").read_text() == "socket.__new__"


@pytest.mark.parametrize("ticket", ["a12", "A12 B", "ABCDEFGHI", "Ä1", "A\n"])
def test_a_ticket_that_could_be_a_name_is_refused(tmp_path: Path, ticket: str) -> None:
    found = run("plain", "sialogram", "--ticket", ticket, data=tmp_path)
    assert found.returncode == 2
    assert "ticket" in found.stderr
    assert "Traceback" not in found.stderr


def test_each_patient_is_first_asked_how_they_would_like_it_and_f6_speaks_spanish(tmp_path: Path) -> None:
    with start("launch", "sialogram", data=tmp_path / "state", KIOSK_COMFORT_FIRST="yes") as terminal:
        terminal.wait_for("Language: English")
        terminal.send(RIGHT)
        terminal.wait_for("Is this your procedure?")
        terminal.press_until(F6, "¿Es este su procedimiento?")


def beside_the_cursor(terminal: Terminal, text: str) -> bool:
    column, row = terminal.cursor
    return text in terminal.screen()[row][column : column + len(text) + 8]


@pytest.mark.holds(53)
def test_the_cursor_stands_on_what_has_the_focus(tmp_path: Path) -> None:
    """A braille line and a screen reader of the console follow the terminal's own cursor."""
    with start("launch", "sialogram", data=tmp_path / "state") as terminal:
        for wanted in ("Yes, this is mine", "No, or I am not sure", "Hear it"):
            terminal.wait_until(
                lambda wanted=wanted: beside_the_cursor(terminal, wanted), f"the cursor is not at {wanted}"
            )
            terminal.rest(0.2)
            terminal.send(DOWN)
        assert not terminal.display.screen.cursor.hidden


@pytest.mark.holds(8, 20)
def test_f4_asks_kitty_for_larger_letters_and_the_next_patient_has_the_usual_ones(tmp_path: Path) -> None:
    asked: list[float] = []
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as kitty:
        kitty.bind(f"{folder}/kitty")
        kitty.listen()
        kitty.settimeout(5)
        with start("launch", "sialogram", data=tmp_path, KITTY_LISTEN_ON=f"unix:{folder}/kitty") as terminal:
            terminal.pixels(16)
            terminal.wait_for("Yes, this is mine")

            def heard(points: float) -> bool:
                """Whether kitty is asked for letters of this size; it then shows them, in cells twice as high."""
                with kitty.accept()[0] as one:
                    said = one.recv(4096).removeprefix(b"\x1bP@kitty-cmd").removesuffix(b"\x1b\\")
                asked.append(json.loads(said)["payload"]["size"])
                terminal.pixels(round(2 * asked[-1]) or 16)
                return asked[-1] == points

            assert heard(0), "whatever the last kiosk left is taken back"
            terminal.send(F4)
            assert heard(20.0), "a probe, since nobody tells how large the usual letters are"
            assert heard(round(8 * 6.4 / 4.8, 1)), asked
            for name, times in (("largest", 8.5 / 4.8), ("small", 3.5 / 4.8)):
                terminal.rest(0.8)
                terminal.send(F4)
                terminal.wait_for(f"Letters: {name}.")
                assert heard(round(8 * times, 1)), asked
            terminal.press_until(b"2", "Please tell your nurse")
            terminal.rest(0.8)
            terminal.send(ENTER)
            assert heard(0), asked


@pytest.mark.holds(47)
def test_with_sixteen_colours_the_focus_and_an_answer_are_told_by_signs(tmp_path: Path) -> None:
    with start("launch", "sialogram", data=tmp_path, TERM="xterm", COLORTERM="") as terminal:
        terminal.wait_for("▐ 1  Yes, this is mine")
        terminal.send(DOWN)
        terminal.wait_for("▐ 2  No, or I am not sure")
        terminal.press_until(b"1", "How this works")
        Patient(terminal).go_on(until="Your answer:")
        terminal.wait_until(lambda: terminal.shows("✓") or terminal.shows("↺"), "no sign of what became of the answer")
        assert b"38;2;" not in terminal.output
        assert b"38;5;" not in terminal.output
