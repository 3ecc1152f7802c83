"""`kiosk procedures`: what can be started."""

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, add, print_json
from kiosk.commands.parts import library_of

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.model.card import Card
    from kiosk.model.procedure import LaunchOption
    from kiosk.model.review import Review
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    listing = add(commands, "procedures", "List the walkthroughs.", _procedures)
    listing.add_argument("--json", action="store_true", help="as a list of objects")


def _procedures(chosen: argparse.Namespace, force: "InForce") -> int:
    library = library_of(force.settings)
    found = [(one, _reviews(library, one)) for one in library.cards()]
    if chosen.json:
        print_json([_as_object(library, one, reviews) for one, reviews in found])
    else:
        print("\n\n".join("\n    ".join((one.id, *_about(library, one, reviews))) for one, reviews in found))
    broken = library.broken()
    for name, mistakes in broken.items():
        first = mistakes[0]
        print(f"{name} cannot be shown: {first.file.name}, line {first.line}: {first.says}", file=sys.stderr)
    return MEND if broken else DONE


def _reviews(library: "Library", one: "Card") -> dict[str, "Review"]:
    from kiosk.content.signing import reviews

    return reviews(library, one)


def _about(library: "Library", one: "Card", reviews: dict[str, "Review"]) -> Iterator[str]:
    """Short lines: a terminal of 80 columns breaks none of them."""
    from kiosk.content.options import ways_to_say
    from kiosk.content.signing import notice

    codes = ", ".join(code.code for code in one.codes) or "no code"
    languages = ", ".join(library.layers.languages(one.id))
    yield one.title
    yield f"{codes}; {languages}; about {one.minutes} minutes"
    for language, review in reviews.items():
        yield notice(one.id, language, review)
    if one.general:
        yield "It was written from general knowledge."
    for option in one.options:
        yield ", ".join(ways_to_say(option))
        yield f"    {_in_words(option)}"


def _as_object(library: "Library", one: "Card", reviews: dict[str, "Review"]) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "also": list(one.also),
        "codes": [f"{code.system} {code.code}" for code in one.codes],
        "languages": list(library.layers.languages(one.id)),
        "minutes": one.minutes,
        "options": [_option(option) for option in one.options],
        "version": one.version,
        "hash": one.hash,
        **_signed(reviews[library.language]),
        "reviews": {language: _signed(review) for language, review in reviews.items()},
        "general": one.general,
    }


def _signed(review: "Review") -> dict[str, Any]:
    by = review.by
    signed = by and {"name": by.name, "role": by.role, "on": str(by.on), "until": str(by.until)}
    return {"review": review.state, "signed": signed}


def _in_words(option: "LaunchOption") -> str:
    names = ", ".join(value.name for value in option.values if value.name)
    return f"{option.name} ({names})" if names else option.name


def _option(option: "LaunchOption") -> dict[str, Any]:
    values = [{"id": value.id, "name": value.name, "other_procedure": value.lookalike} for value in option.values]
    return {"id": option.id, "name": option.name, "values": values}
