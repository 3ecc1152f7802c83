"""The page of results in headless Chromium: what it says, by keys alone, and how dark it stands on white."""

import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chromium import Page, chromium
from folders import kiosk
from journal_reader import Clock
from kiosk.journal.store import Journal
from kiosk.model.event import (
    Answered,
    Completed,
    Declined,
    Event,
    Heard,
    Initialized,
    Launched,
    Marked,
    Terminated,
    Viewed,
    VisitKey,
)
from small_disk import on_a_small_disk
from walks import procedure, wrong

LOOKS = Path(__file__).with_name("looks.js")


def write(folder: Path) -> None:
    """Visits of two procedures; one question is missed more than the others by those who miss more."""
    chance, clock = random.Random(3), Clock()
    journal = Journal(folder, clock)
    for number in range(80):
        name = "sialogram" if number % 4 else "deep-soft-tissue-biopsy"
        made = procedure(name)
        key = VisitKey(f"v{number}", name, 1, made.hash, chance.choice(("en", "en", "es")))
        events: list[Event] = [Launched(), Initialized(), *([Heard()] if chance.random() < 0.3 else [])]
        for section in made.sections:
            events += [Viewed(f"{section.id}/{step.id}", chance.uniform(5, 60)) for step in section.steps]
            for question in section.questions:
                knows = chance.random() < (0.95 if number % 3 else 0.1 if question.id == "what-dye-does" else 0.6)
                option = question.right if knows else wrong(question)
                events.append(Answered(question.id, 1, option, "right" if knows else "wrong"))
        events += [Declined("risks")] if chance.random() < 0.1 else []
        events += [Marked(made.to_ask[0].id, True)] if chance.random() < 0.4 else []
        ending: tuple[Event, ...] = (Completed(), Terminated("finished", "call/emergency"))
        journal.append(key, [*events, *(ending if number % 9 else (Terminated("left", "step/happens/dye"),))])
        clock.move(minutes=chance.randint(5, 12))
    journal.close()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("clinic")
    write(place / "journal")
    made = kiosk(place, "results", "--html", place / "results.html")
    assert made.returncode == 0, made.stderr
    assert made.stdout == f"{place / 'results.html'}: open it in a browser.\n"
    return place / "results.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Page]:
    with chromium() as page:
        yield page


@pytest.fixture
def page(browser: Page, file: Path) -> Page:
    browser.open(file)
    browser.look(LOOKS.read_text("utf-8"))
    return browser


def test_it_says_what_was_understood(page: Page) -> None:
    assert page.look("document.title") == "What was understood"
    said = page.look("document.body.innerText")
    for words in ("Sialogram", "60 visits", "20 visits", "Rewrite first: happens/dye", "Where people left"):
        assert words in said
    assert "“It makes your ducts show up in the pictures.”" in said
    headings = page.look("[...document.querySelectorAll('h1, h2')].map(one => one.textContent)")
    assert headings[0] == "What was understood"
    assert len(headings) == 3


def test_each_chart_shows_each_question_and_says_in_words_what_it_is(page: Page) -> None:
    charts = page.look(
        "[...document.querySelectorAll('#sialogram svg')].map(one => [one.getAttribute('aria-label'), one.textContent])"
    )
    assert len(charts) == 4
    label, text = charts[0]
    assert label.startswith("Right answers by question")
    for section in procedure("sialogram").sections:
        assert all(question.id in text for question in section.questions)
    right = page.look("document.querySelectorAll('#sialogram svg')[0].querySelectorAll('circle').length")
    assert right == 8
    assert page.look("[...document.images].length + document.querySelectorAll('script, link, iframe').length") == 0


def test_the_bars_are_as_long_as_their_numbers(page: Page) -> None:
    rows = page.look(
        "[...document.querySelectorAll('#sialogram svg')[2].querySelectorAll('rect')]"
        ".map(one => [one.width.baseVal.value, one.nextElementSibling.textContent])"
    )
    numbers = [float(text.split()[0]) for _, text in rows]
    assert len(rows) == 7
    assert [width / rows[0][0] for width, _ in rows] == pytest.approx([one / numbers[0] for one in numbers], rel=0.05)


def test_everything_stands_at_least_ten_to_one(page: Page) -> None:
    page.look("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = page.look("contrasts()")
    assert len(found) > 200
    assert [one for one in found if one[1] < 10] == []


def test_the_contrast_test_would_notice_grey(page: Page) -> None:
    page.look("document.querySelector('h1').style.color = '#555'")
    assert [tag for tag, ratio in page.look("contrasts()") if ratio < 10] == ["H1"]


def test_all_of_it_can_be_used_by_keys(page: Page) -> None:
    met: list[dict[str, Any]] = []
    while len(met) < 30:
        page.press("Tab")
        one = page.look("focused()")
        if one["tag"] == "BODY":
            break
        met.append(one)
    assert [one["tag"] for one in met] == ["A", "A", "A", "SUMMARY", "SUMMARY"]
    titles = [procedure(name).title for name in ("deep-soft-tissue-biopsy", "sialogram")]
    assert [one["text"] for one in met[:3]] == ["Skip to the results", *titles]
    assert all(one["outline"] >= 3 and one["line"] == "solid" and one["inside"] for one in met)
    assert {tuple(map(int, re.findall(r"\d+", one["colour"]))) for one in met} == {(0, 38, 77)}


def test_a_table_unfolds_by_a_key_and_is_then_reached_itself(page: Page) -> None:
    for _ in range(4):
        page.press("Tab")
    assert not page.look("document.querySelector('details').open")
    page.press("Enter")
    assert page.look("document.querySelector('details').open")
    assert page.look("document.querySelector('table').getBoundingClientRect().height") > 100
    page.press("Tab")
    assert page.look("focused()")["role"] == "region"
    rows = page.look("[...document.querySelectorAll('#sialogram tbody tr')].map(one => one.cells.length)")
    assert rows == [10] * 8


def test_skipping_leads_to_the_results(page: Page) -> None:
    page.press("Tab")
    page.press("Enter")
    assert page.look("document.activeElement.id") == "results"
    page.press("Tab")
    assert page.look("focused()")["tag"] == "SUMMARY"


def test_on_a_narrow_window_nothing_is_cut_off(page: Page, file: Path) -> None:
    page.open(file, width=400)
    page.look("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.look("document.documentElement.scrollWidth") <= 400


def test_names_cannot_steer_the_page(browser: Page, tmp_path: Path) -> None:
    name = "<script>document.title = 'taken'</script>"
    Journal(tmp_path / "journal").append(
        VisitKey("v", name, 1, "0" * 16, name),
        [Launched(), Viewed(f"{name}/x", 3.0), Answered(name, 1, name, "wrong"), Terminated("left", name)],
    )
    kiosk(tmp_path, "results", "--html", tmp_path / "page.html")
    browser.open(tmp_path / "page.html")
    assert browser.look("document.title") == "What was understood"
    assert browser.look("document.querySelectorAll('script').length") == 0


def test_without_visits_the_page_says_so(browser: Page, tmp_path: Path) -> None:
    kiosk(tmp_path, "results", "--html", tmp_path / "page.html")
    browser.open(tmp_path / "page.html")
    assert "There have been no visits." in browser.look("document.body.innerText")


def test_on_a_full_disk_the_page_is_not_written_and_it_is_said(file: Path, tmp_path: Path) -> None:
    write(tmp_path / "journal")
    ended, listed = on_a_small_disk(tmp_path, "results", "--html", str(tmp_path / "disk" / "page.html"), kilobytes=8)
    assert ended.returncode == 1
    assert "the disk is full" in ended.stderr
    assert listed == ["there"]
