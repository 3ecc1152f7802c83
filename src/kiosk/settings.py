"""The settings: one field each, read from files and the environment, with where each came from.

Checked by hand and not by pydantic, whose import alone would take a fifth of the time to the first page.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from pathlib import Path
from typing import Any

import platformdirs

from kiosk.model.error import SettingsError
from kiosk.model.frozen import dataclass
from kiosk.model.hospital import ABOUT, EXAMPLES, MOST, SHAPES
from kiosk.pin import SEALED, seal

APP = "procedure-kiosk"
FILE, PIN_FILE = "kiosk.toml", "pin.toml"
PREFIX = "KIOSK_"
CONFIG = f"{PREFIX}CONFIG"
HOSPITAL = "hospital."
"""Before the names of the hospital's own values."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    language: str = "en"
    """The language in which the kiosk starts."""
    idle: float = 180
    """Seconds without an act until the kiosk asks whether somebody is there, 120 to 300 (VVSG 2.0: 2 to 5 minutes)."""
    answer: float = 30
    """Seconds to answer that, 20 to 45 (VVSG 2.0)."""
    patients_choose: bool | None = None
    """Whether patients may start a walkthrough themselves; unset: only while no PIN is set."""
    content: Path | None = None
    """A folder with walkthroughs and languages; unset: those that came with the kiosk."""
    own_content: Path | None = None
    """The hospital's own folder, laid over those walkthroughs and languages: one that is there too comes from here."""
    require_review: bool = False
    """Whether only walkthroughs that somebody signed are started (`kiosk content sign`)."""
    data: Path | None = None
    """The folder of the journal and the log; unset: the user's state folder."""
    keep_days: int | None = None
    """After how many days visits are removed from the journal, 1 to 36500; unset: never."""
    voice: bool = True
    """Whether pages can be read aloud here."""
    voice_name: str = ""
    """A voice's id or an engine's name, as `kiosk speech voices` lists them; empty: the best one for the language."""
    headphones_only: bool = False
    """Whether the voice speaks only while headphones are plugged in."""
    clips: Path | None = None
    """A folder of recorded sentences, which win over the voice; unset: those that came with the kiosk."""
    invite: float = 0
    """Minutes between the waiting page's spoken invitations, 1 to 60; 0: it does not invite."""
    nurse_sees_at_once: bool = False
    """Whether what was understood stands on the screen right after a visit, for the nurse beside the patient."""
    ask_feeling: bool = False
    """Whether patients are asked how they feel about it, 0 to 10, before and after."""
    paper: Path | None = None
    """The folder of printed pages where there is no printer; unset: `paper` in the data folder."""
    comfort_first: bool = True
    """Whether each patient is first asked how they would like it: voice, letters, colors, language, keys."""
    touch: bool = True
    """Whether the screen is touched: what can be pressed is then as high as a finger needs."""
    panel_height_mm: float = 0
    """The height of the panel's picture in millimetres, 60 to 2000; 0: nobody measured it."""
    hospital: Mapping[str, str] = field(default_factory=dict)
    """What differs between hospitals, such as the number to call: the table [hospital]."""
    viewing_distance_mm: float = 0
    """From a patient's eyes to the panel in millimetres, 200 to 3000; 0: nobody measured it."""
    pin: str | None = None
    """The staff's PIN as `kiosk settings pin` keeps it."""

    @property
    def folder(self) -> Path:
        """The folder of the journal and the log."""
        return self.data or Path(platformdirs.user_state_dir(APP, appauthor=False))

    @property
    def papers(self) -> Path:
        """The folder of printed pages where there is no printer."""
        return self.paper or self.folder / "paper"

    def value(self, name: str) -> Any:
        """The value of a setting, such as `idle` or `hospital.phone`; None where the hospital set none."""
        return self.hospital.get(name.removeprefix(HOSPITAL)) if name.startswith(HOSPITAL) else getattr(self, name)


def _number(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        if isinstance(value, bool) or not least <= float(value) <= most:
            raise ValueError
        return float(value)

    return read


def _days(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str) or not 1 <= int(value) <= 36_500:
        raise ValueError
    return int(value)


def _or_zero(least: float, most: float) -> Callable[[Any], float]:
    def read(value: Any) -> float:
        return 0.0 if str(value) in ("0", "0.0") else _number(least, most)(value)

    return read


def _yes_or_no(value: Any) -> bool:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}[str(value).lower()]


def _matching(pattern: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if not (isinstance(value, str) and re.fullmatch(pattern, value)):
            raise ValueError
        return value

    return read


def _path(value: Any) -> Path:
    if not isinstance(value, str | Path) or not str(value):
        raise ValueError
    return Path(value).expanduser()


def _short(shape: str) -> Callable[[Any], str]:
    """A short text that can stand in a sentence; a number may be written without quotes."""

    def read(value: Any) -> str:
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise ValueError
        text = " ".join(str(value).split())
        if not (text.isprintable() and 0 < len(text) <= MOST and re.fullmatch(shape, text)):
            raise ValueError
        return text

    return read


_READ: dict[str, tuple[Callable[[Any], Any], str]] = {
    "language": (_matching("[a-z]{2}"), "two small letters, such as en"),
    "idle": (_number(120, 300), "a number of seconds from 120 to 300"),
    "answer": (_number(20, 45), "a number of seconds from 20 to 45"),
    "patients_choose": (_yes_or_no, "true or false"),
    "content": (_path, "the path of a folder"),
    "own_content": (_path, "the path of a folder"),
    "require_review": (_yes_or_no, "true or false"),
    "data": (_path, "the path of a folder"),
    "keep_days": (_days, "a number of days, 1 or more, such as 365"),
    "voice": (_yes_or_no, "true or false"),
    "voice_name": (_matching(r"[\w/.-]{0,60}"), "what `kiosk speech voices` lists, such as pico"),
    "headphones_only": (_yes_or_no, "true or false"),
    "clips": (_path, "the path of a folder"),
    "invite": (_or_zero(1, 60), "0, or a number of minutes from 1 to 60"),
    "nurse_sees_at_once": (_yes_or_no, "true or false"),
    "ask_feeling": (_yes_or_no, "true or false"),
    "paper": (_path, "the path of a folder"),
    "comfort_first": (_yes_or_no, "true or false"),
    "touch": (_yes_or_no, "true or false"),
    "panel_height_mm": (_or_zero(60, 2000), "0, or a number of millimetres from 60 to 2000"),
    "viewing_distance_mm": (_or_zero(200, 3000), "0, or a number of millimetres from 200 to 3000"),
    "pin": (_matching(SEALED), "what `kiosk settings pin` writes"),
    **{
        f"{HOSPITAL}{name}": (_short(SHAPES[name]), f"{about}, at most {MOST} letters, such as {EXAMPLES[name]}")
        for name, about in ABOUT.items()
    },
}
"""How each setting is read, and what it must be."""


@dataclass(frozen=True, slots=True)
class InForce:
    """The settings, and where each one that is not a default came from."""

    settings: Settings
    origins: Mapping[str, str]
    looked_at: tuple[Path, ...]
    """The files that were looked for, the weakest first."""
    pin_file: Path
    """Where a new PIN is written."""


def read_settings(config: Path | None, environment: Mapping[str, str], given: Mapping[str, Any]) -> InForce:
    """The settings in force: the system's file, the user's, one that is named, the environment, the command line.

    Args:
        config: A file named on the command line.
        environment: The environment's variables.
        given: What the command line says.

    Raises:
        SettingsError: A file cannot be read, or a setting is misspelt or out of range.
    """
    config = config or (Path(environment[CONFIG]) if environment.get(CONFIG) else None)
    folders = [
        Path(platformdirs.site_config_dir(APP, appauthor=False)),
        Path(platformdirs.user_config_dir(APP, appauthor=False)),
    ]
    files = [folder / name for folder in folders for name in (FILE, PIN_FILE)]
    if config:
        if not config.is_file():
            raise SettingsError(f"There is no settings file {config}. Write one, or leave --config out.")
        files += [config, config.parent / PIN_FILE]
    values: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for origin, found in [
        *_from_files(files),
        ("the environment", _from_environment(environment)),
        ("the command line", given),
    ]:
        for name, value in found.items():
            values[name], origins[name] = value, origin
    read = {name: _read(name, value, origins[name]) for name, value in values.items()}
    hospital = {name: read.pop(f"{HOSPITAL}{name}") for name in EXAMPLES if f"{HOSPITAL}{name}" in read}
    settings = Settings(**read, hospital=hospital)
    return InForce(settings, origins, tuple(files), (config.parent if config else folders[-1]) / PIN_FILE)


def _from_files(files: list[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in files:
        try:
            text = file.read_text("utf-8")
            import tomllib  # where there is no file, nothing is to be understood

            found = tomllib.loads(text)
        except FileNotFoundError:
            continue
        except (OSError, ValueError) as error:  # not UTF-8, or not TOML
            raise SettingsError(
                f"The settings in {file} cannot be read: {error}. Mend the file (texts stand in quotes), or remove it."
            ) from error
        table = HOSPITAL.rstrip(".")
        own = found.pop(table) if isinstance(found.get(table), dict) else {}
        yield str(file), _beside(file, found) | {f"{HOSPITAL}{name}": value for name, value in own.items()}


def _beside(file: Path, found: Mapping[str, Any]) -> dict[str, Any]:
    """A file's settings: a folder that it names stands beside it, wherever the kiosk is started."""
    folders = {name for name, (read, _) in _READ.items() if read is _path}
    return {
        name: file.parent / Path(value).expanduser() if name in folders and isinstance(value, str) and value else value
        for name, value in found.items()
    }


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    named = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX)}
    named.pop("config", None)
    flat = HOSPITAL.replace(".", "_")
    return {HOSPITAL + name.removeprefix(flat) if name.startswith(flat) else name: named[name] for name in named}


def every_setting() -> dict[str, str]:
    """The name of each setting, and what it must be."""
    return {name: about for name, (_, about) in _READ.items()}


def _read(name: str, value: Any, origin: str) -> Any:
    if name not in _READ:
        from difflib import get_close_matches

        known = list(_READ)
        near = get_close_matches(name, known, n=1)
        cure = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(known)}."
        if (above := name.removeprefix(HOSPITAL)) != name and above in known:
            cure = f"Write “{above}” above the line [{HOSPITAL.rstrip('.')}]."
        raise SettingsError(f"“{name}” in {origin} is not a setting. {cure}")
    try:
        return _READ[name][0](value)
    except (ValueError, TypeError, KeyError) as error:
        raise SettingsError(f"The setting “{name}” in {origin} does not fit: write {_READ[name][1]}.") from error


def write_pin(digits: str, file: Path) -> None:
    """Keep a new PIN, readable by the kiosk's user alone.

    Raises:
        SettingsError: It is not a PIN, or the file cannot be written.
    """
    text = f'# Written by `kiosk settings pin`.\npin = "{seal(digits)}"\n'
    new = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as handle:
            handle.write(text)
        new.replace(file)
    except OSError as error:
        raise SettingsError(
            f"The PIN cannot be written to {file}: {error.strerror}. Mend the folder's permissions."
        ) from error
