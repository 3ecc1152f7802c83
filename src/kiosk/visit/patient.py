"""What the patient does in a visit: goes on and back, chooses, answers, asks for help, stops."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, assert_never

from kiosk.model.action import AskToQuit, Choose, GetHelp, GoBack, GoOn, Leave, Saved, Spoke, Stir, VisitAction
from kiosk.model.event import Answered, Declined, Felt, Initialized, Marked, Result
from kiosk.model.procedure import UNSURE, Question
from kiosk.visit.plan import MAY_DECLINE, Stop

if TYPE_CHECKING:  # the visit passes its acts on to here, which needs the visit's type only
    from kiosk.visit.visit import Outcome, Visit


def act(visit: Visit, action: VisitAction, at: float) -> Outcome:
    """What an act of the patient does, or of the staff; an alert is answered by whatever is done first."""
    if isinstance(action, Saved):
        return (visit if action.well == visit.saved else replace(visit, saved=action.well)), ()
    if visit.ended:
        return visit, ()
    if isinstance(action, Spoke):
        return (visit if visit.warned is not None else replace(visit, touched=at)), ()
    if isinstance(action, Leave):
        return visit.end(action.reason, at)
    here = replace(visit, touched=at, warned=None, left=0.0, choose_first=False)
    if visit.warned is not None:
        return here, ()
    match action:
        case GoOn():
            return _close(here) if visit.over else _go_on(here, at)
        case GoBack():
            return _close(here) if visit.over else _go_back(here, at)
        case GetHelp():
            return replace(here, over=None if visit.over == "help" else "help"), ()
        case Choose():
            return _choose_over(here, action.item, at) if visit.over else _choose(here, action.item, at)
        case Stir() | AskToQuit():
            return here, ()
        case _:
            assert_never(action)


def _go_on(visit: Visit, at: float) -> Outcome:
    stop = visit.place
    if stop.kind == "confirm":
        return _choose(visit, "yes", at)
    if stop.kind == "question" and visit.answer(stop) is None:
        if not visit.chosen:
            return replace(visit, choose_first=True), ()
        return _confirm(visit, at)
    if stop.kind == "before-risks" and not visit.has_decided(stop.section):
        return replace(visit, choose_first=True), ()
    if stop.kind == "feeling" and visit.chosen:
        return _feel(visit, "before" if stop.item == "before" else "after", at)
    if stop == visit.trail[-1]:
        return visit.end("finished", at)
    return visit.move(visit.trail[visit.trail.index(stop) + 1], at, read=True)


def _feel(visit: Visit, when: Literal["before", "after"], at: float) -> Outcome:
    told = replace(visit, felt=(*visit.felt, (when, int(visit.chosen))))
    there, events = told.move(visit.trail[visit.trail.index(visit.place) + 1], at)
    return there, (Felt(when, int(visit.chosen)), *events)


def _go_back(visit: Visit, at: float) -> Outcome:
    before = visit.trail.index(visit.place) - 1
    return visit.move(visit.trail[before], at) if before > 0 else (visit, ())


def _close(visit: Visit) -> Outcome:
    return replace(visit, over=None), ()


def _choose(visit: Visit, item: str, at: float) -> Outcome:
    if item not in visit.page.choices():
        return visit, ()
    stop = visit.place
    if stop.kind in ("question", "feeling"):
        return replace(visit, chosen=item), ()
    if stop.kind == "confirm":
        if item == "no":
            return visit.end("not-started", at)
        there, events = visit.move(visit.trail[1], at)
        return there, (*events, Initialized())
    if stop.kind == "before-risks":
        return _decide(visit, stop.section, at, read=item == "show")
    if stop.kind == "to-ask":
        on = item not in visit.marked
        marked = (*visit.marked, item) if on else tuple(one for one in visit.marked if one != item)
        return replace(visit, marked=marked), (Marked(item, on),)
    return replace(visit, unfolded=visit.unfolded ^ {item}), ()


def _decide(visit: Visit, section: str, at: float, *, read: bool) -> Outcome:
    """Whether the patient wants to read a section; either can be changed by coming back."""
    news = () if read or section in visit.declined else (Declined(section),)
    decided = replace(visit, declined=visit.declined - {section} if read else visit.declined | {section})
    there, events = decided.move(decided.trail[decided.trail.index(visit.place) + 1], at)
    return there, (*news, *events)


def _confirm(visit: Visit, at: float) -> Outcome:
    stop, question = visit.place, visit.question(visit.place)
    answered = Answered(question.id, stop.attempt, visit.chosen, _result(visit, question))
    answers = MappingProxyType({**visit.answers, (question.id, stop.attempt): answered})
    confirmed = replace(visit, answers=answers)
    there, events = confirmed.move(Stop("feedback", stop.section, stop.item, stop.attempt), at)
    return there, (answered, *events)


def _result(visit: Visit, question: Question) -> Result:
    if visit.chosen == question.right:
        return "right"
    return "unsure" if visit.chosen == UNSURE else "wrong"


def _choose_over(visit: Visit, item: str, at: float) -> Outcome:
    if item not in visit.page.choices():
        return visit, ()
    match (visit.over, item):
        case ("help", "contents"):
            return replace(visit, over="contents"), ()
        case ("help", "stop"):
            return replace(visit, over="leave"), ()
        case ("leave", "leave"):
            return visit.end("left", at)
        case ("contents", _):
            return _jump(visit, item, at)
        case _:
            return _close(visit)


def _jump(visit: Visit, item: str, at: float) -> Outcome:
    """To the first stop of a section that was not read yet, or to its first; to the questions or the summary."""
    if item in ("to-ask", "remember"):
        return visit.move(Stop("to-ask" if item == "to-ask" else "remember"), at)
    if item == MAY_DECLINE and (item in visit.declined or not visit.has_decided(item)):
        return visit.move(Stop("before-risks", item), at)
    stops = [stop for stop in visit.trail if stop.section == item and stop.kind in ("step", "question")]
    return visit.move(next((stop for stop in stops if not visit.has_passed(stop)), stops[0]), at)
