""" "How do you feel about it?": asked where so set, never needed, kept as a number, told as means."""

from base64 import b64decode
from dataclasses import replace
from pathlib import Path

import pytest

from at_the_end import every_leaf, to_feeling, to_review, to_the_last_parts, touch
from every_page import LIBRARY, PICTURES
from kiosk.content.raster import raster_file, read_raster
from kiosk.journal.results import summarise
from kiosk.journal.results_text import as_text
from kiosk.journal.store import Journal
from kiosk.model.action import Choose, GoBack, GoOn
from kiosk.model.event import Felt, Terminated
from kiosk.speech.narrator import narrate
from kiosk.ui.fingers import Fingers
from kiosk.ui.kitty import Sharp
from kiosk.ui.reader import Reader
from kiosk.ui.sheet import lay_out
from kiosk.visit.account import account_of
from kiosk.visit.feeling import FACES
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.review import review
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits
from test_app import Hands, Kiosks
from test_kitty import Kitty
from walks import Walk, choice, shows, words

GRIDS = [(60, 20), (80, 24), (120, 40), (180, 50), (40, 11)]
VALUES = [str(value) for value in range(11)]


def asked() -> Walk:
    walk = Walk.begin()
    walk.visit = replace(walk.visit, ask_feeling=True)
    return walk


def test_it_is_not_asked_unless_so_set() -> None:
    assert not [stop for stop in Walk.begin().visit.trail if stop.kind == "feeling"]
    for ask in (True, False):
        kiosk = Kiosk(Setup(words(), "0", Limits(), ask_feeling=ask), 0.0).begin(Walk.begin().visit)
        assert kiosk.visit is not None
        assert [stop.item for stop in kiosk.visit.trail if stop.kind == "feeling"] == (
            ["before", "after"] if ask else []
        )


def test_it_is_asked_before_the_first_step_and_after_the_last_question() -> None:
    walk = asked().to("feeling")
    assert walk.page.heading == words().feeling.before
    assert walk.visit.seen == frozenset()
    walk.do(Choose("3"), GoOn()).to("feeling")
    assert walk.page.heading == words().feeling.after
    walk.do(Choose("0"), Choose("10"), GoOn()).to_end()
    assert walk.happened(Felt) == [Felt("before", 3), Felt("after", 10)]
    assert walk.events[-1] == Terminated("finished", "together")


def test_nobody_has_to_answer_and_who_comes_back_sees_their_answer() -> None:
    walk = asked().to_end()
    assert walk.happened(Felt) == []
    walk = asked().to("feeling").do(Choose("7"), GoOn(), GoBack())
    assert choice(walk.page, "7").mark == "chosen"
    walk.do(Choose("8"), GoOn())
    assert dict(walk.visit.felt) == {"before": 8}


@pytest.mark.parametrize("grid", GRIDS)
def test_all_eleven_can_be_pressed_and_faces_stand_over_them(grid: tuple[int, int]) -> None:
    page = asked().to("feeling").do(Choose("7")).page
    leaves = lay_out(page, *grid, words().row)
    assert set(VALUES) <= {target for leaf in leaves for target in leaf.targets()}
    shown = ["".join(piece.text for piece in row) for leaf in leaves for row in leaf.rows]
    assert all(len(row.rstrip()) <= grid[0] for row in shown)
    assert any("●7" in row for row in shown), "the choice shows without its colour"
    worst, best = (next(row for row in shown if face in row) for face in (":-(", ":-)"))
    if worst is best:
        assert worst.index(":-(") < worst.index(":-)")
    else:  # in two rows, the worst face stands before 0 and the best one after 10
        assert worst.index(":-(") < worst.index("0")
        assert best.index("10") < best.index(":-)")


@pytest.mark.parametrize(("grid", "wide"), [((80, 24), 56), ((100, 28), 56), ((120, 40), 56), ((180, 50), 56)])
def test_drawn_faces_stand_right_above_the_numbers(grid: tuple[int, int], wide: int) -> None:
    page = asked().to("feeling").page
    (leaf,) = lay_out(page, *grid, words().row, fingers=Fingers(), pictures=PICTURES)
    there = leaf.picture
    assert there is not None
    assert (there.name, there.columns, there.rows) == (FACES, wide, wide // 8)
    zero = next(place for place in leaf.places if place.target == "0")
    assert there.left <= zero.left
    assert 0 <= zero.top - (there.top + there.rows) <= 1
    assert not any(":-" in piece.text for row in leaf.rows for piece in row)
    assert set(VALUES) <= set(leaf.targets())


def test_a_worried_face_stands_at_the_worst_end_and_a_calm_one_at_the_best() -> None:
    """By their mouths: the one opens down, the other up."""
    lines = read_raster(raster_file(LIBRARY.assets, FACES, 56)).lines
    dark = [
        (column, row) for row, line in enumerate(lines) for column, one in enumerate(line) if int(one[1:3], 16) < 0x80
    ]

    def mouth(first: int, last: int) -> float:
        """How much lower its corners are than its middle, in pixels."""
        here = [(column, row) for column, row in dark if first <= column < last and row > len(lines) // 2]
        left, right = min(here)[0], max(here)[0]
        ends = [row for column, row in here if column in (left, right)]
        middle = [row for column, row in here if abs(column - (left + right) / 2) <= 1]
        return sum(ends) / len(ends) - sum(middle) / len(middle)

    assert mouth(0, 14) > 0 > mouth(42, 56)
    assert mouth(21, 35) == 0


async def test_kitty_is_sent_the_sharp_faces_and_the_answer_is_kept(tmp_path: Path) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram", ask_feeling=True)
    kitty = Kitty()
    app._sharp = Sharp(LIBRARY.assets, kitty.write)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await hands.press("enter", "right")
        await pilot.pause()
        assert app.kiosk.page.kind == "feeling"
        assert b64decode(kitty.sent) == raster_file(LIBRARY.assets, FACES).read_bytes()


@pytest.mark.parametrize("size", [(60, 20), (80, 24)])
async def test_on_the_screen_a_number_is_chosen_by_its_key_or_by_a_touch_and_the_nurse_sees_both(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    kiosks = Kiosks(tmp_path)
    app = kiosks.app("sialogram", ask_feeling=True, nurse_sees_at_once=True)
    async with app.run_test(size=size) as pilot:
        hands = Hands(app, pilot, kiosks.clock)
        await to_feeling(hands)
        await hands.choose(3)
        assert hands.sees("●3")
        await hands.press("right")
        await to_the_last_parts(hands)
        await to_feeling(hands)
        await touch(hands, "10")
        assert hands.sees("●10")
        await to_review(hands)
        texts = await every_leaf(hands)
        assert "Feeling before: 3 of 10" in texts
        assert "Feeling after: 10 of 10" in texts
        assert "not read" in texts


def test_a_digit_key_is_the_number_itself() -> None:
    reader = Reader.open(asked().to("feeling").page, 80, 24, words().row)
    for digit in VALUES[:10]:
        assert reader.press(digit)[1] == Choose(digit)


def test_the_numbers_are_said_bare() -> None:
    said = [one.text for one in narrate(asked().to("feeling").page, words()) if one.item in VALUES]
    assert said == VALUES


def test_the_nurse_sees_both() -> None:
    walk = asked().to("feeling").do(Choose("2"), GoOn()).to("feeling").do(Choose("9"), GoOn())
    texts = [passage.parts[0] for passage in review(account_of(walk.visit), words())]
    assert any(shows(replace(walk.page, parts=(part,)), "Feeling before: 2 of 10") for part in texts)
    assert any(shows(replace(walk.page, parts=(part,)), "Feeling after: 9 of 10") for part in texts)


def test_results_tell_the_means_of_who_answered(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    for number, (before, after) in enumerate([("2", "7"), ("5", "8"), ("", "9")]):
        walk = asked().to("feeling")
        walk.visit = replace(walk.visit, id=f"visit-{number}")
        walk.do(*([Choose(before)] if before else []), GoOn()).to("feeling").do(Choose(after), GoOn()).to_end()
        journal.append(walk.visit.key, walk.events)
    journal.close()
    (found,) = summarise(tmp_path).procedures
    assert {when: (one.answers, one.mean) for when, one in found.felt.items()} == {
        "before": (2, 3.5),
        "after": (3, 8.0),
    }
    assert "Feeling before (mean)     3.5 of 10 (2 answers)" in as_text(summarise(tmp_path), {})
