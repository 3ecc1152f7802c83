"""The kiosk as a whole: waiting, choosing, a visit, the staff. A frozen value and a pure reducer, like the visit."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property

from kiosk.model.action import (
    Action,
    AskToQuit,
    Choose,
    GetHelp,
    GoBack,
    GoOn,
    Leave,
    LoseVoice,
    Saved,
    Spoke,
    Stir,
    VisitAction,
    VoiceAction,
)
from kiosk.model.event import Event, VoiceLost
from kiosk.model.language import Language
from kiosk.model.page import Choice, Page
from kiosk.visit import front
from kiosk.visit.comfort import Comfort
from kiosk.visit.visit import Limits, Visit

FAREWELL = 20.0
"""Seconds that a goodbye stays when nobody presses anything."""

QUIT_WITHIN = 5.0
"""Seconds within which the demonstration's way out is pressed a second time."""

Outcome = tuple["Kiosk", tuple[Event, ...]]
"""The next kiosk, and what happened in its visit on the way to it."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What does not change while the kiosk runs."""

    words: Language
    version: str
    limits: Limits
    fits: Callable[[str], bool] | None = None
    """Whether digits are the PIN; None where none is set, and the kiosk is a demonstration."""
    may_choose: bool = True
    """Whether a patient may start a walkthrough."""
    once: bool = False
    """Whether the kiosk ends after one visit, as `kiosk launch` does."""
    voice: bool = False
    """Whether pages can be read aloud here."""
    comfort: Comfort = field(default_factory=Comfort)
    """How the kiosk is for every new patient."""


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff's pages."""

    typed: str = field(default="", repr=False)
    """The digits so far; never shown, spoken, logged or kept."""
    open: bool = False
    missed: bool = False
    """Whether the last PIN did not fit."""


@dataclass(frozen=True)
class Kiosk:
    """What the kiosk shows and does now. Times are seconds on a clock that never goes back."""

    setup: Setup
    touched: float
    offers: tuple[Choice, ...] | None = None
    """The walkthroughs to choose from; None until they are read, and where they are too many for a list."""
    unreadable: int = 0
    """How many walkthroughs cannot be shown."""
    visit: Visit | None = None
    choosing: bool = False
    helping: bool = False
    """Whether help lies over a page outside a visit."""
    staff: Staff | None = None
    wanted: str = ""
    """The walkthrough that was chosen and is to be begun from outside."""
    failed: bool = False
    """Whether the walkthrough that was chosen cannot be shown."""
    comfort: Comfort = field(default_factory=Comfort)
    """How this patient likes it."""
    remark: str = ""
    """What is to be said of the last change of it."""
    asked_to_quit: float | None = None
    over: bool = False
    """Whether the kiosk is to end."""

    @property
    def demonstration(self) -> bool:
        """Whether no PIN is set."""
        return self.setup.fits is None

    @cached_property
    def page(self) -> Page:
        """What stands before the patient, or the staff, now."""
        return front.page_of(self)

    def begin(self, visit: Visit) -> "Kiosk":
        """With this visit before the patient."""
        return replace(self, visit=visit, wanted="", failed=False, choosing=False, helping=False, staff=None)

    def offering(self, offers: tuple[Choice, ...] | None, unreadable: int) -> "Kiosk":
        """With these walkthroughs to choose from, and this many that cannot be shown."""
        return replace(self, offers=offers, unreadable=unreadable)

    def cannot_begin(self) -> "Kiosk":
        """With the walkthrough that was chosen refused."""
        return replace(self, wanted="", failed=True)

    @property
    def deadline(self) -> float | None:
        """The next moment at which `tick` changes something."""
        moments = (self._idle_until, None if self.asked_to_quit is None else self.asked_to_quit + QUIT_WITHIN)
        return min((moment for moment in moments if moment is not None), default=None)

    @property
    def _idle_until(self) -> float | None:
        """When a page without an act gives way."""
        if self.visit and not self.visit.ended:
            return self.visit.deadline
        if self.visit:
            return self.visit.touched + FAREWELL
        if self.choosing or self.helping or self.staff:
            return self.touched + self.setup.limits.idle
        return None

    def tick(self, at: float) -> Outcome:
        """What the passing of time does."""
        if self.asked_to_quit is not None and at >= self.asked_to_quit + QUIT_WITHIN:
            return replace(self, asked_to_quit=None).tick(at)
        if self._idle_until is None or at < self._idle_until:
            return self, ()
        if self.visit and not self.visit.ended:
            visit, events = self.visit.tick(at)
            return replace(self, visit=visit, staff=None)._after_visit(), events
        return self._wait(), ()

    def do(self, action: Action, at: float) -> Outcome:
        """What an act does."""
        if isinstance(action, Saved):
            visit = self.visit.do(action, at)[0] if self.visit else None
            return (self if visit is self.visit else replace(self, visit=visit)), ()
        if isinstance(action, AskToQuit):
            return self._ask_to_quit(at)
        if isinstance(action, Spoke):
            visit = self.visit.do(action, at)[0] if self.visit else None
            return replace(self, touched=at, visit=visit), ()
        if isinstance(action, VoiceAction):
            return self._voiced(action, at)
        quiet = replace(self.comfort, again=0)
        here = replace(self, touched=at, asked_to_quit=None, remark="", comfort=quiet)
        if isinstance(action, Leave):
            there, events = here._in_visit(action, at) if self.visit and not self.visit.ended else (here, ())
            return replace(there, over=True), events
        if self.visit and self.visit.ended:
            return here._wait(), ()
        if self.staff and not (self.visit and self.visit.warned is not None):
            return here._stirred(at)._staff(self.staff, action, at)
        if action == Choose("staff") and self.page.kind == "help":
            return replace(here, staff=Staff(open=self.demonstration)), ()
        if self.visit:
            return here._in_visit(action, at)
        return here._outside(action), ()

    def _voiced(self, action: VoiceAction, at: float) -> Outcome:
        """A change of the voice; on the waiting page it opens the kiosk too."""
        if not self.setup.voice:
            return self.do(Stir(), at)
        comfort = self.comfort.after(action)
        there = replace(self, comfort=comfort, remark=comfort.remark(action, self.setup.words.voice))
        if isinstance(action, LoseVoice):
            lost = bool(self.visit and not self.visit.ended)
            return there, (VoiceLost(),) if lost else ()
        waiting = not (self.visit or self.choosing or self.helping or self.staff)
        return replace(there, touched=at, choosing=self.choosing or waiting)._stirred(at), ()

    def _ask_to_quit(self, at: float) -> Outcome:
        if not self.demonstration:
            return self.do(Stir(), at)
        if self.asked_to_quit is None or at - self.asked_to_quit > QUIT_WITHIN:
            return replace(self, touched=at, asked_to_quit=at)._stirred(at), ()
        return self.do(Leave("staff"), at)

    def _stirred(self, at: float) -> "Kiosk":
        """With the visit told that somebody is there."""
        return replace(self, visit=self.visit.do(Stir(), at)[0]) if self.visit else self

    def _in_visit(self, action: VisitAction, at: float) -> Outcome:
        assert self.visit is not None
        visit, events = self.visit.do(action, at)
        return replace(self, visit=visit)._after_visit(), events

    def _after_visit(self) -> "Kiosk":
        """An ended visit says goodbye where there is something to say, and is forgotten."""
        if self.visit is None or not self.visit.ended or self.visit.ended in ("left", "not-started"):
            return self
        return self._wait()

    def _wait(self) -> "Kiosk":
        """Waiting again, with nothing of the last patient left."""
        return replace(
            self,
            visit=None,
            choosing=False,
            helping=False,
            staff=None,
            failed=False,
            comfort=self.setup.comfort,
            remark="",
            over=self.over or self._was_once,
        )

    @property
    def _was_once(self) -> bool:
        return self.setup.once and self.visit is not None

    def _outside(self, action: VisitAction) -> "Kiosk":
        """An act on a page that belongs to no visit."""
        if isinstance(action, GetHelp):
            return replace(self, helping=not self.helping)
        if self.helping:
            return replace(self, helping=not isinstance(action, GoBack | GoOn))
        if not self.choosing:
            return replace(self, choosing=True)
        if isinstance(action, GoBack | GoOn):
            return self._wait()
        if isinstance(action, Choose) and action.item in self.page.choices():
            return replace(self, wanted=action.item)
        return self

    def _staff(self, staff: Staff, action: VisitAction, at: float) -> Outcome:
        if isinstance(action, GoBack | GetHelp):
            return replace(self, staff=None), ()
        if staff.open:
            return self._staff_open(action, at)
        if isinstance(action, GoOn):
            action = Choose("enter")
        if not isinstance(action, Choose) or action.item not in self.page.choices():
            return self, ()
        return replace(self, staff=self._typed(staff, action.item)), ()

    def _typed(self, staff: Staff, item: str) -> Staff:
        if item == "erase":
            return Staff(staff.typed[:-1])
        if item != "enter":
            return Staff((staff.typed + item)[-front.MOST_DIGITS :])
        well = self.setup.fits is not None and self.setup.fits(staff.typed)
        return Staff(open=well, missed=not well)

    def _staff_open(self, action: VisitAction, at: float) -> Outcome:
        if action == Choose("end") and self.visit:
            return replace(self, staff=None)._in_visit(Leave("staff"), at)
        if action == Choose("stop"):
            return self.do(Leave("staff"), at)
        return (replace(self, staff=None) if action == Choose("return") else self), ()
