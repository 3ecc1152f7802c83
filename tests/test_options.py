"""What the nurse says at launch: it hides or sharpens, every way can be walked, and all that is said stays true."""

import sqlite3
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from every_page import LIBRARY, WORDS, walk
from folders import PROCEDURE, Folder, kiosk
from folders import WORDS as WORDS_FILE
from kiosk.content.gate import check
from kiosk.content.library import Library
from kiosk.content.shelf import Shelf
from kiosk.content.terms import combinations
from kiosk.content.wording import plain_text
from kiosk.journal.migration import MIGRATIONS
from kiosk.journal.results import summarise
from kiosk.journal.schema import FILE
from kiosk.journal.store import Journal
from kiosk.model.error import UnknownProcedureError, UsageError
from kiosk.model.event import Launched
from kiosk.model.procedure import Procedure
from kiosk.visit.visit import Limits, Visit
from walks import MOST_PAGES, texts

BIOPSY, INJECTION, SIALOGRAM = "deep-soft-tissue-biopsy", "fluoroscopy-guided-injection", "sialogram"


def ways(procedure_id: str) -> Iterator[tuple[str, ...]]:
    """All that can be said of a walkthrough, as it is said at launch."""
    sources = LIBRARY.read(procedure_id).sources
    assert sources
    for chosen in combinations(sources.structure):
        yes_or_no = {"yes": "{}", "no": "not {}"}
        yield tuple(yes_or_no.get(value, f"{{}}={value}").format(option) for option, value in chosen.items())


EVERY_WAY = [(name, way) for name in LIBRARY.ids() for way in ways(name)]


def begin(procedure_id: str, *said: str) -> Visit:
    return Visit.begin("test", LIBRARY.procedure(procedure_id, said), WORDS, Limits(), 0.0)[0]


def all_words(procedure_id: str, *said: str) -> str:
    """All that the steps say."""
    made = LIBRARY.procedure(procedure_id, said)
    return " ".join(plain_text(step) for section in made.sections for step in section.steps)


def step_ids(made: Procedure) -> list[str]:
    return [step.id for section in made.sections for step in section.steps]


def test_the_options_that_were_promised_are_there() -> None:
    assert {name: len(list(ways(name))) for name in LIBRARY.ids()} == {
        BIOPSY: 3 * 2,
        INJECTION: 3 * 3,
        SIALOGRAM: 3,
        "radiotherapy-port-images": 1,
        "salivary-gland-scan": 1,
    }


@pytest.mark.parametrize(("procedure_id", "way"), EVERY_WAY)
def test_every_way_can_be_walked_to_its_end(procedure_id: str, way: tuple[str, ...]) -> None:
    made = LIBRARY.procedure(procedure_id, way)
    there = list(islice(walk(begin(procedure_id, *way)), MOST_PAGES * 2))
    assert there[-1].place == there[-1].trail[-1]
    seen = {stop.item for one in there for stop in one.been if stop.kind == "step"}
    assert seen == set(step_ids(made))
    asked = {stop.item for one in there for stop in one.been if stop.kind == "question"}
    assert asked == {question.id for section in made.sections for question in section.questions}
    assert len(asked) >= 5
    assert not [text for one in there for text in texts(one.page) if "{" in text]


@pytest.mark.parametrize("procedure_id", [BIOPSY, INJECTION, SIALOGRAM])
def test_every_way_passes_the_gate(procedure_id: str) -> None:
    assert check(LIBRARY.read(procedure_id, with_facts=True)) == []


@pytest.mark.parametrize(("procedure_id", "way"), EVERY_WAY)
def test_every_word_that_is_explained_stands_on_its_page_and_the_others_are_gone(
    procedure_id: str, way: tuple[str, ...]
) -> None:
    made = LIBRARY.procedure(procedure_id, way)
    explained = [name for section in made.sections for step in section.steps for name in step.glossary]
    assert sorted(explained) == sorted(word.id for word in made.glossary)
    for section in made.sections:
        for step in section.steps:
            for name in step.glossary:
                assert made.word(name).word.lower() in plain_text(step)


def test_sedation_that_nobody_spoke_of_may_be() -> None:
    said = all_words(BIOPSY)
    assert "in some cases, you may get medicine that makes you sleepy or asleep" in said
    assert "if so, an adult has to take you home" in said


def test_sedation_that_is_planned_will_be() -> None:
    said = all_words(BIOPSY, "sedation")
    assert "you will get medicine that makes you sleepy or asleep" in said
    assert "an adult has to take you home. please do not drive." in said
    assert "in some cases" not in said
    assert "if so" not in said
    assert "if you get" not in said


def test_sedation_that_is_not_planned_is_not_spoken_of() -> None:
    said = all_words(BIOPSY, "not sedation")
    assert not [word for word in ("sedation", "sleep", "general anesthesia", "vein") if word in said]
    assert "local anesthesia" in said
    made = LIBRARY.procedure(BIOPSY, ["not sedation"])
    assert {"ride", "sleepy-medicine"} & set(step_ids(made)) == set()
    assert "sedation" not in [note.id for note in made.to_ask]


def test_without_sedation_the_injection_watches_no_heart_and_pricks_no_vein() -> None:
    assert "ekg" in all_words(INJECTION)
    said = all_words(INJECTION, "not sedation")
    assert not [word for word in ("sedation", "ekg", "cuff", "vein") if word in said]
    assert "you can speak to us at any time" in said, "what does not depend on it stays"


def test_another_position_is_for_the_neck() -> None:
    position = "some neck shots need another position"
    assert position in all_words(INJECTION)
    assert f"yours goes into the neck. {position}" in all_words(INJECTION, "region=neck")
    assert "neck shot" not in all_words(INJECTION, "region=back")


def test_without_contrast_the_dye_and_its_tube_go_and_the_choices_stay() -> None:
    with_dye, without = LIBRARY.procedure(SIALOGRAM), LIBRARY.procedure(SIALOGRAM, ["not contrast"])
    gone = set(step_ids(with_dye)) - set(step_ids(without))
    assert gone == {"your-test", "mouth", "tube", "dye", "tube-out", "drink", "sore", "reaction"}
    assert without.section("choices").steps[0].text == with_dye.section("choices").steps[0].text
    assert [step.id for step in without.section("choices").steps] == ["good-for", "other-scans", "other-ways"]
    happens = " ".join(plain_text(step) for step in without.section("happens").steps)
    assert not [word for word in ("dye", "tube", "numb") if word in happens]
    assert "with a dye" in with_dye.sentence
    assert "dye" not in without.sentence


def test_a_page_for_those_without_stands_only_where_the_nurse_said_so() -> None:
    assert "your test is without a dye" in all_words(SIALOGRAM, "not contrast")
    assert "without a dye" not in all_words(SIALOGRAM)
    assert "without a dye" not in all_words(SIALOGRAM, "contrast")


@pytest.mark.parametrize(
    ("procedure_id", "step", "gone"),
    [(SIALOGRAM, "pictures", "not contrast"), (INJECTION, "watch-over-you", "not sedation")],
)
def test_a_picture_of_what_is_not_planned_goes(procedure_id: str, step: str, gone: str) -> None:
    for said, there in (((), True), ((gone,), False)):
        happens = LIBRARY.procedure(procedure_id, said).section("happens")
        assert [one.picture is not None for one in happens.steps if one.id == step] == [there]


@pytest.mark.parametrize("name", ["injection-live-picture", "injection-spot-in-spine", "injection-ice-pack"])
def test_who_has_a_shot_in_the_neck_sees_no_picture_of_the_lower_back(name: str) -> None:
    for said, there in (((), True), (("region=back",), True), (("region=neck",), False)):
        made = LIBRARY.procedure(INJECTION, said)
        shown = {step.picture.name for part in made.sections for step in part.steps if step.picture}
        assert (name in shown) == there, said


def test_the_hash_is_that_of_the_content_whatever_was_said() -> None:
    assert len({LIBRARY.procedure(BIOPSY, way).hash for way in ways(BIOPSY)}) == 1


@pytest.mark.parametrize(
    ("procedure_id", "said", "told"),
    [
        (BIOPSY, ["nonsense"], "“--with nonsense” is not an option of deep-soft-tissue-biopsy. There are: "
         "--with sedation, --without sedation, --with way=needle, --with way=open."),
        (BIOPSY, ["not nonsense"], "“--without nonsense” is not an option of"),
        (BIOPSY, ["sedaton"], "There are: --with sedation, --without sedation."),
        (INJECTION, ["region"], "There are: --with region=neck, --with region=back."),
        (INJECTION, ["region=knee"], "There are: --with region=neck, --with region=back."),
        (INJECTION, ["not region=neck"], "“--without region=neck” is not an option of"),
        (INJECTION, ["sedation=yes"], "There are: --with sedation, --without sedation."),
        (SIALOGRAM, ["contrast", "not contrast"], "“contrast” was said twice, as yes and as no. Say it once."),
        ("salivary-gland-scan", ["sedation"], "is not an option of salivary-gland-scan. It has none."),
        (BIOPSY, [""], "“--with ” is not an option of"),
    ],
)  # fmt: skip
def test_what_cannot_be_said_is_answered_in_one_sentence(procedure_id: str, said: list[str], told: str) -> None:
    with pytest.raises(UsageError) as caught:
        LIBRARY.procedure(procedure_id, said)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_open_biopsy_is_not_shown_as_one_with_a_needle() -> None:
    with pytest.raises(UsageError) as caught:
        LIBRARY.procedure(BIOPSY, ["way=open"])
    assert str(caught.value) == (
        "That is another procedure, so nothing was started: Open biopsy of the back or flank. "
        "The doctor takes the sample through a longer cut. "
        f"The walkthrough {BIOPSY} is not about it: A needle takes the sample through a small cut."
    )


@pytest.mark.parametrize("named", ["21925", "biopsy"])
def test_who_says_that_it_is_the_needle_is_not_asked_again(named: str) -> None:
    with pytest.raises(UnknownProcedureError):
        LIBRARY.find(named, ["sedation"])
    assert LIBRARY.find(named, ["way=needle", "sedation"]).chosen == ("sedation=yes", "way=needle")


@pytest.mark.parametrize("command", ["launch", "plain"])
def test_the_commands_take_options_and_refuse_others(tmp_path: Path, command: str) -> None:
    ended = kiosk(tmp_path, command, "biopsy", "--with", "nonsense")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith(f"“--with nonsense” is not an option of {BIOPSY}. There are: --with sedation, ")
    assert len(ended.stderr.splitlines()) == 1
    assert not list(tmp_path.rglob("*.sqlite3"))


def test_what_was_said_is_kept_with_the_launch_and_nothing_else_changes(tmp_path: Path) -> None:
    arguments = ("--with", "region=neck", "--without", "sedation")
    ended = kiosk(tmp_path, "plain", INJECTION, *arguments, typed="\n" * 300)
    assert ended.returncode == 0
    assert "Yours goes into the neck." in ended.stdout
    assert "sedation" not in ended.stdout.lower()
    with sqlite3.connect(tmp_path / "journal" / FILE) as base:
        kept = base.execute("SELECT kind, options, hash FROM events ORDER BY id").fetchall()
    assert kept[0][:2] == ("launched", "sedation=no region=neck")
    assert {options for _, options, _ in kept[1:]} == {None}
    assert {one for *_, one in kept} == {LIBRARY.procedure(INJECTION).hash}


def test_a_journal_from_before_the_options_goes_on(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as base:
        for statement in MIGRATIONS[0]:
            assert isinstance(statement, str)
            base.execute(statement)
        base.execute("PRAGMA user_version = 1")
        base.execute(
            "INSERT INTO events (at, visit, procedure, version, hash, language, process, kind)"
            " VALUES ('2026-11-01T08:00:00.000Z', 'old', 'sialogram', 1, 'h', 'en', 'p', 'launched')"
        )
    assert [one.visits for one in summarise(tmp_path).procedures] == [1]
    visit = begin(SIALOGRAM, "contrast")
    journal = Journal(tmp_path)
    journal.append(visit.key, [Launched(visit.procedure.chosen)])
    journal.close()
    with sqlite3.connect(tmp_path / FILE) as base:
        assert base.execute("SELECT visit, options FROM events ORDER BY id").fetchall() == [
            ("old", None),
            ("test", "contrast=yes"),
        ]
    assert [one.visits for one in summarise(tmp_path).procedures] == [2]


def test_the_list_says_what_can_be_said(tmp_path: Path) -> None:
    listed = kiosk(tmp_path, "procedures").stdout
    assert "\n    --with region=neck, --with region=back\n        where the shot goes in (neck, back)\n" in listed
    assert "\n    --with contrast, --without contrast\n        dye through a thin tube in the mouth\n" in listed
    assert max(map(len, listed.splitlines())) < 80


def test_each_way_is_kept_for_the_next_start_under_a_name_of_its_own(tmp_path: Path) -> None:
    library = Library(shelf=Shelf(tmp_path))
    read = [library.procedure(SIALOGRAM, way) for way in ways(SIALOGRAM)]
    assert [library.procedure(SIALOGRAM, way) for way in ways(SIALOGRAM)] == read
    assert len({str(one) for one in read}) == 3
    assert len(list(tmp_path.glob("sialogram.en*.json"))) == 3


def test_another_language_keeps_what_was_said(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (folder.home / "xx.yaml").write_text((folder.home / WORDS_FILE).read_text("utf-8"), "utf-8")
    ours = folder.library.procedure(SIALOGRAM, ["not contrast"])
    theirs = Library(folder.path, folder.assets, "xx").like(ours)
    assert (theirs.language, theirs.chosen) == ("xx", ("contrast=no",))
    assert step_ids(theirs) == step_ids(ours) == step_ids(LIBRARY.procedure(SIALOGRAM, ["not contrast"]))


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def told(folder: Folder) -> list[str]:
    reading = folder.read()
    return [f"{one.file.name}:{one.line}: {one.says} {one.cure}" for one in (*reading.mistakes, *check(reading))]


def test_an_unknown_option_in_a_condition_is_reported_where_it_stands(folder: Folder) -> None:
    step = folder.replace(PROCEDURE, "if: contrast", "if: contrasts")
    line = folder.replace(WORDS_FILE, "if: contrast", "if: not sedation")
    assert told(folder) == [
        f"en.yaml:{line}: “not sedation” is no option of this walkthrough. Write one of: contrast.",
        f"procedure.yaml:{step}: “contrasts” is no option of this walkthrough. Write one of: contrast.",
    ]


def test_what_is_no_condition_is_reported_with_examples(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "if: contrast", "if: contrast or not")
    cure = "Write an option, such as `sedation`, `not sedation` or `region=neck`."
    assert told(folder) == [f"procedure.yaml:{line}: “contrast or not” cannot be a condition. {cure}"]


def test_an_option_that_no_step_uses_is_reported(folder: Folder) -> None:
    line = folder.replace(PROCEDURE, "  - {id: contrast}\n", "  - {id: contrast}\n  - {id: sedation}\n") + 1
    folder.replace(WORDS_FILE, "options:\n", "options:\n  sedation: {name: sleepy}\n")
    cure = "Let a step or a line depend on it with `if`, or remove it."
    assert told(folder) == [f"procedure.yaml:{line}: No step uses the option “sedation”. {cure}"]


def test_an_option_without_words_and_words_without_an_option_are_both_reported(folder: Folder) -> None:
    line = folder.replace(WORDS_FILE, "  contrast: {name:", "  contrasts: {name:")
    assert told(folder) == [
        f"en.yaml:{line - 1}: The words of “contrast” are missing. Add `contrast:` here.",
        f"en.yaml:{line}: Nothing in procedure.yaml is called “contrasts”. Remove it, or add it to procedure.yaml.",
    ]


def test_a_text_that_would_never_be_read_is_reported(folder: Folder) -> None:
    line = folder.replace(WORDS_FILE, "{text: a rash, added", "{else: nothing, text: a rash, added")
    assert told(folder) == [f"en.yaml:{line}: “else” would never be read here. Add the `if` on which it depends."]


def test_a_value_that_is_no_lookalike_here_is_reported(folder: Folder) -> None:
    contrast = "  - {id: contrast}\n"
    way = "  - {id: way, values: [one, {id: two, lookalike: scan}]}\n"
    line = folder.replace(PROCEDURE, contrast, contrast + way) + 1
    folder.replace(WORDS_FILE, "options:\n", "options:\n  way: {name: how, values: {one: one, two: two}}\n")
    cure = "Add it under `lookalikes`, or write one of those."
    assert told(folder) == [f"procedure.yaml:{line}: There is no lookalike “scan”. {cure}"]


def test_an_option_that_leaves_nothing_standing_is_reported(folder: Folder) -> None:
    for step in ("home", "results"):
        folder.replace(PROCEDURE, f"- id: {step}\n", f"- id: {step}\n        if: contrast\n", after="- id: after")
    still = "{text: Ask your nurse if you need one."
    folder.replace(WORDS_FILE, still, still.replace("{", "{if: contrast, "))
    blood = "You may need a blood test before this one. It checks how well your kidneys work."
    folder.replace(WORDS_FILE, blood, f"{{if: contrast, text: {blood}}}")
    step, after = folder.line(WORDS_FILE, "      blood-test:\n"), folder.line(WORDS_FILE, "  after:\n")
    cure = "Leave something there that always stands."
    assert told(folder) == [
        f"en.yaml:{step}: With contrast=no: The step “blood-test” says nothing. {cure}",
        f"en.yaml:{after}: With contrast=no: The section “after” has no step left. {cure}",
    ]


def test_what_a_way_makes_too_hard_or_too_short_is_said_of_that_way_alone(folder: Folder) -> None:
    folder.replace(PROCEDURE, "- id: eating\n", "- id: eating\n        if: contrast\n")
    (only,) = told(folder)
    assert "With contrast=no: The steps have " in only
    assert "words in all; 900 to 1400 take 5 to 10 minutes." in only


def test_a_sharpened_text_that_loses_facts_is_reported(folder: Folder) -> None:
    folder.set_line(WORDS_FILE, "sure: Please tell", "          sure: Please speak with your nurse now.")
    line = folder.line(WORDS_FILE, "      allergies:\n")
    assert [one.split(": ")[:3] for one in told(folder)] == [
        [f"en.yaml:{line}", "With contrast=yes", f"“allergies” no longer says {fact}"] for fact in ("sg-16", "sg-17")
    ]


def test_the_help_breaks_no_line_on_a_terminal_of_80_columns(tmp_path: Path) -> None:
    said = kiosk(tmp_path, "--help").stdout.splitlines()
    assert "examples:" in said
    assert max(map(len, said)) < 80
