"""What the staff read: behind the PIN, and of what was understood."""

from typing import Annotated

from kiosk.model.customs import Counted, Counts, Dated, Dates
from kiosk.model.frozen import dataclass
from kiosk.model.words import Holes, Text, Words


@dataclass(frozen=True)
class ResultWords(Words):
    """What an answer was."""

    right: Text
    wrong: Text
    unsure: Text


@dataclass(frozen=True)
class ReviewWords(Words):
    """What the nurse sees of a visit."""

    offer: Text
    """On the staff's page."""
    heading: Text
    missed: Text
    nothing: Text
    """Where nothing was missed."""
    unanswered: Text
    """Where no question was answered: nothing can be said of what was understood."""
    answered: Annotated[str, Holes("count", "total")]
    first: Annotated[str, Holes("answer")]
    last: Annotated[str, Holes("answer")]
    no_second: Text
    results: ResultWords
    step: Annotated[str, Holes("section", "step")]
    teach_back: Annotated[str, Holes("sentence")]
    marked: Text
    skipped: Text
    declined: Annotated[str, Holes("section")]
    unread: Annotated[str, Holes("section", "step")]
    quick: Annotated[str, Holes("section", "step")]
    all_unread: Annotated[str, Holes("section")]
    all_quick: Annotated[str, Holes("section")]
    reading: Text
    minutes: Annotated[Counted, Counts("minutes")]
    in_section: Annotated[str, Holes("section", "minutes")]
    felt_before: Annotated[str, Holes("value")]
    felt_after: Annotated[str, Holes("value")]
    heard: Text
    not_heard: Text
    languages: Annotated[str, Holes("names")]
    print: Text
    print_home: Text
    printing: Text
    sent: Text
    filed: Annotated[str, Holes("file")]
    """Where there is no printer."""
    no_printer: Annotated[str, Holes("file")]
    """Where the printer takes nothing."""
    failed: Text
    """Where it can be neither printed nor saved."""


@dataclass(frozen=True)
class StaffWords(Words):
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
    about: Annotated[str, Holes("version")]
    content: Annotated[str, Holes("procedure", "version", "hash")]
    unreviewed: Text
    signed: Annotated[str, Holes("name", "role")]
    overdue: Annotated[str, Holes("name", "role")]
    changed: Annotated[str, Holes("name", "role")]
    """Somebody signed other words."""
    due: Annotated[Dated, Dates()]
    """By which day the walkthrough must be reviewed again."""
    end: Text
    stop: Text
    back: Text


@dataclass(frozen=True)
class DeskWords(Words):
    """What the staff see where they start a walkthrough, go on with a visit, or clean the screen."""

    contents: Annotated[str, Holes("count", "hash")]
    """How many walkthroughs there are, and the hash of all of them."""
    start: Annotated[str, Holes("procedure")]
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
    typed: Annotated[str, Holes("text")]
    unknown: Annotated[str, Holes("text")]
    which: Text
    """When a code fits more than one procedure."""
    elsewhere: Annotated[str, Holes("procedure", "apart")]
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
    not_found: Annotated[str, Holes("ticket")]
    changed: Text
    """When the walkthrough is another one since the visit was ended."""
    unsigned: Text
    """When the settings ask for a signature that a walkthrough does not have."""
    cannot: Text
    clean_heading: Text
    clean_text: Text
    clean_done: Text
    """On what is held when the screen is clean."""
