"""`kiosk results`: what was understood."""

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk import __version__
from kiosk.commands.arguments import DONE, add, day, print_json, ticket_of
from kiosk.commands.parts import library_of
from kiosk.model.error import UnknownProcedureError, UsageError

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    results = add(commands, "results", "What was understood, per procedure and question.", _results)
    results.add_argument("--procedure", metavar="PROCEDURE", help="only this one, by its id")
    about = "only visits from this day on"
    results.add_argument("--since", type=day, metavar="YYYY-MM-DD", help=about)
    form = results.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="as an object")
    about = "what one visit of the last twelve hours was like, for its nurse, by its ticket"
    form.add_argument("--ticket", metavar="A12", help=about)
    about = "with --ticket: in this language; without it, the kiosk's"
    results.add_argument("--language", metavar="es", default="", help=about)
    form.add_argument("--html", type=Path, metavar="FILE", help="as a page for a browser, with charts")
    about = "with or without plots; without being told, a terminal gets them and a pipe does not"
    form.add_argument("--plots", action=argparse.BooleanOptionalAction, default=None, help=about)


def _results(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.journal.results import summarise
    from kiosk.journal.rewrite import as_json, rewrites

    if chosen.ticket is not None:
        from kiosk.commands.handover import review_text

        print(review_text(force, ticket_of(chosen.ticket), chosen.language))
        return DONE
    if chosen.language:
        raise UsageError("--language goes with --ticket alone: what was understood in all is told in English.")
    library = library_of(force.settings)
    if chosen.procedure and not library.layers.has(chosen.procedure):
        raise UnknownProcedureError(library.nearest(chosen.procedure))
    found = summarise(force.settings.folder, procedure=chosen.procedure, since=chosen.since)
    known = {one.id: one for one in library.procedures({one.procedure for one in found.procedures})}
    first = rewrites(found, known)
    if chosen.json:
        print_json(as_json(found, first))
    elif chosen.html:
        from kiosk.journal.results_page import page
        from kiosk.journal.whole_file import whole_text

        with whole_text(chosen.html) as file:
            file.writelines(page(found, known, first, made=_made(), covers=_covers(chosen.since)))
        print(f"{chosen.html}: open it in a browser.")
    else:
        from kiosk.journal.results_plot import plots
        from kiosk.journal.results_text import as_text

        drawn = plots(found) if _wants_plots(chosen.plots) else {}
        print(as_text(found, {one.id: one.title for one in known.values()}, first, drawn))
    return DONE


def _wants_plots(told: bool | None) -> bool:
    """Plots are no good to a screen reader, a pipe, or a terminal without the letters for them."""
    return told if told is not None else sys.stdout.isatty() and sys.stdout.encoding.lower() == "utf-8"


def _made() -> str:
    return f"Made on {date.today().isoformat()} by kiosk {__version__}."


def _covers(since: date | None) -> str:
    return f"Visits from {since.isoformat()} on." if since else "All visits in the journal."
