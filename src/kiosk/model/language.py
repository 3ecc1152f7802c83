"""Every sentence of the kiosk itself, in one language. The walkthroughs bring their own.

Plain dataclasses, which pydantic checks when the file is read: a start that finds the language kept needs no pydantic.
"""

from typing import Annotated, Any, ClassVar

from kiosk.model.customs import Counted, Counts, Dated, Dates, check_places
from kiosk.model.frozen import dataclass


class _Holes:
    """Checks that a sentence is there, and has just these places to fill."""

    def __init__(self, *names: str) -> None:
        self.names = set(names)

    def __call__(self, text: str) -> str:
        """The text itself, or a ValueError."""
        check_places(text, self.names)
        return text

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """How pydantic asks for a check."""
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(self, handler(source))


Text = Annotated[str, _Holes()]
"""A sentence or a few, shown as written; never markup."""


class _Words:
    """A group of sentences; a key that none of them has is a mistake."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}


@dataclass(frozen=True)
class RowWords(_Words):
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
class WaitingWords(_Words):
    """The page that waits for a patient."""

    heading: Text
    text: Text
    open: Text
    demonstration: Text
    quit_again: Text
    unreadable: Annotated[Counted, Counts("count")]


@dataclass(frozen=True)
class ChooseWords(_Words):
    """The page that lists the procedures."""

    heading: Text
    text: Text
    nurse_heading: Text
    nurse_text: Text
    none: Text


@dataclass(frozen=True)
class ConfirmWords(_Words):
    """ "Is this your procedure?"."""

    place: Text
    heading: Text
    also: Annotated[str, _Holes("names")]
    ticket: Annotated[str, _Holes("ticket")]
    minutes: Annotated[Counted, Counts("minutes")]
    yes: Text
    no: Text
    caution: Text
    unwell: Text
    general: Text
    """Of a walkthrough that was written from general knowledge."""


@dataclass(frozen=True)
class IntroWords(_Words):
    """How the walkthrough works."""

    place: Text
    heading: Text
    minutes: Annotated[Counted, Counts("minutes")]
    points: tuple[Text, ...]
    waits: Annotated[Counted, Counts("minutes")]


@dataclass(frozen=True)
class StepWords(_Words):
    """What stands on the steps."""

    place: Annotated[str, _Holes("section", "number", "count")]
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
class RisksWords(_Words):
    """The choice before the risks."""

    heading: Text
    text: Text
    show: Text
    skip: Text
    choose_first: Text


@dataclass(frozen=True)
class QuestionWords(_Words):
    """Questions and what became of them."""

    place: Annotated[str, _Holes("section")]
    opening: Text
    opening_again: Text
    unsure: Text
    choose_first: Text
    chosen: Annotated[str, _Holes("number")]
    hint: Text
    """While nothing is chosen yet."""
    locked: Text
    answer_is: Annotated[str, _Holes("answer")]
    """To who was not sure twice."""
    your_answer: Annotated[str, _Holes("answer")]
    right: Text
    again: Text
    together: Text
    unsure_heading: Text
    unsure_text: Text
    together_text: Text
    look_again: Text


@dataclass(frozen=True)
class ToAskWords(_Words):
    """Questions for my nurse."""

    place: Text
    heading: Text
    text: Text
    marked: Text


@dataclass(frozen=True)
class SummaryWords(_Words):
    """The last pages."""

    place: Annotated[str, _Holes("number", "count")]
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
class TakeHomeWords(_Words):
    """What patients take with them: squares for a phone's camera, or a printed page."""

    heading: Text
    text: Text
    number: Annotated[str, _Holes("number", "count")]
    paper: Text
    """For who likes paper better."""
    no_square: Text
    """Where no square fits on the screen."""
    number_to_call: Text
    """On paper, above a line for the number, where the hospital did not set it."""
    unchecked: Text
    """In a square: of what no source carries."""


@dataclass(frozen=True)
class FeelingWords(_Words):
    """ "How do you feel about it?"."""

    before: Text
    after: Text
    text: Text
    skip: Text


@dataclass(frozen=True)
class ResultWords(_Words):
    """What an answer was."""

    right: Text
    wrong: Text
    unsure: Text


@dataclass(frozen=True)
class ReviewWords(_Words):
    """What the nurse sees of a visit."""

    offer: Text
    """On the staff's page."""
    heading: Text
    missed: Text
    nothing: Text
    """Where nothing was missed."""
    unanswered: Text
    """Where no question was answered: nothing can be said of what was understood."""
    answered: Annotated[str, _Holes("count", "total")]
    first: Annotated[str, _Holes("answer")]
    last: Annotated[str, _Holes("answer")]
    no_second: Text
    results: ResultWords
    step: Annotated[str, _Holes("section", "step")]
    teach_back: Annotated[str, _Holes("sentence")]
    marked: Text
    skipped: Text
    declined: Annotated[str, _Holes("section")]
    unread: Annotated[str, _Holes("section", "step")]
    quick: Annotated[str, _Holes("section", "step")]
    all_unread: Annotated[str, _Holes("section")]
    all_quick: Annotated[str, _Holes("section")]
    reading: Text
    minutes: Annotated[Counted, Counts("minutes")]
    in_section: Annotated[str, _Holes("section", "minutes")]
    felt_before: Annotated[str, _Holes("value")]
    felt_after: Annotated[str, _Holes("value")]
    heard: Text
    not_heard: Text
    languages: Annotated[str, _Holes("names")]
    print: Text
    print_home: Text
    printing: Text
    sent: Text
    filed: Annotated[str, _Holes("file")]
    """Where there is no printer."""
    no_printer: Annotated[str, _Holes("file")]
    """Where the printer takes nothing."""


@dataclass(frozen=True)
class HelpWords(_Words):
    """The help page."""

    heading: Text
    nurse: Text
    keys: tuple[Text, ...]
    contents: Text
    stop: Text
    staff: Text


@dataclass(frozen=True)
class ContentsWords(_Words):
    """The page that lets one jump."""

    heading: Text
    text: Text
    seen: Text
    skipped: Text
    here: Text


@dataclass(frozen=True)
class LeaveWords(_Words):
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
class AlertWords(_Words):
    """ "Are you still there?"."""

    heading: Text
    text: Text
    seconds: Annotated[Counted, Counts("seconds")]
    here: Text


@dataclass(frozen=True)
class StaffWords(_Words):
    """What the staff see on the kiosk."""

    heading: Text
    pin: Text
    typed: Annotated[Counted, Counts("count")]
    wrong: Text
    slow: Annotated[Counted, Counts("seconds")]
    """After several wrong PINs."""
    erase: Text
    enter: Text
    no_pin: Text
    about: Annotated[str, _Holes("version")]
    content: Annotated[str, _Holes("procedure", "version", "hash")]
    unreviewed: Text
    signed: Annotated[str, _Holes("name", "role")]
    overdue: Annotated[str, _Holes("name", "role")]
    changed: Annotated[str, _Holes("name", "role")]
    """Somebody signed other words."""
    due: Annotated[Dated, Dates()]
    """By which day the walkthrough must be reviewed again."""
    end: Text
    stop: Text
    back: Text


@dataclass(frozen=True)
class DeskWords(_Words):
    """What the staff see where they start a walkthrough, go on with a visit, or clean the screen."""

    contents: Annotated[str, _Holes("count", "hash")]
    """How many walkthroughs there are, and the hash of all of them."""
    start: Annotated[str, _Holes("procedure")]
    find: Text
    resume: Text
    clean: Text
    back: Text
    """Back to the page that waits."""
    busy: Text
    """When something was scanned during a visit."""
    find_heading: Text
    find_text: Text
    look: Text
    """On the big key of that page."""
    typed: Annotated[str, _Holes("text")]
    unknown: Annotated[str, _Holes("text")]
    which: Text
    """When a code fits more than one procedure."""
    elsewhere: Annotated[str, _Holes("procedure", "apart")]
    """Of a procedure that has no walkthrough here."""
    more: Text
    """When more fits than is listed."""
    hand: Text
    unsaid: Text
    """Of an option that nobody said anything of."""
    yes: Text
    no: Text
    ticket: Text
    no_ticket: Text
    ticket_heading: Text
    ticket_text: Text
    take: Text
    resume_heading: Text
    resume_take: Text
    not_found: Annotated[str, _Holes("ticket")]
    changed: Text
    """When the walkthrough is another one since the visit was ended."""
    unsigned: Text
    """When the settings ask for a signature that a walkthrough does not have."""
    cannot: Text
    clean_heading: Text
    clean_text: Text
    clean_done: Text
    """On what is held when the screen is clean."""


@dataclass(frozen=True)
class TroubleWords(_Words):
    """What a patient is told when something does not work."""

    unsaved: Text
    cannot_start: Text
    too_small: Text


@dataclass(frozen=True)
class VoiceWords(_Words):
    """What is said of the voice itself."""

    invite: Text
    """On the waiting page."""
    keys: tuple[Text, ...]
    """On the help page: the keys of the voice."""
    hear: Text
    """On the button that turns it on."""
    pause: Text
    """On the same button while it is on."""
    on: Text
    off: Text
    speed: Annotated[str, _Holes("number", "count")]
    volume: Annotated[str, _Holes("number", "count")]
    lost: Text
    headphones: Text
    """Where the voice is for headphones only, and none are plugged in."""


@dataclass(frozen=True)
class SizeWords(_Words):
    """The sizes of the letters."""

    small: Text
    usual: Text
    large: Text
    largest: Text


@dataclass(frozen=True)
class ThemeWords(_Words):
    """The colours."""

    daylight: Text
    night: Text
    paper: Text
    soft: Text


@dataclass(frozen=True)
class SwitchWords(_Words):
    """How keys are used."""

    keys: Text
    two: Text
    one: Text


@dataclass(frozen=True)
class KnobWords(_Words):
    """What can be set, each in a word or two."""

    voice: Text
    speed: Text
    volume: Text
    size: Text
    colours: Text
    language: Text
    onward: Text
    switches: Text
    scan: Text


@dataclass(frozen=True)
class ComfortWords(_Words):
    """The page on which patients set how they like it."""

    heading: Text
    text: Text
    more: Text
    """Leads to what fewer people change."""
    offer: Text
    """On the help page."""
    bigger: Text
    """On the button for the size of the letters."""
    names: KnobWords
    sizes: SizeWords
    themes: ThemeWords
    switch_names: SwitchWords
    on: Text
    off: Text
    step: Annotated[str, _Holes("number", "count")]
    seconds: Annotated[Counted, Counts("seconds")]
    told: Annotated[str, _Holes("what", "value")]
    changed: Annotated[str, _Holes("what")]
    screen_off: Text
    screen_on: Text
    screen_stays: Text
    """When the screen is to be turned off and the voice is off."""
    keys: tuple[Text, ...]
    """On the help page: the keys of all this."""
    no_language: Text
    """When the walkthrough cannot be had in the next language."""


@dataclass(frozen=True)
class PracticeWords(_Words):
    """The page on which keys can be tried."""

    offer: Text
    heading: Text
    text: Text
    ask: Text
    options: tuple[Text, ...]
    hint: Text
    done: Annotated[str, _Holes("option")]


@dataclass(frozen=True)
class PressWords(_Words):
    """What each key does."""

    press: Text
    next: Text
    back: Text
    down: Text
    up: Text
    help: Text
    hear: Text
    again: Text
    bigger: Text
    colours: Text
    language: Text
    slower: Text
    faster: Text
    softer: Text
    louder: Text
    screen: Text
    digit: Annotated[str, _Holes("digit")]
    nothing: Text


@dataclass(frozen=True)
class KeyHelpWords(_Words):
    """The page on which each key says what it does."""

    offer: Text
    heading: Text
    text: Text
    leave: Text
    press: PressWords


@dataclass(frozen=True)
class PlainWords(_Words):
    """What only the plain text needs."""

    prompt: Text
    prompt_choices: Annotated[Counted, Counts("last")]
    not_a_choice: Annotated[str, _Holes("typed")]
    marked: Text
    chosen: Text


@dataclass(frozen=True)
class SpeechWords(_Words):
    """What is said of a page where the screen shows a sign instead of a word."""

    progress: Annotated[str, _Holes("title", "done", "count")]
    chosen: Text
    """Of a choice whose mark has no words of its own."""
    taken_back: Annotated[str, _Holes("text")]
    """Of a choice whose mark was taken away again."""
    closed: Annotated[str, _Holes("text")]
    """Of a glossary word that was closed again."""
    left: Text
    """The key with the arrow to the left."""
    right: Text
    enter: Annotated[str, _Holes("label")]
    """What the big key does now."""


@dataclass(frozen=True)
class Language(_Words):
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
