"""`kiosk doctor`: what it finds on machines that are made up, and on this one."""

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from folders import Folder, kiosk
from kiosk.content.library import Library
from kiosk.doctor.examination import examine
from kiosk.doctor.finding import Finding, summary
from kiosk.doctor.machine import Machine
from kiosk.journal.schema import FILE
from kiosk.journal.store import Journal
from kiosk.model.event import Launched, VisitKey
from kiosk.settings import InForce, Settings, write_pin
from locked import KIOSK
from terminal import Terminal

NO_SWITCH = 'Section "ServerFlags"\n    Option "DontVTSwitch" "true"\nEndSection\n'
VISIT = VisitKey("5f0c77aa", "sialogram", 1, "00", "en")
WELL = (["voice   pico/en-US", "player  aplay", "sound   yes: a test was played to its end"], True)
SILENT = (["voice   pico/en-US", "player  found", "sound   no. The sound did not reach its end."], False)


@dataclass
class Clinic:
    """A machine that is set up well: Xorg on 15.6 inches, with a PIN. A test spoils one thing."""

    folder: Path
    settings: Settings = field(default_factory=lambda: Settings(panel_height_mm=194, viewing_distance_mm=380))
    environment: Mapping[str, str] = field(default_factory=lambda: {"TERM": "xterm-kitty", "COLORTERM": "truecolor"})
    grid: tuple[int, int] | None = (85, 24)
    now: datetime = datetime(2027, 1, 10, 12, tzinfo=UTC)
    user: str = "kiosk"
    sound: tuple[list[str], bool] = field(default_factory=lambda: WELL)
    library: Library = field(default_factory=Library)

    def __post_init__(self) -> None:
        self.write("etc/X11/xorg.conf.d/10-kiosk.conf", NO_SWITCH)
        self.write("etc/systemd/logind.conf.d/kiosk.conf", "[Login]\nNAutoVTs=0\n")
        self.write("etc/group", "sudo:x:27:nurse\nkiosk:x:1000:\n")
        self.write("proc/1/cmdline", "/sbin/init\0")
        self.write("proc/sys/kernel/sysrq", "0\n")
        self.write("run/systemd/system/x", "")
        self.write("run/systemd/timesync/synchronized", "")
        write_pin("471147", self.folder / "pin.toml")

    def write(self, path: str, text: str) -> Path:
        """Writes a file of this machine's."""
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return file

    def runs(self, *words: str) -> None:
        """A program runs."""
        self.write("proc/77/cmdline", "\0".join(words) + "\0")

    def findings(self) -> dict[str, Finding]:
        """What the doctor finds, by name."""
        pin = "scrypt$1$1$1$00$00" if (self.folder / "pin.toml").exists() else None
        settings = replace(
            self.settings, data=self.settings.data or self.folder / "state", pin=self.settings.pin or pin
        )
        force = InForce(settings, {"pin": str(self.folder / "pin.toml")}, (), self.folder / "pin.toml")
        machine = Machine(self.folder, self.environment, self.grid, self.now, self.user)
        found = list(examine(force, machine, self.library, lambda: self.sound))
        assert all(one.figure and one.source for one in found)
        assert all(one.cure for one in found if one.state != "ok"), "a fault without a cure"
        return {one.name: one for one in found}

    def spoilt(self, change: Callable[["Clinic"], object], name: str) -> Finding:
        """What the doctor finds of this after a change that leaves nothing else to mend."""
        change(self)
        found = self.findings()
        assert [one.name for one in found.values() if one.state == "fix"] == [name]
        return found[name]


@pytest.fixture(scope="session")
def one_walkthrough(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """Checked with every examination: all of them would take seconds each time."""
    return Folder(tmp_path_factory.mktemp("content"), "sialogram").library


@pytest.fixture
def clinic(tmp_path: Path, one_walkthrough: Library) -> Clinic:
    return Clinic(tmp_path / "machine", library=one_walkthrough)


def test_of_a_machine_that_is_set_up_well_a_person_is_asked_only_what_no_program_can_tell(clinic: Clinic) -> None:
    found = clinic.findings()
    assert [one.name for one in found.values() if one.state == "fix"] == []
    people = {one.name for one in found.values() if one.state == "person"}
    assert people == {"text size, measured", "font", "loudness", "review"}
    assert {one.name for one in found.values()} >= {"grid", "text size", "text sizes", "colours", "voice"}
    assert {one.name for one in found.values()} >= {"virtual terminals", "SysRq", "PIN", "content", "journal", "clock"}


MUSTS: dict[str, tuple[Callable[[Clinic], object], str, str]] = {
    "letters too small": (lambda one: setattr(one, "grid", (88, 25)), "text size", "at most 24 rows"),
    "a terminal too small": (lambda one: setattr(one, "grid", (39, 11)), "grid", "full-screen"),
    "no sound": (lambda one: setattr(one, "sound", SILENT), "voice", "kiosk speech check"),
    "a console that keys can leave": (
        lambda one: one.write("etc/X11/xorg.conf.d/10-kiosk.conf", NO_SWITCH.replace("Option", "# Option")),
        "virtual terminals",
        "10-kiosk.conf",
    ),
    "a bare console": (
        lambda one: setattr(one, "environment", {"TERM": "linux", "COLORTERM": "truecolor"}),
        "virtual terminals",
        "Xorg",
    ),
    "cage that switches": (lambda one: one.runs("/usr/bin/cage", "-s", "kitty"), "virtual terminals", "Leave -s out"),
    "a login elsewhere": (
        lambda one: one.runs("/sbin/agetty", "-o", "-p -- \\u", "--noclear", "tty2", "linux"),
        "logins",
        "systemctl mask --now getty@tty2",
    ),
    "the kernel's keys": (lambda one: one.write("proc/sys/kernel/sysrq", "438\n"), "SysRq", "kernel.sysrq = 0"),
    "a mighty user": (lambda one: setattr(one, "user", "nurse"), "account", "own user"),
    "root": (lambda one: setattr(one, "user", "root"), "account", "useradd"),
    "no PIN": (lambda one: (one.folder / "pin.toml").unlink(), "PIN", "kiosk settings pin"),
    "a PIN that others read": (lambda one: (one.folder / "pin.toml").chmod(0o644), "PIN", "chmod 600"),
    "a journal that cannot be written": (lambda one: one.write("state", "no folder"), "journal", "another folder"),
    "a journal that others read": (
        lambda one: (Journal(one.folder / "state").append(VISIT, [Launched()]), (one.folder / "state").chmod(0o755)),
        "journal, private",
        "chmod 700",
    ),
    "an empty battery": (
        lambda one: setattr(one, "now", datetime(1970, 1, 1, tzinfo=UTC)),
        "clock",
        "Set the clock",
    ),
    "a seat far away": (
        lambda one: setattr(one, "settings", replace(one.settings, viewing_distance_mm=900)),
        "viewing distance",
        "Move the seat",
    ),
}


@pytest.mark.holds(20, 67)
@pytest.mark.parametrize(("change", "name", "cure"), MUSTS.values(), ids=MUSTS.keys())
def test_a_must_is_told_with_its_cure(clinic: Clinic, change: Callable[[Clinic], object], name: str, cure: str) -> None:
    found = clinic.spoilt(change, name)
    assert found.fails
    assert cure in found.cure
    assert found.line().startswith("MUST")


SHOULDS: dict[str, tuple[Callable[[Clinic], object], str, str]] = {
    "256 colours": (lambda one: setattr(one, "environment", {"TERM": "xterm-256color"}), "colours", "256 colours"),
    "16 colours": (lambda one: setattr(one, "environment", {"TERM": "vt100"}), "colours", "16 or fewer"),
    "no colours": (
        lambda one: setattr(one, "environment", {"NO_COLOR": "", "COLORTERM": "truecolor"}),
        "colours",
        "NO_COLOR",
    ),
    "no voice": (
        lambda one: setattr(one, "settings", replace(one.settings, voice=False)),
        "voice",
        "switched off",
    ),
    "spare logins": (
        lambda one: one.write("etc/systemd/logind.conf.d/kiosk.conf", "[Login]\n#NAutoVTs=0\n"),
        "logins",
        "opens one",
    ),
    "a clock of its own": (
        lambda one: (one.folder / "run/systemd/timesync/synchronized").unlink(),
        "time server",
        "Nothing is known",
    ),
    "a seat farther than default letters": (
        lambda one: setattr(one, "settings", replace(one.settings, viewing_distance_mm=600)),
        "viewing distance",
        "7.3 mm",
    ),
    "old reviews": (lambda one: setattr(one, "now", datetime(2027, 11, 22, tzinfo=UTC)), "review again", "sialogram"),
    "a small panel": (
        lambda one: (
            setattr(one, "grid", (55, 15)),
            setattr(one, "settings", replace(one.settings, panel_height_mm=126)),
        ),
        "text sizes",
        "29x8",
    ),
}


@pytest.mark.parametrize(("change", "name", "says"), SHOULDS.values(), ids=SHOULDS.keys())
def test_what_should_be_mended_is_told_and_fails_nothing(
    clinic: Clinic, change: Callable[[Clinic], object], name: str, says: str
) -> None:
    found = clinic.spoilt(change, name)
    assert not found.fails
    assert says in found.says
    assert found.line().startswith("should")


PEOPLE: dict[str, tuple[Callable[[Clinic], object], str]] = {
    "no panel's height": (
        lambda one: setattr(one, "settings", replace(one.settings, panel_height_mm=0)),
        "text size",
    ),
    "no distance": (
        lambda one: setattr(one, "settings", replace(one.settings, viewing_distance_mm=0)),
        "viewing distance",
    ),
    "no terminal": (lambda one: setattr(one, "grid", None), "grid"),
    "no proc": (lambda one: (one.folder / "proc/1").rename(one.folder / "proc/x"), "SysRq"),
    "another time service": (
        lambda one: (one.runs("/usr/sbin/chronyd"), (one.folder / "run/systemd/timesync/synchronized").unlink()),
        "time server",
    ),
}


@pytest.mark.parametrize(("change", "name"), PEOPLE.values(), ids=PEOPLE.keys())
def test_what_cannot_be_known_is_left_to_a_person_and_fails_nothing(
    clinic: Clinic, change: Callable[[Clinic], object], name: str
) -> None:
    change(clinic)
    found = clinic.findings()
    assert found[name].state == "person"
    assert not any(one.fails for one in found.values())


@pytest.mark.holds(20, 21)
def test_the_grids_of_the_accessibility_table_just_meet_the_default_size(clinic: Clinic) -> None:
    # 16:9 panels: inches, then columns and rows at the default text size.
    for inches, columns, rows in ((10.1, 55, 15), (13.3, 73, 20), (15.6, 86, 24), (21.5, 118, 33), (23.8, 131, 37)):
        height = inches * 25.4 * 9 / (16**2 + 9**2) ** 0.5
        clinic.settings = replace(clinic.settings, panel_height_mm=height, viewing_distance_mm=0)
        clinic.grid = (columns, rows)
        assert clinic.findings()["text size"].state == "ok", f"{inches} inches"
        clinic.grid = (columns, rows + 1)
        assert clinic.findings()["text size"].fails, f"{inches} inches and a row more"


@pytest.mark.holds(22)
@pytest.mark.parametrize(("distance", "needed"), [(400, "4.9"), (500, "6.1"), (600, "7.3"), (700, "8.6")])
def test_the_height_that_a_distance_needs_is_the_standards(clinic: Clinic, distance: float, needed: str) -> None:
    clinic.settings = replace(clinic.settings, viewing_distance_mm=distance)
    assert f"a capital must be {needed} mm high" in clinic.findings()["viewing distance"].says


@pytest.mark.parametrize(
    "option", ['Option "DontVTSwitch"', 'option\t"dont_vt_switch" "On"', '  Option "DontVTSwitch" "1" # locked']
)
def test_xorgs_ways_to_write_the_option_are_known(clinic: Clinic, option: str) -> None:
    clinic.write("etc/X11/xorg.conf.d/10-kiosk.conf", f"Section\n{option}\nEndSection\n")
    assert clinic.findings()["virtual terminals"].state == "ok"


@pytest.mark.parametrize("option", ['Option "DontVTSwitch" "false"', 'Option "DontZap" "true"'])
def test_another_option_switches_nothing_off(clinic: Clinic, option: str) -> None:
    clinic.write("etc/X11/xorg.conf.d/10-kiosk.conf", f"Section\n{option}\nEndSection\n")
    assert clinic.findings()["virtual terminals"].fails


def test_a_mistake_in_a_walkthrough_is_a_must(clinic: Clinic, tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.set_line("procedure.yaml", "minutes:", "minutes: soon")
    clinic.library = folder.library
    found = clinic.spoilt(lambda _: None, "content")
    assert found.fails
    assert "procedure.yaml, line" in found.says


def test_a_damaged_journal_is_a_must(clinic: Clinic) -> None:
    journal = Journal(clinic.folder / "state")
    journal.append(VISIT, [Launched()])
    journal.close()
    file = clinic.folder / "state" / FILE
    with sqlite3.connect(file) as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'a_visit_ends_once'").fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    with file.open("r+b") as handle:
        handle.seek((root - 1) * size + 3)
        handle.write(b"\xff" * 20)
    assert clinic.findings()["journal, whole"].fails
    file.write_bytes(b"no journal at all" * 100)
    assert clinic.findings()["journal, whole"].fails


def test_a_journal_in_use_is_whole(clinic: Clinic) -> None:
    journal = Journal(clinic.folder / "state")
    journal.append(VISIT, [Launched()])
    assert clinic.findings()["journal, whole"].state == "ok"
    assert clinic.findings()["journal, private"].state == "ok"
    journal.close()


def test_walkthroughs_without_a_review_are_named_until_they_have_one(clinic: Clinic, tmp_path: Path) -> None:
    assert "sialogram" in clinic.findings()["review"].says
    folder = Folder(tmp_path)
    clinic.library = folder.library
    assert clinic.findings()["review"].says == "No clinician has reviewed: sialogram."
    who = ("--name", "Ada Example", "--role", "radiologist", "--content", folder.path)
    for until, rule, state in (("2099-01-01", "review", "ok"), ("2027-01-10", "review again", "fix")):
        (folder.home / "signatures.yaml").unlink(missing_ok=True)
        kiosk(tmp_path, "content", "sign", "sialogram", "en", "--until", "2099-01-01", *who)
        file = folder.home / "signatures.yaml"
        file.write_text(file.read_text("utf-8").replace("2099-01-01", until), "utf-8")
        assert clinic.findings()[rule].state == state


def test_the_summary_counts(clinic: Clinic) -> None:
    clinic.user = "root"
    clinic.environment = {"TERM": "vt100"}
    assert summary(clinic.findings().values()) == (
        "1 that must be mended, 1 that should be, 4 for a person with the installer's sheet."
    )


def test_the_command_ends_with_1_where_a_must_fails_and_lists_objects(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("voice = false\npanel_height_mm = 194\n")
    ended = kiosk(tmp_path, "doctor", "--json", "--config", tmp_path / "kiosk.toml")
    assert ended.returncode == 1
    found = {one["name"]: one for one in json.loads(ended.stdout)}
    assert found["PIN"]["state"] == "fix"
    assert found["PIN"]["must"] is True
    assert set(found["PIN"]) == {"name", "state", "must", "says", "figure", "source", "cure"}


def test_in_a_terminal_it_measures_the_grid(tmp_path: Path) -> None:
    (tmp_path / "kiosk.toml").write_text("voice = false\npanel_height_mm = 194\n")
    command = [KIOSK, "doctor", "--config", str(tmp_path / "kiosk.toml"), "--data", str(tmp_path / "state")]
    with Terminal.start(command, 200, 24, {"SSH_CONNECTION": ""}) as terminal:
        assert terminal.wait_exit() == 1
    with Terminal.start(command, 200, 40) as terminal:
        assert terminal.wait_exit() == 1
        assert "Capitals are about 2.9 mm high, with 40 rows on 194 mm" in terminal.display.kept
        assert "at most 24 rows" in terminal.display.kept
