"""What a patient takes along: the lines to remember as texts for squares, short enough for a phone and a screen."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kiosk.model.language import TakeHomeWords
from kiosk.model.procedure import Procedure

MOST_CODES = 3
"""More squares than that nobody photographs."""

MOST_BYTES = 271
"""Of one square, in UTF-8: QR's version 10, whose square fits a grid of 120 columns and 40 rows."""

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


ADDED = "+"
"""After a line that no source carries: of one byte, unlike the sign on the pages."""


@lru_cache(64)
def codes(procedure: Procedure, words: TakeHomeWords) -> tuple[str, ...]:
    """The title and the lines to remember, shared out to as few texts as fit, cut between sentences only.

    What waits for a doctor says so here too.
    """
    units = [procedure.title]
    for note in procedure.remember:
        first, *rest = _SENTENCE_END.split(note.line.text + (ADDED if note.line.added else ""))
        units += [f"\n{first}", *(f" {one}" for one in rest)]
    if procedure.general:
        units.append(f"\n{words.unchecked}")
    elif any(note.line.added for note in procedure.remember):
        units.append(f"\n{ADDED} {words.unchecked}")
    for count in range(1, MOST_CODES):
        shared = _shared(units, count)
        if max(map(_size, shared)) <= MOST_BYTES:
            return shared
    return _shared(units, MOST_CODES)


def _size(text: str) -> int:
    return len(text.encode())


def _shared(units: Sequence[str], count: int) -> tuple[str, ...]:
    """In their order, as evenly as they can be shared out."""
    limit = max(map(_size, units))
    while len(found := _filled(units, limit)) > count:
        limit += 1
    return found


def _filled(units: Sequence[str], limit: int) -> tuple[str, ...]:
    found: list[str] = []
    for unit in units:
        if found and _size(found[-1] + unit) <= limit:
            found[-1] += unit
        else:
            found.append(unit.lstrip())
    return tuple(found)
