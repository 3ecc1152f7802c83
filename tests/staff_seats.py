"""A kiosk at every page behind the PIN, for tests that look at all of them."""

from collections.abc import Iterator
from dataclasses import replace

from kiosk.model.action import Choose, Scan, Type
from kiosk.model.procedure import Procedure
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.staff import Staff

MOST_OPTIONS = "deep-soft-tissue-biopsy"


def at_desk(waiting: Kiosk, catalogue: tuple[Procedure, ...], *recent: str) -> Kiosk:
    """A waiting kiosk with the staff behind the PIN."""
    names = {"en": "English", "es": "Español"}
    known = waiting.remembering(catalogue, recent).with_languages(tuple(names), waiting.invitations, names)
    return replace(known, staff=Staff(open=True))


def desks(waiting: Kiosk, catalogue: tuple[Procedure, ...]) -> Iterator[Kiosk]:
    """The staff at each of their pages, and the page that stands while the screen is cleaned."""
    home = at_desk(waiting, catalogue, "sialogram", "radiotherapy-port-images")
    find = home.do(Choose("find"), 1)[0]
    prepare = home.do(Scan("78231"), 1)[0].do(Choose(f"start/{MOST_OPTIONS}"), 2)[0]
    if prepare.page.kind != "prepare":
        prepare = find.do(Choose(f"start/{MOST_OPTIONS}"), 2)[0]
    ticket = prepare.do(Choose("ticket"), 3)[0]
    typed = ticket.do(Type("a"), 4)[0].do(Choose("7"), 5)[0]
    yield from (home, home.do(Scan("00000000"), 1)[0], find, prepare, ticket, typed, home.do(Choose("resume"), 1)[0])
    for text in ("x", "xyz", "sia", "open", "70390"):
        typing = find
        for letter in text:
            typing = typing.do(Type(letter), 2)[0]
        yield typing
    for item in prepare.page.choices():
        yield prepare.do(Choose(item), 3)[0]
    yield prepare.do(Choose("ticket"), 3)[0].do(Type("B"), 4)[0].do(Choose("take"), 5)[0]
    yield home.do(Choose("clean"), 1)[0]
