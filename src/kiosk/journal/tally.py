"""What one visit adds to the daily sums: whole numbers only, so that adding and taking away come out even."""

import sqlite3
from collections import Counter
from datetime import datetime

from kiosk.journal.visits import Visit, ended, last_shown, sittings

BEFORE_STEPS = "before-the-steps"
"""The place of a visit that was abandoned before any step was read."""

UNDER_WAY = "under-way"
"""How a visit ended that has not."""

WHOLE_SCORE = 2520
"""The score of who knew everything: divided by any number of questions up to ten it stays whole."""

Tally = Counter[tuple[str, str]]
"""How many, by what is counted and its name."""

_GONE = ("left", "timeout", "abandoned")


def day_of(visit: Visit) -> str:
    """The day on which it began, in this machine's time zone."""
    return _moment(visit[0]).astimezone().date().isoformat()


def tally(visit: Visit) -> Tally:
    """What it adds."""
    counts: Tally = Counter({("visits", ""): 1, ("language", last_shown(visit)["language"]): 1})
    tries: dict[str, dict[int, sqlite3.Row]] = {}
    marks: dict[str, bool] = {}
    declined: set[str] = set()
    felt: dict[str, int] = {}
    tenths: Counter[str] = Counter()
    place = BEFORE_STEPS
    for event in visit:
        match event["kind"]:
            case "initialized" | "completed" | "heard" | "voice-lost" as kind:
                counts[kind, ""] = 1
            case "viewed":
                place = event["step"]
                section = place.split("/")[0]
                tenths[section] += round(event["seconds"] * 10)
                declined.discard(section)  # who came back to read it did not decline it
            case "declined":
                declined.add(event["section"])
            case "answered":
                tries.setdefault(event["question"], {})[event["attempt"]] = event
            case "felt":
                felt[event["item"]] = int(event["option"])
            case "marked":
                marks[event["item"]] = bool(event["marked"])
    counts["went-on", ""] = len(sittings(visit)) - 1
    counts += _ending(visit, place)
    counts.update(("marked", item) for item, on in marks.items() if on)
    counts.update(("declined", section) for section in declined)
    for when, value in felt.items():
        counts["felt", when] = 1
        counts["felt-sum", when] = value
    for section, count in tenths.items():
        counts["readers", section] += 1
        counts["tenths", section] += count
    _answers(counts, tries)
    return counts


def added(visit: Visit, earlier: Visit) -> Tally:
    """What a visit adds to the sums: with those that it went on from it is one, as one person sees it.

    Args:
        visit: Its events.
        earlier: The events of the visits that it went on from, which have been added before.
    """
    counts = tally(earlier + visit)
    if earlier:
        counts.subtract(tally(earlier))
    return counts


def _moment(event: sqlite3.Row) -> datetime:
    return datetime.fromisoformat(event["at"])


def _ending(visit: Visit, place: str) -> Tally:
    last = visit[-1]
    if not ended(visit):
        return Counter({("end", UNDER_WAY): 1})
    reason = last["reason"] or "abandoned"
    counts: Tally = Counter({("end", reason): 1})
    if reason in _GONE:
        counts["place", (last["place"] or place).removeprefix("step/")] = 1
    # What lies between an end and going on is no reading.
    seconds = [(_moment(part[-1]) - _moment(part[0])).total_seconds() for part in sittings(visit)]
    if min(seconds) < 0:
        counts["clock-went-back", ""] = 1
    elif reason == "finished":
        counts["half-minutes", str(round(sum(seconds) / 30))] = 1
    return counts


def _answers(counts: Tally, tries: dict[str, dict[int, sqlite3.Row]]) -> None:
    right = {question: all_tries[1]["result"] == "right" for question, all_tries in tries.items() if 1 in all_tries}
    for order, (question, all_tries) in enumerate(tries.items()):
        counts["met", question] = 1
        counts["order", question] = order
        if all_tries[max(all_tries)]["result"] == "right":
            counts["right-at-last", question] = 1
        if 2 in all_tries and all_tries[2]["result"] != "right":
            counts["handed-over", question] = 1
        if question in right:
            first = all_tries[1]
            counts[first["result"], question] = 1
            if first["result"] == "wrong":
                counts["wrong-option", f"{question}/{first['option']}"] = 1
            _rest_score(counts, question, right)


def _rest_score(counts: Tally, question: str, right: dict[str, bool]) -> None:
    """The share of the other questions that were right, and its square: they give the question's discrimination.

    A share and not a sum, since who left early was asked fewer questions.
    """
    others = len(right) - 1
    if not others:
        return
    score = round(WHOLE_SCORE * (sum(right.values()) - right[question]) / others)
    counts["rest", question] = 1
    counts["rest-score", question] = score
    counts["rest-square", question] = score * score
    if right[question]:
        counts["rest-right", question] = 1
        counts["rest-right-score", question] = score
