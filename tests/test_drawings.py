"""What an author is told about a drawing that cannot be shown, and the script that makes rasters of it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from folders import PROCEDURE, WORDS, Folder
from kiosk.content.check import check_all
from kiosk.content.folder import shipped
from kiosk.content.raster import COLUMNS, raster_file, read_raster
from kiosk.model.error import ContentError
from plain_user import plain_user

NAME = "sialogram-tube"
RUN = "Run `python assets/make_rasters.py`."


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def told(folder: Folder, file: str = PROCEDURE) -> list[str]:
    """What the check says, all of it about the line of the picture."""
    mistakes = check_all(folder.library).mistakes
    line = (
        folder.line(PROCEDURE, f"picture: {NAME}")
        if file == PROCEDURE
        else folder.line(file, "picture:", "\n      tube:")
    )
    assert {(one.file.name, one.line, one.rule) for one in mistakes} <= {(file, line, "picture")}
    return [f"{one.says} {one.cure}" for one in mistakes]


def own(folder: Folder, file: Path) -> Path:
    """A file of the drawings as the test's own copy: a folder of a test links to the shipped ones."""
    data = file.read_bytes()
    file.unlink()
    file.write_bytes(data)
    return file


def svg(folder: Folder, old: str, new: str) -> None:
    drawing = own(folder, folder.assets / f"{NAME}.svg")
    text = drawing.read_text("utf-8")
    assert old in text
    drawing.write_text(text.replace(old, new, 1), "utf-8")


def test_the_shipped_drawings_are_in_order(folder: Folder) -> None:
    assert told(folder) == []


def test_a_drawing_of_more_than_two_hundred_kilobytes_is_too_large(folder: Folder) -> None:
    svg(folder, "</svg>", f"<!--{'x' * 200_000}--></svg>")
    cure = "Draw it with fewer and simpler shapes, without photos."
    assert told(folder) == [f"{NAME}.svg has more than 200 kB. {cure}"]


def test_a_drawing_that_is_no_svg_is_reported(folder: Folder) -> None:
    svg(folder, "</svg>", "")
    (only,) = told(folder)
    assert only.startswith(f"The drawing {NAME}.svg is not valid SVG: no element found: line ")
    svg(folder, "<svg ", "</svg><svg ")
    (only,) = told(folder)
    assert only.startswith(f"The drawing {NAME}.svg is not valid SVG: ")


def test_entities_are_refused_unread(folder: Folder) -> None:
    svg(folder, "<svg", '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><svg')
    says = f"A document type or an entity stands in {NAME}.svg. Remove it; only shapes are read."
    assert told(folder) == [says]


def test_a_drawing_is_four_to_three_with_title_and_description_and_without_words(folder: Folder) -> None:
    svg(folder, 'viewBox="0 0 480 360"', 'viewBox="0 0 100 100"')
    svg(folder, "<desc>", "<desc></desc><text>Tube</text><desc>")
    svg(folder, "<title>", "<title> </title><title>")
    assert told(folder) == [
        f"<text> stands in the drawing {NAME}.svg. "
        "Draw shapes only: words in a picture can be neither spoken nor translated.",
        f'The drawing {NAME}.svg has no <desc>. Say in it what one sees.',
        f'The drawing {NAME}.svg has no <title>. Say in it what one sees.',
        f'The drawing {NAME}.svg is not an SVG of 4:3. Begin it with <svg viewBox="0 0 480 360">.',
    ]  # fmt: skip


def test_a_drawing_that_changed_wants_new_rasters(folder: Folder) -> None:
    svg(folder, "#4aa3c7", "#4aa3c8")
    names = sorted([f"{NAME}.png", *(f"{NAME}-{columns}.png" for columns in COLUMNS)])
    assert told(folder) == sorted(
        f"The raster {name} was made from another drawing than {NAME}.svg is now. {RUN}" for name in names
    )


def test_a_raster_that_is_missing_or_spoilt_is_reported(folder: Folder) -> None:
    raster_file(folder.assets, NAME).unlink()
    raster_file(folder.assets, NAME, 32).unlink()
    own(folder, raster_file(folder.assets, NAME, 40)).write_bytes(b"GIF89a")
    other = raster_file(folder.assets, NAME, 64).read_bytes()
    own(folder, raster_file(folder.assets, NAME, 48)).write_bytes(other)
    assert told(folder) == [
        f"The raster {NAME}-32.png cannot be read (No such file or directory). {RUN}",
        f"The raster {NAME}-40.png is not one that the kiosk can read (not a PNG file). {RUN}",
        f"The raster {NAME}-48.png has another size than its name says. {RUN}",
        f"The raster {NAME}.png cannot be read (No such file or directory). {RUN}",
    ]


def test_a_sharp_raster_of_more_than_two_hundred_kilobytes_is_too_large(folder: Folder) -> None:
    sharp = own(folder, raster_file(folder.assets, NAME))
    sharp.write_bytes(sharp.read_bytes() + bytes(200_000))
    cure = "Draw it with fewer and simpler shapes, without photos."
    assert told(folder) == [f"{NAME}.png has more than 200 kB. {cure}"]


def test_a_drawing_that_may_not_be_read_is_reported() -> None:
    with plain_user() as place:
        folder = Folder(place)
        own(folder, folder.assets / f"{NAME}.svg").chmod(0)
        found = told(folder)
    assert found == [f"The drawing {NAME}.svg cannot be read (Permission denied). Make the file readable."]


def test_the_words_of_a_picture_stay_short(folder: Folder) -> None:
    folder.set_line(WORDS, "caption: The thin tube", "          caption: You see it here" + " and here" * 5)
    folder.set_line(WORDS, "description: You see a face", "          description: You see it." + " You see it." * 3)
    assert told(folder, WORDS) == [
        "The caption has 14 words; at most 12 fit below a picture. Say less.",
        "The description has 4 sentences; at most 3. Say what one sees, no more.",
    ]


@pytest.mark.parametrize("size", [10, 40, 60, 200, 500])
def test_a_raster_that_was_cut_off_is_refused(tmp_path: Path, size: int) -> None:
    file = tmp_path / "cut.png"
    file.write_bytes(raster_file(shipped("assets"), NAME, 32).read_bytes()[:size])
    with pytest.raises(ContentError, match=r"The raster cut.png is not one that the kiosk can read"):
        read_raster(file)


def test_a_raster_of_another_kind_or_size_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "sharp.png"
    for data in (raster_file(shipped("assets"), NAME).read_bytes(), bytes(30_000)):
        file.write_bytes(data)
        with pytest.raises(ContentError, match=r"The raster sharp.png is not one that the kiosk can read"):
            read_raster(file)


def test_rasters_are_made_from_drawings_and_compared_with_them(tmp_path: Path) -> None:
    pytest.importorskip("resvg_py", reason="the extra `pictures` is not installed")
    shutil.copy(shipped("assets") / "make_rasters.py", tmp_path)
    drawing = Path(shutil.copy(shipped("assets") / f"{NAME}.svg", tmp_path))

    def script(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(tmp_path / "make_rasters.py"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)

    assert script("--check").returncode == 1
    assert script().returncode == 0
    assert {file.name for file in (tmp_path / "rasters").iterdir()} == {
        raster_file(tmp_path, NAME).name,
        *(raster_file(tmp_path, NAME, columns).name for columns in COLUMNS),
    }
    assert (script("--check").returncode, script("--check").stdout) == (0, "")
    drawing.write_text(drawing.read_text("utf-8").replace("#4aa3c7", "#b65a52"), "utf-8")
    shutil.copy(raster_file(tmp_path, NAME, 32), tmp_path / "rasters" / "old.png")
    found = script("--check")
    assert found.returncode == 1
    assert f"rasters/{NAME}-32.png does not match its drawing." in found.stdout
    assert "rasters/old.png does not match its drawing." in found.stdout
