"""A reviewer's walk through pages and facts, as text that is only ever appended to."""

from io import StringIO
from pathlib import Path

import pytest

from every_page import LIBRARY
from folders import FACTS, Folder, kiosk
from kiosk.commands.signing import tours
from kiosk.content.folder import shipped
from kiosk.content.seal import seal
from kiosk.reviewing import Sheet, sheets, walk


@pytest.fixture(scope="module")
def shown() -> list[Sheet]:
    reading = LIBRARY.read("sialogram", with_facts=True)
    assert reading.facts
    return list(sheets(tours(reading, LIBRARY.words()), reading.facts, LIBRARY.words()))


def typed(shown: list[Sheet], *keys: str) -> tuple[str, bool, tuple[str, ...]]:
    out = StringIO()
    found = walk(shown, StringIO("".join(f"{key}\n" for key in keys)), out)
    return out.getvalue(), found.all_seen, found.to_mend


def test_every_word_that_a_patient_can_meet_is_shown(shown: list[Sheet]) -> None:
    made = LIBRARY.procedure("sialogram")
    text = "\n".join(line for sheet in shown for line in sheet.lines)
    for section in made.sections:
        for step in section.steps:
            assert step.heading in text
            assert all(line.text in text for line in (*step.text, *step.points))
            assert step.feel is None or step.feel.text.text in text
        for question in section.questions:
            for said in (question.ask, question.teach_back, *(one.feedback for one in question.options)):
                assert said in text
    assert all(word.meaning in text for word in made.glossary)
    assert all(note.line.text in text for note in (*made.to_ask, *made.remember))


def test_what_is_said_only_with_an_option_is_shown_too(shown: list[Sheet]) -> None:
    names = [sheet.name for sheet in shown]
    assert len(set(names)) == len(names)
    assert any(", with contrast=no" in name for name in names)
    reading = LIBRARY.read("sialogram", with_facts=True)
    assert reading.sources
    text = "\n".join(line for sheet in shown for line in sheet.lines)
    variants = [one for _, one in reading.sources.words_tree.mappings() if "if" in one and "text" in one]
    assert len(variants) > 5
    for one in variants:
        assert all(" ".join(one[key].split()) in text for key in ("sure", "else") if key in one)


def test_every_fact_stands_on_the_sheet_of_the_step_that_covers_it(shown: list[Sheet]) -> None:
    facts = LIBRARY.read("sialogram", with_facts=True).facts
    assert facts
    sheet = next(one for one in shown if one.name == "happens/tube")
    (line,) = [line for line in sheet.lines if line.startswith("  sg-50: ")]
    assert "says “might, mild”" in line, "the source's own words for how sure stand beside it"
    text = "\n".join(line for sheet in shown for line in sheet.lines)
    for fact in (*facts.facts, *facts.added):
        assert f"  {fact.id}: {fact.says}" in text
    assert text.count("[no source says it") >= len(facts.added)


def test_a_question_shows_which_answer_is_right(shown: list[Sheet]) -> None:
    sheet = next(one for one in shown if one.name == "happens/feel-tube/1")
    assert any(line.startswith("Right: Mild discomfort, or some pressure.") for line in sheet.lines)
    assert sum(line.startswith("Not right: ") for line in sheet.lines) == 2


def test_enter_leads_from_the_first_sheet_to_the_last(shown: list[Sheet]) -> None:
    text, all_seen, to_mend = typed(shown, *[""] * len(shown))
    assert (all_seen, to_mend) == (True, ())
    assert all(f"{number} of {len(shown)}: {sheet.name}" in text for number, sheet in enumerate(shown, 1))
    assert "\x1b" not in text


def test_a_page_can_be_marked_and_looked_at_again(shown: list[Sheet]) -> None:
    first, second, third = (sheet.name for sheet in shown[:3])
    _, all_seen, to_mend = typed(shown, "x", "X", "b", "", "x", "q")
    assert (all_seen, to_mend) == (False, (first, third))
    assert second not in to_mend, "the mark is taken away by going on from it"


def test_what_is_none_of_the_keys_changes_nothing(shown: list[Sheet]) -> None:
    text, all_seen, to_mend = typed(shown, "yes", "b", "q")
    assert "That is none of the four." in text
    assert text.count(f"1 of {len(shown)}: ") == 3
    assert (all_seen, to_mend) == (False, ())


def test_the_end_of_the_typing_is_the_end_of_the_walk(shown: list[Sheet]) -> None:
    assert typed(shown)[1:] == (False, ())


def test_the_command_ends_by_saying_how_to_sign(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ended = kiosk(tmp_path, "content", "review", "sialogram", "en", "--content", folder.path, typed="\n" * 100)
    assert (ended.returncode, ended.stderr) == (0, "")
    read = seal(folder.read(), (shipped("assets"),))[:12]
    there = f'--read {read} --name "YOUR NAME" --role "YOUR ROLE" --content {folder.path}'
    assert ended.stdout.splitlines()[-1] == f"  kiosk content sign sialogram en {there}"


def test_the_command_names_what_is_to_be_mended(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    ended = kiosk(tmp_path, "content", "review", "sialogram", "en", "--content", folder.path, typed="\nx" + "\n" * 100)
    assert ended.returncode == 1
    assert ended.stdout.splitlines()[-1] == "To be mended: what/name"
    ended = kiosk(tmp_path, "content", "review", "sialogram", "en", "--content", folder.path, typed="q\n")
    assert ended.returncode == 1
    assert ended.stdout.endswith("You stopped before the end. Nothing is recorded.\n")


def test_a_walkthrough_with_a_mistake_is_not_reviewed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    line = folder.replace(FACTS, "- id: sg-02", "- id: sg-01")
    ended = kiosk(tmp_path, "content", "review", "sialogram", "en", "--content", folder.path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert f"(facts.yaml, line {line})" in ended.stderr
