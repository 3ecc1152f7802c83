"""The five walkthroughs that travel with the kiosk, measured against what was promised of them."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from folders import kiosk
from kiosk.content import measure
from kiosk.content.library import Library
from kiosk.content.reader import Reading
from kiosk.model.page import Feeling, Note, Page, Paragraph, Points
from kiosk.model.procedure import Line, Procedure, Question, Section, Step
from kiosk.visit.visit import Limits, Visit

SHEETS = {
    "sialogram": "salivary",
    "radiotherapy-port-images": "port",
    "deep-soft-tissue-biopsy": "biopsy",
    "fluoroscopy-guided-injection": "fluoro",
}
"""Each walkthrough, and what its source is called in the sheet of facts."""

GENERAL = "salivary-gland-scan"
"""The walkthrough that no source describes: it was written from general knowledge."""

FACTS = Path(__file__).parents[2] / "shared" / "facts"
"""The sheet of the sources' facts, which lies beside the checkout and not in it."""

needs_the_sheet = pytest.mark.skipif(not FACTS.is_dir(), reason="the sources' sheet of facts is not here")

ENOUGH = 300
"""More empty lines than any walkthrough has pages."""

LIBRARY = Library()


@pytest.fixture(params=[*SHEETS, GENERAL], scope="module")
def reading(request: pytest.FixtureRequest) -> Reading:
    return LIBRARY.read(request.param, with_facts=True)


@pytest.fixture(params=list(SHEETS), scope="module")
def sourced(request: pytest.FixtureRequest) -> Reading:
    """A walkthrough that follows a source."""
    return LIBRARY.read(request.param, with_facts=True)


@pytest.fixture
def made(reading: Reading) -> Procedure:
    assert reading.procedure
    return reading.procedure


@pytest.fixture(scope="module")
def printed(reading: Reading, tmp_path_factory: pytest.TempPathFactory) -> str:
    """What `kiosk plain` prints for empty lines."""
    return print_plain(reading, tmp_path_factory.mktemp("plain"))


def print_plain(reading: Reading, place: Path) -> str:
    ended = kiosk(place, "plain", reading.id, typed="\n" * ENOUGH)
    assert (ended.returncode, ended.stderr) == (0, "")
    return ended.stdout


def steps(made: Procedure) -> list[Step]:
    return [step for section in made.sections for step in section.steps]


def felt(step: Step) -> list[Line]:
    return [line for line in (step.feel.text, step.feel.helps) if line] if step.feel else []


def lines(step: Step) -> list[Line]:
    return [*step.text, *step.points, *felt(step)]


def questions(made: Procedure) -> list[tuple[Section, Question]]:
    return [(section, question) for section in made.sections for question in section.questions]


def word_count(texts: list[str]) -> int:
    return sum(len(text.split()) for text in texts)


def sentences_in(values: Any) -> Iterator[str]:
    """Every text of a file of words."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, list):
        for value in values:
            yield from sentences_in(value)
    elif isinstance(values, dict):
        for key, value in values.items():
            if key not in ("added", "id", "if", "needs"):
                yield from sentences_in(value)


def test_the_four_sources_have_their_walkthroughs() -> None:
    found = {
        one.id: [(source.file or source.kind)[:3] for source in one.sources.structure.sources]
        for one in map(LIBRARY.read, LIBRARY.ids())
        if one.sources
    }
    numbers = {name: [number] for name, number in zip(SHEETS, ("000", "001", "002", "003"), strict=True)}
    assert found == numbers | {GENERAL: ["gen"]}


@pytest.mark.holds(44)
def test_they_pass_the_gate_for_people_and_programs(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "content", "check")
    assert (ended.returncode, ended.stderr) == (0, "")
    *measured, verdict = [line for line in ended.stdout.splitlines() if not line.startswith(" ")]
    names = sorted([*SHEETS, GENERAL])
    expected = [f"{name} ({language})" for name in names for language in LIBRARY.languages_of(name)]
    assert (measured, verdict) == (expected, "No mistakes."), "and nothing is left unmeasured"
    ended = kiosk(tmp_path, "content", "check", "--json")
    assert (ended.returncode, json.loads(ended.stdout)["findings"]) == (0, [])


def test_seven_sections_stand_in_their_order(made: Procedure) -> None:
    assert [one.id for one in made.sections] == ["what", "prepare", "happens", "after", "risks", "choices", "call"]
    assert all(1 <= len(one.steps) <= (9 if one.id == "happens" else 6) for one in made.sections)


def test_a_step_fits_on_its_page(made: Procedure) -> None:
    for step in steps(made):
        assert 0 < word_count([line.text for line in (*step.text, *step.points)]) <= 60, step.id
        assert word_count([line.text for line in felt(step)]) <= 30, step.id


def test_the_whole_takes_the_minutes_that_it_promises(made: Procedure) -> None:
    total = word_count([text for step in steps(made) for text in (step.heading, *(line.text for line in lines(step)))])
    assert 900 <= total <= 1400
    assert 100 <= total / made.minutes <= 200, "words a minute"
    first = begin(made).page
    assert any(f"about {made.minutes} minutes" in text for text in said_on(first))


def test_what_happens_ends_by_gathering_what_one_may_feel(made: Procedure) -> None:
    happens = made.section("happens").steps
    assert happens[-1].gathers
    assert not any(step.gathers for step in steps(made) if step is not happens[-1])
    assert sum(step.feel is not None for step in happens) >= 3, "and each feeling stands where it belongs"


def test_every_core_fact_is_covered_by_a_step(reading: Reading, made: Procedure) -> None:
    assert reading.facts
    assert reading.sources
    covered = {name for step in steps(made) for name in step.covers}
    assert {fact.id for fact in reading.facts.facts if fact.core} <= covered, "where nothing is said at launch too"
    sections = reading.sources.structure.sections
    anyhow = {name for section in sections for step in section.steps for name in step.covers}
    assert {fact.id for fact in reading.facts.added} <= anyhow


@needs_the_sheet
def test_every_fact_of_the_sheet_is_known_with_its_weight_and_its_hedge(sourced: Reading) -> None:
    sheets = yaml.safe_load((FACTS / "seed_facts.yaml").read_text("utf-8"))["seeds"]
    (sheet,) = [one for one in sheets if one["id"] == SHEETS[sourced.id]]
    assert sourced.facts
    ours = {fact.id: (fact.core, bool(fact.hedge)) for fact in sourced.facts.facts}
    theirs = {fact["id"]: (fact.get("core", True), "freq" in fact) for fact in sheet["facts"]}
    assert {name: ours.get(name) for name in theirs} == theirs
    assert {flag["id"] for flag in sheet["red_flags"]} <= {fact.id for fact in sourced.facts.added}


@needs_the_sheet
def test_the_sheet_s_own_checker_finds_every_core_fact(sourced: Reading, tmp_path: Path) -> None:
    checker = [sys.executable, str(FACTS / "check_coverage.py"), SHEETS[sourced.id]]
    printed = print_plain(sourced, tmp_path)
    ended = subprocess.run(checker, input=printed, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stdout


def test_plain_text_comes_to_its_end_on_empty_lines(made: Procedure, printed: str) -> None:
    assert [heading for step in steps(made) if (heading := step.heading) not in printed.splitlines()] == []
    assert "You have come to the end\n" in printed
    assert "\x1b" not in printed


def test_at_least_five_questions_cover_what_matters(made: Procedure) -> None:
    asked = questions(made)
    assert len(asked) >= 5
    kinds = {question.asks for _, question in asked}
    assert {"happens", "feel", "risk", "before", "after"} <= kinds
    assert kinds & {"benefit", "choice"}


def test_a_question_asks_what_the_step_says_that_is_shown_again(made: Procedure) -> None:
    for section, question in questions(made):
        about = next(step for step in section.steps if step.id == question.about)
        assert set(question.covers) <= set(about.covers), question.id


def test_every_option_has_feedback_of_its_own_that_teaches(made: Procedure) -> None:
    for _, question in questions(made):
        feedback = [option.feedback for option in question.options]
        assert len(set(feedback)) == len(feedback) >= 2
        assert all(word_count([text]) >= 8 for text in feedback), question.id
        assert not any(re.search(r"\b(wrong|incorrect|sorry|fail)", text, re.IGNORECASE) for text in feedback)


def test_the_right_answer_has_no_place_and_no_length_of_its_own(made: Procedure) -> None:
    asked = [question for _, question in questions(made)]
    assert len({[option.id for option in one.options].index(one.right) for one in asked}) >= 2
    longest = [max(one.options, key=lambda option: len(option.text)).id == one.right for one in asked]
    assert not all(longest)


@pytest.mark.holds(44)
def test_every_section_reads_at_grade_six_or_below(made: Procedure) -> None:
    for section in made.sections:
        found = measure.sentences([line.text for step in section.steps for line in lines(step)])
        assert measure.grade(found) <= 6, section.id


def begin(made: Procedure) -> Visit:
    return Visit.begin("test", made, LIBRARY.words(), Limits(), 0.0)[0]


def said_on(page: Page) -> list[str]:
    """Every paragraph and note of a page."""
    return [part.text for part in page.parts if isinstance(part, Paragraph | Note)]


def paragraphs(page: Page) -> list[Paragraph]:
    """Every line of the walkthrough that stands on a page."""
    found: list[Paragraph] = []
    for part in page.parts:
        if isinstance(part, Paragraph):
            found.append(part)
        elif isinstance(part, Points):
            found += part.items
        elif isinstance(part, Feeling):
            found += [one for one in (part.text, part.helps) if one]
    return found


def test_every_added_line_is_marked_on_its_page_and_no_other(made: Procedure) -> None:
    visit = begin(made)
    words = visit.words.step
    explains = f"{words.added_sign} {words.added}"
    for stop in visit.trail:
        if stop.kind == "step":
            page, said = replace(visit, place=stop).page, lines(visit.step(stop))
            assert [(one.text, bool(one.added)) for one in paragraphs(page)] == [
                (line.text, bool(line.added)) for line in said
            ]
            assert (explains in said_on(page)) is any(line.added for line in said)


def test_every_added_line_is_marked_on_the_last_pages_too(made: Procedure) -> None:
    visit = begin(made)
    added = {line.text for step in steps(made) for line in lines(step) if line.added}
    added |= {note.line.text for note in made.remember if note.line.added}
    for stop in [one for one in visit.trail if one.kind in ("remember", "call")]:
        page = replace(visit, place=stop).page
        assert page.kind == "summary"
        shown = {one.text for one in paragraphs(page)} & added
        assert shown or made.general
        assert {one.text for one in paragraphs(page) if one.added} == shown


def test_only_what_was_written_from_general_knowledge_says_so_and_then_no_line_is_marked(made: Procedure) -> None:
    visit = begin(made)
    says = visit.words.confirm.general
    summary = next(stop for stop in visit.trail if stop.kind == "remember")
    general = made.id == GENERAL
    assert [says in said_on(page) for page in (visit.page, replace(visit, place=summary).page)] == [general, general]
    if general:
        assert not [line.text for step in steps(made) for line in lines(step) if line.added]


def test_the_list_of_procedures_says_which_one_is_from_general_knowledge(tmp_path: Path) -> None:
    listed = kiosk(tmp_path, "procedures").stdout.split("\n\n")
    about = {one.split("\n")[0]: one for one in listed}
    assert [name for name in about if "written from general knowledge" in about[name]] == [GENERAL]
    assert all(f"No clinician has signed {name} (en)." in one for name, one in about.items())


@pytest.mark.parametrize("name", [*SHEETS, GENERAL])
def test_a_translation_that_is_there_fits_the_structure_and_the_facts(name: str) -> None:
    made = LIBRARY.procedure(name)
    for language in made.languages:
        reading = Library(language=language).read(name, with_facts=True)
        assert reading.mistakes == (), language


def test_the_first_page_says_what_the_guide_is_not_and_what_to_do_if_unwell(made: Procedure) -> None:
    (note,) = [text for text in said_on(begin(made).page) if "does not replace your doctor" in text]
    assert "not your consent" in note
    assert "If you feel unwell now, tell the staff." in note


FILES = [
    *(f"procedures/{name}/{language}.yaml" for name in (*SHEETS, GENERAL) for language in LIBRARY.languages_of(name)),
    "languages/en.yaml",
]

NEVER = {
    "an exclamation mark": r"[!¡]",
    "a word about the reader": r"\b(the|el|la|los|las|al|del) (patient|paciente)s?\b|\bpatient's\b",
    "an address": r"https?:|www\.|\w@\w|\.(com|org|gov|net)\b",
    "a phone number": r"\d{3,}|\d[- ]\d",
    "a number that no source carries": r"50\.6|%",
    "Latin": r"\b(e\.g|i\.e|etc|via|prior to|administer\w*)\b",
    "a sign of markup": r"[<>\[\]*_`|\\]",
}


@pytest.mark.parametrize("file", FILES)
def test_no_sentence_holds_what_a_frightened_reader_does_not_need(file: str) -> None:
    words = yaml.load((LIBRARY.folder / file).read_text("utf-8"), Loader=yaml.BaseLoader)
    for name in ("staff", "desk", "review"):  # only staff read these
        words.pop(name, None)
    found = list(sentences_in(words))
    assert len(found) > 50
    for what, pattern in NEVER.items():
        plain = [re.sub(r"\{\w+\}", "", text) for text in found]  # what stands in braces is filled in by the kiosk
        assert [text for text in plain if re.search(pattern, text, re.IGNORECASE)] == [], what


RIVALS = {"un doctor": r"\b(un|el|al|del|su|propio) médico\b", "picazón": "comezón", "imágenes": r"\bfotos?\b"}
"""What a walkthrough in Spanish says, and other words for the same."""


@pytest.mark.parametrize("name", [*SHEETS, GENERAL])
def test_one_thing_has_one_word_in_all_spanish_walkthroughs(name: str) -> None:
    words = yaml.load((LIBRARY.folder / f"procedures/{name}/es.yaml").read_text("utf-8"), Loader=yaml.BaseLoader)
    for ours, rival in RIVALS.items():
        assert [text for text in sentences_in(words) if re.search(rival, text, re.IGNORECASE)] == [], ours


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_word_that_several_glossaries_explain_is_the_same_in_all(language: str) -> None:
    """One may say more of it, or more of them: a technician in radiology, radiologists."""
    found: dict[str, set[str]] = {}
    for name in (*SHEETS, GENERAL):
        for word in Library(language=language).procedure(name).glossary:
            found.setdefault(word.id, set()).add(word.word)
    assert len(found) > 50
    for words in found.values():
        assert all(word.startswith(min(words, key=len)) for word in words), words


def test_no_clinician_has_signed_them_and_they_are_due_within_a_year(reading: Reading) -> None:
    assert reading.sources
    structure = reading.sources.structure
    assert structure.review == "none"
    assert 0 < (structure.review_again - structure.date).days <= 366


def test_four_to_six_questions_and_lines_are_there_to_take_along(made: Procedure) -> None:
    assert 4 <= len(made.to_ask) <= 6
    assert all(note.line.text.endswith("?") for note in made.to_ask)
    assert 4 <= len(made.remember) <= 6
