"""The kiosk in Spanish: all of its words, no button cut, no English on a whole walk, and said as one says it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest

from every_page import after, begin, walk
from folders import kiosk
from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.model.action import Adjust, Choose, GetHelp, Hear, Stir
from kiosk.model.customs import FORMS
from kiosk.model.page import Choice, Kind, Page
from kiosk.speech.narrator import narrate
from kiosk.speech.pronounce import Pronunciation
from kiosk.speech.sentence import sentences
from kiosk.ui.sheet import lay_out
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.plan import Stop
from kiosk.visit.setup import Setup
from kiosk.visit.staff import Staff
from kiosk.visit.visit import Limits, Visit
from staff_seats import desks
from written import sentences_in, texts_in, values_of

SPANISH = Library(language="es")
WORDS = SPANISH.words()
PROCEDURES = [one.id for one in SPANISH.procedures()]
GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50), (40, 11)]
CONTENT = shipped("content")
RULES = Pronunciation.read(CONTENT / "pronunciation" / "es.yaml")
KIOSK = "the kiosk alone"
ENOUGH = 400
"""More empty lines than any walk has pages."""


def keys(values: Any) -> Any:
    """The keys of a file, all the way down; the forms of a sentence that counts are its own affair."""
    if isinstance(values, dict) and not set(values) <= set(FORMS):
        return {key: keys(value) for key, value in values.items() if key != "locale"}
    return len(values) if isinstance(values, list) else None


def test_the_kiosk_s_words_have_the_keys_of_the_english_ones() -> None:
    spanish, english = (values_of(CONTENT / "languages" / f"{one}.yaml") for one in ("es", "en"))
    assert keys(spanish) == keys(english)


def test_no_sentence_shouts_and_none_was_forgotten() -> None:
    files = ["languages/{}.yaml", *(f"procedures/{name}/{{}}.yaml" for name in PROCEDURES)]
    for file in files:
        spanish, english = (list(texts_in(values_of(CONTENT / file.format(one)))) for one in ("es", "en"))
        assert [text for text in spanish if "!" in text or "¡" in text] == []
        assert [text for text in spanish if text in english and " " in text and "{" not in text] == [], file
        assert [text for text in spanish if text.endswith("?") and "¿" not in text] == []


def kiosks() -> Iterator[Kiosk]:
    """The kiosk at every page that belongs to no visit, with its voice and without."""
    offers = tuple(Choice(one.id, one.title, one.apart) for one in SPANISH.procedures())
    for voice in (False, True):
        setup = Setup(WORDS, "1.0", Limits(), voice=voice, sizes=("small", "usual", "large"))
        waiting = Kiosk(setup, 0.0).offering(offers, 2).with_languages(("en", "es"), ())
        choosing = waiting.do(Stir(), 1)[0]
        helping = choosing.do(GetHelp(), 2)[0]
        comfort = helping.do(Choose("comfort"), 3)[0]
        staff = helping.do(Choose("staff"), 3)[0]
        yield from desks(waiting, SPANISH)
        yield from (waiting, choosing, helping, comfort, staff, staff.do(Choose("1"), 4)[0])
        yield from (comfort.do(Adjust("switches"), 4)[0].do(Adjust("switches"), 5)[0], comfort.do(Hear(), 4)[0])
        practice = comfort.do(Choose("more"), 4)[0].do(Choose("practice"), 5)[0]
        yield from (practice, practice.do(Choose("option-0"), 6)[0], helping.do(Choose("keys"), 3)[0])
        reviewed = Visit.begin("test", SPANISH.procedure("sialogram"), WORDS, Limits(), 0.0)[0]
        yield replace(waiting.begin(reviewed), staff=Staff(open=True, reviews=True))
        yield waiting.begin(reviewed.move(Stop("feeling", item="before"), 1.0)[0])
        locked = replace(setup, fits=lambda typed: False, may_choose=False)
        pin = Kiosk(locked, 0.0).do(Stir(), 1)[0].do(GetHelp(), 2)[0].do(Choose("staff"), 3)[0]
        yield from (pin, pin.do(Choose("1"), 4)[0].do(Choose("enter"), 5)[0], Kiosk(locked, 0.0).do(Stir(), 1)[0])


def visits(procedure_id: str) -> Iterator[Visit]:
    """A visit at every page, those that lie over others included."""
    visit = Visit.begin("test", SPANISH.procedure(procedure_id), WORDS, Limits(), 0.0, "A12")[0]
    for there in walk(visit):
        help_page = after(there, GetHelp())
        leaving = after(help_page, Choose("stop"))
        yield from (there, help_page, after(help_page, Choose("contents")), leaving, after(leaving, Choose("leave")))
        yield there.tick(there.touched + there.limits.idle)[0]
        yield replace(there, saved=False)
    yield after(visit, Choose("no"))


@cache
def pages(where: str) -> list[Page]:
    """Every page of a visit, with the kiosk's own buttons on it; or every page of the kiosk alone."""
    if where == KIOSK:
        return [one.page for one in kiosks()]
    setup = Setup(WORDS, "1.0", Limits(), voice=True, sizes=("small", "usual", "large"))
    voices = (Kiosk(setup, 0.0), Kiosk(setup, 0.0).do(Hear(), 1)[0])
    return list({page: None for visit in visits(where) for page in (replace(one, visit=visit).page for one in voices)})


@pytest.mark.parametrize("where", [KIOSK, *PROCEDURES])
@pytest.mark.parametrize(("columns", "rows"), GRIDS)
def test_no_button_is_cut(where: str, columns: int, rows: int) -> None:
    for page in pages(where):
        for leaf in lay_out(page, columns, rows, WORDS.row):
            for place in leaf.places:
                for row in leaf.rows[place.top : place.bottom]:
                    pressable = "".join(piece.text for piece in row if piece.target == place.target)
                    assert "…" not in pressable, (page.id, pressable)


@pytest.mark.parametrize("where", [KIOSK, *PROCEDURES])
@pytest.mark.parametrize(("columns", "rows"), GRIDS[:4])
def test_no_line_is_cut_either(where: str, columns: int, rows: int) -> None:
    for page in pages(where):
        for leaf in lay_out(page, columns, rows, WORDS.row):
            assert "…" not in "".join(piece.text for row in leaf.rows for piece in row), page.id


def test_no_kind_of_page_was_overlooked() -> None:
    met = {page.kind for where in (KIOSK, *PROCEDURES) for page in pages(where)}
    assert met == set(get_args(Kind))


@pytest.mark.holds(42)
@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_a_whole_walk_holds_no_english(tmp_path: Path, procedure_id: str) -> None:
    (tmp_path / "kiosk.toml").write_text('language = "es"\n')
    ended = kiosk(tmp_path, "--config", tmp_path / "kiosk.toml", "plain", procedure_id, typed="\n" * ENOUGH)
    assert (ended.returncode, ended.stderr) == (0, "")
    english = sentences_in(CONTENT / "languages" / "en.yaml", CONTENT / "procedures" / procedure_id / "en.yaml")
    printed = {one for line in ended.stdout.splitlines() for one in sentences(line)}
    assert len(english) > 300
    assert english & printed == set()
    assert WORDS.summary.finish_text in ended.stdout.splitlines()


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("Dura de 30-60 minutos.", "Dura de 30 a 60 minutos."),
        ("30–60 min. antes", "30 a 60 minutos antes"),
        ("una máquina de rayos X", "una máquina de rayos equis"),
        ("10-20% de las personas", "10 a 20 por ciento de las personas"),
        ("1 mL, 10 mL o 5-10 mL", "un mililitro, 10 mililitros o 5 a 10 mililitros"),
        ("2.5 mg a 38°C", "2.5 miligramos a 38 grados Celsius"),
        ("Ayuda: F1", "Ayuda: efe 1"),
        ("un TAC", "un tac"),
        ("Fiebre ⁺", "Fiebre , agregado"),
        ("Espere 1 minuto", "Espere un minuto"),
        ("Llame al 555-1234.", "Llame al 555-1234."),
    ],
)
def test_the_voice_says_it_as_one_says_it(shown: str, said: str) -> None:
    assert RULES.spoken(shown, "pico").text == said


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_nothing_is_left_that_a_spanish_voice_would_spell(procedure_id: str) -> None:
    spoken = " ".join(
        RULES.spoken(one.text, "pico").text for page in pages(procedure_id) for one in narrate(page, WORDS)
    )
    assert set(re.findall(r"\b[A-ZÁÉÍÓÚÑ]{2,}\b", spoken)) == set()
    assert "rayos X" not in spoken


def test_a_broken_number_is_written_as_in_latin_america() -> None:
    assert "2.5 minutos" in WORDS.intro.waits.format(minutes=2.5)
    assert WORDS.waiting.unreadable.format(count=1).startswith("Para el personal: una guía no ")


@pytest.mark.parametrize("procedure_id", PROCEDURES)
def test_on_every_page_the_language_changes_and_the_place_stays(procedure_id: str) -> None:
    there, met = SPANISH.procedure(procedure_id), 0
    for here in walk(begin(procedure_id)):
        helped = after(here, GetHelp())
        for visit in (here, helped, after(helped, Choose("contents"))):
            changed = visit.in_language(WORDS, there)
            assert (changed.page.id, changed.page.kind) == (visit.page.id, visit.page.kind)
            assert [type(part) for part in changed.page.parts] == [type(part) for part in visit.page.parts]
            assert [one.slot for one in changed.page.controls] == [one.slot for one in visit.page.controls]
            assert changed.page.choices() == visit.page.choices()
            assert changed.answers == visit.answers
            assert changed.page.title == there.title
            assert changed.in_language(visit.words, visit.procedure).page == visit.page
            met += 1
    assert met > 150


def test_a_walk_as_text_begins_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    spanish = Library(language="es")
    walked = kiosk(tmp_path, "plain", "sialogram", "--language", "es", typed="\n" * 300)
    assert (walked.returncode, walked.stderr) == (0, "")
    assert spanish.words().confirm.heading in walked.stdout
    assert spanish.words().summary.finish_text in walked.stdout
    unknown = kiosk(tmp_path, "plain", "sialogram", "--language", "xx")
    assert unknown.returncode == 2
    assert "“xx”" in unknown.stderr
