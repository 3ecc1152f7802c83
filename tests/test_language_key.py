"""The key for the language, pressed on every page, leaf and choice: one stays where one was, and comes back exactly."""

from collections.abc import Iterator
from dataclasses import replace

from every_page import after, begin, walk
from kiosk.content.library import Library
from kiosk.model.action import ChangeLanguage, Choose, GetHelp, Stir
from kiosk.model.page import SLOTS, Page
from kiosk.ui.reader import Reader
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit
from staff_seats import Desk
from walks import words

SPANISH = Library(language="es")
ROWS = {"en": words().row, "es": SPANISH.words().row}


def visits(procedure_id: str) -> Iterator[Visit]:
    """A visit at each page, with help and what help leads to over it, and with a glossary word open."""
    helped = after(begin(procedure_id), GetHelp())
    yield from (helped, after(helped, Choose("contents")), after(helped, Choose("stop")))
    for here in walk(begin(procedure_id)):
        yield here
        if word := next((one for one in here.page.choices() if one.startswith("word:")), ""):
            yield after(here, Choose(word))


def readers(page: Page, grid: tuple[int, int]) -> Iterator[Reader]:
    """The page with each of its leaves open, and what leads on or what stands last in focus; in English."""
    reader = Reader.open(page, *grid, ROWS["en"])
    while True:
        for target in {reader.focus, reader.leaf.targets()[-1]}:
            yield replace(reader, focus=target)
        if reader.number + 1 == len(reader.leaves):
            return
        reader, _ = reader.touch("next")


def test_the_place_is_kept_and_nothing_unread_is_passed_over() -> None:
    grid, procedure_id = (60, 20), "sialogram"
    met, pages = 0, set()
    for visit in visits(procedure_id):
        page, other = visit.page, visit.in_language(SPANISH.words(), SPANISH.procedure(procedure_id)).page
        if page in pages:
            continue
        pages.add(page)
        for reader in readers(page, grid):
            changed = replace(reader, row=ROWS["es"]).show(other, *grid)
            assert changed.focus == reader.focus
            if reader.leaf.parts and reader.focus in SLOTS:
                first = reader.leaf.parts[min(reader.leaf.parts)]
                assert first in changed.leaf.parts.values(), (page.id, reader.number)
            again = replace(changed, row=ROWS["en"]).show(page, *grid)
            assert (again.number, again.focus) == (reader.number, reader.focus), (page.id, reader.focus)
            met += 1
    assert met > 100


def test_who_turned_the_page_meanwhile_is_where_they_turned_to() -> None:
    grid = (40, 11)
    visit = next(one for one in visits("sialogram") if len(Reader.open(one.page, *grid, ROWS["en"]).leaves) > 3)
    reader = Reader.open(visit.page, *grid, ROWS["en"])
    other = visit.in_language(SPANISH.words(), SPANISH.procedure("sialogram")).page
    reader, _ = replace(reader.touch("next")[0], row=ROWS["es"]).show(other, *grid).touch("next")
    assert replace(reader, row=ROWS["en"]).show(visit.page, *grid).number >= 2


def test_on_the_list_of_walkthroughs_one_stays_at_the_same_one() -> None:
    grid, supply = (60, 20), Desk.of().supply
    waiting = supply.languages(supply.offers(Kiosk(Setup(words(), "1.0", Limits()), 0.0)))
    kiosk = waiting.do(Stir(), 1)[0]
    reader = Reader.open(kiosk.page, *grid, ROWS["en"]).touch("next")[0]
    assert reader.number == 1
    changed = supply.of(kiosk.do(ChangeLanguage(), 2)[0], 2)
    assert changed.page.choices() == kiosk.page.choices()
    shown = replace(reader, row=ROWS["es"]).show(changed.page, *grid)
    assert SPANISH.words().choose.heading == shown.page.heading
    assert (shown.number, shown.focus) == (reader.number, reader.focus)
