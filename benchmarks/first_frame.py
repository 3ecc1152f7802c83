"""How fast the kiosk is, beside a bare Textual app in the same run.

    python benchmarks/first_frame.py [--starts 9]

Ends with code 1 if a limit is passed. The first frame is timed to a word of the page, and the
programs start in turn.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pseudo_terminal import TimedTerminal, median, python

RIGHT, LEFT, DOWN, UP, ENTER = b"\x1b[C", b"\x1b[D", b"\x1b[B", b"\x1b[A", b"\r"
MOST_FOR_VOICE = 1.05
"""What two runs of the same command differ by."""
MOST_FIRST, MOST_KEY, MOST_IDLE, MOST_MEMORY = 1.7, 2.5, 0.3, 70.0


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--starts", type=int, default=9)
    starts = arguments.parse_args().starts
    kiosk = str(Path(sys.executable).with_name("kiosk"))
    with tempfile.TemporaryDirectory() as folder:
        mute = Path(folder) / "mute.toml"
        mute.write_text("voice = false\n")
        commands = {
            "bare": (python("bare_app.py"), "Page 0"),
            "kiosk": ([kiosk, "--data", folder], "Welcome"),
            "kiosk without voice": ([kiosk, "--data", folder, "--config", str(mute)], "Welcome"),
            "kiosk launch": ([kiosk, "launch", "sialogram", "--data", folder], "How would you like it"),
        }
        first: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(starts + 1):
            for name, (command, marker) in commands.items():
                with TimedTerminal(command) as terminal:
                    first[name].append(terminal.first_frame(marker))
        bare_key = median(keys(*commands["bare"], [RIGHT])[RIGHT])
        # After the first page, Right leads to a step with a picture, and Left back to a page without one.
        pages = keys(*commands["kiosk launch"], [RIGHT, LEFT], shown={RIGHT: "▀"})
        with TimedTerminal(commands["kiosk launch"][0]) as terminal:
            terminal.first_frame(commands["kiosk launch"][1])
            idle, memory = terminal.idle(20), terminal.memory()
    bare = median(first["bare"][1:])
    print(f"first frame, median of {starts}: bare {bare:.0f} ms")
    failed = False
    for name in ("kiosk", "kiosk launch"):
        value = median(first[name][1:])
        failed |= report(f"first frame, {name}: {value:.0f} ms, times the bare app's", value / bare, MOST_FIRST)
    voice = median(first["kiosk"][1:]) / median(first["kiosk without voice"][1:])
    failed |= report("first frame, times the one without the voice", voice, MOST_FOR_VOICE)
    print(f"key to settled frame, bare: {bare_key:.2f} ms")
    for name, times in (("a new page", pages[LEFT] + pages[RIGHT]), ("a page with a picture", pages[RIGHT])):
        value = median(times)
        failed |= report(
            f"key to settled frame, {name}: {value:.2f} ms, times the bare app's", value / bare_key, MOST_KEY
        )
    failed |= report("idle processor time, % of one core", idle, MOST_IDLE)
    failed |= report("resident memory, MiB", memory, MOST_MEMORY)
    return 1 if failed else 0


def keys(
    command: list[str], marker: str, pressed: list[bytes], shown: Mapping[bytes, str] = MappingProxyType({})
) -> dict[bytes, list[float]]:
    """Milliseconds of forty presses, for each key; on a patient's page each counts again after 0.7 s only.

    Args:
        command: The program.
        marker: What stands on its first frame.
        pressed: The keys, pressed in turn.
        shown: What a key brings onto the screen.
    """
    with TimedTerminal(command) as terminal:
        terminal.first_frame(marker)
        terminal.press(ENTER)
        terminal.settle()
        found: dict[bytes, list[float]] = {key: [] for key in pressed}
        for number in range(40):
            time.sleep(0.4)
            key = pressed[number % len(pressed)]
            took = terminal.press(key)
            if took is not None:
                found[key].append(took)
            assert shown.get(key, "") in terminal.written, f"{shown[key]!r} was not shown"
    assert all(len(times) > 30 / len(pressed) for times in found.values()), "most presses were not answered"
    return found


def report(what: str, value: float, most: float) -> bool:
    """Print a figure beside its limit; whether it passes it."""
    print(f"{what}: {value:.2f} (at most {most:g})" + ("  TOO MUCH" if value > most else ""))
    return value > most


if __name__ == "__main__":
    sys.exit(main())
