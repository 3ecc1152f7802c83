"""`kiosk content preview`: the pages of a walkthrough while it is being written, drawn anew after each save."""

import argparse
import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from kiosk import __version__
from kiosk.commands.arguments import DONE, MEND, add
from kiosk.commands.parts import library_of
from kiosk.model.error import UnknownProcedureError

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.content.watch import Seen, Watch
    from kiosk.settings import InForce

LONG = 1e9
"""Seconds: nobody asks an author whether somebody is there."""


def add_to(actions: Any) -> None:
    """Add the command."""
    about = "Show a walkthrough's pages, and again after each save; Ctrl+Q twice ends it, Ctrl+C for plain text."
    preview = add(actions, "preview", about, _preview)
    preview.add_argument("procedure", metavar="PROCEDURE", help="its id")
    preview.add_argument("--language", metavar="LANGUAGE", help="two small letters; else the language of the settings")
    preview.add_argument("--plain", action="store_true", help="as text, also where a screen could be drawn")


def _preview(chosen: argparse.Namespace, force: "InForce") -> int:
    from kiosk.content.watch import Watch

    library = library_of(replace(force.settings, language=chosen.language or force.settings.language))
    if not library.layers.has(chosen.procedure):
        raise UnknownProcedureError(library.nearest(chosen.procedure))
    watch = Watch(library, chosen.procedure)
    seen = watch.read()
    if chosen.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        return _as_text(watch)
    if seen.procedure is None:
        print(seen.says, file=sys.stderr)
        print("There is nothing to show yet. `kiosk content check` names every mistake.", file=sys.stderr)
        return MEND
    return _on_screen(library, watch, seen)


def _as_text(watch: "Watch") -> int:
    import time

    from kiosk.content.watch import EVERY
    from kiosk.previewing import follow

    def wait() -> bool:
        time.sleep(EVERY)
        return True

    follow(watch, sys.stdout, wait)
    return DONE


def _on_screen(library: "Library", watch: "Watch", seen: "Seen") -> int:
    import time

    from kiosk.terminal import ready
    from kiosk.ui.preview import PreviewApp
    from kiosk.visit.kiosk import Kiosk
    from kiosk.visit.setup import Setup
    from kiosk.visit.visit import Limits, Visit

    ready(os.environ)
    assert seen.procedure
    assert seen.words
    limits = Limits(LONG, LONG)
    visit, _ = Visit.begin("preview", seen.procedure, seen.words, limits, time.monotonic())
    kiosk = Kiosk(Setup(seen.words, __version__, limits, once=True), time.monotonic()).begin(visit)
    PreviewApp(replace(kiosk, remark=seen.says), library, time.monotonic, watch).run()
    return DONE
