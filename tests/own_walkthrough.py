"""A walkthrough of the tests' own: it passes the gate with room to spare, so that a test can fail one row alone."""

from pathlib import Path
from typing import Any

import yaml

from kiosk.content.gate import check
from kiosk.content.library import Library
from kiosk.model.procedure import SECTIONS

STEPS = 4
"""In each section."""

SENTENCE = "You can rest here and ask us now."
"""Eight words of one syllable."""

ASKS = {"what": "benefit", "prepare": "before", "happens": "happens", "after": "after", "risks": "risk", "call": "feel"}
"""What the question of a section asks about."""


ASKED = ("when", "who", "where", "how")
"""What a patient may want to ask."""

PICTURED = ("what-2", "prepare-3", "happens-3", "after-4")
"""The steps that have a picture, which lies among the shipped ones."""

LISTED = ("happens-3", "happens-4", *(f"{name}-{number}" for name in ("choices", "call") for number in range(1, 5)))
"""The steps that say something as a point of a list."""


class OwnWalkthrough:
    """The three files as values to change; `failed` writes them and says what the gate has against them."""

    def __init__(self, place: Path) -> None:
        self.home = place / "procedures" / "own"
        self.structure: dict[str, Any] = {
            "id": "own", "version": "1", "date": "2026-11-02", "review": "none", "review_again": "2027-11-02",
            "minutes": "8", "sources": [{"file": "own.txt", "kind": "test", "read": "2026-11-02"}],
            "sections": [{"id": name, "steps": [], "questions": []} for name in SECTIONS],
            "to_ask": list(ASKED), "remember": [{"id": name, "covers": ["rest"]} for name in ("rest", *ASKED)],
        }  # fmt: skip
        self.words: dict[str, Any] = {
            "title": "Own test", "sentence": SENTENCE, "apart": SENTENCE,
            "sections": {name: {"title": name.title(), "steps": {}, "questions": {}} for name in SECTIONS},
            "glossary": {}, "to_ask": dict.fromkeys(ASKED, "When can I go home?"),
            "remember": dict.fromkeys(("rest", *ASKED), SENTENCE),
        }  # fmt: skip
        self.facts: dict[str, Any] = {
            "facts": [{"id": "rest", "where": "line 1", "says": "One can rest.", "keywords": ["rest"]}],
            "added": [],
        }
        for name in SECTIONS:
            for number in range(1, STEPS + 1):
                self._add_step(name, f"{name}-{number}")
        for number, section in enumerate(ASKS):
            self._add_question(section, right=("here", "home")[number % 2])
        self.entry("happens-4")["gathers"] = "true"

    def _add_step(self, section: str, name: str) -> None:
        self.section(section)["steps"].append({"id": name, "covers": ["rest"], "glossary": []})
        self.words["sections"][section]["steps"][name] = {"heading": f"Rest {name}"}
        self._say(name, [SENTENCE] * 5)
        if name in PICTURED:
            self.entry(name)["picture"] = "sialogram-tube"
            self.step(name)["picture"] = {"caption": SENTENCE, "description": SENTENCE}

    def _say(self, name: str, sentences: list[str]) -> None:
        listed = 1 if name in LISTED else 0
        self.step(name).update(text=sentences[listed:], points=sentences[:listed])

    def _add_question(self, section: str, right: str) -> None:
        name = f"ask-{section}"
        entry = {"id": name, "asks": ASKS[section], "about": f"{section}-1", "covers": ["rest"]}
        self.section(section)["questions"].append({**entry, "options": ["here", "home"], "right": right})
        options = {one: {"text": f"You can rest {one}", "feedback": SENTENCE} for one in ("here", "home")}
        said = {"ask": "Where can you rest?", "options": options, "teach_back": "Where do you rest?"}
        self.words["sections"][section]["questions"][name] = said

    def section(self, name: str) -> Any:
        """A section of procedure.yaml."""
        return next(one for one in self.structure["sections"] if one["id"] == name)

    def entry(self, step: str) -> Any:
        """A step of procedure.yaml."""
        return next(one for one in self.section(step.split("-")[0])["steps"] if one["id"] == step)

    def step(self, name: str) -> Any:
        """The words of a step."""
        return self.words["sections"][name.split("-")[0]]["steps"][name]

    def question(self, section: str) -> Any:
        """The question of a section in procedure.yaml."""
        return self.section(section)["questions"][0]

    def options(self, section: str) -> Any:
        """The words of the options of a section's question."""
        return self.words["sections"][section]["questions"][f"ask-{section}"]["options"]

    def say_everywhere(self, *sentences: str) -> None:
        """Let every step say this."""
        for section in self.words["sections"].values():
            for name in section["steps"]:
                self._say(name, list(sentences))

    def line(self, text: str) -> int:
        """The first line of the words, as they are written now, where this stands."""
        self.write()
        lines = (self.home / "en.yaml").read_text("utf-8").splitlines()
        return next(number for number, line in enumerate(lines, 1) if text in line)

    def write(self) -> None:
        """Write the three files."""
        self.home.mkdir(parents=True, exist_ok=True)
        for name, values in (("procedure", self.structure), ("en", self.words), ("facts", self.facts)):
            text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10_000)
            (self.home / f"{name}.yaml").write_text(text, "utf-8")

    def failed(self) -> list[str]:
        """Every row that it fails, with file, key on that line, what is wrong and the cure."""
        self.write()
        reading = Library(self.home.parents[1]).read("own", with_facts=True)
        assert reading.mistakes == ()
        found = []
        for one in check(reading):
            key = one.file.read_text("utf-8").splitlines()[one.line - 1].strip(" -")
            found.append(f"[{one.rule}] {one.file.name}, {key} {one.says} {one.cure}")
        return found
