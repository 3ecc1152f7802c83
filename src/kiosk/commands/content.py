"""`kiosk content`: looks after the walkthroughs."""

import argparse
from dataclasses import replace
from os import isatty
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

from kiosk.commands import preview, signing, tracing, writing
from kiosk.commands.arguments import DONE, MEND, add, group, print_json
from kiosk.commands.parts import library_of

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.settings import InForce, Settings


def add_to(commands: Any) -> None:
    """Add the commands."""
    actions = group(commands, "content", "look after the walkthroughs")
    writing.add_to(actions)
    preview.add_to(actions)
    about = "Check walkthroughs and languages: all mistakes at once, with file and line."
    check = add(actions, "check", about, _check)
    about = "a content folder, a hospital's own, or one walkthrough's"
    check.add_argument("folder", metavar="DIR", type=Path, nargs="?", help=about)
    check.add_argument("--json", action="store_true", help="as an object: findings, figures, notes")
    check.add_argument("--notes", action="store_true", help="also name the hard words of each sentence")
    check.add_argument("--explain", metavar="RULE", help="say why a rule exists, and where that comes from")
    tracing.add_to(actions)
    signing.add_to(actions)
    about = "Bring the index of the walkthroughs up to date now, so that nobody waits for it later."
    add(actions, "index", about, _index)
    about = "Write down the syllables of all words in use, after words changed; for who works on the kiosk itself."
    add(actions, "syllables", about, _syllables)


def _index(_: argparse.Namespace, force: "InForce") -> int:
    library = library_of(force.settings)
    broken, ids = len(library.broken()), len(library.ids())
    print(f"{ids - broken} of {ids} walkthroughs can be shown.")
    return MEND if broken else DONE


def _check(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.check import check_all
    from kiosk.content.reasons import reason
    from kiosk.content.report import as_lines, as_object
    from kiosk.speech.pronounce import read_rules

    if chosen.explain:
        found = reason(chosen.explain)
        print(f"{found.rule}: {found.asks}\nWhy: {found.why}\nSource: {found.source}")
        return DONE
    library, homes = _asked(chosen.folder, force.settings)
    rules = library.layers.files("pronunciation")
    mistakes = [mistake for file in rules for mistake in read_rules(file)[1]]
    report = check_all(library, homes, mistakes, with_notes=chosen.notes)
    if chosen.json:
        print_json(as_object(report, library.folder))
    else:
        width = get_terminal_size().columns if isatty(1) else None
        print("\n".join(as_lines(report, library.folder, width)))
    return MEND if report.mistakes else DONE


def _asked(folder: Path | None, settings: "Settings") -> tuple["Library", list[Path]]:
    """What a folder stands for: a walkthrough, a hospital's own to be laid over ours, or a whole content folder."""
    if folder is None:
        return library_of(settings), []
    folder = folder.absolute()
    if (folder / "procedure.yaml").exists():
        return library_of(replace(settings, own_content=_own(folder.parents[1]))), [folder]
    if not (folder / "languages").is_dir() and (folder / "procedures").is_dir():
        library = library_of(replace(settings, own_content=folder))
        return library, [home for home in sorted((folder / "procedures").iterdir()) if home.is_dir()]
    return library_of(replace(settings, content=folder, own_content=None)), []


def _own(folder: Path) -> Path | None:
    """The content folder around a walkthrough, if there is one."""
    return folder if (folder / "procedures").is_dir() else None


def _syllables(_: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.syllable_table import write_table

    print(f"{write_table(library_of(force.settings))} words and their syllables are written down.")
    return DONE
