"""Sharp pictures in kitty: what is sent, where it is put, and that none is left over on another page."""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from every_page import LIBRARY
from kiosk.content.raster import raster_file
from kiosk.ui.kitty import Sharp, draws_images
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Standing
from test_app import Hands, Kiosks

HERE = Standing("sialogram-tube", part=1, left=45, top=3, columns=32, rows=12)

_COMMAND = re.compile(r"\x1b_G([^;\x1b]*);?([^\x1b]*)\x1b\\")
_PLACE = re.compile(r"\x1b7\x1b\[(\d+);(\d+)H")


@dataclass
class Kitty:
    """As much of kitty as these commands need: the image on the screen, and what was sent to get it there."""

    place: dict[str, str] = field(default_factory=dict)
    veil: dict[str, str] = field(default_factory=dict)
    """What lies over the image, with its pixel."""
    cell: tuple[int, int] = (0, 0)
    """Row and column of the image's corner, counted from 0."""
    sent: str = ""
    chunks: list[str] = field(default_factory=list)

    def write(self, text: str) -> None:
        assert text.count("\x1b7") == text.count("\x1b8"), "the cursor does not go back"
        if there := _PLACE.match(text):
            self.cell = (int(there[1]) - 1, int(there[2]) - 1)
        assert not _COMMAND.sub("", _PLACE.sub("", text)).replace("\x1b8", "")
        for control, data in _COMMAND.findall(text):
            self._obey(dict(pair.split("=") for pair in control.split(",")), data)

    def _obey(self, keys: dict[str, str], data: str) -> None:
        if keys.get("a") == "d":
            assert keys["d"] == "I", "the image's data stays in the terminal"
            if keys["i"] == self.veil.get("i"):
                self.veil = {}
            elif keys["i"] == self.place.get("i"):
                self.place, self.sent = {}, ""
        elif keys.get("f") == "32":
            assert not self.veil, "one lies over another"
            self.veil = keys | {"pixel": data}
        else:
            self.chunks = [data] if "a" in keys else [*self.chunks, data]
            self.place = keys if "a" in keys else self.place
            if keys["m"] == "0":
                self.sent = "".join(self.chunks)


@pytest.fixture
def kitty() -> Kitty:
    return Kitty()


@pytest.fixture
def sharp(kitty: Kitty) -> Sharp:
    return Sharp(LIBRARY.assets, kitty.write)


@pytest.mark.parametrize(
    ("environment", "draws"),
    [
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "xterm-256color", "KITTY_WINDOW_ID": "1"}, True),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "tmux-256color", "KITTY_WINDOW_ID": "1", "TMUX": "/tmp/tmux,1,0"}, False),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/tmux,1,0"}, False),
        ({"TERM": "xterm-kitty", "STY": "1.screen"}, False),
        ({"TERM": "linux", "KITTY_WINDOW_ID": "1"}, False),
        ({}, False),
    ],
)
def test_images_are_for_kitty_alone_with_nothing_between(environment: dict[str, str], draws: bool) -> None:
    assert draws_images(environment) == draws


def test_the_whole_drawing_is_put_on_the_cells_of_the_picture(sharp: Sharp, kitty: Kitty) -> None:
    sharp.show(HERE)
    assert b64decode(kitty.sent) == raster_file(LIBRARY.assets, HERE.name).read_bytes()
    assert kitty.cell == (HERE.top, HERE.left)
    assert (kitty.place["c"], kitty.place["r"]) == ("32", "12")
    assert (kitty.place["f"], kitty.place["t"]) == ("100", "d"), "PNG, sent as it is: no path of this machine is told"
    assert kitty.place["C"] == "1", "the cursor moves"
    assert kitty.place["q"] == "2", "the terminal answers, which would arrive as keys"
    assert all(len(chunk) <= 4096 for chunk in kitty.chunks)
    assert all(len(chunk) % 4 == 0 for chunk in kitty.chunks)


def test_a_picture_that_stands_there_is_not_sent_again(sharp: Sharp, kitty: Kitty) -> None:
    sharp.show(HERE)
    kitty.sent = "untouched"
    sharp.leave(HERE)
    sharp.show(HERE)
    assert kitty.sent == "untouched"


def test_a_picture_moves_with_the_grid_and_goes_with_the_page(sharp: Sharp, kitty: Kitty) -> None:
    sharp.show(HERE)
    there = replace(HERE, left=60, columns=48, rows=18)
    sharp.leave(there)
    assert not kitty.place
    sharp.show(there)
    assert (kitty.cell, kitty.place["c"]) == ((3, 60), "48")
    sharp.leave(None)
    assert not kitty.place
    sharp.show(None)
    assert not kitty.place


def test_colours_that_dim_a_picture_dim_the_sharp_one_too(sharp: Sharp, kitty: Kitty) -> None:
    night, soft = PALETTES["night"].veil, PALETTES["soft"].veil
    assert night
    sharp.show(HERE)
    assert not kitty.veil
    sharp.leave(HERE, night)
    sharp.show(HERE, night)
    where = ("c", "r", "p", "C", "q")
    assert [kitty.veil[key] for key in where] == [kitty.place[key] for key in where]
    assert (kitty.veil["s"], kitty.veil["v"], kitty.veil["z"]) == ("1", "1", "1"), "one pixel, over the image"
    *colour, seen = b64decode(kitty.veil["pixel"])
    assert (colour, seen / 255) == ([0, 0, 0], pytest.approx(night.share, abs=0.01))
    sharp.leave(HERE, soft)
    assert not kitty.veil
    sharp.show(HERE, soft)
    assert kitty.sent
    assert kitty.veil["pixel"] != b64encode(bytes((0, 0, 0, seen))).decode()
    sharp.leave(None, soft)
    assert not kitty.place
    assert not kitty.veil


def test_without_a_sharp_raster_the_half_blocks_stay(tmp_path: Path, kitty: Kitty) -> None:
    sharp = Sharp(tmp_path, kitty.write)
    sharp.show(HERE)
    assert (kitty.place, kitty.chunks) == ({}, [])


async def test_no_picture_is_left_over_on_another_page(tmp_path: Path, kitty: Kitty) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram")
    app._sharp = Sharp(LIBRARY.assets, kitty.write)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        assert not kitty.place
        await hands.press("right")
        assert kitty.cell == (4, 45), "beside the heading"
        first = kitty.sent
        await hands.press("down")
        assert kitty.sent == first
        await hands.press("f5")
        assert kitty.veil, "a picture glares at night"
        await hands.press("f1")
        assert not kitty.place
        assert not kitty.veil
        await hands.press("left")
        assert kitty.sent == first
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert kitty.place["c"] == "64"
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert not kitty.place
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert kitty.sent == first
    assert not kitty.place, "it stays when the kiosk ends"


async def test_a_page_that_was_left_at_once_does_not_leave_its_picture(tmp_path: Path, kitty: Kitty) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram")
    app._sharp = Sharp(LIBRARY.assets, kitty.write)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter")
        app._press("right")
        app._press("right")
        await pilot.pause()
        assert hands.sees("Is this your test?")
        assert not kitty.place
