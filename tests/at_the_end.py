"""Ways to the last pages of a visit on a screen, for tests: by the keys that a patient has."""

from test_app import Hands
from walks import MOST_PAGES


async def to_kind(hands: Hands, kind: str) -> None:
    """On to the next page of this kind, rightly answering, through every leaf."""
    for _ in range(MOST_PAGES):
        page, visit = hands.app.kiosk.page, hands.app.kiosk.visit
        if page.kind == kind:
            return
        if visit and page.kind == "question" and not visit.chosen and not visit.answer(visit.place):
            await hands.choose(page.choices().index(visit.question(visit.place).right) + 1)
        elif page.kind == "before-risks":
            await hands.choose(page.choices().index("show") + 1)
        elif page.kind == "confirm":
            await hands.choose(1)
        else:
            await hands.press("right")
    raise AssertionError(f"no page of the kind {kind} comes")


async def to_feeling(hands: Hands) -> None:
    """To the scale."""
    await to_kind(hands, "feeling")


async def to_the_last_parts(hands: Hands) -> None:
    """Through help and the parts to the questions for the nurse: what stands between is not read."""
    await hands.press("f1")
    await hands.choose(hands.app.kiosk.page.choices().index("contents") + 1)
    await hands.choose(hands.app.kiosk.page.choices().index("to-ask") + 1)
    assert hands.app.kiosk.page.kind == "to-ask"


async def to_review(hands: Hands) -> None:
    """To the end, where the nurse sees at once what was understood."""
    await to_kind(hands, "review")


async def every_leaf(hands: Hands) -> str:
    """All that stands on the leaves of a page; the last one stays open."""
    found = []
    for _ in range(MOST_PAGES):
        lines = (line.replace("▐", " ").replace("▌", " ") for line in hands.lines())
        found.append(" ".join(" ".join(lines).split()))
        reader = hands.app.reader
        if reader is None or reader.number + 1 == len(reader.leaves):
            break
        await hands.press("right")
    return " ".join(found)


async def touch(hands: Hands, target: str) -> None:
    """With a finger, on what can be pressed: the same digits may stand in the text."""
    assert hands.app.reader
    place = next(one for one in hands.app.reader.leaf.places if one.target == target)
    hands.clock[0] += 1
    await hands.pilot.mouse_down(offset=(place.left + 1, place.top))
    await hands.pilot.mouse_up(offset=(place.left + 1, place.top))
