"""Makes the pictures of docs/screens.md in a real terminal on a virtual screen:  python docs/make_screens.py

Needs Xvfb, openbox, kitty, xdotool and ImageMagick's import. kitty runs with the settings of deploy/, on a screen of
1280x768 points that is taken for one of 15.6 inches; its private socket tells what stands there.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.library import Library
from kiosk.ui.font import SIZES
from kiosk.visit.comfort import COLOURS, Colours, Size

DOCS = Path(__file__).parent
PROCEDURE = "sialogram"
POINTS, PANEL_MM = "1280x768", 194
COLOURS_KEPT, MOST_BYTES = 64, 60_000
AGAIN_AFTER = 0.8
"""Seconds after which the kiosk counts the same key again, and a little more."""
MOST_KEYS, PATIENCE = 120, 30


@dataclass(frozen=True)
class Shot:
    """One picture: the page that says this, in these colours and letters."""

    name: str
    says: str
    colours: Colours
    size: Size

    @property
    def file(self) -> Path:
        """Where it is kept."""
        return DOCS / "screens" / f"{self.name}-{self.colours}-{self.size}.png"


def shots() -> Iterator[Shot]:
    """Every page in every theme once, in every size in the usual theme, and the hardest of both together."""
    library = Library()
    words = library.words()
    heading = library.procedure(PROCEDURE).sections[0].steps[0].heading
    step = " ".join(heading.split()[:3])  # beside a picture a longer heading goes on in the next row
    for size in SIZES[:3]:
        yield Shot("step", step, "daylight", size)
    for colours in COLOURS[1:]:
        yield Shot("step", step, colours, "usual")
    asked = words.question.hint
    yield Shot("question", asked, "daylight", "usual")
    yield Shot("question", asked, "night", "large")
    yield Shot("question", asked, "paper", "largest")
    yield Shot("comfort", words.comfort.heading, "daylight", "usual")
    yield Shot("comfort", words.comfort.heading, "soft", "large")
    yield Shot("comfort", words.comfort.heading, "night", "largest")


class Seat:
    """A kiosk in kitty on a virtual screen, with a keyboard and eyes."""

    def __init__(self, environment: dict[str, str], socket: Path) -> None:
        self._environment = environment
        self._socket = socket

    def press(self, key: str) -> None:
        """Press a key, by xdotool's name, and wait until it would count again."""
        subprocess.run(["xdotool", "key", key], env=self._environment, check=True)
        time.sleep(AGAIN_AFTER)

    def text(self) -> str:
        """What stands on the screen."""
        told = subprocess.run(
            ["kitty", "@", "--to", f"unix:{self._socket}", "get-text"],
            env=self._environment,
            capture_output=True,
            text=True,
        )
        return " ".join(told.stdout.split())

    def waits_for(self, what: Callable[[str], bool]) -> None:
        """Wait until what stands there is this."""
        deadline = time.monotonic() + PATIENCE
        while not what(self.text()):
            if time.monotonic() > deadline:
                raise TimeoutError(f"The screen shows: {self.text()}")
            time.sleep(0.2)

    def goes_on(self, says: str) -> None:
        """On to the page that says this."""
        for key in ("Right", "Return") * (MOST_KEYS // 2):
            if says in self.text():
                return
            self.press(key)
        raise TimeoutError(f"No page says {says}")

    def takes(self, file: Path) -> None:
        """Keep what the screen shows, in few colours, as a small file."""
        subprocess.run(
            ["import", "-window", "root", "+dither", "-colors", str(COLOURS_KEPT), "-strip", f"png8:{file}"],
            env=self._environment,
            check=True,
        )


@contextmanager
def seat(display: str) -> Iterator[Seat]:
    """A kiosk on a screen of its own, where its first page stands."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        environment = {name: value for name, value in os.environ.items() if not name.startswith(("KIOSK_", "KITTY_"))}
        environment |= {"DISPLAY": display, "LIBGL_ALWAYS_SOFTWARE": "1", "KIOSK_PANEL_HEIGHT_MM": str(PANEL_MM)}
        environment |= {"KIOSK_VOICE": "true"}
        socket = folder / "kitty"
        kiosk = [str(Path(sys.executable).with_name("kiosk")), "launch", PROCEDURE, "--data", str(folder / "state")]
        kitty = ["kitty", "--config", str(DOCS.parent / "deploy" / "kitty.conf")]
        kitty += ["--listen-on", f"unix:{socket}", "-o", "allow_remote_control=socket-only"]
        for command in (
            ["Xvfb", display, "-screen", "0", f"{POINTS}x24"],
            ["openbox", "--config-file", str(DOCS.parent / "deploy" / "openbox.xml")],
            [*kitty, *kiosk],
        ):
            program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.callback(program.wait)
            stack.callback(program.terminate)
            time.sleep(1)
        there = Seat(environment, socket)
        there.waits_for(bool)
        yield there


def make(shot: Shot, display: str) -> None:
    """Take one picture."""
    with seat(display) as there:
        there.waits_for(lambda text: Library().words().comfort.heading in text)
        for _ in range(SIZES.index(shot.size)):
            there.press("F4")
        for _ in range(COLOURS.index(shot.colours)):
            there.press("F5")
        there.goes_on(shot.says)
        time.sleep(AGAIN_AFTER)
        there.takes(shot.file)
    if shot.file.stat().st_size > MOST_BYTES:
        raise ValueError(f"{shot.file.name} is too large: keep fewer colours.")


if __name__ == "__main__":
    wanted = sys.argv[1:]
    for number, shot in enumerate(shots()):
        if not wanted or shot.file.stem in wanted:
            make(shot, f":{200 + number}")
            sys.stdout.write(f"{shot.file.name}: {shot.file.stat().st_size} bytes\n")
