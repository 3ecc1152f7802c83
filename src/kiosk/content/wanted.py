"""What fits a name or a code that somebody typed, and what comes nearest to it."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the index brings SQLite, which a start by an id does without
    from kiosk.content.index import Found, Index

LEAST_LETTERS = 3
"""How much of a name finds a walkthrough: a slip of the finger starts none."""

LEAST_LIKE = 0.4
"""How much of two names must be the same for one to be taken for the other, as difflib counts it."""


def fitting(index: "Index", wanted: str) -> "list[Found]":
    """What has this code, or a name whose words begin so."""
    called = index.called(wanted) if sum(map(str.isalnum, wanted)) >= LEAST_LETTERS else []
    return sorted({*index.coded(wanted), *called})


def near(index: "Index", wanted: str) -> list[str]:
    """The ids of at most three whose names look like this one, the likeliest first."""
    from difflib import get_close_matches

    names = {name.lower(): owner for name, owner in index.near(wanted)}
    return list(dict.fromkeys(names[one] for one in get_close_matches(wanted.lower(), list(names), 3, LEAST_LIKE)))
