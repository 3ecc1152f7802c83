"""The staff read in their own language what a patient understood in another; the visit itself stays as it was."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Self

import pytest

from folders import KIOSK, Folder, nobodys
from folders import kiosk as run
from kiosk.content.library import Library
from kiosk.journal.store import Journal
from kiosk.model.action import Action, ChangeLanguage, Choose, GetHelp, GoBack, GoOn, Stir
from kiosk.model.event import Event
from kiosk.model.page import Page
from kiosk.model.procedure import UNSURE, Procedure, Question
from kiosk.paper import as_text
from kiosk.visit.account import account_of
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.review import review_paper
from kiosk.visit.setup import Setup
from kiosk.visit.staff import Staff
from kiosk.visit.visit import Limits, Visit
from staff_seats import Desk
from terminal import Terminal
from walks import shows, texts, words

PIN, F1 = "4718", b"\x1bOP"
ENGLISH, SPANISH = Library(), Library(language="es")
OURS, THEIRS = ENGLISH.procedure("sialogram"), SPANISH.procedure("sialogram")
SAY = words().review


def asked_first(one: Procedure) -> Question:
    """The question that the patient was not sure of."""
    return one.sections[0].questions[0]


def marked(one: Procedure) -> str:
    """What the patient wants to ask."""
    return one.to_ask[0].line.text


def missed(ticket: str = "") -> tuple[Visit, list[Event]]:
    """A visit in Spanish, at its last page, and what happened in it."""
    visit, begun = Visit.begin("test", THEIRS, SPANISH.words(), Limits(), 0.0, ticket)
    events, at = list(begun), 0.0
    while visit.place != visit.trail[-1]:
        acts: list[Action] = [GoOn()]
        if visit.place.kind == "question" and not visit.answer(visit.place):
            first = visit.question(visit.place).id == asked_first(THEIRS).id
            acts = [Choose(UNSURE if first else visit.question(visit.place).right), GoOn()]
        elif visit.place.kind == "to-ask":
            acts = [Choose(THEIRS.to_ask[0].id), GoOn()]
        elif visit.place.kind == "before-risks":
            acts = [Choose("show")]
        for act in acts:
            at += 5
            visit, happened = visit.do(act, at)
            events += happened
    return visit, events


class Nurse:
    """An English-speaking nurse at a kiosk at which somebody was taught in Spanish."""

    def __init__(self, *, at_once: bool = False, library: Library = ENGLISH) -> None:
        setup = Setup(words(), "9.9", Limits(), PIN.__eq__, nurse_sees_at_once=at_once)
        waiting = Kiosk(setup, 0.0).with_languages(("en", "es"), (), {"en": "English", "es": "Español"})
        self.supply = Desk.of(library=library).supply
        self.kiosk, self.at = waiting.speaking(SPANISH.words(), None).begin(replace(missed()[0], touched=0.0)), 0.0

    @property
    def page(self) -> Page:
        return self.kiosk.page

    def do(self, *actions: Action) -> Self:
        for action in actions:
            self.at += 1
            self.kiosk = self.supply.of(self.kiosk.do(action, self.at)[0], self.at)
        return self

    def staff(self) -> Self:
        """Through help and the PIN."""
        if self.page.kind == "waiting":
            self.do(Stir())
        return self.do(GetHelp(), Choose("staff"), *map(Choose, PIN), GoOn())


def in_english(page: Page) -> bool:
    """Whether the review is in English, with what to say in both languages; in Spanish otherwise."""
    one, other = asked_first(OURS), asked_first(THEIRS)
    is_english = shows(page, one.ask)
    assert is_english != shows(page, other.ask)
    assert shows(page, SAY.teach_back.format(sentence=one.teach_back)) == is_english
    assert shows(page, f"Español: {other.teach_back}") == is_english
    assert shows(page, marked(OURS if is_english else THEIRS))
    assert not shows(page, marked(THEIRS if is_english else OURS))
    assert page.title == (OURS if is_english else THEIRS).title
    return is_english


def test_after_the_visit_the_review_is_in_the_staffs_language_with_what_to_say_in_both() -> None:
    here = Nurse().do(GoOn()).staff().do(Choose("review"))
    assert here.kiosk.visit is None
    assert in_english(here.page)
    assert shows(here.page, SAY.languages.format(names="Español"))


def test_so_it_is_at_once_after_the_visit() -> None:
    here = Nurse(at_once=True).do(GoOn())
    assert here.page.kind == "review"
    assert in_english(here.page)


def test_one_key_changes_it_to_the_patients_language_and_back() -> None:
    here = Nurse().do(GoOn()).staff().do(Choose("review"))
    assert not in_english(here.do(ChangeLanguage()).page)
    assert not any(text.startswith("Español: ") for text in texts(here.page))
    assert in_english(here.do(ChangeLanguage()).page)


def test_behind_the_pin_of_a_visit_the_staff_read_their_language_and_the_patient_finds_it_unchanged() -> None:
    here = Nurse()
    before = here.page
    here.staff()
    assert here.page.heading == words().staff.heading
    assert in_english(here.do(Choose("review")).page)
    assert not in_english(here.do(ChangeLanguage()).page)
    here.do(ChangeLanguage(), GoBack(), GoBack())
    assert here.page.kind == "help"
    assert here.do(GoBack()).page == replace(before, notice="")


def test_who_asks_whether_somebody_is_there_asks_the_patient_in_their_language() -> None:
    here = Nurse().staff()
    visit = here.kiosk.visit
    assert visit
    here.kiosk, _ = here.kiosk.tick(visit.touched + visit.limits.idle + 1)
    assert here.page.kind == "alert"
    assert here.page.heading == SPANISH.words().alert.heading
    assert {one.label for one in here.page.controls} & {words().row.back, words().comfort.bigger} == set()


def test_what_is_printed_is_in_the_staffs_language_too_and_the_page_for_home_in_the_patients() -> None:
    here = Nurse().staff().do(Choose("review"), Choose("print-review"))
    assert here.kiosk.paper
    printed = as_text(here.kiosk.paper)
    assert OURS.title in printed
    assert asked_first(THEIRS).ask not in printed
    here.kiosk = here.kiosk.printed("")
    here.do(Choose("print-home"))
    assert here.kiosk.paper
    assert here.kiosk.paper.language == "es"


def test_where_the_other_language_has_other_answers_or_mistakes_the_staff_read_what_the_patient_read(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    account = account_of(missed()[0])
    other = replace(OURS, sections=(replace(OURS.sections[0], questions=()), *OURS.sections[1:]))
    assert account.laid_beside(other) == account
    assert account.laid_beside(OURS).read_in == OURS
    folder = Folder(tmp_path)
    folder.replace("en.yaml", "title: Sialogram", "titel: Sialogram")
    here = Nurse(library=Library(folder.path, folder.assets)).do(GoOn()).staff().do(Choose("review"))
    assert shows(here.page, asked_first(THEIRS).ask)
    assert "en.yaml" in caplog.text


def test_the_command_shows_it_in_the_kiosks_language_or_in_the_one_that_is_asked_for(tmp_path: Path) -> None:
    visit, events = missed("A12")
    journal = Journal(Path(nobodys(tmp_path)["KIOSK_DATA"]))
    journal.append(visit.key, events)
    journal.note_ticket(visit.id, "A12")
    journal.close()
    account = account_of(visit)
    for asked, wanted in (
        ((), review_paper(account.laid_beside(OURS), words())),
        (("--language", "es"), review_paper(account, SPANISH.words())),
    ):
        done = run(tmp_path, "results", "--ticket", "A12", *asked)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.strip() == as_text(wanted).strip()
    done = run(tmp_path, "results", "--language", "es")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("--language goes with --ticket alone")


def test_a_staff_page_that_is_not_open_yet_is_in_the_language_of_who_sits_there() -> None:
    here = Nurse()
    here.kiosk = replace(here.kiosk, staff=Staff())
    assert here.page.heading == SPANISH.words().staff.heading


def test_a_kiosk_that_was_launched_in_spanish_still_has_english_staff(tmp_path: Path) -> None:
    environment = nobodys(tmp_path) | {"KIOSK_VOICE": "false", "KIOSK_COMFORT_FIRST": "false"}
    with Terminal.start([str(KIOSK), "launch", "sialogram", "--here", "--language", "es"], env=environment) as terminal:
        terminal.wait_for("¿Es este su procedimiento?")
        shown = "\n".join(terminal.press_until(F1, "Para el personal"))
        number = re.search(r"(\d)\s+Para el personal", shown)
        assert number
        terminal.press_until(number[1].encode(), "Stop the kiosk")
