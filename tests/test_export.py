"""`kiosk export`: CSV, xAPI and FHIR, as typed; whole files or none, in little memory."""

import csv
import io
import json
import subprocess
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from fhir.resources.R4B.communication import Communication

from fhir_codes import wrong_codes
from folders import KIOSK, kiosk, nobodys
from journal_reader import Clock, ask
from journal_visits import write_visits
from kiosk.content.library import Library
from kiosk.journal.export.answers import write_answers
from kiosk.journal.export.fhir import write_fhir
from kiosk.journal.export.source import Words, chosen
from kiosk.journal.export.xapi import write_xapi
from kiosk.journal.reading import reading
from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.model.event import (
    Answered,
    Completed,
    Event,
    Felt,
    Heard,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
)
from small_disk import on_a_small_disk
from walks import procedure, words

FORMATS = ("csv", "xapi", "fhir")
CMI5 = "https://w3id.org/xapi/cmi5/context"
DEFINED = {"launched", "initialized", "completed", "terminated", "abandoned"}
"""The verbs of cmi5 that the kiosk uses."""

SIALOGRAM = procedure("sialogram")
WHOLE: tuple[Event, ...] = (
    Launched(),
    Initialized(),
    Heard(),
    Viewed("what/name", 12.3),
    Answered("clear-view", 1, "numbs", "wrong"),
    Answered("clear-view", 2, "chooses", "right"),
    Answered("tell-first", 1, "not-sure", "unsure"),
    Marked(SIALOGRAM.to_ask[0].id, True),
    Completed(),
    Terminated("finished", "call/emergency"),
)


def write(folder: Path, visit: str, *events: Event, day: int = 2, digest: str = SIALOGRAM.hash) -> None:
    clock = Clock()
    clock.at = datetime(2026, 11, day, 12, tzinfo=UTC)
    journal = Journal(folder, clock)
    key = VisitKey(visit, "sialogram", SIALOGRAM.version, digest, "en")
    journal.append(key, events[:2])
    clock.move(minutes=9)
    journal.append(key, events[2:])
    journal.close()


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Sixty visits of all sorts of made-up content, and one of a walkthrough as it is now."""
    write_visits(tmp_path / "journal", 60).close()
    write(tmp_path / "journal", "whole", *WHOLE, day=30)
    return tmp_path


def export(place: Path, form: str, *more: str) -> str:
    ended = kiosk(place, "export", "--format", form, *more)
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


def statements(place: Path) -> dict[str, list[dict[str, Any]]]:
    """By visit, in the order of the file."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in json.loads(export(place, "xapi")):
        found.setdefault(one["actor"]["account"]["name"], []).append(one)
    return found


def resources(place: Path, kind: str, visit: str = "") -> list[dict[str, Any]]:
    entries = [one["resource"] for one in json.loads(export(place, "fhir"))["entry"]]
    return [one for one in entries if one["resourceType"] == kind and visit in str(one.get("identifier", ""))]


def verb(statement: dict[str, Any]) -> str:
    return str(statement["verb"]["id"]).rsplit("/", 1)[1]


def test_the_csv_has_a_row_an_answer(place: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(export(place, "csv"))))
    (answers,) = ask(place / "journal", "SELECT count(*) FROM events WHERE kind = 'answered'")[0]
    assert len(rows) == answers
    last = [row for row in rows if row["visit"] == "whole"]
    assert [(row["question"], row["attempt"], row["option"], row["result"]) for row in last] == [
        ("clear-view", "1", "numbs", "wrong"),
        ("clear-view", "2", "chooses", "right"),
        ("tell-first", "1", "not-sure", "unsure"),
    ]
    assert last[0] == {
        "visit": "whole", "began": "2026-11-30T12:00:00.000Z", "procedure": "sialogram", "version": "1",
        "content": SIALOGRAM.hash, "language": "en", "question": "clear-view", "attempt": "1", "option": "numbs",
        "result": "wrong", "answered": "2026-11-30T12:09:00.000Z", "ended": "finished", "read_aloud": "yes",
        "sittings": "1", "felt_before": "", "felt_after": "",
    }  # fmt: skip


def test_every_column_of_the_csv_is_documented(place: Path) -> None:
    documented = (Path(__file__).parents[1] / "docs" / "export.md").read_text("utf-8")
    header = export(place, "csv").splitlines()[0].split(",")
    assert [name for name in header if f"| `{name}` |" not in documented] == []


def test_the_statements_of_each_visit_stand_in_cmi5s_order(place: Path) -> None:
    seen = set()
    for visit in statements(place).values():
        verbs = [verb(one) for one in visit]
        seen |= set(verbs)
        assert verbs[0] == "launched"
        defined = [one for one in verbs if one in DEFINED]
        assert len(defined) == len(set(defined)), "none twice"
        if "initialized" in verbs:
            assert verbs[1] == "initialized", "the walkthrough's first statement of any kind"
        else:
            assert verbs in (["launched"], ["launched", "abandoned"])
        for end in ("terminated", "abandoned"):
            assert end not in verbs[:-1], "nothing comes after it"
        if "completed" in verbs:
            assert verbs[-2:] == ["completed", "terminated"]
    assert seen == {*DEFINED, "experienced", "answered"}


def test_each_statement_has_what_cmi5_asks_for(place: Path) -> None:
    for visit, told in statements(place).items():
        for one in told:
            context = one["context"]
            assert one["actor"]["account"] == {"homePage": "https://procedure-kiosk.invalid/visits", "name": visit}
            assert context["registration"] == told[0]["context"]["registration"]
            assert context["extensions"][f"{CMI5}/extensions/sessionid"] == visit
            assert one["timestamp"].endswith("Z")
            categories = [each["id"] for each in context["contextActivities"].get("category", [])]
            name = verb(one)
            assert (f"{CMI5}/categories/cmi5" in categories) is (name in DEFINED)
            assert (f"{CMI5}/categories/moveon" in categories) is ("completion" in one.get("result", {}))
            assert ("completion" in one.get("result", {})) is (name == "completed")
            assert context["contextActivities"]["grouping"]
            if name in ("completed", "terminated", "abandoned"):
                assert one["result"]["duration"].startswith("PT")
            if name == "launched":
                assert context["extensions"][f"{CMI5}/extensions/launchmode"] == "Normal"
                assert f"{CMI5}/extensions/moveon" in context["extensions"]
            if name in DEFINED:
                assert one["object"]["id"] == told[0]["object"]["id"]
                assert "success" not in one.get("result", {})
    ids = [one["id"] for told in statements(place).values() for one in told]
    assert len(ids) == len(set(ids))


def test_an_answer_tells_what_was_asked_and_chosen(place: Path) -> None:
    told = [one for one in statements(place)["whole"] if verb(one) == "answered"]
    assert [one["result"] for one in told] == [
        {"response": "numbs", "success": False},
        {"response": "chooses", "success": True},
        {"response": "not-sure", "success": False},
    ]
    asked = told[0]["object"]["definition"]
    question = next(one for section in SIALOGRAM.sections for one in section.questions if one.id == "clear-view")
    assert asked["description"] == {"en": question.ask}
    assert asked["correctResponsesPattern"] == ["chooses"]
    assert [one["id"] for one in asked["choices"]] == ["numbs", "chooses", "heals"]
    completed = next(one for one in statements(place)["whole"] if verb(one) == "completed")
    assert completed["result"] == {"completion": True, "duration": "PT540.00S"}


def test_exported_again_the_statements_are_the_same(place: Path) -> None:
    assert export(place, "xapi") == export(place, "xapi")


def test_the_bundle_is_fhir(place: Path) -> None:
    text = export(place, "fhir")
    bundle = Bundle.model_validate_json(text)
    assert bundle.type == "collection"
    assert list(wrong_codes(json.loads(text))) == []
    kinds = [one["resource"]["resourceType"] for one in json.loads(text)["entry"]]
    assert kinds.count("Communication") == 61
    full_urls = [one["fullUrl"] for one in json.loads(text)["entry"]]
    assert len(full_urls) == len(set(full_urls))


def test_the_check_of_codes_finds_what_the_library_lets_pass() -> None:
    wrong = {"resourceType": "Communication", "status": "finished"}
    assert Communication.model_validate(wrong).status == "finished"
    assert list(wrong_codes([wrong])) == ["Communication.status finished"]
    medium = {"system": "http://terminology.hl7.org/CodeSystem/v3-ParticipationMode", "code": "SCREEN"}
    assert len(list(wrong_codes({"resourceType": "Communication", "status": "stopped", "medium": [medium]}))) == 1


@pytest.mark.parametrize(
    ("ending", "response", "told"),
    [
        ([Completed(), Terminated("finished", "call")], "completed", "completed"),
        ([Terminated("left", "step/what/name")], "stopped", "stopped"),
        ([Terminated("timeout", "step/what/name")], "stopped", "stopped"),
        ([Terminated("staff", "step/what/name")], "stopped", "stopped"),
        ([Terminated("not-started", "confirm")], None, "not-done"),
        ([], "in-progress", "in-progress"),
    ],
)
def test_a_status_says_how_the_visit_ended(
    tmp_path: Path, ending: list[Event], response: str | None, told: str
) -> None:
    write(tmp_path / "journal", "one", Launched(), Initialized(), *ending)
    (communication,) = resources(tmp_path, "Communication")
    assert communication["status"] == told
    assert ("received" in communication) is (told == "completed")
    assert [one["status"] for one in resources(tmp_path, "QuestionnaireResponse")] == ([response] if response else [])


def test_a_visit_whose_kiosk_died_was_stopped(tmp_path: Path) -> None:
    write(tmp_path / "journal", "one", Launched(), Initialized())
    Journal(tmp_path / "journal").close_abandoned()
    assert resources(tmp_path, "QuestionnaireResponse")[0]["status"] == "stopped"
    assert [verb(one) for one in statements(tmp_path)["one"]] == ["launched", "initialized", "abandoned"]


def test_questions_and_answers_fit_together(place: Path) -> None:
    (response,) = resources(place, "QuestionnaireResponse", "whole")
    asked = {f"{one['url']}|{one['version']}": one for one in resources(place, "Questionnaire")}
    questionnaire = asked[response["questionnaire"]]
    assert (questionnaire["status"], questionnaire["title"]) == ("active", "Sialogram")
    items = {one["linkId"]: one for one in questionnaire["item"]}
    assert len(items) == 16, "eight questions, two tries each"
    assert [one["linkId"] for one in response["item"]] == ["clear-view/1", "clear-view/2", "tell-first/1"]
    for one in response["item"]:
        options = [option["valueCoding"]["code"] for option in items[one["linkId"]]["answerOption"]]
        assert one["answer"][0]["valueCoding"]["code"] in options
    scores = [one["valueCoding"]["extension"][0]["valueDecimal"] for one in items["clear-view/1"]["answerOption"]]
    assert scores == [0, 1, 0, 0]
    assert items["clear-view/2"]["enableWhen"][0]["answerCoding"]["code"] == "chooses"
    (told,) = resources(place, "Communication", "whole")
    assert told["payload"][1]["contentString"] == f"To ask the nurse: {SIALOGRAM.to_ask[0].line.text}"
    assert [one["coding"][0]["code"] for one in told["medium"]] == ["WRITTEN", "VERBAL"]


CALLED_IN: tuple[tuple[str, tuple[Event, ...]], ...] = (
    (
        "first",
        (
            Launched(),
            Initialized(),
            Felt("before", 4),
            Answered("clear-view", 1, "numbs", "wrong"),
            Terminated("staff", "question/what/clear-view/2"),
        ),
    ),
    (
        "second",
        (
            Launched((), "first"),
            Heard(),
            Answered("clear-view", 2, "chooses", "right"),
            Marked(SIALOGRAM.to_ask[0].id, True),
            Felt("after", 8),
            Completed(),
            Terminated("finished", "together"),
        ),
    ),
)
"""Somebody who was called in and went on: nine minutes each."""


@pytest.fixture
def called_in(tmp_path: Path) -> Path:
    for visit, events in CALLED_IN:
        write(tmp_path / "journal", visit, *events)
    return tmp_path


def test_in_the_csv_who_was_called_in_is_one_visit_with_how_they_felt(called_in: Path) -> None:
    first, second = csv.DictReader(io.StringIO(export(called_in, "csv")))
    assert [(row["visit"], row["attempt"], row["result"]) for row in (first, second)] == [
        ("first", "1", "wrong"),
        ("first", "2", "right"),
    ]
    for row in (first, second):
        assert (row["ended"], row["sittings"], row["read_aloud"]) == ("finished", "2", "yes")
        assert (row["felt_before"], row["felt_after"]) == ("4", "8")


def test_before_they_went_on_the_same_visit_was_exported_as_far_as_it_was(tmp_path: Path) -> None:
    write(tmp_path / "journal", *CALLED_IN[0][:1], *CALLED_IN[0][1])
    (row,) = csv.DictReader(io.StringIO(export(tmp_path, "csv")))
    assert (row["visit"], row["ended"], row["sittings"], row["felt_after"]) == ("first", "staff", "1", "")
    (before,) = resources(tmp_path, "QuestionnaireResponse")
    told_before = json.loads(export(tmp_path, "xapi"))
    write(tmp_path / "journal", *CALLED_IN[1][:1], *CALLED_IN[1][1])
    (after,) = resources(tmp_path, "QuestionnaireResponse")
    assert (before["id"], before["status"], after["status"]) == (after["id"], "stopped", "completed")
    assert json.loads(export(tmp_path, "xapi"))[: len(told_before)] == told_before


def test_in_xapi_they_are_two_sessions_of_one_registration(called_in: Path) -> None:
    found = statements(called_in)["first"]
    assert [verb(one) for one in found] == [
        *("launched", "initialized", "answered", "answered", "terminated"),
        *("launched", "initialized", "answered", "answered", "completed", "terminated"),
    ]
    assert len({one["context"]["registration"] for one in found}) == 1
    sessions = [one["context"]["extensions"][f"{CMI5}/extensions/sessionid"] for one in found]
    assert sessions == ["first"] * 5 + ["second"] * 6
    assert len({one["id"] for one in found}) == len(found)
    lasted = [(verb(one), one["result"]["duration"]) for one in found if "duration" in one.get("result", {})]
    # The first sitting from its second event on; the second from its launch; the whole is both.
    assert lasted == [("terminated", "PT540.00S"), ("completed", "PT1080.00S"), ("terminated", "PT540.00S")]


def test_in_xapi_a_feeling_is_an_answer_that_is_neither_right_nor_wrong(called_in: Path) -> None:
    felt = [one for one in statements(called_in)["first"] if "feeling" in one["object"]["id"]]
    assert [(one["object"]["id"].rsplit("/", 1)[1], one["result"]) for one in felt] == [
        ("feeling-before", {"response": "4"}),
        ("feeling-after", {"response": "8"}),
    ]
    definition = felt[0]["object"]["definition"]
    assert (definition["interactionType"], definition["description"]) == ("numeric", {"en": words().feeling.before})


def test_in_fhir_they_are_one_response_with_both_tries_between_the_feelings(called_in: Path) -> None:
    text = export(called_in, "fhir")
    Bundle.model_validate_json(text)
    assert list(wrong_codes(json.loads(text))) == []
    (response,) = resources(called_in, "QuestionnaireResponse")
    (told,) = resources(called_in, "Communication")
    (asked,) = resources(called_in, "Questionnaire")
    assert (response["status"], told["status"], response["identifier"]["value"]) == ("completed", "completed", "first")
    assert [(one["linkId"], one["answer"][0].get("valueInteger")) for one in response["item"]] == [
        ("feeling/before", 4),
        ("clear-view/1", None),
        ("clear-view/2", None),
        ("feeling/after", 8),
    ]
    items = [(one["linkId"], one["type"]) for one in asked["item"]]
    assert (items[0], items[-1], len(items)) == (("feeling/before", "integer"), ("feeling/after", "integer"), 18)
    assert asked["item"][0]["text"] == words().feeling.before
    assert [one["valueInteger"] for one in asked["item"][0]["extension"]] == [0, 10]
    assert any(one["contentString"].startswith("To ask the nurse") for one in told["payload"])


def test_who_was_called_in_before_the_first_page_begins_when_they_say_so(tmp_path: Path) -> None:
    write(tmp_path / "journal", "first", Launched(), Terminated("staff", "confirm"))
    write(tmp_path / "journal", "second", Launched((), "first"), Initialized(), Terminated("left", "intro"))
    assert [verb(one) for one in statements(tmp_path)["first"]] == [
        *("launched", "abandoned"),
        *("launched", "initialized", "terminated"),
    ]


def test_content_that_was_rewritten_since_is_known_by_its_ids_alone(tmp_path: Path) -> None:
    write(tmp_path / "journal", "old", *WHOLE, digest="0" * 16)
    (questionnaire,) = resources(tmp_path, "Questionnaire")
    assert (questionnaire["status"], questionnaire["title"]) == ("retired", "sialogram")
    assert [one["text"] for one in questionnaire["item"]] == ["clear-view", "clear-view", "tell-first"]
    Bundle.model_validate_json(export(tmp_path, "fhir"))


def test_a_language_that_was_changed_on_the_way_is_that_of_each_answer(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", Clock())
    english = VisitKey("one", "sialogram", 1, SIALOGRAM.hash, "en")
    journal.append(english, [Launched(), Initialized(), Answered("clear-view", 1, "chooses", "right")])
    spanish = VisitKey("one", "sialogram", 1, "f" * 16, "es")
    journal.append(spanish, [Answered("tell-first", 1, "any", "right")])
    journal.close()
    Journal(tmp_path / "journal", Clock()).close_abandoned()
    rows = list(csv.DictReader(io.StringIO(export(tmp_path, "csv"))))
    assert [(row["language"], row["content"]) for row in rows] == [("en", SIALOGRAM.hash), ("es", "f" * 16)]
    told = [one["context"]["language"] for one in statements(tmp_path)["one"]]
    assert told[:4] == ["en", "en", "en", "es"]
    (response,) = resources(tmp_path, "QuestionnaireResponse")
    assert response["questionnaire"].endswith(f"/sialogram-es|1-{'f' * 16}")
    assert summarise(tmp_path / "journal").procedures[0].languages == {"es": 1}


@pytest.mark.parametrize("form", FORMATS)
def test_no_export_names_a_person_or_a_ticket(place: Path, form: str) -> None:
    journal = Journal(place / "journal")
    journal.note_ticket("whole", "ZEBRA-12")
    journal.close()
    assert "ZEBRA" not in export(place, form)
    assert not any('"Patient/' in line or '"mbox"' in line for line in export(place, form).splitlines())


@pytest.mark.parametrize("form", FORMATS)
def test_only_the_visits_of_the_days_that_were_asked_for(tmp_path: Path, form: str) -> None:
    for day in (2, 3, 4, 5):
        write(tmp_path / "journal", f"day-{day}", *WHOLE, day=day)
    found = export(tmp_path, form, "--since", "2026-11-03", "--until", "2026-11-04")
    assert [f"day-{day}" in found for day in (2, 3, 4, 5)] == [False, True, True, False]


def test_days_that_do_not_follow_each_other_are_refused(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "export", "--format", "csv", "--since", "2026-11-05", "--until", "2026-11-04")
    assert ended.returncode == 2
    assert ended.stderr.startswith("There is no day from 2026-11-05 to 2026-11-04.")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_is_for_this_user_alone_and_the_same_as_what_is_printed(place: Path, form: str) -> None:
    file = place / "export"
    assert export(place, form, "--to", str(file)) == f"{file}: written.\n"
    assert f"{file.stat().st_mode & 0o777:o}" == "600"
    printed, written = export(place, form), file.read_bytes().decode()
    if form == "fhir":  # the time of the export is in it
        assert json.loads(printed)["entry"] == json.loads(written)["entry"]
    else:
        assert printed.splitlines() == written.splitlines()


@pytest.mark.parametrize("form", FORMATS)
def test_on_a_disk_that_fills_up_the_old_file_stays(place: Path, form: str) -> None:
    there = str(place / "disk" / "there")
    ended, listed = on_a_small_disk(place, "export", "--format", form, "--to", there, kilobytes=8)
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"The file {there} cannot be written: the disk is full.")
    assert len(ended.stderr.splitlines()) == 1
    assert listed == ["there"]


def test_printed_to_a_full_disk_it_says_so(place: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(
            [KIOSK, "export", "--format", "xapi"], stdout=full, stderr=subprocess.PIPE, text=True,
            env=nobodys(place), check=False,
        )  # fmt: skip
    assert ended.returncode == 1
    assert ended.stderr == "The export cannot be printed: No space left on device. Write it to a file with --to.\n"


@pytest.mark.parametrize("target", ["/dev/null", "missing/file", "."])
def test_what_is_no_place_for_a_file_is_refused(place: Path, target: str) -> None:
    ended = kiosk(place, "export", "--format", "csv", "--to", str(place / target))
    assert ended.returncode == 1
    assert ended.stderr.endswith("Nothing was changed.\n")
    assert Path("/dev/null").is_char_device()


@pytest.mark.parametrize("form", FORMATS)
def test_a_journal_of_a_newer_kiosk_is_not_guessed_at(place: Path, form: str) -> None:
    ask(place / "journal", "PRAGMA user_version = 99")
    (place / "export").write_text("the last export")
    ended = kiosk(place, "export", "--format", form, "--to", str(place / "export"))
    assert ended.returncode == 1
    assert "newer version of the kiosk" in ended.stderr
    assert (place / "export").read_text() == "the last export"


def test_without_visits_each_is_empty_and_whole(tmp_path: Path) -> None:
    assert export(tmp_path, "csv").count("\n") == 1
    assert json.loads(export(tmp_path, "xapi")) == []
    assert "entry" not in json.loads(export(tmp_path, "fhir"))
    Bundle.model_validate_json(export(tmp_path, "fhir"))
    assert not (tmp_path / "journal").exists()


class Nowhere(io.TextIOBase):
    """Takes all and keeps nothing."""

    def write(self, text: str) -> int:
        return len(text)


@pytest.mark.parametrize("form", FORMATS)
def test_four_times_the_visits_take_no_more_memory(tmp_path: Path, form: str) -> None:
    out: Any = Nowhere()
    write_once: dict[str, Any] = {
        "csv": lambda visits: write_answers(visits, out),
        "xapi": lambda visits: write_xapi(visits, out, Words(Library())),
        "fhir": lambda visits: write_fhir(visits, out, Words(Library()), "2026-11-30T12:00:00.000Z"),
    }
    peaks = []
    for count in (100, 100, 400):  # the first only fills caches
        folder = tmp_path / str(len(peaks))
        write_visits(folder, count, endings=("finished", "left")).close()
        with reading(folder) as connection:
            assert connection is not None
            tracemalloc.start()
            write_once[form](chosen(connection, None, None))
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
    assert peaks[2] < peaks[1] * 1.3
