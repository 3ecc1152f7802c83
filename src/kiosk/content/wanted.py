"""What fits a code or a name that somebody typed, what comes nearest, and what is asked where that is not clear."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kiosk.model.card import Card
from kiosk.model.procedure import Lookalike

if TYPE_CHECKING:  # the index brings SQLite, which a start by an id does without
    from kiosk.content.index import Index

LEAST_LETTERS = 3
"""How much of a name finds a walkthrough: a slip of the finger starts none."""

LEAST_LIKE = 0.4
"""How much of two names must be the same for one to be taken for the other, as difflib counts it."""

MOST_LISTED = 12
"""How many walkthroughs a sentence names."""


def matches(index: "Index", wanted: str) -> tuple[list[Card], list[Lookalike], bool]:
    """The walkthroughs that fit, the lookalikes that fit and have no walkthrough here, and whether there are more.

    A lookalike's code fits both: people use it for the one and for the other.
    """
    coded = set(index.coded(wanted))
    called = set(index.called(wanted)) if sum(map(str.isalnum, wanted)) >= LEAST_LETTERS else set()
    fits: set[str] = set()
    elsewhere: dict[Lookalike, None] = {}
    for name, other in sorted(coded | called):
        if not other:
            fits.add(name)
        elif index.has(other):
            fits |= {other, name} if (name, other) in coded else {other}
        elif len(elsewhere) < MOST_LISTED:
            elsewhere |= {one: None for one in index.card(name).lookalikes if one.id == other}
    here = [index.card(name) for name in sorted(fits)[:MOST_LISTED]]
    return here, list(elsewhere), len(fits) > len(here)


def near(index: "Index", wanted: str) -> list[str]:
    """The ids of at most three whose names look like this one, the likeliest first."""
    from difflib import get_close_matches

    names = {name.lower(): owner for name, owner in index.near(wanted)}
    return list(dict.fromkeys(names[one] for one in get_close_matches(wanted.lower(), list(names), 3, LEAST_LIKE)))


def which(wanted: str, fits: Sequence[Card], elsewhere: Sequence[Lookalike], *, more: bool) -> str:
    """What the nurse reads where not just one walkthrough fits: what the patient would meet tells them apart."""
    if not fits:
        other = elsewhere[0]
        return (
            f"“{wanted}”: that is the {other.title[0].lower()}{other.title[1:]} ({_clause(other.apart)}); "
            "its walkthrough is not here yet."
        )
    lines = [f"“{wanted}” fits more than one procedure, so nothing was started:"]
    lines += [f"  {one.id}: {one.title}. {one.apart}" for one in fits]
    lines += [f"  (not here) {other.title}. {other.apart}" for other in elsewhere]
    lines += ["  and more: say more of its name, or its code"] if more else []
    if len(fits) == 1:
        lines.append(f"The walkthrough here is the first. If that is what is planned: kiosk launch {fits[0].id}")
    else:
        lines.append("Which one is planned? Start it by its id, such as: kiosk launch " + fits[0].id)
    return "\n".join(lines)


def _clause(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")
