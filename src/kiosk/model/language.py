"""Every sentence of the kiosk itself, in one language. The walkthroughs bring their own."""

from dataclasses import dataclass
from string import Formatter
from typing import Annotated

from pydantic import AfterValidator, Field

from kiosk.model.base import FileModel, Id, Text


@dataclass(frozen=True, slots=True)
class _Holes:
    """Checks that a sentence has just these places to fill."""

    names: frozenset[str]

    def __call__(self, text: str) -> str:
        try:
            found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise ValueError("a brace { or } stands alone; write both, or none") from error
        if found != self.names:
            wanted = ", ".join(f"{{{name}}}" for name in sorted(self.names)) or "no braces"
            raise ValueError(f"it must hold {wanted}, each as written here")
        return text


def _with(*names: str) -> AfterValidator:
    return AfterValidator(_Holes(frozenset(names)))


class RowWords(FileModel):
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
    go_on: Text


class WaitingWords(FileModel):
    """The page that waits for a patient."""

    heading: Text
    text: Text
    open: Text
    demonstration: Text
    quit_again: Text
    unreadable: Annotated[Text, _with("count")]


class ChooseWords(FileModel):
    """The page that lists the procedures."""

    heading: Text
    text: Text
    nurse_heading: Text
    nurse_text: Text
    none: Text


class ConfirmWords(FileModel):
    """ "Is this your procedure?"."""

    place: Text
    heading: Text
    also: Annotated[Text, _with("names")]
    ticket: Annotated[Text, _with("ticket")]
    minutes: Annotated[Text, _with("minutes")]
    yes: Text
    no: Text
    caution: Text
    unwell: Text


class IntroWords(FileModel):
    """How the walkthrough works."""

    place: Text
    heading: Text
    minutes: Annotated[Text, _with("minutes")]
    points: tuple[Text, ...] = Field(min_length=1)
    waits: Annotated[Text, _with("minutes")]


class StepWords(FileModel):
    """What stands on the steps."""

    place: Annotated[Text, _with("section", "number", "count")]
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


class RisksWords(FileModel):
    """The choice before the risks."""

    heading: Text
    text: Text
    show: Text
    skip: Text


class QuestionWords(FileModel):
    """Questions and what became of them."""

    place: Annotated[Text, _with("section")]
    opening: Text
    opening_again: Text
    unsure: Text
    choose_first: Text
    chosen: Annotated[Text, _with("number")]
    locked: Text
    your_answer: Annotated[Text, _with("answer")]
    right: Text
    again: Text
    together: Text
    unsure_heading: Text
    unsure_text: Text
    together_text: Text
    look_again: Text


class ToAskWords(FileModel):
    """Questions for my nurse."""

    place: Text
    heading: Text
    text: Text
    marked: Text


class SummaryWords(FileModel):
    """The last pages."""

    place: Annotated[Text, _with("number", "count")]
    remember: Text
    ask: Text
    ask_text: Text
    together: Annotated[Text, _with("question")]
    skipped_risks: Text
    call: Text
    finish_text: Text


class HelpWords(FileModel):
    """The help page."""

    heading: Text
    nurse: Text
    keys: tuple[Text, ...] = Field(min_length=1)
    contents: Text
    stop: Text
    staff: Text


class ContentsWords(FileModel):
    """The page that lets one jump."""

    heading: Text
    text: Text
    seen: Text
    skipped: Text
    here: Text


class LeaveWords(FileModel):
    """Stopping before the end."""

    heading: Text
    text: Text
    stay: Text
    leave: Text
    left_heading: Text
    left_text: Text
    wrong_heading: Text
    wrong_text: Text


class AlertWords(FileModel):
    """ "Are you still there?"."""

    heading: Text
    text: Text
    seconds: Annotated[Text, _with("seconds")]
    here: Text


class StaffWords(FileModel):
    """What the staff see on the kiosk."""

    heading: Text
    pin: Text
    typed: Annotated[Text, _with("count")]
    wrong: Text
    erase: Text
    enter: Text
    no_pin: Text
    about: Annotated[Text, _with("version")]
    content: Annotated[Text, _with("procedure", "version", "hash")]
    unreviewed: Text
    end: Text
    stop: Text
    back: Text


class TroubleWords(FileModel):
    """What a patient is told when something does not work."""

    unsaved: Text
    cannot_start: Text
    too_small: Text


class PlainWords(FileModel):
    """What only the plain text needs."""

    prompt: Text
    prompt_choices: Annotated[Text, _with("last")]
    not_a_choice: Annotated[Text, _with("typed")]
    back_key: Text
    help_key: Text
    marked: Text
    chosen: Text


class Language(FileModel):
    """languages/xx.yaml."""

    id: Id
    name: Text
    """What it calls itself."""
    row: RowWords
    waiting: WaitingWords
    choose: ChooseWords
    confirm: ConfirmWords
    intro: IntroWords
    step: StepWords
    risks: RisksWords
    question: QuestionWords
    to_ask: ToAskWords
    summary: SummaryWords
    help: HelpWords
    contents: ContentsWords
    leave: LeaveWords
    alert: AlertWords
    staff: StaffWords
    trouble: TroubleWords
    plain: PlainWords
