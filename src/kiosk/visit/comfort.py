"""How a patient likes it: voice, speed, volume. Back to the beginning for the next one."""

from dataclasses import dataclass, replace
from typing import assert_never

from kiosk.model.action import ChangeSpeed, ChangeVolume, Hear, HearAgain, LoseVoice, VoiceAction
from kiosk.model.language import VoiceWords

SPEEDS = 7
"""Steps of speed; the third is about 125 words a minute (VVSG 2.0, 7.1-K: 6 to 8 steps, default 120 to 125)."""

VOLUMES = 11
"""Steps of volume, 8 dB apart (VVSG 2.0, 7.1-K: at most 10 dB a step)."""


@dataclass(frozen=True, slots=True)
class Comfort:
    """What a patient can set for themselves."""

    voice: bool = False
    """Whether the pages are read aloud."""
    speed: int = 3
    """1 to 7."""
    volume: int = 9
    """1 to 11."""
    again: int = 0
    """How often in a row "again" was pressed: once is the sentence, twice the page."""

    def after(self, action: VoiceAction) -> "Comfort":
        """With one thing changed; at an end of its range it stays there."""
        match action:
            case Hear():
                return replace(self, voice=not self.voice, again=0)
            case HearAgain():
                return replace(self, voice=True, again=self.again + 1)
            case ChangeSpeed():
                return replace(self, speed=min(SPEEDS, max(1, self.speed + action.by)))
            case ChangeVolume():
                return replace(self, volume=min(VOLUMES, max(1, self.volume + action.by)))
            case LoseVoice():
                return replace(self, voice=False, again=0)
            case _:
                assert_never(action)

    def remark(self, action: VoiceAction, words: VoiceWords) -> str:
        """What is said of a change, on the screen and by the voice."""
        match action:
            case Hear():
                return words.on if self.voice else words.off
            case HearAgain():
                return ""
            case ChangeSpeed():
                return words.speed.format(number=self.speed, count=SPEEDS)
            case ChangeVolume():
                return words.volume.format(number=self.volume, count=VOLUMES)
            case LoseVoice():
                return words.lost
            case _:
                assert_never(action)
