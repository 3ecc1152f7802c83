"""`kiosk export`: the visits for other systems."""

import argparse
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from kiosk.commands.arguments import DONE, add, day
from kiosk.commands.parts import library_of
from kiosk.model.error import OutputError, UsageError

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    about = "The visits for other systems: answers as CSV, xAPI statements (cmi5), or a FHIR R4 bundle."
    export = add(commands, "export", about, _export)
    export.add_argument("--format", choices=["csv", "xapi", "fhir"], required=True, help="what to write")
    export.add_argument("--since", type=day, metavar="YYYY-MM-DD", help="only visits from this day on")
    export.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="only visits up to this day")
    about = "a file, written whole or not at all; without it, it is printed"
    export.add_argument("--to", type=Path, metavar="FILE", help=about)


def _export(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.reading import reading

    if chosen.since and chosen.until and chosen.since > chosen.until:
        raise UsageError(f"There is no day from {chosen.since} to {chosen.until}. Write the earlier one after --since.")
    with reading(force.settings.folder) as connection, _output(chosen.to) as out:
        _write(chosen, force, connection, out)
    if chosen.to:
        print(f"{chosen.to}: written.")
    return DONE


def _write(chosen: argparse.Namespace, force: "InForce", connection: Any, out: TextIO) -> None:
    from kiosk.journal.export.source import Words
    from kiosk.journal.export.source import chosen as visits_of

    visits = visits_of(connection, chosen.since, chosen.until) if connection else iter(())
    words = Words(library_of(force.settings))
    match chosen.format:
        case "csv":
            from kiosk.journal.export.answers import write_answers

            write_answers(visits, out)
        case "xapi":
            from kiosk.journal.export.xapi import write_xapi

            write_xapi(visits, out, words)
        case _:
            from kiosk.journal.export.fhir import write_fhir
            from kiosk.journal.schema import stamp
            from kiosk.journal.store import utc_now

            write_fhir(visits, out, words, stamp(utc_now()))


@contextmanager
def _output(to: Path | None) -> Iterator[TextIO]:
    from kiosk.journal.whole_file import whole_text

    if to:
        with whole_text(to) as file:
            yield file
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")  # as in a file: whoever reads it must not lose a letter
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise  # whoever read it has enough
    except OSError as error:
        raise OutputError(f"The export cannot be printed: {error.strerror}. Write it to a file with --to.") from error
