"""The speaker and its worker: what is asked for is said, the newest wins, and every failure is told and survived."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import psutil
import pytest

from kiosk.speech import commands
from kiosk.speech.error import CURE, SpeechError
from kiosk.speech.protocol import (
    Event,
    Failed,
    Finished,
    Manner,
    Ready,
    Say,
    Skipped,
    Started,
    Tell,
    from_line,
    to_line,
)
from kiosk.speech.silent import SilentSpeaker
from kiosk.speech.sound import read_wav
from kiosk.speech.speaker import COMMAND, Patience, WorkerSpeaker
from listened_speaker import PATIENCE, Listened

SENTENCE = "Please lie down on your side."
WITHOUT_MINIAUDIO = (
    sys.executable,
    "-c",
    "import sys; sys.modules['miniaudio'] = None; from kiosk.speech.worker import main; main()",
)

pytest.importorskip("py_nanotts", reason="Pico has no wheel for this machine")


def programs(folder: Path, **scripts: str) -> dict[str, str]:
    """An environment in which these shell scripts are all the programs there are, and no sound server."""
    for name, script in scripts.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    return {**os.environ, "PATH": str(folder), "PULSE_SERVER": "unix:/nowhere", "ALSA_CONFIG_PATH": os.devnull}


def runs(process: psutil.Process) -> bool:
    """Whether it does; one that is dead and waits to be counted does not."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def mute(environment: Mapping[str, str]) -> Listened:
    return Listened(environment=environment, command=WITHOUT_MINIAUDIO)


async def test_a_sentence_is_played_to_its_end(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        assert (await voice.ready()).voices
        ended = await voice.say(SENTENCE)
        assert ended == Finished(1, "recording")
        started = voice.told[1]
        assert isinstance(started, Started)
        sound = read_wav(tmp_path / "00001.wav")
        assert sound.seconds == pytest.approx(started.seconds, abs=0.01)
        assert 1.5 < sound.seconds < 4.5
        assert sound.loudness > 500


@pytest.mark.holds(71)
async def test_the_first_words_after_a_silence_are_not_swallowed(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        for _ in range(2):
            await voice.say(SENTENCE)
        first, second = (read_wav(tmp_path / f"0000{number}.wav") for number in (1, 2))
        assert first.loud[0] == pytest.approx(0.3, abs=0.03)
        assert second.loud[0] < 0.03
        began = [event for event in voice.told if isinstance(event, Started)]
        assert began[0].words[0].at == pytest.approx(0.3, abs=0.03)


@pytest.mark.holds(5)
async def test_every_volume_is_softer_than_the_next(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        for volume in range(11):
            await voice.say("One.", Manner(volume=volume))
    found = [read_wav(file).loudness for file in sorted(tmp_path.glob("*.wav"))]
    assert len(found) == 11
    assert found == sorted(found)
    assert found[-1] > 50 * found[4]


async def test_what_keeps_it_silent_is_logged_once_and_again_after_it_spoke(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    script = f"read line < {tmp_path}/code; [ $line = 0 ] && /bin/sleep 1; exit $line"
    (tmp_path / "code").write_text("1\n")
    async with mute(programs(tmp_path, aplay=script)) as voice:
        await voice.ready()
        for code in ("1", "1", "0", "1"):
            (tmp_path / "code").write_text(f"{code}\n")
            ended = await voice.say("Go.")
            assert isinstance(ended, Finished if code == "0" else Failed)
    said = [one.getMessage() for one in caplog.records]
    assert said == ["aplay did not play a sound to its end", "A text was not spoken: device"] * 2


@pytest.mark.holds(2)
async def test_the_newest_request_wins_and_nothing_more_is_told_of_the_older(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path) as voice:
        await voice.begin(SENTENCE)
        voice.told.clear()
        ids = [voice.speaker.say(text, Manner(speed=6)) for text in ("Two.", "Three.", "Go.")]
        await voice.wait_for(Finished)
    assert {event.id for event in voice.told if isinstance(event, Started | Finished | Failed)} == {ids[-1]}


async def test_after_a_stop_nothing_is_told_and_the_next_is_said(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path) as voice:
        await voice.begin(SENTENCE)
        voice.speaker.stop()
        voice.told.clear()
        assert isinstance(await voice.say("Go.", Manner(speed=6)), Finished)
    assert all(event.id == 2 for event in voice.told if isinstance(event, Started | Finished | Failed))


async def test_fifty_times_said_and_stopped_all_begin(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path) as voice:
        for number in range(50):
            assert isinstance(await voice.begin(f"Step {number}."), Started)
            voice.speaker.stop()
        assert isinstance(await voice.say("Go.", Manner(speed=6)), Finished)
    assert len(list(tmp_path.glob("*.wav"))) == 51


@pytest.mark.parametrize("text", ["", "   ", "😀🎉", "\x1b\x07", "…", "\ud800"])
async def test_a_text_with_nothing_to_say_is_skipped(tmp_path: Path, text: str) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        assert isinstance(await voice.say(text), Skipped)
        assert isinstance(await voice.say("Go."), Finished)


@pytest.mark.parametrize("text", ["w" * 20_000, "word " * 4_000, "字" * 3_000, "a😀" * 5_000])
async def test_an_endless_text_begins_at_once_and_gives_way(tmp_path: Path, text: str) -> None:
    async with Listened.recording(tmp_path) as voice:
        assert isinstance(await voice.begin(text), Started)
        assert isinstance(await voice.say("Go.", Manner(speed=6)), Finished)


async def test_a_long_text_is_said_whole_in_pieces(tmp_path: Path) -> None:
    text = "This is one of many sentences. " * 40
    async with Listened.recording(tmp_path, "--hurry") as voice:
        assert isinstance(await voice.say(text), Finished)
    words = [word for event in voice.told if isinstance(event, Started) for word in event.words]
    assert [text[word.start : word.start + word.length] for word in words] == text.split()


@pytest.mark.parametrize("manner", [Manner(voice="nonsense"), Manner(language="xx")])
async def test_no_fitting_voice_is_told_and_the_next_text_is_said(tmp_path: Path, manner: Manner) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        assert await voice.say(SENTENCE, manner) == Failed(1, "voice")
        assert isinstance(await voice.say(SENTENCE), Finished)


async def test_a_worker_killed_in_mid_word_is_told_and_the_next_text_is_said(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path) as voice:
        started = await voice.begin(SENTENCE)
        assert isinstance(started, Started)
        assert voice.speaker.worker
        os.kill(voice.speaker.worker, signal.SIGKILL)
        assert await voice.wait_for(Failed, Finished) == Failed(started.id, "worker")
        assert isinstance(await voice.say("Go.", Manner(speed=6)), Finished)


async def test_a_worker_killed_while_silent_is_ready_again_by_itself(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        await voice.ready()
        before = voice.speaker.worker
        assert before
        os.kill(before, signal.SIGKILL)
        await voice.wait_for(Ready)
        assert voice.speaker.worker not in (None, before)


async def test_a_worker_that_hangs_is_told_and_the_next_text_is_said(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path, "--hurry") as voice:
        await voice.ready()
        assert voice.speaker.worker
        os.kill(voice.speaker.worker, signal.SIGSTOP)
        assert await voice.say(SENTENCE) == Failed(1, "worker")
        assert isinstance(await voice.say(SENTENCE), Finished)


async def test_a_player_ends_with_its_worker(tmp_path: Path) -> None:
    environment = programs(
        tmp_path, aplay=f"echo $$ > {tmp_path}/new; /bin/mv {tmp_path}/new {tmp_path}/pid; exec /bin/sleep 99"
    )
    async with mute(environment) as voice:
        await voice.begin(SENTENCE)
        async with asyncio.timeout(PATIENCE):
            while not (tmp_path / "pid").exists():
                await asyncio.to_thread(os.sched_yield)
        player = psutil.Process(int((tmp_path / "pid").read_text()))
        assert voice.speaker.worker
        os.kill(voice.speaker.worker, signal.SIGKILL)
        assert isinstance(await voice.wait_for(Failed), Failed)
        async with asyncio.timeout(PATIENCE):
            while runs(player):
                await asyncio.to_thread(os.sched_yield)


async def test_a_machine_without_a_player_says_so(tmp_path: Path) -> None:
    async with mute(programs(tmp_path)) as voice:
        assert await voice.say(SENTENCE) == Failed(1, "player")
        assert await voice.say(SENTENCE) == Failed(2, "player")


@pytest.mark.skipif(not shutil.which("aplay"), reason="aplay is not installed")
async def test_a_machine_without_a_sound_device_says_so(tmp_path: Path) -> None:
    environment = {**programs(tmp_path), "PATH": os.environ["PATH"]}
    async with mute(environment) as voice:
        assert await voice.say(SENTENCE) == Failed(1, "device")


async def test_a_device_that_comes_back_is_used(tmp_path: Path) -> None:
    environment = programs(tmp_path, aplay="exit 1")
    async with mute(environment) as voice:
        assert await voice.say("Go.", Manner(speed=6)) == Failed(1, "device")
        programs(tmp_path, aplay="exec /bin/sleep 0.9")
        assert await voice.say("Go.", Manner(speed=6)) == Finished(2, "aplay")


async def test_a_player_that_ends_early_has_not_spoken_whatever_it_claims(tmp_path: Path) -> None:
    async with mute(programs(tmp_path, aplay="exit 0")) as voice:
        assert await voice.say(SENTENCE) == Failed(1, "device")


async def test_a_player_that_hangs_is_ended_and_told(tmp_path: Path) -> None:
    async with mute(programs(tmp_path, aplay="exec /bin/sleep 99")) as voice:
        assert await voice.say("Go.", Manner(speed=6)) == Failed(1, "device")


async def test_where_one_player_fails_at_once_the_next_one_plays(tmp_path: Path) -> None:
    async with mute(programs(tmp_path, paplay="exit 1", aplay="exec /bin/sleep 0.9")) as voice:
        assert await voice.say("Go.", Manner(speed=6)) == Finished(1, "aplay")
        assert sum(isinstance(event, Started) for event in voice.told) == 1


@pytest.mark.parametrize("command", [("/nowhere/python",), ("/bin/false",)])
async def test_a_worker_that_cannot_start_is_told_each_time(command: tuple[str]) -> None:
    async with Listened(command=command) as voice:
        for number in (1, 2, 3):
            assert await voice.say(SENTENCE) == Failed(number, "worker")


async def test_a_worker_that_never_gets_ready_is_told() -> None:
    told: asyncio.Queue[Event] = asyncio.Queue()
    speaker = WorkerSpeaker(told.put_nowait, command=("/bin/sleep", "99"), patience=Patience(ready=0.05))
    speaker.say(SENTENCE, Manner())
    async with asyncio.timeout(PATIENCE):
        assert await told.get() == Failed(1, "worker")
        await speaker.close()


async def test_closing_ends_the_worker(tmp_path: Path) -> None:
    async with Listened.recording(tmp_path) as voice:
        await voice.begin(SENTENCE)
        assert voice.speaker.worker
        worker = psutil.Process(voice.speaker.worker)
        await voice.speaker.close()
        assert not worker.is_running()


def test_the_worker_writes_nothing_but_events(tmp_path: Path) -> None:
    command = [*COMMAND, "--record", str(tmp_path), "--hurry"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as worker:
        assert worker.stdin
        assert worker.stdout
        assert worker.stderr
        worker.stdin.write(to_line(Say(1, SENTENCE, Manner(voice="espeak"))))
        worker.stdin.flush()
        kinds = []
        for line in worker.stdout:
            kinds.append(type(from_line(line)))
            if kinds[-1] is Finished:
                break
        worker.stdin.close()
        assert worker.stdout.read() == ""
        assert worker.stderr.read() == ""
    assert kinds == [Ready, Started, Finished]


class Clock:
    """Does things later, when told that it is later."""

    def __init__(self) -> None:
        self.time = 0.0
        self.plans: list[Plan] = []

    def later(self, seconds: float, what: Callable[[], None]) -> "Plan":
        self.plans.append(Plan(self, self.time + seconds, what))
        return self.plans[-1]

    def pass_to(self, time: float) -> None:
        while due := [plan for plan in self.plans if plan.at <= time]:
            first = min(due, key=lambda plan: plan.at)
            self.plans.remove(first)
            self.time = first.at
            first.what()
        self.time = time


class Plan:
    def __init__(self, clock: Clock, at: float, what: Callable[[], None]) -> None:
        self.clock, self.at, self.what = clock, at, what

    def cancel(self) -> None:
        self.clock.plans = [plan for plan in self.clock.plans if plan is not self]


def test_the_silent_voice_takes_as_long_as_a_real_one() -> None:
    clock, told = Clock(), list[Event]()
    speaker = SilentSpeaker(told.append, clock.later)
    speaker.start()
    speaker.say("word " * 125, Manner())
    clock.pass_to(59.9)
    assert isinstance(told[-1], Started)
    assert told[-1].seconds == pytest.approx(60)
    clock.pass_to(60.1)
    assert told[-1] == Finished(1, "silent")


def test_the_silent_voice_says_only_the_newest_and_nothing_after_a_stop() -> None:
    clock, told = Clock(), list[Event]()
    speaker = SilentSpeaker(told.append, clock.later)
    speaker.say("One.", Manner())
    speaker.say("Two.", Manner())
    clock.pass_to(10)
    assert [event.id for event in told if isinstance(event, Started | Finished)] == [2, 2]
    speaker.say("Three.", Manner())
    speaker.stop()
    clock.pass_to(20)
    assert told[-1] == Finished(2, "silent")
    assert [say.text for say in speaker.said] == ["One.", "Two.", "Three."]


def test_the_silent_voice_skips_and_fails_as_a_real_one() -> None:
    clock, told = Clock(), list[Event]()
    speaker = SilentSpeaker(told.append, clock.later)
    speaker.say("😀", Manner())
    clock.pass_to(1)
    speaker.broken = "device"
    speaker.say("One.", Manner())
    clock.pass_to(2)
    assert told[1:] == [Skipped(1), Failed(2, "device")]


def recording(folder: Path) -> commands.Build:
    return lambda tell: WorkerSpeaker(tell, ("--record", str(folder), "--hurry"))


def mute_build(folder: Path) -> commands.Build:
    def build(tell: Tell) -> WorkerSpeaker:
        return WorkerSpeaker(tell, environment=programs(folder), command=WITHOUT_MINIAUDIO)

    return build


def test_say_speaks_to_the_end(tmp_path: Path) -> None:
    assert commands.say(SENTENCE, Manner(), recording(tmp_path)) == 0
    assert read_wav(tmp_path / "00001.wav").loudness > 500


def test_say_names_the_cure_where_nothing_can_play(tmp_path: Path) -> None:
    with pytest.raises(SpeechError, match="Install alsa-utils"):
        commands.say(SENTENCE, Manner(), mute_build(tmp_path))


def test_voices_lists_the_best_for_a_language_first(tmp_path: Path) -> None:
    lines = commands.voices("en", recording(tmp_path))
    assert lines[0].split() == ["en-US", "pico/en-US"]
    assert all(line.startswith("en") for line in lines)
    assert len(commands.voices("", recording(tmp_path))) > len(lines)


def test_check_has_a_line_each_for_voice_player_and_sound(tmp_path: Path) -> None:
    lines, well = commands.check(Manner(), recording(tmp_path))
    assert well
    assert [line.split()[:2] for line in lines] == [["voice", "pico/en-US"], ["player", "recording"], ["sound", "yes:"]]


def test_check_says_what_is_missing_and_the_cure(tmp_path: Path) -> None:
    lines, well = commands.check(Manner(), mute_build(tmp_path))
    assert not well
    assert lines[1] == f"player  none. {CURE['player']}"
    lines, well = commands.check(Manner(language="xx"), recording(tmp_path))
    assert not well
    assert lines[0] == f"voice   none. {CURE['voice']}"
    lines, well = commands.check(
        Manner(),
        lambda tell: WorkerSpeaker(tell, environment=programs(tmp_path, aplay="exit 1"), command=WITHOUT_MINIAUDIO),
    )
    assert not well
    assert lines[2] == f"sound   no. {CURE['device']}"
