"""The same pages as append-only text, for a screen reader, a braille line, a pipe: no escape codes, no redrawing."""

from collections.abc import Callable, Iterator
from typing import TextIO, assert_never

from kiosk.journal.recorder import Recorder
from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, Leave, Saved, VisitAction
from kiosk.model.event import Event
from kiosk.model.language import Language
from kiosk.model.page import (
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
from kiosk.model.procedure import UNSURE
from kiosk.visit.visit import Visit

BACK, HELP = "0", "99"
"""What is typed for Back and Help: no page has that many choices."""


def walk(
    visit: Visit,
    begun: tuple[Event, ...],
    recorder: Recorder,
    lines: TextIO,
    out: TextIO,
    clock: Callable[[], float],
) -> Visit:
    """Walk a patient through by text alone; the visit as it ended.

    Args:
        visit: At its first page.
        begun: What happened on the way there.
        recorder: Where events go.
        lines: What is typed; its end means that the patient left.
        out: Where the pages go, one after another.
        clock: Seconds on a clock that never goes back.
    """
    visit = _saved(visit, recorder.keep(visit.key, begun), clock())
    recorder.note_ticket(visit)
    shown: Page | None = None
    while not visit.ended:
        _say(visit.page, shown, visit.words, out)
        shown = visit.page
        typed = lines.readline()
        actions = _actions(shown, typed.strip()) if typed else [Leave("left")]
        if actions is None:
            out.write(visit.words.plain.not_a_choice.format(typed=_harmless(typed)) + "\n")
            continue
        for action in actions:
            visit, happened = visit.do(action, clock())
            if happened:
                visit = _saved(visit, recorder.keep(visit.key, happened), clock())
    if visit.ended != "finished":
        _say(visit.page, None, visit.words, out, prompt=False)
    return visit


def _saved(visit: Visit, well: bool, at: float) -> Visit:
    return visit.do(Saved(well), at)[0]


def _harmless(typed: str) -> str:
    return "".join(letter for letter in typed.strip()[:20] if letter.isprintable())


def _actions(page: Page, typed: str) -> list[VisitAction] | None:
    """What a typed line does; None where it is not one of the numbers."""
    numbered = {str(number): item for number, item in enumerate(page.choices(), 1)}
    if not typed:
        return _onward(page)
    if typed in numbered:
        return [Choose(numbered[typed])]
    if typed == BACK:
        return [GoBack()]
    return [GetHelp()] if typed == HELP else None


def _onward(page: Page) -> list[VisitAction]:
    """What the big key does; at a question without a choice that is "I am not sure"."""
    options = [part for part in page.parts if isinstance(part, Choices) and part.form == "one" and not part.locked]
    if options and all(choice.mark != "chosen" for choice in options[0].items):
        return [Choose(UNSURE), GoOn()]
    return [Choose(page.first)] if page.first in page.choices() and not options else [GoOn()]


def _say(page: Page, before: Page | None, words: Language, out: TextIO, *, prompt: bool = True) -> None:
    """A page; of a page that only changed, what is new."""
    lines = list(lines_of(page, words))
    if before and before.id == page.id:
        old = list(lines_of(before, words))
        lines = [line for line in lines if line not in old]
    else:
        lines = ["", *lines]
    if prompt:
        lines.append(_prompt(page, words))
    out.write("\n".join(lines) + "\n")
    out.flush()


def _prompt(page: Page, words: Language) -> str:
    count = len(page.choices())
    return words.plain.prompt_choices.format(last=count) if count else words.plain.prompt


def lines_of(page: Page, words: Language) -> Iterator[str]:
    """A page as lines of text."""
    if page.title and page.kind == "confirm":
        yield page.title
    if page.place:
        yield page.place
    yield page.heading
    number = 1
    for part in page.parts:
        yield from _part(part, number, words)
        if isinstance(part, Choices) and not part.locked:
            number += len(part.items)
        elif isinstance(part, Glossary):
            number += len(part.words)
    if page.notice:
        yield page.notice


def _text(line: Paragraph) -> str:
    return f"{line.text} {line.added}".rstrip()


def _part(part: Part, number: int, words: Language) -> Iterator[str]:
    match part:
        case Paragraph():
            yield _text(part)
        case Points():
            yield from (f"- {_text(item)}" for item in part.items)
        case Feeling():
            yield f"{part.label}: {_text(part.text)}"
            if part.helps:
                yield f"{part.helps_label}: {_text(part.helps)}"
        case Drawing():
            yield f"{part.label}: {part.caption} {part.description}"
        case Choices():
            yield from _choices(part, number, words)
        case Glossary():
            yield part.label
            for place, word in enumerate(part.words):
                yield f"{number + place}. {word.word}"
            yield from (f"{word.word}: {word.meaning}" for word in part.words if word.open)
        case Feedback():
            yield from (part.label, part.text)
        case Code() | Faces():
            return  # text has no pictures
        case Countdown() | Invitation() | Note():
            yield part.text
        case _:
            assert_never(part)


def _choices(part: Choices, number: int, words: Language) -> Iterator[str]:
    for place, choice in enumerate(part.items):
        mark = choice.mark_label or (words.plain.chosen if choice.mark == "chosen" else "")
        head = "-" if part.locked else f"{number + place}."
        yield " ".join(text for text in (head, choice.text, choice.about, f"({mark})" if mark else "") if text)
