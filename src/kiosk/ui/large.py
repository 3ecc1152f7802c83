"""Lays a page out in drawn letters, one sentence at a time, for terminals whose own letters cannot grow."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from math import ceil

from kiosk.model.page import Control, Page
from kiosk.model.patient_words import RowWords
from kiosk.ui.actions import controls_of
from kiosk.ui.canvas import SNUG, Canvas, Group, Written, height
from kiosk.ui.large_leaf import head_of, leaf_of
from kiosk.ui.leaf import Leaf
from kiosk.ui.letters import HIGH
from kiosk.ui.saying import Saying, in_sentences, sayings

UNDRAWN = frozenset(("waiting", "pin"))
"""Pages that keep ordinary letters: no patient is there yet; a keypad is seen as a whole or not at all."""


def lay_out_large(page: Page, columns: int, rows: int, row: RowWords, told: Saying | None = None) -> tuple[Leaf, ...]:
    """The leaves of a page in drawn letters, on a roomy grid.

    Args:
        page: The page.
        columns: Of the grid.
        rows: Of the grid.
        row: What stands on the actions that turn a page's leaves.
        told: Before what the notice stands; None: at the end, as it is said.
    """
    canvas = Canvas(columns, rows)
    head = head_of(page, canvas)
    room = canvas.foot - 1 - len(head) - canvas.gap
    found = [leaf for group in _groups(page, told) for leaf in _shared_out(group, canvas, room)]
    pitch = HIGH if all(height(group, HIGH) <= room for group in found) else SNUG
    stands = [(number, len(found)) for number in range(1, len(found) + 1)]
    return tuple(
        leaf_of(canvas, head, group, pitch, there, _controls(page, there, row))
        for group, there in zip(found, stands, strict=True)
    )


def _controls(page: Page, stands: tuple[int, int], row: RowWords) -> Iterable[Control]:
    """The row of actions. "Are you still there?" is answered on each of its leaves, whatever is pressed."""
    return page.controls if page.kind == "alert" else controls_of(page, stands, row).values()


def _groups(page: Page, told: Saying | None) -> list[list[Saying]]:
    """The sayings, each with what stays with it; the notice where it is to be."""
    *said, last = sayings(page)
    place = place_of(told, said) if told and last.spot == "notice" else None
    if place is None:
        said.append(last)
    else:
        said[place : place + 1] = [last, replace(said[place], joins=True)]
    found: list[list[Saying]] = []
    for one in said:
        if one.joins and found:
            found[-1].append(one)
        else:
            found.append([one])
    return found


def place_of(saying: Saying, among: list[Saying]) -> int | None:
    """Where the same thing is said: in the same words, or else of the same choice, or in the same part."""
    known_by: tuple[Callable[[Saying], tuple[object, ...]], ...] = (
        lambda one: (one.spot, one.part, one.item, one.text),
        lambda one: (one.spot, one.text),
        lambda one: (one.spot, one.part, one.item),
    )
    places = (place for key in known_by for place, one in enumerate(among) if key(one) == key(saying))
    return next(places, None)


def _shared_out(group: list[Saying], canvas: Canvas, room: int) -> Iterator[Group]:
    """A group on one leaf, or on as many as it needs."""
    leaf: Group = ()
    for one in _alone(group, canvas, room):
        written = canvas.write(one)
        longer = (*leaf, replace(written, opens=False))
        if leaf and height(longer, SNUG) <= room:
            leaf = longer
            continue
        if leaf:
            yield leaf
        *full, leaf = ((part,) for part in _cut(written, room))
        yield from full
    yield leaf


def _alone(group: list[Saying], canvas: Canvas, room: int) -> list[Saying]:
    """A group whose notice does not fit beside what follows: it stands alone, in sentences if need be.

    What is pressed there is then the choice that it is about, as if that stood below.
    """
    notice, *others = group
    if notice.spot != "notice":
        return group
    alone = canvas.write(notice)
    if others and height((alone, replace(canvas.write(others[0]), opens=False)), SNUG) <= room:
        return group
    if others and others[0].pressable:
        notice = replace(notice, item=others[0].item, pressable=True, role="chosen", bar=None)
    return [notice, *others] if alone.height(SNUG) <= room else [*in_sentences(notice), *others]


def _cut(written: Written, room: int) -> Iterator[Written]:
    """Lines that fit a leaf, about as many on each."""
    for pieces in range(1, len(written.lines) + 1):
        size = ceil(len(written.lines) / pieces)
        found = [replace(written, lines=written.lines[at : at + size]) for at in range(0, len(written.lines), size)]
        if size == 1 or all(one.height(SNUG) <= room for one in found):
            yield from found
            return
