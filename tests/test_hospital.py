"""A hospital's own values: set once, they stand in the sentences; unset, the nurse tells them."""

from itertools import islice
from pathlib import Path

import pytest

from every_page import LIBRARY, WORDS, walk
from folders import WORDS as WORDS_FILE
from folders import Folder, kiosk
from kiosk.content.gate import check
from kiosk.content.library import Library
from kiosk.content.shelf import Shelf
from kiosk.content.wording import plain_text
from kiosk.model.error import SettingsError
from kiosk.model.hospital import ABOUT, EXAMPLES
from kiosk.settings import read_settings
from kiosk.visit.visit import Limits, Visit
from walks import MOST_PAGES, texts

NURSE = "your nurse will tell you which number to call."


def all_words(hospital: dict[str, str], procedure_id: str, *said: str) -> str:
    """All that the steps say."""
    made = Library(hospital=hospital).procedure(procedure_id, said)
    return " ".join(plain_text(step) for section in made.sections for step in section.steps)


def settings(place: Path, text: str) -> dict[str, str]:
    file = place / "kiosk.toml"
    file.write_text(text, "utf-8")
    return dict(read_settings(file, {}, {}).settings.hospital)


def test_a_value_that_is_set_stands_in_the_place_of_the_nurse() -> None:
    said = all_words({"phone": "555 0100"}, "deep-soft-tissue-biopsy")
    assert "the number to call is 555 0100." in said
    assert NURSE not in said
    assert "ask what counts as a fever." in said, "what nobody set is still asked"


def test_where_nothing_is_set_the_nurse_tells_it_or_the_line_is_left_out() -> None:
    said = all_words({}, "deep-soft-tissue-biopsy", "sedation")
    assert NURSE in said
    assert "pick you up" not in said
    assert "hours before" not in said


@pytest.mark.parametrize("procedure_id", LIBRARY.ids())
def test_every_page_can_be_walked_with_all_values_and_none_shows_a_brace(procedure_id: str) -> None:
    made = Library(hospital=EXAMPLES).procedure(procedure_id)
    visit = Visit.begin("test", made, WORDS, Limits(), 0.0)[0]
    there = list(islice(walk(visit), MOST_PAGES * 2))
    assert there[-1].place == there[-1].trail[-1]
    assert not [text for one in there for text in texts(one.page) if "{" in text]
    assert any(EXAMPLES["phone"] in text for one in there for text in texts(one.page))


def test_each_value_is_used_by_a_walkthrough() -> None:
    every = " ".join(all_words(dict(EXAMPLES), one, *said) for one, said in (
        ("deep-soft-tissue-biopsy", ("sedation",)), ("fluoroscopy-guided-injection", ()), ("sialogram", ())
    ))  # fmt: skip
    assert {name for name, value in EXAMPLES.items() if value.lower() in every} == set(ABOUT)


def test_a_value_is_shown_as_it_was_written_and_never_filled_in_twice() -> None:
    assert "the number to call is {phone} [b]$x." in all_words({"phone": "{phone} [b]$x"}, "sialogram")


def test_another_value_is_seen_at_the_next_start(tmp_path: Path) -> None:
    for phone in ("555 0100", "555 0199"):
        made = Library(hospital={"phone": phone}, shelf=Shelf(tmp_path)).procedure("sialogram")
        assert f"The number to call is {phone}." in [line.text for line in made.section("call").steps[0].text]


def test_they_are_set_in_a_table_of_their_own(tmp_path: Path) -> None:
    text = 'idle = 200\n[hospital]\nphone = "  555  0100 "\nfasting_hours = 6\nfever_limit = "100.4 °F"\n'
    assert settings(tmp_path, text) == {"phone": "555 0100", "fasting_hours": "6", "fever_limit": "100.4 °F"}


def test_hours_may_be_a_range(tmp_path: Path) -> None:
    assert settings(tmp_path, '[hospital]\nfasting_hours = "6–8"\n') == {"fasting_hours": "6–8"}


def test_a_file_that_is_named_wins_value_by_value_over_the_environment_s_rival(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('[hospital]\nphone = "555 0100"\nride_home = "Entrance B"\n')
    force = read_settings(file, {"KIOSK_HOSPITAL_PHONE": "555 0199"}, {})
    assert force.settings.hospital == {"phone": "555 0199", "ride_home": "Entrance B"}
    assert force.origins["hospital.phone"] == "the environment"
    assert force.origins["hospital.ride_home"] == str(file)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('[hospital]\nfone = "1"', "“hospital.fone” in {file} is not a setting. Did you mean “hospital.phone”?"),
        ('hospital = "1"', "“hospital” in {file} is not a setting. Did you mean “hospital.phone”?"),
        ('[hospital]\nphone = ""', "“hospital.phone” in {file} does not fit: write the number"),
        ("[hospital]\nphone = true", "“hospital.phone” in {file} does not fit"),
        ('[hospital]\nphone = "a\\u001b[2J"', "“hospital.phone” in {file} does not fit"),
        ('[hospital]\nphone = "\\u202e1"', "“hospital.phone” in {file} does not fit"),
        (f'[hospital]\nphone = "{"5" * 61}"', "“hospital.phone” in {file} does not fit: write the number"),
        ('[hospital]\nphone = "the desk"', "“hospital.phone” in {file} does not fit: write the number"),
        ('[hospital]\nfasting_hours = "6 hours"', "does not fit: write for how many hours a patient eats nothing"),
        ('[hospital]\ndriving_hours = "a day"', "does not fit: write for how many hours a patient does not"),
        ("[hospital]\nidle = 200", "is not a setting. Write “idle” above the line [hospital]."),
        ("[hospital.phone]\nday = 1", "“hospital.phone” in {file} does not fit"),
    ],
)
def test_a_value_that_does_not_fit_is_named_with_its_cure(tmp_path: Path, text: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)
    assert says.format(file=tmp_path / "kiosk.toml") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_patient_meets_what_the_settings_say(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text('[hospital]\nphone = "555 0100"\n')
    shown = kiosk(tmp_path, "plain", "salivary-gland-scan", "--config", config, typed="\n" * 300).stdout
    assert shown.count("The phone number to call is 555 0100.") >= 2, "on its page, and on the last ones"
    listed = kiosk(tmp_path, "settings", "--config", config).stdout
    assert f"hospital.phone = 555 0100    ({config})    the number that patients call" in listed
    assert "hospital.ride_home = unset    (default)    where a patient is picked up" in listed


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


def told(folder: Folder) -> list[str]:
    reading = folder.read()
    return [f"{one.file.name}:{one.line}: {one.says} {one.cure}" for one in (*reading.mistakes, *check(reading))]


LINE = '{needs: phone, text: "The number to call is {phone}."'


@pytest.mark.parametrize(
    ("written", "says"),
    [
        (LINE.replace("needs: phone", "needs: fone"), [
            "A hospital cannot set “fone”. Did you mean `phone`?",
            "“{fone}” does not stand in the text that needs it. Write it in the text, or remove it from `needs`: fone.",
            "“{phone}” would be shown as it stands here. Only the `text` of a line with `needs: phone` is filled in.",
        ]),
        (LINE.replace("{phone}", "on the wall"), [
            "“{phone}” does not stand in the text that needs it. "
            "Write it in the text, or remove it from `needs`: phone.",
        ]),
        (LINE.replace("call is", "call, by {name}, is"), [
            "“{name}” would be shown as it stands here. Remove it.",
        ]),
        (LINE.replace("{needs", "{if: contrast, needs"), [
            "A line depends on an option or needs a value, not both. "
            "Make two lines of it, or put the `if` on the step.",
        ]),
        (LINE.replace("needs: phone", "needs: [phone, fever_limit]"), [
            "“{fever_limit}” does not stand in the text that needs it. "
            "Write it in the text, or remove it from `needs`: phone, fever_limit.",
        ]),
    ],
)  # fmt: skip
def test_a_line_that_does_not_fit_what_it_needs_is_reported(folder: Folder, written: str, says: list[str]) -> None:
    line = folder.replace(WORDS_FILE, LINE, written)
    assert told(folder) == [f"en.yaml:{line}: {one}" for one in says]


def test_braces_that_nobody_fills_in_are_reported_wherever_they_stand(folder: Folder) -> None:
    line = folder.replace(WORDS_FILE, "heading: When to call your care team", 'heading: "Call {phone}"')
    cure = "Only the `text` of a line with `needs: phone` is filled in."
    assert told(folder) == [f"en.yaml:{line}: “{{phone}}” would be shown as it stands here. {cure}"]


def test_a_line_that_is_too_long_with_a_value_fails_the_gate(folder: Folder) -> None:
    long = "The number to call is {phone}, and you can call it on each day and at each hour of the night."
    folder.replace(WORDS_FILE, "The number to call is {phone}.", long)
    sentence, step = told(folder)
    assert "With a hospital's values: A sentence has 22 words; at most 15: “The number to call is 555 0100," in sentence
    assert "With a hospital's values: The step “care-team” has 69 words" in step
