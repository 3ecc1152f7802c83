"""Exports the picture for the README from the running app:  python docs/make_page.py"""

import asyncio
import re
import tempfile
from pathlib import Path

from kiosk import __version__
from kiosk.content.library import Library
from kiosk.journal.recorder import Recorder
from kiosk.journal.store import Journal
from kiosk.model.action import Choose, GoOn
from kiosk.ui.app import KioskApp
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit

PROCEDURE = "fluoroscopy-guided-injection"
FONT_FACES = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
"""They would load fonts from elsewhere."""


async def export(file: Path) -> None:
    """Walk to the first step that says what one may feel, and draw it."""
    library, limits = Library(), Limits()
    visit, _ = Visit.begin("page", library.procedure(PROCEDURE), library.words(), limits, 0)
    while visit.place.kind != "step" or visit.step(visit.place).feel is None:
        question = visit.place.kind == "question"
        visit, _ = visit.do(Choose(visit.question(visit.place).right) if question else GoOn(), 0)
        visit, _ = visit.do(GoOn(), 0) if question else (visit, ())
    kiosk = Kiosk(Setup(visit.words, __version__, limits), 0).begin(visit)
    with tempfile.TemporaryDirectory() as folder:
        app = KioskApp(kiosk, library, Recorder(Journal(Path(folder))), lambda: 0, lambda: "page")
        async with app.run_test(size=(80, 24)):
            file.write_text(FONT_FACES.sub("", app.export_screenshot(title="kiosk")), "utf-8")


if __name__ == "__main__":
    asyncio.run(export(Path(__file__).with_name("page.svg")))
