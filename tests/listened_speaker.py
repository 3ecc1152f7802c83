"""A speaker for tests whose events can be waited for."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self, TypeVar

from kiosk.speech.protocol import Event, Failed, Finished, Manner, Ready, Skipped, Started
from kiosk.speech.speaker import COMMAND, WorkerSpeaker

PATIENCE = 20.0
"""Seconds until a test gives up waiting."""

USUAL = Manner()

Told = TypeVar("Told", bound=Event)


class Listened:
    """A worker's speaker, and everything that it told. Use it in an `async with`."""

    def __init__(
        self, *options: str, environment: Mapping[str, str] | None = None, command: Sequence[str] = COMMAND
    ) -> None:
        self._events: asyncio.Queue[Event] = asyncio.Queue()
        self.speaker = WorkerSpeaker(self._hear, options, environment, command=command)
        self.told: list[Event] = []

    @classmethod
    def recording(cls, folder: Path, *options: str) -> Self:
        """One that writes its sounds into a folder."""
        return cls("--record", str(folder), *options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.speaker.close()

    def _hear(self, event: Event) -> None:
        self.told.append(event)
        self._events.put_nowait(event)

    async def ready(self) -> Ready:
        """Start it, and wait until it is ready."""
        self.speaker.start()
        return await self.wait_for(Ready)

    async def wait_for(self, *kinds: type[Told]) -> Told:
        """The next event of one of these kinds."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event = await self._events.get()
                if isinstance(event, kinds):
                    return event

    async def begin(self, text: str, manner: Manner = USUAL) -> Started | Skipped | Failed:
        """Say a text; how it begins."""
        self.speaker.say(text, manner)
        return await self.wait_for(Started, Skipped, Failed)

    async def say(self, text: str, manner: Manner = USUAL) -> Finished | Skipped | Failed:
        """Say a text; how it ends."""
        self.speaker.say(text, manner)
        return await self.wait_for(Finished, Skipped, Failed)
