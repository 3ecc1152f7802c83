"""The guide as plain text: what is typed, what is printed, and that nothing but text is printed."""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from itertools import count

import pytest

from kiosk.journal.recorder import Recorder
from kiosk.model.event import Answered, Completed, Declined, Event, Initialized, Launched, Marked, Terminated, VisitKey
from kiosk.model.procedure import UNSURE, Procedure
from kiosk.plain import walk
from kiosk.visit.visit import Visit
from walks import SHIPPED, Walk, procedure, words

ENOUGH = 400
"""More lines than any walk takes."""


class Notebook(Recorder):
    """Keeps events in a list, or fails to."""

    def __init__(self, *, fails: bool = False) -> None:
        self.kept: list[Event] = []
        self._fails = fails

    def keep(self, key: VisitKey, events: Iterable[Event]) -> bool:
        """As the journal does, all at once."""
        self.kept += events
        return not self._fails

    def note_ticket(self, visit: Visit) -> None:
        """No ticket is given here."""


@dataclass(frozen=True)
class Printed:
    """What came of a walk by text."""

    visit: Visit
    events: list[Event]
    text: str

    @property
    def lines(self) -> list[str]:
        return self.text.splitlines()


def typed(*lines: str, procedure_id: str = "sialogram", fails: bool = False) -> Printed:
    """A walk in which these lines are typed, and then the input ends."""
    notebook, out, ticks = Notebook(fails=fails), StringIO(), count()
    begun = Walk.begin(procedure_id)
    ended = walk(
        begun.visit,
        tuple(begun.events),
        notebook,
        StringIO("".join(f"{line}\n" for line in lines)),
        out,
        lambda: float(next(ticks)),
    )
    return Printed(ended, notebook.kept, out.getvalue())


def steps_and_words(one: Procedure) -> Iterator[str]:
    """Everything that the walkthrough says on its steps."""
    for section in one.sections:
        for step in section.steps:
            yield step.heading
            yield from (line.text for line in (*step.text, *step.points))
            if step.feel:
                yield step.feel.text.text


def empty_lines_to(heading: str) -> int:
    """How many empty lines lead to the page of this heading."""
    for lines in range(ENOUGH):
        if heading in typed(*[""] * lines).text:
            return lines
    raise AssertionError(f"no page says {heading}")


@pytest.mark.holds(54)
@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_empty_lines_lead_through_the_whole_walkthrough(procedure_id: str) -> None:
    one, printed = procedure(procedure_id), typed(*[""] * ENOUGH, procedure_id=procedure_id)
    assert printed.visit.ended == "finished"
    assert printed.events[:2] == [Launched(), Initialized()]
    assert printed.events[-2:] == [Completed(), Terminated("finished", "together")]
    assert [text for text in steps_and_words(one) if text not in printed.text] == []


def test_an_empty_line_at_a_question_says_not_sure() -> None:
    answers = [event for event in typed(*[""] * ENOUGH).events if isinstance(event, Answered)]
    questions = [question.id for section in procedure().sections for question in section.questions]
    assert {one.option for one in answers} == {UNSURE}
    assert {one.result for one in answers} == {"unsure"}
    assert [(one.question, one.attempt) for one in answers] == [(one, again) for one in questions for again in (1, 2)]


@pytest.mark.holds(54)
@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_nothing_but_text_and_new_lines_is_printed(procedure_id: str) -> None:
    ways = (
        [""] * ENOUGH,
        [
            "99",
            "1",
            "",
            "1",
            "2",
            "",
            "2",
            "",
            "\x1b[31m",
            "\x07",
            "\x1b]0;x\x07",
            "９",
            "99",
            "2",
            "1",
            *[""] * ENOUGH,
        ],
    )
    for way in ways:
        text = typed(*way, procedure_id=procedure_id).text
        assert {letter for letter in text if unicodedata.category(letter).startswith("C")} == {"\n"}


def test_a_number_chooses_and_an_empty_line_confirms() -> None:
    section = procedure().sections[0]
    asked = section.questions[0]
    number = [option.id for option in asked.options].index(asked.right) + 1
    printed = typed(*[""] * empty_lines_to(asked.ask), str(number), "", "")
    answers = [event for event in printed.events if isinstance(event, Answered)]
    assert [(one.option, one.result) for one in answers] == [(asked.right, "right")]
    assert words().question.chosen.format(number=number) in printed.text
    assert f"{words().question.right}\n{asked.options[number - 1].feedback}\n" in printed.text


def test_a_choice_can_be_changed_before_it_is_confirmed() -> None:
    asked = procedure().sections[0].questions[0]
    printed = typed(*[""] * empty_lines_to(asked.ask), "1", "2", "3", "")
    answers = [event for event in printed.events if isinstance(event, Answered)]
    assert [one.option for one in answers] == [asked.options[2].id]


def test_the_options_are_numbered_as_they_are_chosen() -> None:
    asked = procedure().sections[0].questions[0]
    lines = typed(*[""] * empty_lines_to(asked.ask)).lines
    offered = [*(option.text for option in asked.options), words().question.unsure]
    assert all(f"{number}. {text}" in lines for number, text in enumerate(offered, 1))


def test_a_confirmed_answer_is_shown_without_numbers() -> None:
    asked = procedure().sections[0].questions[0]
    printed = typed(*[""] * empty_lines_to(asked.ask), "1", "", "0", "2", "")
    assert f"- {asked.options[0].text} ({words().plain.chosen})" in printed.lines
    assert words().plain.not_a_choice.format(typed="2") in printed.lines
    assert [event.option for event in printed.events if isinstance(event, Answered)] == [asked.options[0].id]


def test_the_end_of_the_input_means_that_the_patient_left() -> None:
    printed = typed("", "", "")
    assert printed.visit.ended == "left"
    assert isinstance(printed.events[-1], Terminated)
    assert printed.events[-1].reason == "left"
    assert not any(isinstance(event, Completed) for event in printed.events)
    assert words().leave.left_text in printed.lines


def test_no_input_at_all_leaves_before_the_guide_began() -> None:
    assert typed().events == [Launched(), Terminated("left", "confirm")]


def test_a_last_line_without_its_end_counts() -> None:
    begun, notebook = Walk.begin(), Notebook()
    ended = walk(begun.visit, tuple(begun.events), notebook, StringIO("2"), StringIO(), lambda: 0.0)
    assert ended.ended == "not-started"


def test_no_at_the_first_page_sends_to_the_nurse() -> None:
    printed = typed("2", *[""] * ENOUGH)
    assert printed.visit.ended == "not-started"
    assert words().leave.wrong_text in printed.lines


def test_zero_is_back() -> None:
    first, second = procedure().sections[0].steps[:2]
    printed = typed(*[""] * empty_lines_to(second.heading), "0")
    assert printed.lines.count(first.heading) == 2
    assert printed.lines.count(second.heading) == 1


def test_nine_is_help_and_an_empty_line_leads_back() -> None:
    first = procedure().sections[0].steps[0]
    printed = typed(*[""] * empty_lines_to(first.heading), "99", "")
    assert words().help.nurse in printed.lines
    assert printed.lines.count(first.heading) == 2


def test_stopping_asks_first() -> None:
    help_then_stop = ["", "", "99", "2"]
    assert words().leave.heading in typed(*help_then_stop).lines
    stayed, left = typed(*help_then_stop, ""), typed(*help_then_stop, "2")
    assert stayed.text != left.text
    assert len(left.events) == len(stayed.events)
    assert left.lines[-2:] == [words().leave.left_heading, words().leave.left_text]


@pytest.mark.parametrize(
    "line", ["x", "7", "-1", "1.5", "two", "00", "0012", "99999999999999999999", "１", "²", "yes", "?", "1 2"]
)
def test_what_is_not_a_number_here_is_said_in_a_sentence_and_nothing_happens(line: str) -> None:
    printed = typed("", "", line)
    assert words().plain.not_a_choice.format(typed=line) in printed.lines
    assert len(printed.events) == len(typed("", "").events)


def test_a_very_long_line_is_not_repeated_in_full() -> None:
    assert "x" * 21 not in typed("x" * 5000).text


def test_spaces_around_a_number_do_not_matter() -> None:
    assert typed("  2  ").visit.ended == "not-started"


def test_a_glossary_word_is_explained_when_its_number_is_typed() -> None:
    step = procedure().sections[0].steps[0]
    meaning = procedure().word(step.glossary[0]).meaning
    lines = empty_lines_to(step.heading)
    assert meaning not in typed(*[""] * lines).text
    assert meaning in typed(*[""] * lines, "1").text


def test_a_page_that_only_changed_is_not_printed_again() -> None:
    step = procedure().sections[0].steps[0]
    printed = typed(*[""] * empty_lines_to(step.heading), "1", "1", "nonsense")
    assert printed.lines.count(step.heading) == 1


def test_declining_the_risks_skips_them() -> None:
    printed = typed(*[""] * empty_lines_to(words().risks.heading), "2", *[""] * ENOUGH)
    assert [event for event in printed.events if isinstance(event, Declined)] == [Declined("risks")]
    assert all(step.heading not in printed.lines for step in procedure().section("risks").steps)
    assert words().summary.skipped_risks in printed.lines


def test_a_marked_question_stands_in_the_summary() -> None:
    printed = typed(*[""] * empty_lines_to(words().to_ask.heading), "1", *[""] * ENOUGH)
    note = procedure().to_ask[0]
    assert [event for event in printed.events if isinstance(event, Marked)] == [Marked(note.id, True)]
    assert f"1. {note.line.text} ({words().to_ask.marked})" in printed.lines
    assert f"- {note.line.text}" in printed.lines


def test_each_page_says_what_can_be_typed() -> None:
    last = [page.splitlines()[-1] for page in typed(*[""] * ENOUGH).text.split("\n\n")]
    prompts = {words().plain.prompt, *(words().plain.prompt_choices.format(last=number) for number in range(1, 13))}
    assert set(last) <= prompts
    assert {words().plain.prompt_choices.format(last=number) for number in (1, 2)} <= set(last), "one choice, and two"


def test_a_journal_that_fails_is_told_on_the_first_page_and_stops_nobody() -> None:
    printed = typed(*[""] * ENOUGH, fails=True)
    assert words().trouble.unsaved in printed.text.split("\n\n")[0]
    assert printed.visit.ended == "finished"
