"""`kiosk results`: what was understood."""

import argparse
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, add, day, print_json
from kiosk.commands.parts import library_of
from kiosk.model.error import UnknownProcedureError

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    results = add(commands, "results", "What was understood, per procedure and question.", _results)
    results.add_argument("--procedure", metavar="PROCEDURE", help="only this one, by its id")
    about = "only visits from this day on"
    results.add_argument("--since", type=day, metavar="YYYY-MM-DD", help=about)
    results.add_argument("--json", action="store_true", help="as an object")


def _results(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.results import as_json, summarise
    from kiosk.journal.results_text import as_text

    library = library_of(force.settings)
    if chosen.procedure and not library.layers.has(chosen.procedure):
        raise UnknownProcedureError(library.nearest(chosen.procedure))
    found = summarise(force.settings.folder, procedure=chosen.procedure, since=chosen.since)
    if chosen.json:
        print_json(as_json(found))
    else:
        print(as_text(found, {one.id: one.title for one in library.cards()}))
    return DONE
