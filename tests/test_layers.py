"""Content folders laid over each other: the hospital's own walkthrough, language and pronunciation before ours."""

import os
import shutil
from pathlib import Path

import pytest

from folders import PROCEDURE, WORDS, Folder, kiosk
from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.model.error import ContentError
from kiosk.voice import pronunciation_of
from plain_user import plain_user


@pytest.fixture
def ours(tmp_path: Path) -> Folder:
    (tmp_path / "ours").mkdir()
    return Folder(tmp_path / "ours", "sialogram", "fluoroscopy-guided-injection")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A hospital's folder with a sialogram of its own and nothing else."""
    place = tmp_path / "own"
    shutil.copytree(shipped("content") / "procedures" / "sialogram", place / "procedures" / "sialogram")
    file = place / "procedures" / "sialogram" / WORDS
    file.write_text(file.read_text("utf-8").replace("title: Sialogram", "title: Our own dye test", 1), "utf-8")
    return place


def both(ours: Folder, own: Path) -> Library:
    return Library(ours.path, ours.assets, own=(own,))


def test_the_hospital_s_own_walkthrough_stands_in_the_place_of_ours(ours: Folder, own: Path) -> None:
    library = both(ours, own)
    assert [one.title for one in library.cards()] == ["Fluoroscopy-guided injection", "Our own dye test"]
    assert library.find("sialogram").title == library.find("own dye").title == "Our own dye test"
    assert library.words().id == "en", "the rest is still ours"


def test_an_own_walkthrough_with_a_mistake_is_never_replaced_by_ours(ours: Folder, own: Path) -> None:
    (own / "procedures" / "sialogram" / WORDS).write_text("titel: Sialogram\n")
    library = both(ours, own)
    assert [one.id for one in library.cards()] == ["fluoroscopy-guided-injection"]
    with pytest.raises(ContentError, match="The walkthrough sialogram cannot be shown"):
        library.find("sialogram")


def test_a_walkthrough_that_only_the_hospital_has_is_found_beside_ours(ours: Folder, own: Path) -> None:
    home = own / "procedures"
    (home / "sialogram").rename(home / "dye-test")
    file = home / "dye-test" / PROCEDURE
    file.write_text(file.read_text("utf-8").replace("id: sialogram", "id: dye-test", 1), "utf-8")
    assert both(ours, own).ids() == ("dye-test", "fluoroscopy-guided-injection", "sialogram")
    assert both(ours, own).find("our own dye").id == "dye-test"


def test_the_strongest_of_several_folders_counts(ours: Folder, own: Path, tmp_path: Path) -> None:
    ward = tmp_path / "ward"
    shutil.copytree(own, ward)
    file = ward / "procedures" / "sialogram" / WORDS
    file.write_text(file.read_text("utf-8").replace("Our own dye test", "The ward's dye test"), "utf-8")
    assert Library(ours.path, ours.assets, own=(ward, own)).procedure("sialogram").title == "The ward's dye test"


def test_own_sentences_and_own_pronunciation_stand_before_ours(ours: Folder, tmp_path: Path) -> None:
    own = tmp_path / "words"
    shutil.copytree(ours.path / "languages", own / "languages")
    file = own / "languages" / "en.yaml"
    file.write_text(file.read_text("utf-8").replace("heading: Welcome", "heading: Good day", 1), "utf-8")
    (own / "pronunciation").mkdir()
    (own / "pronunciation" / "en.yaml").write_text("every: {sialogram: see a low gram}\n")
    library = both(ours, own)
    assert library.words().waiting.heading == "Good day"
    assert pronunciation_of(library.layers, "en").spoken("A sialogram", "").text == "A see a low gram"
    assert library.ids() == ("fluoroscopy-guided-injection", "sialogram")


def test_an_own_drawing_lies_in_the_own_folder(ours: Folder, own: Path) -> None:
    home = own / "procedures" / "sialogram"
    for name, old, new in (
        (PROCEDURE, "- id: tube-out\n", "- id: tube-out\n        picture: our-room\n"),
        (WORDS, "      tube-out:\n", "      tube-out:\n        picture: {caption: Our room., description: A table.}\n"),
    ):
        (home / name).write_text((home / name).read_text("utf-8").replace(old, new, 1), "utf-8")
    assert not both(ours, own).read("sialogram").procedure
    (own / "assets").mkdir()
    (own / "assets" / "our-room.svg").write_text("<svg/>")
    assert both(ours, own).read("sialogram").procedure


def test_a_missing_own_folder_is_said_and_ours_is_not_shown_instead(ours: Folder, tmp_path: Path) -> None:
    library = both(ours, tmp_path / "mistyped")
    for act in (library.ids, lambda: library.find("sialogram")):
        with pytest.raises(ContentError, match=r"looked for folders in .*/mistyped.* \(No such file.*\)") as one:
            act()
        assert str(one.value).endswith("Name the right folder as own_content in the settings, or make it.")


def nothing_of_ours(ours: Folder, own: Path, match: str) -> None:
    for library in (both(ours, own), both(ours, own)):
        with pytest.raises(ContentError, match=match):
            library.find("sialogram")


@pytest.mark.parametrize("level", ["procedures", "procedures/sialogram"])
def test_an_own_folder_a_level_too_low_is_said_and_ours_is_not_shown_instead(
    ours: Folder, own: Path, level: str
) -> None:
    nothing_of_ours(ours, own / level, r"holds no content: .* Name the folder that holds `procedures`")


def test_an_own_folder_whose_name_for_walkthroughs_is_misspelt_is_said(ours: Folder, own: Path) -> None:
    (own / "procedures").rename(own / "procedure")
    nothing_of_ours(ours, own, "holds no content: none of procedures, languages, pronunciation, hedges, assets")


def test_an_own_folder_in_which_nothing_stands_yet_changes_nothing(ours: Folder, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert both(ours, tmp_path / "new").find("sialogram").title == "Sialogram"


def test_a_file_in_the_place_of_the_own_walkthroughs_is_said(ours: Folder, own: Path) -> None:
    shutil.rmtree(own / "procedures")
    (own / "procedures").touch()
    nothing_of_ours(ours, own, r"own/procedures \(Not a directory\)")
    nothing_of_ours(ours, own / "procedures", "is no folder|holds no content")


@pytest.mark.parametrize("to", ["nowhere", "sialogram"])
def test_an_own_walkthrough_behind_a_link_that_leads_nowhere_is_not_replaced_by_ours(
    ours: Folder, own: Path, to: str
) -> None:
    home = own / "procedures" / "sialogram"
    shutil.rmtree(home)
    home.symlink_to(to)
    with pytest.raises(ContentError, match="procedures/sialogram"):
        both(ours, own).find("sialogram")
    with pytest.raises(ContentError, match="procedures/sialogram"):
        both(ours, own).cards()


def test_a_link_that_leads_in_a_circle_leaves_the_other_walkthroughs(ours: Folder) -> None:
    (ours.path / "procedures" / "circle").symlink_to("circle")
    assert [one.id for one in ours.library.cards()] == ["fluoroscopy-guided-injection", "sialogram"]
    assert "Too many levels of symbolic links" in ours.library.broken()["circle"][0].says


@pytest.mark.parametrize("name", [b"\xff\xfe", b"two\nlines", b"red\x1b[31m", b"Sialogram (copy)"])
def test_a_folder_whose_name_cannot_be_an_id_is_named_and_leaves_the_others(
    ours: Folder, tmp_path: Path, name: bytes
) -> None:
    (ours.path / "procedures" / os.fsdecode(name)).mkdir()
    for arguments in (("content", "check"), ("procedures",)):
        ended = kiosk(tmp_path, *arguments, "--content", ours.path)
        assert ended.returncode == 1
        assert "has a name that cannot be an id." in ended.stdout + ended.stderr
        assert "Sialogram;" in ended.stdout or "sialogram (en)" in ended.stdout
        assert (ended.stdout + ended.stderr).replace("\n", "").isprintable()
    assert len(ours.library.cards()) == 2


def test_an_own_folder_that_may_not_be_read_is_said_and_ours_is_not_shown_instead(ours: Folder) -> None:
    with plain_user() as place:
        (place / "procedures").mkdir(mode=0o000)
        with pytest.raises(ContentError, match=r"cannot be read: looked for folders in .* \(Permission denied\)"):
            both(ours, place).find("sialogram")


def test_the_setting_lays_the_own_folder_over_ours(own: Path, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text(f'own_content = "{own}"\n')
    listed = kiosk(tmp_path, "procedures", "--config", tmp_path / "kiosk.toml").stdout
    assert "Our own dye test" in listed
    assert "Fluoroscopy-guided injection" in listed


def test_a_folder_that_the_settings_name_stands_beside_them(own: Path, tmp_path: Path) -> None:
    (own.parent / "kiosk.toml").write_text(f'own_content = "{own.name}"\n')
    listed = kiosk(tmp_path, "procedures", "--config", own.parent / "kiosk.toml")
    assert "Our own dye test" in listed.stdout, listed.stderr


def test_a_copy_of_ours_is_what_the_hospital_s_own_begins_with(tmp_path: Path) -> None:
    home = tmp_path / "own" / "procedures"
    done = kiosk(tmp_path, "content", "copy", "sialogram", "--to", home)
    assert done.returncode == 0, done.stderr
    for file in (PROCEDURE, WORDS, "facts.yaml"):
        assert (home / "sialogram" / file).read_bytes() == (shipped("content/procedures/sialogram") / file).read_bytes()


def test_a_copy_never_writes_over_what_is_there(tmp_path: Path, own: Path) -> None:
    done = kiosk(tmp_path, "content", "copy", "sialogram", "--to", own / "procedures")
    assert done.returncode != 0
    assert "is there already" in done.stderr
    assert "Traceback" not in done.stderr
    assert "Our own dye test" in (own / "procedures" / "sialogram" / WORDS).read_text("utf-8")


def test_a_copy_of_a_misspelt_walkthrough_names_the_nearest_and_writes_nothing(tmp_path: Path) -> None:
    done = kiosk(tmp_path, "content", "copy", "sialogran", "--to", tmp_path / "own")
    assert done.returncode != 0
    assert "sialogram" in done.stderr
    assert not (tmp_path / "own").exists()
