"""What is kept for the next start: the same values, and never stale ones."""

from pathlib import Path

import pytest

from every_page import LIBRARY
from folders import Folder
from kiosk.content.library import Library
from kiosk.content.shelf import Shelf


def with_shelf(library: Library, folder: Path) -> Library:
    return Library(library.folder, library.assets, shelf=Shelf(folder))


@pytest.mark.parametrize("procedure_id", LIBRARY.ids())
def test_what_was_kept_is_what_was_read(tmp_path: Path, procedure_id: str) -> None:
    read = with_shelf(LIBRARY, tmp_path).procedure(procedure_id)
    assert (tmp_path / f"{procedure_id}.en.json").is_file()
    assert with_shelf(LIBRARY, tmp_path).procedure(procedure_id) == read == LIBRARY.procedure(procedure_id)
    assert with_shelf(LIBRARY, tmp_path).words() == with_shelf(LIBRARY, tmp_path).words() == LIBRARY.words()


def test_one_changed_byte_is_seen_at_the_next_start(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram")
    before = with_shelf(folder.library, tmp_path / "kept").procedure("sialogram")
    words = folder.library.folder / "procedures" / "sialogram" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("title: Sialogram", "title: Sialogramm", 1), "utf-8")
    after = with_shelf(folder.library, tmp_path / "kept").procedure("sialogram")
    assert (before.title, after.title) == ("Sialogram", "Sialogramm")


@pytest.mark.parametrize(
    "spoilt", ["", "{}", "[", '{"key": 1}', '{"key": "x", "value": ["Nothing"]}', '{"key": "KEY", "value": ["Line"]}']
)
def test_a_spoilt_file_is_read_anew(tmp_path: Path, spoilt: str) -> None:
    read = with_shelf(LIBRARY, tmp_path).procedure("sialogram")
    file = tmp_path / "sialogram.en.json"
    key = file.read_text("utf-8").split('"')[3]
    file.write_text(spoilt.replace("KEY", key))
    assert with_shelf(LIBRARY, tmp_path).procedure("sialogram") == read


def test_where_nothing_can_be_kept_it_is_read_each_time(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    assert with_shelf(LIBRARY, tmp_path / "kept").procedure("sialogram") == LIBRARY.procedure("sialogram")


def test_a_walkthrough_with_a_mistake_is_never_kept(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram")
    words = folder.library.folder / "procedures" / "sialogram" / "en.yaml"
    words.write_text(words.read_text("utf-8").replace("title: Sialogram", "titel: Sialogram", 1), "utf-8")
    assert with_shelf(folder.library, tmp_path / "kept").procedures() == ()
    assert not list((tmp_path / "kept").glob("*.json"))
