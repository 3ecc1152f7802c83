"""Seven speeds in real words a minute, and what each voice must be told to speak so fast."""

from kiosk.model.frozen import dataclass
from kiosk.speech.voice import Voice

SPEEDS: tuple[int, ...] = (63, 94, 125, 156, 188, 219, 250)
"""Words a minute, pauses between sentences included: half to twice the default (VVSG 2.0, 7.1-K)."""
DEFAULT_SPEED = 2
"""125 words a minute."""


@dataclass(frozen=True, slots=True)
class Pace:
    """What an engine is told."""

    rate: float
    """Pico: times its normal speed. espeak: its nominal words a minute, which are not real ones."""
    gap: int = 0
    """espeak: a pause between words, in its own hundredths of a second."""


def _paces(*rates: float) -> tuple[Pace, ...]:
    return tuple(Pace(rate) for rate in rates)


# Measured over all sentences of the walkthroughs:  python benchmarks/speech.py --calibrate
# Pitch stays: both engines stretch the speech, and neither is told of another pitch.
_PICO = _paces(0.35, 0.52, 0.7, 0.88, 1.05, 1.24, 1.42)
_PICO_GB = _paces(0.34, 0.51, 0.68, 0.86, 1.04, 1.22, 1.4)
_ESPEAK = (Pace(86, 10), Pace(93, 1), *_paces(110, 137, 166, 194, 222))
_PICO_ES = _paces(0.45, 0.67, 0.89, 1.1, 1.37, 1.61, 1.84)
_ESPEAK_ES = (Pace(82, 5), *_paces(103, 135, 168, 204, 238, 276))
PACES: dict[str, tuple[Pace, ...]] = {
    "pico": _PICO,
    "pico/en-GB": _PICO_GB,
    "pico/es-ES": _PICO_ES,
    "espeak": _ESPEAK,
    "espeak/roa/es-419": _ESPEAK_ES,
}
"""For each engine, as measured with its American voice, or for one voice of it by its id, a pace for every speed."""


def measured_pace(voice: Voice, speed: int) -> Pace:
    """How a voice is told to speak at this place in `SPEEDS`; beyond its ends, at the nearest."""
    paces = PACES.get(voice.id, PACES[voice.engine])
    return paces[max(0, min(speed, len(SPEEDS) - 1))]


def pause(speed: int) -> float:
    """Seconds of silence after a sentence: shorter when the speech is faster."""
    return round(0.35 * SPEEDS[DEFAULT_SPEED] / SPEEDS[max(0, min(speed, len(SPEEDS) - 1))], 3)
