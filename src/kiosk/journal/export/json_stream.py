"""Writes a JSON array piece by piece, so that no export is ever whole in memory."""

import json
from collections.abc import Iterable
from typing import Any, TextIO

Thing = dict[str, Any]
"""An object as JSON has it."""


def write_array(things: Iterable[Thing], out: TextIO) -> None:
    """One thing a line."""
    out.write("[")
    for number, thing in enumerate(things):
        out.write(",\n" if number else "\n")
        json.dump(thing, out, ensure_ascii=False, separators=(",", ":"))
    out.write("\n]")
