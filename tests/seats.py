"""A kiosk at which somebody sits: acts take a second each, and a clock rings at every deadline."""

from dataclasses import dataclass, field
from typing import Self

from kiosk.model.action import Action
from kiosk.model.event import Event
from kiosk.model.page import Page
from kiosk.visit.kiosk import Kiosk


@dataclass
class Seat:
    """A kiosk somebody sits at."""

    kiosk: Kiosk
    at: float = 0.0
    events: list[Event] = field(default_factory=list)

    @property
    def page(self) -> Page:
        return self.kiosk.page

    def do(self, *actions: Action) -> Self:
        for action in actions:
            self.at += 1
            self.kiosk, events = self.kiosk.do(action, self.at)
            self.events += events
        return self

    def wait(self, seconds: float) -> Self:
        """Let time pass as a clock does that rings at each deadline."""
        until = self.at + seconds
        while self.kiosk.deadline is not None and self.kiosk.deadline <= until:
            before, self.at = self.kiosk, max(self.at, self.kiosk.deadline)
            self.kiosk, events = self.kiosk.tick(self.at)
            assert self.kiosk != before, "a clock that rings for nothing would ring for ever"
            self.events += events
        self.at = until
        return self
