"""What a page says, one sentence after the other, in the order in which the voice says it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, assert_never

from kiosk.model.frozen import dataclass
from kiosk.model.page import (
    Choice,
    Choices,
    Code,
    Countdown,
    Drawing,
    Faces,
    Feedback,
    Feeling,
    Glossary,
    Invitation,
    Note,
    Page,
    Paragraph,
    Part,
    Points,
)
from kiosk.speech.sentence import sentences
from kiosk.ui.choices import SIGNS
from kiosk.ui.palette import Role
from kiosk.ui.parts import FEEL, TONES

MOST_DIGIT = 9
"""The last thing on a page that has a digit key."""

Spot = Literal["title", "heading", "part", "notice"]
"""Which piece of the page it is."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One sentence, or one thing to choose."""

    text: str
    """As the voice says it."""
    spot: Spot
    part: int | None = None
    """Which of the page's parts it belongs to, counted from 0."""
    item: str = ""
    """The choice or glossary word that it belongs to."""
    shown: str = ""
    """As it is drawn, with its sign."""
    role: Role = "text"
    bar: Role | None = None
    """The bar at the left of its plane of colour, where it has one."""
    pressable: bool = False
    joins: bool = False
    """Whether it stays with what stands before it, where both fit."""


def sayings(page: Page) -> tuple[Saying, ...]:
    """All that a page says, but for the quiet line and the row of actions."""
    found = tuple(one if one.shown else replace(one, shown=one.text) for one in _all(page))
    return found or (Saying(page.heading, "heading", shown=page.heading, role="heading"),)


def _all(page: Page) -> Iterator[Saying]:
    if page.kind == "confirm":  # "Is this your procedure?" means nothing without it
        yield from in_sentences(Saying(page.title, "title", role="heading"))
    yield from in_sentences(Saying(page.heading, "heading", role="heading"))
    number = 1
    for place, part in enumerate(page.parts):
        yield from (replace(one, part=place) for one in _part(part, number))
        if isinstance(part, Choices) and not part.locked:
            number += len(part.items)
        elif isinstance(part, Glossary):
            number += len(part.words)
    if page.notice:
        yield Saying(page.notice, "notice", role="notice", bar="bar")


def in_sentences(whole: Saying, sign: str = "") -> Iterator[Saying]:
    """A saying for each of its sentences; the sign stands before the first."""
    for place, sentence in enumerate(sentences(whole.text)):
        before = f"{sign} " if sign and place == 0 else ""
        yield replace(whole, text=sentence, shown=before + sentence, joins=whole.joins and place == 0)


def _part(part: Part, number: int) -> Iterator[Saying]:
    match part:
        case Paragraph():
            yield from _line(part, "text")
        case Points():
            for point in part.items:
                yield from _line(point, "text", "•")
        case Feeling():
            yield from _feeling(part)
        case Drawing():
            yield from in_sentences(Saying(f"{part.label}: {part.caption} {part.description}", "part", role="quiet"))
        case Choices():
            for place, choice in enumerate(part.items):
                yield from _choice(choice, part, number + place)
        case Glossary():
            yield from _glossary(part, number)
        case Feedback():
            sign, role, bar = TONES[part.tone]
            yield from in_sentences(Saying(part.label, "part", role=bar, bar=bar), sign)
            yield from in_sentences(Saying(part.text, "part", role=role, bar=bar, joins=True))
        case Countdown():
            yield from in_sentences(Saying(part.text, "part", role="notice"))
        case Invitation():
            yield from in_sentences(Saying(part.text, "part"))
        case Note():
            yield from in_sentences(Saying(part.text, "part", role="quiet"))
        case Code() | Faces():
            return  # they have no words
        case _:
            assert_never(part)


def _line(line: Paragraph, role: Role, sign: str = "") -> Iterator[Saying]:
    """The sentences of a line; the sign of an addition stays with the last word."""
    for one in in_sentences(Saying(f"{line.text} {line.added}".rstrip(), "part", role=role), sign):
        tied = one.shown.removesuffix(f" {line.added}") if line.added else one.shown
        shown = f"{tied}\N{NO-BREAK SPACE}{line.added}" if tied != one.shown else tied
        yield replace(one, shown=shown)


def _feeling(part: Feeling) -> Iterator[Saying]:
    yield from in_sentences(Saying(part.label, "part", role="feel-label", bar="feel-bar"), FEEL)
    for place, one in enumerate(_line(part.text, "feel")):
        yield replace(one, bar="feel-bar", joins=place == 0)
    if part.helps:
        helps = replace(part.helps, text=f"{part.helps_label}: {part.helps.text}")
        yield from (replace(one, bar="feel-bar") for one in _line(helps, "feel"))


def _choice(choice: Choice, part: Choices, number: int) -> Iterator[Saying]:
    """A choice with its number, its sign and its mark in words; below it what says more."""
    digit = str(number) if number <= MOST_DIGIT and part.numbered else ""
    marked = part.form != "go" or any(one.mark != "open" for one in part.items)
    sign = SIGNS[part.form][choice.mark] if marked and part.form in SIGNS else ""
    text = choice.text + (f" ({choice.mark_label})" if choice.mark_label else "")
    role: Role = "chosen" if choice.mark == "chosen" else "choice"
    if part.locked:
        role = "heading" if choice.mark == "chosen" else "text"
    one = Saying(
        text=f"{digit}: {text}" if digit else text,
        spot="part",
        item=choice.item,
        shown=" ".join(one for one in (digit, sign.strip(), text) if one),
        role=role,
        pressable=not part.locked,
    )
    yield one
    for about in in_sentences(replace(one, text=choice.about, joins=True)):
        yield replace(about, role="text" if part.locked else "choice")


def _glossary(part: Glossary, number: int) -> Iterator[Saying]:
    """The words, each with what it means right after it, once it is open."""
    yield from in_sentences(Saying(part.label, "part", role="quiet"))
    for n, word in enumerate(part.words, start=number):
        text, shown = (f"{n}: {word.word}", f"{n} {word.word}") if n <= MOST_DIGIT else (word.word, word.word)
        role: Role = "chosen" if word.open else "choice"
        yield Saying(text, "part", item=word.item, shown=shown, role=role, pressable=True, joins=n == number)
        if word.open:
            meaning = Saying(f"{word.word}: {word.meaning}", "part", item=word.item, role="again", bar="again-bar")
            yield from in_sentences(replace(meaning, joins=True))
