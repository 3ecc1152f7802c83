"""Reads a YAML file as plain text values, and remembers the line of each.

PyYAML's events give the lines and leave every value as written (`No` stays `No`); aliases, repeated keys
and control characters are mistakes of the author.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

import yaml

from kiosk.model.error import Mistake

MOST_BYTES = 1_000_000
"""A larger file is refused unread: the longest walkthrough takes a fortieth of it."""

MOST_DEPTH = 20
"""Nesting beyond this is refused: the deepest place of a walkthrough is at 9."""

_QUOTES = "\"'{}[],"
"""What can stand around words in YAML."""

_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")
"""What YAML refuses, or takes for the end of a line: looked for first, since the parser names no line for it."""

_JOINERS = "\u200c\u200d"
"""Unseen, and yet some languages cannot be written without them."""

_OPENED = ("found unexpected end of stream", "could not find expected ':'")
"""Problems that the parser meets later than the place where the author mends them."""

_REFUSED = "?"
"""Stands where a value cannot be used; a mistake says why."""

Where = tuple[str | int, ...]
"""The way to a value: keys and positions, from the file's top."""

_Events = Iterator[Any]  # what the parser meets, in turn; unlike its composer, they never run out of stack


@dataclass
class Tree:
    """A file's values, their lines, and what is wrong with how it is written."""

    file: Path
    data: dict[str, Any] = field(default_factory=dict)
    lines: dict[Where, int] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    written: tuple[str, ...] = ()
    """The file's lines, as they stand there."""

    def line(self, where: Where) -> int:
        """The line of the value at this place, or of what holds it."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 1)

    def mappings(self) -> Iterator[tuple[Where, dict[str, Any]]]:
        """Every mapping of the file, with its place."""
        return _mappings(self.data, ())

    def line_of(self, where: Where, sentence: str) -> int:
        """The line in which a sentence begins that stands at this place or below it."""
        first = self.line(where)
        wanted = [word.strip(_QUOTES) for word in sentence.split()]
        said, places = self._said
        begins = places.get(wanted[0], []) if wanted else []
        for place in begins[bisect_left(begins, first, key=lambda place: said[place][0]) :]:
            if [one for _, one in said[place : place + len(wanted)]] == wanted:
                return said[place][0]
        return first

    @cached_property
    def _said(self) -> tuple[list[tuple[int, str]], dict[str, list[int]]]:
        """Every word of the file with its line, and the places of each word among them."""
        lines = enumerate(self.written, 1)
        said = [(number, word.strip(_QUOTES)) for number, line in lines for word in line.split()]
        places: dict[str, list[int]] = {}
        for place, (_, word) in enumerate(said):
            places.setdefault(word, []).append(place)
        return said, places

    def wrong(self, where: Where, says: str, cure: str, rule: str = "format", sentence: str = "") -> Mistake:
        """A mistake at this place, which a sentence there shows."""
        return Mistake(self.file, self.line(where), says, cure, rule, sentence)

    def wrong_in(self, where: Where, sentence: str, says: str, cure: str, rule: str) -> Mistake:
        """A mistake in a sentence at this place or below it."""
        return Mistake(self.file, self.line_of(where, sentence), says, cure, rule, sentence)

    def refuse(self, line: int, says: str, cure: str) -> None:
        """Note that the file is written wrongly here; the same on the same line is noted once."""
        found = Mistake(self.file, line, says, cure)
        if self.mistakes[-1:] != [found]:
            self.mistakes.append(found)


def read_tree(file: Path) -> Tree:
    """Read one file; whatever is wrong with it is in `mistakes`, and nothing is raised."""
    tree = Tree(file)
    text = _text(tree)
    if tree.mistakes:
        return tree
    try:
        tree.data = _document(yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)), tree)
    except yaml.YAMLError as error:
        _broken(tree, error)
    return tree


def _text(tree: Tree) -> str:
    """The file's text; where there is none, a mistake says why."""
    try:
        about = tree.file.stat()
        if not S_ISREG(about.st_mode) and not S_ISDIR(about.st_mode):
            tree.refuse(1, "This is no ordinary file.", "Put a text file in its place.")
            return ""
        if about.st_size > MOST_BYTES:
            tree.refuse(1, "The file is larger than 1 MB.", "Split it, or remove what is not words.")
            return ""
        text = tree.file.read_bytes().decode()
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        tree.refuse(line, "A byte here is not UTF-8.", "Save the file as UTF-8.")
        return ""
    except OSError as error:
        tree.refuse(1, f"The file cannot be read: {error.strerror}.", "Put it there, or mend its permissions.")
        return ""
    tree.written = tuple(text.split("\n"))
    for number, written in enumerate(tree.written, 1):
        if found := _STEERING.search(written):
            _refuse_unseen(tree, number, found[0])
    return text


def _refuse_unseen(tree: Tree, line: int, character: str) -> None:
    says = f"A character that cannot be seen stands here (U+{ord(character):04X})."
    tree.refuse(line, says, "Remove it; write plain text only.")


def _broken(tree: Tree, error: yaml.YAMLError) -> None:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    opened = problem in _OPENED or "flow" in (getattr(error, "context", None) or "")
    mark = (getattr(error, "context_mark", None) if opened else None) or getattr(error, "problem_mark", None)
    tree.refuse(
        mark.line + 1 if mark else 1,
        f"This is not valid YAML: {problem}.",
        'Look at the indentation; close quotes and brackets; put text that holds ": " or "#", '
        "or begins with a sign, in quotes.",
    )


def _document(events: _Events, tree: Tree) -> dict[str, Any]:
    value: Any = None
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            value = _value(event, events, (), tree)
        elif isinstance(event, yaml.DocumentStartEvent) and value is not None:
            tree.refuse(_line(event), "A second document begins here (---).", "Remove the line, or use another file.")
            break
    if value and isinstance(value, dict):
        return value
    tree.refuse(1, "The file holds no keys.", "Write `key: value` lines.")
    return {}


def _line(event: Any) -> int:
    number: int = event.start_mark.line
    return number + 1


def _value(event: Any, events: _Events, where: Where, tree: Tree) -> Any:
    tree.lines.setdefault(where, _line(event))
    if len(where) > MOST_DEPTH:
        raise yaml.MarkedYAMLError(problem=f"it is nested more than {MOST_DEPTH} deep", problem_mark=event.start_mark)
    if isinstance(event, yaml.AliasEvent):
        tree.refuse(_line(event), "An alias (*) stands here.", "Write the value out.")
        return _REFUSED
    if event.anchor or event.tag:
        says = "A name (&) or a tag (!) stands here, which nobody would see."
        tree.refuse(_line(event), says, "Remove it, or put the whole text in quotes.")
    if isinstance(event, yaml.MappingStartEvent):
        return _mapping(events, where, tree)
    if isinstance(event, yaml.SequenceStartEvent):
        items = _until(yaml.SequenceEndEvent, events)
        return [_value(item, events, (*where, place), tree) for place, item in enumerate(items)]
    return _scalar(event, tree)


def _until(end: type[yaml.Event], events: _Events) -> _Events:
    return takewhile(lambda event: not isinstance(event, end), events)


def _mapping(events: _Events, where: Where, tree: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for event in _until(yaml.MappingEndEvent, events):
        key = _key(event, events, where, tree)
        here = (*where, key)
        if key in found:
            says = f"“{key}” stands twice: first in line {tree.line(here)}."
            tree.refuse(_line(event), says, "Keep one of them.")
            key = _REFUSED
        if key != _REFUSED:
            tree.lines[here] = _line(event)
        value = _value(next(events), events, (*where, key), tree)
        if key != _REFUSED:
            found[key] = value
    return found


def _key(event: Any, events: _Events, where: Where, tree: Tree) -> str:
    key = _value(event, events, (*where, _REFUSED), tree)
    if isinstance(key, str):
        return key
    tree.refuse(_line(event), "A list or a block stands where a key should.", "Write `key: value` lines.")
    return _REFUSED


def _scalar(event: Any, tree: Tree) -> str:
    text: str = event.value
    if unseen := _unseen(text):
        _refuse_unseen(tree, _line(event), unseen)
        return _REFUSED
    return "\n".join(" ".join(part.split()) for part in text.split("\n") if part.strip())


def _unseen(text: str) -> str:
    """The first character that could steer a terminal, turn text round or hide in it."""
    if text.isprintable():
        return ""
    return next((one for one in text if not (one.isprintable() or one in _JOINERS or _is_space(one))), "")


def _is_space(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) == "Zs"


def _mappings(value: Any, where: Where) -> Iterator[tuple[Where, dict[str, Any]]]:
    if isinstance(value, dict):
        yield where, value
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _mappings(inner, (*where, key))
