"""What acts do that change how a patient likes it, and what the voice does by itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.action import Adjust, ComfortAction, LoseVoice
from kiosk.model.event import VoiceLost

if TYPE_CHECKING:  # the kiosk passes its acts on to here, which needs the kiosk's type only
    from kiosk.visit.kiosk import Kiosk, Outcome

ONWARD_AFTER = 1.5
"""Seconds after a page was read aloud at which the kiosk goes on by itself, for who wants that."""

_GOES_ON = frozenset(("intro", "step", "again", "feedback", "summary", "take"))
"""The kinds of page that ask nothing: going on by itself passes them, but never the last one."""


def eased(kiosk: Kiosk, action: ComfortAction, at: float) -> Kiosk:
    """A change of how one likes it; on the waiting page it opens the kiosk too."""
    if not kiosk.setup.voice and not isinstance(action, Adjust):
        return kiosk.woken(at).stirred(at)
    woken = replace(kiosk, touched=at, asked_to_quit=None, onward=None, inviting=False)
    comfort = kiosk.comfort.after(action, kiosk.setup.sizes)
    remark = comfort.remark(action, kiosk.words.voice, kiosk.words.comfort)
    there = replace(woken, comfort=comfort, remark=remark)
    return there.opened().stirred(at).patiently()


def in_next_language(kiosk: Kiosk, at: float) -> Kiosk:
    """Asks for the next language, which is read from outside."""
    here = kiosk.woken(at).opened().stirred(at)
    if len(kiosk.languages) < 2:
        return replace(here, remark=here.words.comfort.no_language)
    place = kiosk.languages.index(here.words.id) if here.words.id in kiosk.languages else -1
    return replace(here, wanted_language=kiosk.languages[(place + 1) % len(kiosk.languages)])


def read_out(kiosk: Kiosk, at: float) -> Kiosk:
    """After everything was said: the invitation is over; who wants that goes on by itself."""
    if kiosk.inviting:
        return replace(kiosk, inviting=False, touched=at)
    visit = kiosk.visit
    if not (kiosk.comfort.onward and kiosk.comfort.voice and visit and kiosk.page.kind in _GOES_ON):
        return kiosk
    return kiosk if visit.place == visit.trail[-1] else replace(kiosk, onward=at + ONWARD_AFTER)


def without_voice(kiosk: Kiosk, action: LoseVoice) -> Outcome:
    """The machine cannot speak. Where the voice was off, as while inviting, nobody needs to be told."""
    if not kiosk.comfort.voice:
        return replace(kiosk, inviting=False), ()
    comfort = kiosk.comfort.after(action)
    words = kiosk.words
    remark = words.voice.headphones if action.private else words.voice.lost
    there = replace(kiosk, comfort=comfort, remark=remark).patiently()
    return there, (VoiceLost(),) if kiosk.visit and not kiosk.visit.ended else ()
