"""The nurse at the screen: from the last page by the PIN to the review, and to paper."""

import re
from pathlib import Path

import pytest
from textual.worker import WorkerFailed

from at_the_end import every_leaf, to_kind, to_review, to_the_last_parts
from kiosk.content.library import Library
from kiosk.model.action import Choose
from kiosk.model.procedure import UNSURE, Question
from kiosk.printer import Printer
from kiosk.visit.comfort import Comfort
from test_app import Hands, Kiosks
from walks import words

PIN = "4718"
SAY = words().review
FAILS = "there is a file where the folder should be"


async def to_review_by_pin(hands: Hands) -> None:
    """From any page of a visit by help and the PIN."""
    await hands.press("f1")
    items = hands.app.kiosk.page.choices()
    for _ in items:
        if hands.app.reader and hands.app.reader.focus != "staff":
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
        await to_review_by_pin(hands)
        await every_leaf(hands)
        for _ in hands.app.kiosk.page.choices():
            if hands.app.reader and hands.app.reader.focus != "print-home":
                await hands.press("down")
        await hands.press("enter")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert hands.sees(SAY.failed if blocked else "There is no printer here.")
        assert not hands.sees(str(tmp_path)) or not blocked, "where files are is for the log"
        assert app.kiosk.page.kind == "review"
        assert (tmp_path / "paper" / "take-home-sialogram-en.html").exists() != blocked
        await hands.press("f1")
        assert not hands.sees("no printer")


async def test_a_fault_of_printing_ends_no_visit_and_is_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kiosks = Kiosks(tmp_path / "state")
    app = kiosks.app("sialogram", fits=PIN)
    app._printer = Printer(tmp_path / "no\0folder", "no-such-program")
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right", "right")
        await to_review_by_pin(hands)
        app.act(Choose("print-review"))
        with pytest.raises(WorkerFailed):
            await app.workers.wait_for_complete()
        await pilot.pause()
        assert hands.sees(SAY.failed)
        assert "null byte" in caplog.text or "null character" in caplog.text


async def unsure(hands: Hands) -> Question:
    """The next question, answered with "I am not sure" both times."""
    asked: Question | None = None
    for _ in range(2):
        await to_kind(hands, "question")
        visit = hands.app.kiosk.visit
        assert visit
        asked = visit.question(visit.place)
        await hands.choose(hands.app.kiosk.page.choices().index(UNSURE) + 1)
        await hands.press("right")
        await to_kind(hands, "feedback")
    assert asked
    return asked


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_where_so_set_the_nurse_sees_at_once_what_to_talk_about(tmp_path: Path, size: tuple[int, int]) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram", nurse_sees_at_once=True, comfort=Comfort(voice=True))
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        app._read_languages()
        await to_kind(hands, "step")
        kiosks.clock[0] += 120
        asked = await unsure(hands)
        await hands.press("f6")
        await to_the_last_parts(hands)
        await hands.choose(1)
        await to_review(hands)
        seen = await every_leaf(hands)
        made, theirs = Library().procedure("sialogram"), Library(language="es").procedure("sialogram")
        section = made.section("what")
        in_spanish = next(one for one in theirs.section("what").questions if one.id == asked.id)
        again = next(one for one in section.questions if one.id == asked.id)
        about = next(one.heading for one in section.steps if one.id == asked.about)
        minutes = re.search(rf"{section.title}: (\d\.\d) minutes", seen)
        assert minutes
        assert 2.0 <= float(minutes[1]) <= 2.6, "two minutes on one page, some seconds on the others"
        for text in (
            again.ask,
            SAY.first.format(answer=SAY.results.unsure),
            SAY.last.format(answer=SAY.results.unsure),
            SAY.step.format(section=section.title, step=about),
            SAY.teach_back.format(sentence=again.teach_back),
            f"Español: {in_spanish.teach_back}",
            made.to_ask[0].line.text,
            SAY.all_unread.format(section=made.section("happens").title),
            "under two seconds",
            SAY.heard,
            SAY.languages.format(names="English, Español"),
        ):
            assert text in seen, text
        assert in_spanish.ask not in seen
        await hands.press("f6")
        assert app.kiosk.page.heading == Library(language="es").words().review.heading
        assert hands.sees(theirs.title)
        assert await every_leaf(hands), "up to its end"
        await hands.press("right")
        assert app.kiosk.over, "a kiosk that was launched for one patient ends then"
