"""`kiosk speech` as it is installed, clips, headphones, and a kiosk on a machine without sound."""

import os
import stat
import sys
import wave
from pathlib import Path

import pytest

from every_page import WORDS, begin
from folders import kiosk
from kiosk.content.folder import shipped
from kiosk.speech.clips import Clips
from kiosk.speech.error import CURE
from kiosk.speech.headphones import plugged_in
from kiosk.speech.narrator import transcript
from kiosk.speech.protocol import Failed, Finished, Manner, Started
from kiosk.visit.tour import tour
from listened_speaker import Listened
from terminal import Terminal

pytest.importorskip("py_nanotts", reason="Pico has no wheel for this machine")

KIOSK = str(Path(sys.executable).with_name("kiosk"))
F2 = b"\x1bOQ"
UNPLUGGED = """\
Sink #1
	Ports:
		analog-output-speaker: Speakers (type: Speaker, priority: 10000, availability unknown)
		analog-output-headphones: Headphones (type: Headphones, priority: 9900, not available)
"""
PLUGGED = UNPLUGGED.replace("not available", "available")
JACK = """\
numid=13,iface=CARD,name='Headphone Jack'
  ; type=BOOLEAN,access=r-------,values=1
  : values=on
"""


def written(place: Path, name: str, text: str) -> Path:
    """A program of ours, in the place of one of the system's."""
    place.mkdir(exist_ok=True)
    file = place / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(file.stat().st_mode | stat.S_IXUSR)
    return place


def test_render_writes_a_sound_and_a_transcript_for_each_page(tmp_path: Path) -> None:
    done = kiosk(tmp_path, "speech", "render", "sialogram", "--to", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    pages = list(tour(begin("sialogram")))
    names = done.stdout.split()
    assert len(names) == len(pages) == len(set(names))
    for name, page in zip(names, pages, strict=True):
        assert (tmp_path / "out" / f"{name}.txt").read_text() == transcript(page, WORDS)
        with wave.open(str(tmp_path / "out" / f"{name}.wav")) as sound:
            words = len(transcript(page, WORDS).split())
            assert 25 < sound.getnframes() / sound.getframerate() / words * 100 < 90, "seconds for a hundred words"


def test_a_folder_that_cannot_be_written_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = kiosk(tmp_path, "speech", "render", "sialogram", "--to", tmp_path / "file")
    assert done.returncode == 2
    assert "Name another folder." in done.stderr
    assert "Traceback" not in done.stderr


def test_check_says_what_is_missing_with_code_1(tmp_path: Path) -> None:
    done = kiosk(tmp_path, "speech", "check", PATH=str(written(tmp_path / "bin", "aplay", "exit 1")))
    assert done.returncode == 1
    assert [line.split()[0] for line in done.stdout.splitlines()] == ["voice", "player", "sound"]
    assert CURE["device"] in done.stdout
    assert done.stderr == ""


def test_voices_lists_both_engines(tmp_path: Path) -> None:
    done = kiosk(tmp_path, "speech", "voices")
    assert {"pico", "espeak"} <= {line.split()[1].partition("/")[0] for line in done.stdout.splitlines()}


def test_a_recording_is_kept_and_played_instead_of_the_voice(tmp_path: Path) -> None:
    clips, sentence = tmp_path / "clips", "An X-ray is taken."
    made = kiosk(tmp_path, "speech", "clip", sentence, "--to", clips)
    assert made.returncode == 0, made.stderr
    recorded = tmp_path / "mine.wav"
    with wave.open(str(recorded), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(b"\x00\x20\x00\xe0" * 8000)
    done = kiosk(tmp_path, "speech", "clip", sentence, "--to", clips, "--from", recorded)
    assert done.stdout == made.stdout, "one sentence has one place"
    found = Clips(clips).find("en", "", "An X ray is taken.")
    assert found
    assert found.seconds == 1.0


def test_a_file_that_is_no_recording_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "mine.wav").write_bytes(b"no sound")
    done = kiosk(tmp_path, "speech", "clip", "Hello.", "--to", tmp_path, "--from", tmp_path / "mine.wav")
    assert done.returncode == 2
    assert "Save it as WAV, one channel, 16 bits." in done.stderr


def test_one_test_clip_is_shipped_and_found_by_its_words() -> None:
    found = Clips(shipped("assets") / "clips").find("en", "", WORDS.voice.on)
    assert found
    assert 0.5 < found.seconds < 3


@pytest.mark.parametrize(
    ("pactl", "amixer", "plugged"),
    [
        (PLUGGED, "", True),
        (UNPLUGGED, JACK, False),
        ("", JACK, True),
        ("", JACK.replace("on", "off"), False),
        ("", "", False),
    ],
)
def test_headphones_are_seen_where_the_system_tells(pactl: str, amixer: str, plugged: bool) -> None:
    assert plugged_in(lambda command: {"pactl": pactl, "amixer": amixer}[command[0]]) == plugged


@pytest.mark.holds(37)
async def test_with_the_setting_the_voice_sounds_through_headphones_only(tmp_path: Path) -> None:
    place = written(tmp_path / "bin", "pactl", f"cat {tmp_path / 'ports'}")
    (tmp_path / "ports").write_text(UNPLUGGED)
    (tmp_path / "played").mkdir()
    environment = {**os.environ, "PATH": f"{place}:/usr/bin:/bin"}
    recording = ("--record", str(tmp_path / "played"), "--hurry", "--headphones")
    async with Listened(*recording, environment=environment) as voice:
        assert await voice.begin("Please lie down.") == Failed(1, "headphones")
        assert not list((tmp_path / "played").glob("*.wav"))
        (tmp_path / "ports").write_text(PLUGGED)
        assert isinstance(await voice.begin("Please lie down.", Manner()), Started)
        assert isinstance(await voice.wait_for(Finished, Failed), Finished)


def test_on_a_machine_without_sound_the_installed_kiosk_says_so_and_goes_on(tmp_path: Path) -> None:
    place = written(tmp_path / "bin", "aplay", "exit 1")
    written(place, "paplay", "exit 1")
    command = [KIOSK, "launch", "sialogram", "--data", str(tmp_path / "state")]
    with Terminal.start(command, 80, 24, env={"PATH": str(place), "KIOSK_COMFORT_FIRST": "no"}) as terminal:
        terminal.wait_for("Is this your procedure?")
        terminal.send(F2)
        terminal.wait_for(WORDS.voice.lost)
        terminal.wait_for(WORDS.voice.hear)
        terminal.press_until(b"\r", WORDS.intro.heading)
