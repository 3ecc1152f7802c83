"""`kiosk print`, and the review of one visit that `kiosk results --ticket` shows."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kiosk.commands.arguments import DONE, WHICH, add, add_options
from kiosk.commands.parts import library_of
from kiosk.model.error import ContentError

if TYPE_CHECKING:
    from kiosk.settings import InForce


def add_to(commands: Any) -> None:
    """Add the command."""
    about = "Print the page that a patient takes home: what to remember, what comes after, when to call."
    printing = add(commands, "print", about, _print)
    printing.add_argument("procedure", metavar="PROCEDURE", nargs="+", help=WHICH)
    add_options(printing)
    printing.add_argument("--language", metavar="es", default="", help="in this language; without it, the kiosk's")
    printing.add_argument("--to", type=Path, metavar="FILE", help="a file for a browser, and no printer")


def _print(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.signing import admitted
    from kiosk.paper import as_html
    from kiosk.printer import Printer
    from kiosk.visit.take_home import take_home_paper

    ours = library_of(force.settings)
    library = ours.speaking(chosen.language)
    procedure = admitted(library, library.find(" ".join(chosen.procedure), chosen.said, ours))
    paper = take_home_paper(procedure, library.words())
    if chosen.to:
        from kiosk.journal.whole_file import whole_text

        with whole_text(chosen.to) as file:
            file.write(as_html(paper))
        print(f"{chosen.to}: open it in a browser.")
    else:
        print(Printer(force.settings.papers).put(paper, library.words().review))
    return DONE


def review_text(force: "InForce", ticket: str, language: str) -> str:
    """What the nurse sees of the visit with this ticket, as text.

    Args:
        force: Where the journal and the content are.
        ticket: The ticket.
        language: The nurse's; empty: the kiosk's.

    Raises:
        JournalError: No such visit is known.
        ContentError: Its walkthrough cannot be shown any more, or is not the one that was shown.
        UsageError: The kiosk does not speak its language any more, or the nurse's.
    """
    from kiosk.journal.ticket import account_in, visit_of
    from kiosk.journal.visits import languages_of, last_shown
    from kiosk.paper import as_text
    from kiosk.visit.review import review_paper

    library = library_of(force.settings).speaking(language)
    visit = visit_of(force.settings.folder, ticket)
    used = languages_of(visit)
    spoken = library.speaking(used[-1])
    procedure = spoken.with_chosen(visit[0]["procedure"], (visit[0]["options"] or "").split())
    if last_shown(visit)["hash"] != procedure.hash:
        raise ContentError(
            "The walkthrough has changed since that visit, so its answers cannot be laid beside the questions. "
            "Put its files back as they were, or ask the patient again."
        )
    names = tuple(library.speaking(one).words().name for one in used if one in library.languages())
    account = account_in(visit, procedure, names)
    if library.language != procedure.language and library.language in procedure.languages:
        account = account.laid_beside(library.like(procedure))
    return as_text(review_paper(account, library.words()))
