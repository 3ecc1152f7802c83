"""A speaker for tests: it keeps what it was given to say, and sounds when the test says so."""

from collections.abc import Callable

from kiosk.speech.protocol import Event, Failed, Finished, Manner, Started
from kiosk.speech.voice import Voice


class Mouth:
    """A speaker without sound."""

    def __init__(self) -> None:
        self.hear: Callable[[Event], None] = lambda _: None
        self.said: list[str] = []
        self.manners: list[Manner] = []
        self.silenced = 0
        self.voices: tuple[Voice, ...] = ()

    def start(self) -> None:
        self.silenced = 0

    def say(self, text: str, manner: Manner) -> int:
        self.said.append(text)
        self.manners.append(manner)
        return len(self.said)

    def stop(self) -> None:
        self.silenced += 1

    async def close(self) -> None:
        self.said.clear()

    def begins(self) -> None:
        """The last text begins to sound."""
        self.hear(Started(len(self.said), 1.0, ()))

    def ends(self) -> None:
        """It was played to its end."""
        self.hear(Finished(len(self.said), "test"))

    def fails(self) -> None:
        """It could not be played."""
        self.hear(Failed(len(self.said), "device"))
