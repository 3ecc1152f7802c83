"""What the passing of time does to the kiosk, and when it next does something."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.action import GoOn
from kiosk.visit import handover
from kiosk.visit.staff import LOCKS_AFTER

if TYPE_CHECKING:  # the kiosk asks this, which needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome

FAREWELL = 20.0
"""Seconds that a goodbye stays when nobody presses anything."""

QUIT_WITHIN = 5.0
"""Seconds within which the demonstration's way out is pressed a second time."""

INVITED = 40.0
"""Seconds after which an invitation counts as over, whether the voice said so or not."""


def deadline(kiosk: Kiosk) -> float | None:
    """The next moment at which `tick` changes something."""
    quitting = None if kiosk.asked_to_quit is None else kiosk.asked_to_quit + QUIT_WITHIN
    forgetting = kiosk.held.until if kiosk.held else None
    moments = (
        *(_idle_until(kiosk), quitting, kiosk.onward, _staff_until(kiosk), _invites_at(kiosk)),
        *(kiosk.misses.until, forgetting),
    )
    return min((moment for moment in moments if moment is not None), default=None)


def tick(kiosk: Kiosk, at: float) -> Outcome:
    """The kiosk as it is at a moment, and what happened in its visit."""

    def past(moment: float | None) -> bool:
        return moment is not None and at >= moment

    if kiosk.asked_to_quit is not None and past(kiosk.asked_to_quit + QUIT_WITHIN):
        return tick(replace(kiosk, asked_to_quit=None), at)
    if past(kiosk.misses.until):
        return tick(replace(kiosk, misses=replace(kiosk.misses, until=None)), at)
    if kiosk.held and past(kiosk.held.until):
        return tick(handover.forgotten(kiosk), at)
    if past(_invites_at(kiosk)):
        return replace(kiosk, inviting=not kiosk.inviting, touched=at), ()
    if past(kiosk.onward):
        return replace(kiosk, onward=None, touched=at).in_visit(GoOn(), at)
    if past(_idle_until(kiosk)):
        return _gives_way(kiosk, at)
    return (kiosk.leave_staff() if past(_staff_until(kiosk)) else kiosk), ()


def _gives_way(kiosk: Kiosk, at: float) -> Outcome:
    """Nobody has done anything for long: a visit asks whether somebody is there, another page leads to waiting."""
    if kiosk.visit is None or kiosk.visit.ended:
        return kiosk.wait(), ()
    visit, events = kiosk.visit.tick(at)
    there = replace(kiosk, visit=visit)
    return (replace(there, staff=None) if visit.ended else there).after_visit(), events


def _idle_until(kiosk: Kiosk) -> float | None:
    """When a page without an act gives way."""
    if kiosk.visit and not kiosk.visit.ended:
        return kiosk.visit.deadline
    if kiosk.visit:
        return max(kiosk.touched, kiosk.visit.touched) + FAREWELL * kiosk.comfort.patience
    return None if kiosk.waiting else kiosk.touched + kiosk.setup.limits.idle * kiosk.comfort.patience


def _staff_until(kiosk: Kiosk) -> float | None:
    """When the staff's page closes by itself."""
    return kiosk.touched + LOCKS_AFTER if kiosk.staff and not kiosk.demonstration else None


def _invites_at(kiosk: Kiosk) -> float | None:
    """When the waiting page next begins to invite by voice, or has done so for long enough."""
    if not (kiosk.waiting and kiosk.setup.voice and kiosk.setup.invite):
        return None
    return kiosk.touched + (INVITED if kiosk.inviting else kiosk.setup.invite)
