"""What a step says, and whether a word stands in it."""

import re
from collections.abc import Iterable

from kiosk.model.procedure import Line, Step


def said_in(step: Step) -> list[Line]:
    """All lines of a step: text, points, what you may feel."""
    return [*step.text, *step.points, *felt_in(step)]


def felt_in(step: Step) -> list[Line]:
    """The lines of what you may feel."""
    if step.feel is None:
        return []
    return [step.feel.text, *([step.feel.helps] if step.feel.helps else [])]


def plain_text(step: Step) -> str:
    """All that a step says, in small letters, to look for words in it."""
    text = " ".join([step.heading, *(line.text for line in said_in(step))])
    return text.lower().replace("’", "'")


def stands_in(keywords: Iterable[str], text: str) -> bool:
    """Whether one of the keywords stands in a plain text, as a whole word or in the plural; a trailing * is any end."""
    return any(_pattern(keyword).search(text) for keyword in keywords)


def _pattern(keyword: str) -> re.Pattern[str]:
    tail = r"\w*" if keyword.endswith("*") else r"(?:s|es)?(?!\w)"
    return re.compile(r"(?<![\w-])" + re.escape(keyword.rstrip("*").lower().replace("’", "'")) + tail)
