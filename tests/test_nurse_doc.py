"""docs/nurse.md: its commands are taken by a waiting kiosk, its pictures are the pages, its names are on them."""

import re
import shlex
from pathlib import Path

from every_page import WORDS
from folders import KIOSK, kiosk, nobodys
from kiosk.door import NAME
from nurse_pages import PAGE, with_pictures
from terminal import Terminal

TEXT = PAGE.read_text("utf-8")
SAYS = {
    "launch": "Started on the kiosk that waits here: ",
    "results": "For the nurse: ",
    "print": "There is no printer here|Aquí no hay impresora",
}
"""How the answer to each command begins."""


def test_each_command_is_taken_by_a_kiosk_that_waits(tmp_path: Path) -> None:
    typed = [line.strip() for line in TEXT.splitlines() if line.startswith("    kiosk ")]
    assert len(typed) >= 3
    environment = nobodys(tmp_path) | {"KIOSK_VOICE": "false", "KIOSK_COMFORT_FIRST": "false"}
    for line in typed:
        with Terminal.start([str(KIOSK)], env=environment) as terminal:
            terminal.wait_for("Welcome")
            terminal.wait_until((tmp_path / "journal" / NAME).exists, "it has no door")
            ended = kiosk(tmp_path, *shlex.split(line)[1:], PATH=str(tmp_path))  # without a printer
            assert (ended.returncode, ended.stderr) == (0, ""), line
            assert re.match(SAYS[line.split()[1]], ended.stdout), line
            terminal.kill(15)  # its visit is stopped, and can go on
            terminal.wait_exit()


def test_its_pictures_are_the_pages() -> None:
    assert TEXT.count("```text") == 4
    assert with_pictures(TEXT) == TEXT, "run tests/nurse_pages.py"


def test_what_it_names_stands_on_the_pages() -> None:
    staff, desk, review = WORDS.staff, WORDS.desk, WORDS.review
    known = {WORDS.help.staff, staff.end, desk.resume, desk.clean, "Enter"}
    known |= {review.offer, review.print, review.print_home, WORDS.feeling.before}
    assert set(re.findall(r"\*\*(.+?)\*\*", TEXT)) <= known
