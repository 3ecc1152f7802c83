"""A language that came in three files and no Python: it counts in its own forms, and a whole walk is in it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from folders import Folder, kiosk
from kiosk.content.library import Library
from kiosk.model.customs import FORMS
from kiosk.speech.sentence import sentences
from kiosk.ui.sheet import lay_out
from kiosk.visit.tour import tour
from kiosk.visit.visit import Limits, Visit
from written import sentences_in, values_of

PROCEDURE = "radiotherapy-port-images"
ENOUGH = 400
"""More empty lines than any walk has pages."""

MINUTES = {
    "one": "Jedna minuta.",
    "few": "{minutes} minuty.",
    "many": "{minutes} minut.",
    "other": "{minutes} minuty.",
}


def mirrored(text: str) -> str:
    """A text of no language: each word backwards, what stands in braces as it was."""
    return re.sub(r"\{\w+\}|[^\W\d_]+", lambda found: found[0] if found[0][0] == "{" else found[0][::-1], text)


def translated(values: Any, text: Callable[[str], str]) -> Any:
    """A file of words in another language; ids stay, and a sentence that counts has one form for all numbers."""
    if isinstance(values, str):
        return text(values)
    if isinstance(values, list):
        return [translated(value, text) for value in values]
    if set(values) <= set(FORMS):
        return text(values["other"])
    kept = ("added", "if", "needs")
    return {key: value if key in kept else translated(value, text) for key, value in values.items()}


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The shipped content with Polish beside it: its own forms where it counts, and else words of no language."""
    made = Folder(tmp_path, PROCEDURE)
    for english in (made.path / "languages" / "en.yaml", made.home / "en.yaml"):
        values = translated(values_of(english), mirrored)
        if english.parent.name == "languages":
            values |= {"id": "pl", "name": "Polski"}
            values["intro"] |= {"minutes": {**MINUTES}, "waits": {**MINUTES}}
        text = yaml.safe_dump(values, allow_unicode=True, sort_keys=False)
        english.with_name("pl.yaml").write_text(text, "utf-8")
    return made


def polish(folder: Folder, place: Path, *arguments: str, typed: str = "") -> str:
    """What the command prints when the settings say Polish."""
    settings = place / "kiosk.toml"
    settings.write_text(f'language = "pl"\ncontent = "{folder.path}"\n')
    ended = kiosk(place, "--config", settings, *arguments, typed=typed)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def test_a_whole_walk_is_in_it(folder: Folder, tmp_path: Path) -> None:
    printed = polish(folder, tmp_path, "plain", PROCEDURE, typed="\n" * ENOUGH)
    english = sentences_in(folder.path / "languages" / "en.yaml", folder.home / "en.yaml")
    assert len(english) > 300
    assert {one for line in printed.splitlines() for one in sentences(line)} & english == set()
    assert mirrored("You have come to the end\n") in printed
    assert mirrored("The table may feel cold.") in printed


def test_it_counts_in_its_own_forms(folder: Folder, tmp_path: Path) -> None:
    lines = polish(folder, tmp_path, "plain", PROCEDURE, typed="\n" * ENOUGH).splitlines()
    assert "8 minut." in lines, "how long it takes: many"
    assert "3 minuty." in lines, "how long the kiosk waits: few"
    words = Library(folder.path, language="pl").words()
    told = [words.intro.minutes.format(minutes=number) for number in (1, 2, 5, 22, 2.5)]
    assert told == ["Jedna minuta.", "2 minuty.", "5 minut.", "22 minuty.", "2,5 minuty."]


def test_it_offers_itself(folder: Folder, tmp_path: Path) -> None:
    assert "pl" in folder.library.languages()
    assert re.search(r"\ben, es, pl\b", polish(folder, tmp_path, "procedures"))


def test_it_lays_out_on_the_smallest_grid(folder: Folder) -> None:
    library = Library(folder.path, language="pl")
    words = library.words()
    visit, _ = Visit.begin("test", library.procedure(PROCEDURE), words, Limits(), 0.0)
    shown = "".join(
        "".join(piece.text for piece in row) + "\n"
        for page in tour(visit)
        for leaf in lay_out(page, 40, 11, words.row)
        for row in leaf.rows
    )
    assert mirrored("Next") in shown
    assert shown.count(mirrored("treatment")) > 20
