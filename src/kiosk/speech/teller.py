"""Reads pages aloud: what is said next, what is repeated, where it stops and goes on. It knows no screen."""

from collections.abc import Callable, Iterator
from dataclasses import field
from typing import TYPE_CHECKING

from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.model.page import Page
from kiosk.speech.error import Kind
from kiosk.speech.narrator import Utterance, invitations, narrate, narrate_change, narrate_focus
from kiosk.speech.protocol import Event, Failed, Finished, Manner, Skipped, Speaker, Started, WordTime
from kiosk.speech.silent import Cancellable, Later, by_the_loop
from kiosk.speech.voice import fitting
from kiosk.visit.comfort import Comfort

if TYPE_CHECKING:  # its file brings YAML and pydantic, which the first page does without
    from kiosk.speech.pronounce import Mark, Pronunciation

Word = tuple[int, int]
"""A word of an utterance: where it begins in its text, and the first character after it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is before the patient, as far as the voice needs to know it."""

    page: Page
    focus: str
    words: Language
    """The sentences of the kiosk itself, in the page's language."""
    comfort: Comfort
    leaf: int = 0
    """Which leaf of the page is open: a number that another leaf does not have."""
    single: bool = False
    """Whether a leaf has one sentence or one choice: then a choice in focus is not read past."""
    inviting: bool = False
    """Whether the waiting page is to invite, though the voice is off."""
    stands: Callable[[Utterance], bool] = field(default=lambda _: True, compare=False)
    """Whether a sentence stands on that leaf."""


@dataclass(frozen=True, slots=True)
class Ears:
    """Who hears what the voice does."""

    spoken: Callable[[Utterance | None, Word | None], None]
    """Which sentence is being said now, and which word of it; None when there is silence."""
    lost: Callable[[Kind], None]
    """That the machine cannot speak."""
    read_out: Callable[[], None]
    """That the page was read to its end."""


class Teller:
    """Between the pages and a speaker."""

    def __init__(
        self, rules: "Callable[[str], Pronunciation]", voice: str, ears: Ears, later: Later = by_the_loop
    ) -> None:
        """A teller; give it a speaker with `use` before anything is shown.

        Args:
            rules: How words are said in a language.
            voice: A voice's id or an engine's name; empty: the best one.
            ears: Who hears what it does.
            later: Does something after so many seconds.
        """
        self._rules = rules
        self._voice = voice
        self._ears = ears
        self._later = later
        self._speaker: Speaker | None = None
        self._shown: Shown | None = None
        self._lines: tuple[Utterance, ...] = ()
        self._next = 0
        self._whole = False
        """Whether the lines go to the end of the page."""
        self._id = -1
        self._marks: tuple[Mark, ...] = ()
        self._coming: Cancellable | None = None
        """The next word."""
        self._broken_off = False

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._id != -1

    def use(self, speaker: Speaker) -> None:
        """Speak with this one, whose events come to `hear`."""
        self._speaker = speaker
        speaker.start()

    async def close(self) -> None:
        """Be silent for good."""
        self._silence()
        if self._speaker:
            await self._speaker.close()

    def show(self, now: Shown) -> None:
        """After any act: stop, and say what is new, if the voice is on."""
        before, self._shown = self._shown, now
        self._silence()
        if now.inviting:
            self._begin(invitations(now.page), whole=True)
        elif not now.comfort.voice:
            return
        elif before is None or before.words is not now.words:
            lines = narrate(now.page, now.words)
            self._begin(tuple(sorted(lines, key=lambda line: line.spot != "notice")), whole=True)
        elif before.page.id != now.page.id:
            self._begin(narrate(now.page, now.words), whole=True)
        elif not before.comfort.voice:
            self._go_on(before, now)
        elif now.comfort.again > before.comfort.again:
            self._again(now)
        else:
            self._begin(*self._news(before, now))

    def _news(self, before: Shown, now: Shown) -> tuple[tuple[Utterance, ...], bool]:
        """On the same page: what changed, else what the eye would go to; and whether that is the rest of the page."""
        change = narrate_change(before.page, now.page, now.words)
        if before.comfort != now.comfort:
            return (*change, *self._unsaid), bool(self._unsaid) and self._whole
        if change:
            return change, False
        chooses = now.single and now.focus in now.page.choices()
        if before.leaf != now.leaf and not chooses:
            return _from_leaf(now, narrate(now.page, now.words)), True
        if (before.leaf, before.focus) != (now.leaf, now.focus):
            return narrate_focus(now.page, now.focus, now.words), False
        return tuple(line for line in narrate(now.page, now.words) if line.spot == "notice"), False

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
        change = narrate_change(before.page, now.page, now.words)
        rest = self._unsaid or narrate(now.page, now.words)
        self._begin((*change, *(line for line in rest if line not in change)), whole=True)

    def _again(self, now: Shown) -> None:
        """The last sentence; asked for once more, the whole page."""
        if now.comfort.again == 1 and self._lines:
            self._next = self._here
            self._say()
        else:
            self._begin(narrate(now.page, now.words), whole=True)

    def _begin(self, lines: tuple[Utterance, ...], whole: bool) -> None:
        self._lines, self._next, self._whole = lines, 0, whole
        self._say()

    def _say(self) -> None:
        """The next sentence, if there is one."""
        if self._speaker is None or self._shown is None or self._next >= len(self._lines):
            self._id = -1
            self._ears.spoken(None, None)
            return
        line, comfort = self._lines[self._next], self._shown.comfort
        language = line.language or self._shown.words.id
        manner = Manner(language, self._voice, comfort.speed - 1, comfort.volume - 1)
        said = self._rules(language).spoken(line.text, self._engine(language))
        self._next += 1
        self._marks = said.marks
        self._id = self._speaker.say(said.text, manner)

    def _engine(self, language: str) -> str:
        """Which engine speaks, for its rules; before it is ready, those for every voice hold."""
        voices = fitting(self._speaker.voices if self._speaker else (), language)
        return voices[0].engine if voices else ""

    def _silence(self) -> None:
        self._broken_off = self._id != -1
        self._id = -1
        self._no_more_words()
        if self._speaker:
            self._speaker.stop()
        self._ears.spoken(None, None)

    def hear(self, event: Event) -> None:
        """What the speaker tells."""
        match event:
            case Started(id=self._id):
                self._no_more_words()
                self._ears.spoken(self._lines[self._here], None)
                self._follow(iter(event.words), 0.0)
            case Finished(id=self._id) | Skipped(id=self._id):
                self._ended()
            case Failed(id=self._id):
                self._id = -1
                self._no_more_words()
                self._ears.lost(event.kind)
            case _:
                pass  # of an older text, or for the log

    def _ended(self) -> None:
        self._no_more_words()
        self._say()
        if self._id == -1 and self._whole:
            self._ears.read_out()

    def _follow(self, words: Iterator[WordTime], since: float) -> None:
        """Wait for the next word, tell of it, and wait on.

        Args:
            words: Those still to come.
            since: When the last one began, in seconds after the start.
        """
        word = next(words, None)
        if word is None:
            return

        def sounds() -> None:
            self._ears.spoken(self._lines[self._here], self._word_at(word))
            self._follow(words, word.at)

        self._coming = self._later(max(0.0, word.at - since), sounds)

    def _word_at(self, word: WordTime) -> Word | None:
        """The shown word that a spoken one stands for."""
        found = (mark for mark in self._marks if mark.start <= word.start < mark.end)
        return next(((mark.shown_start, mark.shown_end) for mark in found), None)

    def _no_more_words(self) -> None:
        if self._coming:
            self._coming.cancel()
            self._coming = None


def _from_leaf(now: Shown, lines: tuple[Utterance, ...]) -> tuple[Utterance, ...]:
    """What stands on the open leaf, and all that follows; a heading counts where it is alone, not on every leaf."""
    there = [n for n, line in enumerate(lines) if line.spot not in ("place", "control") and now.stands(line)]
    first = next((n for n in there if lines[n].spot == "part"), next(iter(there), len(lines)))
    return lines[first:]
