"""How a patient likes it: voice, letters, colours, keys. Back to the beginning for the next one."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeVar, assert_never

from kiosk.model.action import Adjust, ChangeSpeed, ChangeVolume, ComfortAction, Hear, HearAgain, LoseVoice
from kiosk.model.frozen import dataclass
from kiosk.model.language import ComfortWords, VoiceWords

SPEEDS = 7
"""Steps of speed; the third is about 125 words a minute (VVSG 2.0, 7.1-K: 6 to 8 steps, default 120 to 125)."""

USUAL_SPEED = 3

VOLUMES = 11
"""Steps of volume, 8 dB apart (VVSG 2.0, 7.1-K: at most 10 dB a step)."""

Size = Literal["small", "usual", "large", "largest"]
"""Capitals of 3.5, 4.8, 6.4 and 8.5 mm where the panel was measured (VVSG 2.0, 7.1-G)."""

Colours = Literal["daylight", "night", "paper", "soft"]
COLOURS: tuple[Colours, ...] = ("daylight", "night", "paper", "soft")
"""The default; white on black; black on white; low contrast (VVSG 2.0, 7.1-C and D)."""

Switches = Literal["keys", "two", "one"]
SWITCHES: tuple[Switches, ...] = ("keys", "two", "one")
"""All keys; two switches, which move and press; one switch, which presses what is reached by itself."""

SCANS = (2.0, 3.0, 4.0, 6.0, 8.0, 10.0, 0.5, 1.0, 1.5)
"""Seconds of each step of one switch, in the order in which they are offered: slower first."""

_SLOWNESS = {1: 2.0, 2: 1.4}
"""How many times as long as at the usual speed a voice takes that is slower."""

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class Comfort:
    """What a patient can set for themselves."""

    voice: bool = False
    """Whether the pages are read aloud."""
    speed: int = USUAL_SPEED
    """1 to 7."""
    volume: int = 9
    """1 to 11."""
    again: int = 0
    """How often in a row "again" was pressed: once is the sentence, twice the page."""
    onward: bool = False
    """Whether the kiosk goes on by itself after a page was read aloud."""
    size: Size = "usual"
    colours: Colours = "daylight"
    dark: bool = False
    """Whether the screen is off."""
    switches: Switches = "keys"
    scan: float = SCANS[0]
    """Seconds of each step of one switch."""

    @property
    def patience(self) -> float:
        """How many times as long as usual the kiosk waits for this patient."""
        voice = _SLOWNESS.get(self.speed, 1.0) if self.voice else 1.0
        return max(voice, {"keys": 1.0, "two": 2.0, "one": 1 + self.scan}[self.switches])

    def after(self, action: ComfortAction, sizes: Sequence[Size] = ("usual",)) -> "Comfort":
        """With one thing changed; speed and volume stay at the ends of their ranges.

        Args:
            action: What to change.
            sizes: Those that this screen has.
        """
        match action:
            case Hear():
                return replace(self, voice=not self.voice, again=0, dark=False)
            case HearAgain():
                return replace(self, voice=True, again=self.again + 1)
            case ChangeSpeed():
                return replace(self, speed=min(SPEEDS, max(1, self.speed + action.by)))
            case ChangeVolume():
                return replace(self, volume=min(VOLUMES, max(1, self.volume + action.by)))
            case LoseVoice():
                return replace(self, voice=False, again=0, dark=False)
            case Adjust():
                return self._adjusted(action, sizes)
            case _:
                assert_never(action)

    def _adjusted(self, action: Adjust, sizes: Sequence[Size]) -> "Comfort":
        match action.knob:
            case "size":
                return replace(self, size=following(sizes, self.size))
            case "colours":
                return replace(self, colours=following(COLOURS, self.colours))
            case "screen":
                return replace(self, dark=self.voice and not self.dark)
            case "onward":
                return replace(self, onward=not self.onward)
            case "switches":
                return replace(self, switches=following(SWITCHES, self.switches))
            case "scan":
                return replace(self, scan=following(SCANS, self.scan))
            case _:
                assert_never(action.knob)

    def remark(self, action: ComfortAction, voice: VoiceWords, words: ComfortWords) -> str:
        """What is said of a change, on the screen and by the voice."""
        match action:
            case Hear():
                return voice.on if self.voice else voice.off
            case HearAgain():
                return ""
            case ChangeSpeed():
                return voice.speed.format(number=self.speed, count=SPEEDS)
            case ChangeVolume():
                return voice.volume.format(number=self.volume, count=VOLUMES)
            case LoseVoice():
                return voice.lost
            case Adjust("screen"):
                return words.screen_off if self.dark else words.screen_on if self.voice else words.screen_stays
            case Adjust():
                return words.changed.format(what=self.told(action.knob, words))
            case _:
                assert_never(action)

    def told(self, knob: str, words: ComfortWords) -> str:
        """One setting and how it stands, such as "Letters: large"."""
        values = {
            "voice": words.on if self.voice else words.off,
            "size": getattr(words.sizes, self.size),
            "colours": getattr(words.themes, self.colours),
            "onward": words.on if self.onward else words.off,
            "switches": getattr(words.switch_names, self.switches),
            "scan": words.seconds.format(seconds=self.scan),
            "speed": words.step.format(number=self.speed, count=SPEEDS),
            "volume": words.step.format(number=self.volume, count=VOLUMES),
        }
        return words.told.format(what=getattr(words.names, knob), value=values[knob])

    def cycled(self, knob: Literal["speed", "volume"]) -> "Comfort":
        """With speed or volume a step on, the lowest after the highest."""
        if knob == "speed":
            return replace(self, speed=self.speed % SPEEDS + 1)
        return replace(self, volume=self.volume % VOLUMES + 1)


def following(values: Sequence[_Value], value: _Value) -> _Value:
    """The value after this one; after the last, or for one that is not among them, the first."""
    return values[(values.index(value) + 1) % len(values)] if value in values else values[0]
