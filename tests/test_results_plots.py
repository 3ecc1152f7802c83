"""The plots of the results: what they show, and who gets them."""

from pathlib import Path

import pytest

from folders import KIOSK, kiosk
from journal_reader import Clock
from kiosk.journal.results import summarise
from kiosk.journal.results_plot import plots
from kiosk.journal.store import Journal
from kiosk.model.event import Answered, Launched, Terminated, VisitKey
from terminal import Terminal
from test_results_page import write


def test_a_plot_shows_each_question_with_its_interval(tmp_path: Path) -> None:
    write(tmp_path)
    drawn = plots(summarise(tmp_path))["sialogram"]
    result = next(one for one in summarise(tmp_path).procedures if one.procedure == "sialogram")
    for question in result.questions:
        (row,) = [line for line in drawn.splitlines() if f"{question.question}┤" in line]
        inside = row.split("┤")[1].rstrip("│")
        last = len(inside) - 1
        share = question.first_share
        assert share is not None
        assert inside.index("o") / last == pytest.approx(share.share, abs=0.02)
        assert min(inside.index(mark) for mark in "-o" if mark in inside) / last == pytest.approx(share.low, abs=0.02)
        assert len(inside.rstrip()) / last == pytest.approx(share.high, abs=0.03)
    assert max(map(len, drawn.splitlines())) <= 80
    assert "\x1b" not in drawn


def test_bars_are_as_long_as_their_numbers(tmp_path: Path) -> None:
    journal = Journal(tmp_path, Clock())
    for number, place in enumerate(["step/happens/dye"] * 4 + ["step/what/finds"] * 2):
        key = VisitKey(f"{number}", "sialogram", 1, "0" * 16, "en")
        journal.append(key, [Launched(), Terminated("left", place)])
    drawn = plots(summarise(tmp_path))["sialogram"]
    dye, finds = (line.count("█") for line in drawn.splitlines() if "┤" in line)
    assert "happens/dye 4┤" in drawn
    assert finds / dye == pytest.approx(0.5, abs=0.03)


def test_a_single_question_and_long_names_are_drawn(tmp_path: Path) -> None:
    journal = Journal(tmp_path, Clock())
    key = VisitKey("v", "sialogram", 1, "0" * 16, "en")
    journal.append(key, [Launched(), Answered("q" * 60, 1, "a", "right"), Terminated("finished", "call")])
    drawn = plots(summarise(tmp_path))["sialogram"]
    assert "qqq…┤" in drawn
    assert max(map(len, drawn.splitlines())) <= 80


def test_a_pipe_gets_no_plots_unless_it_asks_for_them(tmp_path: Path) -> None:
    write(tmp_path / "journal")
    assert "┤" not in kiosk(tmp_path, "results").stdout
    assert "what-dye-does┤" in kiosk(tmp_path, "results", "--plots").stdout


def test_a_terminal_gets_plots_unless_it_does_not_want_them(tmp_path: Path) -> None:
    write(tmp_path / "journal")
    for more, there in (([], True), (["--no-plots"], False)):
        command = [str(KIOSK), "results", "--data", str(tmp_path / "journal"), *more]
        with Terminal.start(command, 100, 200) as terminal:
            assert terminal.wait_exit() == 0
            assert ("what-dye-does┤" in "\n".join(terminal.screen())) is there
