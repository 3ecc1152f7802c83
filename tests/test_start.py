"""What a start may load before its first frame: each module costs time that somebody waits for."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from terminal import Terminal

TELLS = """
import json, sys
from dataclasses import is_dataclass
from pathlib import Path

def tell(app):
    kinds = [kind for name, module in list(sys.modules.items()) if name.partition(".")[0] == "kiosk"
             for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == name]
    compiled = {kind.__module__ for kind in kinds if is_dataclass(kind) and kind.__dataclass_params__.frozen}
    Path(sys.argv[-1]).write_text(json.dumps([sorted(sys.modules), sorted(compiled)]))
    app.exit()
"""
"""Writes which modules are there, and which of ours have frozen classes with methods that were compiled for them."""

KIOSK = f"""{TELLS}
from kiosk.cli import run
from kiosk.ui.app import KioskApp

KioskApp._settle_in = tell
run(sys.argv[1:-1])
"""

BARE = f"""{TELLS}
from textual.app import App

class Bare(App):
    def on_mount(self):
        self.call_after_refresh(tell, self)

Bare().run()
"""

ALLOWED = {"argparse", "gettext", "hashlib", "hmac", "json", "kiosk", "secrets", "sqlite3"}
"""What a kiosk may load that a bare Textual app does not."""

LATER = (
    *("kiosk.speech", "kiosk.doctor", "kiosk.plain", "kiosk.supervise", "kiosk.model.base"),
    *("kiosk.model.procedure_file", "kiosk.model.words_file", "kiosk.model.facts_file"),
    *("kiosk.content.reader", "kiosk.content.tree", "kiosk.content.catalogue", "kiosk.content.index"),
    *("kiosk.content.gate", "kiosk.content.draft", "kiosk.content.seal", "kiosk.journal.results"),
)
"""Rooms and files of ours that no first page needs."""

COMMANDS = {"kiosk.commands.arguments", "kiosk.commands.parts", "kiosk.commands.walks"}
"""The files with commands that a patient's side needs."""

COMPILED = {
    "kiosk.model.error",  # a mistake has an order, which only Python's own has
    "kiosk.ui.block",
    "kiosk.visit.plan",  # both make values by the hundred at each key
}
"""Where frozen classes may be Python's own."""


@dataclass
class Start:
    """What was there when the first frame stood on the screen."""

    modules: frozenset[str]
    compiled: frozenset[str]

    @property
    def names(self) -> set[str]:
        """The libraries; what begins with an underscore belongs to one of them."""
        return {name.partition(".")[0] for name in self.modules if not name.startswith("_")}


def start(folder: Path, program: str, *arguments: str) -> Start:
    """A start in a real terminal, up to its first frame."""
    told = folder / "told.json"
    told.unlink(missing_ok=True)
    with Terminal.start([sys.executable, "-c", program, *arguments, str(told)], 80, 24) as terminal:
        terminal.wait_exit(30)
    modules, compiled = json.loads(told.read_text())
    return Start(frozenset(modules), frozenset(compiled))


@pytest.fixture(scope="module", params=[(), ("launch", "sialogram")], ids=["waiting", "launched"])
def second(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Start:
    """The start after one that read the content; only the first needs YAML and pydantic."""
    folder = tmp_path_factory.mktemp("start")
    arguments: Sequence[str] = (*request.param, "--data", str(folder))
    start(folder, KIOSK, *arguments)
    return start(folder, KIOSK, *arguments)


def test_no_other_library_is_loaded_than_a_bare_app_has(second: Start, tmp_path: Path) -> None:
    assert second.names - start(tmp_path, BARE).names <= ALLOWED


def test_what_no_first_page_needs_comes_later(second: Start) -> None:
    ours = {name for name in second.modules if name.startswith("kiosk.")}
    assert not {name for name in ours if name.startswith(LATER)}
    assert {name for name in ours if name.startswith("kiosk.commands.")} == COMMANDS


def test_few_frozen_classes_have_methods_of_their_own(second: Start) -> None:
    """Python's own decorator takes half a millisecond a class, that of `kiosk.model.frozen` a tenth of it."""
    assert second.compiled <= COMPILED
