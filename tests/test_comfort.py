"""How a patient likes it: every setting at one key and on one page, for this patient only; voice, time, privacy."""

from dataclasses import replace
from typing import Self

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from every_page import LIBRARY
from kiosk.model.action import (
    Action,
    Adjust,
    ChangeLanguage,
    ChangeSpeed,
    ChangeVolume,
    Choose,
    Explain,
    GetHelp,
    GoBack,
    GoOn,
    Hear,
    HearAgain,
    Knob,
    Leave,
    LoseVoice,
    ReadOut,
    Spoke,
    Stir,
)
from kiosk.model.event import VoiceLost
from kiosk.model.page import Choice, Countdown, Invitation
from kiosk.visit.adjusting import ONWARD_AFTER
from kiosk.visit.clock import FAREWELL, INVITED
from kiosk.visit.comfort import SCANS, SPEEDS, VOLUMES, Comfort
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.staff import LOCKS_AFTER, MOST_MISSES, WAIT
from kiosk.visit.visit import LAST_CALL, Limits
from seats import Seat
from walks import Walk, choice, parts, procedure, words

OFFERS = (Choice("sialogram", "Sialogram"),)
SIZES = ("usual", "large", "largest", "small")
LIMITS = Limits()
COMFORT = words().comfort


class Patient(Seat):
    """Who sits at a kiosk with a voice."""

    def to(self, kind: str) -> Self:
        """On to the next page of a kind, answering rightly on the way."""
        for _ in range(200):
            if self.page.kind == kind:
                return self
            visit = self.kiosk.visit
            assert visit
            if self.page.kind == "question" and not visit.answer(visit.place):
                self.do(Choose(visit.question(visit.place).right))
            self.do(Choose("show") if self.page.kind == "before-risks" else GoOn())
        raise AssertionError(kind)


def sit(*, visit: bool = True, pin: str = "", comfort_first: bool = False, invite: float = 0.0) -> Patient:
    fits = (lambda typed: typed == pin) if pin else None
    setup = Setup(
        words(),
        "1",
        LIMITS,
        fits,
        voice=True,
        comfort_first=comfort_first,
        sizes=SIZES,
        invite=invite,  # type: ignore[arg-type]
    )
    invitations = (Invitation("Press F2.", "en"), Invitation("Oprima F2.", "es"))
    kiosk = Kiosk(setup, 0.0).offering(OFFERS, 0).with_languages(("en", "es"), invitations)
    return Patient(kiosk.begin(Walk.begin().visit) if visit else kiosk)


def test_the_first_page_asks_how_one_likes_it_and_leads_on() -> None:
    here = sit(comfort_first=True)
    assert here.page.kind == "comfort"
    assert here.page.first == "next"
    assert here.do(GoOn()).page.kind == "confirm"
    waiting = sit(visit=False, comfort_first=True).do(Stir())
    assert waiting.page.kind == "comfort"
    waiting.do(GoOn(), Choose("sialogram"))
    waiting.kiosk = waiting.kiosk.begin(Walk.begin().visit)
    assert waiting.page.kind == "confirm", "nobody is asked twice"


def test_from_every_page_help_leads_there_and_back_to_the_same_place() -> None:
    here = sit().to("question")
    place = here.page
    here.do(GetHelp(), Choose("comfort"))
    assert here.page.kind == "comfort"
    assert here.do(GoBack()).page.kind == "help"
    assert here.do(GoBack()).page == place


@pytest.mark.holds(9, 17, 20)
@pytest.mark.parametrize(
    ("item", "values"),
    [("voice", 2), ("speed", SPEEDS), ("volume", VOLUMES), ("size", 4), ("colours", 4), ("onward", 2), ("switches", 3)],
)
def test_everything_on_the_page_is_set_by_pressing_it_and_comes_round_again(item: str, values: int) -> None:
    here = sit(comfort_first=True)
    told = []
    if item not in here.page.choices():
        here.do(Choose("more"))
    for _ in range(values):
        told.append(choice(here.page, item).text)
        here.do(Choose(item))
    assert len(set(told)) == values
    assert choice(here.page, item).text == told[0]


@pytest.mark.holds(31)
def test_the_steps_of_one_switch_go_from_half_a_second_to_ten() -> None:
    assert (min(SCANS), max(SCANS)) == (0.5, 10.0)
    here = sit(comfort_first=True)
    here.do(Choose("more"))
    assert "scan" not in here.page.choices()
    here.do(Choose("switches"), Choose("switches"))
    assert here.kiosk.comfort.switches == "one"
    for _ in SCANS:
        here.do(Choose("scan"))
    assert here.kiosk.comfort.scan == SCANS[0]


KNOBS: tuple[Knob, ...] = ("size", "colours", "screen", "onward", "switches", "scan")
ANY: tuple[Action, ...] = (
    *map(Adjust, KNOBS),
    Hear(),
    HearAgain(),
    ChangeSpeed(1),
    ChangeSpeed(-1),
    ChangeVolume(1),
    ChangeVolume(-1),
)


@pytest.mark.holds(6, 8)
@settings(max_examples=60, deadline=None)
@given(
    some.lists(some.sampled_from(ANY), max_size=12),
    some.sampled_from(["finish", "leave", "idle", "staff", "stop", "wrong"]),
)
def test_whatever_was_set_and_however_a_visit_ends_the_next_begins_as_ever(changes: list[Action], end: str) -> None:
    here = sit()
    first = replace(here.kiosk, visit=None)
    here.do(*changes)
    match end:
        case "finish":
            here.to("summary")
            while here.kiosk.visit and not here.kiosk.visit.ended:
                here.do(GoOn())
        case "leave":
            here.do(GoOn(), GoOn(), GetHelp(), Choose("stop"), Choose("leave"), Stir())
        case "idle":
            here.wait(LIMITS.idle * 20 + LIMITS.answer * 20)
        case "staff":
            here.do(GetHelp(), Choose("staff"), Choose("end"))
        case "stop":
            here.do(Leave("stopped"))
            here.kiosk = replace(here.kiosk, over=False)
        case _:
            here.do(Choose("no"), Stir())
    assert here.kiosk.waiting
    assert replace(here.kiosk, touched=0.0) == replace(first, touched=0.0)
    assert here.kiosk.page == first.page


@pytest.mark.holds(9)
def test_a_change_loses_no_answer_and_no_place() -> None:
    here = sit().to("question")
    visit = here.kiosk.visit
    assert visit
    here.do(Choose(visit.question(visit.place).right))
    before = here.page
    for action in (*ANY, Adjust("screen")):
        here.do(action)
        assert here.kiosk.visit
        assert here.kiosk.visit.chosen == visit.question(visit.place).right
        assert here.page.id == before.id


@pytest.mark.holds(38)
def test_screen_and_voice_are_never_both_off() -> None:
    here = sit().do(Adjust("screen"))
    assert not here.kiosk.comfort.dark
    assert here.page.notice == COMFORT.screen_stays
    here.do(Hear(), Adjust("screen"))
    assert here.kiosk.comfort.dark
    assert here.page.notice == COMFORT.screen_off
    assert not here.do(Hear()).kiosk.comfort.dark
    here.do(Hear(), Adjust("screen"), LoseVoice())
    assert not here.kiosk.comfort.dark
    assert here.page.notice == words().voice.lost


@pytest.mark.holds(9)
def test_another_language_keeps_the_place_and_the_answers() -> None:
    here = sit().to("feedback").do(ChangeLanguage())
    assert here.kiosk.wanted_language == "es"
    visit = here.kiosk.visit
    assert visit
    spanish = replace(words(), id="es", name="Español")
    other = replace(procedure(), title="Sialografía", language="es")
    here.kiosk = here.kiosk.speaking(spanish, other)
    assert here.page.id == visit.page.id
    assert here.page.title == "Sialografía"
    assert here.kiosk.visit
    assert here.kiosk.visit.answers == visit.answers
    here.do(ChangeLanguage())
    assert here.kiosk.wanted_language == "en"


def test_a_language_that_the_walkthrough_lacks_is_refused_in_words() -> None:
    here = sit().to("step").do(ChangeLanguage())
    page = here.kiosk.page
    here.kiosk = here.kiosk.cannot_speak()
    assert here.page == replace(page, notice=COMFORT.no_language)


@pytest.mark.holds(34)
def test_practice_counts_for_nothing_and_ends_in_words() -> None:
    here = sit(comfort_first=True).do(Choose("more"), Choose("practice"))
    assert here.page.kind == "practice"
    first = here.page.choices()[0]
    here.do(Choose(first))
    assert words().practice.options[0] in here.page.notice
    assert here.do(GoOn()).page.id == "comfort-more"
    assert here.do(GoOn()).page.id == "comfort"
    assert here.events == []


@pytest.mark.holds(33)
def test_each_key_says_what_it_does_and_does_nothing_else() -> None:
    here = sit().to("step").do(GetHelp(), Choose("keys"))
    visit, said = here.kiosk.visit, set()
    assert visit
    for press in ("press", "next", "back", "down", "up", "help", "hear", "louder", "bigger", "screen", "3", "", "x"):
        here.do(Explain(press))
        said.add(here.page.notice)
        assert here.page.kind == "keys"
        assert here.kiosk.comfort == Comfort()
        assert here.kiosk.visit == replace(visit, touched=here.at)
    assert len(said) == 12, "two of them are no keys of the kiosk"
    assert words().key_help.press.nothing in said
    assert here.do(Explain("help"), Explain("help")).page.kind == "help"


def test_the_waiting_page_invites_in_each_language_and_any_key_then_turns_the_voice_on() -> None:
    here = sit(visit=False, invite=300)
    assert [one.language for one in parts(here.page, Invitation)] == ["en", "es"]
    assert not here.wait(299).kiosk.inviting
    assert here.wait(1).kiosk.inviting
    assert not here.do(ReadOut()).kiosk.inviting
    assert not here.wait(299).kiosk.inviting
    assert here.wait(1).kiosk.inviting
    assert here.do(Stir()).kiosk.comfort.voice
    assert not here.kiosk.waiting


def test_an_invitation_that_nobody_hears_of_ends_by_itself_and_a_key_then_opens_in_silence() -> None:
    here = sit(visit=False, invite=300).wait(300 + INVITED)
    assert not here.kiosk.inviting
    assert not here.do(Stir()).kiosk.comfort.voice
    lost = sit(visit=False, invite=300).wait(300).do(LoseVoice())
    assert not lost.kiosk.inviting
    assert lost.page.notice == ""


def test_without_the_setting_nothing_invites() -> None:
    here = sit(visit=False)
    assert here.kiosk.deadline is None
    assert not here.wait(100_000).kiosk.inviting


def test_going_on_by_itself_is_the_patients_wish_and_asks_nothing_away() -> None:
    here = sit().to("step").do(Hear(), ReadOut())
    place = here.page.id
    assert here.wait(60).page.id == place
    here.do(Adjust("onward"), ReadOut())
    assert here.wait(ONWARD_AFTER).page.id != place
    here.do(ReadOut(), Stir())
    place = here.page.id
    assert here.wait(60).page.id == place, "any act stops it"
    here.to("question").do(ReadOut())
    place = here.page.id
    assert here.wait(60).page.id == place
    here.to("summary")
    for _ in range(20):
        here.do(ReadOut()).wait(10)
    visit = here.kiosk.visit
    assert visit
    assert not visit.ended, "it never ends the visit by itself"
    assert visit.place == visit.trail[-1]


@pytest.mark.holds(41)
def test_lost_sound_and_missing_headphones_have_their_own_sentences() -> None:
    here = sit().do(Hear(), LoseVoice())
    assert here.page.notice == words().voice.lost
    here.do(Hear(), LoseVoice(private=True))
    assert here.page.notice == words().voice.headphones
    assert here.events.count(VoiceLost()) == 2


@pytest.mark.holds(12)
@pytest.mark.parametrize(
    ("comfort", "times"),
    [
        (Comfort(), 1),
        (Comfort(voice=True, speed=1), 2),
        (Comfort(voice=False, speed=1), 1),
        (Comfort(switches="two"), 2),
        (Comfort(switches="one", scan=10.0), 11),
    ],
)
def test_the_kiosk_waits_as_long_as_speech_and_switches_need(comfort: Comfort, times: float) -> None:
    here = sit()
    here.kiosk = replace(here.kiosk, comfort=comfort)
    here.do(ChangeVolume(1))
    assert here.wait(LIMITS.idle * times - 1).page.kind == "confirm"
    assert here.wait(2).page.kind == "alert"
    assert here.wait(LIMITS.answer * times - 3).page.kind == "alert"
    assert here.wait(3).kiosk.waiting


@pytest.mark.holds(10)
def test_the_countdown_is_counted_down_again_at_half_and_at_ten_seconds() -> None:
    here = sit().to("step").wait(LIMITS.idle)
    said = [parts(here.page, Countdown)[0].text]
    for _ in range(int(LIMITS.answer) - 1):
        here.wait(1)
        said.append(parts(here.page, Countdown)[0].text)
    numbers = [LIMITS.answer, LIMITS.answer / 2, LAST_CALL]
    assert list(dict.fromkeys(said)) == [words().alert.seconds.format(seconds=one) for one in numbers]


@pytest.mark.holds(11)
def test_who_answers_goes_on_at_the_same_place_twelve_times() -> None:
    here = sit().to("question")
    place = here.page
    for _ in range(12):
        here.wait(LIMITS.idle + LIMITS.answer - 1)
        assert here.page.kind == "alert"
        here.do(Stir())
        assert here.page == place


def test_speech_is_somebody_there_on_goodbye_too() -> None:
    here = sit().do(GoOn(), GoOn(), GetHelp(), Choose("stop"), Choose("leave"))
    assert here.page.kind == "farewell"
    for _ in range(10):
        here.wait(FAREWELL - 1).do(Spoke())
    assert here.page.kind == "farewell"
    assert here.wait(FAREWELL + 1).kiosk.waiting


@pytest.mark.holds(12)
@pytest.mark.parametrize("speed", range(1, SPEEDS + 1))
def test_no_page_is_taken_away_faster_than_it_can_be_read_aloud(speed: int) -> None:
    minute = (63, 94, 125, 156, 188, 219, 250)[speed - 1]
    patience = Comfort(voice=True, speed=speed).patience
    for one in LIBRARY.ids():
        walk = Walk.begin(one).to("summary")
        while not walk.visit.ended:
            count = sum(len(text.text.split()) for part in walk.page.parts for text in getattr(part, "items", (part,)))
            assert 60 * count / minute < LIMITS.idle * patience
            walk.do(GoOn())


@pytest.mark.holds(70)
def test_five_wrong_pins_slow_the_next_and_leaving_the_page_does_not_help() -> None:
    here = sit(pin="4711").do(GetHelp(), Choose("staff"))
    for _ in range(MOST_MISSES):
        here.do(*map(Choose, "1234"), GoOn())
    assert f"{WAIT:g}" in here.page.notice
    here.do(GoBack(), GetHelp(), GetHelp(), Choose("staff"), *map(Choose, "4711"), GoOn())
    assert here.page.kind == "pin"
    here.wait(WAIT).do(*map(Choose, "1234"), GoOn())
    assert f"{2 * WAIT:g}" in here.page.notice
    here.wait(2 * WAIT).do(*map(Choose, "4711"), GoOn())
    assert here.page.kind == "staff"
    here.do(GoBack(), GetHelp(), GetHelp(), Choose("staff"), *map(Choose, "1234"), GoOn())
    assert here.page.notice == words().staff.wrong


@pytest.mark.holds(70)
def test_the_staff_page_locks_itself_after_two_idle_minutes() -> None:
    here = sit(pin="4711").to("step")
    place = here.page
    here.do(GetHelp(), Choose("staff"), *map(Choose, "4711"), GoOn())
    assert here.wait(LOCKS_AFTER - 1).page.kind == "staff"
    here.wait(1)
    assert here.page.kind == "help"
    assert here.do(GoBack()).page == place
