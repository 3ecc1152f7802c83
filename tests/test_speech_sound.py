"""Sounds, volumes, speeds, and texts cut into pieces: what a voice is made of, without one."""

import io
import wave
from array import array
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.speech.clips import Clips, clip_name
from kiosk.speech.error import SpeechError
from kiosk.speech.protocol import (
    Cancelled,
    Failed,
    Finished,
    Manner,
    Noted,
    Ready,
    Say,
    Skipped,
    Started,
    Stop,
    WordTime,
    from_line,
    to_line,
)
from kiosk.speech.rates import DEFAULT_SPEED, PACES, SPEEDS, measured_pace, pause
from kiosk.speech.sound import DEFAULT_VOLUME, LEVELS, Sound, read_wav
from kiosk.speech.text import LONGEST, pieces, says_something, speakable
from kiosk.speech.voice import Voice, fitting, pick
from kiosk.visit.comfort import SPEEDS as SPEEDS_OFFERED
from kiosk.visit.comfort import VOLUMES as VOLUMES_OFFERED
from kiosk.visit.comfort import Comfort

VOICES = (
    Voice("pico/en-GB", "pico", "en-GB"),
    Voice("pico/en-US", "pico", "en-US"),
    Voice("pico/fr-FR", "pico", "fr-FR"),
    Voice("espeak/gmw/en-029", "espeak", "en-029"),
    Voice("espeak/gmw/en-us", "espeak", "en-us"),
    Voice("espeak/zlw/pl", "espeak", "pl"),
)


@pytest.mark.holds(5)
def test_volumes_lie_at_most_ten_decibels_apart_over_eighty() -> None:
    steps = [louder - softer for softer, louder in pairwise(LEVELS)]
    assert all(0 < step <= 10 for step in steps)
    assert LEVELS[-1] - LEVELS[0] >= 80
    assert LEVELS[-1] == 0


@pytest.mark.holds(4)
def test_speeds_go_from_half_to_twice_the_default() -> None:
    default = SPEEDS[DEFAULT_SPEED]
    assert 6 <= len(SPEEDS) <= 8
    assert 120 <= default <= 125
    assert SPEEDS[0] == pytest.approx(default / 2, rel=0.02)
    assert SPEEDS[-1] == pytest.approx(default * 2, rel=0.02)


@pytest.mark.holds(4, 5)
def test_what_a_patient_is_offered_is_what_the_voice_has() -> None:
    assert len(SPEEDS) == SPEEDS_OFFERED
    assert len(LEVELS) == VOLUMES_OFFERED
    assert (Comfort().speed - 1, Comfort().volume - 1) == (DEFAULT_SPEED, DEFAULT_VOLUME)


@given(samples=st.lists(st.integers(-32768, 32767), max_size=50), volume=st.integers(0, len(LEVELS) - 1))
@settings(max_examples=200, derandomize=True)
def test_a_volume_scales_every_sample_alike(samples: list[int], volume: int) -> None:
    softer = Sound(array("h", samples), 16000).at_level(volume).samples
    gain = 10 ** (LEVELS[volume] / 20)
    assert all(abs(before * gain - after) <= 2 for before, after in zip(samples, softer, strict=True))


@pytest.mark.holds(5)
def test_a_volume_beyond_the_ends_is_the_nearest() -> None:
    sound = Sound(array("h", [20000, -20000]), 16000)
    assert sound.at_level(99) == sound
    assert sound.at_level(-5) == sound.at_level(0)


def test_a_sound_survives_as_a_wav_file() -> None:
    sound = Sound(array("h", [0, 1, -1, 32767, -32768]), 22050)
    assert read_wav(io.BytesIO(sound.wav())) == sound


def test_a_file_in_stereo_is_refused() -> None:
    memory = io.BytesIO()
    with wave.open(memory, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(bytes(8))
    memory.seek(0)
    with pytest.raises(wave.Error):
        read_wav(memory)


def test_silence_at_the_ends_is_found() -> None:
    sound = Sound(array("h", [0] * 1600 + [9000] * 3200 + [0] * 8000), 16000)
    assert sound.loud == pytest.approx((0.1, 0.3), abs=0.011)
    begin, end = Sound(array("h", [0] * 1600), 16000).loud
    assert begin == end


def test_a_pause_is_shorter_when_the_speech_is_faster() -> None:
    pauses = [pause(speed) for speed in range(len(SPEEDS))]
    assert pauses == sorted(pauses, reverse=True)


def test_every_voice_has_a_pace_for_every_speed_each_faster_than_the_last() -> None:
    for name, paces in PACES.items():
        assert len(paces) == len(SPEEDS), name
        speeds = [(-pace.gap, pace.rate) for pace in paces]
        assert speeds == sorted(speeds), name
    assert measured_pace(VOICES[0], 99) == measured_pace(VOICES[0], len(SPEEDS) - 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "One.",
        "x" * 20_000,
        "One two. " * 500,
        "Ein Satz, noch ein Satz; " * 90,
        "字" * 900 + "。",
        "\n\n",
        "😀" * 999,
    ],
)
def test_pieces_are_short_and_lose_no_letter(text: str) -> None:
    found = list(pieces(text))
    assert all(len(piece) <= LONGEST for _, piece in found)
    assert all(text[start : start + len(piece)] == piece for start, piece in found)
    said = "".join(piece for _, piece in found)
    assert [sign for sign in said if sign.isalnum()] == [sign for sign in text if sign.isalnum()]


def test_a_long_text_is_cut_between_sentences() -> None:
    text = "This is a sentence. " * 20
    assert all(piece.strip().endswith("sentence.") for _, piece in pieces(text))


@given(text=st.text(max_size=700))
@settings(max_examples=200, derandomize=True)
def test_whatever_is_typed_is_cut_in_finite_time(text: str) -> None:
    clean = speakable(text)
    assert len(clean) == len(text)
    assert sum(len(piece) for _, piece in pieces(clean)) <= len(text)


def test_signs_that_nobody_speaks_become_spaces_and_letters_stay() -> None:
    assert speakable("Hi 😀\x1b[31m\ud800!") == "Hi   [31m !"
    assert speakable("é und é") == "é und é"
    assert not says_something(speakable("😀 … — _"))


def test_a_voice_is_picked_by_language_engine_and_name() -> None:
    assert pick(VOICES, "en").id == "pico/en-US"
    assert pick(VOICES, "en-GB").id == "pico/en-GB"
    assert pick(VOICES, "en", "espeak").id == "espeak/gmw/en-us"
    assert pick(VOICES, "en", "pico/en-GB").id == "pico/en-GB"
    assert pick(VOICES, "pl", "pico").id == "espeak/zlw/pl"
    assert [voice.id for voice in fitting(VOICES, "fr")] == ["pico/fr-FR"]


def test_a_bare_language_means_the_variety_that_most_patients_speak() -> None:
    tags = ("es", "es-419", "es-es", "pt", "pt-br", "en-gb", "en-us")
    voices = [Voice(f"espeak/{tag}", "espeak", tag) for tag in tags]
    assert [pick(voices, language).language for language in ("es", "pt", "en")] == ["es-419", "pt-br", "en-us"]
    assert pick(voices, "es-es").language == "es-es"


@pytest.mark.holds(42)
def test_no_voice_of_another_language_is_ever_taken() -> None:
    assert pick(VOICES, "fr", "pico/en-GB").id == "pico/fr-FR"
    with pytest.raises(SpeechError, match="No voice fits"):
        pick(VOICES, "xx")


def test_a_voice_that_is_not_there_is_an_error() -> None:
    with pytest.raises(SpeechError, match="kiosk speech voices"):
        pick(VOICES, "en", "nonsense")


@pytest.mark.parametrize(
    "message",
    [
        Say(1, "Grüß \ud800\n", Manner("fr", "espeak", 6, 0)),
        Stop(),
        Ready(VOICES),
        Started(1, 2.5, (WordTime(0, 3, 0.1),)),
        Finished(1, "aplay"),
        Skipped(2),
        Cancelled(3),
        Failed(4, "device"),
        Noted("something"),
    ],
)
def test_every_message_survives_as_one_line(message: Say) -> None:
    line = to_line(message)
    assert line.count("\n") == 1
    assert from_line(line) == message


def test_a_clip_is_found_by_its_words_whatever_their_spacing(tmp_path: Path) -> None:
    sound = Sound(array("h", [1, 2, 3]), 16000)
    (tmp_path / clip_name("en", "", "Please lie down.")).write_bytes(sound.wav())
    clips = Clips(tmp_path)
    assert clips.find("en", "", "Please \n lie down.") == sound
    assert clips.find("en", "pico", "Please lie down.") is None
    assert clips.find("fr", "", "Please lie down.") is None
    assert Clips(tmp_path / "missing").find("en", "", "Please lie down.") is None
