"""Finds what does not fit in lines that need a value of the hospital's own, such as the number to call."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from kiosk.content.tree import Tree, Where
from kiosk.model.error import Mistake
from kiosk.model.hospital import EXAMPLES

_IN_BRACES = re.compile(r"\{(\w+)\}")


def in_values(tree: Tree) -> Iterable[Mistake]:
    """Values that nobody can set, that a text needs and does not have, or has and does not need."""
    for where, found in tree.mappings():
        needs = _needs(found)
        if "if" in found and needs:
            cure = "Make two lines of it, or put the `if` on the step."
            yield tree.wrong(
                (*where, "needs"), "A line depends on an option or needs a value, not both.", cure, "value"
            )
        for name in needs:
            yield from _known(tree, (*where, "needs"), name)
        for key, value in found.items():
            for place, text in _texts(key, value):
                has = set(_IN_BRACES.findall(text))
                wanted = set(needs) if key == "text" else set()
                yield from _fits(tree, (*where, *place), has, wanted, needs)


def _needs(found: dict[str, Any]) -> list[str]:
    """What a line needs; nothing where the key is a name of something else."""
    needs = found.get("needs", []) if "text" in found else []
    return [needs] if isinstance(needs, str) else needs if isinstance(needs, list) else []


def _texts(key: str, value: Any) -> Iterator[tuple[Where, str]]:
    """The texts that stand directly under a key; what stands deeper has a mapping of its own."""
    if isinstance(value, str):
        yield (key,), value
    for place, inner in enumerate(value) if isinstance(value, list) else ():
        if isinstance(inner, str):
            yield (key, place), inner


def _known(tree: Tree, where: Where, name: str) -> Iterator[Mistake]:
    if name not in EXAMPLES:
        near = get_close_matches(name, EXAMPLES, n=1)
        cure = f"Did you mean `{near[0]}`?" if near else f"There are: {', '.join(EXAMPLES)}."
        yield tree.wrong(where, f"A hospital cannot set “{name}”.", cure, "value")


def _fits(tree: Tree, where: Where, has: set[str], wanted: set[str], needs: list[str]) -> Iterator[Mistake]:
    for name in sorted(wanted - has):
        cure = f"Write it in the text, or remove it from `needs`: {', '.join(needs)}."
        yield tree.wrong(where, f"“{{{name}}}” does not stand in the text that needs it.", cure, "value")
    strange = has - wanted if wanted else has & set(EXAMPLES)
    for name in sorted(strange):
        cure = f"Only the `text` of a line with `needs: {name}` is filled in." if name in EXAMPLES else "Remove it."
        yield tree.wrong(where, f"“{{{name}}}” would be shown as it stands here.", cure, "value")
