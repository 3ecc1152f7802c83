"""Finding a walkthrough by id, code or words; and what is said where there is none."""

import json
from pathlib import Path

import pytest

from folders import WORDS, Folder, kiosk
from kiosk.content.library import Library
from kiosk.model.error import ContentError, UnknownProcedureError
from plain_user import plain_user

SHIPPED = (
    "deep-soft-tissue-biopsy",
    "fluoroscopy-guided-injection",
    "radiotherapy-port-images",
    "salivary-gland-scan",
    "sialogram",
)


@pytest.fixture(scope="module")
def library() -> Library:
    return Library()


def refusal(library: Library, wanted: str) -> str:
    with pytest.raises(UnknownProcedureError) as caught:
        library.find(wanted)
    return str(caught.value)


def test_the_five_walkthroughs_are_there(library: Library) -> None:
    assert library.ids() == SHIPPED
    assert tuple(one.id for one in library.procedures()) == SHIPPED


@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_an_id_finds_its_walkthrough(library: Library, procedure_id: str) -> None:
    assert library.find(procedure_id).id == procedure_id


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("Sialogram", "sialogram"),
        ("SIALOGRAPHY", "sialogram"),
        ("sial", "sialogram"),
        (" salivary  duct ", "sialogram"),
        ("nuclear scan", "salivary-gland-scan"),
        ("nuclear imaging scan of the salivary glands", "salivary-gland-scan"),
        ("scintigraphy", "salivary-gland-scan"),
        ("needle biopsy", "deep-soft-tissue-biopsy"),
        ("biopsy, needle", "deep-soft-tissue-biopsy"),
        ("deep tissue", "deep-soft-tissue-biopsy"),
        ("port films", "radiotherapy-port-images"),
        ("x-ray guided inj", "fluoroscopy-guided-injection"),
    ],
)
def test_words_of_its_names_find_it_however_they_are_written(library: Library, wanted: str, found: str) -> None:
    assert library.find(wanted).id == found


@pytest.mark.parametrize(
    ("code", "found"),
    [("70390", "sialogram"), ("20206", "deep-soft-tissue-biopsy"), ("77417", "radiotherapy-port-images")],
)
def test_a_bare_code_finds_it(library: Library, code: str, found: str) -> None:
    assert library.find(code).id == found


@pytest.mark.parametrize("wanted", ["7039", "x", "s", "si", "de", "", "  ", "-", "🦷"])
def test_a_slip_of_the_finger_starts_nothing(library: Library, wanted: str) -> None:
    assert refusal(library, wanted).startswith(f"No procedure fits “{wanted}”. Nearest: ")


@pytest.mark.parametrize("wanted", ["78231", "CPT 78231", "salivary", "salivary gland", "Salivary gland imaging"])
def test_what_fits_the_nuclear_scan_and_the_sialogram_is_asked_about(library: Library, wanted: str) -> None:
    """The code's own name fits both tests, and only one of them puts a tube into the mouth."""
    assert refusal(library, wanted).splitlines() == [
        f"“{wanted}” fits more than one procedure, so nothing was started:",
        "  salivary-gland-scan: Nuclear scan of the salivary glands. A small dose goes into an arm vein.",
        "  sialogram: Sialogram. A dye goes in through a thin tube in the mouth.",
        "Which one is planned? Start it by its id, such as: kiosk launch salivary-gland-scan",
    ]


APART = [
    "  salivary-gland-scan: Gammagrafía de las glándulas salivales. Una pequeña dosis entra en una vena del brazo.",
    "  sialogram: Sialografía. Un líquido de contraste entra por un tubo delgado en la boca.",
]


@pytest.mark.parametrize(
    "wanted",
    ["78231", "salival", "glándulas salivales", "glandulas", "imágenes salivales", "IMAGENES de glandulas salivales"],
)
def test_so_it_is_in_spanish(wanted: str) -> None:
    assert refusal(Library(language="es"), wanted).splitlines()[1:3] == APART


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("gammagrafia", "salivary-gland-scan"),
        ("SIALOGRAFIA", "sialogram"),
        ("sialografi\N{COMBINING ACUTE ACCENT}a", "sialogram"),
        ("imagenes de los conductos", "sialogram"),
        ("inyeccion guiada", "fluoroscopy-guided-injection"),
        ("salivary gland scan", "salivary-gland-scan"),
    ],
)
def test_a_name_is_found_without_its_accents_and_an_id_without_its_hyphens(wanted: str, found: str) -> None:
    assert Library(language="es").find(wanted).id == found


def test_the_words_of_an_id_are_no_names_in_another_language(library: Library) -> None:
    """“Salivary” fits both tests; in Spanish only the id of one of them has the word, and it was started."""
    spanish = Library(language="es")
    said = refusal(spanish, "salivary")
    assert said.startswith("No procedure fits “salivary”. Nearest: salivary-gland-scan, sialogram.")
    with pytest.raises(UnknownProcedureError, match="fits more than one procedure") as refused:
        spanish.find("salivary", first=library)
    assert "A dye goes in through a thin tube in the mouth." in str(refused.value)
    assert spanish.find("port films", first=library).language == "es"
    assert spanish.find("sialografía", first=library).id == "sialogram"


@pytest.mark.parametrize("command", ["plain", "launch", "print"])
def test_so_an_english_nurse_starts_nothing_by_shared_words_for_a_spanish_patient(tmp_path: Path, command: str) -> None:
    ended = kiosk(tmp_path, command, "salivary", "gland", "--language", "es")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "A small dose goes into an arm vein." in ended.stderr
    assert "A dye goes in through a thin tube in the mouth." in ended.stderr


@pytest.mark.parametrize("wanted", ["78231", "nuclear scan", "nuclear imaging scan of the salivary glands"])
def test_where_the_scan_is_not_here_the_sialogram_is_not_taken_for_it(tmp_path: Path, wanted: str) -> None:
    said = refusal(Folder(tmp_path, "sialogram").library, wanted)
    assert said.startswith(f"“{wanted}”: that is the nuclear")
    assert "of the salivary glands" in said
    assert "an arm vein" in said
    assert said.endswith("its walkthrough is not here yet.")
    assert "kiosk launch" not in said


@pytest.mark.parametrize("wanted", ["21925", "biopsy"])
def test_a_code_of_two_biopsies_lists_both_and_says_whose_walkthrough_it_is(library: Library, wanted: str) -> None:
    first, needle, open_one, last = refusal(library, wanted).splitlines()
    assert first == f"“{wanted}” fits more than one procedure, so nothing was started:"
    assert needle.startswith("  deep-soft-tissue-biopsy: ")
    assert "A needle" in needle
    assert open_one.startswith("  (not here) Open biopsy")
    assert "longer cut" in open_one
    walkthrough = "The walkthrough here is the first. If that is what is planned:"
    assert last == f"{walkthrough} kiosk launch deep-soft-tissue-biopsy"


def test_words_shared_with_a_procedure_that_is_not_here_start_nothing(tmp_path: Path) -> None:
    said = refusal(Folder(tmp_path, "sialogram").library, "salivary gland")
    assert "  sialogram: Sialogram. A dye goes in through a thin tube in the mouth." in said
    assert "  (not here) Nuclear" in said
    assert "an arm vein" in said


def test_where_several_walkthroughs_fit_none_is_chosen(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")
    folder.set_line(WORDS, "also:", "also: [X-ray guided dye test]")
    first, one, other, last = refusal(folder.library, "x-ray guided").splitlines()
    assert first == "“x-ray guided” fits more than one procedure, so nothing was started:"
    assert one.startswith("  fluoroscopy-guided-injection: Fluoroscopy-guided injection. A needle")
    assert other.startswith("  sialogram: Sialogram. A dye")
    assert last == "Which one is planned? Start it by its id, such as: kiosk launch fluoroscopy-guided-injection"


@pytest.mark.parametrize(
    ("wanted", "nearest"),
    [("sialgram", "sialogram"), ("siallography", "sialogram"), ("port-image", "radiotherapy-port-images")],
)
def test_an_unknown_name_brings_the_nearest(library: Library, wanted: str, nearest: str) -> None:
    said = library.nearest(wanted)
    assert said.startswith(f"No procedure fits “{wanted}”. Nearest: {nearest}")
    assert said.endswith(" `kiosk procedures` lists all.")


def test_a_name_like_no_other_brings_all(library: Library) -> None:
    assert ", ".join(SHIPPED) in refusal(library, "zzzzzz")


def test_a_walkthrough_that_cannot_be_shown_is_still_among_the_nearest(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")
    folder.set_line(WORDS, "title:", "titel: Sialogram")
    assert "Nearest: sialogram." in refusal(folder.library, "sialogramm")


def test_a_missing_folder_says_what_was_looked_for_and_where(tmp_path: Path) -> None:
    place = tmp_path / "no-such-place"
    with pytest.raises(ContentError) as caught:
        Library(place).ids()
    assert str(caught.value) == (
        f"The walkthroughs cannot be read: looked for folders in {place / 'procedures'} (No such file or directory). "
        "Name the right folder with --content, or install the kiosk again."
    )


def test_a_file_in_the_folder_s_place_says_so(tmp_path: Path) -> None:
    file = tmp_path / "content"
    file.write_text("not a folder")
    with pytest.raises(ContentError, match=r"looked for folders in .*/content/procedures \(Not a directory\)"):
        Library(file).ids()


@pytest.mark.parametrize("clutter", [(), (".git",), ("_drafts",)])
def test_an_empty_folder_says_what_was_looked_for_and_where(tmp_path: Path, clutter: tuple[str, ...]) -> None:
    home = tmp_path / "procedures"
    home.mkdir()
    for name in clutter:
        (home / name).mkdir()
    with pytest.raises(ContentError) as caught:
        Library(tmp_path).ids()
    assert str(caught.value) == (
        f"There are no walkthroughs: looked for folders with a procedure.yaml in {home}. "
        "Put one there, or name another folder with --content."
    )


def test_a_folder_that_may_not_be_read_says_so() -> None:
    with plain_user() as place:
        (place / "procedures").mkdir(mode=0o000)
        with pytest.raises(ContentError, match=r"looked for folders in .*/procedures \(Permission denied\)"):
            Library(place).ids()


def test_a_missing_language_says_which_file_was_looked_for(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    file = folder.path / "languages" / "en.yaml"
    file.unlink()
    with pytest.raises(ContentError) as caught:
        folder.library.words()
    assert str(caught.value) == (
        f"The language cannot be read: The file cannot be read: No such file or directory. ({file}, line 1) "
        "Put it there, or mend its permissions."
    )


@pytest.mark.parametrize("command", ["plain", "launch"])
@pytest.mark.parametrize("code", ["21925", "78231"])
def test_a_command_that_finds_nothing_clear_ends_with_code_2(tmp_path: Path, command: str, code: str) -> None:
    ended = kiosk(tmp_path, command, code)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"“{code}” fits more than one procedure, so nothing was started:\n")
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_a_command_without_content_ends_with_one_sentence_and_code_1(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "plain", "sialogram", "--content", tmp_path / "nowhere")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("The walkthroughs cannot be read: looked for folders in ")
    assert len(ended.stderr.splitlines()) == 1


def test_the_list_names_what_cannot_be_shown_and_lists_the_rest(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")
    line = folder.set_line(WORDS, "title:", 'title: "\\e[2J"')
    ended = kiosk(tmp_path, "procedures", "--json", "--content", folder.path)
    assert [one["id"] for one in json.loads(ended.stdout)] == ["fluoroscopy-guided-injection"]
    assert ended.stderr.startswith(f"sialogram cannot be shown: en.yaml, line {line}: A character that cannot be seen")
    assert ended.returncode == 1
