"""docs/writing.md does what it says: each of its commands is run, in its order, in an empty folder."""

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from kiosk.content.folder import shipped
from kiosk.content.library import Library
from kiosk.content.misfit import GAP
from kiosk.content.tree import read_tree
from own_walkthrough import SENTENCE
from terminal import Terminal
from test_preview import read_until

GUIDE = (Path(__file__).parents[1] / "docs" / "writing.md").read_text("utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FILES = ("procedure", "en", "facts")
BIN = Path(sys.executable).parent


def _firsts(groups: list[list[str]]) -> list[str]:
    return [group[0] for group in groups]


@dataclass
class Ward:
    """An empty folder in which somebody follows the guide."""

    place: Path

    def run(self, line: str) -> subprocess.CompletedProcess[str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK")}
        own = {"KIOSK_DATA": str(self.place / "data"), "XDG_CONFIG_HOME": str(self.place), "HOME": str(self.place)}
        environment = inherited | own | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
        command = shlex.split(line)
        if "preview" in command:
            return self._looked_at(command, environment)
        if "launch" in command:
            return self._launched(command, own)
        return subprocess.run(
            command,
            cwd=self.place,
            env=environment,
            input="\n" * 300,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    def _launched(self, command: list[str], own: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """What the first page shows; a patient may then take any time."""
        there = ["sh", "-c", f"cd {shlex.quote(str(self.place))} && exec {BIN}/{shlex.join(command)}"]
        with Terminal.start(there, 80, 24, own) as terminal:
            terminal.wait_for("Knee Look")
            return subprocess.CompletedProcess(command, 0, "\n".join(terminal.screen()), "")

    def _looked_at(self, command: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """A preview goes on until somebody ends it."""
        with subprocess.Popen(command, cwd=self.place, env=environment, stdout=subprocess.PIPE) as process:
            assert process.stdout
            try:
                seen = read_until(process.stdout.fileno(), b"You have come to the end").decode()
            finally:
                process.terminate()
        return subprocess.CompletedProcess(command, 0, seen, "")


def acts() -> Iterator[tuple[str, str, str]]:
    """What the guide asks for, in its order: the text before a box, the box's kind, and what stands in it."""
    end = 0
    for block in BLOCK.finditer(GUIDE):
        yield GUIDE[end : block.start()], block[1], block[2]
        end = block.end()


def saved_as(before: str) -> str | None:
    named = re.findall(r"[Ss]ave this as `([\w.-]+)`", before)
    return named[-1] if named else None


class Writer:
    """Fills the gaps of a skeleton with calm sentences that say its facts, as a person would with better ones."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.structure, self.words, self.facts = (
            yaml.load((home / f"{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
            for name in ("procedure", "en", "facts")
        )
        self.known = {one["id"]: one for one in self.facts["facts"]}

    def write(self) -> None:
        for number, one in enumerate(self.facts["added"]):
            one.update(says=f"One may ask about this, {number}.", source="practice")
        self.words.update(
            sentence=SENTENCE, apart=SENTENCE, to_ask=dict.fromkeys(self.words["to_ask"], "When can I go?")
        )
        for section in self.structure["sections"]:
            said = self.words["sections"][section["id"]]
            said["title"] = section["id"].title()
            self._split(section["steps"], said["steps"])
            for number, step in enumerate(section["steps"]):
                self._step(section, step, said["steps"][step["id"]], number)
            for number, one in enumerate(section.get("questions", [])):
                self._question(one, said["questions"][one["id"]], number)
        for note in self.structure["remember"]:
            line = self.words["remember"][note["id"]]
            said = " ".join(self._said(note)) or SENTENCE
            self.words["remember"][note["id"]] = {**line, "text": said} if isinstance(line, dict) else said
        for name, values in zip(FILES, (self.structure, self.words, self.facts), strict=True):
            text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10_000)
            (self.home / f"{name}.yaml").write_text(text, "utf-8")

    def _split(self, steps: list[Any], words: Any) -> None:
        """Say more of the first step, on a page of its own."""
        more = {"id": f"{steps[0]['id']}-more", "covers": list(steps[0]["covers"])}
        steps.insert(1, more)
        words[more["id"]] = {}

    def _said(self, entry: Any) -> list[str]:
        sources = [self.known[name] for name in entry["covers"] if name in self.known]
        words = [
            (*one.get("hedge", []), "hear of the", one["keywords"][0], *_firsts(one.get("must", []))) for one in sources
        ]
        return [f"You {' '.join(said)}." for said in words]

    def _step(self, section: Any, step: Any, words: Any, number: int) -> None:
        said: list[Any] = self._said(step)
        added = [name for name in step["covers"] if name not in self.known]
        said += [{"text": "Ask your nurse about this now.", "added": added}] if added else []
        words.update(heading=f"{section['id'].title()} {number}", text=said, points=[SENTENCE] * 5)
        if number == 0:
            step["picture"], words["picture"] = "sialogram-tube", {"caption": SENTENCE, "description": SENTENCE}

    def _question(self, entry: Any, words: Any, number: int) -> None:
        words.update(ask="Where can you rest?", teach_back="Where do you rest?")
        for place, option in enumerate(entry["options"]):
            words["options"][option] = {
                "text": f"You can rest by the {'abc'[place]}",
                "feedback": f"{SENTENCE} {place}",
            }


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[subprocess.CompletedProcess[str]]]:
    """Everything that the guide says, done; what each command said, each time."""
    ward = Ward(tmp_path_factory.mktemp("ward"))
    said: dict[str, list[subprocess.CompletedProcess[str]]] = {}
    find = ""
    for before, kind, text in acts():
        if kind == "sh":
            for line in text.splitlines():
                said.setdefault(line, []).append(ward.run(line))
                if line == "kiosk content schema --to schemas":  # the writing is done
                    Writer(ward.place / "my-content" / "procedures" / "knee-look").write()
        elif name := saved_as(before):
            (ward.place / name).write_text(text, "utf-8")
        elif before.rstrip().endswith("find:"):
            find = text
        elif before.rstrip().endswith("Write instead:"):
            file = ward.place / "my-content" / "procedures" / "sialogram" / "en.yaml"
            assert file.read_text("utf-8").count(find) == 1, "what the guide looks for stands in the file"
            file.write_text(file.read_text("utf-8").replace(find, text), "utf-8")
        elif "sign " in before and kind == "yaml":
            skeleton = (ward.place / "my-content" / "procedures" / "knee-look" / "en.yaml").read_text("utf-8")
            assert text in skeleton, "the skeleton looks as the guide shows it"
    return said


def code(followed: dict[str, list[subprocess.CompletedProcess[str]]], line: str) -> list[int]:
    return [ended.returncode for ended in followed[line]]


def test_every_command_does_what_the_guide_says(followed: dict[str, list[subprocess.CompletedProcess[str]]]) -> None:
    lists_gaps = "kiosk content check my-content/procedures/knee-look"
    for line, ended in followed.items():
        for one in ended:
            assert "Traceback" not in one.stderr
            assert one.returncode == (1 if line in (lists_gaps,) or " trace " in line else 0), (
                line,
                one.stdout[-900:],
                one.stderr,
            )


def test_the_check_lists_the_gaps_first_and_is_silent_at_the_end(
    followed: dict[str, list[subprocess.CompletedProcess[str]]],
) -> None:
    (gaps,) = followed["kiosk content check my-content/procedures/knee-look"]
    assert gaps.stdout.count("is still to be written. Write it in the place of the sign …") > 60
    ours, all_of_it = followed["kiosk content check my-content"]
    assert ours.stdout.splitlines()[-1] == all_of_it.stdout.splitlines()[-1] == "No mistakes."
    assert "knee-look (en)" not in ours.stdout
    assert "knee-look (en)" in all_of_it.stdout


def test_the_changed_words_and_the_signature_are_shown(
    followed: dict[str, list[subprocess.CompletedProcess[str]]],
) -> None:
    (preview,) = followed["kiosk content preview sialogram --config kiosk.toml"]
    assert "Drink plenty of water today" in preview.stdout
    before, after = followed["kiosk procedures --config kiosk.toml"]
    assert "knee-look" not in before.stdout
    assert "Ada Example, radiologist, signed knee-look (en)" in after.stdout
    (read,) = followed["kiosk plain knee-look --config kiosk.toml"]
    assert "You have come to the end" in read.stdout


def test_the_signed_walkthrough_starts_and_nobody_has_to_be_warned(
    followed: dict[str, list[subprocess.CompletedProcess[str]]],
) -> None:
    (shown,) = followed["kiosk launch knee-look --here --config kiosk.toml"]
    assert "Knee Look" in shown.stdout


def test_a_review_says_how_to_sign_what_was_read_with_the_same_settings(
    followed: dict[str, list[subprocess.CompletedProcess[str]]],
) -> None:
    (read,) = followed["kiosk content review knee-look en --config kiosk.toml"]
    named = '--name "YOUR NAME" --role "YOUR ROLE" --config kiosk.toml'
    assert re.search(rf"kiosk content sign knee-look en --read [0-9a-f]{{12}} {named}\n\Z", read.stdout)


def test_the_examples_of_the_guide_have_the_form_of_the_files() -> None:
    words, structure, facts = (text for _, kind, text in acts() if kind == "yml")
    known = [one["id"] for one in yaml.safe_load(facts)["added"]]
    (step,) = yaml.safe_load(structure)
    said = yaml.safe_load("\n".join(line.removeprefix("      ") for line in words.splitlines()))
    lines = [*said[step["id"]]["text"], said[step["id"]]["feel"]["helps"]]
    assert {line["added"] for line in lines if isinstance(line, dict)} <= {*known} <= {*step["covers"]}
    assert step["glossary"] == list(said["glossary"])


def test_every_setting_of_the_guide_is_one() -> None:
    names = [line.split(" = ")[0] for _, kind, text in acts() if kind == "toml" for line in text.splitlines()]
    assert names == ["own_content", "require_review"]


def test_every_command_group_of_the_guide_exists_in_the_help() -> None:
    asked = {" ".join(shlex.split(line)[1:3]) for _, kind, text in acts() if kind == "sh" for line in text.splitlines()}
    for name in ("copy", "check", "preview", "draft", "schema", "trace", "review", "sign"):
        assert f"content {name}" in asked, name


def test_the_practice_page_is_the_form_that_drafts_know() -> None:
    (text,) = [text for before, kind, text in acts() if kind == "text" and saved_as(before) == "knee.txt"]
    assert GAP not in text
    assert read_tree(shipped("content") / "procedures" / "sialogram" / "en.yaml").mistakes == []
    assert "knee-look" not in Library().ids()
