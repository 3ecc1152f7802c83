"""What is really heard: played into a sound server without a sound card, and recorded from it."""

import asyncio
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.speech.protocol import Failed, Finished, Manner, Started
from listened_speaker import Listened
from null_sink import MISSING, NullSink

pytest.importorskip("py_nanotts", reason="Pico has no wheel for this machine")
pytestmark = pytest.mark.skipif(bool(MISSING), reason=f"not installed: {', '.join(MISSING)}")

SENTENCE = "Please lie down on your side."
LOUD = Manner(volume=10)
QUICK = Manner(speed=6)


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NullSink]:
    with NullSink(tmp_path_factory.mktemp("sink")) as sink:
        yield sink


async def silence(sink: NullSink, after: float) -> float | None:
    """When something was heard last."""
    return await asyncio.to_thread(sink.last_sound, after, 0.06)


async def test_a_sentence_is_heard_from_start_to_end(sink: NullSink) -> None:
    async with Listened(environment=sink.environment) as voice:
        before = time.monotonic()
        started = await voice.begin(SENTENCE, QUICK)
        assert isinstance(started, Started)
        assert await asyncio.to_thread(sink.first_sound, before)
        assert isinstance(await voice.wait_for(Finished, Failed), Finished)
        last = await silence(sink, before)
        assert last
        assert last - before > started.words[-1].at


@pytest.mark.holds(2)
async def test_fifty_times_said_and_stopped_all_sound_and_all_fall_silent(sink: NullSink) -> None:
    chance = random.Random(1)
    async with Listened(environment=sink.environment) as voice:
        await voice.ready()
        for number in range(50):
            before = time.monotonic()
            assert isinstance(await voice.begin(f"Step {number}. Please lie down.", LOUD), Started)
            sounded = await asyncio.to_thread(sink.first_sound, before)
            assert sounded, f"cycle {number} was not heard"
            await asyncio.to_thread(sink.first_sound, sounded + chance.random() / 10)
            stopped = time.monotonic()
            voice.speaker.stop()
            last = await silence(sink, stopped)
            assert last is None or last - stopped < 0.5, f"cycle {number} went on"


async def test_miniaudio_plays_where_there_is_no_program(sink: NullSink, tmp_path: Path) -> None:
    pytest.importorskip("miniaudio", reason="miniaudio has no wheel for this machine")
    environment = {**sink.environment, "PATH": str(tmp_path / "nothing")}
    async with Listened(environment=environment) as voice:
        before = time.monotonic()
        assert await voice.say(SENTENCE, QUICK) == Finished(1, "miniaudio")
        assert await silence(sink, before)
        await voice.begin(SENTENCE, QUICK)
        voice.speaker.stop()
        stopped = time.monotonic()
        last = await silence(sink, stopped)
        assert last is None or last - stopped < 0.5


async def test_a_sound_server_that_hangs_in_mid_word_is_told(sink: NullSink) -> None:
    async with Listened(environment=sink.environment) as voice:
        before = time.monotonic()
        started = await voice.begin(SENTENCE, QUICK)
        assert isinstance(started, Started)
        assert await asyncio.to_thread(sink.first_sound, before)
        sink.hang()
        try:
            assert await voice.wait_for(Failed, Finished) == Failed(started.id, "device")
        finally:
            sink.wake()


async def test_a_sound_server_lost_in_mid_word_is_told(tmp_path: Path) -> None:
    with NullSink(tmp_path) as sink:
        async with Listened(environment=sink.environment) as voice:
            before = time.monotonic()
            started = await voice.begin(SENTENCE)
            assert isinstance(started, Started)
            assert await asyncio.to_thread(sink.first_sound, before)
            sink.lose()
            assert await voice.wait_for(Failed, Finished) == Failed(started.id, "device")
