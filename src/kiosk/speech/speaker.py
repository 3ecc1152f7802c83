"""The kiosk's side of the voice: starts the worker, watches it, restarts it, and never waits for it."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from kiosk.speech.protocol import (
    Event,
    Failed,
    Finished,
    Manner,
    Noted,
    Ready,
    Request,
    Say,
    Skipped,
    Started,
    Stop,
    Tell,
    from_line,
    to_line,
)
from kiosk.speech.voice import Voice

COMMAND = (sys.executable, "-P", "-m", "kiosk.speech.worker")
"""-P: no module is ever taken from the current folder."""

_LONGEST = 1 << 20
"""Bytes of a line; a system may have hundreds of voices."""

_TIDY = {"MALLOC_MMAP_THRESHOLD_": "65536"}
"""glibc then gives each sound's memory back at once: half the growth over some thousand texts."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds after which the worker counts as hung."""

    answer: float = 0.9
    """Between a text and its first sound, and between the end of a sound and what follows."""
    ready: float = 5.0
    """For a start, on a slow and busy machine."""
    close: float = 0.5
    """For its end, before it is killed."""


class WorkerSpeaker:
    """A `Speaker` whose voice is a process of its own. A failure is an event, and the next text tries again."""

    def __init__(
        self,
        tell: Tell,
        options: Sequence[str] = (),
        environment: Mapping[str, str] | None = None,
        patience: Patience = Patience(),
        command: Sequence[str] = COMMAND,
    ) -> None:
        self._tell = tell
        self._command = (*command, *options)
        self._environment = {**(os.environ if environment is None else environment), **_TIDY}
        self._patience = patience
        self._process: asyncio.subprocess.Process | None = None
        self._watching: asyncio.Task[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._count = 0
        self._saying: Say | None = None
        self._closed = False
        self._voices: tuple[Voice, ...] = ()
        self._ready = False
        """Whether the present worker takes texts."""
        self._proved = False
        """Whether it ever did."""
        self._sent = False
        """Whether it was given the present text."""
        self._logged: set[str] = set()
        """What was written down since a text was last spoken."""

    @property
    def voices(self) -> tuple[Voice, ...]:
        """What it can speak with; empty until it is ready for the first time."""
        return self._voices

    @property
    def worker(self) -> int | None:
        """The worker's process id, while it runs."""
        return self._process.pid if self._process else None

    def start(self) -> None:
        """Start the worker, if it does not run; `Ready` follows."""
        if self._watching is None and not self._closed:
            self._watching = asyncio.get_running_loop().create_task(self._run())

    def say(self, text: str, manner: Manner) -> int:
        """Speak this instead of anything else; the id that its events will carry."""
        self._count += 1
        self._saying = Say(self._count, text, manner)
        self.start()
        self._sent = False
        if self._ready:
            self._send_text(self._saying)
        else:
            self._expect(self._patience.ready)
        return self._count

    def stop(self) -> None:
        """Be silent at once; no event of what was being said will come."""
        self._saying = None
        self._calm()
        if self._ready:
            self._send(Stop())

    async def close(self) -> None:
        """Be silent for good, and let the worker end."""
        self._closed = True
        self.stop()
        if self._process and self._process.stdin:
            self._process.stdin.close()
        if watching := self._watching:
            await asyncio.wait([watching], timeout=self._patience.close)
            self._kill()
            await watching

    async def _run(self) -> None:
        """Live through the worker's life, and through the next one if it was of any use."""
        while await self._live() and not self._closed:
            continue
        self._watching = None

    async def _live(self) -> bool:
        """Start a worker and hear it to its end; whether it ever became ready."""
        self._proved = False
        try:
            self._process = await asyncio.create_subprocess_exec(
                *self._command,
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
                env=self._environment,
                limit=_LONGEST,
                start_new_session=True,  # its player can be killed with it, and no terminal's signal reaches it
            )
        except OSError as error:
            _LOG.error("The voice cannot start: %s", error)
            self._lost()
            return False
        if self._closed:
            self._kill()
        assert self._process.stdout
        async for line in self._process.stdout:
            self._hear(from_line(line))
        self._kill()
        code = await self._process.wait()
        self._process = None
        if not self._closed:
            _LOG.error("The voice's process ended with code %s", code)
        if self._sent or not self._proved:
            self._lost()
        return self._proved

    def _hear(self, event: Request | Event) -> None:
        """Pass on what concerns the present; late words about older texts are dropped."""
        if isinstance(event, Ready):
            self._ready = self._proved = True
            self._voices = event.voices
            self._tell(event)
            if self._saying:
                self._send_text(self._saying)
        elif isinstance(event, Noted):
            self._log(logging.WARNING, event.says)
        elif isinstance(event, Started | Finished | Skipped | Failed) and self._is_present(event.id):
            self._follow(event)

    def _is_present(self, number: int) -> bool:
        return self._saying is not None and self._saying.id == number

    def _follow(self, event: Started | Finished | Skipped | Failed) -> None:
        if isinstance(event, Started):
            self._expect(event.seconds + self._patience.answer)
        else:
            self._saying = None
            self._calm()
        if isinstance(event, Failed):
            self._log(logging.ERROR, f"A text was not spoken: {event.kind}")
        elif isinstance(event, Finished):
            self._logged.clear()
        self._tell(event)

    def _log(self, level: int, says: str) -> None:
        """Once, until a text was spoken again: a machine without sound would fill the log, text by text."""
        if says not in self._logged:
            self._logged.add(says)
            _LOG.log(level, "%s", says)

    def _expect(self, seconds: float) -> None:
        """The worker must tell of something before so many seconds are over."""
        self._calm()
        self._alarm = asyncio.get_running_loop().call_later(seconds, self._give_up)

    def _calm(self) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None

    def _give_up(self) -> None:
        """It hangs: end it; another one starts."""
        _LOG.error("The voice's process hangs")
        self._kill()
        self._lost()

    def _lost(self) -> None:
        """What was being said will not be heard."""
        self._calm()
        if self._saying:
            said, self._saying = self._saying, None
            self._tell(Failed(said.id, "worker"))

    def _kill(self) -> None:
        """End the worker, and its player with it."""
        self._ready = False
        if self._process:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)

    def _send_text(self, say: Say) -> None:
        self._sent = True
        self._send(say)
        self._expect(self._patience.answer)

    def _send(self, request: Request) -> None:
        assert self._process
        assert self._process.stdin
        self._process.stdin.write(to_line(request).encode())
