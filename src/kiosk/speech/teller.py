"""Reads pages aloud: what is said next, what is repeated, where it stops and goes on. It knows no screen."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kiosk.model.language import Language
from kiosk.model.page import Page
from kiosk.speech.narrator import Utterance, narrate, narrate_change, narrate_focus
from kiosk.speech.protocol import Event, Failed, Finished, Manner, Skipped, Speaker, Started
from kiosk.speech.voice import fitting
from kiosk.visit.comfort import Comfort

if TYPE_CHECKING:  # its file brings YAML and pydantic, which the first page does without
    from kiosk.speech.pronounce import Pronunciation


@dataclass(frozen=True, slots=True)
class Shown:
    """What is before the patient, as far as the voice needs to know it."""

    page: Page
    focus: str
    comfort: Comfort
    leaf: int = 0
    """Which leaf of the page is open."""
    stands: Callable[[Utterance], bool] = field(default=lambda _: True, compare=False)
    """Whether a sentence stands on that leaf."""


class Teller:
    """Between the pages and a speaker."""

    def __init__(
        self,
        words: Language,
        pronunciation: "Pronunciation",
        voice: str,
        *,
        spoken: Callable[[Utterance | None], None],
        lost: Callable[[], None],
    ) -> None:
        """A teller; give it a speaker with `use` before anything is shown.

        Args:
            words: The sentences of the kiosk itself.
            pronunciation: How words are said.
            voice: A voice's id or an engine's name; empty: the best one.
            spoken: Hears which sentence is being said now, and of None when there is silence.
            lost: Hears that the machine cannot speak.
        """
        self._words = words
        self._pronunciation = pronunciation
        self._voice = voice
        self._spoken = spoken
        self._lost = lost
        self._speaker: Speaker | None = None
        self._shown: Shown | None = None
        self._lines: tuple[Utterance, ...] = ()
        self._next = 0
        self._id = -1
        self._broken_off = False

    def use(self, speaker: Speaker) -> None:
        """Speak with this one, whose events come to `hear`."""
        self._speaker = speaker
        speaker.start()

    async def close(self) -> None:
        """Be silent for good."""
        if self._speaker:
            await self._speaker.close()

    def show(self, now: Shown) -> None:
        """After any act: stop, and say what is new, if the voice is on."""
        before, self._shown = self._shown, now
        self._silence()
        if not now.comfort.voice:
            return
        if before is None:
            lines = narrate(now.page, self._words)
            self._begin(tuple(sorted(lines, key=lambda line: line.spot != "notice")))
        elif before.page.id != now.page.id:
            self._begin(narrate(now.page, self._words))
        elif not before.comfort.voice:
            self._go_on(before, now)
        elif now.comfort.again > before.comfort.again:
            self._again(now)
        else:
            self._begin(self._news(before, now))

    def _news(self, before: Shown, now: Shown) -> tuple[Utterance, ...]:
        """On the same page: what changed; else what the eye would go to."""
        change = narrate_change(before.page, now.page, self._words)
        if before.comfort != now.comfort:
            return (*change, *self._unsaid)
        if change:
            return change
        if before.leaf != now.leaf:
            return _from_leaf(now, narrate(now.page, self._words))
        if before.focus != now.focus:
            return narrate_focus(now.page, now.focus, self._words)
        return tuple(line for line in narrate(now.page, self._words) if line.spot == "notice")

    @property
    def _here(self) -> int:
        """The sentence that is being said, or was said last."""
        return max(0, self._next - 1)

    @property
    def _unsaid(self) -> tuple[Utterance, ...]:
        """From the sentence that was broken off to the end."""
        return self._lines[self._here :] if self._next < len(self._lines) or self._broken_off else ()

    def _go_on(self, before: Shown, now: Shown) -> None:
        """On again: at the sentence where it was turned off, or from the start if all was said."""
        change = narrate_change(before.page, now.page, self._words)
        rest = self._unsaid or narrate(now.page, self._words)
        self._begin((*change, *(line for line in rest if line not in change)))

    def _again(self, now: Shown) -> None:
        """The last sentence; asked for once more, the whole page."""
        if now.comfort.again == 1 and self._lines:
            self._next = self._here
            self._say()
        else:
            self._begin(narrate(now.page, self._words))

    def _begin(self, lines: tuple[Utterance, ...]) -> None:
        self._lines, self._next = lines, 0
        self._say()

    def _say(self) -> None:
        """The next sentence, if there is one."""
        if self._speaker is None or self._shown is None or self._next >= len(self._lines):
            self._id = -1
            self._spoken(None)
            return
        comfort = self._shown.comfort
        manner = Manner(self._words.id, self._voice, comfort.speed - 1, comfort.volume - 1)
        text = self._lines[self._next].text
        self._next += 1
        self._id = self._speaker.say(self._pronunciation.spoken(text, self._engine).text, manner)

    @property
    def _engine(self) -> str:
        """Which engine speaks, for its rules; before it is ready, those for every voice hold."""
        voices = self._speaker.voices if self._speaker else ()
        return fitting(voices, self._words.id)[0].engine if fitting(voices, self._words.id) else ""

    def _silence(self) -> None:
        self._broken_off = self._id != -1
        self._id = -1
        if self._speaker:
            self._speaker.stop()
        self._spoken(None)

    def hear(self, event: Event) -> None:
        """What the speaker tells."""
        match event:
            case Started(id=self._id):
                self._spoken(self._lines[self._here])
            case Finished(id=self._id) | Skipped(id=self._id):
                self._say()
            case Failed(id=self._id):
                self._id = -1
                self._lost()
            case _:
                pass  # of an older text, or for the log


def _from_leaf(now: Shown, lines: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """What stands on the open leaf, and all that follows."""
    first = next((n for n, line in enumerate(lines) if line.spot == "part" and now.stands(line)), len(lines))
    return lines[first:]
