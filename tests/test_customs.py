"""Sentences that count: the forms of each language, what an author wrote wrongly, and no Babel at a later start."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from every_page import LIBRARY
from folders import Folder
from kiosk.content.customs import customs_of
from kiosk.content.library import Library
from kiosk.content.reader import read_language
from kiosk.content.shelf import Shelf
from kiosk.model.action import Choose, GetHelp
from kiosk.model.customs import Counted, Customs, Form
from kiosk.model.error import ContentError
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit
from walks import shows

POLISH: tuple[tuple[Form, str], ...] = (
    ("one", "minuta"),
    ("few", "{n} minuty"),
    ("many", "{n} minut"),
    ("other", "{n} minuty"),
)


def ways(tag: str) -> Customs:
    found = customs_of(tag)
    assert found
    return found


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "minuta"),
        (2, "2 minuty"),
        (5, "5 minut"),
        (12, "12 minut"),
        (22, "22 minuty"),
        (112, "112 minut"),
        (1022, "1022 minuty"),
        (2.5, "2,5 minuty"),
        (2.0, "2 minuty"),
    ],
)
def test_a_sentence_takes_the_form_of_its_number(number: float, said: str) -> None:
    assert Counted("n", POLISH, ways("pl")).format(n=number) == said


@pytest.mark.parametrize(
    ("tag", "number", "form"),
    [
        ("en", 1, "one"),
        ("en", 0, "other"),
        ("en", 1.5, "other"),
        ("es", 1, "one"),
        ("fr", 0, "one"),
        ("fr", 1.5, "one"),
        ("ru", 21, "one"),
        ("ru", 111, "many"),
        ("cs", 1.5, "many"),
        ("lv", 2.1, "one"),
        ("ar", 0, "zero"),
        ("ar", 2, "two"),
        ("ar", 103, "few"),
        ("ja", 1, "other"),
    ],
)
def test_the_forms_are_those_of_cldr(tag: str, number: float, form: Form) -> None:
    assert ways(tag).form(number) == form


@pytest.mark.parametrize(("tag", "written"), [("en", "2.5"), ("es", "2,5"), ("es-419", "2.5"), ("de", "2,5")])
def test_numbers_are_written_as_the_language_does(tag: str, written: str) -> None:
    assert ways(tag).written(2.5) == written
    assert ways(tag).written(30.0) == "30"


@pytest.mark.parametrize(
    ("tag", "written"),
    [
        ("en", "November 2, 2027"),
        ("es-419", "2 de noviembre de 2027"),
        ("pl", "2 listopada 2027"),
        ("de", "2. November 2027"),
        ("ja", "2027年11月2日"),
    ],
)
def test_days_are_written_as_the_language_does(tag: str, written: str) -> None:
    assert ways(tag).day(date(2027, 11, 2)) == written


def test_a_language_that_cldr_does_not_know_writes_days_as_iso_8601_does() -> None:
    assert Customs().day(date(2027, 11, 2)) == "2027-11-02"


@pytest.mark.parametrize(
    "tag", ["ar", "bg", "eu", "fa", "fi", "fr", "he", "hi", "hu", "ko", "lt", "mn", "my", "ru", "th", "vi", "zh"]
)
def test_a_day_of_any_month_is_written_with_its_day_and_its_year(tag: str) -> None:
    for month in range(1, 13):
        written = ways(tag).day(date(2027, month, 23))
        assert (written.count("23"), written.count("2027")) == (1, 1)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("en", "To be reviewed by November 22, 2027."),
        ("es", "Hay que revisarla a más tardar el 22 de noviembre de 2027."),
    ],
)
def test_the_staff_see_by_which_day_a_walkthrough_is_to_be_reviewed(language: str, says: str) -> None:
    library = Library(language=language)
    procedure = replace(library.procedure("radiotherapy-port-images"), review_again=date(2027, 11, 22))
    visit, _ = Visit.begin("test", procedure, library.words(), Limits(), 0.0)
    kiosk = Kiosk(Setup(library.words(), "1.0", Limits()), 0.0).begin(visit)
    staff = kiosk.do(GetHelp(), 1)[0].do(Choose("staff"), 2)[0]
    assert shows(staff.page, says)


@pytest.mark.parametrize("tag", ["xx", "es-99999", "none of these", ""])
def test_a_language_that_cldr_does_not_know_is_none(tag: str) -> None:
    assert customs_of(tag) is None


def test_the_shipped_languages_count() -> None:
    told = {
        language: [Library(language=language).words().comfort.seconds.format(seconds=n) for n in (0.5, 1.0, 2.0)]
        for language in ("en", "es")
    }
    assert told == {
        "en": ["0.5 seconds", "1 second", "2 seconds"],
        "es": ["0.5 segundos", "1 segundo", "2 segundos"],
    }


def test_a_visit_of_one_minute_is_told_so() -> None:
    words = LIBRARY.words()
    assert words.confirm.minutes.format(minutes=1) == "It takes about one minute to read."
    assert words.confirm.minutes.format(minutes=8) == "It takes about 8 minutes to read."


@pytest.mark.parametrize(
    ("language", "forms", "says"),
    [
        ("en", "{one: one second}", "so write each: one, other"),
        ("pl", '{one: sekunda, other: "{seconds} sekundy"}', "so write each: one, few, many, other"),
        ("en", '{one: a second, few: "{seconds}", other: "{seconds} seconds"}', "so write each: one, other"),
        ("en", "{one: a second, other: some seconds}", "it must hold {seconds}"),
        ("en", '{one: a second, other: "{second} seconds"}', "it must hold {seconds}"),
        ("lv", '{zero: "{seconds}", one: viena, other: "{seconds}"}', "it must hold {seconds}"),
        ("en", '{single: a second, other: "{seconds} seconds"}', "“single” is not known here"),
        ("en", "[a second]", "should be one text"),
        ("en", "a second", "it must hold {seconds}"),
        ("zz", '{one: a second, other: "{seconds} seconds"}', "so write each: other"),
    ],
)
def test_a_mistake_in_the_forms_is_told_with_its_line(tmp_path: Path, language: str, forms: str, says: str) -> None:
    folder = Folder(tmp_path)
    file = folder.path / "languages" / "en.yaml"
    text = file.read_text("utf-8").replace("id: en", f"id: {language}", 1)
    line = next(line for line in text.split("\n") if line.startswith("  seconds: {one: "))
    changed = file.with_name(f"{language}.yaml")
    changed.write_text(text.replace(line, f"  seconds: {forms}"), "utf-8")
    found, mistakes = read_language(changed)
    assert found is None
    told = [one.says for one in mistakes if one.line == text.split("\n").index(line) + 1]
    assert len(told) == 1
    assert says in told[0]


def test_an_unknown_variety_is_told(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    file = folder.path / "languages" / "en.yaml"
    file.write_text(file.read_text("utf-8") + "locale: xx-NOWHERE\n", "utf-8")
    with pytest.raises(ContentError, match="CLDR knows no language “xx-NOWHERE”"):
        folder.library.words()


def test_a_later_start_needs_no_babel(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from kiosk.content.library import Library; "
        "from kiosk.content.shelf import Shelf; "
        f"words = Library(language='es', shelf=Shelf(Path({str(tmp_path)!r}))).words(); "
        "print(words.comfort.seconds.format(seconds=1.0), 'babel' in sys.modules)"
    )
    told = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    ]
    assert told == ["1 segundo True\n", "1 segundo False\n"]
    assert Library(language="es", shelf=Shelf(tmp_path)).words() == Library(language="es").words()
