"""What is printed: the page to take home and the nurse's review, by CUPS, as a file, by the command line."""

import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from threading import Barrier

import pytest

import kiosk.printer
from folders import WORDS, Folder, nobodys
from folders import kiosk as run
from kiosk.content.library import Library
from kiosk.journal.store import Journal
from kiosk.journal.ticket import account_in, visit_of
from kiosk.journal.visits import languages_of
from kiosk.model.action import Choose, GoOn
from kiosk.model.error import JournalError, OutputError
from kiosk.model.event import Heard, Viewed
from kiosk.model.procedure import UNSURE
from kiosk.paper import WIDTH, as_html, as_text
from kiosk.printer import Printer
from kiosk.visit.account import account_of
from kiosk.visit.review import review_paper
from kiosk.visit.take_home import take_home_paper
from walks import SHIPPED, Walk, procedure, words

EVERY = [one for language in ("en", "es") for one in Library(language=language).procedures()]
HOME = take_home_paper(procedure(), words())
SAY = words().review


class Texts(HTMLParser):
    """The texts of a page, and its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.mark.parametrize("made", EVERY, ids=lambda one: f"{one.id}-{one.language}")
def test_the_page_to_take_home_holds_summary_aftercare_and_when_to_call(made: object) -> None:
    (one,) = [each for each in EVERY if each is made]
    told = Library(language=one.language).words()
    paper = take_home_paper(one, told)
    page = Texts(as_html(paper))
    whole = " ".join(page.texts).replace("\N{NO-BREAK SPACE}", " ")
    steps = [*one.section("after").steps, *one.section("call").steps]
    lines = [note.line for note in one.remember] + [line for step in steps for line in (*step.text, *step.points)]
    for line in lines:
        assert line.text + (f" {told.step.added_sign}" if line.added else "") in whole
    assert [step.heading for step in steps if step.heading not in whole] == []
    assert (told.step.added in whole) == any(line.added for line in lines)
    assert (told.confirm.general in whole) == one.general
    assert told.confirm.caution in whole
    assert page.tags[0] == "html"
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert {"src", "href", "style"}.isdisjoint(page.attributes)
    assert not re.search(r"https?:|url\(|@import", as_html(paper))
    assert "@media print" in as_html(paper)


def test_where_the_hospital_set_no_number_a_line_is_left_to_write_it_on() -> None:
    assert words().take_home.number_to_call in [passage.heading for passage in HOME.passages]
    assert f"{'_' * 30}\n" in as_text(HOME)
    set_once = take_home_paper(Library(hospital={"phone": "555 0100"}).procedure("sialogram"), words())
    assert "The number to call is 555 0100." in as_text(set_once)
    assert "___" not in as_text(set_once)


def test_as_text_it_fits_the_paper_and_loses_nothing() -> None:
    text = as_text(HOME)
    assert max(map(len, text.splitlines())) <= WIDTH + len(HOME.foot)
    assert all(" ".join(note.line.text.split()) in " ".join(text.split()) for note in procedure().remember)


def fake_lp(place: Path, script: str) -> str:
    program = place / "lp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def test_cups_gets_the_text_and_no_file_is_left(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "paper", fake_lp(tmp_path, f"cat > {tmp_path}/printed"))
    assert printer.put(HOME, SAY) == SAY.sent
    assert (tmp_path / "printed").read_text("utf-8") == as_text(HOME)
    assert not (tmp_path / "paper").exists()


def test_a_printer_that_takes_nothing_leaves_a_file_and_says_so(tmp_path: Path) -> None:
    printer = Printer(tmp_path / "paper", fake_lp(tmp_path, "echo no default destination >&2; exit 1"))
    file = tmp_path / "paper" / "take-home-sialogram-en.html"
    assert printer.put(HOME, SAY) == SAY.no_printer.format(file=file)
    assert file.read_text("utf-8") == as_html(HOME)
    assert file.stat().st_mode & 0o077 == 0


def test_a_printer_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kiosk.printer, "PATIENCE", 0.2)
    printer = Printer(tmp_path / "paper", fake_lp(tmp_path, "exec sleep 60"))
    assert printer.put(HOME, SAY).startswith(SAY.no_printer.split("{")[0])


def test_without_a_printer_it_is_a_file_and_the_next_one_does_not_write_over_it(tmp_path: Path) -> None:
    printer = Printer(tmp_path, "no-such-program")
    one, other = replace(HOME, name="review-x"), replace(HOME, name="review-x", title="Another")
    first, again, second = (printer.put(paper, SAY) for paper in (one, one, other))
    assert first == again == SAY.filed.format(file=tmp_path / "review-x.html")
    assert second == SAY.filed.format(file=tmp_path / "review-x-2.html")
    assert (tmp_path / "review-x.html").read_text("utf-8") == as_html(one)


@pytest.mark.parametrize("taken", ["folder", "other letters"])
def test_what_lies_where_the_file_should_be_is_left_alone(tmp_path: Path, taken: str) -> None:
    there = tmp_path / f"{HOME.name}.html"
    if taken == "folder":
        there.mkdir()
    else:
        there.write_bytes(b"caf\xe9")
    second = tmp_path / f"{HOME.name}-2.html"
    assert Printer(tmp_path, "no-such-program").put(HOME, SAY) == SAY.filed.format(file=second)
    assert second.read_text("utf-8") == as_html(HOME)
    assert there.is_dir() or there.read_bytes() == b"caf\xe9"


def test_a_file_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    there = tmp_path / f"{HOME.name}.html"
    there.symlink_to(there)
    with pytest.raises(OutputError, match="cannot be read"):
        Printer(tmp_path, "no-such-program").put(HOME, SAY)


def test_one_page_that_is_printed_by_many_at_once_is_saved_once(tmp_path: Path) -> None:
    printer, many = Printer(tmp_path, "no-such-program"), 8
    ready = Barrier(many)

    def put(_: int) -> str:
        ready.wait()
        return printer.put(HOME, SAY)

    with ThreadPoolExecutor(many) as threads:
        told = set(threads.map(put, range(many)))
    assert told == {SAY.filed.format(file=tmp_path / f"{HOME.name}.html")}
    assert [file.name for file in tmp_path.iterdir()] == [f"{HOME.name}.html"]


def test_where_no_file_can_be_written_either_a_sentence_says_why(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot be made"):
        Printer(tmp_path / "file" / "paper", "no-such-program").put(HOME, SAY)


def test_the_command_prints_to_a_file_and_without_a_printer_to_its_folder(tmp_path: Path) -> None:
    done = run(tmp_path, "print", "sialogram", "--to", tmp_path / "home.html")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "home.html").read_text("utf-8") == as_html(HOME)
    done = run(tmp_path, "print", "sialogram", "--language", "es", PATH="/nowhere")
    assert done.returncode == 0
    file = Path(nobodys(tmp_path)["KIOSK_DATA"]) / "paper" / "take-home-sialogram-es.html"
    assert str(file) in done.stdout
    assert 'lang="es"' in file.read_text("utf-8")


def walked() -> Walk:
    walk = Walk.begin(ticket="A12").to("question").answer(UNSURE).to("question").answer(UNSURE)
    return walk.to("before-risks").do(Choose("skip")).to("to-ask").do(Choose(procedure().to_ask[0].id), GoOn())


def keep(walk: Walk, folder: Path) -> None:
    journal = Journal(folder)
    journal.append(walk.visit.key, [*walk.events[:1], Heard(), *walk.events[1:]])
    journal.note_ticket(walk.visit.id, "A12")
    journal.close()


def test_by_ticket_the_journal_tells_the_same_as_the_visit(tmp_path: Path) -> None:
    walk = walked()
    keep(walk, tmp_path)
    rows = visit_of(tmp_path, "A12")
    assert languages_of(rows) == ("en",)
    told = account_in(rows, procedure(), (words().name,))
    wanted = account_of(replace(walk.visit, heard=True))
    assert review_paper(told, words()) == review_paper(wanted, words())
    assert walk.happened(Viewed)


def test_what_was_said_of_the_procedure_holds_on_paper_too(tmp_path: Path) -> None:
    done = run(tmp_path, "print", "sialogram", "--without", "contrast", "--to", tmp_path / "page.html")
    assert (done.returncode, done.stderr) == (0, "")
    printed = (tmp_path / "page.html").read_text("utf-8")
    without = Library().find("sialogram", ["not contrast"])
    assert printed == as_html(take_home_paper(without, words()))
    assert printed != as_html(take_home_paper(procedure(), words()))


@pytest.mark.parametrize(
    ("typed", "says", "code"),
    [
        (("print", "sialogram", "--language", "xx"), "The kiosk does not speak “xx”. There are: en, es.", 2),
        (("print", "zzz"), "No procedure fits “zzz”.", 2),
        (("print", "sialogram", "--to", "nowhere/x.html"), "The file nowhere/x.html cannot be written: there is no", 1),
        (("results", "--ticket", "a12"), "“a12” cannot be a ticket", 2),
        (("results", "--ticket", ""), "“” cannot be a ticket", 2),
        (("results", "--ticket", "Z9"), "No visit with the ticket Z9 is known.", 1),
    ],
)
def test_what_cannot_be_printed_or_shown_is_said_in_a_line(
    tmp_path: Path, typed: tuple[str, ...], says: str, code: int
) -> None:
    done = run(tmp_path, *typed)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(says)
    assert len(done.stderr.splitlines()) == 1


def test_the_command_shows_it_as_text(tmp_path: Path) -> None:
    walk = walked()
    keep(walk, Path(nobodys(tmp_path)["KIOSK_DATA"]))
    done = run(tmp_path, "results", "--ticket", "A12")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == as_text(review_paper(account_of(replace(walk.visit, heard=True)), words())).strip()
    assert "A12" not in done.stdout


def test_answers_are_not_laid_on_the_questions_of_a_walkthrough_that_changed(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    keep(walked(), Path(nobodys(tmp_path)["KIOSK_DATA"]))
    shown = ("results", "--ticket", "A12", "--content", folder.path)
    assert run(tmp_path, *shown).returncode == 0
    folder.replace(WORDS, "a possible stone", "a stone")
    done = run(tmp_path, *shown)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The walkthrough has changed since that visit, so its answers cannot be laid beside")
    assert done.stderr.count("\n") == 1


def test_a_language_that_is_gone_is_passed_over_where_the_used_ones_are_named(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    spanish = Library(folder.path, folder.assets, language="es")
    walk = Walk.begin(ticket="A12").to("question")
    first = replace(walk.visit, procedure=spanish.procedure("sialogram"), words=spanish.words()).key
    journal = Journal(Path(nobodys(tmp_path)["KIOSK_DATA"]))
    journal.append(first, walk.events)
    journal.append(walk.visit.key, [Viewed("what/name", 4.0)])
    journal.note_ticket(walk.visit.id, "A12")
    journal.close()
    shown = ("results", "--ticket", "A12", "--content", folder.path)
    assert SAY.languages.format(names="Español, English") in run(tmp_path, *shown).stdout
    (folder.path / "languages" / "es.yaml").unlink()
    done = run(tmp_path, *shown)
    assert (done.returncode, done.stderr) == (0, "")
    assert SAY.languages.format(names="English") in done.stdout


def test_a_ticket_that_nobody_has_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="No visit with the ticket B1"):
        visit_of(tmp_path, "B1")
    done = run(tmp_path, "results", "--ticket", "B1")
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("procedure_id", SHIPPED)
def test_every_review_can_be_printed(procedure_id: str) -> None:
    walk = Walk.begin(procedure_id).to("question").answer(UNSURE).to_end()
    paper = review_paper(account_of(walk.visit), words())
    assert procedure(procedure_id).title in as_html(paper)
    assert SAY.heading in as_text(paper)
