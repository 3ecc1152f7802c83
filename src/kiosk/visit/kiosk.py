"""The kiosk as a whole: waiting, choosing, a visit, the staff. A frozen value and a pure reducer, like the visit."""

from collections.abc import Mapping
from dataclasses import field, replace
from functools import cached_property
from typing import Literal

from kiosk.model.action import Action, Stir, VisitAction
from kiosk.model.event import Event
from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.model.page import Choice, Invitation, Page
from kiosk.model.paper import Paper
from kiosk.model.procedure import Procedure
from kiosk.visit import acts, clock, desk, front, handover
from kiosk.visit.comfort import Comfort
from kiosk.visit.handover import Held, Sheet
from kiosk.visit.order import Order
from kiosk.visit.plan import START
from kiosk.visit.setup import Setup
from kiosk.visit.staff import Misses, Staff
from kiosk.visit.visit import Visit

Outcome = tuple["Kiosk", tuple[Event, ...]]
"""The next kiosk, and what happened in its visit on the way to it."""


@dataclass(frozen=True)
class Kiosk:
    """What the kiosk shows and does now. Times are seconds on a clock that never goes back."""

    setup: Setup
    touched: float
    offers: tuple[Choice, ...] | None = None
    """The walkthroughs to choose from; None until they are read, and where they are too many for a list."""
    unreadable: int = 0
    """How many walkthroughs cannot be shown."""
    languages: tuple[str, ...] = ()
    """The ids of the languages that are here."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What each of them calls itself."""
    invitations: tuple[Invitation, ...] = ()
    """How to have it read aloud, in each of them."""
    visit: Visit | None = None
    choosing: bool = False
    helping: bool = False
    """Whether help lies over a page outside a visit."""
    aside: Literal["comfort", "more", "practice", "keys"] | None = None
    """What the kiosk itself lays over a page."""
    practised: str = ""
    """What was chosen on the practice page."""
    explained: str | None = None
    """The key that was explained last."""
    staff: Staff | None = None
    cleaning: bool = False
    """Whether the screen is being cleaned: keys and touches do nothing."""
    held: Held | None = None
    """What the last patient did, for the staff."""
    printing: Sheet | None = None
    """What is to be printed from outside."""
    misses: Misses = field(default_factory=Misses)
    wanted: str = ""
    """The walkthrough that was chosen and is to be begun from outside."""
    order: Order | None = None
    """What the staff want started, from outside."""
    wanted_language: str = ""
    """The language that was asked for and is to be read from outside."""
    failed: bool = False
    """Whether the walkthrough that was chosen cannot be shown."""
    comfort: Comfort = field(default_factory=Comfort)
    """How this patient likes it."""
    spoken: Language | None = None
    """The language of this patient, where it is not the kiosk's."""
    remark: str = ""
    """What is to be said of the last change of it."""
    inviting: bool = False
    """Whether the waiting page is inviting by voice."""
    onward: float | None = None
    """When the kiosk goes on by itself."""
    asked_to_quit: float | None = None
    over: bool = False
    """Whether the kiosk is to end."""
    stopped: bool = False
    """Whether staff stopped it: a supervisor does not start it again."""

    @property
    def demonstration(self) -> bool:
        """Whether no PIN is set."""
        return self.setup.fits is None

    @property
    def words(self) -> Language:
        """The kiosk's sentences, in this patient's language; behind the PIN in the staff's."""
        if self.staff and self.is_theirs:
            return self.staff.spoken or self.setup.words
        return self.spoken or self.setup.words

    @property
    def is_theirs(self) -> bool:
        """Whether what stands there now is the staff's, behind the PIN."""
        return bool(self.staff and self.staff.open and not (self.visit and self.visit.warned is not None))

    @property
    def waiting(self) -> bool:
        """Whether nobody is here."""
        return not (self.visit or self.choosing or self.helping or self.staff or self.aside or self.cleaning)

    @cached_property
    def page(self) -> Page:
        """What stands before the patient, or the staff, now."""
        return front.page_of(self)

    def begin(self, visit: Visit) -> "Kiosk":
        """With this visit before the patient."""
        asks = self.setup.comfort_first and not self.choosing and visit.place == START
        aside: Literal["comfort"] | None = "comfort" if asks else None
        there = replace(self, visit=visit, wanted="", failed=False, choosing=False, helping=False, staff=None)
        known = replace(
            visit, heard=visit.heard or self.comfort.voice, ask_feeling=visit.ask_feeling or self.setup.ask_feeling
        )
        return replace(there, visit=known, held=None, aside=aside, order=None).patiently()

    def hand_over(self, visit: Visit, comfort: Comfort) -> "Kiosk":
        """With a visit that the staff prepared, and nothing of the last patient.

        Args:
            visit: The visit, in the language that was asked for.
            comfort: How it begins.
        """
        words = visit.words
        spoken = None if words.id == self.setup.words.id else words
        return replace(self.wait(), comfort=comfort, spoken=spoken, touched=visit.touched).begin(visit)

    def refuse(self, notice: str) -> "Kiosk":
        """With the staff told that it cannot be started."""
        there = replace(self, order=None)
        return desk.at_desk(there, replace(self.staff.desk, notice=notice)) if self.staff else there

    @property
    def busy(self) -> bool:
        """Whether nobody may start a walkthrough from afar: a visit is under way, or the staff are there."""
        return self.cleaning or self.staff is not None or (self.visit is not None and not self.visit.ended)

    def offering(self, offers: tuple[Choice, ...] | None, unreadable: int) -> "Kiosk":
        """With these walkthroughs to choose from, and this many that cannot be shown."""
        return replace(self, offers=offers, unreadable=unreadable)

    def with_languages(
        self, languages: tuple[str, ...], invitations: tuple[Invitation, ...], names: Mapping[str, str] | None = None
    ) -> "Kiosk":
        """With these languages, by their ids, how to have it read aloud in each, and what each calls itself."""
        return replace(self, languages=languages, invitations=invitations, names=names or {})

    def cannot_begin(self) -> "Kiosk":
        """With the walkthrough that was chosen refused."""
        return replace(self, wanted="", failed=True)

    def speaking(self, words: Language, procedure: Procedure | None) -> "Kiosk":
        """In another language; a visit goes on at the same place, with the answers that were given.

        Behind the PIN it is the staff's pages alone that change: the patient finds the visit as it was.

        Args:
            words: The kiosk's sentences.
            procedure: The visit's walkthrough in that language, where there is a visit.
        """
        if self.staff and self.is_theirs:
            return replace(self, wanted_language="", staff=replace(self.staff, spoken=words), remark=words.name + ".")
        there = replace(self, wanted_language="", spoken=words, remark=words.name + ".", offers=None)
        if self.visit and procedure:
            return replace(there, offers=self.offers, visit=self.visit.in_language(words, procedure))
        return there

    def showing_squares(self, shows: bool) -> "Kiosk":
        """On a screen that has room for the squares to take along, or has none."""
        visit = self.visit.showing_squares(shows) if self.visit else None
        return self if visit is self.visit else replace(self, visit=visit)

    def cannot_speak(self) -> "Kiosk":
        """With that language refused: the walkthrough is not here in it."""
        return replace(self, wanted_language="", remark=self.words.comfort.no_language)

    @property
    def deadline(self) -> float | None:
        """The next moment at which `tick` changes something."""
        return clock.deadline(self)

    def tick(self, at: float) -> Outcome:
        """What the passing of time does."""
        return clock.tick(self, at)

    def do(self, action: Action, at: float) -> Outcome:
        """What an act does."""
        return acts.do(self, action, at)

    def leave_staff(self) -> "Kiosk":
        """Without the staff's pages; after a review that came at once, waiting again."""
        return self.wait() if self.staff and self.staff.at_once else replace(self, staff=None)

    @property
    def paper(self) -> Paper | None:
        """What is to be printed from outside."""
        return handover.paper(self)

    def printed(self, remark: str) -> "Kiosk":
        """With what became of the printing said to the staff."""
        return replace(self, printing=None, remark=remark)

    def woken(self, at: float) -> "Kiosk":
        """With somebody there; who comes while the waiting page invites by voice has the voice on."""
        comfort = replace(self.comfort, again=0, voice=self.comfort.voice or self.inviting)
        there = replace(self, touched=at, asked_to_quit=None, remark="", comfort=comfort)
        return replace(there, onward=None, inviting=False)

    def opened(self) -> "Kiosk":
        """No longer waiting: somebody chooses, after being asked how they like it."""
        if not self.waiting:
            return self
        return replace(self, choosing=True, aside="comfort" if self.setup.comfort_first else None)

    def patiently(self) -> "Kiosk":
        """With a visit that waits as long as this patient needs."""
        if self.visit is None:
            return self
        return replace(self, visit=replace(self.visit, limits=self.setup.limits.times(self.comfort.patience)))

    def stirred(self, at: float) -> "Kiosk":
        """With the visit told that somebody is there."""
        return replace(self, visit=self.visit.do(Stir(), at)[0]) if self.visit else self

    def in_visit(self, action: VisitAction, at: float) -> Outcome:
        """What an act does in the visit that there is."""
        assert self.visit is not None
        visit, events = self.visit.do(action, at)
        return replace(self, visit=visit).after_visit(), events

    def after_visit(self) -> "Kiosk":
        """An ended visit says goodbye where there is something to say, and is forgotten."""
        if self.visit is None or not self.visit.ended or self.visit.ended in ("left", "not-started"):
            return self
        there = self.wait()
        if self.setup.nurse_sees_at_once and self.visit.ended == "finished":
            return replace(there, staff=Staff(open=True, reviews=True, at_once=True), over=self.over)
        return there

    def wait(self) -> "Kiosk":
        """Waiting again, with nothing of the last patient left."""
        fresh = Kiosk(self.setup, self.touched, comfort=self.setup.comfort, misses=self.misses)
        offers = None if self.spoken else self.offers
        known = replace(fresh, offers=offers, unreadable=self.unreadable)
        spoken = known.with_languages(self.languages, self.invitations, self.names)
        return replace(spoken, held=handover.held(self), over=self.over or self._was_once)

    @property
    def _was_once(self) -> bool:
        return self.setup.once and (self.visit is not None or (self.staff is not None and self.staff.at_once))
