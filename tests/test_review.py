"""What the nurse sees after a walkthrough: on the screen behind the PIN, or at once if so set."""

from dataclasses import replace
from typing import Self

import pytest

from every_page import LIBRARY
from kiosk.content.library import Library
from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, Hear, Stir
from kiosk.model.page import Paragraph, Points
from kiosk.model.procedure import UNSURE
from kiosk.paper import as_text
from kiosk.speech.narrator import narrate
from kiosk.ui.sheet import lay_out
from kiosk.visit.account import account_of
from kiosk.visit.handover import HELD
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.review import review
from kiosk.visit.setup import Setup
from kiosk.visit.staff import LOCKS_AFTER
from kiosk.visit.take_home import take_home_paper
from kiosk.visit.visit import Limits
from seats import Seat
from walks import Walk, procedure, shows, words, wrong

PIN = "4718"
SAY = words().review
GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50), (40, 11)]


def told(walk: Walk) -> dict[str, list[str]]:
    """The texts of the review, by its headings."""
    found = {}
    for passage in review(account_of(walk.visit), words()):
        texts: list[str] = []
        for part in passage.parts:
            assert isinstance(part, Paragraph | Points)
            texts += [part.text] if isinstance(part, Paragraph) else [one.text for one in part.items]
        found[passage.heading] = texts
    return found


def test_a_miss_is_told_with_both_tries_its_step_and_what_to_say() -> None:
    walk = Walk.begin().to("question")
    asked, section = walk.visit.question(walk.visit.place), walk.visit.section
    chosen = next(option for option in asked.options if option.id == wrong(asked))
    walk.answer(chosen.id).to("question").answer(UNSURE)
    heading = next(step.heading for step in section.steps if step.id == asked.about)
    assert told(walk)[SAY.missed] == [
        asked.ask,
        f"First: {chosen.text} (wrong)",
        "Then: not sure",
        f"Step: {section.title}, {heading}",
        f"To say: {asked.teach_back}",
    ]


def test_what_was_right_at_the_second_try_is_told_and_what_was_right_at_first_is_not() -> None:
    walk = Walk.begin().to("question")
    asked = walk.visit.question(walk.visit.place)
    right = next(option.text for option in asked.options if option.id == asked.right)
    walk.answer(UNSURE).to("question").answer(asked.right).to_end()
    texts = told(walk)[SAY.missed]
    assert texts[:3] == [asked.ask, "First: not sure", f"Then: {right} (right)"]
    assert len(texts) == 5
    assert told(Walk.begin().to_end())[SAY.missed] == [SAY.nothing]


def test_who_answered_nothing_missed_nothing_and_that_is_not_said_as_praise() -> None:
    walk = Walk.begin().to("step")
    assert told(walk)[SAY.missed] == [SAY.unanswered]
    walk.to("question").answer(walk.visit.question(walk.visit.place).right)
    assert told(walk)[SAY.missed] == [SAY.nothing]
    assert told(walk)[SAY.reading][0] == "Questions answered: 1 of 8"


def test_a_visit_that_ends_after_the_first_miss_has_no_second_try() -> None:
    walk = Walk.begin().to("question").answer(UNSURE)
    assert SAY.no_second in told(walk)[SAY.missed]


def test_what_was_declined_unread_or_hardly_read_is_told() -> None:
    walk = Walk.begin().to("step")
    first, second, third = (step.heading for step in procedure().section("what").steps[:3])
    title = procedure().section("what").title
    walk.at += 9
    walk.do(GoOn())
    walk.visit, _ = walk.visit.do(GoOn(), walk.at + 1.9)
    skipped = told(walk)[SAY.skipped]
    assert skipped[0] == f"{title}, {second}: under two seconds"
    assert skipped[1] == f"{title}, {third}: not read"
    assert not any(first in one for one in skipped)
    declined = Walk.begin().to("before-risks").do(Choose("skip"))
    risks = procedure().section("risks")
    assert f"{risks.title}: chose not to read this" in told(declined)[SAY.skipped]
    assert not any(step.heading in one for step in risks.steps for one in told(declined)[SAY.skipped])


def test_two_short_looks_at_a_step_are_added_up() -> None:
    walk = Walk.begin().to("step").do(GoOn(), GoBack())
    second = procedure().section("what").steps[1].heading
    assert any(second in one for one in told(walk)[SAY.skipped])
    walk.do(GoOn(), GoOn())
    assert not any(second in one for one in told(walk)[SAY.skipped])


def test_minutes_voice_and_languages_are_told() -> None:
    walk = Walk.begin().to("step")
    walk.at += 89
    walk.do(GoOn())
    spanish = Library(language="es")
    walk.visit = walk.visit.in_language(spanish.words(), spanish.procedure("sialogram"))
    title = spanish.procedure("sialogram").section("what").title
    none = "Questions answered: 0 of 8"
    assert told(walk)[SAY.reading] == [none, f"{title}: 1.5 minutes", SAY.not_heard, "Language: English, Español"]
    walk.visit = replace(walk.visit, heard=True)
    assert SAY.heard in told(walk)[SAY.reading]


def test_what_was_marked_is_told() -> None:
    note = procedure().to_ask[1]
    assert told(Walk.begin().to("to-ask").do(Choose(note.id)))[SAY.marked] == [note.line.text]


def test_a_section_that_nobody_read_is_told_in_one_line() -> None:
    walk = Walk.begin().to("step", section="prepare").jump("to-ask")
    skipped = told(walk)[SAY.skipped]
    what, happens = (procedure().section(one) for one in ("what", "happens"))
    assert f"{what.title}: each page under two seconds" in skipped
    assert f"{happens.title}: no page read" in skipped
    assert not any(step.heading in line for step in happens.steps for line in skipped)


def test_each_question_has_a_sentence_to_say_in_both_languages_that_asks_and_does_not_tell() -> None:
    english, spanish = ({one.id: one for one in Library(language=id).procedures()} for id in ("en", "es"))
    assert set(english) == set(spanish)
    for name, made in english.items():
        for section, other in zip(made.sections, spanish[name].sections, strict=True):
            assert [one.id for one in section.questions] == [one.id for one in other.questions]
    for made in (*english.values(), *spanish.values()):
        asked = [one for section in made.sections for one in section.questions]
        assert len({one.teach_back for one in asked}) == len(asked) > 0
        for one in asked:
            right = next(option.text for option in one.options if option.id == one.right)
            assert one.teach_back.endswith("?")
            assert right.lower().rstrip(".") not in one.teach_back.lower(), "it gives the answer away"


class Nurse(Seat):
    """Who looks at what a patient understood."""

    def __init__(self, *, locked: bool = True, at_once: bool = False, once: bool = False) -> None:
        fits = (lambda typed: typed == PIN) if locked else None
        setup = Setup(words(), "9.9", Limits(), fits, nurse_sees_at_once=at_once, once=once, voice=True)
        super().__init__(Kiosk(setup, 0.0))

    def at_last_page(self) -> Self:
        """With a patient who was not sure of the first question and has come to the last page."""
        walk = Walk.begin().to("question").answer(UNSURE)
        while walk.visit.place != walk.visit.trail[-1]:
            walk.pass_page()
        self.kiosk = self.kiosk.begin(replace(walk.visit, entered=self.at, touched=self.at))
        return self

    def staff(self) -> Self:
        """Through help and the PIN."""
        if self.page.kind == "waiting":
            self.do(Stir())
        self.do(GetHelp(), Choose("staff"))
        return self if self.page.kind == "staff" else self.do(*map(Choose, PIN), GoOn())


def test_from_the_last_page_the_pin_leads_to_the_review_and_back_to_the_patient() -> None:
    here = Nurse().at_last_page()
    last = here.page
    here.staff().do(Choose("review"))
    assert here.page.kind == "review"
    assert shows(here.page, "First: not sure")
    assert here.do(GoBack()).page.kind == "staff"
    assert here.do(GoBack(), GoBack()).page == last


def test_after_the_end_it_is_there_behind_the_pin_for_a_while() -> None:
    here = Nurse().at_last_page().do(GoOn())
    assert here.page.kind == "waiting"
    assert not shows(here.page, "First: not sure")
    assert shows(here.staff().do(Choose("review")).page, "First: not sure")
    here.wait(HELD + 1)
    assert here.kiosk.held is None
    assert "review" not in here.staff().page.choices()


def test_a_review_that_still_stands_when_it_is_forgotten_closes_and_the_staff_can_go_on() -> None:
    here = Nurse().at_last_page().do(GoOn()).staff().do(Choose("review"))
    while here.kiosk.held:
        here.do(Stir()).wait(LOCKS_AFTER - 10)
    assert here.page.kind == "staff"
    assert here.do(Choose("find")).page.kind == "find"
    at_once = Nurse(at_once=True).at_last_page().do(GoOn())
    while at_once.kiosk.held:
        at_once.do(Stir()).wait(LOCKS_AFTER - 10)
    assert at_once.page.kind == "waiting"


def test_the_page_to_take_home_is_all_in_the_patients_language_after_the_visit_too() -> None:
    spanish = Library(language="es")
    here = Nurse().at_last_page()
    here.kiosk = here.kiosk.speaking(spanish.words(), spanish.procedure("sialogram"))
    wanted = as_text(take_home_paper(spanish.procedure("sialogram"), spanish.words()))
    here.staff().do(Choose("review"), Choose("print-home"))
    assert here.kiosk.paper
    assert as_text(here.kiosk.paper) == wanted
    after = Nurse().at_last_page()
    after.kiosk = after.kiosk.speaking(spanish.words(), spanish.procedure("sialogram"))
    after.do(GoOn()).staff().do(Choose("review"), Choose("print-home"))
    assert after.kiosk.visit is None
    assert after.kiosk.paper
    assert as_text(after.kiosk.paper) == wanted


def test_the_next_patient_and_a_demonstration_make_it_forgotten() -> None:
    here = Nurse().at_last_page().do(GoOn())
    here.kiosk = here.kiosk.begin(Walk.begin().visit)
    assert here.kiosk.held is None
    assert Nurse(locked=False).at_last_page().do(GoOn()).kiosk.held is None


def test_it_stands_there_at_once_if_so_set_and_closes_to_waiting() -> None:
    for locked in (True, False):
        here = Nurse(locked=locked, at_once=True).at_last_page().do(GoOn())
        assert shows(here.page, "First: not sure")
        assert here.do(GoOn()).page.kind == "waiting"
        assert Nurse(locked=locked, at_once=True).at_last_page().do(GoOn()).wait(999).page.kind == "waiting"


def test_a_launched_kiosk_ends_when_the_nurse_has_seen_it() -> None:
    here = Nurse(at_once=True, once=True).at_last_page().do(GoOn())
    assert not here.kiosk.over
    assert here.do(GoOn()).kiosk.over
    assert Nurse(at_once=True, once=True).at_last_page().do(GoOn()).wait(999).kiosk.over


def test_the_voice_that_was_on_once_is_told() -> None:
    here = Nurse().at_last_page().do(Hear(), Hear())
    assert shows(here.staff().do(Choose("review")).page, SAY.heard)


@pytest.mark.parametrize("grid", GRIDS)
def test_all_of_it_stands_on_the_leaves_and_is_said(grid: tuple[int, int]) -> None:
    page = Nurse().at_last_page().staff().do(Choose("review")).page
    leaves = lay_out(page, *grid, words().row)
    shown = " ".join(piece.text for leaf in leaves for row in leaf.rows for piece in row).split()
    said = " ".join(one.text for one in narrate(page, words()))
    lines = [one for part in page.parts for one in (part.items if isinstance(part, Points) else (part,))]
    texts = [one.text for one in lines if isinstance(one, Paragraph)]
    assert len(texts) > 10
    for text in texts:
        assert set(text.split()) <= set(shown)
        assert all(word in said for word in text.split())


def test_printing_asks_from_outside_and_says_what_became_of_it() -> None:
    here = Nurse().at_last_page().staff().do(Choose("review"), Choose("print-home"))
    paper = here.kiosk.paper
    assert paper is not None
    assert paper.title == LIBRARY.procedure("sialogram").title
    here.kiosk = here.kiosk.printed("Saved.")
    assert here.kiosk.paper is None
    assert here.page.notice == "Saved."
    assert here.do(Stir()).page.notice == ""
