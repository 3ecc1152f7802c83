"""A patient who only hears: what the kiosk says after each key, and a bot that finds its way by that alone."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from math import log

from every_page import LIBRARY, WORDS
from kiosk.model.event import Event
from kiosk.speech.narrator import narrate, narrate_change
from kiosk.ui.keys import PRESSES
from kiosk.ui.reader import Reader
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit

GRID = (180, 50)
"""Every page stands on one leaf: speech knows no leaves."""

MOST_PAGES = 200
"""More than any walkthrough has."""

Heard = tuple[str, ...]
"""The texts of utterances."""


class Seat:
    """A kiosk with a dark screen: keys go in, utterances come out, a second apart."""

    def __init__(self, procedure_id: str) -> None:
        kiosk = Kiosk(Setup(WORDS, "1.0", Limits(), voice=True), 0.0)
        visit, begun = Visit.begin("listener", LIBRARY.procedure(procedure_id), WORDS, Limits(), 0.0)
        self._kiosk = kiosk.begin(visit)
        self._reader = Reader.open(self._kiosk.page, *GRID, WORDS.row)
        self._at = 0.0
        self.events: list[Event] = list(begun)
        self.dark_until_the_end = False
        """Whether the screen, once off, stayed off as long as the visit lasted."""

    def hear(self) -> Heard:
        """The whole page."""
        return tuple(one.text for one in narrate(self._kiosk.page, WORDS))

    def press(self, key: str) -> Heard:
        """What is said after a key, as it is called on the keyboard."""
        self._at += 1
        self._reader, action = self._reader.press(PRESSES[key])
        before = self._kiosk.page
        self._kiosk, events = self._kiosk.do(action, self._at)
        if not self._kiosk.waiting:
            self.dark_until_the_end = self._kiosk.comfort.dark
        self.events += events
        self._reader = self._reader.show(self._kiosk.page, *GRID)
        return tuple(one.text for one in narrate_change(before, self._kiosk.page, WORDS))


KEYS = {"left arrow": "left", "right arrow": "right", "F1": "f1"}
"""The keys of a keyboard by the names that are said."""

NOT_SURE = "I am not sure"

_SMALL = (
    "a an and are as at be by can do for from have i if in is it may me my no not of on or our so that the this to us "
    "we what when will with yes you your"
)
"""Words that tell nothing by themselves."""


def _words(text: str) -> frozenset[str]:
    """The words that tell something, without their endings."""
    return frozenset(word[:5] for word in re.findall(r"[a-z]+", text.lower()) if word not in _SMALL.split())


@dataclass
class Bot:
    """Finds its way by ear: it has a keyboard and an ear for English, and never meets a page."""

    press: Callable[[str], Heard]
    heard: Heard
    """What was said last."""
    never_sure: bool = False
    """Whether it answers every question with "I am not sure"."""
    section: str = ""
    """Where it is, as it was told."""
    told: list[frozenset[str]] = field(default_factory=list)
    """The words of every sentence that it was told in this section; after a miss, since then."""
    tried: set[tuple[str, str]] = field(default_factory=set)
    """The answers it gave, each with its question."""

    def do(self, key: str) -> None:
        """Press a key and listen."""
        self.heard = self.press(key)

    def go(self, name: str) -> None:
        """Press the key that was said for an action, such as Help."""
        self.do(next(KEYS[key] for label, key in self._pairs() if label == name and key in KEYS))

    def choose(self, text: str) -> None:
        """Press the digit that was said for the choice that begins so."""
        self.do(next(number for number, said in self._pairs() if number.isdigit() and said.startswith(text)))

    def choices(self) -> list[str]:
        """What can be chosen by a digit, in order."""
        return [text for number, text in self._pairs() if number.isdigit()]

    def read_page(self) -> None:
        """Listen to one page and do what it asks for."""
        choices = self.choices()
        if choices and choices[-1] == NOT_SURE:
            self._answer(choices[:-1])
            return
        self._learn()
        if "Is this your procedure?" in self.heard:
            self.choose("Yes")
        elif "The next part is about risks" in self.heard:
            self.choose("Show me the risks")
        elif "Questions for my nurse" in self.heard:
            self.choose(choices[0])
            self.do("right")
        else:
            self.do(next(KEYS[key] for _, key in self._pairs() if key == "right arrow"))

    def read_to_end(self) -> None:
        """Page by page, until the kiosk waits for the next patient."""
        for _ in range(MOST_PAGES):
            if "Welcome" in self.heard:
                return
            self.read_page()
        raise AssertionError("the bot has lost its way")

    def _pairs(self) -> list[tuple[str, str]]:
        """ "2: At once" as a pair, and "Help: F1"."""
        return [(before, after) for before, _, after in (text.partition(": ") for text in self.heard) if after]

    def _learn(self) -> None:
        """Keep what is told. After a miss the page that matters comes once more, so what was told before goes."""
        section = self.heard[0].partition(",")[0]
        if section != self.section or "The next page shows it once more." in self.heard:
            self.section, self.told = section, []
        self.told += [_words(text) for text in self.heard if not text.startswith("Your answer: ")]

    def _answer(self, options: list[str]) -> None:
        """Choose what the told sentences speak for most, or say that nothing speaks for anything; then confirm."""
        question = " ".join(text for text in self.heard if text.endswith("?"))
        scores = {one: self._speaks_for(one, question) for one in options if (question, one) not in self.tried}
        best = max(scores, key=lambda one: scores[one])
        answer = NOT_SURE if self.never_sure or not scores[best] else best
        self.tried.add((question, answer))
        self.choose(answer)
        assert "Press Enter to go on, or choose again." in self.heard
        self.do("enter")

    def _speaks_for(self, answer: str, question: str) -> float:
        """How much of an answer was told in one breath; where the question's words are told too, it counts more."""
        often = Counter(word for words in self.told for word in words)
        weigh = {word: log(1 + len(self.told) / (1 + often[word])) for word in _words(f"{answer} {question}")}
        wanted, asked = _words(answer), _words(question)
        whole = 1 + sum(weigh[word] for word in wanted)

        def fits(told: frozenset[str]) -> float:
            found = sum(weigh[word] for word in wanted & told) / whole
            return found * (1 + 0.3 * sum(weigh[word] for word in asked & told))

        return max(map(fits, self.told), default=0.0)
