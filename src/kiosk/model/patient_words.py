"""What a patient reads of the kiosk itself, from the waiting page to goodbye."""

from typing import Annotated

from kiosk.model.customs import Counted, Counts
from kiosk.model.frozen import dataclass
from kiosk.model.words import Holes, Text, Words


@dataclass(frozen=True)
class RowWords(Words):
    """The row of actions."""

    back: Text
    next: Text
    more: Text
    """On the big key while the page goes on below."""
    help: Text
    close: Text
    finish: Text
    confirm: Text
    start: Text


@dataclass(frozen=True)
class WaitingWords(Words):
    """The page that waits for a patient."""

    heading: Text
    text: Text
    open: Text
    demonstration: Text
    quit_again: Text
    unreadable: Annotated[Counted, Counts("count")]


@dataclass(frozen=True)
class ChooseWords(Words):
    """The page that lists the procedures."""

    heading: Text
    text: Text
    nurse_heading: Text
    nurse_text: Text
    none: Text


@dataclass(frozen=True)
class ConfirmWords(Words):
    """ "Is this your procedure?"."""

    place: Text
    heading: Text
    also: Annotated[str, Holes("names")]
    ticket: Annotated[str, Holes("ticket")]
    minutes: Annotated[Counted, Counts("minutes")]
    yes: Text
    no: Text
    caution: Text
    unwell: Text
    general: Text
    """Of a walkthrough that was written from general knowledge."""


@dataclass(frozen=True)
class IntroWords(Words):
    """How the walkthrough works."""

    place: Text
    heading: Text
    minutes: Annotated[Counted, Counts("minutes")]
    points: tuple[Text, ...]
    waits: Annotated[Counted, Counts("minutes")]


@dataclass(frozen=True)
class StepWords(Words):
    """What stands on the steps."""

    place: Annotated[str, Holes("section", "number", "count")]
    feel: Text
    helps: Text
    added_sign: Text
    """Stands after a line that no source carries."""
    added: Text
    """Says what the sign of an added line means."""
    glossary: Text
    """Before the words that can be opened."""
    picture: Text
    again: Text
    """Above a step that is shown again after a miss."""


@dataclass(frozen=True)
class RisksWords(Words):
    """The choice before the risks."""

    heading: Text
    text: Text
    show: Text
    skip: Text
    choose_first: Text


@dataclass(frozen=True)
class QuestionWords(Words):
    """Questions and what became of them."""

    place: Annotated[str, Holes("section")]
    opening: Text
    opening_again: Text
    unsure: Text
    choose_first: Text
    chosen: Annotated[str, Holes("number")]
    hint: Text
    """While nothing is chosen yet."""
    locked: Text
    answer_is: Annotated[str, Holes("answer")]
    """To who was not sure twice."""
    your_answer: Annotated[str, Holes("answer")]
    right: Text
    again: Text
    together: Text
    unsure_heading: Text
    unsure_text: Text
    together_text: Text
    look_again: Text


@dataclass(frozen=True)
class ToAskWords(Words):
    """Questions for my nurse."""

    place: Text
    heading: Text
    text: Text
    marked: Text


@dataclass(frozen=True)
class SummaryWords(Words):
    """The last pages."""

    place: Annotated[str, Holes("number", "count")]
    remember: Text
    end: Text
    """Over the last page of all."""
    read: Annotated[Counted, Counts("count")]
    answered: Annotated[Counted, Counts("count")]
    ask_text: Text
    together_text: Text
    skipped_risks: Text
    nothing_open: Text
    """To who read all, marked nothing and knew everything in the end."""
    finish_text: Text


@dataclass(frozen=True)
class TakeHomeWords(Words):
    """What patients take with them: squares for a phone's camera, or a printed page."""

    heading: Text
    text: Text
    number: Annotated[str, Holes("number", "count")]
    paper: Text
    """For who likes paper better."""
    no_square: Text
    """Where no square fits on the screen."""
    number_to_call: Text
    """On paper, above a line for the number, where the hospital did not set it."""
    unchecked: Text
    """In a square: of what no source carries."""


@dataclass(frozen=True)
class FeelingWords(Words):
    """ "How do you feel about it?"."""

    before: Text
    after: Text
    text: Text
    skip: Text


@dataclass(frozen=True)
class HelpWords(Words):
    """The help page."""

    heading: Text
    nurse: Text
    keys: tuple[Text, ...]
    contents: Text
    stop: Text
    staff: Text


@dataclass(frozen=True)
class ContentsWords(Words):
    """The page that lets one jump."""

    heading: Text
    text: Text
    seen: Text
    skipped: Text
    here: Text


@dataclass(frozen=True)
class LeaveWords(Words):
    """Stopping before the end."""

    heading: Text
    text: Text
    stay: Text
    leave: Text
    left_heading: Text
    left_text: Text
    wrong_heading: Text
    wrong_text: Text


@dataclass(frozen=True)
class AlertWords(Words):
    """ "Are you still there?"."""

    heading: Text
    text: Text
    seconds: Annotated[Counted, Counts("seconds")]
    here: Text


@dataclass(frozen=True)
class TroubleWords(Words):
    """What a patient is told when something does not work."""

    unsaved: Text
    cannot_start: Text
    too_small: Text
