"""Every page of a walkthrough in its order, as one meets them who reads all and answers right."""

from collections.abc import Iterator

from kiosk.model.action import Choose, GoOn
from kiosk.model.page import Page
from kiosk.visit.visit import Visit


def tour(visit: Visit) -> Iterator[Page]:
    """The pages from the visit's present one on to the end."""
    while not visit.ended:
        yield visit.page
        if visit.place.kind == "before-risks":
            visit = visit.do(Choose("show"), visit.touched)[0]
            continue
        if visit.place.kind == "question" and not visit.answer(visit.place):
            visit = visit.do(Choose(visit.question(visit.place).right), visit.touched)[0]
        visit = visit.do(GoOn(), visit.touched)[0]
