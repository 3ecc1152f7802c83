"""Reads a YAML file as plain text values, and remembers the line of each.

PyYAML's composer gives the lines and leaves every value as written (`No` stays `No`); aliases, repeated keys
and control characters are mistakes of the author.
"""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kiosk.model.error import Mistake

MOST_BYTES = 1_000_000
"""A larger file is refused unread: the longest walkthrough takes a fortieth of it."""

MOST_DEPTH = 20
"""Nesting beyond this is refused: the deepest place of a walkthrough is at 9."""

_UNSEEN = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2028\u2029\u2066\u2067\u2068\u2069\ufeff")

Where = tuple[str | int, ...]
"""The way to a value: keys and positions, from the file's top."""


@dataclass(slots=True)
class Tree:
    """A file's values, their lines, and what is wrong with how it is written."""

    file: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def line(self, where: Where) -> int:
        """The line of the value at this place, or of what holds it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def wrong(self, where: Where, says: str, cure: str, rule: str = "format") -> Mistake:
        """A mistake at this place."""
        return Mistake(self.file, self.line(where), says, cure, rule)


def read_tree(file: Path) -> Tree:
    """Read one file; whatever is wrong with it is in `mistakes`, and nothing is raised."""
    tree = Tree(file)
    try:
        if file.stat().st_size > MOST_BYTES:
            tree.mistakes.append(
                Mistake(file, 1, "The file is larger than 1 MB.", "Split it, or remove what is not words.")
            )
            return tree
        text = file.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        tree.mistakes.append(Mistake(file, line, "A byte here is not UTF-8.", "Save the file as UTF-8."))
        return tree
    except OSError as error:
        tree.mistakes.append(
            Mistake(file, 1, f"The file cannot be read: {error.strerror}.", "Put it there, or mend its permissions.")
        )
        return tree
    if cannot := _too_deep(text):
        tree.mistakes.append(
            Mistake(file, cannot, "Brackets are nested too deep here.", "Close them, or quote the text.")
        )
        return tree
    try:
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as error:
        tree.mistakes.append(_broken(file, error))
        return tree
    value = _value(node, (), tree, set())
    if isinstance(value, dict):
        tree.data = value
    else:
        tree.mistakes.append(Mistake(file, 1, "The file holds no keys.", "Write `key: value` lines."))
    return tree


def _too_deep(text: str) -> int:
    """The line at which brackets nest too deep, or 0: the parser would run out of stack before it could say so."""
    depth, line = 0, 1
    for character in text:
        if character == "\n":
            line += 1
            depth = 0
        elif character in "[{":
            depth += 1
            if depth > MOST_DEPTH:
                return line
        elif character in "]}":
            depth = max(0, depth - 1)
    return 0


def _broken(file: Path, error: yaml.YAMLError) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    return Mistake(
        file,
        mark.line + 1 if mark else 1,
        f"This is not valid YAML: {problem}.",
        'Look at the indentation; put text that holds ": " or "#", or begins with a sign, in quotes.',
    )


def _value(node: yaml.Node | None, where: Where, tree: Tree, met: set[int]) -> Any:
    if node is None:
        return None
    tree.lines.setdefault(where, node.start_mark.line + 1)
    if id(node) in met:
        tree.mistakes.append(tree.wrong(where, "An alias (*) stands here.", "Write the value out."))
        return None
    if len(where) > MOST_DEPTH:
        tree.mistakes.append(tree.wrong(where, "This is nested too deep.", "Compare with content/README.md."))
        return None
    met.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, where, tree, met)
    if isinstance(node, yaml.SequenceNode):
        return [_value(child, (*where, place), tree, met) for place, child in enumerate(node.value)]
    return _scalar(str(node.value), where, tree)


def _mapping(node: yaml.MappingNode, where: Where, tree: Tree, met: set[int]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, child in node.value:
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        here = (*where, key)
        if key in found:
            again = Mistake(
                tree.file,
                key_node.start_mark.line + 1,
                f"“{key}” stands twice: first in line {tree.line(here)}.",
                "Keep one of them.",
            )
            tree.mistakes.append(again)
            continue
        tree.lines[here] = key_node.start_mark.line + 1
        found[key] = _value(child, here, tree, met)
    return found


def _scalar(text: str, where: Where, tree: Tree) -> str:
    hidden = next(_hidden(text), None)
    if hidden is not None:
        says = f"A character that cannot be seen stands here (U+{ord(hidden):04X})."
        tree.mistakes.append(tree.wrong(where, says, "Remove it; write plain text only."))
        return "?"
    return "\n".join(" ".join(part.split()) for part in text.split("\n") if part.strip())


def _hidden(text: str) -> Iterator[str]:
    """Characters that could steer a terminal or turn text round."""
    for character in text:
        if character in "\n\t" or (character.isascii() and character.isprintable()):
            continue
        if character in _UNSEEN or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
            yield character
