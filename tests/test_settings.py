"""Settings: where each comes from, what is refused, and the PIN."""

import stat
from pathlib import Path

import pytest

from folders import kiosk
from kiosk.model.error import SettingsError
from kiosk.pin import fits, seal
from kiosk.settings import read_settings, write_pin


def test_without_files_everything_is_a_default() -> None:
    force = read_settings(None, {}, {})
    assert (force.settings.idle, force.settings.answer, force.settings.pin) == (180, 30, None)
    assert dict(force.origins) == {}


def test_the_command_line_wins_over_the_environment_and_that_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text('idle = 200\nanswer = 25\nlanguage = "es"\n')
    environment = {"KIOSK_ANSWER": "40", "KIOSK_DATA": "/somewhere", "PATH": "/bin"}
    force = read_settings(file, environment, {"data": Path("/elsewhere")})
    assert (force.settings.idle, force.settings.answer, force.settings.language) == (200, 40, "es")
    assert force.settings.folder == Path("/elsewhere")
    assert force.origins["idle"] == str(file)
    assert force.origins["answer"] == "the environment"
    assert force.origins["data"] == "the command line"


def test_the_environment_can_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text("idle = 240\n")
    assert read_settings(None, {"KIOSK_CONFIG": str(tmp_path / "other.toml")}, {}).settings.idle == 240


@pytest.mark.holds(10)
@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("idle = 60", "from 120 to 300"),
        ("idle = 301", "from 120 to 300"),
        ('idle = "soon"', "from 120 to 300"),
        ("idle = true", "from 120 to 300"),
        ("idle = nan", "from 120 to 300"),
        ("answer = 46", "from 20 to 45"),
        ('patients_choose = "perhaps"', "true or false"),
        ("keep_days = 0", "a number of days"),
        ("keep_days = inf", "a number of days"),
        ("keep_days = 1.5", "a number of days"),
        ('keep_days = "ever"', "a number of days"),
        ('language = "../x"', "two small letters"),
        ('pin = "4711"', "kiosk settings pin"),
        ("data = 5", "the path of a folder"),
        ("idel = 180", "Did you mean “idle”?"),
        ("idle = [", "cannot be read"),
    ],
)
def test_a_setting_that_does_not_fit_is_named_with_its_cure(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "kiosk.toml"
    file.write_text(text)
    with pytest.raises(SettingsError) as caught:
        read_settings(file, {}, {})
    assert says in str(caught.value)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_a_settings_file_that_is_named_and_missing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="There is no settings file"):
        read_settings(tmp_path / "none.toml", {}, {})


def test_the_current_folder_is_never_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kiosk.toml").write_text("idle = 240\n")
    monkeypatch.chdir(tmp_path)
    force = read_settings(None, {}, {})
    assert force.settings.idle == 180
    assert tmp_path not in {file.parent for file in force.looked_at}


def test_a_pin_is_kept_as_a_hash_that_only_its_digits_fit() -> None:
    kept = seal("4711")
    assert "4711" not in kept
    assert fits("4711", kept)
    assert not any(fits(digits, kept) for digits in ("4712", "471", "47111", ""))
    assert seal("4711") != kept


@pytest.mark.parametrize("digits", ["", "471", "1" * 13, "47a1", "4 711", "٤٧١١"])
def test_what_is_no_pin_is_refused(digits: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="4 to 12 digits"):
        write_pin(digits, tmp_path / "pin.toml")
    assert not list(tmp_path.iterdir())


def test_the_pin_file_is_for_the_kiosks_user_alone(tmp_path: Path) -> None:
    write_pin("471100", tmp_path / "deep" / "pin.toml")
    assert stat.S_IMODE((tmp_path / "deep" / "pin.toml").stat().st_mode) == 0o600


def test_the_command_shows_settings_origins_journal_and_log(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("idle = 200\n")
    ended = kiosk(tmp_path, "settings", "--config", config)
    assert ended.returncode == 0
    assert f"idle = 200.0    ({config})" in ended.stdout
    assert "answer = 30    (default)" in ended.stdout
    assert "journal.sqlite3" in ended.stdout
    assert "kiosk.log" in ended.stdout


def test_a_pin_set_by_the_command_is_never_shown(tmp_path: Path) -> None:
    config = tmp_path / "kiosk.toml"
    config.write_text("")
    assert kiosk(tmp_path, "settings", "pin", "--config", config, typed="4711\n").returncode == 0
    shown = kiosk(tmp_path, "settings", "--config", config).stdout
    assert "pin = set" in shown
    assert "scrypt" not in shown
    assert kiosk(tmp_path, "settings", "pin", "--config", config, typed="12\n").returncode == 1
