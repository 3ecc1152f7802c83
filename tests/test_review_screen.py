"""The nurse at the screen: from the last page by the PIN to the review, and to paper."""

from pathlib import Path

import pytest

from kiosk.printer import Printer
from test_app import Hands, Kiosks

PIN = "4718"
FAILS = "there is a file where the folder should be"


async def to_review(hands: Hands) -> None:
    """From any page of a visit by help and the PIN."""
    await hands.press("f1")
    items = hands.app.kiosk.page.choices()
    while not hands.app.reader or hands.app.reader.focus != "staff":
        await hands.press("down")
    assert "staff" in items
    await hands.press("enter")
    for digit in PIN:
        await hands.press(digit)
    await hands.press("enter")
    await hands.choose(hands.app.kiosk.page.choices().index("review") + 1)
    assert hands.app.kiosk.page.kind == "review"


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40), (180, 50)])
@pytest.mark.parametrize("blocked", [False, True])
async def test_the_nurse_prints_from_the_review(tmp_path: Path, size: tuple[int, int], blocked: bool) -> None:
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app("sialogram", fits=PIN)
    if blocked:
        (tmp_path / "file").write_text(FAILS)
    app._printer = Printer(tmp_path / ("file" if blocked else "paper"), "no-such-program")
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right", "right")
        await to_review(hands)
        while not hands.app.reader or hands.app.reader.focus != "print-home":
            await hands.press(
                "down" if hands.app.reader and "print-home" in hands.app.reader.leaf.targets() else "right"
            )
        await hands.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert hands.sees("cannot be made" if blocked else "There is no printer here.")
        assert app.kiosk.page.kind == "review"
        assert (tmp_path / "paper" / "take-home-sialogram-en.html").exists() != blocked
        await hands.press("f1")
        assert not hands.sees("no printer")
