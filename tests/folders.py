"""Content folders of a test's own: copies of shipped walkthroughs to spoil, and the installed command to read them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.content.reader import Reading

PROCEDURE, WORDS, FACTS = "procedure.yaml", "en.yaml", "facts.yaml"


class Folder:
    """A content folder with copies of shipped walkthroughs; `home` is the one that a test spoils."""

    def __init__(self, place: Path, *ids: str) -> None:
        self.path = place / "content"
        self.assets = place / "assets"
        shutil.copytree(shipped("assets"), self.assets, copy_function=os.symlink)
        shutil.copytree(shipped("content") / "languages", self.path / "languages")
        for name in ids or ("sialogram",):
            shutil.copytree(shipped("content") / "procedures" / name, self.path / "procedures" / name)
        self.id = (ids or ("sialogram",))[0]
        self.home = self.path / "procedures" / self.id

    @property
    def library(self) -> Library:
        """The folder, read anew."""
        return Library(self.path, self.assets)

    def read(self) -> Reading:
        """The spoiled walkthrough with its facts, as `kiosk content check` reads it."""
        return self.library.read(self.id, with_facts=True)

    def copy(self, new: str, title: str = "") -> Path:
        """Another walkthrough with the same words, except its title; its folder."""
        home = self.home.with_name(new)
        shutil.copytree(self.home, home)
        for name, start, line in ((PROCEDURE, "id: ", f"id: {new}"), (WORDS, "title: ", f"title: {title or new}")):
            lines = (home / name).read_text("utf-8").split("\n")
            lines[next(number for number, one in enumerate(lines) if one.startswith(start))] = line
            (home / name).write_text("\n".join(lines), "utf-8")
        return home

    def replace(self, file: str, old: str, new: str, after: str = "") -> int:
        """Write something else where this stands first, or first after another text; the line of it."""
        text = (self.home / file).read_text("utf-8")
        start = text.find(old, max(0, text.find(after)))
        assert start >= 0, f"{old!r} does not stand in {file} any more"
        (self.home / file).write_text(text[:start] + new + text[start + len(old) :], "utf-8")
        return text.count("\n", 0, start) + 1

    def set_line(self, file: str, start: str, new: str) -> int:
        """Write another line in the place of the first that begins so; its number."""
        lines = (self.home / file).read_text("utf-8").split("\n")
        number = next(number for number, line in enumerate(lines) if line.lstrip().startswith(start))
        lines[number] = new
        (self.home / file).write_text("\n".join(lines), "utf-8")
        return number + 1

    def line(self, file: str, text: str, after: str = "") -> int:
        """The first line where this stands."""
        return self.replace(file, text, text, after)


KIOSK = Path(sys.executable).with_name("kiosk")


def kiosk(place: Path, *arguments: str | Path, typed: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the installed command, with nobody's settings and a journal in this place."""
    return subprocess.run(
        [KIOSK, *arguments],
        input=typed,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=nobodys(place) | environment,
        timeout=60,
        check=False,
    )


GRID = ("COLUMNS", "LINES")
"""Set by Python's readline, which pytest imports: with them a program takes its terminal for another size."""


def nobodys(place: Path) -> dict[str, str]:
    """An environment with nobody's settings, and a journal in this place."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("KIOSK", *GRID))}
    return inherited | {"KIOSK_DATA": str(place / "journal"), "XDG_CONFIG_HOME": str(place), "HOME": str(place)}
