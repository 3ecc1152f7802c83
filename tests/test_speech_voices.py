"""The voices themselves, through pyttsx3: every clip has sound, words have times, and no text hangs them."""

import contextlib
import importlib.metadata
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.speech.clips import Clips, clip_name
from kiosk.speech.engines.engine import Engine
from kiosk.speech.engines.espeak import EspeakEngine
from kiosk.speech.engines.pico import PicoEngine
from kiosk.speech.error import SpeechError
from kiosk.speech.protocol import Manner
from kiosk.speech.rates import SPEEDS, measured_pace
from kiosk.speech.sound import Sound
from kiosk.speech.synthesis import Synthesis
from kiosk.speech.voice import Voice

SENTENCE = "Now the doctor cleans your skin, and it may feel cold."
LONGER = (
    "Now the doctor cleans your skin, and it may feel cold. Please lie down on your side. You may feel some pressure, "
    "and then it goes away. Tell us at once if anything hurts you. You can go home soon after."
)
NOTES: list[str] = []

pytest.importorskip("py_nanotts", reason="Pico has no wheel for this machine")


@pytest.fixture(scope="module")
def synthesis() -> Synthesis:
    return Synthesis(NOTES.append)


ENGINES = pytest.mark.parametrize("voice", ["pico", "espeak"])


def pitch(sound: Sound) -> float:
    """The middle of the voice's pitch in Hertz, by autocorrelation of loud stretches."""
    width, found = sound.rate // 25, []
    for begin in range(0, len(sound.samples) - 2 * width, width):
        part = sound.samples[begin : begin + 2 * width]
        if max(part) < 6000:
            continue
        shifts = range(sound.rate // 300, sound.rate // 70)
        alike = [sum(part[at] * part[at + shift] for at in range(0, width, 4)) for shift in shifts]
        found.append(sound.rate / shifts[alike.index(max(alike))])
    return sorted(found)[len(found) // 2]


@ENGINES
def test_a_sentence_becomes_sound_of_a_plausible_length(synthesis: Synthesis, voice: str) -> None:
    made = synthesis.speech(SENTENCE, Manner(voice=voice))
    assert 0.25 * 11 < made.sound.seconds < 0.7 * 11
    assert made.sound.loudness > 500


@ENGINES
def test_words_have_rising_times_within_the_sound(synthesis: Synthesis, voice: str) -> None:
    made = synthesis.speech(SENTENCE, Manner(voice=voice))
    times = [word.at for word in made.words]
    assert [SENTENCE[word.start : word.start + word.length].strip(",.") for word in made.words] == [
        word.strip(",.") for word in SENTENCE.split()
    ]
    assert times == sorted(times)
    assert 0 <= times[0] < 0.1
    assert times[-1] < made.sound.seconds


@pytest.mark.holds(4)
@ENGINES
def test_each_speed_is_faster_than_the_last(synthesis: Synthesis, voice: str) -> None:
    lengths = [synthesis.speech(SENTENCE, Manner(voice=voice, speed=speed)).sound.seconds for speed in range(7)]
    assert lengths == sorted(lengths, reverse=True)
    assert lengths[0] / lengths[-1] > 0.8 * SPEEDS[-1] / SPEEDS[0]


@pytest.mark.holds(4)
@ENGINES
def test_the_pitch_is_the_same_at_the_slowest_and_the_fastest(synthesis: Synthesis, voice: str) -> None:
    slow, fast = (pitch(synthesis.speech(LONGER, Manner(voice=voice, speed=speed)).sound) for speed in (0, 6))
    assert fast == pytest.approx(slow, rel=0.03)


@ENGINES
def test_of_five_hundred_clips_none_is_empty(synthesis: Synthesis, voice: str) -> None:
    for number in range(250):
        made = synthesis.speech(f"Step {number}.", Manner(voice=voice, speed=number % 7))
        assert made.sound.loudness > 100
        assert made.words


@ENGINES
@pytest.mark.parametrize(
    "text", ["x" * 200, "(", "<speed level='20'>Hello", "Здравствуйте", "C:\\", "a & b < c", "%n\\"]
)
def test_no_text_hangs_a_voice(synthesis: Synthesis, voice: str, text: str) -> None:
    with contextlib.suppress(SpeechError):
        assert synthesis.speech(text, Manner(voice=voice)).sound.seconds > 0
    assert synthesis.speech(SENTENCE, Manner(voice=voice)).sound.loudness > 500


def test_commands_in_a_text_are_not_obeyed(synthesis: Synthesis) -> None:
    plain = synthesis.speech("Hello, speed level 20, hello.", Manner(voice="pico")).sound
    written = synthesis.speech('Hello, <speed level="20"> hello.', Manner(voice="pico")).sound
    assert written.seconds < plain.seconds * 1.5


def test_words_of_another_alphabet_are_spoken_by_the_next_engine(synthesis: Synthesis) -> None:
    NOTES.clear()
    assert synthesis.speech("Здравствуйте", Manner(voice="pico")).sound.seconds > 0.3
    assert "pico/en-US made no sound of a text" in NOTES


def test_a_voice_that_is_not_there_is_an_error_and_the_next_text_is_spoken(synthesis: Synthesis) -> None:
    with pytest.raises(SpeechError) as failure:
        synthesis.speech(SENTENCE, Manner(voice="nonsense"))
    assert failure.value.kind == "voice"
    assert synthesis.speech(SENTENCE, Manner()).sound.seconds > 1


@pytest.mark.parametrize("engine", [PicoEngine, EspeakEngine])
def test_an_engine_that_refuses_a_voice_speaks_the_next_time(engine: Callable[[], Engine], tmp_path: Path) -> None:
    one, file = engine(), tmp_path / "clip.wav"
    voice = next(voice for voice in one.voices() if voice.language.lower().startswith("en"))
    pace = measured_pace(voice, 2)
    with pytest.raises(SpeechError):
        one.save(SENTENCE, file, Voice("x/zz", "x", "zz"), pace)
    one.save(SENTENCE, file, voice, pace)
    assert file.stat().st_size > 10_000


def test_a_machine_without_voices_says_so() -> None:
    def missing() -> Engine:
        raise OSError("no library")

    notes: list[str] = []
    with pytest.raises(SpeechError) as failure:
        Synthesis(notes.append, engines=[missing]).speech(SENTENCE, Manner())
    assert failure.value.kind == "voice"
    assert notes == ["missing cannot be used: no library"]


def test_a_recorded_clip_wins_at_the_default_speed(tmp_path: Path) -> None:
    recorded = Sound(array("h", [0] * 800 + [5000, -5000] * 8000), 16000)
    (tmp_path / clip_name("en", "", SENTENCE)).write_bytes(recorded.wav())
    synthesis = Synthesis(NOTES.append, Clips(tmp_path))
    made = synthesis.speech(SENTENCE, Manner())
    assert made.sound == recorded
    assert made.words[0].at == pytest.approx(0.05, abs=0.011)
    assert synthesis.speech(SENTENCE, Manner(speed=5)).sound != recorded


def test_a_broken_clip_is_noted_and_the_voice_speaks(tmp_path: Path) -> None:
    (tmp_path / clip_name("en", "", SENTENCE)).write_bytes(b"RIFF")
    notes: list[str] = []
    assert Synthesis(notes.append, Clips(tmp_path)).speech(SENTENCE, Manner()).sound.seconds > 1
    assert "a recorded clip cannot be read" in notes[0]


def test_pyttsx3_is_the_one_whose_private_names_are_used() -> None:
    assert importlib.metadata.version("pyttsx3") == "2.99"
