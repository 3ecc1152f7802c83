"""Makes the picture of the page of results, of made-up visits:  python docs/make_results.py  (needs Chromium)"""

import random
import shutil
import subprocess
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.content.library import Library
from kiosk.journal.results import summarise
from kiosk.journal.results_page import page
from kiosk.journal.rewrite import rewrites
from kiosk.journal.store import Journal
from kiosk.model.event import Answered, Completed, Event, Heard, Initialized, Launched, Terminated, Viewed, VisitKey
from kiosk.model.procedure import Procedure

PROCEDURE, VISITS, SIZE = "sialogram", 240, (1000, 1500)

HARD = {"what-dye-does": 0.35, "speak-up": 0.7}
"""How often these are known by those who know less; all others 0.85."""


def made_up(procedure: Procedure, chance: random.Random) -> list[Event]:
    """A visit that never was."""
    events: list[Event] = [Launched(), Initialized(), *([Heard()] if chance.random() < 0.3 else [])]
    knows_more = chance.random() < 0.6
    for section in procedure.sections:
        events += [Viewed(f"{section.id}/{step.id}", chance.uniform(6, 40)) for step in section.steps]
        if chance.random() < 0.02:
            return [*events, Terminated("left", f"step/{section.id}/{section.steps[-1].id}")]
        for question in section.questions:
            right = chance.random() < (0.97 if knows_more else HARD.get(question.id, 0.85))
            instead = chance.choice([option.id for option in question.options if option.id != question.right])
            events.append(Answered(question.id, 1, question.right if right else instead, "right" if right else "wrong"))
            if not right:
                again = chance.random() < 0.8
                events.append(
                    Answered(question.id, 2, question.right if again else instead, "right" if again else "wrong")
                )
    return [*events, Completed(), Terminated("finished", "call")]


def make(file: Path) -> None:
    """Write the visits, the page, and its picture."""
    library, chance = Library(), random.Random(7)
    procedure = library.procedure(PROCEDURE)
    at = datetime(2026, 11, 2, 8, tzinfo=UTC)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder), lambda: at)
        for number in range(VISITS):
            language = chance.choice(("en", "en", "en", "es"))
            key, events = VisitKey(f"{number}", PROCEDURE, 1, procedure.hash, language), made_up(procedure, chance)
            journal.append(key, events[:1])
            at += timedelta(minutes=chance.gauss(11, 2))
            journal.append(key, events[1:])
            at += timedelta(minutes=9)
        found, known = summarise(Path(folder)), {PROCEDURE: procedure}
        told = {"made": "These visits are made up.", "covers": "240 visits in one week."}
        html = Path(folder) / "results.html"
        html.write_text("".join(page(found, known, rewrites(found, known), **told)), "utf-8")
        picture = ["--headless=new", "--no-sandbox", "--hide-scrollbars", f"--screenshot={file}"]
        window = f"--window-size={SIZE[0]},{SIZE[1]}"
        subprocess.run([shutil.which("chromium") or "chromium", *picture, window, html.as_uri()], check=True)


if __name__ == "__main__":
    make(Path(__file__).with_name("results.png").absolute())
