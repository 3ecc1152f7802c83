"""What an author is told about a file that cannot be used, and that text arrives as it was written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from folders import FACTS, PROCEDURE, WORDS, Folder, kiosk
from kiosk.content.reader import Reading
from kiosk.content.tree import read_tree
from kiosk.model.error import ContentError
from plain_user import plain_user

CODE = 'code: "70390"'
"""A line of procedure.yaml that no test needs."""

UNSEEN = "Remove it; write plain text only."


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def told(reading: Reading) -> list[str]:
    """Everything that is wrong, as `kiosk content check` prints it. Nothing half-loaded may come with it."""
    assert reading.procedure is None
    return [f"{one.file.name}:{one.line}: {one.says} {one.cure}" for one in reading.mistakes]


def told_of(text: str | bytes, place: Path) -> list[str]:
    """Everything that is wrong with a file of this text."""
    file = place / "file.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return [f"{one.line}: {one.says} {one.cure}" for one in read_tree(file).mistakes]


def test_broken_yaml_is_reported_with_its_line(folder: Folder) -> None:
    line = folder.replace(WORDS, "title: Sialogram", "title: Sialogram: the test")
    (only,) = told(folder.read())
    assert only.startswith(f"en.yaml:{line}: This is not valid YAML: mapping values are not allowed in this context.")
    assert 'put text that holds ": " or "#", or begins with a sign, in quotes' in only


@pytest.mark.parametrize(
    "written",
    [
        "code: 1\nto_ask: [reason, eat\nremember: []\n",
        "code: 1\nto_ask: {reason: eat\nremember: []\n",
        "code: 1\nto_ask: 'reason\nremember: []\n",
        "code: 1\nto_ask reason\nremember: []\n",
    ],
)
def test_what_is_not_closed_is_reported_where_it_opens(tmp_path: Path, written: str) -> None:
    (only,) = told_of(written, tmp_path)
    assert only.startswith("2: This is not valid YAML")
    assert "close quotes and brackets" in only


def test_an_empty_file_is_a_mistake(folder: Folder) -> None:
    for written in ("", "{}\n", "- a list\n", "# only a remark\n"):
        (folder.home / PROCEDURE).write_text(written)
        assert told(folder.read()) == ["procedure.yaml:1: The file holds no keys. Write `key: value` lines."]


def test_a_second_document_is_a_mistake(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "minutes:", "---\nminutes:")
    says = "A second document begins here (---). Remove the line, or use another file."
    assert f"procedure.yaml:{line}: {says}" in told(folder.read())


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        (PROCEDURE, "minutes", "minute"),
        (PROCEDURE, "covers", "cover"),
        (WORDS, "title", "titel"),
        (WORDS, "feedback", "feedbak"),
        (FACTS, "says", "say"),
    ],
)
def test_a_misspelt_key_is_reported_with_the_one_that_was_meant(
    folder: Folder, file: str, right: str, wrong: str
) -> None:
    line = folder.replace(file, f"{right}: ", f"{wrong}: ")
    found = told(folder.read())
    assert f"{file}:{line}: “{wrong}” is not a key that belongs here. Did you mean `{right}`?" in found
    assert not any(f"“{right}” is missing" in one for one in found), "one mistake is told once"


def test_a_key_like_no_other_is_to_be_removed(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "minutes: ", "xyzzy: 1\nminutes: ")
    assert told(folder.read()) == [
        f"procedure.yaml:{line}: “xyzzy” is not a key that belongs here. Remove it, or look at content/README.md."
    ]


def test_a_comma_that_parts_a_text_in_braces_is_told_with_its_cure(folder: Folder) -> None:
    line = folder.replace(
        WORDS, 'any: {text: "Any allergies, above all to contrast dye"', "any: {text: Any, above all dye"
    )
    cure = "Put a text that holds a comma in quotes where it stands in { }."
    assert told(folder.read()) == [f"en.yaml:{line}: “above all dye” is not a key that belongs here. {cure}"]


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        (PROCEDURE, "- id: dye", "- id: tube", "tube"),
        (PROCEDURE, "- id: feel-tube", "- id: what-dye-does", "what-dye-does"),
        (PROCEDURE, "- id: feel-tube", "- id: tube", "tube"),
        (PROCEDURE, "[shows, numbs, cleans]", "[shows, numbs, shows]", "shows"),
        (PROCEDURE, "[reason, eat,", "[reason, reason,", "reason"),
        (PROCEDURE, "- {id: drink, ", "- {id: hand, ", "hand"),
        (PROCEDURE, "lookalikes:", "lookalikes:\n  - {id: salivary-gland-scan}", "salivary-gland-scan"),
        (PROCEDURE, "glossary: [radiologist, ", "glossary: [radiologist, radiologist, ", "radiologist"),
        (FACTS, "- id: sg-02", "- id: sg-01", "sg-01"),
        (FACTS, "- id: sg-add1\n", "- id: sg-01\n", "sg-01"),
    ],
)
def test_an_id_that_stands_twice_is_reported_with_both_lines(
    folder: Folder, file: str, old: str, new: str, says: str
) -> None:
    folder.replace(file, old, new)
    (twice,) = [one for one in told(folder.read()) if "stands twice" in one]
    where, _, rest = twice.partition(": ")
    name, second = where.split(":")
    first = int(rest.rpartition("first in line ")[2].split(".")[0])
    assert name == file
    assert rest == f"“{says}” stands twice: first in line {first}. Give one another id."
    lines = (folder.home / file).read_text().splitlines()
    assert says in lines[first - 1]
    assert says in lines[int(second) - 1]


def test_a_key_that_stands_twice_is_reported_with_both_lines(folder: Folder) -> None:
    first = folder.line(PROCEDURE, "minutes:")
    assert folder.replace(PROCEDURE, "to_ask:", "minutes: 9\nto_ask:") > first
    second = folder.line(PROCEDURE, "minutes: 9")
    says = f"“minutes” stands twice: first in line {first}. Keep one of them."
    assert told(folder.read()) == [f"procedure.yaml:{second}: {says}"]


def test_a_right_answer_that_no_option_has_is_reported(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "right: pressure", "right: presure")
    says = "The right answer “presure” is not one of the options. Write one of: nothing, pressure, heat."
    assert told(folder.read()) == [f"procedure.yaml:{line}: {says}"]


def test_a_question_about_a_step_of_another_section_is_reported(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "about: reaction", "about: tube")
    says = "No step of this section is called “tube”. Write one of: go-wrong, reaction."
    assert told(folder.read()) == [f"procedure.yaml:{line}: {says}"]


def test_a_source_is_a_page_read_on_a_day_or_general_knowledge(folder: Folder) -> None:
    line = folder.set_line(PROCEDURE, "sources:", "sources: [{kind: web page, file: page.txt}]")
    cure = "Add `read:` here, or write `kind: general knowledge`."
    assert told(folder.read()) == [f"procedure.yaml:{line}: “read” is missing. {cure}"]
    folder.set_line(PROCEDURE, "sources:", "sources: [{kind: general knowledge, file: page.txt}]")
    says = "General knowledge has no “file”. Remove it, or say what kind of page it is."
    assert told(folder.read()) == [f"procedure.yaml:{line}: {says}"]
    folder.set_line(PROCEDURE, "sources:", "sources: [{kind: general knowledge}]")
    made = folder.read().procedure
    assert made
    assert made.general


def test_not_sure_need_not_be_written(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "options: [nothing, pressure, heat]", "options: [not-sure, pressure, heat]")
    assert f"procedure.yaml:{line}: “not-sure” is always added. Remove it here." in told(folder.read())


def test_a_glossary_word_that_is_nowhere_explained_is_reported(folder: Folder) -> None:
    folder.replace(PROCEDURE, "glossary: [catheter]", "glossary: [catheter, needle]")
    line = folder.line(WORDS, "\nglossary:") + 1
    assert told(folder.read()) == [f"en.yaml:{line}: The words of “needle” are missing. Add `needle:` here."]


def test_a_glossary_word_that_no_step_names_is_reported(folder: Folder) -> None:
    folder.replace(PROCEDURE, "glossary: [catheter]", "glossary: []")
    line = folder.line(WORDS, "catheter: {word:")
    says = "Nothing in procedure.yaml is called “catheter”. Remove it, or add it to procedure.yaml."
    assert told(folder.read()) == [f"en.yaml:{line}: {says}"]


def test_a_missing_picture_is_reported(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "- id: tube-out\n", "- id: tube-out\n        picture: mouth\n") + 1
    words = folder.replace(
        WORDS, "      tube-out:\n", "      tube-out:\n        picture: {caption: A tube., description: A tube.}\n"
    )
    says = "There is no drawing “mouth”. Put mouth.svg into assets/, or remove the line."
    assert told(folder.read()) == [f"procedure.yaml:{line}: {says}"]
    (folder.assets / "mouth.svg").write_text("<svg/>")
    assert folder.read().procedure
    folder.replace(WORDS, "        picture: {caption: A tube., description: A tube.}\n", "")
    says = "The picture of “tube-out” has no words. Add `picture: {caption: …, description: …}`."
    assert told(folder.read()) == [f"en.yaml:{words}: {says}"]


def test_words_without_a_drawing_are_reported(folder: Folder) -> None:
    line = (
        folder.replace(WORDS, "      tube-out:\n", "      tube-out:\n        picture: {caption: A., description: B.}\n")
        + 1
    )
    says = "No drawing belongs to these words. Name its drawing in procedure.yaml, or remove it."
    assert told(folder.read()) == [f"en.yaml:{line}: {says}"]


def test_an_alias_is_refused_where_it_stands(tmp_path: Path) -> None:
    name = "A name (&) or a tag (!) stands here, which nobody would see. Remove it, or put the whole text in quotes."
    alias = "An alias (*) stands here. Write the value out."
    assert told_of("a: &x one\nb:\n  - two\n  - *x\n", tmp_path) == [f"1: {name}", f"4: {alias}"]
    assert told_of("a: one\nb: {*x : two}\n", tmp_path) == [f"2: {alias}"]
    assert told_of("a: &x {b: one}\nc:\n  <<: *x\n", tmp_path) == [f"1: {name}", f"3: {alias}"]


def test_a_tag_does_not_swallow_a_word(tmp_path: Path) -> None:
    (only,) = told_of("title: one\nheading: !Important tell your nurse\n", tmp_path)
    assert only.startswith("2: A name (&) or a tag (!) stands here, which nobody would see.")


def test_an_alias_bomb_does_not_go_off(folder: Folder) -> None:
    bomb = ["a: &a [boom, boom, boom]"]
    bomb += [f"{two}: &{two} [{', '.join([f'*{one}'] * 100)}]" for one, two in zip("abcdefgh", "bcdefghi", strict=True)]
    line = folder.replace(WORDS, "title:", "\n".join([*bomb, "title:"]))
    found = told(folder.read())
    assert f"en.yaml:{line + 8}: An alias (*) stands here. Write the value out." in found
    assert len([one for one in found if "An alias (*)" in one]) == 8, "each line is named once"


@pytest.mark.holds(69)
@pytest.mark.parametrize(
    ("written", "character"),
    [
        ("\x1b[31mred", "U+001B"),
        ('"\\e[31mred"', "U+001B"),
        ('"\\x1b]0;title\\x07"', "U+001B"),
        ("\u009b31mred", "U+009B"),
        ('"\\u009b31mred"', "U+009B"),
        ('"\\0"', "U+0000"),
        ("\x07", "U+0007"),
        ('"\\x7f"', "U+007F"),
        ("one\u2028two", "U+2028"),
        ("one\x85two", "U+0085"),
        ("left \u202etfel", "U+202E"),
        ('"left \\u2066tfel"', "U+2066"),
        ("zero\u200bwidth", "U+200B"),
        ("tag\U000e0041", "U+E0041"),
        ("private\ue000", "U+E000"),
    ],
)
def test_what_could_steer_a_terminal_is_refused(folder: Folder, written: str, character: str) -> None:
    line = folder.set_line(WORDS, "sentence:", f"sentence: {written}")
    found = told(folder.read())
    assert f"en.yaml:{line}: A character that cannot be seen stands here ({character}). {UNSEEN}" in found
    assert all(one.isprintable() for one in found)


def test_a_key_cannot_steer_the_author_s_terminal(folder: Folder) -> None:
    line = folder.replace(WORDS, "title: ", '"\\e[31mtitle": ')
    found = told(folder.read())
    assert f"en.yaml:{line}: A character that cannot be seen stands here (U+001B). {UNSEEN}" in found
    assert all(one.isprintable() for one in found)


def test_letters_of_other_languages_are_no_mistake(folder: Folder) -> None:
    folder.replace(WORDS, "title: Sialogram", "title: Próba ślinianek, می\u200cخواهم, 唾液, 🦷")
    assert folder.read().mistakes == ()


def test_a_file_of_ten_megabytes_is_refused_unread(folder: Folder) -> None:
    with (folder.home / WORDS).open("wb") as file:
        file.truncate(10_000_000)
    assert told(folder.read()) == ["en.yaml:1: The file is larger than 1 MB. Split it, or remove what is not words."]


@pytest.mark.parametrize(
    ("nest", "line"), [("[", 2), ("[\n", 22), ("{\n", 22), ("{a:\n", 21), ("- ", 2), ("? ", 2), ("{[", 2)]
)
def test_deep_nesting_ends_in_a_sentence(tmp_path: Path, nest: str, line: int) -> None:
    opening = "a:\n  " if nest in ("- ", "? ") else "title: one\na: "
    (only,) = told_of(opening + nest * 100_000, tmp_path)
    assert only.startswith(f"{line}: This is not valid YAML: it is nested more than 20 deep.")


def test_a_byte_that_is_not_utf_8_is_reported_with_its_line(folder: Folder) -> None:
    text = (folder.home / WORDS).read_bytes()
    line = folder.line(WORDS, "title: Sialogram")
    (folder.home / WORDS).write_bytes(text.replace(b"title: Sialogram", b"title: Sialogr\xe4m"))
    assert told(folder.read()) == [f"en.yaml:{line}: A byte here is not UTF-8. Save the file as UTF-8."]


def test_a_missing_file_is_reported(folder: Folder) -> None:
    for name in (PROCEDURE, WORDS, FACTS):
        (folder.home / name).unlink()
    says = "The file cannot be read: No such file or directory. Put it there, or mend its permissions."
    assert told(folder.read()) == [f"{name}:1: {says}" for name in (WORDS, FACTS, PROCEDURE)]


def test_a_file_that_may_not_be_read_is_reported() -> None:
    with plain_user() as place:
        file = place / "en.yaml"
        file.write_text("title: Sialogram\n")
        file.chmod(0)
        (only,) = read_tree(file).mistakes
    assert (only.file, only.line, only.says) == (file, 1, "The file cannot be read: Permission denied.")
    assert only.cure == "Put it there, or mend its permissions."


def test_a_folder_in_a_file_s_place_is_reported(folder: Folder) -> None:
    (folder.home / FACTS).unlink()
    (folder.home / FACTS).mkdir()
    (only,) = told(folder.read())
    assert only.startswith("facts.yaml:1: The file cannot be read: Is a directory.")


def test_several_mistakes_are_all_reported_at_once(folder: Folder) -> None:
    lines = [
        folder.replace(PROCEDURE, "version: 1", "version: one"),
        folder.replace(PROCEDURE, 'date: "2026-', 'date: "2026-31-'),
        folder.replace(PROCEDURE, CODE, 'code: "70 390"'),
        folder.replace(PROCEDURE, "- id: prepare", "- id: preparation"),
        folder.replace(PROCEDURE, "- id: tube-out", "- id: Tube Out"),
        folder.replace(PROCEDURE, "gathers: true", "gathers: often"),
    ]
    words = folder.replace(WORDS, "title: Sialogram", 'title: "\\e[1m"')
    fact = folder.replace(FACTS, "says: ", "say: ")
    found = told(folder.read())
    assert [one for one in found if one.startswith(f"en.yaml:{words}: A character that cannot be seen")]
    assert f"facts.yaml:{fact}: “say” is not a key that belongs here. Did you mean `says`?" in found
    expected = [
        "“version” should be a whole number: “one”. Write it in digits.",
        "“2026-31-11-22” is not a day. Write it as 2026-11-22.",
        "“70 390” cannot be a code. Write the bare code, such as `70390`.",
        "“preparation” is not known here. Write one of: 'what', 'prepare',",
        "“Tube Out” cannot be an id. Use small letters, digits and hyphens, such as `thin-tube`.",
        "“gathers” is either so or not: “often”. Write true or false.",
    ]
    for line, says in zip(lines, expected, strict=True):
        assert [one for one in found if one.startswith(f"procedure.yaml:{line}: {says}")], (line, says, found)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("minutes: 8", "minutes: 61", "“minutes” is 61; at most 60. Write another number."),
        ("minutes: 8", "minutes: 0", "“minutes” is 0; at least 1. Write another number."),
        ("right: pressure", "right: [a]", "“right” should be one text: “['a']”. Write it without brackets or keys."),
        (
            "options: [nothing, pressure, heat]",
            "options: nothing",
            "“options” should be a list: “nothing”. Write [one, two], or lines with - first.",
        ),
        (
            "codes: [",
            "codes: [70390, ",
            "Entry 1 of “codes” should hold keys: “70390”. Write lines of the form `key: value`.",
        ),
    ],
)
def test_a_value_of_another_form_is_named_without_a_programmer_s_words(
    folder: Folder, old: str, new: str, says: str
) -> None:
    line = folder.replace(PROCEDURE, old, new)
    assert f"procedure.yaml:{line}: {says}" in told(folder.read())


def test_a_mistake_in_the_words_does_not_hide_one_in_the_structure(folder: Folder) -> None:
    words = folder.replace(WORDS, "title: ", "titel: ")
    structure = folder.replace(PROCEDURE, "right: pressure", "right: presure")
    found = told(folder.read())
    assert f"en.yaml:{words}: “titel” is not a key that belongs here. Did you mean `title`?" in found
    assert any(one.startswith(f"procedure.yaml:{structure}: The right answer “presure”") for one in found)


def test_a_long_wrong_value_is_not_repeated_in_full(folder: Folder) -> None:
    folder.replace(PROCEDURE, "review: none", "review: " + "by a clinician " * 1000)
    (only,) = told(folder.read())
    assert "“by a clinician by a clinician" in only
    assert len(only) < 200


def test_sections_out_of_order_are_reported(folder: Folder) -> None:
    line = folder.line(PROCEDURE, "\nsections:") + 1
    folder.replace(PROCEDURE, "- id: risks", "- id: after")
    cure = "Write these seven, in this order: what, prepare, happens, after, risks, choices, call."
    says = f"procedure.yaml:{line}: A section is missing, twice, or in another place. {cure}"
    assert says in told(folder.read())


def test_a_folder_with_another_name_is_reported(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "id: sialogram", "id: sialography")
    says = "The id is “sialography”, the folder “sialogram”. Make them the same."
    assert told(folder.read()) == [f"procedure.yaml:{line}: {says}"]


@pytest.mark.holds(42)
def test_words_for_nothing_and_words_that_are_missing_are_both_reported(folder: Folder) -> None:
    line = folder.replace(WORDS, "          pressure: {text: ", "          presure: {text: ")
    found = told(folder.read())
    says = "Nothing in procedure.yaml is called “presure”. Remove it, or add it to procedure.yaml."
    assert f"en.yaml:{line}: {says}" in found
    missing = [one for one in found if one.endswith("The words of “pressure” are missing. Add `pressure:` here.")]
    assert len(found) == 1 + len(missing) == 2


def test_a_step_that_says_nothing_is_reported(folder: Folder) -> None:
    line = folder.replace(WORDS, "      dye:\n", "      dye: {heading: The dye}\n      dye-before:\n")
    says = "The step “dye” says nothing. Add `text:` or `points:`."
    assert f"en.yaml:{line}: {says}" in told(folder.read())


def test_a_fact_that_nobody_wrote_down_is_reported(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "covers: [sg-22, sg-50, sg-rf3]", "covers: [sg-22, sg-500, sg-rf3]")
    says = "facts.yaml knows no fact “sg-500”. Correct the id, or add the fact there."
    assert told(folder.read()) == [f"procedure.yaml:{line}: {says}"]


MARKED = [("tube", "      tube:\n", "added: sg-add10"), ("hand", "\nremember:", "added: [sg-rf3, sg-add10]")]
"""A step and a line of the summary that say what no source says: id, where to look from, mark."""


@pytest.mark.parametrize(("item", "after", "mark"), MARKED)
def test_an_added_line_that_is_not_marked_is_reported(folder: Folder, item: str, after: str, mark: str) -> None:
    folder.replace(WORDS, mark, "added: []", after)
    line = folder.line(WORDS, f"{item}:", after)
    says = "No line is marked with the added fact “sg-add10”. Mark the line that says it with `added: sg-add10`."
    assert f"en.yaml:{line}: {says}" in told(folder.read())


@pytest.mark.parametrize(("item", "after", "mark"), MARKED)
def test_a_mark_that_nothing_explains_is_reported(folder: Folder, item: str, after: str, mark: str) -> None:
    folder.replace(WORDS, mark, "added: [sg-add1, sg-add99, sg-rf3, sg-add10]", after)
    line = folder.line(WORDS, f"{item}:", after)
    found = told(folder.read())
    says = "facts.yaml has no added fact “sg-add99”. Use the id of an entry under `added:` in facts.yaml."
    assert f"en.yaml:{line}: {says}" in found
    cure = f"Add sg-add1 to the `covers` of “{item}” in procedure.yaml."
    assert f"en.yaml:{line}: “{item}” does not name “sg-add1”, which it says. {cure}" in found


def test_a_sentence_of_the_kiosk_with_a_place_to_fill_says_what_goes_there(folder: Folder) -> None:
    file = folder.path / "languages" / "en.yaml"
    file.write_text(file.read_text().replace("For staff: {count} could", "For staff: {number} could"))
    line = next(n for n, text in enumerate(file.read_text().splitlines(), 1) if "{number} could" in text)
    with pytest.raises(ContentError) as caught:
        folder.library.words()
    assert f"“unreadable” does not fit: it must hold {{count}}, each as written here. ({file}, line {line})" in (
        str(caught.value)
    )


SPOILERS: list[Callable[[Folder], object]] = [
    lambda folder: (folder.home / WORDS).unlink(),
    lambda folder: (folder.home / WORDS).write_bytes(b"\xff\xfe\x00"),
    lambda folder: (folder.home / WORDS).write_text("[" * 100_000),
    lambda folder: (folder.home / PROCEDURE).write_text("{}"),
    lambda folder: folder.replace(PROCEDURE, "right: pressure", "right: heart"),
    lambda folder: folder.replace(WORDS, "title: Sialogram", 'title: "\\e[2J"'),
]


@pytest.mark.parametrize("spoil", SPOILERS)
def test_the_other_walkthroughs_still_run(tmp_path: Path, spoil: Callable[[Folder], object]) -> None:
    folder = Folder(tmp_path, "sialogram", "deep-soft-tissue-biopsy", "radiotherapy-port-images")
    spoil(folder)
    assert [one.id for one in folder.library.procedures()] == ["deep-soft-tissue-biopsy", "radiotherapy-port-images"]
    with pytest.raises(ContentError, match=r"The walkthrough sialogram cannot be shown: .*Run `kiosk content check`\."):
        folder.library.find("sialogram")
    assert folder.library.find("port").id == "radiotherapy-port-images"


def test_what_is_not_a_walkthrough_is_not_taken_for_one(folder: Folder) -> None:
    (folder.path / "procedures" / "notes.txt").write_text("not a folder")
    (folder.path / "procedures" / ".git").mkdir()
    assert folder.library.ids() == ("sialogram",)


AS_WRITTEN = ["5 [mg] twice", "[/", "[@click=app.quit]", "No", "12:30", "~", "{braces} {0}", "$x [MG] \\[b]", "100 %"]


@pytest.mark.parametrize("text", AS_WRITTEN)
def test_text_arrives_as_it_was_written(folder: Folder, text: str) -> None:
    folder.set_line(WORDS, "title:", f"title: '{text}'")
    folder.set_line(WORDS, "heading:", f"        heading: '{text}'")
    made = folder.library.procedure("sialogram")
    assert made.title == text
    assert made.section("what").steps[0].heading == text


@pytest.mark.parametrize("text", ["5 [mg] twice", "No", "12:30", "Yes", "null", "0x1F", "1_000", "2026-11-22", "1e3"])
def test_text_needs_no_quotes_to_stay_text(folder: Folder, text: str) -> None:
    folder.replace(WORDS, "title: Sialogram", f"title: {text}")
    assert folder.library.procedure("sialogram").title == text


def test_plain_text_prints_what_was_written(folder: Folder, tmp_path: Path) -> None:
    folder.set_line(WORDS, "title:", "title: 5 [mg] twice")
    folder.set_line(WORDS, "also:", "also: ['[/', '[@click=app.quit]']")
    folder.set_line(WORDS, "text: X-ray pictures with a dye", "  text: No")
    folder.set_line(WORDS, "heading:", "        heading: 12:30")
    shown = kiosk(tmp_path, "plain", "sialogram", "--content", folder.path, typed="\n" * 2)
    lines = shown.stdout.splitlines()
    assert {"5 [mg] twice", "No", "12:30"} <= set(lines)
    assert any(line.startswith("It is also called: [/, [@click=app.quit].") for line in lines)
    assert "\x1b" not in shown.stdout
    assert (shown.returncode, shown.stderr) == (3, "")
