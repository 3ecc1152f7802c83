"""Finds the same place of a page again when it is laid out anew: changed, on another grid, in another size."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.ui.highlight import highlighted
from kiosk.ui.leaf import Leaf

if TYPE_CHECKING:  # needed in the largest size only
    from kiosk.ui.saying import Saying


def said_on(leaf: Leaf, told: "Saying | None" = None) -> "Saying | None":
    """What a leaf in drawn letters says first; for a notice that is alone there, before what it stands.

    Args:
        leaf: The leaf.
        told: Before what the notice stands, if it is not the end.
    """
    said = (one.saying for one in leaf.drawn)
    return next((one for one in said if one.spot != "notice"), told or (leaf.drawn[0].saying if leaf.drawn else None))


def same_place(before: Leaf, number: int, after: Sequence[Leaf], known: "Saying | None") -> int:
    """The leaf that shows what another leaf of the same page showed.

    Args:
        before: The leaf that was open.
        number: Which one it was, counted from 0.
        after: The leaves now.
        known: What the leaf said, if it was in drawn letters; otherwise which of its sentences was open in those, if
            one was.
    """
    if before.drawn and known:
        found = _drawn_again(before, known, after) if after[0].drawn else _in_ordinary_letters(known, after)
    elif not after[0].drawn:
        found = _in_other_words(before, number, after)
    elif known and highlighted(before, known):
        found = _drawn_again(before, known, after)
    else:
        found = _in_drawn_letters(before, after) if number else 0
    return min(number, len(after) - 1) if found is None else found


def _in_other_words(before: Leaf, number: int, after: Sequence[Leaf]) -> int | None:
    """The nearest leaf with the part that a leaf began with: another language, or another grid, may have moved it."""
    if not (number and before.parts):
        return None
    first = before.parts[min(before.parts)]
    there = (place for place, leaf in enumerate(after) if first in leaf.parts.values())
    return min(there, key=lambda place: abs(place - number), default=None)


def _drawn_again(before: Leaf, saying: "Saying", after: Sequence[Leaf]) -> int | None:
    """The leaf where a saying stands now; where it takes several, the one with the word that was first."""
    from kiosk.ui.large import place_of

    there = [(number, one) for number, leaf in enumerate(after) for one in leaf.drawn]
    place = place_of(saying, [one.saying for _, one in there])
    if place is None:
        return None
    word = next((one.words[0].number for one in before.drawn if one.saying == saying and one.words), 0)
    same = [(number, one) for number, one in there if one.saying == there[place][1].saying]
    begun = [number for number, one in same if one.words and one.words[0].number <= word]
    return begun[-1] if begun else same[0][0]


def _in_ordinary_letters(saying: "Saying", after: Sequence[Leaf]) -> int | None:
    """The leaf with a sentence, or with its end, where it is cut; or else with its part."""
    words = saying.text.split()
    ends = (replace(saying, text=" ".join(words[first:])) for first in range(len(words)))
    stands = (number for end in ends for number, leaf in enumerate(after) if highlighted(leaf, end))
    shows = (number for number, leaf in enumerate(after) if saying.part in leaf.parts.values())
    return next(stands, next(shows, None))


def _in_drawn_letters(before: Leaf, after: Sequence[Leaf]) -> int:
    """The leaf of what a leaf in ordinary letters begins with: a sentence of its first part, or the end of one."""
    first = before.parts[min(before.parts)] if before.parts else None
    part = [(number, one.saying) for number, leaf in enumerate(after) for one in leaf.drawn if one.saying.part == first]
    stands = (number for number, saying in part if highlighted(before, saying))
    return next(stands, part[-1][0] if part else 0)
