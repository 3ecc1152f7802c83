"""The staff behind the PIN: finding, preparing, handing over, going on with a visit, cleaning."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Self

import pytest

from every_page import LIBRARY
from folders import Folder
from kiosk.content.library import Library
from kiosk.model.action import Action, Choose, Cleaned, GetHelp, GoBack, GoOn, Leave, Scan, Stir, Type
from kiosk.model.page import Choices, Note
from kiosk.visit.comfort import Comfort
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order
from kiosk.visit.setup import Setup
from kiosk.visit.staff import LOCKS_AFTER
from kiosk.visit.visit import Limits
from staff_seats import Desk
from test_kiosk import IDLE, PIN, Patient
from walks import Walk, choice, parts, shows, words

DESK = words().desk
BIOPSY = "deep-soft-tissue-biopsy"


@dataclass
class StaffSeat(Patient):
    """A seat of the staff: a library answers what their pages ask."""

    desk: Desk = field(default_factory=Desk.of)

    def do(self, *actions: Action) -> Self:
        for action in actions:
            super().do(action)
            self.kiosk = self.desk.supply.answered(self.kiosk)
        return self


def desk(*recent: str, voice: bool = True, locked: bool = True, library: Library = LIBRARY) -> StaffSeat:
    fits = (lambda digits: digits == PIN) if locked else None
    setup = Setup(words(), "9.9", Limits(), fits, voice=voice, sizes=("usual", "largest"))
    there = Desk.of(*recent, library=library)
    return StaffSeat(there.opened(Kiosk(setup, 0.0)), desk=there)


def type_in(here: StaffSeat, text: str) -> StaffSeat:
    return here.do(*map(Type, text))


def found(here: StaffSeat) -> list[str]:
    return [item.removeprefix("start/") for item in here.page.choices()]


def notes(here: StaffSeat) -> list[str]:
    return [part.text for part in parts(here.page, Note)]


def test_what_was_started_last_comes_first_and_two_presses_hand_it_over() -> None:
    here = desk("radiotherapy-port-images", "sialogram")
    assert here.page.choices()[:2] == ("start/radiotherapy-port-images", "start/sialogram")
    assert here.page.first == "start/radiotherapy-port-images"
    here.do(Choose(here.page.first))
    assert (here.page.kind, here.page.first) == ("prepare", "hand")
    here.do(Choose("hand"))
    assert here.kiosk.order == Order("radiotherapy-port-images", language="en")


def test_what_is_no_longer_here_is_not_offered_though_it_was_started_last() -> None:
    assert desk("gone", "sialogram").page.choices()[0] == "start/sialogram"


def test_three_letters_find_it_and_two_do_not() -> None:
    here = type_in(desk(), "si")
    assert (here.page.kind, found(here), notes(here)) == ("find", [], [])
    type_in(here, "a")
    assert found(here) == ["sialogram"]
    assert here.page.first == "start/sialogram"
    here.do(Choose("erase"))
    assert found(here) == []


def test_without_letters_all_of_them_can_be_touched() -> None:
    here = desk().do(Choose("find"))
    assert sorted(found(here)) == sorted(one.id for one in LIBRARY.cards())
    assert here.do(Choose("start/sialogram")).page.kind == "prepare"


@pytest.mark.parametrize("code", ["77417", "CPT 77417", "cpt 77417"])
def test_a_barcode_leads_straight_to_its_walkthrough(code: str) -> None:
    here = desk().do(Scan(code))
    assert here.page.id == "prepare/radiotherapy-port-images"


def test_a_code_typed_by_hand_does_too() -> None:
    here = type_in(desk().do(Choose("find")), "77417").do(GoOn())
    assert here.page.id == "prepare/radiotherapy-port-images"


def test_an_unknown_barcode_is_said_and_leaves_everything_as_it_was() -> None:
    here = desk("sialogram")
    before = here.page
    here.do(Scan("00000000"))
    assert here.page.notice == DESK.unknown.format(text="00000000")
    assert here.page.choices() == before.choices()
    here.do(Choose("start/sialogram"), Scan("00000000"))
    assert (here.page.id, here.page.notice) == ("prepare/sialogram", DESK.unknown.format(text="00000000"))


def test_a_code_of_more_than_one_procedure_asks_which() -> None:
    here = desk().do(Scan("20206"))
    one = LIBRARY.procedure(BIOPSY)
    assert any(code.code == "20206" for other in one.lookalikes for code in other.codes) or here.page.kind == "prepare"
    here = desk().do(Scan("open"))
    assert (here.page.kind, here.page.notice) == ("find", DESK.which)
    other = one.lookalikes[0]
    assert DESK.elsewhere.format(procedure=other.title, apart=other.apart) in notes(here)


@pytest.mark.parametrize(
    ("language", "text"), [("en", "78231"), ("en", "salivary"), ("es", "78231"), ("es", "salival"), ("es", "GLANDULAS")]
)
def test_what_the_patient_will_meet_tells_the_scan_and_the_sialogram_apart(language: str, text: str) -> None:
    library = Library(language=language)
    both = ["salivary-gland-scan", "sialogram"]
    typed = type_in(desk(library=library).do(Choose("find")), text).do(GoOn())
    for here in (desk(library=library).do(Scan(text)), typed):
        assert (here.page.kind, here.page.notice) == ("find", DESK.which)
        (shown,) = parts(here.page, Choices)
        assert sorted(one.about for one in shown.items) == sorted(library.procedure(one).apart for one in both)
        assert here.page.first == "next", "Enter starts none of them"
        assert here.do(GoOn()).page.kind == "find"


def test_a_walkthrough_that_came_while_the_staff_are_here_is_found_when_they_begin_anew(tmp_path: Path) -> None:
    folder = Folder(tmp_path, "sialogram")
    here = type_in(desk(library=folder.library), "sia")
    folder.copy("another", title="Sialogram of the other side")
    type_in(here, "l")
    assert found(here) == ["sialogram"]
    type_in(here.do(GoBack()), "sia")
    assert found(here) == ["sialogram", "another"]


def test_nothing_fits_and_says_so() -> None:
    here = type_in(desk(), "xyz")
    assert notes(here) == [DESK.unknown.format(text="xyz")]
    assert here.page.first == "next"


def test_switches_go_round_and_are_said_as_they_stand() -> None:
    here = desk().do(Choose("find"), Choose(f"start/{BIOPSY}"))

    def says(item: str) -> str:
        return choice(here.page, item).text.partition(": ")[2]

    values = [says("option/sedation")]
    for _ in range(3):
        values.append(says("option/sedation") if here.do(Choose("option/sedation")) else "")
    assert values == [DESK.unsaid, DESK.yes, DESK.no, DESK.unsaid]
    here.do(Choose("option/way"), Choose("option/sedation"), Choose("aloud"), Choose("size"), Choose("language"))
    assert [says(item) for item in ("option/way", "option/sedation")] == ["with a needle", DESK.yes]
    assert [says(item) for item in ("aloud", "size", "language")] == ["on", "largest", "Español"]
    here.do(Choose("hand"))
    assert here.kiosk.order == Order(BIOPSY, ("way=needle", "sedation"), "", "es", True, "largest")


def test_a_value_that_would_be_another_procedure_is_not_offered() -> None:
    here = desk().do(Choose("find"), Choose(f"start/{BIOPSY}"), Choose("option/way"), Choose("option/way"))
    assert here.kiosk.staff
    assert here.kiosk.staff.desk.order.options == ()


def test_what_was_prepared_is_what_the_library_understands() -> None:
    here = desk().do(Choose("find"), Choose(f"start/{BIOPSY}"), Choose("option/sedation"), Choose("option/sedation"))
    here.do(Choose("option/way"), Choose("hand"))
    assert here.kiosk.order
    made = LIBRARY.find(here.kiosk.order.procedure, here.kiosk.order.options)
    assert set(made.chosen) == {"sedation=no", "way=needle"}


def test_without_a_voice_reading_aloud_is_no_switch() -> None:
    here = desk("sialogram", voice=False).do(Choose("start/sialogram"))
    assert "aloud" not in here.page.choices()


@pytest.mark.parametrize(
    "acts",
    [
        (Type("a"), Type("1"), Type("2"), GoOn()),
        (Choose("A"), Choose("1"), Choose("2"), Choose("take")),
        (Scan("a12"), Choose("take")),
        (Type("A"), Type("1"), Type("3"), Choose("erase"), Type("2"), Choose("take")),
        (Type("A"), Type("é"), Type("1"), Type("2"), Choose("take")),
    ],
)
def test_a_ticket_is_typed_touched_or_scanned(acts: tuple[Action, ...]) -> None:
    here = desk("sialogram").do(Choose("start/sialogram"), Choose("aloud"), Choose("ticket"), *acts)
    assert choice(here.page, "ticket").text.endswith("A12")
    here.do(Choose("hand"))
    assert here.kiosk.order == Order("sialogram", (), "A12", "en", True)


@pytest.mark.parametrize("code", ["123456789", "A 12", "Mary Smith", "A_1"])
def test_what_is_no_ticket_is_refused_with_what_one_is(code: str) -> None:
    here = desk("sialogram").do(Choose("start/sialogram"), Choose("ticket"), Scan(code))
    assert here.page.notice == DESK.ticket_text
    assert not shows(here.page, code)


def test_back_from_the_ticket_keeps_what_was_prepared() -> None:
    here = desk("sialogram").do(Choose("start/sialogram"), Choose("aloud"), Choose("ticket"), Type("Z"), GoBack())
    assert here.page.kind == "prepare"
    here.do(Choose("hand"))
    assert here.kiosk.order == Order("sialogram", (), "", "en", True)


def test_going_on_with_a_visit_asks_for_its_ticket_alone() -> None:
    here = type_in(desk().do(Choose("resume")), "b7").do(GoOn())
    assert here.kiosk.order == Order(ticket="B7", resume=True)
    assert desk().do(Choose("resume"), GoOn()).page.notice == DESK.ticket_text


def test_each_page_behind_the_pin_leads_back() -> None:
    for way in (["find"], ["resume"], ["find", "start/sialogram"], ["find", "start/sialogram", "ticket"]):
        here = desk().do(*map(Choose, way))
        for _ in range(3):
            if here.page.kind != "waiting":
                here.do(GoBack())
        assert here.page.kind == "waiting"
    assert desk().do(GetHelp()).page.kind == "waiting"


@pytest.mark.parametrize("item", ["find", "resume"])
def test_pages_behind_the_pin_lock_themselves_and_forget_what_was_typed(item: str) -> None:
    here = type_in(desk().do(Choose(item)), "abc").wait(LOCKS_AFTER + 1)
    assert here.page.kind == "waiting"
    assert here.kiosk.staff is None


def test_the_content_and_its_hash_stand_there() -> None:
    here = desk("sialogram")
    assert shows(here.page, "Kiosk 9.9")
    stands = next(text for text in map(str, parts(here.page, type(here.page.parts[-1]))) if "Content" in text)
    changed = desk(library=Library(hospital={"phone": "555 0100"}))
    assert not shows(changed.page, stands)
    one = LIBRARY.procedure("sialogram")
    here.do(Choose("start/sialogram"))
    assert shows(here.page, words().staff.content.format(procedure=one.title, version=one.version, hash=one.hash))


def test_in_a_visit_a_scan_is_said_and_starts_nothing() -> None:
    here = desk()
    here.kiosk = here.kiosk.begin(Walk.begin().to("step").visit)
    place = here.kiosk.visit.place if here.kiosk.visit else None
    here.do(Scan("77417"), Type("s"))
    assert here.kiosk.visit
    assert (here.kiosk.visit.place, here.kiosk.order) == (place, None)
    here.do(GetHelp(), Choose("staff")).type(PIN).do(Scan("77417"))
    assert (here.page.kind, here.page.notice) == ("staff", DESK.busy)
    here.do(Type("s"), Choose("return"), GoBack())
    assert here.kiosk.visit.place == place


@pytest.mark.parametrize("action", [Scan("77417"), Type("s"), Type("4")])
def test_before_a_patient_nothing_is_typed_or_scanned(action: Action) -> None:
    for here in (desk(), desk().do(GoBack(), Stir()), desk().do(GoBack(), Stir(), GetHelp())):
        here.kiosk = replace(here.kiosk, staff=None)
        before = here.kiosk
        assert here.do(action).kiosk == before


def test_while_the_pin_is_asked_for_nothing_is_typed_or_scanned() -> None:
    here = desk().do(GoBack(), Stir(), GetHelp(), Choose("staff"))
    before = here.page
    assert here.do(Scan("4718"), Type("4")).page == before


def test_a_visit_that_is_handed_over_has_nothing_of_the_last_patient() -> None:
    here = desk("sialogram").do(GoBack(), Stir())
    here.kiosk = replace(here.kiosk, comfort=Comfort(colours="night", size="largest"))
    here.kiosk = here.kiosk.hand_over(Walk.begin().visit, Comfort(voice=True))
    assert here.kiosk.comfort == Comfort(voice=True)
    assert here.page.kind == "confirm"


def test_a_kiosk_is_busy_with_a_visit_with_the_staff_and_while_it_is_cleaned() -> None:
    here = desk()
    assert here.kiosk.busy
    assert not here.do(GoBack()).kiosk.busy
    assert not here.do(Stir()).kiosk.busy
    assert desk().do(Choose("clean")).kiosk.busy
    here.begin_visit()
    assert here.kiosk.busy
    assert not here.do(GetHelp(), Choose("stop"), Choose("leave")).kiosk.busy


def test_while_it_is_cleaned_nothing_does_anything_until_it_was_held() -> None:
    here = desk().do(Choose("clean"))
    page = here.page
    assert page.kind == "clean"
    for action in (GoOn(), GoBack(), GetHelp(), Choose("done"), Stir(), Type("a"), Scan("77417")):
        assert here.do(action).page == page
    assert here.do(Cleaned()).page.kind == "waiting"


def test_cleaning_that_was_forgotten_ends_by_itself() -> None:
    here = desk().do(Choose("clean")).wait(IDLE - 1)
    assert here.page.kind == "clean"
    assert here.wait(2).page.kind == "waiting"


def test_a_kiosk_that_is_cleaned_still_ends_when_it_must() -> None:
    assert desk().do(Choose("clean"), Leave("stopped")).kiosk.over


def test_a_ticket_can_be_typed_by_touch_alone() -> None:
    here = desk().do(Choose("resume"))
    keys = next(part for part in parts(here.page, Choices) if part.form == "letters")
    assert "".join(one.item for one in keys.items) == "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-"
