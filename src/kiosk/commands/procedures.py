"""`kiosk procedures`: what can be started."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, add, print_json
from kiosk.commands.parts import library_of

if TYPE_CHECKING:
    from kiosk.model.procedure import LaunchOption
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    listing = add(commands, "procedures", "List the walkthroughs.", _procedures)
    listing.add_argument("--json", action="store_true", help="as a list of objects")


def _procedures(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.options import ways_to_say

    library = library_of(force.settings)
    found = library.procedures()
    if chosen.json:
        listed = [
            {
                "id": one.id,
                "title": one.title,
                "also": list(one.also),
                "codes": [f"{code.system} {code.code}" for code in one.codes],
                "languages": list(one.languages),
                "minutes": one.minutes,
                "options": [_option(option) for option in one.options],
                "version": one.version,
                "hash": one.hash,
                "reviewed": one.reviewed,
                "general": one.general,
            }
            for one in found
        ]
        print_json(listed)
    else:
        for one in found:
            review = "reviewed" if one.reviewed else "not reviewed by a clinician"
            review += "; written from general knowledge" if one.general else ""
            codes = ", ".join(code.code for code in one.codes) or "no code"
            about = f"{one.title}; {codes}; {', '.join(one.languages)}; about {one.minutes} minutes; {review}"
            print(f"{one.id}\n    {about}")
            for option in one.options:
                print(f"    {', '.join(ways_to_say(option))}: {_in_words(option)}")
    broken = library.broken()
    for name, mistakes in broken.items():
        first = mistakes[0]
        print(f"{name} cannot be shown: {first.file.name}, line {first.line}: {first.says}", file=sys.stderr)
    return MEND if broken else DONE


def _in_words(option: "LaunchOption") -> str:
    names = ", ".join(value.name for value in option.values if value.name)
    return f"{option.name} ({names})" if names else option.name


def _option(option: "LaunchOption") -> dict[str, Any]:
    values = [{"id": value.id, "name": value.name, "other_procedure": value.lookalike} for value in option.values]
    return {"id": option.id, "name": option.name, "values": values}
