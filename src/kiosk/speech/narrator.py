"""What is said of a page: one utterance a sentence, with the place on the page that it belongs to."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, assert_never

from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.model.page import (
    SLOTS,
    Choice,
    Choices,
    Code,
    Control,
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

MOST_DIGIT = 9
"""The last thing on a page that has a digit key."""

Spot = Literal["title", "place", "heading", "part", "notice", "control"]
"""Which piece of the page is being said."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """One sentence at most, as it stands on the page."""

    text: str
    spot: Spot
    part: int | None = None
    """Which of the page's parts, counted from 0."""
    item: str = ""
    """The choice, glossary word or slot that it belongs to."""
    language: str = ""
    """Its language, where it is not the page's."""


def narrate(page: Page, words: Language) -> tuple[Utterance, ...]:
    """All that stands on a page, beginning with where one is and ending with what can be pressed."""
    return tuple(_narrated(page, words))


def narrate_change(before: Page, after: Page, words: Language) -> tuple[Utterance, ...]:
    """What is new: of the same page what changed, of another page everything."""
    if before.id != after.id:
        return narrate(after, words)
    news = before.notice != after.notice  # and is then said whole, even if a sentence of it stood there before
    known = Counter(_known_by(one) for one in narrate(before, words) if not (news and one.spot == "notice"))
    let_go = _standing_out(before) - _standing_out(after)
    found = list(_taken_back(after, let_go, words))
    for one in narrate(after, words):
        if known[_known_by(one)]:
            known[_known_by(one)] -= 1
        elif one.item not in let_go:
            found.append(one)
    return tuple(found)


def narrate_focus(page: Page, target: str, words: Language) -> tuple[Utterance, ...]:
    """What has the focus: a choice, a glossary word or one of the row of actions."""
    return tuple(one for one in narrate(page, words) if one.item == target)


def invitations(page: Page) -> tuple[Utterance, ...]:
    """What the page says even while the voice is off, each in its own language."""
    found = ((number, part) for number, part in enumerate(page.parts) if isinstance(part, Invitation))
    return tuple(
        replace(one, language=part.language) for number, part in found for one in _cut(part.text, "part", number)
    )


def transcript(page: Page, words: Language) -> str:
    """All that is said of a page, a line a sentence: what is written beside its sound."""
    return "".join(f"{one.text}\n" for one in narrate(page, words))


def _known_by(one: Utterance) -> tuple[str, str, str]:
    """What makes two utterances the same; not the part's number, since a notice above moves it."""
    return one.spot, one.item, one.text


def _narrated(page: Page, words: Language) -> Iterator[Utterance]:
    # "Is this your procedure?" means nothing without the title. On every other page it stands last, so
    # that each begins with what is new.
    if page.kind == "confirm":
        yield from _cut(page.title, "title")
    yield from _cut(page.place, "place")
    yield from _cut(page.heading, "heading")
    for number, (part, first) in enumerate(zip(page.parts, _first_numbers(page), strict=True)):
        language = part.language if isinstance(part, Invitation) else ""
        for text, item in _part(part, first, words):
            yield from (replace(one, language=language) for one in _cut(text, "part", number, item))
    yield from _cut(page.notice, "notice")
    if page.kind != "confirm":
        yield from _cut(_progress(page, words), "title")
    yield from _controls(page, words)


def _cut(text: str, spot: Spot, part: int | None = None, item: str = "") -> Iterator[Utterance]:
    for sentence in sentences(text):
        yield Utterance(sentence, spot, part, item)


def _first_numbers(page: Page) -> Iterator[int]:
    """For each part the number of the first thing that can be chosen in it or after it."""
    number = 1
    for part in page.parts:
        yield number
        if isinstance(part, Choices) and not part.locked:
            number += len(part.items)
        elif isinstance(part, Glossary):
            number += len(part.words)


def _part(part: Part, number: int, words: Language) -> Iterator[tuple[str, str]]:
    """A part's texts, each with the thing that can be chosen by it."""
    match part:
        case Paragraph():
            yield _text(part), ""
        case Points():
            yield from ((_text(item), "") for item in part.items)
        case Feeling():
            yield part.label, ""
            yield _text(part.text), ""
            if part.helps:
                yield f"{part.helps_label}: {_text(part.helps)}", ""
        case Drawing():
            yield part.label, ""
            yield part.caption, ""
            yield part.description, ""
        case Choices():
            yield from _choices(part, number, words)
        case Glossary():
            yield part.label, ""
            yield from ((_numbered(number + n, word.word), word.item) for n, word in enumerate(part.words))
            yield from ((f"{word.word}: {word.meaning}", word.item) for word in part.words if word.open)
        case Feedback():
            yield part.label, ""
            yield part.text, ""
        case Code():
            return  # a square is for a camera; what it holds has been said on the pages before
        case Faces():
            return  # what the ends of the scale mean stands in the text
        case Countdown() | Invitation() | Note():
            yield part.text, ""
        case _:
            assert_never(part)


def _text(line: Paragraph) -> str:
    return f"{line.text} {line.added}".rstrip()


def _choices(part: Choices, number: int, words: Language) -> Iterator[tuple[str, str]]:
    for place, choice in enumerate(part.items):
        mark = _mark(choice, words)
        text = f"{choice.text} ({mark})" if mark else choice.text
        yield (_numbered(number + place, text) if part.numbered else text), choice.item
        yield choice.about, choice.item


def _numbered(number: int, text: str) -> str:
    return f"{number}: {text}" if number <= MOST_DIGIT else text


def _mark(choice: Choice, words: Language) -> str:
    """The mark in words; on the screen the sign alone may say it."""
    if choice.mark_label:
        return choice.mark_label
    match choice.mark:
        case "open":
            return ""
        case "chosen":
            return words.speech.chosen
        case "right":
            return words.question.right
        case "seen":
            return words.contents.seen
        case "skipped":
            return words.contents.skipped
        case _:
            assert_never(choice.mark)


def _progress(page: Page, words: Language) -> str:
    """The title, and how many of the sections are done."""
    if not page.ticks:
        return page.title
    return words.speech.progress.format(title=page.title, done=page.ticks.count("full"), count=len(page.ticks))


def _controls(page: Page, words: Language) -> Iterator[Utterance]:
    """The row of actions in its order, each with its key, and what the big key does."""
    for control in sorted(page.controls, key=lambda one: SLOTS.index(one.slot)):
        if control.key:
            yield Utterance(f"{control.label}: {_key(control, words)}", "control", item=control.slot)
    if label := _entered(page):
        yield from _cut(words.speech.enter.format(label=label), "control")


def _key(control: Control, words: Language) -> str:
    return {"←": words.speech.left, "→": words.speech.right}.get(control.key, control.key)


def _entered(page: Page) -> str:
    """The name of what Enter presses: an action, or a choice by its number."""
    items = page.choices()
    if page.first in items and not _is_chosen(page, page.first):
        number = items.index(page.first) + 1
        return str(number) if number <= MOST_DIGIT else ""
    slot = "next" if page.first in items else page.first
    return next((control.label for control in page.controls if control.slot == slot and control.key), "")


def _is_chosen(page: Page, item: str) -> bool:
    """Whether an option is chosen already: Enter then goes on."""
    options = [part.items for part in page.parts if isinstance(part, Choices) and part.form == "one"]
    return any(choice.item == item and choice.mark == "chosen" for items in options for choice in items)


def _standing_out(page: Page) -> set[str]:
    """The choices that carry a mark, and the glossary words that are open."""
    found: set[str] = set()
    for part in page.parts:
        if isinstance(part, Choices):
            found.update(choice.item for choice in part.items if choice.mark != "open")
        elif isinstance(part, Glossary):
            found.update(word.item for word in part.words if word.open)
    return found


def _taken_back(page: Page, let_go: set[str], words: Language) -> Iterator[Utterance]:
    """What is no longer marked or open. Of several answers the one that is chosen now says it all."""
    for place, part in enumerate(page.parts):
        if isinstance(part, Choices) and part.form == "many":
            for choice in part.items:
                if choice.item in let_go:
                    yield from _cut(words.speech.taken_back.format(text=choice.text), "part", place, choice.item)
        elif isinstance(part, Glossary):
            for word in part.words:
                if word.item in let_go:
                    yield from _cut(words.speech.closed.format(text=word.word), "part", place, word.item)
