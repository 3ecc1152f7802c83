"""The index: what did not change is not read again, what did is never missed, and all is found."""

import errno
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from folders import PROCEDURE, WORDS, Folder, kiosk
from kiosk.content.catalogue import FRESH, Catalogue, Made
from kiosk.content.index import Index
from kiosk.content.library import Library
from kiosk.content.shelf import Shelf
from kiosk.model.card import Card
from kiosk.model.error import ContentError, UnknownProcedureError

LATER = FRESH + 1


@dataclass
class Start:
    """A start of the kiosk, some seconds after the files were written; notes what it reads."""

    folder: Folder
    file: Path | None
    later: float = LATER
    read: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    looks: int = 0
    """How often this process looked through the folders."""

    def __post_init__(self) -> None:
        library = self.folder.library

        def read(name: str, keep: bool) -> Made:
            self.read.append(name)
            found = library.read(name)
            return Card.of(found.procedure) if found.procedure else found.mistakes

        def drawings() -> frozenset[str]:
            self.looks += 1
            return frozenset(file.name for file in self.folder.assets.glob("*.svg"))

        now = lambda: time.time() + self.later  # noqa: E731
        self.catalogue = Catalogue(library.layers, drawings, "en", self.file, read, self.told.append, now)

    def index(self) -> Index:
        return self.catalogue.ask(lambda index: index)

    def titles(self) -> list[str]:
        return [card.title for card in self.index().cards()]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "the.index"


def test_what_did_not_change_is_not_read_again(folder: Folder, file: Path) -> None:
    first = Start(folder, file)
    assert first.titles() == ["Fluoroscopy-guided injection", "Sialogram"]
    assert len(first.read) == 2
    second = Start(folder, file)
    assert second.titles() == first.titles()
    assert second.read == []


def test_the_same_bytes_with_another_time_are_not_read_again(folder: Folder, file: Path) -> None:
    Start(folder, file).titles()
    os.utime(folder.home / WORDS, (1, 1))
    again = Start(folder, file)
    assert again.titles() == ["Fluoroscopy-guided injection", "Sialogram"]
    assert again.read == []


@pytest.mark.parametrize("name", [WORDS, PROCEDURE])
def test_a_change_is_seen_and_only_that_is_read(folder: Folder, file: Path, name: str) -> None:
    Start(folder, file).titles()
    folder.replace(
        name, "title: Sialogram" if name == WORDS else "minutes: 8", "title: Other" if name == WORDS else "x: 8"
    )
    again = Start(folder, file)
    assert again.titles() == ["Fluoroscopy-guided injection", *(["Other"] if name == WORDS else [])]
    assert again.read == ["sialogram"]


def test_a_change_that_leaves_size_and_time_is_seen_while_the_file_is_new(folder: Folder, file: Path) -> None:
    words = folder.home / WORDS
    text, times = words.read_text("utf-8"), words.stat()
    Start(folder, file, later=0).titles()
    words.write_text(text.replace("title: Sialogram", "title: Sialogran", 1), "utf-8")
    os.utime(words, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert Start(folder, file).titles() == ["Fluoroscopy-guided injection", "Sialogran"]


@pytest.mark.parametrize("change", ["a name", "a new one", "the whole folder"])
def test_who_looked_ahead_misses_nothing(folder: Folder, file: Path, change: str) -> None:
    Start(folder, file).titles()
    if change == "a name":
        folder.set_line(WORDS, "title:", "title: Sialogran")
    elif change == "a new one":
        folder.copy("own", "Our own")
    else:
        folder.home.parent.rename(folder.home.parent.with_name("put-away"))
    plain, ahead = Start(folder, None), Start(folder, file)
    ahead.catalogue.look_ahead()
    if change == "the whole folder":
        with pytest.raises(ContentError, match="cannot be read"):
            ahead.titles()
    else:
        assert ahead.titles() == plain.titles() != ["Fluoroscopy-guided injection", "Sialogram"]


def test_who_looked_ahead_does_not_look_once_more(folder: Folder, file: Path) -> None:
    Start(folder, file).titles()
    ahead = Start(folder, file)
    ahead.catalogue.look_ahead()
    assert (ahead.titles(), ahead.looks) == (["Fluoroscopy-guided injection", "Sialogram"], 0)
    assert (ahead.titles(), ahead.looks) == (["Fluoroscopy-guided injection", "Sialogram"], 1)


def test_what_is_changed_after_it_was_asked_for_is_seen_when_it_is_asked_for_again(folder: Folder, file: Path) -> None:
    start = Start(folder, file)
    start.catalogue.look_ahead()
    before = start.titles()
    folder.copy("own", "Our own")
    assert sorted(start.titles()) == sorted([*before, "Our own"])


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_where_no_process_can_look_ahead_all_is_found(
    folder: Folder, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none_left() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", none_left)
    start = Start(folder, file)
    files = _open_files()
    start.catalogue.look_ahead()
    assert start.titles() == ["Fluoroscopy-guided injection", "Sialogram"]
    assert _open_files() <= files + 1  # the index's own


def test_while_somebody_types_the_folders_are_not_looked_at_again(folder: Folder, file: Path) -> None:
    start = Start(folder, file)

    def titles(index: Index) -> list[str]:
        return [card.title for card in index.cards()]

    before = start.catalogue.ask(titles, as_before=True)  # nobody has looked yet: it is looked
    folder.copy("another")
    assert start.catalogue.ask(titles, as_before=True) == before
    assert sorted(start.catalogue.ask(titles)) == sorted([*before, "another"])


def test_the_editions_are_those_of_the_cards(folder: Folder, file: Path) -> None:
    start = Start(folder, file)

    def both(index: Index) -> bool:
        return index.editions() == [(card.id, card.version, card.hash) for card in index.cards()]

    assert start.catalogue.ask(both)
    before = start.index().editions()
    folder.set_line(WORDS, "title:", "title: Another name")
    assert start.catalogue.ask(both)
    assert [one != other for one, other in zip(start.index().editions(), before, strict=True)] == [False, True]
    folder.set_line(WORDS, "title:", "titel: Spoilt")
    assert start.catalogue.ask(both)
    assert [name for name, *_ in start.index().editions()] == ["fluoroscopy-guided-injection"]


def test_a_folder_that_came_and_one_that_went_are_noticed(folder: Folder, file: Path) -> None:
    Start(folder, file).titles()
    folder.copy("own", "Our own")
    folder.home.rename(folder.home.with_name("_put-away"))
    again = Start(folder, file)
    assert again.titles() == ["Fluoroscopy-guided injection", "Our own"]
    assert again.read == ["own"]
    assert again.index().called("sialogram") == []


def test_a_walkthrough_is_right_again_when_its_drawing_is_there(folder: Folder, file: Path) -> None:
    folder.replace(PROCEDURE, "- id: tube-out\n", "- id: tube-out\n        picture: mouth\n")
    words = "      tube-out:\n        picture: {caption: A tube., description: A tube.}\n"
    folder.replace(WORDS, "      tube-out:\n", words)
    assert Start(folder, file).titles() == ["Fluoroscopy-guided injection"]
    (folder.assets / "mouth.svg").write_text("<svg/>")
    assert Start(folder, file).titles() == ["Fluoroscopy-guided injection", "Sialogram"]
    (folder.assets / "mouth.svg").unlink()
    assert Start(folder, file).titles() == ["Fluoroscopy-guided injection"]


def test_what_is_wrong_is_kept_too(folder: Folder, file: Path) -> None:
    line = folder.replace(PROCEDURE, "right: pressure", "right: presure")
    first = Start(folder, file).index().broken()
    assert [(one.line, one.rule) for one in first["sialogram"]] == [(line, "reference")]
    again = Start(folder, file)
    assert again.index().broken() == first
    assert again.read == []


SPOILERS: list[Callable[[Path], object]] = [
    lambda file: file.write_bytes(b""),
    lambda file: file.write_bytes(b"rubbish" * 1000),
    lambda file: os.truncate(file, 5000),
    lambda file: (file.unlink(), file.mkdir()),
    lambda file: file.write_bytes(file.read_bytes()[:2048] + b"\xff" * 40_000),
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_whatever_becomes_of_the_file_all_is_found(folder: Folder, file: Path, spoil: Callable[[Path], object]) -> None:
    Start(folder, file).titles()
    spoil(file)
    again = Start(folder, file)
    assert again.titles() == ["Fluoroscopy-guided injection", "Sialogram"]
    assert again.index().coded("70390") == [("sialogram", "")]


def test_an_index_that_is_spoilt_where_it_is_asked_finds_all_the_same(folder: Folder, file: Path) -> None:
    Start(folder, file).titles()
    with sqlite3.connect(file) as base:
        base.execute("PRAGMA writable_schema = ON")
        base.execute("UPDATE sqlite_master SET rootpage = 1 WHERE name = 'words'")
    base.close()
    again = Start(folder, file)
    assert again.catalogue.ask(lambda index: index.called("salivary duct")) == [("sialogram", "")]
    assert Start(folder, file).catalogue.ask(lambda index: index.called("salivary duct")) == [("sialogram", "")]


def test_an_index_of_another_form_is_made_anew(folder: Folder, file: Path) -> None:
    Start(folder, file).titles()
    with sqlite3.connect(file) as base:
        base.execute("UPDATE about SET value = 'of another kiosk' WHERE name = 'form'")
    base.close()
    again = Start(folder, file)
    assert again.titles() == ["Fluoroscopy-guided injection", "Sialogram"]
    assert len(again.read) == 2
    assert Start(folder, file).read == []


def test_where_no_index_can_be_kept_all_is_found_all_the_same(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    library = Library(folder.path, folder.assets, shelf=Shelf(tmp_path / "kept"))
    assert library.find("salivary duct").id == "sialogram"


def test_somebody_who_waits_for_thousands_is_told(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kiosk.content.catalogue.MANY", 2)
    start = Start(folder, None)
    start.titles()
    assert start.told == ["2 walkthroughs are new or changed. They are read once; please wait."]


def test_a_list_of_what_fits_does_not_fill_the_screen(folder: Folder) -> None:
    for number in range(20):
        folder.copy(f"scan-{number:02}", f"Scan of part {number}")
    with pytest.raises(UnknownProcedureError) as caught:
        folder.library.find("scan of")
    lines = str(caught.value).splitlines()
    assert [line for line in lines if line.startswith("  scan-")] == lines[1:13]
    assert lines[-2] == "  and more: say more of its name, or its code"


def test_a_misspelt_name_among_many_brings_the_right_one_first(folder: Folder) -> None:
    for one in ("Ankle", "Elbow", "Shoulder", "Hip", "Wrist", "Knee", "Spine", "Skull"):
        folder.copy(f"xr-{one.lower()}", f"Plain pictures of the {one.lower()}")
    library = folder.library
    for wrong, right in (("sholder pictures", "xr-shoulder"), ("plain picures of the elbwo", "xr-elbow")):
        assert library.nearest(wrong).startswith(f"No procedure fits “{wrong}”. Nearest: {right}")


def test_the_command_makes_the_index_that_the_next_start_uses(folder: Folder, tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "content", "index", "--content", folder.path)
    assert (ended.returncode, ended.stdout) == (0, "2 of 2 walkthroughs can be shown.\n")
    assert len(list((tmp_path / "journal" / "kept").glob("*.index"))) == 1
    folder.replace(PROCEDURE, "right: pressure", "right: presure")
    ended = kiosk(tmp_path, "content", "index", "--content", folder.path)
    assert (ended.returncode, ended.stdout) == (1, "1 of 2 walkthroughs can be shown.\n")
