"""The PEMAT pre-check: the items of the Patient Education Materials Assessment Tool that a machine can judge.

PEMAT-P (Shoemaker, Wolf and Brach 2014; AHRQ) is filled in by people. A machine can see whether a text has headings;
whether they help, it cannot. So this is no PEMAT score, and it is never called one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kiosk.content import measure
from kiosk.content.limits import LEAST_YOU, MOST_PASSIVE, MOST_STEP_WORDS
from kiosk.content.wording import count, everything, is_explained, said_in, steps_of
from kiosk.content.yardstick import Yardstick
from kiosk.model.procedure import SECTIONS, Procedure

MOST_HEADING, LEAST_CUES, LEAST_PICTURES, MOST_LINES = 10, 1 / 3, 4, 10
"""Words of a heading; the share of steps with a list or a mark; pictures; lines of a step that tells what to do."""

ACTING = ("prepare", "after", "call")
"""The sections that tell what to do."""

_HARD_NUMBER = re.compile(r"\d[.,]\d\d|\d\s?%|\b\d+/\d+\b")
_SUM = re.compile(r"\d\s*[×÷+=*/]\s*\d")


@dataclass(frozen=True, slots=True)
class Item:
    """One item, by its number in PEMAT-P."""

    number: int
    asks: str
    """What PEMAT asks there, in our words."""
    agrees: bool | None
    """None where it does not apply."""
    mends: str
    """What would mend it."""


def pre_check(made: Procedure, stick: Yardstick) -> Iterator[Item]:
    """Every item that a machine can judge, in a language that is measured so."""
    sections = [measure.sentences([line.text for step in one.steps for line in said_in(step)]) for one in made.sections]
    whole = [sentence for section in sections for sentence in section]
    easy = stick.section is None or all(stick.section.passes(stick.section.score(one)) for one in sections)
    passive = sum(map(stick.is_passive, whole)) if stick.is_passive else 0
    distant = sum(not stick.speaks_to_you(one) for one in whole) if stick.speaks_to_you else 0
    steps = [step for _, step in steps_of(made)]
    texts = [text for _, text in everything(made)]
    headings = [step.heading for step in steps]
    pictures = [step.picture for step in steps if step.picture]
    cued = sum(bool(step.points or step.feel or step.glossary) for step in steps)
    yield Item(1, "says what it is for", bool(made.sentence and made.section("what").steps), "Say it in `sentence`.")
    yield Item(3, "uses everyday words", easy, "Shorten what the check names under `grade`.")
    explained = all(is_explained(made, word) for word in made.glossary)
    yield Item(4, "explains medical words", explained, "Explain each on the step where it first stands.")
    yield Item(5, "says who does it", passive <= MOST_PASSIVE * len(whole), "Mend the passive sentences.")
    clear = not any(_HARD_NUMBER.search(text) for text in texts)
    yield Item(6, "has clear numbers", clear, "Write no percentages, fractions, or numbers with several decimals.")
    yield Item(7, "asks for no sums", not any(_SUM.search(text) for text in texts), "Give the result, not the sum.")
    short = all(count(line.text for line in (*step.text, *step.points)) <= MOST_STEP_WORDS for step in steps)
    yield Item(8, "comes in short pieces", short, f"Let no step have more than {MOST_STEP_WORDS} words.")
    telling = len(set(headings)) == len(headings) and all(len(one.split()) <= MOST_HEADING for one in headings)
    yield Item(9, "has telling headings", telling, "Give each step a short heading of its own.")
    ordered = tuple(section.id for section in made.sections) == SECTIONS
    yield Item(10, "has an order", ordered, "Write the seven sections in their order.")
    yield Item(11, "sums up", len(made.remember) >= 4, "Write four to six lines under `remember`.")
    yield Item(12, "marks what matters", cued >= LEAST_CUES * len(steps), "Use lists, `feel` and the glossary.")
    yield Item(15, "shows pictures", len(pictures) >= LEAST_PICTURES, f"Let {LEAST_PICTURES} steps have a picture.")
    captions = all(one.caption and one.description for one in pictures) if pictures else None
    yield Item(17, "has captions", captions, "Give each picture a caption and a description.")
    acting = all(made.section(one).steps for one in ACTING)
    yield Item(20, "tells what to do", acting, "Say in prepare, after and call what the patient does.")
    to_you = distant <= (1 - LEAST_YOU) * len(whole)
    yield Item(21, "speaks to the reader", to_you, "Say “you”, or tell what to do.")
    handy = all(len(said_in(step)) <= MOST_LINES for one in ACTING for step in made.section(one).steps)
    yield Item(22, "takes one thing after another", handy, "Say less in a step that tells what to do.")
    yield Item(
        23, "gives something to take along", len(made.to_ask) >= 4, "Write four to six questions under `to_ask`."
    )


def share(found: tuple[Item, ...]) -> float:
    """The part of the items that apply which agree."""
    judged = [one for one in found if one.agrees is not None]
    return sum(one.agrees is True for one in judged) / len(judged)
