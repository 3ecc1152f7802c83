"""An author's preview: the pages as the files are now, within a second of a save; mistakes leave the last good ones."""

import os
import select
import subprocess
import sys
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest

from folders import PROCEDURE, WORDS, Folder, kiosk
from kiosk.content.draft import blank
from kiosk.content.library import Library
from kiosk.content.watch import EVERY, Watch
from kiosk.model.action import Choose, GoOn
from kiosk.previewing import follow
from kiosk.ui.preview import PreviewApp, shown
from kiosk.ui.view import PageView
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit
from terminal import Terminal
from test_app import Hands
from test_draft import TODAY

KIOSK = str(Path(sys.executable).with_name("kiosk"))
TITLE = "title: Sialogram"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(tmp_path)


@pytest.fixture
def watch(folder: Folder) -> Watch:
    """A watch that has seen the files as they are."""
    watch = Watch(folder.library, "sialogram")
    assert watch.look() is None, "a first look may have met a file that is being saved"
    assert watch.look()
    return watch


def test_a_save_is_seen_within_a_second(folder: Folder, watch: Watch) -> None:
    assert watch.look() is None
    folder.replace(WORDS, TITLE, "title: Dye test")
    assert watch.look() is None
    seen = watch.look()
    assert seen
    assert seen.procedure
    assert seen.procedure.title == "Dye test"
    assert 3 * EVERY < 1, "the look that just missed it, the one that meets it, and the one after"


def test_a_file_that_is_still_being_written_is_waited_for(folder: Folder, watch: Watch) -> None:
    text = (folder.home / WORDS).read_text("utf-8")
    for part in ("", text[:1000], text[:9000]):
        (folder.home / WORDS).write_text(part, "utf-8")
        assert watch.look() is None
    (folder.home / WORDS).write_text(text.replace(TITLE, "title: Dye test", 1), "utf-8")
    assert watch.look() is None
    seen = watch.look()
    assert seen
    assert (seen.says, bool(seen.procedure)) == ("", True)


@pytest.mark.parametrize("gone", [WORDS, PROCEDURE])
def test_a_mistake_is_said_in_a_sentence(folder: Folder, watch: Watch, gone: str) -> None:
    line = folder.replace(PROCEDURE, "right: pressure", "right: presure")
    watch.look()
    seen = watch.look()
    assert seen
    assert seen.procedure is None
    assert seen.says == (
        f"procedure.yaml, line {line}: The right answer “presure” is not one of the options. "
        "Write one of: nothing, pressure, heat."
    )
    (folder.home / gone).unlink()
    watch.look()
    seen = watch.look()
    assert seen
    assert f"{gone}, line 1: The file cannot be read: No such file or directory." in seen.says


def test_the_kiosk_s_own_words_are_watched_too(folder: Folder, watch: Watch) -> None:
    file = folder.path / "languages" / "en.yaml"
    file.write_text(
        file.read_text("utf-8").replace("heading: Is this your procedure?", "heading: Is this it?"), "utf-8"
    )
    watch.look()
    seen = watch.look()
    assert seen
    assert seen.words
    assert seen.words.confirm.heading == "Is this it?"


def test_a_walkthrough_with_gaps_is_shown_to_its_author(tmp_path: Path, folder: Folder) -> None:
    blank("knee-scan", "Knee scan", TODAY).write(folder.path / "procedures")
    seen = Watch(folder.library, "knee-scan").read()
    assert seen.procedure
    assert seen.procedure.title == "Knee scan"
    assert seen.says.startswith(
        "en.yaml, line 5: “sentence” is still to be written. Write it in the place of the sign … ("
    )


def places(folder: Folder) -> list[str]:
    return ["--content", str(folder.path), "--data", str(folder.path.parent / "data")]


def begun(watch: Watch) -> Kiosk:
    seen = watch.read()
    assert seen.procedure
    assert seen.words
    limits = Limits(1e9, 1e9)
    visit, _ = Visit.begin("preview", seen.procedure, seen.words, limits, 0)
    return Kiosk(Setup(seen.words, "0", limits, once=True), 0).begin(visit)


async def test_the_screen_is_drawn_anew_at_the_same_page(folder: Folder, watch: Watch) -> None:
    app = PreviewApp(begun(watch), folder.library, lambda: 0.0, watch)
    async with app.run_test(size=(80, 24)) as pilot:

        def screen() -> str:
            view = app.screen.query_one(PageView)
            return " ".join(" ".join(view.render_line(row).text for row in range(view.size.height)).split())

        app.act(GoOn())
        app.act(GoOn())
        await pilot.pause()
        assert "What your test is called" in screen()
        folder.replace(WORDS, "heading: What your test is called", "heading: The name of it")
        app.look()
        app.look()
        await pilot.pause()
        assert "The name of it" in screen()
        line = folder.replace(WORDS, TITLE, "titel: Sialogram")
        app.look()
        app.look()
        await pilot.pause()
        assert "The name of it" in screen(), "the last good page stays"
        assert f"en.yaml, line {line}: “titel” is not a key" in screen()


async def test_a_preview_begins_once(folder: Folder, watch: Watch, monkeypatch: pytest.MonkeyPatch) -> None:
    begun_with: list[Kiosk] = []
    become = PreviewApp._become

    def noted(app: PreviewApp, kiosk: Kiosk) -> None:
        begun_with.append(kiosk)
        become(app, kiosk)

    monkeypatch.setattr(PreviewApp, "_become", noted)
    kiosk = begun(watch)
    async with PreviewApp(kiosk, folder.library, lambda: 0.0, watch).run_test() as pilot:
        await pilot.pause()
    assert begun_with[:2] == [kiosk]


async def test_the_staff_s_pages_of_a_preview_know_nothing_and_print_nothing(folder: Folder, watch: Watch) -> None:
    clock = [0.0]
    app = PreviewApp(begun(watch), folder.library, lambda: clock[0], watch)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, clock)
        await hands.press("enter", "f1")
        await hands.choose(app.kiosk.page.choices().index("staff") + 1)
        assert app.kiosk.page.kind == "staff"
        await hands.choose(app.kiosk.page.choices().index("review") + 1)
        app.act(Choose("print-review"))
        await pilot.pause()
        assert hands.sees(app.kiosk.words.review.failed)
        assert not hands.sees(app.kiosk.words.review.printing)
    assert app.recorder.past("A12") is None


async def test_after_a_change_of_language_a_save_leaves_one_language_on_the_page(folder: Folder, watch: Watch) -> None:
    clock = [0.0]
    app = PreviewApp(begun(watch), folder.library, lambda: clock[0], watch)
    async with app.run_test(size=(80, 24)) as pilot:
        hands = Hands(app, pilot, clock)
        app._read_languages()
        await hands.press("enter", "right", "f6")
        spanish = Library(folder.path, folder.assets, language="es").words()
        assert hands.sees(spanish.row.next)
        folder.replace(WORDS, TITLE, "title: Dye test")
        app.look()
        app.look()
        await pilot.pause()
        await hands.press("f1")
        assert hands.sees(app.kiosk.setup.words.help.contents)
        assert hands.sees(app.kiosk.setup.words.comfort.offer)
        assert not hands.sees(spanish.comfort.offer)


def test_a_page_that_is_gone_leaves_the_author_near_its_place(folder: Folder, watch: Watch) -> None:
    kiosk = begun(watch)
    visit = kiosk.visit
    assert visit
    visit = replace(visit, place=next(stop for stop in visit.trail if stop.item == "finds"))
    folder.replace(PROCEDURE, "- id: finds", "- id: found")
    folder.replace(PROCEDURE, "about: finds", "about: found")
    folder.replace(WORDS, "      finds:\n", "      found:\n")
    there = shown(replace(kiosk, visit=visit), watch.read()).visit
    assert there
    assert (there.place.section, there.place.item) == ("what", "found")


def test_as_text_only_what_changed_is_written_again(folder: Folder, watch: Watch) -> None:
    out = StringIO()
    changes = iter(
        [
            lambda: folder.replace(WORDS, "heading: What your test is called", "heading: The name of it"),
            lambda: None,
            lambda: folder.replace(WORDS, TITLE, "titel: Sialogram"),
            lambda: None,
        ]
    )
    ends: list[int] = []

    def wait() -> bool:
        ends.append(len(out.getvalue()))
        change = next(changes, None)
        if change:
            change()
        return change is not None

    follow(watch, out, wait)
    text = out.getvalue()
    first, changed, wrong = text[: ends[0]], text[ends[0] : ends[2]], text[ends[2] :]
    assert first.count("\n== ") > 30
    assert changed.startswith("\n== step/what/name\n")
    assert "The name of it" in changed
    assert changed.count("\n== ") == 1
    assert "“titel” is not a key" in wrong
    assert "== " not in wrong


def previewing(folder: Folder, place: Path) -> list[str]:
    return [KIOSK, "content", "preview", "sialogram", "--content", str(folder.path), "--data", str(place / "data")]


def test_the_command_follows_a_save_in_a_pipe(folder: Folder, tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KIOSK")}
    command = previewing(folder, tmp_path)
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout
        try:
            read_until(process.stdout.fileno(), b"You have come to the end")
            folder.replace(WORDS, "heading: What your test is called", "heading: The name of it")
            assert b"The name of it" in read_until(process.stdout.fileno(), b"The name of it")
        finally:
            process.terminate()
    assert not list(tmp_path.rglob("journal.sqlite3"))


def read_until(file: int, wanted: bytes, seconds: float = 20) -> bytes:
    """What is written until this stands there; it is waited for, and not slept."""
    found, deadline = b"", time.monotonic() + seconds
    while wanted not in found:
        assert select.select([file], [], [], max(0.0, deadline - time.monotonic()))[0], found[-500:]
        found += os.read(file, 1 << 16)
    return found


def test_the_command_draws_the_real_screen_and_keeps_no_journal(folder: Folder, tmp_path: Path) -> None:
    command = previewing(folder, tmp_path)
    with Terminal.start(command, 80, 24) as terminal:
        terminal.wait_for("Is this your procedure?")
        folder.replace(WORDS, "sentence:", "apart_:")
        terminal.wait_for("“sentence” is missing.")
        terminal.send(b"\x11")
        terminal.wait_for("once more")
        terminal.send(b"\x11")
        assert terminal.wait_exit() == 0
    assert not list(tmp_path.rglob("journal.sqlite3"))


def test_what_cannot_be_previewed_is_said(folder: Folder, tmp_path: Path) -> None:
    assert kiosk(tmp_path, "content", "preview", "sialogramm", "--content", folder.path).returncode == 2
