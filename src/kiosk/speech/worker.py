"""The process that speaks:  python -m kiosk.speech.worker  reads requests and writes events, a JSON line each.

The newest request wins. Nothing of it ever reaches the terminal.
"""

import argparse
import os
import sys
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from kiosk.speech.clips import Clips
from kiosk.speech.error import SpeechError
from kiosk.speech.headphones import plugged_in
from kiosk.speech.player import Player, Playing, RecordingPlayer, find_players
from kiosk.speech.protocol import (
    Cancelled,
    Event,
    Failed,
    Finished,
    Noted,
    Ready,
    Say,
    Skipped,
    Started,
    Tell,
    WordTime,
    from_line,
    to_line,
)
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis
from kiosk.speech.text import pieces, speakable

_LEAD = 0.3
"""Seconds of silence before the first words: HDMI and sleeping loudspeakers swallow that much."""
_AWAKE = 2.0
"""Seconds after a sound during which nothing is swallowed."""
_AT_ONCE = 0.25
"""A player that fails within so many seconds was not heard: the next one is tried."""


class Worker:
    """Speaks one text at a time, in a thread of its own."""

    def __init__(
        self,
        synthesis: Synthesis,
        players: Callable[[], list[Player]],
        tell: Tell,
        allowed: Callable[[], bool] = lambda: True,
    ) -> None:
        """A worker.

        Args:
            synthesis: Makes sound of texts.
            players: Those that there are now.
            tell: Hears what happens.
            allowed: Whether sound may be made now.
        """
        self._synthesis = synthesis
        self._allowed = allowed
        self._players = players
        self._tell = tell
        self._changed = threading.Condition()
        self._wanted: Say | None = None
        """What is to be heard now."""
        self._next: Say | None = None
        """The same, until it is begun."""
        self._playing: Playing | None = None
        self._awake_until = 0.0

    def obey(self, requests: Iterable[str]) -> None:
        """Do what the lines ask for, until there are no more."""
        threading.Thread(target=self._run, daemon=True).start()
        for line in requests:
            request = from_line(line)
            self._want(request if isinstance(request, Say) else None)
        self._want(None)

    def _want(self, say: Say | None) -> None:
        with self._changed:
            self._wanted = self._next = say
            if self._playing:
                self._playing.stop()
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._next)
                say, self._next = self._next, None
            if say:
                self._tell(self._spoken(say))

    def _spoken(self, say: Say) -> Event:
        """Speak a text; what became of it."""
        player = ""
        for start, piece in pieces(speakable(say.text)):
            try:
                player = self._speak(say, start, piece)
            except SpeechError as error:
                return Failed(say.id, error.kind)
            if self._wanted is not say:
                return Cancelled(say.id)
        return Finished(say.id, player) if player else Skipped(say.id)

    def _speak(self, say: Say, start: int, piece: str) -> str:
        """Speak a piece; the name of what played it.

        Raises:
            SpeechError: It could not be played to its end, though nobody stopped it.
        """
        if not self._allowed():
            raise SpeechError("headphones")
        speech = self._synthesis.speech(piece, say.manner)
        lead = _LEAD if time.monotonic() > self._awake_until else 0.0
        sound = speech.sound.at_level(say.manner.volume).after(lead)
        words = tuple(WordTime(start + word.start, word.length, round(lead + word.at, 3)) for word in speech.words)
        started: Started | None = Started(say.id, round(sound.seconds, 3), words)
        players = self._players()
        for player in players:
            at = time.monotonic()
            playing = self._begin(say, player, sound)
            if playing and started:
                self._tell(started)
                started = None
            whole = playing is not None and self._end(playing)
            if whole or self._wanted is not say:
                return player.name
            self._tell(Noted(f"{player.name} did not play a sound to its end"))
            if time.monotonic() - at > _AT_ONCE:
                break
        raise SpeechError("device" if players else "player")

    def _begin(self, say: Say, player: Player, sound: Sound) -> Playing | None:
        """Begin to play, if it is still wanted and the player can."""
        with self._changed:
            if self._wanted is not say:
                return None
            try:
                self._playing = player.play(sound)
            except OSError as error:
                self._tell(Noted(f"{player.name} cannot play: {error}"))
            return self._playing

    def _end(self, playing: Playing) -> bool:
        """Wait for the end; whether all of it was played."""
        whole = playing.wait()
        with self._changed:
            self._playing = None
        self._awake_until = time.monotonic() + _AWAKE
        return whole


def main() -> None:
    """Speak for the process that started this one, until it closes the input."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--clips", type=Path, help="a folder of recorded clips")
    parser.add_argument("--headphones", action="store_true", help="speak only while headphones are plugged in")
    parser.add_argument("--record", type=Path, help="write sounds into this folder instead of playing them")
    parser.add_argument("--hurry", action="store_true", help="with --record: take no time for it")
    given = parser.parse_args()
    tell = _private_output()
    threading.excepthook = _die
    players = find_players
    if given.record:
        recording: list[Player] = [RecordingPlayer(given.record, given.hurry)]
        players = recording.copy
    synthesis = Synthesis(lambda says: tell(Noted(says)), Clips(given.clips) if given.clips else None)
    tell(Ready(synthesis.voices))
    Worker(synthesis, players, tell, plugged_in if given.headphones else lambda: True).obey(sys.stdin)
    os._exit(0)  # a voice in the middle of a text cannot be waited for


def _private_output() -> Tell:
    """Keep the way to the parent, and point descriptors 1 and 2 away: engines and players write there."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    turn = threading.Lock()

    def tell(event: Event) -> None:
        with turn:
            output.write(to_line(event))
            output.flush()

    return tell


def _die(failure: threading.ExceptHookArgs) -> None:  # noqa: ARG001  Python passes it
    """A thread failed, perhaps since nobody listens any more: whoever does sees the end, and starts anew."""
    os._exit(1)


if __name__ == "__main__":
    main()
