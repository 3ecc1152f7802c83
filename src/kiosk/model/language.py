"""Every sentence of the kiosk itself, in one language. The walkthroughs bring their own."""

from typing import Annotated

from kiosk.model.comfort_words import ComfortWords, KeyHelpWords, PracticeWords, VoiceWords
from kiosk.model.customs import Counted, Counts
from kiosk.model.frozen import dataclass
from kiosk.model.patient_words import (
    AlertWords,
    ChooseWords,
    ConfirmWords,
    ContentsWords,
    FeelingWords,
    HelpWords,
    IntroWords,
    LeaveWords,
    QuestionWords,
    RisksWords,
    RowWords,
    StepWords,
    SummaryWords,
    TakeHomeWords,
    ToAskWords,
    TroubleWords,
    WaitingWords,
)
from kiosk.model.staff_words import DeskWords, ReviewWords, StaffWords
from kiosk.model.words import Holes, Text, Words


@dataclass(frozen=True)
class PlainWords(Words):
    """What only the plain text needs."""

    prompt: Text
    prompt_choices: Annotated[Counted, Counts("last")]
    not_a_choice: Annotated[str, Holes("typed")]
    marked: Text
    chosen: Text


@dataclass(frozen=True)
class SpeechWords(Words):
    """What is said of a page where the screen shows a sign instead of a word."""

    progress: Annotated[str, Holes("title", "done", "count")]
    chosen: Text
    """Of a choice whose mark has no words of its own."""
    taken_back: Annotated[str, Holes("text")]
    """Of a choice whose mark was taken away again."""
    closed: Annotated[str, Holes("text")]
    """Of a glossary word that was closed again."""
    left: Text
    """The key with the arrow to the left."""
    right: Text
    enter: Annotated[str, Holes("label")]
    """What the big key does now."""


@dataclass(frozen=True)
class Language(Words):
    """languages/xx.yaml."""

    id: Text
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
    take_home: TakeHomeWords
    review: ReviewWords
    feeling: FeelingWords
    help: HelpWords
    contents: ContentsWords
    leave: LeaveWords
    alert: AlertWords
    staff: StaffWords
    desk: DeskWords
    trouble: TroubleWords
    voice: VoiceWords
    comfort: ComfortWords
    practice: PracticeWords
    key_help: KeyHelpWords
    plain: PlainWords
    speech: SpeechWords
    locale: str = ""
    """The variety whose numbers it writes, such as es-419; empty: the one that its id names."""
