"""What the visits came to, counted from the journal's events for each procedure."""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from statistics import median
from typing import Any

from kiosk.journal.schema import FILE, stamp, version
from kiosk.journal.trouble import sentence, unwritable
from kiosk.model.error import JournalError

BEFORE_STEPS = "before-the-steps"
"""The place of a visit that was abandoned before any step was read."""


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
    """In the order in which they were first met."""
    marked: Mapping[str, int]
    """Questions for the nurse that were marked in the end."""
    declined: Mapping[str, int]
    """Sections that people would rather not read."""
    median_minutes: float | None
    """From launch to end, of the visits that finished; None without any."""


@dataclass(frozen=True, slots=True)
class Results:
    """What staff ask for."""

    procedures: tuple[ProcedureResult, ...]
    """Only those with visits, by id."""
    unwritable: str | None
    """Why nothing can be saved at this moment, in a sentence; None where all is well."""


@dataclass(slots=True)
class _Visit:
    """One visit, as far as its events have been read."""

    procedure: str
    began: str
    ended: str = ""
    reason: str = "under way"
    place: str = BEFORE_STEPS
    kinds: set[str] = field(default_factory=set)
    answers: dict[str, dict[int, str]] = field(default_factory=dict)
    marks: dict[str, bool] = field(default_factory=dict)
    declined: set[str] = field(default_factory=set)

    def take(self, event: sqlite3.Row) -> None:
        self.kinds.add(event["kind"])
        match event["kind"]:
            case "viewed":
                self.place = event["step"]
                self.declined.discard(event["step"].split("/")[0])  # who came back to read it did not decline it
            case "declined":
                self.declined.add(event["section"])
            case "answered":
                self.answers.setdefault(event["question"], {})[event["attempt"]] = event["result"]
            case "marked":
                self.marks[event["item"]] = bool(event["marked"])
            case "terminated":
                self.reason, self.place, self.ended = event["reason"], event["place"], event["at"]
            case "abandoned":
                self.reason = "abandoned"

    def minutes(self) -> float:
        lasted = datetime.fromisoformat(self.ended) - datetime.fromisoformat(self.began)
        return lasted.total_seconds() / 60


def summarise(folder: Path, *, procedure: str | None = None, since: date | None = None) -> Results:
    """Counts the visits that began on the day `since` (this machine's days) or later; without a journal there are none.

    Raises:
        JournalError: The journal is there and cannot be read.
    """
    trouble = unwritable(folder)
    earliest = stamp(datetime.combine(since, time.min)) if since else ""
    groups: dict[str, list[_Visit]] = {}
    for visit in _visits(folder / FILE):
        if visit.began >= earliest and procedure in (None, visit.procedure):
            groups.setdefault(visit.procedure, []).append(visit)
    return Results(tuple(_procedure(name, groups[name]) for name in sorted(groups)), trouble)


def as_json(results: Results) -> dict[str, Any]:
    """The same, for `json.dumps`."""
    return asdict(results)


def _visits(path: Path) -> Iterable[_Visit]:
    visits: dict[str, _Visit] = {}
    try:
        for event in _events(path):
            visits.setdefault(event["visit"], _Visit(event["procedure"], event["at"])).take(event)
    except (sqlite3.Error, OSError) as error:
        raise JournalError(sentence(error, path, "read")) from error
    return visits.values()


def _events(path: Path) -> Iterator[sqlite3.Row]:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return
    with closing(_connect(path)) as connection:
        # A file that was only just made has no tables yet.
        if version(connection) > 0:
            connection.row_factory = sqlite3.Row
            yield from connection.execute("SELECT * FROM events ORDER BY id")


def _connect(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    try:
        return _readable(uri)
    except sqlite3.OperationalError:
        if Path(f"{path}-wal").exists():
            raise
        # SQLite wants to make its helper files and cannot; where there are none, nobody is writing.
        return _readable(f"{uri}&immutable=1")


def _readable(uri: str) -> sqlite3.Connection:
    connection = sqlite3.connect(uri, uri=True)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _procedure(name: str, visits: list[_Visit]) -> ProcedureResult:
    reasons = Counter(visit.reason for visit in visits)
    gone = [visit for visit in visits if visit.reason in ("left", "timeout", "abandoned")]
    minutes = [visit.minutes() for visit in visits if visit.reason == "finished"]
    return ProcedureResult(
        procedure=name,
        visits=len(visits),
        started=sum("initialized" in visit.kinds for visit in visits),
        completed=sum("completed" in visit.kinds for visit in visits),
        finished=reasons["finished"],
        not_started=reasons["not-started"],
        left=reasons["left"],
        timeouts=reasons["timeout"],
        staff=reasons["staff"],
        stopped=reasons["stopped"],
        abandoned=reasons["abandoned"],
        under_way=reasons["under way"],
        places=_most_first(visit.place for visit in gone),
        questions=_questions(visits),
        marked=_most_first(item for visit in visits for item, on in visit.marks.items() if on),
        declined=_most_first(section for visit in visits for section in visit.declined),
        median_minutes=round(median(minutes), 1) if minutes else None,
    )


def _questions(visits: list[_Visit]) -> tuple[QuestionResult, ...]:
    tries: dict[str, list[dict[int, str]]] = {}
    for visit in visits:
        for question, answers in visit.answers.items():
            tries.setdefault(question, []).append(answers)
    return tuple(_question(question, answers) for question, answers in tries.items())


def _question(question: str, answers: list[dict[int, str]]) -> QuestionResult:
    first = Counter(each.get(1) for each in answers)
    return QuestionResult(
        question=question,
        right=first["right"],
        wrong=first["wrong"],
        unsure=first["unsure"],
        right_at_last=sum(each[max(each)] == "right" for each in answers),
        handed_over=sum(each.get(2, "right") != "right" for each in answers),
    )


def _most_first(things: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(things).items(), key=lambda pair: (-pair[1], pair[0])))
