"""The pages that make it easier: how one likes it, trying the keys, what each key does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kiosk.model.action import GetHelp, GoBack, GoOn
from kiosk.model.page import Choice, Choices, Control, Page, Paragraph, Part

if TYPE_CHECKING:  # the kiosk builds its page, and a page needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk

MORE, PRACTICE = "more", "practice"


def comfort_page(kiosk: Kiosk) -> Page:
    """What most people change, with how it stands, and the way to the rest."""
    words = kiosk.words.comfort
    return Page(
        id="comfort",
        kind="comfort",
        heading=words.heading,
        parts=(Paragraph(words.text), Choices((*_first(kiosk), Choice(MORE, words.more)), "go")),
        controls=_row(kiosk),
        title=kiosk.visit.procedure.title if kiosk.visit else "",
    )


def more_page(kiosk: Kiosk) -> Page:
    """The rest of what can be set, and a way to try the keys."""
    words = kiosk.words.comfort
    items = (*_rest(kiosk), Choice(PRACTICE, kiosk.words.practice.offer))
    title = kiosk.visit.procedure.title if kiosk.visit else ""
    return Page("comfort-more", "comfort", words.more, (Choices(items, "go"),), _row(kiosk), title)


def _first(kiosk: Kiosk) -> Iterator[Choice]:
    words, comfort = kiosk.words.comfort, kiosk.comfort
    knobs = ["voice"] if kiosk.setup.voice else []
    knobs += ["size"] if len(kiosk.setup.sizes) > 1 else []
    yield from (Choice(knob, comfort.told(knob, words)) for knob in (*knobs, "colours"))
    if len(kiosk.languages) > 1:
        told = words.told.format(what=words.names.language, value=kiosk.words.name)
        yield Choice("language", told)


def _rest(kiosk: Kiosk) -> Iterator[Choice]:
    knobs = ["speed", "volume", "onward"] if kiosk.setup.voice else []
    knobs += ["switches", "scan"] if kiosk.comfort.switches == "one" else ["switches"]
    yield from (Choice(knob, kiosk.comfort.told(knob, kiosk.words.comfort)) for knob in knobs)


def practice_page(kiosk: Kiosk) -> Page:
    """A question that does not count."""
    words = kiosk.words.practice
    chosen = kiosk.practised
    items = tuple(
        Choice(f"option-{place}", text, mark="chosen" if chosen == f"option-{place}" else "open")
        for place, text in enumerate(words.options)
    )
    done = next((words.done.format(option=one.text) for one in items if one.mark == "chosen"), "")
    return Page(
        id=PRACTICE,
        kind="practice",
        heading=words.heading,
        parts=(Paragraph(words.text), Paragraph(words.ask), Choices(items, "one")),
        controls=_row(kiosk),
        notice=done or words.hint,
        first=items[0].item,
    )


def keys_page(kiosk: Kiosk) -> Page:
    """What the last key does; none does anything else here."""
    words = kiosk.words.key_help
    parts: list[Part] = [Paragraph(words.text), Paragraph(words.leave)]
    return Page("keys", "keys", words.heading, tuple(parts), _row(kiosk), notice=_explained(kiosk))


def _explained(kiosk: Kiosk) -> str:
    words, press = kiosk.words.key_help.press, kiosk.explained
    if press is None:
        return ""
    if press.isdigit():
        return words.digit.format(digit=press)
    return str(getattr(words, press, words.nothing))


def _row(kiosk: Kiosk) -> tuple[Control, ...]:
    row = kiosk.words.row
    return (
        Control("back", row.back, "←", GoBack()),
        Control("help", row.help, "F1", GetHelp()),
        Control("next", row.next, "→", GoOn()),
    )
