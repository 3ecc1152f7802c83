"""A crawl over every page and everything that can be done there: no dead end, help at one press, a way out and on."""

from collections import deque
from dataclasses import replace

import pytest

from every_page import LIBRARY, WORDS
from kiosk.model.action import Action, Adjust, ChangeLanguage, Choose, Explain, GetHelp, GoBack, GoOn, Hear
from kiosk.model.page import Choice, Page
from kiosk.visit.comfort import Comfort
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit
from staff_seats import Desk

DESK = Desk.of("sialogram")
OFFERS = (Choice("sialogram", "Sialogram"),)
NO_HELP = {"waiting", "alert", "farewell", "pin", "staff", "find", "prepare", "ticket", "clean", "keys"}
"""Where one press does not lead to help: any key leads on from the first three, and Back from the others; on the
page that explains keys the key for help says that it does."""


def acts(page: Page) -> set[Action]:
    """Everything that can be pressed here, and the keys that work on every page."""
    found: set[Action] = {control.action for control in page.controls}
    found |= {Choose(item) for item in page.choices() if len(item) > 1 or item == "1"}
    found |= {GoOn(), GoBack(), GetHelp(), Hear(), Adjust("size"), ChangeLanguage()}
    return found | ({Explain("help")} if page.kind == "keys" else set())


def state(kiosk: Kiosk) -> tuple[object, ...]:
    """What makes two moments the same place: the page, what lies over it and what was decided."""
    visit = kiosk.visit
    page = kiosk.page
    done = (visit.place, visit.over, bool(visit.chosen), visit.ended) if visit else ()
    staff = (kiosk.staff.open, kiosk.staff.typed == "1", bool(kiosk.staff.desk.text)) if kiosk.staff else ()
    return page.id, bool(page.notice), kiosk.aside, staff, kiosk.choosing, kiosk.helping, done


def step(kiosk: Kiosk, action: Action, at: float) -> Kiosk:
    after = DESK.supply.answered(kiosk.do(action, at)[0])
    if after.order:
        visit = Visit.begin("crawl", LIBRARY.procedure("sialogram"), WORDS, Limits(), at)[0]
        after = after.refuse("no") if after.order.resume else after.hand_over(visit, Comfort())
    if after.wanted:
        visit = Visit.begin("crawl", LIBRARY.procedure(after.wanted), WORDS, Limits(), at)[0]
        after = after.begin(visit)
    return replace(after, over=False, remark="", wanted_language="", misses=kiosk.misses)


def crawl() -> tuple[dict[tuple[object, ...], Kiosk], dict[tuple[object, ...], set[tuple[object, ...]]]]:
    """Every place that can be reached, and where one gets from each."""
    sizes = ("usual", "largest")
    setup = Setup(WORDS, "1", Limits(), lambda typed: typed == "1", voice=True, comfort_first=True, sizes=sizes)  # type: ignore[arg-type]
    first = Kiosk(setup, 0.0).offering(OFFERS, 0).with_languages(("en", "es"), ())
    met, leads = {state(first): first}, {}
    waiting = deque([first])
    at = 0.0
    while waiting:
        kiosk = waiting.popleft()
        nexts = set()
        moments = [step(kiosk, action, (at := at + 1)) for action in acts(kiosk.page)]
        if kiosk.deadline is not None:
            moments.append(replace(kiosk.tick(kiosk.deadline)[0], over=False))
        for after in moments:
            nexts.add(state(after))
            if state(after) not in met:
                met[state(after)] = after
                waiting.append(after)
        leads[state(kiosk)] = nexts
    return met, leads


def reaching(goal: set[tuple[object, ...]], leads: dict[tuple[object, ...], set[tuple[object, ...]]]) -> set[object]:
    """Every place from which a goal can be reached."""
    found: set[object] = set(goal)
    while more := {place for place, nexts in leads.items() if place not in found and nexts & found}:
        found |= more
    return found


@pytest.mark.holds(13)
def test_from_every_page_one_gets_on_out_and_help() -> None:
    met, leads = crawl()
    kinds = {kiosk.page.kind for kiosk in met.values()}
    assert kinds >= {"waiting", "choose", "confirm", "intro", "step", "question", "feedback", "again", "before-risks"}
    assert kinds >= {"to-ask", "summary", "help", "contents", "leave", "alert", "farewell", "pin", "staff"}
    assert kinds >= {"comfort", "practice", "keys", "find", "prepare", "ticket", "clean"}
    assert not [place for place, nexts in leads.items() if nexts <= {place}], "a dead end"
    for kiosk in met.values():
        if kiosk.page.kind not in NO_HELP and not kiosk.remark:
            helped = kiosk.page if kiosk.page.kind == "help" else kiosk.do(GetHelp(), 1e9)[0].page
            assert helped.kind == "help", kiosk.page.id
    starts = {place for place, kiosk in met.items() if kiosk.waiting}
    lasts = {
        place
        for place, kiosk in met.items()
        if kiosk.visit and not kiosk.visit.over and kiosk.visit.place == kiosk.visit.trail[-1] and not kiosk.aside
    }
    assert lasts
    assert reaching(starts, leads) >= set(leads)
    assert reaching(lasts, leads) >= set(leads)
