"""Signing: who signed which words; one changed letter voids it, an overdue one says so, and the kiosk can insist."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from folders import FACTS, PROCEDURE, WORDS, Folder, kiosk
from kiosk.content.library import Library
from kiosk.content.seal import read_signatures
from kiosk.content.shelf import Shelf
from kiosk.content.signing import admitted, notice, offered, review_of
from kiosk.model.error import ContentError
from kiosk.model.review import FILE, Review
from plain_user import plain_user
from terminal import Terminal
from test_app import Hands, Kiosks

TODAY = date.today()
WHO = ("--name", "Dr. Ada Example", "--role", "radiologist")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")
    made.set_line(PROCEDURE, "review_again:", f"review_again: {TODAY + timedelta(days=90)}")
    return made


def sign(folder: Folder, *more: str, language: str = "en") -> str:
    place = folder.path.parent
    ended = kiosk(place, "content", "sign", folder.id, language, *WHO, *more, "--content", folder.path)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def state(folder: Folder, today: date = TODAY) -> Review:
    library = Library(folder.path, folder.assets, today=lambda: today)
    return admitted(library, library.procedure(folder.id)).review


def test_nobody_has_signed_what_nobody_signed(folder: Folder) -> None:
    assert state(folder) == Review("unsigned", None)


def test_a_signature_says_who_signed_and_until_when(folder: Folder) -> None:
    until = TODAY + timedelta(days=30)
    said = sign(folder, "--until", str(until))
    assert said.startswith(f"Dr. Ada Example, radiologist, has signed sialogram (en) until {until}, in ")
    found = state(folder)
    assert found.state == "signed"
    assert found.by
    assert (found.by.name, found.by.role) == ("Dr. Ada Example", "radiologist")
    assert found.by.until == until


def test_without_a_day_the_one_of_the_walkthrough_counts(folder: Folder) -> None:
    sign(folder)
    by = state(folder).by
    assert by
    assert by.until == TODAY + timedelta(days=90)


CHANGES: list[Callable[[Folder], object]] = [
    lambda folder: folder.replace(WORDS, "Your test is called", "Your tests is called"),
    lambda folder: folder.replace(WORDS, "a possible stone", "a stone"),
    lambda folder: folder.replace(PROCEDURE, "right: pressure", "right: heat"),
    lambda folder: folder.replace(PROCEDURE, "[nothing, pressure, heat]", "[pressure, nothing, heat]"),
    lambda folder: folder.replace(PROCEDURE, "covers: [sg-22, sg-50, sg-rf3]", "covers: [sg-22, sg-rf3, sg-50]"),
    lambda folder: folder.replace(FACTS, "hedge: [may]", "hedge: [usually]"),
    lambda folder: folder.replace(FACTS, "It helps find a blockage.", "It helps find a block."),
]


@pytest.mark.parametrize("change", CHANGES)
def test_one_change_in_words_structure_or_facts_voids_it(folder: Folder, change: Callable[[Folder], object]) -> None:
    sign(folder)
    change(folder)
    found = state(folder)
    assert found.state == "changed"
    assert not found.is_signed
    assert notice("sialogram", "en", found) == (
        f"sialogram (en) changed since Dr. Ada Example, radiologist, signed it on {TODAY}: "
        "nobody has signed what it says now."
    )


def test_what_is_put_back_as_it_was_is_signed_again(folder: Folder) -> None:
    sign(folder)
    folder.replace(PROCEDURE, "right: pressure", "right: heat")
    folder.replace(PROCEDURE, "right: heat", "right: pressure")
    assert state(folder).state == "signed"


@pytest.mark.parametrize("step", ["tube-out", "without-dye"])
def test_a_changed_drawing_voids_it_and_another_drawing_does_not(folder: Folder, tmp_path: Path, step: str) -> None:
    """That of a step too that stands only if the nurse said no to something."""
    own = tmp_path / "own"
    folder.replace(PROCEDURE, f"- id: {step}\n", f"- id: {step}\n        picture: mouth\n")
    words = f"      {step}:\n        picture: {{caption: A tube., description: A tube.}}\n"
    folder.replace(WORDS, f"      {step}:\n", words)
    (own / "assets").mkdir(parents=True)
    (own / "assets" / "mouth.svg").write_text("<svg/>")
    (folder.home).rename(own / "sialogram")
    (own / "procedures").mkdir()
    (own / "sialogram").rename(own / "procedures" / "sialogram")
    (tmp_path / "kiosk.toml").write_text(f'own_content = "{own}"\n')
    sign_it = ("content", "sign", "sialogram", "en", *WHO, "--config", tmp_path / "kiosk.toml")
    assert kiosk(tmp_path, *sign_it).returncode == 0
    library = Library(folder.path, folder.assets, own=(own,))

    def found() -> str:
        return review_of(library, "sialogram", library.procedure("sialogram").hash).state

    assert found() == "signed"
    (own / "assets" / "other.svg").write_text("<svg/>")
    assert found() == "signed"
    (own / "assets" / "rasters").mkdir()
    (own / "assets" / "rasters" / "other-40.png").write_text("made from another drawing")
    assert found() == "signed"
    raster = own / "assets" / "rasters" / "mouth-40.png"
    raster.write_text("what a patient sees")
    assert found() == "changed"
    raster.unlink()
    assert found() == "signed"
    (own / "assets" / "mouth.svg").write_text("<svg />")
    assert found() == "changed"


def test_a_remark_in_the_file_changes_nothing_that_anybody_reads(folder: Folder) -> None:
    sign(folder)
    folder.replace(WORDS, "title: Sialogram", "# a remark\ntitle:   Sialogram")
    folder.set_line(PROCEDURE, "review: none", "")
    assert state(folder).state == "signed"


def test_an_overdue_signature_says_so_and_still_counts(folder: Folder) -> None:
    sign(folder, "--until", str(TODAY + timedelta(days=10)))
    assert state(folder, TODAY + timedelta(days=10)).state == "signed"
    found = state(folder, TODAY + timedelta(days=11))
    assert (found.state, found.is_signed) == ("overdue", True)
    assert "is to be reviewed again since" in notice("sialogram", "en", found)
    sign(folder, "--until", str(TODAY + timedelta(days=40)))
    assert state(folder, TODAY + timedelta(days=11)).state == "signed", "a newer signature for the same words counts"


def test_signatures_are_appended_and_never_changed(folder: Folder) -> None:
    sign(folder)
    before = (folder.home / FILE).read_bytes()
    sign(folder)
    after = (folder.home / FILE).read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n  - {") == 2


def test_a_file_whose_last_line_has_no_end_takes_a_signature(folder: Folder) -> None:
    sign(folder)
    file = folder.home / FILE
    file.write_bytes(file.read_bytes().rstrip(b"\n"))
    sign(folder, "--until", "2099-01-01")
    assert len(read_signatures(folder.home)[0].signatures) == 2
    assert state(folder).state == "signed"


LINE = "{language: en, name: Bo, role: nurse, on: 2026-01-01, until: 2027-01-01, seal: x}"


@pytest.mark.parametrize("written", ["signatures: []\n", f"signatures:\n- {LINE}\n", f"signatures: [{LINE}]\n"])
def test_a_file_to_which_nothing_can_be_added_keeps_what_it_says(folder: Folder, written: str) -> None:
    (folder.home / FILE).write_text(written)
    place = folder.path.parent
    ended = kiosk(place, "content", "sign", folder.id, "en", *WHO, "--content", folder.path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "so nothing was signed. Let it end with lines that begin with two spaces and a hyphen" in ended.stderr
    assert (folder.home / FILE).read_text() == written


@pytest.mark.parametrize("spoil", [lambda file: file.symlink_to(file.name), lambda file: file.symlink_to("nowhere")])
def test_signatures_behind_a_link_that_leads_nowhere_are_named(folder: Folder, spoil: Callable[[Path], None]) -> None:
    spoil(folder.home / FILE)
    assert [one.says for one in read_signatures(folder.home)[1] if "cannot be read" in one.says]
    assert state(folder).state == "unsigned"


def test_a_signature_is_for_one_language(folder: Folder) -> None:
    text = (folder.home / WORDS).read_text("utf-8")
    (folder.home / "es.yaml").write_text(text, "utf-8")
    english = (folder.path / "languages" / "en.yaml").read_text("utf-8")
    (folder.path / "languages" / "es.yaml").write_text(english.replace("id: en", "id: es", 1), "utf-8")
    sign(folder, language="es")
    assert state(folder).state == "unsigned"
    spanish = Library(folder.path, folder.assets, language="es")
    assert admitted(spanish, spanish.procedure("sialogram")).review.state == "signed"


def test_words_that_changed_after_they_were_read_are_not_taken_for_the_signed_ones(folder: Folder) -> None:
    sign(folder)
    assert review_of(folder.library, "sialogram", "0123456789abcdef").state == "changed"


def test_by_default_what_nobody_signed_is_started_and_staff_are_told(folder: Folder, tmp_path: Path) -> None:
    listed = kiosk(tmp_path, "procedures", "--content", folder.path).stdout
    assert "No clinician has signed sialogram (en)." in listed
    sign(folder)
    listed = kiosk(tmp_path, "procedures", "--content", folder.path).stdout
    assert f"Dr. Ada Example, radiologist, signed sialogram (en) on {TODAY}" in listed
    found = {
        one["id"]: one for one in json.loads(kiosk(tmp_path, "procedures", "--json", "--content", folder.path).stdout)
    }
    assert found["sialogram"]["review"] == "signed"
    assert found["sialogram"]["signed"]["role"] == "radiologist"
    assert (found["fluoroscopy-guided-injection"]["review"], found["fluoroscopy-guided-injection"]["signed"]) == (
        "unsigned",
        None,
    )


def test_a_launch_tells_staff_before_the_first_page(tmp_path: Path) -> None:
    command = [str(Path(sys.executable).with_name("kiosk")), "launch", "sialogram", "--data", str(tmp_path)]
    with Terminal.start(command) as terminal:
        told = b"For staff: No clinician has signed sialogram (en)."
        terminal.wait_until(lambda: told in terminal.output, "staff were told nothing")


def test_the_setting_refuses_what_nobody_signed(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("require_review = true\n")
    start = ("plain", "sialogram", "--config", tmp_path / "kiosk.toml", "--content", folder.path)
    refused = kiosk(tmp_path, *start)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr == (
        "No clinician has signed sialogram (en). The setting require_review asks for it: read it with "
        "`kiosk content review sialogram en`, and sign it.\n"
    )
    sign(folder)
    assert kiosk(tmp_path, *start, typed="\n").returncode == 3
    folder.replace(WORDS, "a possible stone", "a stone")
    assert "changed since Dr. Ada Example" in kiosk(tmp_path, *start).stderr


def test_the_setting_keeps_what_nobody_signed_off_paper(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("require_review = true\n")
    file = tmp_path / "home.html"
    printing = ("print", "sialogram", "--to", file, "--config", tmp_path / "kiosk.toml", "--content", folder.path)
    refused = kiosk(tmp_path, *printing)
    assert (refused.returncode, refused.stdout, file.exists()) == (1, "", False)
    assert refused.stderr.startswith("No clinician has signed sialogram (en). The setting require_review asks for it")
    sign(folder)
    assert kiosk(tmp_path, *printing).returncode == 0
    assert "Sialogram" in file.read_text("utf-8")


def test_the_setting_keeps_what_nobody_signed_off_the_list(folder: Folder) -> None:
    sign(folder)
    library = Library(folder.path, folder.assets, require_review=True)
    assert [one.id for one in offered(library)] == ["sialogram"]
    assert [one.id for one in offered(folder.library)] == ["fluoroscopy-guided-injection", "sialogram"]
    with pytest.raises(ContentError, match="No clinician has signed fluoroscopy"):
        admitted(library, library.procedure("fluoroscopy-guided-injection"))


async def test_a_signature_that_was_voided_since_it_was_offered_starts_nothing(folder: Folder, tmp_path: Path) -> None:
    sign(folder)
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app(library=Library(folder.path, folder.assets, require_review=True))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        assert hands.sees("Sialogram")
        assert not hands.sees("injection")
        folder.replace(WORDS, "a possible stone", "a stone")
        await hands.choose(1)
        assert hands.sees("This guide cannot be shown right now. Please tell the staff.")


@pytest.mark.parametrize("insists", [True, False])
async def test_where_the_setting_asks_for_it_no_unsigned_language_is_changed_to(
    folder: Folder, tmp_path: Path, insists: bool
) -> None:
    sign(folder)
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app(library=Library(folder.path, folder.assets, require_review=insists))
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        await hands.choose(1 if insists else 2)
        assert hands.sees("Is this your procedure?")
        await hands.press("f6")
        assert hands.sees("Is this your procedure?") is insists


async def test_the_staff_s_page_says_who_signed(folder: Folder, tmp_path: Path) -> None:
    sign(folder)
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app(library=folder.library)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        await hands.choose(2)
        await hands.press("f1")
        await hands.touch("For staff")
        assert hands.sees("Dr. Ada Example, radiologist, has signed these words.")


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("sialogramm", "en", *WHO), 2, "No procedure fits “sialogramm”. Nearest: sialogram"),
        (("../sialogram", "en", *WHO), 2, "No procedure fits"),
        (("sialogram", "xx", *WHO), 2, "sialogram has no words in “xx”. It has: en, es."),
        (("sialogram", "en", *WHO, "--until", "2020-01-01"), 2, "2020-01-01 is not after today"),
        (("sialogram", "en", *WHO, "--until", "soon"), 2, "“soon” is not a day"),
        (("sialogram", "en", "--name", " ", "--role", "nurse"), 2, "The name is empty"),
        (
            ("sialogram", "en", "--name", "A", "--role", "\x1b[2J"),
            2,
            "The role is empty, too long or",
        ),
        (("sialogram", "en", "--name", "A" * 81, "--role", "nurse"), 2, "The name is empty, too long"),
    ],
)
def test_what_cannot_be_signed_is_said_in_a_sentence(
    folder: Folder, tmp_path: Path, arguments: tuple[str, ...], code: int, says: str
) -> None:
    ended = kiosk(tmp_path, "content", "sign", *arguments, "--content", folder.path)
    assert (ended.returncode, ended.stdout) == (code, "")
    assert says in ended.stderr
    assert not (folder.home / FILE).exists()


def test_a_walkthrough_with_a_mistake_cannot_be_signed(folder: Folder, tmp_path: Path) -> None:
    folder.replace(FACTS, "- id: sg-02", "- id: sg-01")
    ended = kiosk(tmp_path, "content", "sign", "sialogram", "en", *WHO, "--content", folder.path)
    assert ended.returncode == 1
    assert "sialogram cannot be shown yet: “sg-01” stands twice" in ended.stderr


SPOILT = ["", "signatures: 5\n", "signatures:\n  - {name: A}\n", "signaturs: []\n", "\x00", "signatures: [\n"]


@pytest.mark.parametrize("text", SPOILT)
def test_a_spoilt_file_of_signatures_signs_nothing_and_takes_none(folder: Folder, tmp_path: Path, text: str) -> None:
    sign(folder)
    (folder.home / FILE).write_text(text)
    assert state(folder).state == "unsigned"
    ended = kiosk(tmp_path, "content", "sign", "sialogram", "en", *WHO, "--content", folder.path)
    assert ended.returncode == 1
    assert f"{FILE}, line " in ended.stderr
    assert (folder.home / FILE).read_text() == text


def test_a_folder_that_cannot_be_written_is_said() -> None:
    from kiosk.content.seal import append
    from kiosk.model.review import Signature

    with plain_user() as place:
        (place / "home").mkdir(mode=0o555)
        with pytest.raises(ContentError, match=r"signatures.yaml cannot be written: Permission denied\."):
            append(Signature("en", "A", "nurse", TODAY, TODAY, "0"), place / "home")


def test_a_start_of_what_is_signed_needs_neither_yaml_nor_pydantic(folder: Folder, tmp_path: Path) -> None:
    sign(folder)
    script = """
import sys
from pathlib import Path
from kiosk.content.library import Library
from kiosk.content.shelf import Shelf
from kiosk.content.signing import admitted
library = Library(Path(sys.argv[1]), Path(sys.argv[2]), shelf=Shelf(Path(sys.argv[3])))
print(admitted(library, library.procedure("sialogram")).review.state, "yaml" in sys.modules, "pydantic" in sys.modules)
"""
    command = [sys.executable, "-c", script, folder.path, folder.assets, tmp_path / "kept"]
    said = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert said == ["signed True True\n", "signed False False\n"]
    assert Shelf(tmp_path / "kept").file("sialogram.en.sealed.json")


def test_the_list_says_of_each_language_how_it_is_signed(folder: Folder, tmp_path: Path) -> None:
    sign(folder, language="es")
    listed = " ".join(kiosk(tmp_path, "procedures", "--content", folder.path).stdout.split())
    assert "No clinician has signed sialogram (en). Dr. Ada Example, radiologist, signed sialogram (es) on" in listed
    assert "No clinician has signed fluoroscopy-guided-injection (es)." in listed
    folder.replace("es.yaml", "title: Sialografía", "title: Sialografia")
    (listed_one,) = [
        one
        for one in json.loads(kiosk(tmp_path, "procedures", "--json", "--content", folder.path).stdout)
        if one["id"] == "sialogram"
    ]
    assert {language: one["review"] for language, one in listed_one["reviews"].items()} == {
        "en": "unsigned",
        "es": "changed",
    }
    assert listed_one["review"] == "unsigned"


def test_what_changed_since_it_was_read_is_not_signed(folder: Folder) -> None:
    place = folder.path.parent
    walked = kiosk(place, "content", "review", "sialogram", "en", "--content", folder.path, typed="\n" * 200)
    seal = walked.stdout.rpartition("--read ")[2].split()[0]
    folder.replace(WORDS, "Your test is called", "Your tests is called")
    refused = kiosk(place, "content", "sign", "sialogram", "en", "--read", seal, *WHO, "--content", folder.path)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("sialogram (en) changed since it was read, so nothing was signed. Read it again")
    assert not (folder.home / FILE).exists()
    folder.replace(WORDS, "Your tests is called", "Your test is called")
    sign(folder, "--read", seal)
    assert state(folder).state == "signed"
