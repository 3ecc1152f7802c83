"""How words are pronounced: the shipped rules, the way back to what is shown, and what is wrong with a rule."""

from pathlib import Path

import pytest

from kiosk.content.folder import shipped
from kiosk.model.error import ContentError
from kiosk.speech.pronounce import Pronunciation, Spoken

ENGLISH = Pronunciation.read(shipped("content") / "pronunciation" / "en.yaml")


def pairs(spoken: Spoken, shown: str) -> list[tuple[str, str]]:
    """Every spoken word beside what is shown for it."""
    return [(spoken.text[one.start : one.end], shown[one.shown_start : one.shown_end]) for one in spoken.marks]


def written(place: Path, text: str) -> Path:
    file = place / "xx.yaml"
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("voice", ["pico", "espeak", "a voice without rules"])
@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("An X-ray, x-rays and an X‑RAY.", "An X ray, X rays and an X ray."),
        ("A CT or an MRI", "A CT or an MRI"),
        ("an EKG", "an E K G"),
        ("30-60 minutes", "30 to 60 minutes"),
        ("30–60 minutes", "30 to 60 minutes"),
        ("30 to 60 minutes", "30 to 60 minutes"),
        ("It takes 5 - 10 min. or so", "It takes 5 to 10 minutes or so"),
        ("1 mL, then 10 mL or 1,000-2,000 mL", "1 milliliter, then 10 milliliters or 1,000 to 2,000 milliliters"),
        ("2.5 mg at 98.6°F", "2.5 milligrams at 98.6 degrees Fahrenheit"),
        ("10-20% of people", "10 to 20 percent of people"),
        ("Fever ⁺", "Fever , added"),
    ],
)
def test_what_every_voice_would_get_wrong_is_respelt(voice: str, shown: str, said: str) -> None:
    assert ENGLISH.spoken(shown, voice).text == said


@pytest.mark.parametrize(
    "shown",
    ["Call 555-1234 or 911-555-1234.", "on 2026-11-22", "ekgs", "drive", "a 10 mLx tube", "germ-free", "No 30-60x"],
)  # fmt: skip
def test_a_rule_fits_whole_words_and_numbers_only(shown: str) -> None:
    assert ENGLISH.spoken(shown, "espeak").text == shown


def test_a_voice_has_rules_of_its_own() -> None:
    assert ENGLISH.spoken("A sialogram by fluoroscopy", "pico").text == "A sigh allo gram by floor ross cuppy"
    assert ENGLISH.spoken("A sialogram by fluoroscopy", "espeak").text == "A sialogram by fluoroscopy"
    own = Pronunciation({"dye": "die"}, {"old": {"dye": "dai"}})
    assert [own.spoken("Dye", voice).text for voice in ("old", "new")] == ["dai", "die"]


def test_each_spoken_word_leads_back_to_what_is_shown() -> None:
    shown = "Wait 30-60 minutes (X-rays) for 10 mL."
    assert pairs(ENGLISH.spoken(shown, "pico"), shown) == [
        ("Wait", "Wait"), ("30", "30-60"), ("to", "30-60"), ("60", "30-60"), ("minutes", "minutes"), ("(X", "(X-rays"),
        ("rays)", "X-rays)"), ("for", "for"), ("10", "10 mL"), ("milliliters.", "10 mL."),
    ]  # fmt: skip


def test_the_longest_rule_wins() -> None:
    own = Pronunciation({"MRI": "M R I", "MRI scan*": "magnet scan*"})
    assert own.spoken("Two MRI scans, one MRI", "pico").text == "Two magnet scans, one M R I"


@pytest.mark.parametrize("shown", ["", "   ", "🙂 🙂", "…", "—"])
def test_what_cannot_be_said_is_silence(shown: str) -> None:
    assert ENGLISH.spoken(shown, "pico") == Spoken("", ())


def test_signs_that_nobody_says_are_left_out_and_nothing_moves() -> None:
    shown = "Well 🙂 done, 検査 and Ωmega"
    assert pairs(ENGLISH.spoken(shown, "pico"), shown) == [(word, word) for word in shown.split() if word != "🙂"]


def test_a_word_of_20000_letters_is_one_word() -> None:
    word = "abcdefghij" * 2000
    assert pairs(ENGLISH.spoken(f"A {word}", "pico"), f"A {word}") == [("A", "A"), (word, word)]


def test_without_rules_words_are_said_as_they_are_written() -> None:
    assert Pronunciation().spoken("An X-ray of 10 mL", "pico").text == "An X-ray of 10 mL"


@pytest.mark.parametrize(
    ("file", "line", "says"),
    [
        ("every:\n  CT: C T\n  X-ray*: ecks-ray*\n", 3, "holds a hyphen"),
        ('every:\n  "# mL": milliliters\n', 2, "does not keep each #"),
        ("every:\n  X-ray*: X ray\n", 2, "does not keep each #"),
        ('voices:\n  pico:\n    "&": "…"\n', 3, "nothing that can be said"),
        ("every:\n  CT: C T\n  CT: see tee\n", 3, "stands twice"),
        ("evry:\n  CT: C T\n", 1, "Did you mean `every`?"),
        ("every: CT\n", 1, "should hold keys"),
    ],
)
def test_a_mistake_is_told_with_its_line(tmp_path: Path, file: str, line: int, says: str) -> None:
    with pytest.raises(ContentError) as told:
        Pronunciation.read(written(tmp_path, file))
    assert f"xx.yaml, line {line}: " in str(told.value)
    assert says in str(told.value)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="cannot be read"):
        Pronunciation.read(tmp_path / "xx.yaml")
