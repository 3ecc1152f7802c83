"""`kiosk content trace`: each fact of the source beside the sentences that carry it."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, MEND, add
from kiosk.commands.parts import library_of, reading_of

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(actions: Any) -> None:
    """Add the command."""
    about = "Lay each fact beside the sentences that carry it, and each sentence beside its facts; code 1 for findings."
    trace = add(actions, "trace", about, _trace)
    trace.add_argument("procedure", metavar="PROCEDURE", help="its id")
    trace.add_argument("--language", metavar="LANGUAGE", help="two small letters; else the language of the settings")
    trace.add_argument("--html", metavar="FILE", type=Path, help="write one page for a browser instead")


def _trace(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.trace import trace
    from kiosk.content.trace_page import page
    from kiosk.content.trace_text import as_lines

    library = library_of(replace(force.settings, language=chosen.language or force.settings.language))
    found = trace(reading_of(library, chosen.procedure))
    if chosen.html:
        from kiosk.journal.whole_file import whole_text

        with whole_text(chosen.html) as file:
            file.writelines(page(found, library.folder))
        print(f"{chosen.html}: open it in a browser. {len(found.findings)} findings.")
    else:
        print("\n".join(as_lines(found, library.folder)))
    return MEND if found.findings else DONE
