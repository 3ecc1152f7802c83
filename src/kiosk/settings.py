"""The settings: one field each, read from files and the environment, with where each came from."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any

import platformdirs
from pydantic import Field, StringConstraints, ValidationError

from kiosk.model.base import FileModel, Id
from kiosk.model.error import SettingsError
from kiosk.pin import seal

APP = "procedure-kiosk"
FILE, PIN_FILE = "kiosk.toml", "pin.toml"
PREFIX = "KIOSK_"
CONFIG = f"{PREFIX}CONFIG"


class Settings(FileModel):
    """Everything that can be set."""

    language: Id = "en"
    """The language in which the kiosk starts."""
    idle: Annotated[float, Field(ge=120, le=300)] = 180
    """Seconds without an act until the kiosk asks whether somebody is there (VVSG 2.0: 2 to 5 minutes)."""
    answer: Annotated[float, Field(ge=20, le=45)] = 30
    """Seconds to answer that (VVSG 2.0: 20 to 45)."""
    patients_choose: bool | None = None
    """Whether patients may start a walkthrough themselves; unset: only while no PIN is set."""
    content: Path | None = None
    """A folder with walkthroughs and languages; unset: those that came with the kiosk."""
    data: Path | None = None
    """The folder of the journal and the log; unset: the user's state folder."""
    pin: Annotated[str, StringConstraints(pattern=r"^scrypt\$\d+\$\d+\$\d+\$[0-9a-f]+\$[0-9a-f]+$")] | None = None
    """The staff's PIN as `kiosk settings pin` keeps it."""

    @property
    def folder(self) -> Path:
        """The folder of the journal and the log."""
        return self.data or Path(platformdirs.user_state_dir(APP, appauthor=False))


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
    try:
        settings = Settings.model_validate(values)
    except ValidationError as error:
        raise SettingsError(_sentence(error, origins)) from error
    return InForce(settings, origins, tuple(files), (config.parent if config else folders[-1]) / PIN_FILE)


def _from_files(files: list[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    for file in files:
        try:
            yield str(file), tomllib.loads(file.read_text("utf-8"))
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise SettingsError(
                f"The settings in {file} cannot be read: {error}. Mend the file, or remove it."
            ) from error


def _from_environment(environment: Mapping[str, str]) -> dict[str, str]:
    named = {name.removeprefix(PREFIX).lower(): value for name, value in environment.items() if name.startswith(PREFIX)}
    named.pop("config", None)
    return named


def _sentence(error: ValidationError, origins: Mapping[str, str]) -> str:
    first = error.errors(include_url=False)[0]
    name = str(first["loc"][0])
    origin = origins.get(name, "the settings")
    if first["type"] == "extra_forbidden":
        near = get_close_matches(name, list(Settings.model_fields), n=1)
        cure = f"Did you mean “{near[0]}”?" if near else f"There are: {', '.join(Settings.model_fields)}."
        return f"“{name}” in {origin} is not a setting. {cure}"
    return f"The setting “{name}” in {origin} does not fit: {first['msg'][0].lower()}{first['msg'][1:]}."


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
