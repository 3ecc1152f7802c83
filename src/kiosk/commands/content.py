"""`kiosk content`: looks after the walkthroughs."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands import signing, writing
from kiosk.commands.arguments import DONE, MEND, add, group, print_json
from kiosk.commands.parts import library_of
from kiosk.model.error import Mistake

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "content", "look after the walkthroughs")
    about = "Check walkthroughs and languages: all mistakes at once, with file and line."
    check = add(actions, "check", about, _check)
    check.add_argument("folder", metavar="DIR", type=Path, nargs="?", help="a content folder")
    check.add_argument("--json", action="store_true", help="as a list of objects")
    about = "Bring the index of the walkthroughs up to date now, so that nobody waits for it later."
    add(actions, "index", about, _index)
    signing.add_to(actions)
    writing.add_to(actions)


def _index(_: argparse.Namespace, force: "InForce") -> int:
    library = library_of(force.settings)
    broken, ids = len(library.broken()), len(library.ids())
    print(f"{ids - broken} of {ids} walkthroughs can be shown.")
    return MEND if broken else DONE


def _check(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.check import check_all
    from kiosk.speech.pronounce import read_rules

    library = library_of(replace(force.settings, content=chosen.folder) if chosen.folder else force.settings)
    rules = library.layers.files("pronunciation")
    report = check_all(library, [mistake for file in rules for mistake in read_rules(file)[1]])
    if chosen.json:
        listed = [_as_object(mistake, library.folder) for mistake in report.mistakes]
        print_json(listed)
    else:
        for mistake in report.mistakes:
            about = _as_object(mistake, library.folder)
            print(f"{about['file']}:{about['line']}: {mistake.says} {mistake.cure} [{mistake.rule}]")
        for line in report.lines:
            print(line)
        if not report.mistakes:
            print("No mistakes.")
    return MEND if report.mistakes else DONE


def _as_object(mistake: Mistake, folder: Path) -> dict[str, Any]:
    inside = mistake.file.is_relative_to(folder)
    return {
        "file": str(mistake.file.relative_to(folder) if inside else mistake.file),
        "line": mistake.line,
        "rule": mistake.rule,
        "says": mistake.says,
        "cure": mistake.cure,
    }
