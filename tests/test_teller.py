"""What the voice says when: after a page, a change, a pause, a wish to hear it again, a machine that falls silent."""

import re
from collections.abc import Callable

import pytest

from every_page import WORDS, after, begin, pages, to_the_next_question
from kiosk.model.action import ChangeSpeed, Choose, ComfortAction, GoOn, Hear, HearAgain
from kiosk.model.page import Invitation, Page
from kiosk.speech.error import Kind
from kiosk.speech.narrator import Utterance, narrate
from kiosk.speech.pronounce import Pronunciation
from kiosk.speech.protocol import Failed, Finished, Started, WordTime
from kiosk.speech.teller import Ears, Shown, Teller, Word
from kiosk.visit.comfort import Comfort
from mouth import Mouth


class Coming:
    """What would happen later, and can be called off."""

    def __init__(self, coming: list[tuple[float, Callable[[], None]]]) -> None:
        self._coming = coming

    def cancel(self) -> None:
        self._coming.clear()


class Room:
    """A patient with the voice, at a page."""

    def __init__(self) -> None:
        self.mouth = Mouth()
        self.now_spoken: Utterance | None = None
        self.lost = 0
        self.read_out = 0
        self.coming: list[tuple[float, Callable[[], None]]] = []
        self.teller = Teller(lambda _: Pronunciation(), "", Ears(self._spoken, self._lost, self._read_out), self._later)
        self.teller.use(self.mouth)
        self.page = begin("sialogram").page
        self.comfort = Comfort()
        self.focus = "next"

    def _spoken(self, utterance: Utterance | None, word: Word | None) -> None:
        self.now_spoken = utterance
        self.word = utterance.text[slice(*word)] if utterance and word else ""

    def _lost(self, _: Kind) -> None:
        self.lost += 1

    def _read_out(self) -> None:
        self.read_out += 1

    def _later(self, seconds: float, what: Callable[[], None]) -> "Coming":
        self.coming.append((seconds, what))
        return Coming(self.coming)

    def show(self, page: Page | None = None, focus: str = "", voice: ComfortAction | None = None) -> None:
        self.page = page or self.page
        self.focus = focus or self.focus
        self.comfort = self.comfort.after(voice) if voice else self.comfort
        self.teller.show(Shown(self.page, self.focus, WORDS, self.comfort))

    def let_speak(self, sentences: int = 1000) -> None:
        """Lets this many sentences sound to their end."""
        for _ in range(sentences):
            number = len(self.mouth.said)
            self.teller.hear(Started(number, 1.0, ()))
            self.teller.hear(Finished(number, "test"))
            if len(self.mouth.said) == number:
                return


@pytest.fixture
def room() -> Room:
    found = Room()
    found.show()
    return found


def texts(page: Page) -> list[str]:
    return [one.text for one in narrate(page, WORDS)]


@pytest.mark.holds(43)
def test_nothing_is_said_before_the_voice_is_turned_on(room: Room) -> None:
    room.show(after(begin("sialogram"), GoOn()).page)
    assert room.mouth.said == []


def test_turned_on_it_reads_the_whole_page_sentence_by_sentence(room: Room) -> None:
    room.show(voice=Hear())
    assert len(room.mouth.said) == 1
    room.let_speak()
    assert room.mouth.said == texts(room.page)
    assert room.now_spoken is None


@pytest.mark.holds(2)
def test_a_new_page_stops_the_old_one_and_is_read(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(2)
    room.mouth.said.clear()
    stopped = room.mouth.silenced
    room.show(after(begin("sialogram"), GoOn()).page)
    assert room.mouth.silenced > stopped
    room.let_speak()
    assert room.mouth.said == texts(room.page)


@pytest.mark.holds(3)
def test_turned_off_it_is_silent_and_turned_on_again_goes_on_at_the_sentence(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(3)
    broken_off = room.mouth.said[-1]
    room.show(voice=Hear())
    room.mouth.said.clear()
    room.let_speak()
    assert room.mouth.said == []
    room.show(voice=Hear())
    assert room.mouth.said == [broken_off]


@pytest.mark.holds(3)
def test_again_says_the_sentence_and_pressed_twice_the_page(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(2)
    last = room.mouth.said[-1]
    room.show(voice=HearAgain())
    assert room.mouth.said[-1] == last
    room.show(voice=HearAgain())
    assert room.mouth.said[-1] == texts(room.page)[0]


def test_a_chosen_answer_is_said_and_not_the_whole_page_again(room: Room) -> None:
    visit = to_the_next_question(begin("sialogram"))
    room.show(visit.page)
    room.show(voice=Hear())
    room.let_speak()
    room.mouth.said.clear()
    option = visit.page.choices()[1]
    room.show(after(visit, Choose(option)).page, focus=option)
    room.let_speak()
    assert any("chosen" in text.lower() or "You chose 2" in text for text in room.mouth.said)
    assert len(room.mouth.said) < len(texts(room.page))


def test_the_focus_is_said_as_it_moves(room: Room) -> None:
    room.show(voice=Hear())
    room.mouth.said.clear()
    room.show(focus="no")
    room.let_speak()
    assert room.mouth.said == ["2: No, or I am not sure"]


def test_another_speed_is_used_at_once_and_the_page_goes_on(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(2)
    here = room.mouth.said[-1]
    room.mouth.said.clear()
    room.show(voice=ChangeSpeed(1))
    room.let_speak(2)
    assert here in room.mouth.said
    assert room.mouth.manners[-1].speed == room.mouth.manners[0].speed + 1


def test_what_cannot_be_said_is_told_and_late_news_of_older_sentences_is_not(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(1)
    room.teller.hear(Failed(1, "device"))
    assert room.lost == 0
    room.teller.hear(Failed(2, "device"))
    assert room.lost == 1


@pytest.mark.holds(39)
def test_the_sentence_that_sounds_is_the_one_that_is_marked(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(1)
    assert room.now_spoken is None or room.now_spoken.text == texts(room.page)[0]
    room.teller.hear(Started(2, 1.0, ()))
    assert room.now_spoken is not None
    assert room.now_spoken.text == texts(room.page)[1]


@pytest.mark.holds(37)
def test_no_question_answer_or_feedback_is_said_while_the_voice_is_off(room: Room) -> None:
    for page in pages("sialogram"):
        room.show(page)
    assert room.mouth.said == []


def test_the_word_that_sounds_is_told_as_it_is_shown(room: Room) -> None:
    room.show(voice=Hear())
    text = room.mouth.said[-1]
    begins = [found.start() for found in re.finditer(r"\S+", text)]
    times = tuple(WordTime(start, 1, 0.1 * number) for number, start in enumerate(begins))
    room.teller.hear(Started(len(room.mouth.said), 1.0, times))
    heard = []
    while room.coming:
        room.coming.pop()[1]()
        heard.append(room.word)
    assert heard == text.split()


@pytest.mark.holds(45)
def test_what_is_said_otherwise_than_written_marks_the_written_word() -> None:
    rules = Pronunciation(every={"IV": "I V"})
    assert [(mark.shown_start, mark.shown_end) for mark in rules.spoken("An IV line", "").marks] == [
        (0, 2), (3, 5), (3, 5), (6, 10),
    ]  # fmt: skip


def test_no_word_comes_after_silence(room: Room) -> None:
    room.show(voice=Hear())
    room.teller.hear(Started(1, 1.0, (WordTime(0, 1, 0.1),)))
    assert room.coming
    room.show(voice=Hear())
    assert not room.coming


def test_a_page_that_was_read_to_its_end_is_told_and_a_look_around_is_not(room: Room) -> None:
    room.show(voice=Hear())
    room.let_speak(2)
    assert room.read_out == 0
    room.let_speak()
    assert room.read_out == 1
    room.show(focus="help")
    room.let_speak()
    assert room.read_out == 1


def test_an_invitation_is_said_in_each_language_though_the_voice_is_off(room: Room) -> None:
    parts = (Invitation("Press F2.", "en"), Invitation("Oprima F2.", "es"))
    page = Page("waiting", "waiting", "Welcome", parts, ())
    room.teller.show(Shown(page, "next", WORDS, Comfort(), inviting=True))
    room.let_speak()
    assert room.mouth.said == ["Press F2.", "Oprima F2."]
    assert [manner.language for manner in room.mouth.manners] == ["en", "es"]
    assert room.read_out == 1
    room.teller.show(Shown(page, "next", WORDS, Comfort()))
    assert len(room.mouth.said) == 2
