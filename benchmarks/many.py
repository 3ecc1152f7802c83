"""How ten thousand procedures start and are found, beside five in the same run.

    python benchmarks/many.py [--count 10000] [--starts 7]

Ends with code 1 if a limit is passed. The walkthroughs are copies of the shipped ones with ids, names and codes of
their own; the names are made of invented words, some thousands of them, as in a real catalogue. The index is made
once, before anything is timed; how long that takes is printed.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import psutil

from kiosk.content.folder import shipped
from kiosk.content.index import Index
from kiosk.content.library import Library
from kiosk.content.shelf import Shelf
from kiosk.content.wanted import matches, near
from kiosk.journal.recorder import Recorder
from kiosk.journal.store import Journal
from kiosk.model.action import Type
from kiosk.starting import Starter
from kiosk.supply import Supply
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.staff import Staff
from kiosk.visit.visit import Limits
from pseudo_terminal import TimedTerminal, median

MOST_START, MOST_FIND, MOST_MEMORY, MOST_STAFF = 1.2, 20.0, 30.0, 500.0
FIVE = 5
KIOSK = str(Path(sys.executable).with_name("kiosk"))
SYLLABLES = ("ar", "ba", "cel", "dor", "en", "fi", "gra", "hyl", "im", "jo", "kar", "lum", "mo", "nex", "o", "phy",
             "quo", "rin", "scle", "tym", "ul", "ver", "xi", "yt", "zen")  # fmt: skip


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--count", type=int, default=10_000)
    arguments.add_argument("--starts", type=int, default=7)
    about = "a folder that keeps the walkthroughs and their index for the next run"
    arguments.add_argument("--place", type=Path, help=about)
    chosen = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        place = chosen.place or Path(name)
        names = {count: fill(place / str(count), count) for count in (FIVE, chosen.count)}
        time.sleep(2.5)  # the files are no longer so new that the index would doubt them
        for count in names:
            began = time.perf_counter()
            run(place / str(count), "procedures")
            took = time.perf_counter() - began
            print(f"all {count} are listed, and their index made if there was none, in {took:.1f} s", flush=True)
        failed = starts(place, names, chosen.starts)
        failed |= finds(place / str(chosen.count), names[chosen.count])
        failed |= staff(place / str(chosen.count), names[chosen.count])
    return 1 if failed else 0


def fill(place: Path, count: int) -> list[str]:
    """Write so many walkthroughs, if they are not there yet; their titles."""
    dice = random.Random(5)
    words = ["".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))) for _ in range(4000)]
    content = shipped("content")
    is_new = not place.exists()
    if is_new:
        shutil.copytree(content / "languages", place / "content" / "languages")
    models = sorted((content / "procedures").iterdir())
    titles: list[str] = []
    for number in range(count):
        model = models[number % len(models)]
        home = place / "content" / "procedures" / f"{model.name[:40]}-{number:05}"
        titles.append(f"{' '.join(dice.sample(words, 3))} {number}")
        also = dice.choice(words)
        if not is_new:
            continue
        home.mkdir(parents=True)
        structure = (model / "procedure.yaml").read_text("utf-8").replace(f"id: {model.name}", f"id: {home.name}", 1)
        structure = with_value(structure, "codes", f"[{{system: OWN, code: X{number:05}}}]")
        (home / "procedure.yaml").write_text(structure, "utf-8")
        spoken = with_value((model / "en.yaml").read_text("utf-8"), "title", titles[-1])
        (home / "en.yaml").write_text(with_value(spoken, "also", f"[{also} test]"), "utf-8")
        os.link(facts(place, model), home / "facts.yaml")
    return titles


def with_value(text: str, key: str, value: str) -> str:
    """A file with another value at a key of its top."""
    return re.sub(rf"^{key}:.*?(?=^\w)", f"{key}: {value}\n", text, count=1, flags=re.DOTALL | re.MULTILINE)


def facts(place: Path, model: Path) -> Path:
    """One sheet for all copies of a walkthrough: no start reads it."""
    sheet = place / f"{model.name}.yaml"
    return sheet if sheet.exists() else Path(shutil.copy(model / "facts.yaml", sheet))


def command(place: Path, *arguments: str) -> list[str]:
    return [KIOSK, *arguments, "--data", str(place / "data"), "--content", str(place / "content")]


def run(place: Path, *arguments: str) -> None:
    subprocess.run(command(place, *arguments), stdout=subprocess.DEVNULL, check=True)


def starts(place: Path, names: dict[int, list[str]], times: int) -> bool:
    """Start in turn; whether a limit is passed."""
    ways: dict[str, tuple[Callable[[int], list[str]], str]] = {
        "kiosk": (lambda _: [], "Welcome"),
        "kiosk launch, by id": (lambda count: ["launch", ids(place, count)[count // 2]], "How would you like it"),
        "kiosk launch, by words": (lambda count: ["launch", names[count][count // 2]], "How would you like it"),
    }
    failed = False
    for what, (arguments, marker) in ways.items():
        first: dict[int, list[float]] = {count: [] for count in names}
        memory: dict[int, float] = {}
        for _ in range(times + 1):
            for count in names:
                with TimedTerminal(command(place / str(count), *arguments(count))) as terminal:
                    first[count].append(terminal.first_frame(marker))
                    terminal.settle()
                    memory[count] = psutil.Process(terminal.pid).memory_info().rss / 2**20
        few, many = (median(first[count][1:]) for count in names)
        failed |= report(f"{what}: five {few:.0f} ms, many {many:.0f} ms, times", many / few, MOST_START)
        failed |= report(f"{what}: memory more, MiB", memory[max(names)] - memory[FIVE], MOST_MEMORY)
    return failed


def ids(place: Path, count: int) -> list[str]:
    return sorted(home.name for home in (place / str(count) / "content" / "procedures").iterdir())


def finds(place: Path, titles: list[str]) -> bool:
    """Find in every way; whether a limit is passed."""
    library = Library(place / "content", shelf=Shelf(place / "data" / "kept"))
    began = time.perf_counter()
    index = library.catalogue.ask(lambda index: index)
    print(f"all folders are found unchanged in {(time.perf_counter() - began) * 1000:.0f} ms")
    dice = random.Random(7)
    chosen = dice.sample(titles, 200)
    ways: dict[str, tuple[list[str], Callable[[Index, str], list[Any]]]] = {
        "words": (chosen, fits),
        "one word": ([title.split()[0] for title in chosen], fits),
        "the beginning of a word": ([title[:3] for title in chosen], fits),
        "a code": ([f"X{dice.randrange(len(titles)):05}" for _ in chosen], fits),
        "a misspelt name": ([misspelt(title, dice) for title in chosen], near),
    }
    failed = False
    for what, (asked, find) in ways.items():
        took = []
        for one in asked:
            began = time.perf_counter()
            assert find(index, one), f"{one} was not found"
            took.append((time.perf_counter() - began) * 1000)
        most = f"find by {what}: median {median(took):.1f} ms, 95 of 100 within ms"
        failed |= report(most, sorted(took)[len(took) * 95 // 100], MOST_FIND)
    return failed


def staff(place: Path, titles: list[str]) -> bool:
    """Open the staff's page and type three letters on it, as the kiosk does; whether a limit is passed."""
    library = Library(place / "content", shelf=Shelf(place / "data" / "kept"))
    supply = Supply(Starter(library, Recorder(Journal(place / "data")), lambda: "visit"))
    setup = Setup(library.words(), "0", Limits(), "4718".__eq__)
    opened, typed = [], []
    for title in random.Random(9).sample(titles, 20):
        kiosk = replace(Kiosk(setup, 0.0), staff=Staff(open=True))
        began = time.perf_counter()
        kiosk = supply.answered(kiosk)
        opened.append((time.perf_counter() - began) * 1000)
        for letter in title[:3]:
            began = time.perf_counter()
            kiosk = supply.answered(kiosk.do(Type(letter), 1.0)[0])
            kiosk.page  # noqa: B018 - it is made when it is asked for
            typed.append((time.perf_counter() - began) * 1000)
        assert kiosk.page.kind == "find"
    failed = report("the staff's page opens: median, ms", median(opened), MOST_STAFF)
    most = f"a letter typed there: median {median(typed):.1f} ms, the slowest, ms"
    return report(most, max(typed), MOST_STAFF) or failed


def fits(index: Index, name: str) -> list[Any]:
    """The walkthroughs that a name or a code fits."""
    return list(matches(index, name)[0])


def misspelt(title: str, dice: random.Random) -> str:
    """A title with a letter lost and two exchanged."""
    lost = dice.randrange(1, len(title) // 2)
    short = title[:lost] + title[lost + 1 :]
    turned = dice.randrange(len(short) // 2, len(short) - 1)
    return short[:turned] + short[turned + 1] + short[turned] + short[turned + 2 :]


def report(what: str, value: float, most: float) -> bool:
    """Print a figure beside its limit; whether it passes it."""
    print(f"{what}: {value:.2f} (at most {most:g})" + ("  TOO MUCH" if value > most else ""), flush=True)
    return value > most


if __name__ == "__main__":
    sys.exit(main())
