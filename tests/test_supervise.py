"""`kiosk supervise`: whatever becomes of the kiosk, its page is soon there again, and nothing of a visit is left."""

import json
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from folders import kiosk
from kiosk.supervise import Pace, Patience, Pulse
from kiosk.supervision import VARIABLE, Heart
from locked import F1, KIOSK, PIN, Prankster, lock
from terminal import Terminal

FIRST_PAGE, SECOND_PAGE = "Is this your procedure?", "How this works"
OF_THE_VISIT = ("procedure", "sialogram", "A12", "screen shows you", "How this works")

CHILD = '''
"""Stands for a kiosk: shows how often it was started, and obeys what is typed."""

import os
import pathlib
import select
import sys
import tty

starts = pathlib.Path(sys.argv[1])
starts.write_text(starts.read_text() + "x" if starts.exists() else "x")
how = sys.argv[2]
pipe = int(os.environ["PATIENT_KIOSK_PIPE"])
if how == "cannot start":
    sys.exit("The settings do not fit.")
os.write(pipe, "Please tell the staff.\\n".encode())
tty.setraw(0)
print(f"\\x1b[?1049h\\x1b[?1000h\\x1b[?2004h\\x1b[?25l\\x1b[31mLife {len(starts.read_text())}: secret", flush=True)
if how == "dies at once":
    sys.exit(1)
while True:
    typed = os.read(0, 1) if select.select([0], [], [], 0.1)[0] else b""
    match typed:
        case b"f":
            select.select([], [], [], 1000)
        case b"c":
            os.close(pipe)
            select.select([], [], [], 1000)
        case b"4" | b"0":
            sys.exit(int(typed))
        case b"e":
            print({name for name in os.environ if name.startswith(("TEXTUAL", "PYTHON"))}, end="\\r\\n", flush=True)
    os.write(pipe, b".")
'''

SUPERVISOR = """
import sys
from kiosk.supervise import Patience, supervise
sys.exit(supervise(sys.argv[2:], Patience(start=5, silence=0.6, ending=1), [sys.executable, sys.argv[1]]) or 0)
"""


@pytest.fixture
def program(tmp_path: Path) -> Callable[[str], list[str]]:
    """A supervisor with little patience over a child that stands for a kiosk."""
    child = tmp_path / "child.py"
    child.write_text(CHILD)
    return lambda how: [sys.executable, "-c", SUPERVISOR, str(child), str(tmp_path / "starts"), how]


@pytest.fixture
def locked(tmp_path: Path) -> Callable[..., list[str]]:
    """The command for a supervised kiosk with a PIN."""
    options = lock(tmp_path)
    return lambda *arguments: [KIOSK, "supervise", *options, *arguments]


def child_of(terminal: Terminal) -> psutil.Process:
    return psutil.Process(terminal.process.pid).children()[0]


def lives(terminal: Terminal, number: int) -> None:
    terminal.wait_for(f"Life {number}")
    terminal.rest(0.05)


def is_clean(terminal: Terminal) -> bool:
    return not terminal.display.alternate and not terminal.display.kept.strip()


@pytest.mark.holds(66)
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGTERM])
def test_it_starts_the_kiosk_again_whatever_killed_it(program: Callable[[str], list[str]], number: int) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        child_of(terminal).send_signal(number)
        lives(terminal, 2)


def test_it_starts_the_kiosk_again_when_that_ends_well(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        terminal.send(b"0")
        lives(terminal, 2)


def test_it_ends_when_staff_stopped_the_kiosk(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        terminal.send(b"4")
        assert terminal.wait_exit() == 0
        assert is_clean(terminal)
        assert terminal.modes() == terminal.modes_at_start


@pytest.mark.parametrize("typed", [b"f", b"c"], ids=["it hangs", "it closed the pipe"])
def test_a_kiosk_that_gives_no_sign_of_life_is_killed_and_started_again(
    program: Callable[[str], list[str]], typed: bytes
) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        terminal.send(typed)
        lives(terminal, 2)


def test_a_stopped_kiosk_is_started_again(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        child_of(terminal).suspend()
        lives(terminal, 2)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_kiosk_that_does_not_end_when_it_is_told_to_is_killed(
    program: Callable[[str], list[str]], number: int
) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        child = child_of(terminal)
        child.suspend()
        terminal.kill(number)
        assert terminal.wait_exit() == 0
        assert not child.is_running()
        assert is_clean(terminal)


def test_a_kiosk_that_dies_at_once_again_and_again_is_started_ever_more_slowly_and_says_so(
    program: Callable[[str], list[str]], tmp_path: Path
) -> None:
    with Terminal.start(program("dies at once")) as terminal:
        terminal.wait_for("Please tell the staff.")
        assert (tmp_path / "starts").read_text() == "xxx"
        assert "secret" not in terminal.display.kept
        terminal.wait_until(lambda: (tmp_path / "starts").read_text() == "xxxx", "no fourth start")
        terminal.wait_for("Please tell the staff.")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert is_clean(terminal)


def test_why_a_kiosk_cannot_start_stays_to_be_read(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("cannot start")) as terminal:
        terminal.wait_for("The settings do not fit.")
        terminal.wait_until(lambda: terminal.output.count(b"do not fit") == 3, "no third start")
        terminal.rest(0.3)
        assert terminal.shows("The settings do not fit.")


def test_what_is_typed_while_no_kiosk_runs_is_not_shown_and_stops_nothing(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("dies at once")) as terminal:
        terminal.wait_for("Please tell the staff.")
        before = terminal.screen()
        terminal.send(b"\x03\x1a\x1c\x04 Mary Smith\r")
        terminal.rest(0.3)
        assert terminal.screen() == before
        assert terminal.process.poll() is None


def test_keyboards_signals_do_nothing_to_supervisor_and_kiosk(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGUSR1, signal.SIGTTIN):
            terminal.kill(number)
            child_of(terminal).send_signal(number)
        terminal.send(b"4")
        assert terminal.wait_exit() == 0


def test_it_ends_with_its_terminal(program: Callable[[str], list[str]]) -> None:
    with Terminal.start(program("lives")) as terminal:
        lives(terminal, 1)
        child = child_of(terminal)
        terminal.hang_up()
        assert terminal.wait_exit() == 0
        assert not child.is_running()


def test_what_would_loosen_the_kiosk_is_not_passed_on(program: Callable[[str], list[str]]) -> None:
    loose = {
        "TEXTUAL_DEBUG": "1",
        "TEXTUAL": "debug",
        "PYTHONDEVMODE": "1",
        "PYTHONFAULTHANDLER": "1",
        "PYTHONPATH": "x",
    }
    with Terminal.start(program("lives"), env=loose) as terminal:
        lives(terminal, 1)
        terminal.send(b"e")
        terminal.wait_for("'PYTHONPATH'")
        assert not [name for name in loose if name != "PYTHONPATH" and terminal.shows(f"'{name}'")]


def test_without_a_terminal_it_says_so_in_one_sentence(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "supervise")
    assert ended.returncode == 1
    assert "own screen" in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("typed", "says"), [(("results",), "cannot be supervised"), (("launch", "x", "--ticket", "A1"), "A ticket belongs")]
)
def test_what_cannot_be_supervised_is_refused(tmp_path: Path, typed: tuple[str, ...], says: str) -> None:
    ended = kiosk(tmp_path, "supervise", *typed)
    assert ended.returncode == 2
    assert says in ended.stderr


def test_it_starts_where_the_settings_are_broken(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("idle = 5\n")
    with Terminal.start([KIOSK, "supervise", "--config", str(tmp_path / "kiosk.toml")], 180, 24) as terminal:
        terminal.wait_for("does not fit: write a number of seconds from 120 to 300")
        (tmp_path / "kiosk.toml").write_text(f'data = "{tmp_path}/state"\n')
        terminal.wait_for("Demonstration")


@pytest.mark.holds(8, 65)
@pytest.mark.parametrize("alternate", [True, False], ids=["", "a terminal with one screen"])
def test_after_kill_9_the_page_is_there_again_in_5_seconds_and_nothing_of_the_visit(
    locked: Callable[..., list[str]], alternate: bool
) -> None:
    with Terminal.start(locked("launch", "sialogram"), 80, 24, alternate=alternate) as terminal:
        terminal.wait_for(FIRST_PAGE)
        terminal.press_until(b"1", SECOND_PAGE)
        before = len(terminal.output)
        child_of(terminal).kill()
        killed = time.monotonic()
        terminal.wait_until(lambda: b"\x1b[3J" in terminal.output[before:], "the screen was not cleared")
        terminal.wait_for(FIRST_PAGE)
        assert time.monotonic() - killed < 5
        assert not [words for words in OF_THE_VISIT[3:] if words in terminal.display.kept]
        child_of(terminal).kill()
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert is_clean(terminal)
        assert terminal.modes() == terminal.modes_at_start


def test_after_kill_9_the_colour_around_the_page_is_the_terminals_own_until_the_kiosk_is_back(
    locked: Callable[..., list[str]],
) -> None:
    with Terminal.start(locked("launch", "sialogram"), 80, 24, env={"TERM": "xterm-kitty"}) as terminal:
        terminal.wait_for(FIRST_PAGE)
        paper = terminal.around
        assert paper
        child_of(terminal).kill()
        terminal.wait_until(lambda: terminal.around == "", "it keeps the colour of a page that is gone")
        terminal.wait_until(lambda: terminal.around == paper, "the kiosk is not back")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert terminal.around == ""


@pytest.mark.holds(65)
@pytest.mark.parametrize(
    ("number", "supervised", "alternate"),
    [
        (signal.SIGTERM, True, True),
        (signal.SIGHUP, True, False),
        (signal.SIGTERM, False, False),
        (signal.SIGHUP, False, True),
    ],
)
def test_after_a_signal_the_screen_shows_nothing_of_the_visit(
    locked: Callable[..., list[str]], number: int, supervised: bool, alternate: bool
) -> None:
    command = locked("launch", "sialogram")
    command = command if supervised else [one for one in command if one != "supervise"]
    with Terminal.start(
        ["sh", "-c", 'echo before; exec "$@"', "sh", *command], 80, 24, alternate=alternate
    ) as terminal:
        terminal.wait_for(FIRST_PAGE)
        terminal.press_until(b"1", SECOND_PAGE)
        terminal.kill(number)
        assert terminal.wait_exit() == (0 if supervised else 3)
        assert is_clean(terminal)
        assert terminal.modes() == terminal.modes_at_start


def test_a_kiosk_beats_while_nobody_touches_it_and_is_missed_when_it_is_frozen(tmp_path: Path) -> None:
    program = "import sys; from kiosk.supervise import *; supervise(sys.argv[2:], Patience(silence=2.5), [sys.argv[1]])"
    with Terminal.start([sys.executable, "-c", program, KIOSK, *lock(tmp_path)], 80, 24) as terminal:
        terminal.wait_for("Welcome")
        first = child_of(terminal)
        terminal.rest(4)
        assert child_of(terminal) == first
        first.suspend()
        terminal.wait_until(lambda: not first.is_running(), "it was not missed")
        terminal.wait_for("Welcome")


@pytest.mark.holds(8)
def test_a_kiosk_that_starts_takes_back_the_letters_of_one_that_was_killed(locked: Callable[..., list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as kitty:
        kitty.bind(f"{folder}/kitty")
        kitty.listen()
        kitty.settimeout(5)
        with Terminal.start(locked(), 80, 24, {"KITTY_LISTEN_ON": f"unix:{folder}/kitty"}) as terminal:
            terminal.wait_for("Welcome")
            asked = kitty.accept()[0].recv(1000)
    assert json.loads(asked[asked.index(b"{") : asked.rindex(b"}") + 1])["payload"]["size"] == 0, "kitty's own size"


def test_staff_stop_the_supervised_kiosk_with_the_pin(locked: Callable[..., list[str]]) -> None:
    with Terminal.start(locked(), 80, 24) as terminal:
        terminal.wait_for("Welcome")
        one = Prankster(terminal)
        one.go_on("For staff", [F1])
        one.choose("For staff", "Type the PIN")
        terminal.send(PIN.encode() + b"\r")
        terminal.wait_for("5  Stop the kiosk")
        terminal.send(b"5")
        assert terminal.wait_exit() == 0
        assert is_clean(terminal)


def test_the_kiosk_ends_when_its_supervisor_is_killed(locked: Callable[..., list[str]]) -> None:
    with Terminal.start(["sh", "-c", 'trap : HUP; "$@"; read _', "sh", *locked()], 80, 24) as terminal:
        terminal.wait_for("Welcome")
        supervisor = child_of(terminal)
        orphan = supervisor.children()[0]
        supervisor.kill()
        terminal.wait_until(lambda: not orphan.is_running(), "the kiosk lives on")
        assert is_clean(terminal)


def test_a_supervised_kiosk_is_watched_and_a_plain_one_is_one_process(locked: Callable[..., list[str]]) -> None:
    with Terminal.start(locked(), 80, 24) as terminal:
        terminal.wait_for("Welcome")
        assert child_of(terminal).is_running()
    plain = [one for one in locked() if one != "supervise"]
    with Terminal.start(plain, 80, 24) as terminal:
        terminal.wait_for("Welcome")
        assert not psutil.Process(terminal.process.pid).children()


def test_the_supervisor_loads_nothing_but_pythons_own_library() -> None:
    loaded = os.popen(f"{sys.executable} -c 'import kiosk.supervise, sys; print(*sys.modules)'").read().split()
    ours = {name for name in loaded if name.split(".")[0] == "kiosk"}
    assert ours == {"kiosk", "kiosk.supervise", "kiosk.supervision", "kiosk.clean"}
    assert not {name.split(".")[0] for name in loaded} & {
        "textual",
        "rich",
        "pydantic",
        "yaml",
        "platformdirs",
        "asyncio",
    }


def test_the_pause_grows_to_its_longest_and_a_long_life_makes_good() -> None:
    pace = Pace()
    pauses = []
    for _ in range(10):
        pace = pace.after(0.3)
        pauses.append(pace.pause)
    assert pauses == [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert pace.after(3600).pause == 0


def test_a_sign_of_life_buys_time_and_a_request_to_end_takes_it() -> None:
    pulse = Pulse(Patience(start=20, silence=10, ending=5), deadline=20)
    pulse.sign(b"Sorry", at=3)
    assert pulse.deadline == 13
    assert pulse.apology == ""
    pulse.sign(b".\n", at=12)
    assert (pulse.deadline, pulse.apology) == (22, "Sorry.")
    pulse.ask(at=15)
    pulse.sign(b".", at=19)
    assert pulse.deadline == 20


def test_a_heart_beats_into_the_pipe_that_the_environment_names() -> None:
    there, here = os.pipe()
    environment = {VARIABLE: str(here)}
    heart = Heart.found(environment, "Sorry.")
    assert environment == {}
    assert heart is not None
    assert heart.beat()
    assert heart.beat()
    assert os.read(there, 100) == b"Sorry.\n."
    os.close(there)
    assert not heart.beat()
    os.close(here)


@pytest.mark.parametrize("named", ["", "x", "-1", "99999", "9" * 30, "0"])
def test_what_names_no_pipe_is_no_supervisor(named: str) -> None:
    assert Heart.found({VARIABLE: named} if named else {}, "Sorry.") is None
