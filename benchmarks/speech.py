"""How fast the voice answers, and how fast it speaks.

    python benchmarks/speech.py [--cycles 1000]   say to sound, stop to silence, memory, growth
    python benchmarks/speech.py --speeds          words a minute at each speed, into docs/speeds.md
    python benchmarks/speech.py --faults          how soon the kiosk knows that there is no sound
    python benchmarks/speech.py --calibrate       the paces that `kiosk/speech/rates.py` should have

The first one plays into a sound server without a sound card (pulseaudio, paplay, parec), records it in
blocks of 10 ms, and ends with code 1 if a limit is passed. The others need no sound.
"""

import argparse
import asyncio
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import psutil

from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.speech.pronounce import Pronunciation
from kiosk.speech.protocol import Event, Failed, Manner, Ready, Started
from kiosk.speech.rates import SPEEDS, Pace, measured_pace
from kiosk.speech.sentence import sentences
from kiosk.speech.speaker import WorkerSpeaker
from kiosk.speech.synthesis import Synthesis
from kiosk.speech.text import words

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from null_sink import MISSING, NullSink

MOST_SOUND, MOST_SOUND_P99 = 40.0, 120.0
MOST_SILENCE, MOST_SILENCE_P99 = 10.0, 25.0
MOST_MEMORY, MOST_GROWTH = 40.0, 2.0
MOST_TO_TELL = 1000.0
TIMED = 200
"""So many cycles are listened to; the others are there to see the worker grow."""
LOUDEST = 10
VOICES = {
    "pico/en-US": "en",
    "pico/en-GB": "en",
    "espeak/gmw/en-us": "en",
    "pico/es-ES": "es",
    "espeak/roa/es-419": "es",
}
"""The voices that are measured, each with the language it speaks."""
TABLE = Path(__file__).parents[1] / "docs" / "speeds.md"
INTRODUCTION = """# Speeds of the voice

Words a minute of every sentence of the walkthroughs, pauses included, as the voices speak them in English and Spanish.
Written by `python benchmarks/speech.py --speeds`, which fails where one is more than 5 % off (VVSG 2.0, 7.1-K: seven
steps from half to twice the default).
"""
WITHIN = 5.0
"""Percent that a speed may be off."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cycles", type=int, default=1000)
    parser.add_argument("--speeds", action="store_true")
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--calibrate", action="store_true")
    given = parser.parse_args()
    if given.speeds:
        return speeds()
    if given.faults:
        return asyncio.run(faults())
    if given.calibrate:
        return calibrate()
    if MISSING:
        print(f"Not measured: {', '.join(MISSING)} must be installed.")
        return 1
    with tempfile.TemporaryDirectory() as folder, NullSink(Path(folder)) as sink:
        return asyncio.run(reaction(sink, given.cycles))


def texts(language: str = "en") -> list[str]:
    """Every sentence of the walkthroughs' steps, in one language, as it is shown."""
    library = Library(language=language)
    found: list[str] = []
    for procedure_id in library.ids():
        for section in library.procedure(procedure_id).sections:
            for step in section.steps:
                lines = [*step.text, *step.points, *([step.feel.text] if step.feel else [])]
                for text in (step.heading, *(line.text for line in lines)):
                    found += sentences(text)
    return found


async def reaction(sink: NullSink, cycles: int) -> int:
    """Say and stop at random moments, again and again."""
    events: asyncio.Queue[Event] = asyncio.Queue()
    speaker = WorkerSpeaker(events.put_nowait, environment=sink.environment)
    speaker.start()
    while not isinstance(await events.get(), Ready):
        continue
    assert speaker.worker
    worker = psutil.Process(speaker.worker)
    chance, said = random.Random(1), texts()
    sounds: list[float] = []
    silences: list[float] = []
    memory: list[float] = []
    await heard(sink, speaker, events, said[0])  # wakes the loudspeaker
    for cycle in range(cycles):
        text = chance.choice(said)
        if cycle < TIMED:
            sound, silence = await heard(sink, speaker, events, text)
            sounds.append(sound)
            silences.append(silence)
        else:
            await begun(speaker, events, text)
            speaker.stop()
        memory.append(worker.memory_info().rss / 2**20)
    await speaker.close()
    failed = report("say to sound, median, ms", statistics.median(sounds), MOST_SOUND)
    failed |= report("say to sound, p99, ms", percentile(sounds), MOST_SOUND_P99)
    failed |= report("stop to silence, median, ms", statistics.median(silences), MOST_SILENCE)
    failed |= report("stop to silence, p99, ms", percentile(silences), MOST_SILENCE_P99)
    failed |= report("worker's memory, MiB", max(memory), MOST_MEMORY)
    warm = min(TIMED, cycles // 2)
    grown = statistics.mean(memory[-20:]) - statistics.mean(memory[warm : warm + 20])
    failed |= report(f"growth from cycle {warm} to {cycles}, MiB", grown, MOST_GROWTH)
    return 1 if failed else 0


async def heard(sink: NullSink, speaker: WorkerSpeaker, events: "asyncio.Queue[Event]", text: str) -> list[float]:
    """Milliseconds from a text to its sound, and from a stop to silence."""
    before = time.monotonic()
    await begun(speaker, events, text)
    first = await asyncio.to_thread(sink.first_sound, before)
    assert first, "nothing was heard"
    await asyncio.sleep(random.uniform(0.1, 0.3))
    stopped = time.monotonic()
    speaker.stop()
    last = await asyncio.to_thread(sink.last_sound, stopped, 0.1)
    return [1000 * (first - before), 1000 * max(0, (last or stopped) - stopped)]


async def begun(speaker: WorkerSpeaker, events: "asyncio.Queue[Event]", text: str) -> None:
    """Say a text, and wait until it sounds."""
    speaker.say(text, Manner(volume=LOUDEST))
    while not isinstance(event := await events.get(), Started):
        assert not isinstance(event, Failed), event


async def faults() -> int:
    """Milliseconds from a fault, or from a text that meets it, to the event that tells of it."""
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        mute = {**os.environ, "PATH": folder}
        slow = Path(folder) / "aplay"
        slow.write_text("#!/bin/sh\nexit 1\n")
        slow.chmod(0o755)
        failed |= report("no device, ms", await told(mute), MOST_TO_TELL)
        failed |= report("no voice for the language, ms", await told(mute, language="xx"), MOST_TO_TELL)
        slow.write_text("#!/bin/sh\nexec /bin/sleep 9\n")
        failed |= report("worker killed in mid-word, ms", await told(mute, number=signal.SIGKILL), MOST_TO_TELL)
        failed |= report("worker hung, ms", await told(mute, number=signal.SIGSTOP, before=True), MOST_TO_TELL)
    return 1 if failed else 0


async def told(
    environment: dict[str, str], language: str = "en", number: signal.Signals | None = None, before: bool = False
) -> float:
    """How long it takes; a signal is sent in mid-word, or before the text."""
    events: asyncio.Queue[Event] = asyncio.Queue()
    speaker = WorkerSpeaker(events.put_nowait, environment=environment)
    speaker.start()
    while not isinstance(await events.get(), Ready):
        continue
    assert speaker.worker
    if number and before:
        os.kill(speaker.worker, number)
    since = time.monotonic()
    speaker.say("Please lie down on your side, and tell us at once if anything hurts.", Manner(language=language))
    if number and not before:
        while not isinstance(await events.get(), Started):
            continue
        since = time.monotonic()
        os.kill(speaker.worker, number)
    while not isinstance(await events.get(), Failed):
        continue
    took = 1000 * (time.monotonic() - since)
    await speaker.close()
    return took


def percentile(values: Sequence[float]) -> float:
    """The value that 99 of 100 do not pass."""
    return statistics.quantiles(values, n=100)[98]


def report(what: str, value: float, most: float) -> bool:
    """Print a figure beside its limit; whether it passes it."""
    print(f"{what}: {value:.1f} (at most {most:g})" + ("  TOO MUCH" if value > most else ""))
    return value > most


class Bench:
    """Measures how fast a voice speaks the walkthroughs, at any pace."""

    def __init__(self) -> None:
        spoken = sorted(set(VOICES.values()))
        folder = shipped("content") / "pronunciation"
        self._rules = {language: Pronunciation.read(folder / f"{language}.yaml") for language in spoken}
        self._pace: Pace | None = None
        self._synthesis = Synthesis(print, pace=lambda *of: self._pace or measured_pace(*of))
        self._texts = {language: texts(language) for language in spoken}

    def minute(self, voice: str, speed: int, pace: Pace | None = None, every: int = 1) -> float:
        """Words a minute over every so manieth sentence; words as they are shown, pauses included."""
        self._pace = pace
        language, engine = VOICES[voice], voice.partition("/")[0]
        manner = Manner(language, voice, speed)
        said = seconds = 0.0
        for text in self._texts[language][::every]:
            said += len(words(text))
            seconds += self._synthesis.speech(self._rules[language].spoken(text, engine).text, manner).sound.seconds
        return 60 * said / seconds

    def pace(self, voice: str, speed: int) -> Pace:
        """The pace at which it speaks so many words a minute."""
        now = self._slow_enough(voice, speed) if voice.startswith("espeak") else Pace(SPEEDS[speed] / 190)
        for every in (9, 5, 3):
            rate = now.rate * (SPEEDS[speed] / self.minute(voice, speed, now, every)) ** 1.15
            now = replace(now, rate=max(80, round(rate)) if voice.startswith("espeak") else round(rate, 2))
        return now

    def _slow_enough(self, voice: str, speed: int) -> Pace:
        """espeak's slowest rate with the shortest gap between words that is slow enough."""
        paces = (Pace(80, gap) for gap in range(20))
        return next(pace for pace in paces if self.minute(voice, speed, pace, 9) <= SPEEDS[speed] or pace.gap == 19)


def speeds() -> int:
    """Write the table of speeds; 1 if one is too far off."""
    bench = Bench()
    lines = ["| nominal | " + " | ".join(VOICES) + " |", "|---" * (len(VOICES) + 1) + "|"]
    worst = 0.0
    for speed, nominal in enumerate(SPEEDS):
        found = [bench.minute(voice, speed) for voice in VOICES]
        off = [100 * (value / nominal - 1) for value in found]
        worst = max(worst, *map(abs, off))
        cells = (f"{value:.1f} ({percent:+.1f} %)" for value, percent in zip(found, off, strict=True))
        lines.append(f"| {nominal} | {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    TABLE.write_text(f"{INTRODUCTION}\n" + "\n".join(lines) + "\n", "utf-8")
    return 1 if worst > WITHIN else 0


def calibrate() -> int:
    """Print the paces to be written into `rates.py`."""
    bench = Bench()
    for voice in VOICES:
        paces = [bench.pace(voice, speed) for speed in range(len(SPEEDS))]
        print(f"{voice}: {', '.join(str((pace.rate, pace.gap)) for pace in paces)}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
