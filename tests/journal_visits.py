"""Visits for the journal's tests: made by chance from a seed, and written as the kiosk writes them."""

import random
from collections.abc import Iterator
from pathlib import Path

from journal_reader import Clock
from kiosk.journal.store import Journal
from kiosk.model.event import (
    Answered,
    Completed,
    Declined,
    Event,
    Heard,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
    VoiceLost,
)

PROCEDURES = ("sialogram", "deep-soft-tissue-biopsy")
QUESTIONS = ("clear-view", "tell-first", "what-dye-does", "how-long")


ENDINGS = ("finished", "finished", "left", "timeout", "staff")
"""Without "", which is a visit that does not end."""


def by_chance(chance: random.Random, endings: tuple[str, ...] = (*ENDINGS, "")) -> list[Event]:
    """One visit, of any kind that there is."""
    events: list[Event] = [Launched()]
    if chance.random() < 0.1:
        return [*events, Terminated("not-started", "confirm")]
    events.append(Initialized())
    if chance.random() < 0.3:
        events.append(Heard())
    if chance.random() < 0.1:
        events.append(VoiceLost())
    for section in ("what", "happens", "risks"):
        if chance.random() < 0.2:
            events.append(Declined(section))
        else:
            events += [Viewed(f"{section}/{step}", chance.uniform(0, 90)) for step in ("first", "second")]
    for question in QUESTIONS[: chance.randint(0, len(QUESTIONS))]:
        events += _answers(question, chance)
    events += [Marked("drive", on) for on in (True, False)[: chance.randint(0, 2)]]
    ending = chance.choice(endings)
    if ending == "finished":
        events.append(Completed())
    return [*events, Terminated(ending, f"step/happens/{chance.choice(('first', 'second'))}")] if ending else events


def _answers(question: str, chance: random.Random) -> Iterator[Event]:
    options = (("a", "right"), ("b", "wrong"), ("c", "wrong"), ("not-sure", "unsure"))
    option, result = chance.choice(options)
    yield Answered(question, 1, option, result)
    if result != "right":
        option, result = chance.choice(options)
        yield Answered(question, 2, option, result)


def write_visits(
    folder: Path,
    count: int,
    seed: int = 1,
    clock: Clock | None = None,
    gap_hours: float = 5,
    endings: tuple[str, ...] = (*ENDINGS, ""),
) -> Journal:
    """Lets visits happen, one after the other with hours between them; the journal, still open."""
    chance, clock = random.Random(seed), clock or Clock()
    journal = Journal(folder, clock)
    for number in range(count):
        language = chance.choice(("en", "en", "es"))
        key = VisitKey(f"{seed:04x}{number:012x}", chance.choice(PROCEDURES), 3, "0123456789abcdef", language)
        events = by_chance(chance, endings)
        journal.append(key, events[:1])
        clock.move(minutes=chance.randint(0, 20))
        journal.append(key, events[1:])
        clock.move(hours=gap_hours)
    return journal
