"""The pages that docs/nurse.md shows, as text; run it to write them there anew."""

import re
from pathlib import Path

from every_page import WORDS
from kiosk.model.action import Choose
from kiosk.ui.reader import Reader
from kiosk.visit.account import account_of
from kiosk.visit.handover import HELD, Held
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.staff import Staff
from kiosk.visit.visit import Limits
from staff_seats import Desk
from walks import Walk, wrong

PAGE = Path(__file__).parents[1] / "docs" / "nurse.md"
RECENT = ("deep-soft-tissue-biopsy", "sialogram")
GRID = (70, 26)
HASH = "76416936dccbba20"
"""Stands for every hash: the document need not change with each word of a walkthrough."""


def pictures() -> dict[str, str]:
    """Each picture by its name."""
    setup = Setup(WORDS, "1.0", Limits(), lambda _: False, may_choose=False, sizes=("usual", "largest"))
    desk = Desk.of(*RECENT)
    home = desk.opened(Kiosk(setup, 0.0))
    prepare = desk.do(home, Choose("start/deep-soft-tissue-biopsy"))
    sedated = desk.do(prepare, Choose("option/sedation"))
    return {
        "home": _drawn(home),
        "prepare": _drawn(sedated),
        "clean": _drawn(home.do(Choose("clean"), 1)[0]),
        "review": _drawn(_reviewed(setup)),
    }


def _reviewed(setup: Setup) -> Kiosk:
    """The nurse looks at the answers of somebody who missed one question, and then knew it."""
    walk = Walk.begin("radiotherapy-port-images")
    while not walk.visit.ended:
        walk.at += 20  # seconds a page
        if walk.visit.place.kind == "question" and not walk.visit.answers:
            walk.answer(wrong(walk.visit.question(walk.visit.place)))
        elif walk.page.kind == "to-ask" and not walk.visit.marked:
            walk.do(Choose(walk.page.choices()[0]))
        else:
            walk.pass_page()
    held = Held(account_of(walk.visit), walk.visit.words, until=HELD)
    return Kiosk(setup, 0.0, held=held, staff=Staff(open=True, reviews=True))


def _drawn(kiosk: Kiosk) -> str:
    rows = Reader.open(kiosk.page, *GRID, WORDS.row).leaf.rows
    lines = ["".join(piece.text for piece in row).rstrip() for row in rows]
    lines = ["" if set(line) <= set(" ▗▖▝▘▄▀") else line for line in lines]
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return re.sub(r"\b[0-9a-f]{16}\b", HASH, text)


def with_pictures(text: str) -> str:
    """The document with its pictures drawn anew."""
    for name, picture in pictures().items():
        block = f"<!-- {name} -->\n```text\n{picture}\n```"
        text = re.sub(rf"<!-- {name} -->\n```text\n.*?```", lambda _, block=block: block, text, flags=re.DOTALL)
    return text


if __name__ == "__main__":
    PAGE.write_text(with_pictures(PAGE.read_text("utf-8")), "utf-8")
