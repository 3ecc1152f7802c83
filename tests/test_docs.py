"""What the documents for operators say: each command runs, each message exists, each column is named."""

import ast
import os
import re
import subprocess
from pathlib import Path
from typing import get_args

import pytest

from folders import KIOSK, nobodys
from journal_reader import ask
from journal_visits import write_visits
from kiosk.model.event import Event
from kiosk.visit.comfort import COLOURS

HOME = Path(__file__).parents[1]
DOCS = {name: (HOME / "docs" / f"{name}.md").read_text("utf-8") for name in ("operator", "privacy", "export")}


ALSO = (
    "door.py",
    "starting.py",
    "printer.py",
    "ui/app.py",
    "ui/locked_app.py",
    "content/library.py",
    "content/catalogue.py",
)
BUILT_IN = ("OSError", "PermissionError", "NotADirectoryError", "IsADirectoryError", "DatabaseError")


def commands(text: str) -> list[str]:
    """The indented lines."""
    return [line.strip() for line in text.splitlines() if line.startswith("    ")]


@pytest.mark.parametrize("name", DOCS)
def test_each_command_runs(tmp_path: Path, name: str) -> None:
    write_visits(tmp_path / "journal", 10).close()
    clean = {**nobodys(tmp_path), "PATH": f"{KIOSK.parent}:{os.environ['PATH']}"}
    typed = commands(DOCS[name])
    assert any(line.startswith(("kiosk journal", "kiosk export")) for line in typed)
    for line in typed:
        ended = subprocess.run(
            line, shell=True, cwd=tmp_path, env=clean, capture_output=True, text=True, timeout=60, check=False
        )
        assert ended.returncode == 0, f"{line}: {ended.stdout}{ended.stderr}"
        assert "Traceback" not in ended.stderr


def sentences(file: Path) -> list[str]:
    """The fixed parts of every text in a file, each text as one, with … for what is filled in."""
    found = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr):
            found.append("".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found


def test_each_message_of_the_operators_table_is_one_of_the_kiosks() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| [^|]+ \|$", DOCS["operator"].split("## What the messages mean")[1], re.M
    )
    messages = [row for row in rows if row not in ("message", "---")]
    assert len(messages) > 15
    files = [*(HOME / "src" / "kiosk" / "journal").rglob("*.py"), *(HOME / "src" / "kiosk" / "commands").glob("*.py")]
    files += [HOME / "src" / "kiosk" / name for name in ALSO]
    said = [re.sub(r"\(?…\)?|%s", "…", text) for file in files for text in sentences(file)]
    # "cannot be written: the disk is full" is put together from two texts.
    whole = [*said, *(f"The journal … cannot be written: {text}" for text in said)]
    assert [message for message in messages if not any(message in text for text in whole)] == []


def test_each_error_of_the_journal_of_handing_over_and_of_printing_is_in_the_operators_table() -> None:
    table = DOCS["operator"].split("## What the messages mean")[1].replace("…", "")
    unknown = []
    for file in [
        *(HOME / "src" / "kiosk" / "journal").rglob("*.py"),
        *(HOME / "src" / "kiosk" / name for name in ("door.py", "starting.py", "printer.py")),
    ]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                if not node.func.id.endswith("Error") or node.func.id in BUILT_IN or not node.args:
                    continue
                parts = [one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)]
                texts = [part.strip(" ().,") for part in parts if isinstance(part, str) and len(part) > 8]
                words = [" ".join(text.split()[:4]) for text in texts]
                if words and not any(one in table for one in words):
                    unknown.append(f"{file.name}: {texts}")
    assert unknown == []


def test_each_column_and_each_event_is_named_in_the_privacy_document(tmp_path: Path) -> None:
    write_visits(tmp_path, 1).close()
    columns = {name for _, name, *_ in ask(tmp_path, "PRAGMA table_info(events)")}
    table = DOCS["privacy"].split("Each carries these columns, and no others:")[1].split("To read all of it")[0]
    named = set(re.findall(r"`([a-z]+)`", "".join(re.findall(r"^\| (`[^|]+) \|", table, re.M))))
    assert named == columns
    events = DOCS["privacy"].split("each event is one of these:")[1].split("Each carries")[0]
    assert set(re.findall(r"^\| `([a-z-]+)` \|", events, re.M)) == {one.kind for one in get_args(Event)}


def test_each_picture_of_the_screen_is_shown_and_small_and_all_colours_and_sizes_are_there() -> None:
    shown = set(re.findall(r"\(screens/([\w-]+)\.png\)", (HOME / "docs" / "screens.md").read_text()))
    files = {file.stem: file.stat().st_size for file in (HOME / "docs" / "screens").iterdir()}
    assert shown == set(files)
    assert max(files.values()) < 60_000
    assert {name.split("-")[1] for name in files} == set(COLOURS)
    assert {name.split("-")[2] for name in files} == {"usual", "large", "largest"}
