"""The commands, and the one place that builds all parts and hands them to each other."""

import argparse
import io
import os
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import __version__
from kiosk.model.error import KioskError, Mistake, SettingsError, TerminalError, UnknownProcedureError, UsageError

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.journal.recorder import Recorder
    from kiosk.model.action import Reason
    from kiosk.model.event import Event
    from kiosk.settings import InForce, Settings
    from kiosk.visit.visit import Visit

DONE, MEND, WRONG, LEFT = 0, 1, 2, 3

TICKET = re.compile(r"[A-Z0-9-]{1,8}")


def main() -> None:
    """The command `kiosk`."""
    try:
        sys.exit(run(sys.argv[1:]))
    except KioskError as error:
        print(_harmless(str(error)), file=sys.stderr)
        sys.exit(WRONG if isinstance(error, UnknownProcedureError | UsageError) else MEND)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # or Python complains again while it ends
        sys.exit(MEND)
    except KeyboardInterrupt:
        sys.exit(MEND)


def _harmless(text: str) -> str:
    """What was typed is repeated in errors, and could hold escape sequences."""
    return "".join(letter if letter.isprintable() or letter == "\n" else "?" for letter in text)


def run(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    from kiosk.arguments import parser
    from kiosk.settings import read_settings

    chosen = parser().parse_args(arguments)
    given = {name: getattr(chosen, name) for name in ("data", "content") if getattr(chosen, name)}
    return _COMMANDS[chosen.command](chosen, read_settings(chosen.config, os.environ, given))


def _library(settings: "Settings") -> "Library":
    from kiosk.content.folder import shipped
    from kiosk.content.library import Library
    from kiosk.content.shelf import Shelf

    folder = settings.content or shipped("content")
    return Library(folder, language=settings.language, shelf=Shelf(settings.folder / "kept"))


def _recorder(settings: "Settings") -> "Recorder":
    from kiosk.journal.recorder import Recorder
    from kiosk.journal.store import Journal

    return Recorder(Journal(settings.folder))


def _ticket(chosen: argparse.Namespace) -> str:
    ticket: str | None = chosen.ticket
    if ticket is None:
        return ""
    if not TICKET.fullmatch(ticket):
        raise UsageError(f"“{ticket}” cannot be a ticket: use capital letters, digits and hyphens, at most 8.")
    return ticket


def _begin(chosen: argparse.Namespace, settings: "Settings") -> tuple["Library", "Visit", tuple["Event", ...]]:
    import secrets
    import time

    from kiosk.visit.visit import Limits, Visit

    ticket = _ticket(chosen)
    library = _library(settings)
    procedure = library.find(" ".join(chosen.procedure))
    limits = Limits(settings.idle, settings.answer)
    visit, happened = Visit.begin(secrets.token_hex(8), procedure, library.words(), limits, time.monotonic(), ticket)
    return library, visit, happened


def _wait(_: argparse.Namespace, force: "InForce") -> int:
    _on_screen(force.settings, _library(force.settings), None, (), aloud=False)
    return DONE


def _launch(chosen: argparse.Namespace, force: "InForce") -> int:
    library, visit, happened = _begin(chosen, force.settings)
    ended = _on_screen(force.settings, library, visit, happened, aloud=chosen.read_aloud)
    return DONE if ended == "finished" else LEFT


def _on_screen(
    settings: "Settings", library: "Library", visit: "Visit | None", happened: tuple["Event", ...], *, aloud: bool
) -> "Reason | None":
    from kiosk.terminal import ready

    ready(os.environ)
    import secrets
    import time
    from functools import partial

    from kiosk.log import log_to
    from kiosk.pin import fits
    from kiosk.ui.app import KioskApp
    from kiosk.visit.comfort import Comfort
    from kiosk.visit.kiosk import Kiosk, Setup
    from kiosk.visit.visit import Limits
    from kiosk.voice import new_teller

    log_to(settings.folder)
    setup = Setup(
        words=visit.words if visit else library.words(),
        version=__version__,
        limits=Limits(settings.idle, settings.answer),
        fits=partial(fits, kept=settings.pin) if settings.pin else None,
        may_choose=settings.pin is None if settings.patients_choose is None else settings.patients_choose,
        once=visit is not None,
        voice=settings.voice,
    )
    kiosk = Kiosk(setup, time.monotonic(), comfort=Comfort(voice=aloud and settings.voice))
    recorder = _recorder(settings)
    app = KioskApp(
        kiosk.begin(visit) if visit else kiosk,
        library,
        recorder,
        time.monotonic,
        partial(secrets.token_hex, 8),
        happened,
        new_teller(settings, library.folder, setup.words) if settings.voice else None,
    )
    try:
        app.run()
    finally:
        recorder.close()
    if app.return_code:
        raise TerminalError(f"The kiosk ended by a fault of its own. What happened is in the log in {settings.folder}.")
    return app.ended


def _plain(chosen: argparse.Namespace, force: "InForce") -> int:
    import time

    from kiosk.log import log_to
    from kiosk.plain import walk

    _, visit, happened = _begin(chosen, force.settings)
    log_to(force.settings.folder)
    recorder = _recorder(force.settings)
    recorder.close_abandoned()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is not UTF-8 is a wrong number, not the end
    try:
        ended = walk(visit, happened, recorder, sys.stdin, sys.stdout, time.monotonic)
    finally:
        recorder.close()
    return DONE if ended.ended == "finished" else LEFT


def _procedures(chosen: argparse.Namespace, force: "InForce") -> int:
    library = _library(force.settings)
    found = library.procedures()
    if chosen.json:
        listed = [
            {
                "id": one.id,
                "title": one.title,
                "also": list(one.also),
                "codes": [f"{code.system} {code.code}" for code in one.codes],
                "languages": list(one.languages),
                "minutes": one.minutes,
                "version": one.version,
                "hash": one.hash,
                "reviewed": one.reviewed,
            }
            for one in found
        ]
        _print_json(listed)
    else:
        for one in found:
            review = "reviewed" if one.reviewed else "not reviewed by a clinician"
            codes = ", ".join(code.code for code in one.codes) or "no code"
            about = f"{one.title}; {codes}; {', '.join(one.languages)}; about {one.minutes} minutes; {review}"
            print(f"{one.id}\n    {about}")
    broken = library.broken()
    for name, mistakes in broken.items():
        first = mistakes[0]
        print(f"{name} cannot be shown: {first.file.name}, line {first.line}: {first.says}", file=sys.stderr)
    return MEND if broken else DONE


def _results(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.results import as_json, summarise
    from kiosk.journal.results_text import as_text

    library = _library(force.settings)
    if chosen.procedure and chosen.procedure not in library.ids():
        raise UnknownProcedureError(library.nearest(chosen.procedure))
    found = summarise(force.settings.folder, procedure=chosen.procedure, since=chosen.since)
    if chosen.json:
        _print_json(as_json(found))
    else:
        print(as_text(found, {one.id: one.title for one in library.procedures()}))
    return DONE


def _print_json(value: Any) -> None:
    import json

    print(json.dumps(value, ensure_ascii=False, indent=1))


def _check(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.check import check_all

    library = _library(replace(force.settings, content=chosen.folder) if chosen.folder else force.settings)
    report = check_all(library)
    if chosen.json:
        listed = [_as_object(mistake, library.folder) for mistake in report.mistakes]
        _print_json(listed)
    else:
        for mistake in report.mistakes:
            about = _as_object(mistake, library.folder)
            print(f"{about['file']}:{about['line']}: {mistake.says} {mistake.cure} [{mistake.rule}]")
        for line in report.lines:
            print(line)
        if not report.mistakes:
            print("No mistakes.")
    return MEND if report.mistakes else DONE


def _as_object(mistake: Mistake, folder: Path) -> dict[str, Any]:
    inside = mistake.file.is_relative_to(folder)
    return {
        "file": str(mistake.file.relative_to(folder) if inside else mistake.file),
        "line": mistake.line,
        "rule": mistake.rule,
        "says": mistake.says,
        "cure": mistake.cure,
    }


def _settings(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.settings import wanted

    if chosen.what == "pin":
        return _set_pin(force)
    for name in (field.name for field in fields(force.settings)):
        value = getattr(force.settings, name)
        shown = "set" if name == "pin" and value else "unset" if value in (None, "") else value
        print(f"{name} = {shown}    ({force.origins.get(name, 'default')})    {wanted(name)}")
    from kiosk.journal.store import Journal
    from kiosk.log import log_file

    print(f"journal: {Journal(force.settings.folder).path}")
    print(f"log: {log_file(force.settings.folder)}")
    print("looked for settings in: " + ", ".join(map(str, force.looked_at)))
    return DONE


def _set_pin(force: "InForce") -> int:
    import getpass

    from kiosk.settings import write_pin

    if sys.stdin.isatty():
        digits = getpass.getpass("New PIN, 4 to 12 digits: ")
        if digits != getpass.getpass("The same again: "):
            raise SettingsError("The two differ; nothing was changed. Try again.")
    else:
        digits = sys.stdin.readline().strip()
    write_pin(digits, force.pin_file)
    print(f"The PIN is set, in {force.pin_file}. A kiosk that runs now knows it after its next start.")
    return DONE


def _speech(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk import voice

    lines, well = voice.run(chosen, force, _library(force.settings))
    for line in lines:
        print(line)
    return DONE if well else MEND


_COMMANDS: dict[str, Callable[[argparse.Namespace, "InForce"], int]] = {
    "wait": _wait,
    "launch": _launch,
    "plain": _plain,
    "procedures": _procedures,
    "results": _results,
    "check": _check,
    "settings": _settings,
    "speech": _speech,
}
"""What each command does."""
