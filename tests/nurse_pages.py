"""The pages that docs/nurse.md shows, as text; run it to write them there anew."""

import re
from pathlib import Path

from every_page import WORDS
from kiosk.model.action import Choose
from kiosk.ui.reader import Reader
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits
from staff_seats import Desk

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
    return {"home": _drawn(home), "prepare": _drawn(sedated), "clean": _drawn(home.do(Choose("clean"), 1)[0])}


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
