"""`kiosk content review` and `kiosk content sign`: a clinician reads a walkthrough, and signs just these words."""

import argparse
import io
import shlex
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, add, day
from kiosk.commands.parts import library_of, reading_of
from kiosk.model.error import ContentError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kiosk.content.reader import Reading
    from kiosk.model.language import Language
    from kiosk.model.page import Page
    from kiosk.model.procedure import Procedure
    from kiosk.settings import InForce


def add_to(actions: Any) -> None:
    """Add the commands."""
    about = "Walk a reviewer through every page and the facts behind it, as text."
    review = add(actions, "review", about, _review)
    about = "Record that somebody has read just these words, pictures and facts."
    sign = add(actions, "sign", about, _sign)
    for one in (review, sign):
        one.add_argument("procedure", metavar="PROCEDURE", help="its id")
        one.add_argument("language", metavar="LANGUAGE", help="two small letters, such as en")
    sign.add_argument("--name", required=True, help="who has read it")
    sign.add_argument("--role", required=True, help="what they are, such as radiologist")
    about = "what `kiosk content review` said at its end; other words than those that were read are not signed"
    sign.add_argument("--read", metavar="SEAL", default="", help=about)
    about = "the day by which it is to be read again; else the one in procedure.yaml"
    sign.add_argument("--until", type=day, metavar="YYYY-MM-DD", help=about)


def tours(reading: "Reading", words: "Language") -> "Iterator[tuple[str, Procedure, Iterator[Page]]]":
    """The walkthrough in every form that what is said at launch can give it."""
    from kiosk.content.gate import forms
    from kiosk.visit.tour import tour
    from kiosk.visit.visit import Limits, Visit

    assert reading.sources
    for terms in forms(reading.sources):
        made = reading.ready(terms)
        yield str(terms), made, tour(Visit.begin("", made, words, Limits(), 0)[0])


def _review(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.seal import seal
    from kiosk.reviewing import sheets, walk

    library = library_of(replace(force.settings, language=chosen.language))
    reading = reading_of(library, chosen.procedure)
    made, facts, words = reading.procedure, reading.facts, library.words()
    assert made
    assert facts
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    found = walk(list(sheets(tours(reading, words), facts, words)), sys.stdin, sys.stdout)
    print()
    for name in found.to_mend:
        print(f"To be mended: {name}")
    if not found.all_seen:
        print("You stopped before the end. Nothing is recorded.")
    elif not found.to_mend:
        read = f"--read {seal(reading, library.drawings)[:12]}"
        places = {"config": chosen.config, "content": chosen.content}
        named = "".join(f" --{name} {shlex.quote(str(place))}" for name, place in places.items() if place)
        print("You have seen all of it. To sign just these words:")
        print(f'  kiosk content sign {made.id} {made.language} {read} --name "YOUR NAME" --role "YOUR ROLE"{named}')
    return DONE if found.all_seen and not found.to_mend else MEND


def _sign(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.gate import check
    from kiosk.content.seal import append, seal
    from kiosk.model.review import Signature

    library = library_of(replace(force.settings, language=chosen.language))
    reading = reading_of(library, chosen.procedure)
    assert reading.procedure
    today = library.today()
    until = chosen.until or reading.procedure.review_again
    if until <= today:
        raise UsageError(
            f"{until} is not after today, so the signature would be overdue at once. Name a later --until."
        )
    found = Signature(chosen.language, chosen.name, chosen.role, today, until, seal(reading, library.drawings))
    if not found.seal.startswith(chosen.read):
        raise ContentError(
            f"{chosen.procedure} ({chosen.language}) changed since it was read, so nothing was signed. "
            f"Read it again with `kiosk content review {chosen.procedure} {chosen.language}`."
        )
    file = append(found, library.layers.home(chosen.procedure))
    print(f"{chosen.name}, {chosen.role}, has signed {chosen.procedure} ({chosen.language}) until {until}, in {file}.")
    if wrong := len(check(reading)):
        print(f"The gate has {wrong} findings against it: see `kiosk content check`.")
    return DONE
