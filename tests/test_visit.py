"""A patient's visit, page by page: answers, risks, the contents, marks, silence, and how it ends."""

import pytest

from kiosk.model.action import Action, Choose, GetHelp, GoBack, GoOn, Leave, Reason, Saved, Stir
from kiosk.model.event import (
    Answered,
    Completed,
    Declined,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
)
from kiosk.model.page import Choices, Feedback, Feeling, Glossary, Note
from kiosk.model.procedure import UNSURE
from kiosk.visit.visit import Limits
from walks import SHIPPED, Walk, choice, parts, procedure, shows, texts, words, wrong


def at_question(section: str = "what") -> Walk:
    return Walk.begin().to("question", section=section)


def miss(walk: Walk) -> Walk:
    return walk.answer(wrong(walk.visit.question(walk.visit.place)))


def mark_of(walk: Walk, section: str) -> str:
    """How a section is marked on the contents page, which is closed again."""
    page = walk.do(GetHelp(), Choose("contents")).page
    walk.do(GoBack())
    return choice(page, section).mark


def summaries(walk: Walk) -> list[str]:
    """Every text of the last pages."""
    found: list[str] = []
    walk.to("summary")
    while walk.page.kind in ("summary", "take"):
        found.extend(texts(walk.page))
        walk.pass_page()
    return found


@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_the_first_page_asks_whether_this_is_the_right_procedure(procedure_id: str) -> None:
    one, page = procedure(procedure_id), Walk.begin(procedure_id, ticket="A12").page
    said = (
        one.title,
        one.sentence,
        ", ".join(one.also),
        words().confirm.minutes.format(minutes=one.minutes),
        words().confirm.ticket.format(ticket="A12"),
        words().confirm.caution,
        words().confirm.unwell,
    )
    assert [text for text in said if not shows(page, text)] == []
    assert page.choices() == ("yes", "no")


def test_without_a_ticket_none_is_spoken_of() -> None:
    assert not shows(Walk.begin().page, "Ticket")


def test_a_patient_with_another_procedure_is_sent_to_the_nurse() -> None:
    walk = Walk.begin().do(Choose("no"))
    assert walk.page.kind == "farewell"
    assert shows(walk.page, words().leave.wrong_text)
    assert walk.events == [Launched(), Terminated("not-started", "confirm")]


def test_saying_yes_begins_the_guide() -> None:
    walk = Walk.begin().do(Choose("yes"))
    assert walk.page.kind == "intro"
    assert walk.events == [Launched(), Initialized()]


def test_a_step_says_where_one_is_and_what_one_may_feel() -> None:
    walk = Walk.begin().to("step", section="happens")
    while not parts(walk.page, Feeling):
        walk.pass_page()
    section = walk.visit.section
    number = [step.id for step in section.steps].index(walk.visit.place.item) + 1
    place = words().step.place.format(section=section.title, number=number, count=len(section.steps))
    assert walk.page.place == place
    assert walk.page.title == procedure().title
    assert parts(walk.page, Feeling)[0].label == words().step.feel
    assert len(walk.page.ticks) == len(procedure().sections)


def test_a_glossary_word_opens_and_closes_and_is_closed_on_the_next_page() -> None:
    walk = Walk.begin().to("step")
    word = parts(walk.page, Glossary)[0].words[0]

    def is_open() -> bool:
        return parts(walk.page, Glossary)[0].words[0].open

    assert not is_open()
    walk.do(Choose(word.item))
    assert is_open()
    walk.do(Choose(word.item))
    assert not is_open()
    walk.do(Choose(word.item), GoOn(), GoBack())
    assert not is_open()


def test_a_right_answer_is_told_and_leads_on() -> None:
    walk = at_question()
    asked = walk.visit.question(walk.visit.place)
    walk.answer(asked.right)
    (told,) = parts(walk.page, Feedback)
    right = next(option for option in asked.options if option.id == asked.right)
    assert (told.tone, told.label, told.text) == ("right", words().question.right, right.feedback)
    assert walk.events[-1] == Answered(asked.id, 1, asked.right, "right")
    walk.do(GoOn())
    assert walk.page.kind == "step"
    assert walk.visit.place.section == "prepare"


def test_a_miss_shows_its_step_again_and_asks_once_more() -> None:
    walk = miss(at_question())
    asked = walk.visit.question(walk.visit.place)
    (told,) = parts(walk.page, Feedback)
    assert (told.tone, told.label) == ("again", words().question.again)
    assert shows(walk.page, words().question.look_again)
    walk.do(GoOn())
    assert walk.page.kind == "again"
    assert walk.page.heading == next(step.heading for step in walk.visit.section.steps if step.id == asked.about)
    assert shows(walk.page, words().step.again)
    walk.do(GoOn())
    assert (walk.page.kind, walk.page.heading) == ("question", asked.ask)
    assert shows(walk.page, words().question.opening_again)
    assert all(one.mark == "open" for one in parts(walk.page, Choices)[0].items)


def test_right_at_the_second_try_leads_on_as_any_right_answer() -> None:
    walk = miss(at_question()).to("question")
    asked = walk.visit.question(walk.visit.place)
    walk.answer(asked.right)
    assert parts(walk.page, Feedback)[0].label == words().question.right
    assert walk.do(GoOn()).visit.place.section == "prepare"
    assert walk.visit.missed == ()
    assert [one.attempt for one in walk.happened(Answered)] == [1, 2]


def test_a_second_miss_is_handed_to_the_nurse_kindly() -> None:
    walk = miss(miss(at_question()).to("question"))
    asked = walk.visit.question(walk.visit.place)
    (told,) = parts(walk.page, Feedback)
    assert (told.tone, told.label) == ("together", words().question.together)
    assert shows(walk.page, words().question.together_text)
    assert not shows(walk.page, words().question.look_again)
    assert walk.visit.missed == (asked.id,)
    assert walk.do(GoOn()).visit.place.section == "prepare"
    assert asked.ask in summaries(walk)
    assert walk.happened(Completed)


def test_not_sure_is_never_called_wrong_and_shows_the_step_again() -> None:
    walk = at_question().answer(UNSURE)
    (told,) = parts(walk.page, Feedback)
    assert (told.label, told.text) == (words().question.unsure_heading, words().question.unsure_text)
    assert walk.happened(Answered)[-1].result == "unsure"
    assert walk.do(GoOn()).page.kind == "again"
    walk.to("question").answer(UNSURE)
    (told,) = parts(walk.page, Feedback)
    assert told.label == words().question.together
    assert shows(walk.page, words().question.together_text)
    assert walk.happened(Answered)[-1].result == "unsure"
    assert len(walk.visit.missed) == 1


@pytest.mark.parametrize("tries", [1, 2])
def test_no_feedback_to_not_sure_says_wrong(tries: int) -> None:
    walk = at_question().answer(UNSURE)
    if tries == 2:
        walk.to("question").answer(UNSURE)
    told = " ".join(text for part in walk.page.parts for text in texts(part)).lower()
    assert not [word for word in ("incorrect", "mistake", "not right", "wrong answer") if word in told]


def test_going_on_without_an_answer_stays_and_says_what_to_do() -> None:
    walk = at_question()
    place = walk.visit.place
    walk.do(GoOn())
    assert walk.visit.place == place
    assert walk.page.notice == words().question.choose_first
    assert walk.happened(Answered) == []
    assert walk.do(GoBack(), GoOn()).page.notice == words().question.hint


@pytest.mark.holds(48)
def test_one_may_change_the_mind_before_confirming() -> None:
    walk = at_question()
    asked = walk.visit.question(walk.visit.place)
    walk.do(Choose(wrong(asked)))
    assert walk.page.control("next") is not None
    walk.do(Choose(asked.right))
    chosen = [one.item for one in parts(walk.page, Choices)[0].items if one.mark == "chosen"]
    assert chosen == [asked.right]
    walk.do(GoOn())
    assert [one.option for one in walk.happened(Answered)] == [asked.right]


@pytest.mark.holds(48)
def test_a_confirmed_answer_is_seen_on_going_back_but_cannot_be_changed() -> None:
    walk = miss(at_question())
    asked = walk.visit.question(walk.visit.place)
    walk.do(GoBack())
    assert (walk.page.kind, walk.page.notice) == ("question", words().question.locked)
    assert walk.page.choices() == ()
    assert choice(walk.page, wrong(asked)).mark == "chosen"
    walk.do(Choose(asked.right), GoOn())
    assert walk.page.kind == "feedback"
    assert [one.option for one in walk.happened(Answered)] == [wrong(asked)]


def test_the_choice_survives_a_look_at_the_help() -> None:
    walk = at_question()
    asked = walk.visit.question(walk.visit.place)
    walk.do(Choose(asked.right), GetHelp())
    assert walk.page.kind == "help"
    walk.do(GoBack())
    assert choice(walk.page, asked.right).mark == "chosen"


def test_who_would_rather_not_read_the_risks_is_not_asked_about_them() -> None:
    walk = Walk.begin().to("before-risks").do(Choose("skip"))
    assert walk.visit.place.section == "choices"
    assert walk.happened(Declined) == [Declined("risks")]
    assert words().summary.skipped_risks in summaries(walk)
    assert not [one for one in walk.happened(Viewed) if one.step.startswith("risks/")]
    risk_questions = {question.id for question in procedure().section("risks").questions}
    assert not risk_questions & {one.question for one in walk.happened(Answered)}
    assert walk.events[-1] == Terminated("finished", walk.visit.trail[-1].id)
    assert walk.happened(Completed) == []


def test_one_can_come_back_and_read_the_risks_after_all() -> None:
    walk = Walk.begin().to("before-risks").do(Choose("skip")).to("to-ask").jump("risks")
    assert walk.page.kind == "before-risks"
    assert walk.page.first == "skip"
    assert choice(walk.page, "skip").mark == "chosen"
    walk.do(Choose("show"))
    assert (walk.page.kind, walk.visit.place.section) == ("step", "risks")
    assert words().summary.skipped_risks not in summaries(walk)
    assert walk.happened(Completed)


def test_one_can_decline_the_risks_after_reading_some() -> None:
    walk = Walk.begin().to("step", section="risks").do(GoOn(), GoBack(), GoBack())
    assert walk.page.kind == "before-risks"
    walk.do(Choose("skip"))
    assert walk.visit.place.section == "choices"
    assert walk.happened(Declined) == [Declined("risks")]
    assert walk.to_end().happened(Completed) == []


def test_going_on_past_declined_risks_asks_nothing_again() -> None:
    walk = Walk.begin().to("before-risks").do(Choose("skip"), GoBack())
    assert walk.page.kind == "before-risks"
    walk.do(GoOn())
    assert walk.visit.place.section == "choices"
    walk.do(GoBack(), Choose("skip"))
    assert walk.visit.place.section == "choices"
    assert walk.happened(Declined) == [Declined("risks")]
    assert mark_of(walk, "risks") == "skipped"


def test_a_jump_to_the_risks_still_asks_first() -> None:
    walk = Walk.begin().to("step").jump("risks")
    assert walk.page.kind == "before-risks"


def test_the_contents_lead_to_a_part_and_mark_what_was_skipped() -> None:
    walk = Walk.begin().to("step").jump("happens")
    assert (walk.page.kind, walk.visit.place.section) == ("step", "happens")
    assert mark_of(walk, "what") == "skipped"
    assert mark_of(walk, "prepare") == "skipped"
    assert mark_of(walk, "happens") == "chosen"
    assert mark_of(walk, "after") == "open"


def test_a_part_that_was_skipped_stays_marked_on_the_way_back_until_it_is_read() -> None:
    walk = Walk.begin().to("step").jump("happens").jump("what")
    assert mark_of(walk, "prepare") == "skipped"
    walk.to("step", section="happens")
    assert mark_of(walk, "what") == "seen"
    assert mark_of(walk, "prepare") == "seen"


def test_everything_jumped_over_is_marked_at_the_end() -> None:
    walk = Walk.begin().to("step").jump("remember")
    assert {mark_of(walk, section.id) for section in procedure().sections} == {"skipped"}
    walk.to_end()
    assert walk.events[-1] == Terminated("finished", walk.visit.trail[-1].id)
    assert walk.happened(Completed) == []


def test_a_jump_leads_to_what_was_not_read_yet() -> None:
    walk = Walk.begin().to("step").do(GoOn())
    place = walk.visit.place
    assert walk.jump("happens").jump("what").visit.place == place


def test_what_was_jumped_over_can_be_read_later_and_then_all_was_seen() -> None:
    walk = Walk.begin().to("step").jump("call").jump("what").to_end()
    assert walk.events[-2:] == [Completed(), Terminated("finished", walk.visit.trail[-1].id)]


def test_ready_made_questions_can_be_marked_and_the_mark_taken_away() -> None:
    walk = Walk.begin().to("to-ask")
    first, second = walk.page.choices()[:2]
    walk.do(Choose(first), Choose(second), Choose(first))
    assert choice(walk.page, first).mark == "open"
    assert choice(walk.page, second).mark == "chosen"
    assert choice(walk.page, second).mark_label == words().to_ask.marked
    assert walk.happened(Marked) == [Marked(first, True), Marked(second, True), Marked(first, False)]
    notes = {note.id: note.line.text for note in procedure().to_ask}
    said = summaries(walk)
    assert notes[second] in said
    assert notes[first] not in said


def test_with_nothing_to_talk_about_the_last_page_says_so() -> None:
    said = summaries(Walk.begin())
    assert words().summary.nothing_open in said
    assert {words().summary.ask_text, words().summary.together_text}.isdisjoint(said)


@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_a_whole_visit_tells_its_events_in_order(procedure_id: str) -> None:
    walk = Walk.begin(procedure_id).to_end()
    assert walk.events[:2] == [Launched(), Initialized()]
    assert walk.events[-2:] == [Completed(), Terminated("finished", walk.visit.trail[-1].id)]
    steps = [f"{section.id}/{step.id}" for section in procedure(procedure_id).sections for step in section.steps]
    assert [one.step for one in walk.happened(Viewed)] == steps


def test_the_last_pages_say_when_to_call_and_on_the_very_last_the_big_key_finishes() -> None:
    walk = Walk.begin().to("summary")
    while walk.visit.place.kind != "call":
        walk.pass_page()
    for step in procedure().section("call").steps:
        assert walk.page.heading == step.heading
        walk.do(GoOn())
    while walk.page.kind == "take":
        walk.do(GoOn())
    big = walk.page.control("next")
    assert big is not None
    assert (big.label, walk.page.heading) == (words().row.finish, words().summary.end)
    assert walk.do(GoOn()).visit.ended == "finished"


def test_the_seconds_on_a_step_are_told() -> None:
    walk = Walk.begin().to("step")
    walk.at += 41.24
    walk.do(GoOn())
    assert walk.happened(Viewed)[-1].seconds == 42.2


def test_a_look_at_the_help_counts_to_the_step_below_it() -> None:
    walk = Walk.begin().to("step").do(GetHelp())
    walk.at += 20
    walk.do(GoBack(), GoOn())
    assert [one.seconds for one in walk.happened(Viewed)] == [23.0]


@pytest.mark.holds(10)
def test_a_kiosk_asks_after_three_minutes_and_not_before() -> None:
    walk = Walk.begin().to("step")
    assert walk.wait(179.9).page.kind == "step"
    page = walk.wait(0.1).page
    assert page.kind == "alert"
    assert shows(page, words().alert.seconds.format(seconds=30))


@pytest.mark.holds(10)
def test_without_an_answer_the_visit_ends_thirty_seconds_later() -> None:
    walk = Walk.begin().to("step").wait(180)
    place = walk.visit.place.id
    assert walk.wait(29.9).visit.ended is None
    assert walk.wait(0.1).visit.ended == "timeout"
    assert walk.events[-1] == Terminated("timeout", place)
    assert walk.happened(Completed) == []
    assert len(walk.happened(Terminated)) == 1


def test_every_act_begins_the_three_minutes_anew() -> None:
    walk = Walk.begin().to("step").wait(179).do(Stir()).wait(179)
    assert walk.page.kind == "step"
    assert walk.wait(1).page.kind == "alert"


def test_the_limits_are_settings() -> None:
    walk = Walk.begin(limits=Limits(idle=60, answer=10)).to("step").wait(60)
    assert walk.page.kind == "alert"
    assert walk.wait(10).visit.ended == "timeout"


@pytest.mark.holds(11)
@pytest.mark.parametrize(
    "action", [GoOn(), GoBack(), Choose("yes"), Choose("no"), Choose("nonsense"), GetHelp(), Stir()]
)
def test_any_key_goes_on_at_the_same_place_twelve_times_in_a_row(action: Action) -> None:
    walk = at_question().do(Choose(UNSURE))
    before = walk.page
    for _ in range(12):
        assert walk.wait(180).page.kind == "alert"
        assert walk.do(action).page == before
    assert walk.happened(Answered) == []


@pytest.mark.parametrize("over", ["help", "contents", "leave"])
def test_a_page_that_lies_over_another_is_there_again_after_the_silence(over: str) -> None:
    walk = Walk.begin().to("step").do(GetHelp())
    if over != "help":
        walk.do(Choose("stop" if over == "leave" else over))
    assert walk.page.kind == over
    assert walk.wait(180).do(Stir()).page.kind == over


def test_help_is_there_from_every_page_and_leads_back_to_it() -> None:
    walk = Walk.begin()
    while not walk.visit.ended:
        before = walk.page
        helped = walk.do(GetHelp()).page
        assert helped.kind == "help"
        assert shows(helped, words().help.nurse)
        assert all(shows(helped, line) for line in words().help.keys)
        assert "staff" in helped.choices()
        assert walk.do(GetHelp()).page == before
        walk.pass_page()


@pytest.mark.parametrize("action", [GoOn(), GoBack(), GetHelp()])
def test_the_ways_out_of_help_lead_to_the_same_page(action: Action) -> None:
    walk = Walk.begin().to("step", section="prepare")
    before = walk.page
    assert walk.do(GetHelp(), action).page == before


@pytest.mark.holds(27)
def test_a_patient_may_stop_after_being_asked() -> None:
    walk = Walk.begin().to("step", section="prepare").do(GetHelp(), Choose("stop"))
    place = walk.visit.place.id
    assert walk.page.kind == "leave"
    walk.do(Choose("leave"))
    assert shows(walk.page, words().leave.left_text)
    assert walk.events[-1] == Terminated("left", place)
    assert walk.happened(Completed) == []


def test_a_patient_who_stays_is_at_the_same_place() -> None:
    walk = Walk.begin().to("step", section="prepare")
    before = walk.page
    assert walk.do(GetHelp(), Choose("stop"), Choose("stay")).page == before


@pytest.mark.parametrize("reason", ["staff", "stopped", "left"])
def test_a_visit_that_is_ended_from_outside_tells_why(reason: Reason) -> None:
    walk = Walk.begin().to("step", section="happens")
    place = walk.visit.place.id
    walk.do(Leave(reason))
    assert walk.events[-1] == Terminated(reason, place)
    assert isinstance(walk.events[-2], Viewed)
    assert walk.happened(Completed) == []


@pytest.mark.parametrize("action", [GoOn(), GoBack(), GetHelp(), Stir(), Choose("yes"), Leave("staff")])
def test_after_the_end_nothing_happens_any_more(action: Action) -> None:
    walk = Walk.begin().to("step").do(Leave("left"))
    ended, events = walk.visit, list(walk.events)
    assert walk.do(action).visit == ended
    assert walk.wait(1000).visit == ended
    assert walk.events == events


def test_going_back_stops_at_the_first_page_of_the_guide() -> None:
    walk = Walk.begin().to("step").do(GoBack(), GoBack(), GoBack())
    assert walk.page.kind == "intro"


def test_progress_is_never_taken_away_by_going_back_or_declining() -> None:
    walk = Walk.begin().to("step", section="prepare")
    assert walk.page.ticks[:2] == ("full", "half")
    assert walk.do(GoBack()).page.ticks[:2] == ("full", "half")
    walk.to("before-risks")
    risks = [section.id for section in procedure().sections].index("risks")
    assert walk.page.ticks[risks] == "half"
    assert walk.do(Choose("skip")).page.ticks[risks] == "half"


def test_every_page_says_that_nothing_can_be_saved_until_it_can() -> None:
    walk = Walk.begin().do(Saved(False))
    silent: list[str] = []
    while not walk.visit.ended:
        pages = [walk.page, walk.do(GetHelp()).page, walk.do(Choose("contents")).page]
        walk.do(GoBack())
        silent += [page.id for page in pages if Note(words().trouble.unsaved) not in page.parts]
        walk.pass_page()
    assert silent == []


def test_the_question_whether_to_stop_does_not_promise_what_cannot_be_saved() -> None:
    walk = Walk.begin().to("step").do(Saved(False), GetHelp(), Choose("stop"))
    assert shows(walk.page, words().trouble.unsaved)


def test_once_answers_are_saved_again_nothing_is_said_of_it() -> None:
    walk = Walk.begin().to("step")
    before = walk.page
    assert walk.do(Saved(False)).page != before
    assert walk.do(Saved(True)).page == before


def test_what_the_journal_says_is_no_sign_of_life() -> None:
    walk = Walk.begin().to("step").wait(179).do(Saved(False))
    assert walk.page.kind == "step"
    assert walk.wait(0).page.kind == "alert"
    assert walk.do(Saved(True)).page.kind == "alert"


@pytest.mark.parametrize("item", ["", "nonsense", "word:nonsense", "staff", "leave", "remember", "0", "yes\n"])
def test_a_choice_that_is_not_on_the_page_does_nothing(item: str) -> None:
    walk = Walk.begin()
    while not walk.visit.ended:
        before, events = walk.page, len(walk.events)
        assert walk.do(Choose(item)).page == before
        assert len(walk.events) == events
        walk.pass_page()


@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_nothing_is_ever_typed_freely(procedure_id: str) -> None:
    walk = Walk.begin(procedure_id)
    while not walk.visit.ended:
        assert {part.form for part in parts(walk.page, Choices)} <= {"one", "many", "go"}
        walk.pass_page()


def test_going_on_does_not_show_the_risks_unasked() -> None:
    walk = Walk.begin().to("before-risks").do(GoOn())
    assert walk.page.kind == "before-risks"
    assert walk.page.notice == words().risks.choose_first
    walk.jump("risks")
    assert walk.page.kind == "before-risks"


def test_who_is_not_sure_twice_is_told_the_answer() -> None:
    walk = Walk.begin().to("question")
    asked = walk.visit.question(walk.visit.place)
    walk.answer(UNSURE).do(GoOn(), GoOn()).answer(UNSURE)
    right = next(option.text for option in asked.options if option.id == asked.right)
    assert shows(walk.page, words().question.answer_is.format(answer=right.rstrip(".")))
