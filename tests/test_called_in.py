"""A patient who is called in twice: what the nurse sees on the screen and by ticket is all three parts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from folders import kiosk as run
from journal_reader import ask
from kiosk.content.library import Library
from kiosk.journal.recorder import Recorder
from kiosk.journal.results import summarise
from kiosk.journal.store import Journal
from kiosk.journal.ticket import account_in, visit_of
from kiosk.journal.verify import verify
from kiosk.journal.visits import languages_of
from kiosk.model.action import Action, Choose, GoOn, Hear, Leave
from kiosk.model.procedure import UNSURE, Question
from kiosk.starting import Starter
from kiosk.visit.account import Account
from kiosk.visit.comfort import Comfort
from kiosk.visit.handover import account
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order
from kiosk.visit.review import review_page, review_paper
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit
from walks import MOST_PAGES, shows, texts, words, wrong

ENGLISH, SPANISH = Library(), Library(language="es")


class Seat:
    """A kiosk with a journal, at which a patient sits now and then. Each act takes five seconds."""

    def __init__(self, place: Path, *, feeling: bool = True) -> None:
        self.folder = place / "journal"
        self.now = datetime.now(UTC)
        self.journal = Journal(self.folder, lambda: self.now)
        self.recorder = Recorder(self.journal)
        numbers = iter(range(1, 99))
        self.starter = Starter(ENGLISH, self.recorder, lambda: f"part-{next(numbers)}")
        setup = Setup(words(), "0", Limits(), fits="4718".__eq__, voice=True, ask_feeling=feeling)
        self.kiosk = Kiosk(setup, 0.0, comfort=Comfort())

    @property
    def visit(self) -> Visit:
        assert self.kiosk.visit
        return self.kiosk.visit

    @property
    def on_the_screen(self) -> Account:
        """What the nurse would see here now."""
        found = account(self.kiosk)
        assert found
        return found

    @property
    def by_ticket(self) -> Account:
        """What `kiosk results --ticket` would show now."""
        rows = visit_of(self.folder, "A12", lambda: self.now)
        used = languages_of(rows)
        libraries = {"en": ENGLISH, "es": SPANISH}
        procedure = libraries[used[-1]].with_chosen(rows[0]["procedure"], (rows[0]["options"] or "").split())
        return account_in(rows, procedure, tuple(libraries[one].words().name for one in used))

    def start(self, order: Order) -> None:
        self.kiosk = self.starter.start(self.kiosk, order, self.kiosk.touched + 1)

    def resume(self) -> None:
        self.now += timedelta(minutes=1)
        self.start(Order(ticket="A12", resume=True))

    def do(self, *actions: Action) -> None:
        for action in actions:
            before = self.visit
            self.now += timedelta(seconds=5)
            self.kiosk, events = self.kiosk.do(action, self.kiosk.touched + 5)
            self.recorder.keep(before.key, events)

    def called_in(self) -> str:
        """The staff end it and keep what was done; the page on which that was."""
        page = self.visit.page.id
        self.do(Leave("staff"))
        self.kiosk = Kiosk(self.kiosk.setup, self.kiosk.touched)  # as after a restart
        return page

    def to(self, kind: str) -> None:
        """On to the next such page; what is asked on the way is answered as somebody does who knows it."""
        for _ in range(MOST_PAGES):
            place = self.visit.place
            if place.kind == kind and not (kind == "question" and self.visit.answer(place)):
                return
            if place.kind == "question" and not self.visit.answer(place):
                self.do(Choose(self.visit.question(place).right))
            self.do(Choose("show") if place.kind == "before-risks" else GoOn())
        raise AssertionError(f"no page of the kind {kind} is left")

    def answer(self, option: str) -> None:
        self.do(Choose(option), GoOn())

    def speak(self, library: Library) -> None:
        """The patient changes the language."""
        self.kiosk = self.kiosk.speaking(library.words(), library.like(self.visit.procedure))


@pytest.fixture
def twice(tmp_path: Path) -> Iterator[Seat]:
    """Somebody who was called in twice and is now at the end, in English again."""
    seat = Seat(tmp_path)
    seat.start(Order("sialogram", ("contrast",), "A12"))
    seat.to("feeling")
    seat.do(Choose("3"), GoOn())
    seat.to("question")
    seat.answer(wrong(seat.visit.question(seat.visit.place)))
    first = seat.called_in()
    seat.resume()
    assert seat.visit.page.id == first
    seat.do(Hear())
    seat.speak(SPANISH)
    seat.to("question")  # the second try
    assert seat.visit.place.attempt == 2
    seat.answer(UNSURE)
    seat.to("before-risks")
    seat.do(Choose("skip"))
    seat.to("step")
    second = seat.called_in()
    seat.resume()
    assert (seat.visit.page.id, seat.visit.words.id) == (second, "es")
    seat.speak(ENGLISH)
    seat.to("to-ask")
    seat.do(Choose(seat.visit.page.choices()[0]), GoOn())
    while seat.visit.place.kind != "feeling":
        seat.to("feeling")
    seat.do(Choose("9"), GoOn())
    yield seat
    seat.journal.close()


def test_what_the_nurse_sees_on_the_screen_is_what_the_ticket_gives(twice: Seat) -> None:
    seen, found = twice.on_the_screen, twice.by_ticket
    assert dict(found.answers) == dict(seen.answers)
    assert dict(found.seconds) == pytest.approx(dict(seen.seconds))
    assert (found.marked, found.declined, found.felt) == (seen.marked, seen.declined, seen.felt)
    assert (found.heard, found.languages) == (seen.heard, seen.languages)
    assert review_paper(found, words()) == review_paper(seen, words())


def test_all_three_parts_stand_in_the_review(twice: Seat) -> None:
    page = review_page(twice.kiosk, twice.on_the_screen)
    say, one = words().review, twice.visit.procedure
    missed: Question = one.sections[0].questions[0]
    for text in (
        missed.ask,  # missed in the first part
        say.last.format(answer=say.results.unsure),  # unsure in the second
        say.teach_back.format(sentence=missed.teach_back),
        say.felt_before.format(value=3),
        say.felt_after.format(value=9),
        say.heard,
        say.languages.format(names="Español, English"),
        one.to_ask[0].line.text,
        say.declined.format(section=one.section("risks").title),
    ):
        assert shows(page, text), text
    # Both parts of the reading: five seconds an act, whichever part it was in.
    minutes = [text for text in texts(page) if text.startswith(f"{one.section('what').title}: ")]
    steps = sum(seconds for step, seconds in twice.on_the_screen.seconds.items() if step.startswith("what/"))
    assert minutes == [f"{one.section('what').title}: {round(steps / 60, 1)} minutes"]


def test_the_command_says_it_too(twice: Seat, tmp_path: Path) -> None:
    done = run(tmp_path, "results", "--ticket", "A12")
    assert (done.returncode, done.stderr) == (0, "")
    assert words().review.felt_before.format(value=3) in done.stdout
    assert words().review.felt_after.format(value=9) in done.stdout
    assert words().review.last.format(answer=words().review.results.unsure) in done.stdout
    assert "Español, English" in done.stdout


@pytest.mark.parametrize("number", [1, 2], ids=["before", "after"])
def test_who_is_called_in_while_asked_how_they_feel_is_asked_there_again(tmp_path: Path, number: int) -> None:
    seat = Seat(tmp_path)
    seat.start(Order("sialogram", (), "A12"))
    for _ in range(number):
        seat.do(GoOn())
        seat.to("feeling")
    place = seat.called_in()
    assert place.startswith("feeling/")
    seat.resume()
    assert seat.visit.page.id == place
    seat.journal.close()


def test_a_feeling_that_was_told_is_not_asked_again_in_vain(twice: Seat) -> None:
    """The first part told it before; the walk went on behind that page, and the number still stands there."""
    assert dict(twice.visit.felt) == {"before": 3, "after": 9}
    felt = ask(twice.folder, "SELECT visit, item, option FROM events WHERE kind = 'felt' ORDER BY id")
    assert felt == [("part-1", "before", "3"), ("part-3", "after", "9")]


def test_to_the_end_it_is_complete_but_for_what_was_declined(twice: Seat) -> None:
    while twice.kiosk.visit:
        twice.do(GoOn())
    assert ask(twice.folder, "SELECT visit, reason FROM events WHERE kind = 'terminated' ORDER BY id") == [
        ("part-1", "staff"),
        ("part-2", "staff"),
        ("part-3", "finished"),
    ]
    assert ask(twice.folder, "SELECT count(*) FROM events WHERE kind = 'completed'") == [(0,)]


def test_the_journal_fits_and_counts_one_visit(twice: Seat) -> None:
    verdict = verify(twice.folder)
    assert (verdict.fault, verdict.sums_fit, verdict.clock) == (None, True, None)
    (found,) = summarise(twice.folder).procedures
    assert (found.visits, found.staff, found.under_way, found.went_on) == (1, 0, 1, 2)
    assert {when: (one.answers, one.mean) for when, one in found.felt.items()} == {"before": (1, 3), "after": (1, 9)}


def test_who_changes_the_language_right_after_going_on_used_both(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    seat.start(Order("sialogram", (), "A12"))
    seat.to("step")
    seat.do(GoOn())
    seat.called_in()
    seat.resume()
    seat.speak(SPANISH)
    assert seat.on_the_screen.languages == ("English", "Español")
    seat.do(GoOn())
    assert seat.by_ticket.languages == ("English", "Español")


def test_who_came_back_to_the_first_language_goes_on_in_it(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    seat.start(Order("sialogram", (), "A12"))
    seat.to("step")
    seat.do(GoOn())
    seat.speak(SPANISH)
    seat.do(GoOn())
    seat.speak(ENGLISH)
    seat.do(GoOn())
    assert seat.on_the_screen.languages == seat.by_ticket.languages == ("Español", "English")
    seat.called_in()
    seat.resume()
    assert seat.visit.words.id == "en"


def test_a_language_that_was_only_passed_over_was_not_used(tmp_path: Path) -> None:
    seat = Seat(tmp_path)
    seat.start(Order("sialogram", (), "A12"))
    seat.speak(SPANISH)
    seat.speak(ENGLISH)
    seat.to("question")
    assert seat.on_the_screen.languages == seat.by_ticket.languages == ("English",)
