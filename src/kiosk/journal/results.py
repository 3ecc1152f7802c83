"""What the visits came to for each procedure: from the daily sums, and from the few visits that are under way."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.journal import sums
from kiosk.journal.going_on import earlier
from kiosk.journal.reading import is_of_today, reading
from kiosk.journal.statistic import Share, median, point_biserial, share
from kiosk.journal.tally import UNDER_WAY, Tally, added, day_of
from kiosk.journal.trouble import unwritable
from kiosk.journal.visits import visits
from kiosk.model.procedure import SECTIONS


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """How one question was answered."""

    question: str
    right: int
    """At the first try."""
    wrong: int
    """At the first try."""
    unsure: int
    """At the first try: "I am not sure"."""
    right_at_last: int
    """Visits whose last try was right."""
    handed_over: int
    """Visits whose second try was not right either: the nurse explains."""
    first_share: Share | None
    """Right at the first try, of all first tries."""
    last_share: Share | None
    """Right at the last try, of all visits that answered."""
    most_chosen: str | None
    """The wrong option that was chosen most often at the first try."""
    most_chosen_count: int
    discrimination: float | None
    """The point-biserial correlation with the share of the other questions that were right: near 0 or below, who knew
    the rest missed it as often as who did not. None where it cannot be told."""
    discrimination_visits: int
    """Visits with this question and another: those it was counted from."""


@dataclass(frozen=True, slots=True)
class SectionResult:
    """How long a section was read."""

    section: str
    readers: int
    minutes: float
    """The mean of those who read any of it."""


@dataclass(frozen=True, slots=True)
class Feeling:
    """How people felt at one time."""

    answers: int
    mean: float
    """From 0 to 10."""


@dataclass(frozen=True, slots=True)
class ProcedureResult:
    """The visits of one procedure, all versions and languages together."""

    procedure: str
    visits: int
    """Launched."""
    started: int
    """The patient said that it is the right procedure."""
    completed: int
    """Everything was seen and answered."""
    finished: int
    """Read to the end; this and the next six count how visits ended, and with `under_way` add up to `visits`."""
    not_started: int
    left: int
    timeouts: int
    staff: int
    stopped: int
    abandoned: int
    under_way: int
    places: Mapping[str, int]
    """Where people left, timed out, or were when the kiosk died (then the last step they had read)."""
    questions: tuple[QuestionResult, ...]
    """In the order in which they are met."""
    marked: Mapping[str, int]
    """Questions for the nurse that were marked in the end."""
    declined: Mapping[str, int]
    """Sections that people would rather not read."""
    median_minutes: float | None
    """From launch to end, of the visits that finished, to the nearest half; None without any."""
    sections: tuple[SectionResult, ...]
    """In the order of every walkthrough."""
    read_aloud: Share | None
    """Visits with the voice on, of all."""
    voice_lost: int
    """Visits in which the machine could not speak any more."""
    languages: Mapping[str, int]
    """Visits by the language in which they ended."""
    felt: Mapping[str, Feeling]
    """How people felt about it, 0 to 10, before and after, where they were asked and answered."""
    went_on: int
    """How often a visit was ended and went on later, by its ticket; it is one visit, as it ended in the end."""
    clock_went_back: int
    """Visits that ended before they began: the machine's clock was set back meanwhile."""


@dataclass(frozen=True, slots=True)
class Results:
    """What staff ask for."""

    procedures: tuple[ProcedureResult, ...]
    """Only those with visits, by id."""
    unwritable: str | None
    """Why nothing can be saved at this moment, in a sentence; None where all is well."""
    recounted: bool = False
    """Whether every event was counted, since the daily sums did not fit them."""


def summarise(folder: Path, *, procedure: str | None = None, since: date | None = None) -> Results:
    """Counts the visits that began on the day `since` (this machine's days) or later; without a journal there are none.

    Raises:
        JournalError: The journal is there and cannot be read.
    """
    trouble = unwritable(folder)
    first_day = since.isoformat() if since else ""
    with reading(folder) as connection:
        if connection is None:
            return Results((), trouble)
        quick = is_of_today(connection) and sums.are_whole(connection)
        groups = sums.by_procedure(connection, procedure, first_day) if quick else {}
        rest = sums.visits_under_way(connection) if quick else visits(connection.execute(f"{sums.EVENTS} ORDER BY id"))
        for visit in rest:
            name, before = visit[0]["procedure"], earlier(connection, visit)
            if procedure in (None, name) and day_of(before or visit) >= first_day:
                groups.setdefault(name, Counter()).update(added(visit, before))
    return Results(tuple(_procedure(name, groups[name]) for name in sorted(groups)), trouble, recounted=not quick)


def _procedure(name: str, counts: Tally) -> ProcedureResult:
    ends = _named(counts, "end")
    half_minutes = {int(half): count for half, count in _named(counts, "half-minutes").items()}
    middle = median(half_minutes)
    return ProcedureResult(
        procedure=name,
        visits=counts["visits", ""],
        started=counts["initialized", ""],
        completed=counts["completed", ""],
        finished=ends.get("finished", 0),
        not_started=ends.get("not-started", 0),
        left=ends.get("left", 0),
        timeouts=ends.get("timeout", 0),
        staff=ends.get("staff", 0),
        stopped=ends.get("stopped", 0),
        abandoned=ends.get("abandoned", 0),
        under_way=ends.get(UNDER_WAY, 0),
        places=_named(counts, "place"),
        questions=_questions(counts),
        marked=_named(counts, "marked"),
        declined=_named(counts, "declined"),
        median_minutes=None if middle is None else middle / 2,
        sections=_sections(counts),
        read_aloud=share(counts["heard", ""], counts["visits", ""]),
        voice_lost=counts["voice-lost", ""],
        languages=_named(counts, "language"),
        felt={
            when: Feeling(counts["felt", when], counts["felt-sum", when] / counts["felt", when])
            for when in ("before", "after")
            if counts["felt", when]
        },
        went_on=counts["went-on", ""],
        clock_went_back=counts["clock-went-back", ""],
    )


def _questions(counts: Tally) -> tuple[QuestionResult, ...]:
    met = _named(counts, "met")
    order = sorted(met, key=lambda question: (counts["order", question] / met[question], question))
    return tuple(_question(question, counts) for question in order)


def _question(question: str, counts: Tally) -> QuestionResult:
    right, wrong, unsure = (counts[result, question] for result in ("right", "wrong", "unsure"))
    instead = _named(counts, "wrong-option", f"{question}/")
    most = next(iter(instead), None)
    n, total, squares, n_right, total_right = (
        counts[what, question] for what in ("rest", "rest-score", "rest-square", "rest-right", "rest-right-score")
    )
    return QuestionResult(
        question=question,
        right=right,
        wrong=wrong,
        unsure=unsure,
        right_at_last=counts["right-at-last", question],
        handed_over=counts["handed-over", question],
        first_share=share(right, right + wrong + unsure),
        last_share=share(counts["right-at-last", question], counts["met", question]),
        most_chosen=most,
        most_chosen_count=instead[most] if most else 0,
        discrimination=point_biserial(n, total, squares, n_right, total_right),
        discrimination_visits=n,
    )


def _sections(counts: Tally) -> tuple[SectionResult, ...]:
    readers = _named(counts, "readers")
    found = [SectionResult(one, count, counts["tenths", one] / count / 600) for one, count in readers.items()]
    order: dict[str, int] = {section: place for place, section in enumerate(SECTIONS)}
    return tuple(sorted(found, key=lambda one: (order.get(one.section, len(order)), one.section)))


def _named(counts: Tally, what: str, start: str = "") -> dict[str, int]:
    """The counts of one thing by name, the most frequent first; `start` is left out of the names that begin so."""
    found = {
        name.removeprefix(start): count
        for (kind, name), count in counts.items()
        if kind == what and name.startswith(start) and count
    }
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
