"""Every page that a patient can meet in a walkthrough, for tests that look at all of them."""

from collections.abc import Iterator

from kiosk.content.library import Library
from kiosk.model.action import Choose, GetHelp, GoBack, GoOn, VisitAction
from kiosk.model.page import Page
from kiosk.model.procedure import UNSURE
from kiosk.ui.picture import Pictures
from kiosk.visit.visit import Limits, Visit

LIBRARY = Library()
WORDS = LIBRARY.words()
PROCEDURES = LIBRARY.procedures()
PICTURES = Pictures(LIBRARY.assets)


def begin(procedure_id: str, ticket: str = "", library: Library = LIBRARY) -> Visit:
    """A visit of a shipped walkthrough, at its first page, at 0 seconds."""
    return Visit.begin("test", library.procedure(procedure_id), library.words(), Limits(), 0.0, ticket)[0]


def after(visit: Visit, *actions: VisitAction) -> Visit:
    """The visit after some acts, a second apart."""
    for action in actions:
        visit = visit.do(action, visit.touched + 1)[0]
    return visit


def to_the_next_question(visit: Visit) -> Visit:
    """The visit at its next question that has no answer."""
    while visit.place.kind != "question" or visit.answer(visit.place):
        visit = after(visit, GoOn())
    return visit


def wrong(visit: Visit) -> str:
    """An option of the present question that is not the right one."""
    question = visit.question(visit.place)
    return next(option.id for option in question.options if option.id != question.right)


def walk(visit: Visit) -> Iterator[Visit]:
    """The visit at every place, with every state a page can have: all that one can meet on one long way."""
    choices = 0
    while not visit.ended:
        yield visit
        kind = visit.place.kind
        for item in visit.page.choices() if kind in ("step", "again") else ():
            visit = after(visit, Choose(item))
            yield visit
        if kind == "question" and not visit.answer(visit.place):
            yield after(visit, GoOn())
            choices += 1
            chosen = (UNSURE, wrong(visit), visit.question(visit.place).right)[choices % 3]
            visit = after(visit, Choose(chosen))
            yield visit
            yield after(visit, GoOn(), GoBack())
        if kind == "to-ask":
            for item in visit.page.choices():
                visit = after(visit, Choose(item))
            yield visit
        visit = after(visit, Choose("show") if kind == "before-risks" else GoOn())


def pages(procedure_id: str, library: Library = LIBRARY) -> Iterator[Page]:
    """Every page of a walkthrough, those that lie over others included."""
    visit = begin(procedure_id, "A12", library)
    met: set[Page] = set()
    for there in walk(visit):
        help_page = after(there, GetHelp())
        contents = after(help_page, Choose("contents"))
        leaving = after(help_page, Choose("stop"))
        alert = there.tick(there.touched + there.limits.idle)[0]
        for one in (there, help_page, contents, leaving, alert, after(leaving, Choose("leave"))):
            if one.page not in met:
                met.add(one.page)
                yield one.page
    before_risks = next(
        there for there in walk(begin(procedure_id, library=library)) if there.place.kind == "before-risks"
    )
    declined = after(before_risks, Choose("skip"))
    yield from (one.page for one in walk(declined) if one.place.kind in ("remember", "call", "together"))
    yield after(begin(procedure_id, library=library), Choose("no")).page
