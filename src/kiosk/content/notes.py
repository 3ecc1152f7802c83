"""Notes on single sentences: which hard words stand in each. Nothing to mend in itself, but where to begin."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.measure import sentences, words
from kiosk.content.reader import Reading
from kiosk.content.wording import said_in, steps_of
from kiosk.content.yardstick import yardstick


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """A sentence with hard words that the glossary does not explain."""

    file: Path
    line: int
    sentence: str
    words: tuple[str, ...]


def notes(reading: Reading) -> Iterator[Note]:
    """Every sentence of the steps that has hard words; none in a language whose words nobody can weigh."""
    made, sources = reading.procedure, reading.sources
    if made is None or sources is None:
        return
    stick, tree = yardstick(made.language), sources.words_tree
    explained = {word.lower() for entry in made.glossary for word in words(entry.word)}
    for where, step in steps_of(made) if stick.hard else ():
        for sentence in sentences(line.text for line in said_in(step)):
            said = dict.fromkeys(word.lower() for word in words(sentence))
            hard = tuple(word for word in said if stick.weight(word) >= stick.hard and word not in explained)
            if hard:
                yield Note(tree.file, tree.line_of(where, sentence), sentence, hard)
