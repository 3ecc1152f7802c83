"""The lock, where it could come loose: the first and the last moment, faults of its own, the environment."""

import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest
import textual

from kiosk.supervision import IGNORED
from locked import RIGHT, lock
from terminal import Terminal

NAME = "Mary Smith"

KIOSK = """
import os, signal, sys

def fail(*_, **__):
    name = "Mary Smith"
    raise ValueError("out of order")

def send(*numbers):
    for number in numbers:
        os.kill(os.getpid(), number)

def before(numbers, what):
    def both(*given):
        send(*numbers)
        return what(*given)
    return both

def after(numbers, what):
    def both(*given):
        what(*given)
        send(*numbers)
    return both

{change}
from kiosk.cli import main
main()
"""
"""The kiosk with a change made to it."""

TAKEN = "from kiosk.ui.driver import KioskDriver as D; D.start_application_mode = after({}, D.start_application_mode)"
"""Signals come as soon as the terminal is taken, when no page stands there yet."""

CLOSING = "from kiosk.journal.store import Journal as J; J.close = before({}, J.close)"
"""Signals come when the app is over, and the process is not."""

STARTING = "import kiosk.terminal as t; t.ready = before({}, t.ready)"
"""Signals come before anything is built."""

FAULTS = {
    "before anything is built": "import kiosk.commands.walks as w; w.library_of = fail",
    "while the app is built": "from kiosk.ui.app import KioskApp; KioskApp.__init__ = fail",
    "at the first page": "from kiosk.ui.app import KioskApp; KioskApp._become = fail",
    "while a page is drawn": "from kiosk.ui.view import PageView; PageView.render_line = fail",
    "at a key": "from kiosk.visit.kiosk import Kiosk; Kiosk.do = fail",
    "at a time": "import kiosk.ui.app as a; a.DRIFT_EVERY = 0.2; a.KioskApp.move_words = fail",
    "where keys are read": "from kiosk.ui.driver import KioskDriver; KioskDriver._read = fail",
    "where the journal is closed": "from kiosk.journal.store import Journal; Journal.close = fail",
}

QUIET_FAULTS = {
    "in a thread": "threading.Thread(target=fail).start()",
    "in a task that nobody waits for": "asyncio.get_running_loop().create_task(later())",
    "where something is put away": "type('Thing', (), {'__del__': fail})()",
}
"""Faults that do not end the kiosk."""

LOOSENING = {
    "TEXTUAL": "debug,devtools",
    "TEXTUAL_ALLOW_SIGNALS": "1",
    "TEXTUAL_ANIMATIONS": "full",
    "TEXTUAL_COLOR_SYSTEM": "standard",
    "TEXTUAL_DEBUG": "1",
    "TEXTUAL_DEVTOOLS_HOST": "127.0.0.1",
    "TEXTUAL_DEVTOOLS_PORT": "8081",
    "TEXTUAL_DIM_FACTOR": "0",
    "TEXTUAL_DISABLE_KITTY_KEY": "1",
    "TEXTUAL_DRIVER": "textual.drivers.linux_inline_driver:LinuxInlineDriver",
    "TEXTUAL_FILTERS": "dim",
    "TEXTUAL_FPS": "1",
    "TEXTUAL_LOG": "textual.log",
    "TEXTUAL_PRESS": "enter,f1",
    "TEXTUAL_SCREENSHOT": "0",
    "TEXTUAL_SCREENSHOT_FILENAME": "shot.svg",
    "TEXTUAL_SCREENSHOT_LOCATION": ".",
    "TEXTUAL_SHOW_RETURN": "1",
    "TEXTUAL_SLOW_THRESHOLD": "100",
    "TEXTUAL_SMOOTH_SCROLL": "0",
    "TEXTUAL_SPEEDUPS": "0",
    "TEXTUAL_THEME": "textual-light",
}
"""Every variable that Textual knows, with a value that changes something."""


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., Terminal]:
    """Starts a kiosk with a PIN, and with a change."""
    options = lock(tmp_path)

    def begin(change: str = "", **environment: str) -> Terminal:
        program = [sys.executable, "-P", "-c", KIOSK.format(change=change), *options]
        return Terminal.start(["sh", "-c", 'cd "$0" && exec "$@"', str(tmp_path), *program], 80, 24, environment)

    return begin


def is_as_before(terminal: Terminal) -> bool:
    return (
        not terminal.display.alternate
        and not terminal.display.kept.strip()
        and terminal.modes() == terminal.modes_at_start
    )


@pytest.mark.parametrize("moment", [TAKEN, CLOSING], ids=["the terminal was just taken", "the app is over"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_that_comes_early_or_late_ends_it_cleanly(
    start: Callable[..., Terminal], moment: str, number: int
) -> None:
    with start(moment.format([int(number)])) as terminal:
        if moment == CLOSING:
            terminal.wait_for("Welcome")
            terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert is_as_before(terminal)


@pytest.mark.parametrize("moment", [STARTING, TAKEN])
def test_what_a_keyboard_sends_in_the_first_moment_does_nothing(start: Callable[..., Terminal], moment: str) -> None:
    with start(moment.format(list(map(int, IGNORED)))) as terminal:
        terminal.wait_for("Welcome")


def test_several_requests_to_end_are_one(start: Callable[..., Terminal]) -> None:
    with start() as terminal:
        terminal.wait_for("Welcome")
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGTERM, signal.SIGINT) * 3:
            terminal.kill(number)
        assert terminal.wait_exit() == 0
        assert is_as_before(terminal)


@pytest.mark.holds(49, 65)
@pytest.mark.parametrize("change", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_writes_a_log_and_nothing_on_the_screen(
    start: Callable[..., Terminal], change: str, tmp_path: Path
) -> None:
    with start(change) as terminal:
        if "Journal" in change:
            terminal.wait_for("Welcome")
            terminal.kill(signal.SIGTERM)
        elif "do = fail" in change or "_read" in change:
            terminal.wait_for("Welcome")
            terminal.send(RIGHT)
        assert terminal.wait_exit() == 1
        assert not terminal.display.alternate
        assert terminal.modes() == terminal.modes_at_start
        assert re.fullmatch(r"The kiosk ended by a fault of its own\.[^/]*", terminal.display.kept.strip())
        assert b"Traceback" not in terminal.output
        assert NAME.encode() not in terminal.output
    log = (tmp_path / "state" / "kiosk.log").read_text()
    assert "ValueError: out of order" in log
    assert NAME not in log


@pytest.mark.parametrize("fault", QUIET_FAULTS.values(), ids=QUIET_FAULTS.keys())
def test_a_fault_beside_the_app_is_logged_and_ends_nothing(
    start: Callable[..., Terminal], fault: str, tmp_path: Path
) -> None:
    change = (
        "import asyncio, gc, threading\n"
        "from kiosk.ui.app import KioskApp\n"
        "async def later():\n    fail()\n"
        f"KioskApp.move_words = lambda self: ({fault}, self.set_timer(0.2, gc.collect))\n"
        "import kiosk.ui.app as a\n"
        "a.DRIFT_EVERY = 0.2"
    )
    log = tmp_path / "state" / "kiosk.log"
    with start(change) as terminal:
        terminal.wait_for("Welcome")
        terminal.wait_until(lambda: "ValueError: out of order" in log.read_text(), "it is not logged")
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert is_as_before(terminal)
        assert b"Traceback" not in terminal.output
    assert NAME not in log.read_text()


@pytest.mark.holds(64)
def test_no_variable_of_textuals_changes_anything(start: Callable[..., Terminal], tmp_path: Path) -> None:
    with start(**LOOSENING) as terminal:
        terminal.wait_for("Welcome")
        terminal.rest(1)
        terminal.wait_for("Welcome", 0)
        terminal.send(b"\x1a\x03\x1c")
        terminal.wait_for("Your nurse will start this for you")
        assert psutil.Process(terminal.process.pid).status() != psutil.STATUS_STOPPED
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 0
        assert is_as_before(terminal)
        assert b"\x1b[38;2;" in terminal.output, "fewer colours"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["kiosk.toml", "pin.toml", "state"]


def test_every_variable_of_textuals_is_tried() -> None:
    source = Path(textual.__file__).parent
    known = {name for file in source.rglob("*.py") for name in re.findall(r'"(TEXTUAL(?:_\w+)?)"', file.read_text())}
    assert known == set(LOOSENING)


def test_it_does_not_start_where_python_would_stay_open_after_it(start: Callable[..., Terminal]) -> None:
    with start(PYTHONINSPECT="1") as terminal:
        terminal.wait_until(lambda: b"Python would stay open" in terminal.output, "it started")
        assert b"\x1b[?1049h" not in terminal.output
