"""The shipped files of words as they are written, for tests that compare one language with another."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from kiosk.speech.sentence import sentences


def values_of(file: Path) -> Any:
    """A content file, every value as it is written."""
    return yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader)


def texts_in(values: Any) -> Iterator[str]:
    """Every text of a file of words; ids are none."""
    if isinstance(values, str):
        yield values
    elif isinstance(values, list):
        for value in values:
            yield from texts_in(value)
    else:
        for key, value in values.items():
            if key not in ("added", "id", "locale"):
                yield from texts_in(value)


def sentences_in(*files: Path) -> set[str]:
    """Every sentence of some files; a word alone may be the same in two languages, and is none."""
    return {one for file in files for text in texts_in(values_of(file)) for one in sentences(text) if " " in one}
