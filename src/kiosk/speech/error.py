"""What keeps the kiosk from speaking, each with the sentence that staff read."""

from typing import Literal

from kiosk.model.error import KioskError

Kind = Literal["voice", "synthesis", "player", "device", "headphones", "worker"]
"""No voice for the language; a voice that makes no sound of the words; no program that plays sound; none of
them could play it to its end; it is for headphones only, and none are plugged in; the process that speaks died or
hangs."""

CURE: dict[Kind, str] = {
    "voice": "No voice fits. `kiosk speech voices` lists those that are here; espeak-ng has one for most languages.",
    "synthesis": "The voice could not make sound of these words. Choose another one: `kiosk speech voices`.",
    "player": "Nothing here can play sound. Install alsa-utils (aplay), pulseaudio-utils (paplay) or the Python"
    " package miniaudio.",
    "device": "The sound did not reach its end. Connect and switch on a loudspeaker or headphones, and make sure that"
    " `aplay -l` lists a sound card, or that the sound server runs.",
    "headphones": "The voice is set to speak through headphones only, and none are plugged in. Plug some in, or write"
    " `headphones_only = false` in the settings.",
    "worker": "The speaking process ended or hangs. Try again; if that does not help, install the kiosk anew.",
}
"""Cause and cure, for staff."""


class SpeechError(KioskError):
    """Something keeps the kiosk from speaking."""

    def __init__(self, kind: Kind) -> None:
        super().__init__(CURE[kind])
        self.kind: Kind = kind
