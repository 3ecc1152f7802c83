"""The reference set-up's files and the installer's sheet say what doctor and kiosk need."""

import re
import stat
from pathlib import Path
from xml.etree import ElementTree

import pytest

from folders import Folder
from test_doctor import PEOPLE, Clinic

HOME = Path(__file__).parents[1]
DEPLOY = HOME / "deploy"
SHEET = (HOME / "docs" / "installer-sheet.md").read_text()


@pytest.mark.holds(67)
def test_the_doctor_is_content_with_the_xorg_file(tmp_path: Path) -> None:
    clinic = Clinic(tmp_path)
    clinic.write("etc/X11/xorg.conf.d/10-kiosk.conf", (DEPLOY / "10-kiosk.conf").read_text())
    assert clinic.findings()["virtual terminals"].state == "ok"


@pytest.mark.holds(68)
def test_openbox_has_no_key_button_or_menu() -> None:
    kinds = {element.tag.rpartition("}")[2] for element in ElementTree.parse(DEPLOY / "openbox.xml").iter()}
    assert "application" in kinds
    assert not kinds & {"keybind", "mousebind", "menu"}


@pytest.mark.holds(69)
def test_kitty_has_no_key_of_its_own_but_the_keypads_five() -> None:
    lines = (DEPLOY / "kitty.conf").read_text().splitlines()
    assert {"clear_all_shortcuts yes", "clear_all_mouse_actions yes", "detect_urls no"} <= set(lines)
    assert [line for line in lines if line.startswith("map ")] == [r"map kp_begin send_text all \r"]
    assert not [line for line in lines if line.startswith("allow_remote_control")]


@pytest.mark.holds(66, 69)
def test_only_the_socket_drives_kitty_and_the_supervisor_runs_in_it() -> None:
    script = (DEPLOY / "autostart").read_text()
    assert "--listen-on" in script
    assert "allow_remote_control=socket-only" in script
    assert "kiosk supervise &&" in script


@pytest.mark.parametrize("name", ["start", "autostart"])
def test_a_script_can_be_run(name: str) -> None:
    assert stat.S_IMODE((DEPLOY / name).stat().st_mode) & 0o111
    assert (DEPLOY / name).read_text().startswith("#!/bin/sh\n# ")


@pytest.mark.holds(66)
def test_the_unit_starts_again_unless_staff_stopped_the_kiosk() -> None:
    unit = (DEPLOY / "kiosk.service").read_text()
    assert re.search(r"^Restart=on-failure$", unit, re.MULTILINE)
    assert re.search(r"^User=kiosk$", unit, re.MULTILINE)
    assert "kiosk-stopped" in (DEPLOY / "start").read_text()
    assert "kiosk-stopped" in (DEPLOY / "autostart").read_text()


def test_the_sheet_has_a_line_for_all_that_the_doctor_leaves_to_a_person(tmp_path: Path) -> None:
    library = Folder(tmp_path / "content", "sialogram").library
    left = {one.name for one in Clinic(tmp_path / "one", library=library).findings().values() if one.state == "person"}
    for number, (change, _) in enumerate(PEOPLE.values()):
        clinic = Clinic(tmp_path / str(number), library=library)
        change(clinic)
        left |= {one.name for one in clinic.findings().values() if one.state == "person"}
    words = SHEET.lower()
    assert not [name for name in left if name.partition(",")[0].lower() not in words]


def test_the_sheet_has_the_default_sizes_of_the_doctors_own_test_and_fits_on_a_page() -> None:
    for grid in ("55x15", "73x20", "86x24", "118x33", "131x37"):
        assert grid in SHEET
    assert len(SHEET.splitlines()) < 70
