"""`kiosk speech say`, `voices` and `check`, for whoever sets a machine up."""

import asyncio
from collections.abc import Callable, Sequence

from kiosk.speech.error import SpeechError
from kiosk.speech.protocol import Event, Failed, Finished, Manner, Ready, Skipped, Speaker, Tell
from kiosk.speech.speaker import WorkerSpeaker
from kiosk.speech.voice import Voice, fitting, pick

Build = Callable[[Tell], Speaker]
"""Makes a speaker that tells its events to this."""

_PROBE = "One, two."
"""Played so softly that nobody hears it."""
_READY = 10.0
"""Seconds that a start may take."""


def say(text: str, manner: Manner, build: Build = WorkerSpeaker) -> int:
    """Speak a text to its end; the exit code.

    Raises:
        SpeechError: It could not be spoken.
    """
    asyncio.run(_say(text, manner, build))
    return 0


def voices(language: str = "", build: Build = WorkerSpeaker) -> list[str]:
    """A line for each voice, or for each that speaks this language.

    Raises:
        SpeechError: The speaking process cannot start.
    """
    found: Sequence[Voice] = asyncio.run(_voices(build))
    if language:
        found = fitting(found, language)
    return [f"{voice.language:<12} {voice.id}" for voice in found]


def check(manner: Manner, build: Build = WorkerSpeaker) -> tuple[list[str], bool]:
    """A line each for the voice, the player and whether this machine can sound; whether all is well."""
    return asyncio.run(_check(manner, build))


class _Session:
    """A speaker, and its events in a queue."""

    def __init__(self, build: Build) -> None:
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self.speaker = build(self._events.put_nowait)

    async def __aenter__(self) -> "_Session":
        self.speaker.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.speaker.close()

    async def voices(self) -> tuple[Voice, ...]:
        """Its voices, when it is ready."""
        try:
            async with asyncio.timeout(_READY):
                while not isinstance(await self._events.get(), Ready):
                    continue
        except TimeoutError as error:
            raise SpeechError("worker") from error
        return self.speaker.voices

    async def spoken(self, text: str, manner: Manner) -> Finished | Skipped:
        """Say this, and wait for what becomes of it."""
        number = self.speaker.say(text, manner)
        while True:
            event = await self._events.get()
            if isinstance(event, Failed) and event.id == number:
                raise SpeechError(event.kind)
            if isinstance(event, Finished | Skipped) and event.id == number:
                return event


async def _say(text: str, manner: Manner, build: Build) -> None:
    async with _Session(build) as session:
        await session.spoken(text, manner)


async def _voices(build: Build) -> tuple[Voice, ...]:
    async with _Session(build) as session:
        return await session.voices()


async def _check(manner: Manner, build: Build) -> tuple[list[str], bool]:
    async with _Session(build) as session:
        try:
            voice = pick(await session.voices(), manner.language, manner.voice)
        except SpeechError as error:
            return [f"voice   none. {error}", *_unknown("player", "sound")], False
        lines = [f"voice   {voice.id}"]
        quiet = Manner(manner.language, manner.voice, manner.speed, volume=0)
        try:
            ended = await session.spoken(_PROBE, quiet)
        except SpeechError as error:
            if error.kind == "player":
                return [*lines, f"player  none. {error}", *_unknown("sound")], False
            if error.kind == "device":
                return [*lines, "player  found", f"sound   no. {error}"], False
            return [*lines, *_unknown("player"), f"sound   no. {error}"], False
        assert isinstance(ended, Finished)
        return [*lines, f"player  {ended.player}", "sound   yes: a test was played to its end"], True


def _unknown(*names: str) -> list[str]:
    return [f"{name:<7} not tried" for name in names]
