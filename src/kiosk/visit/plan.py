"""The stops of a walk, in their order: worked out anew from what has been answered and declined."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from kiosk.model.event import Answered
from kiosk.model.procedure import Procedure, Question, Section

StopKind = Literal[
    "confirm",
    "intro",
    "step",
    "before-risks",
    "question",
    "feedback",
    "again",
    "to-ask",
    "remember",
    "feeling",
    "call",
    "take",
    "together",
]

MAY_DECLINE = "risks"
"""The section that the patient may choose not to read."""

MOST_TRIES = 2
"""A question is asked once more after a miss; then the nurse takes over."""

Answers = Mapping[tuple[str, int], Answered]
"""The confirmed answers, by question and try."""


@dataclass(frozen=True, slots=True)  # Python's own: a walk has some eighty stops, made anew at each key
class Stop:
    """A place in the walk."""

    kind: StopKind
    section: str = ""
    item: str = ""
    """The step's or the question's id."""
    attempt: int = 0
    """For a question and its feedback: which try."""

    @property
    def id(self) -> str:
        """A stable name, such as `step/happens/numbing`."""
        parts = (self.kind, self.section, self.item, str(self.attempt) if self.attempt else "")
        return "/".join(part for part in parts if part)


START = Stop("confirm")


def trail(
    procedure: Procedure, answers: Answers, declined: Set[str], squares: int, *, feeling: bool
) -> tuple[Stop, ...]:
    """Every stop of the walk as it stands now.

    Args:
        procedure: The walkthrough.
        answers: What was confirmed; a miss adds the step once more and a second try.
        declined: Sections that the patient would rather not read.
        squares: How many pages there are to take along: one for each square, or one that offers paper.
        feeling: Whether it is asked how one feels about it, before and after.
    """
    stops = [START, Stop("intro"), *([Stop("feeling", item="before")] if feeling else [])]
    for section in procedure.sections:
        if section.id == MAY_DECLINE:
            stops.append(Stop("before-risks", section.id))
        if section.id not in declined:
            stops += section_stops(section, answers)
    stops += [Stop("to-ask"), *([Stop("feeling", item="after")] if feeling else []), Stop("remember")]
    stops += [Stop("call", item=step.id) for step in procedure.section("call").steps]
    stops += [Stop("take", item=str(number)) for number in range(1, squares + 1)]
    return (*stops, Stop("together"))


def section_stops(section: Section, answers: Answers) -> list[Stop]:
    """The stops of one section, declined or not."""
    stops = [Stop("step", section.id, step.id) for step in section.steps]
    for question in section.questions:
        stops += _question(section, question, answers)
    return stops


def _question(section: Section, question: Question, answers: Answers) -> list[Stop]:
    stops: list[Stop] = []
    for attempt in range(1, MOST_TRIES + 1):
        if attempt > 1:
            stops.append(Stop("again", section.id, question.id))
        stops.append(Stop("question", section.id, question.id, attempt))
        answer = answers.get((question.id, attempt))
        if answer is None:
            return stops
        stops.append(Stop("feedback", section.id, question.id, attempt))
        if answer.result == "right":
            return stops
    return stops
