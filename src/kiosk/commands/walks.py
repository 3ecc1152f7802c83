"""`kiosk`, `kiosk launch` and `kiosk plain`: the patient's side."""

import argparse
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kiosk import __version__
from kiosk.commands.arguments import DONE, LEFT, WHICH, add, add_options, ticket_of
from kiosk.commands.parts import library_of, recorder_of
from kiosk.model.error import FaultError, HandOverError, UsageError
from kiosk.model.frozen import dataclass
from kiosk.supervision import STOPPED

if TYPE_CHECKING:
    from kiosk.content.library import Library
    from kiosk.model.action import Reason
    from kiosk.model.event import Event
    from kiosk.settings import InForce, Settings
    from kiosk.ui.signals import Signals
    from kiosk.visit.order import Order
    from kiosk.visit.visit import Visit


def add_to(commands: Any) -> None:
    """Add the commands."""
    launch = add(
        commands, "launch", "Start a walkthrough on the kiosk that waits on this machine, or here and now.", _launch
    )
    plain = add(commands, "plain", "The same walkthrough as append-only text with numbered choices.", _plain)
    for walk, number in ((launch, "*"), (plain, "+")):
        walk.add_argument("procedure", metavar="PROCEDURE", nargs=number, help=WHICH)
        about = "what the patient is called by: capital letters, digits, hyphens, at most 8"
        walk.add_argument("--ticket", metavar="A12", help=about)
        add_options(walk)
        about = "begin in this language; without it, the kiosk's"
        walk.add_argument("--language", metavar="es", default="", help=about)
    launch.add_argument("--read-aloud", action="store_true", help="begin with the voice on")
    about = "go on with the visit that was ended today, at the same page, instead of starting one"
    launch.add_argument("--resume", metavar="A12", help=about)
    launch.add_argument("--here", action="store_true", help="on this screen, even where a kiosk waits on this machine")


def wait(_: argparse.Namespace, force: "InForce") -> int:
    """Wait for patients, full-screen."""
    with _full_screen(force.settings) as signals:
        ended = _on_screen(force.settings, library_of(force.settings), signals, None, ())
    return ended.code(DONE)


def _launch(chosen: argparse.Namespace, force: "InForce") -> int:
    order = _order(chosen)
    if not chosen.here and _handed_over(order, force.settings):
        return DONE
    with _full_screen(force.settings) as signals:
        library = library_of(force.settings)
        if library.expect(order.procedure):
            _load_screen()
        visit, happened = _begin(order, library, force.settings)
        ended = _on_screen(force.settings, library, signals, visit, happened, aloud=chosen.read_aloud)
    return ended.code(DONE if ended.reason == "finished" else LEFT)


def _plain(chosen: argparse.Namespace, force: "InForce") -> int:
    import time

    from kiosk.log import log_to
    from kiosk.plain import walk

    visit, happened = _begin(_order(chosen), library_of(force.settings), force.settings)
    log_to(force.settings.folder)
    recorder = recorder_of(force.settings)
    recorder.tidy()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")  # a byte that is not UTF-8 is a wrong number, not the end
    try:
        ended = walk(visit, happened, recorder, sys.stdin, sys.stdout, time.monotonic)
    finally:
        recorder.close()
    return DONE if ended.ended == "finished" else LEFT


def _order(chosen: argparse.Namespace) -> "Order":
    """What was typed, as an order."""
    from kiosk.visit.order import Order

    resumes, named = getattr(chosen, "resume", None), " ".join(chosen.procedure)
    if bool(named) is (resumes is not None):
        raise UsageError("Name either a procedure or, with --resume, the ticket of a visit that was ended today.")
    if resumes is not None and (chosen.said or chosen.ticket or chosen.language):
        raise UsageError("A visit goes on as it was: leave --with, --without, --ticket and --language out.")
    ticket = ticket_of(chosen.ticket if resumes is None else resumes)
    language = chosen.language
    aloud = getattr(chosen, "read_aloud", False)
    return Order(named, tuple(chosen.said), ticket, language, aloud, resume=resumes is not None)


def _handed_over(order: "Order", settings: "Settings") -> bool:
    """Whether a kiosk waits on this machine, and has started it."""
    from kiosk.door import knock

    reply = knock(settings.folder, order)
    if reply is None:
        return False
    if reply.answer == "unknown":
        raise UsageError(reply.says)
    if reply.answer != "started":
        raise HandOverError(reply.says)
    print(reply.says)
    return True


def _begin(order: "Order", library: "Library", settings: "Settings") -> tuple["Visit", tuple["Event", ...]]:
    import secrets
    import time
    from functools import partial

    from kiosk.content.signing import notice
    from kiosk.starting import Starter
    from kiosk.visit.visit import Limits

    limits = Limits(settings.idle, settings.answer)
    starter = Starter(library, recorder_of(settings), partial(secrets.token_hex, 8))
    visit, happened = starter.begin(limits, order, time.monotonic())
    one = visit.procedure
    if one.review.state != "signed" and sys.stderr.isatty():
        print(f"For staff: {notice(one.id, one.language, one.review)}", file=sys.stderr)
    return visit, happened


@contextmanager
def _full_screen(settings: "Settings") -> Iterator["Signals"]:
    """This process has the screen for itself: no signal spoils it, and no fault is shown on it."""
    from kiosk.ui.signals import Signals

    signals = Signals()
    signals.take()
    from kiosk.log import faults_logged

    with faults_logged(settings.folder):
        yield signals


@dataclass(frozen=True, slots=True)
class _Ended:
    """How the kiosk on the screen ended."""

    reason: "Reason | None"
    """Why the last visit ended."""
    stopped: bool
    """Whether staff stopped the kiosk, and a supervisor has to know."""

    def code(self, otherwise: int) -> int:
        """The exit code."""
        return STOPPED if self.stopped else otherwise


def _load_screen() -> None:
    """Load what takes longest and will be needed in any case."""
    from kiosk.terminal import lock

    lock(os.environ)
    import kiosk.ui.app  # noqa: F401


def _on_screen(
    settings: "Settings",
    library: "Library",
    signals: "Signals",
    visit: "Visit | None",
    happened: tuple["Event", ...],
    *,
    aloud: bool = False,
) -> _Ended:
    from kiosk.terminal import ready

    ready(os.environ)
    import secrets
    import time
    from functools import partial

    from kiosk.door import Door
    from kiosk.log import FAULT
    from kiosk.model.event import Heard
    from kiosk.pin import fits
    from kiosk.printer import Printer
    from kiosk.supervision import Heart
    from kiosk.terminal import forget
    from kiosk.ui.app import KioskApp
    from kiosk.ui.fingers import Fingers
    from kiosk.ui.font import SIZES, kitty_font
    from kiosk.ui.kitty import draws_images
    from kiosk.visit.comfort import Comfort
    from kiosk.visit.kiosk import Kiosk
    from kiosk.visit.setup import Setup
    from kiosk.visit.visit import Limits
    from kiosk.voice import new_teller

    font = kitty_font(os.environ)
    setup = Setup(
        words=visit.words if visit and visit.words.id == library.language else library.words(),
        version=__version__,
        limits=Limits(settings.idle, settings.answer),
        fits=partial(fits, kept=settings.pin) if settings.pin else None,
        may_choose=settings.pin is None if settings.patients_choose is None else settings.patients_choose,
        once=visit is not None,
        voice=settings.voice,
        comfort_first=settings.comfort_first,
        ask_feeling=settings.ask_feeling,
        nurse_sees_at_once=settings.nurse_sees_at_once,
        sizes=SIZES if font else ("usual", "largest"),
        invite=60 * settings.invite,
    )
    heart = Heart.found(os.environ, setup.words.choose.none)
    kiosk, comfort = Kiosk(setup, time.monotonic()), Comfort(voice=aloud and settings.voice)
    recorder = recorder_of(settings)
    app = KioskApp(
        kiosk.hand_over(visit, comfort) if visit else kiosk,
        library,
        recorder,
        time.monotonic,
        partial(secrets.token_hex, 8),
        (*happened, Heard()) if visit and aloud and settings.voice else happened,
        new_teller(settings, library.layers) if settings.voice else None,
        font,
        Fingers(settings.panel_height_mm) if settings.touch else None,
        signals,
        heart,
        None if visit else Door(settings.folder),
        Printer(settings.papers),
        sharp=draws_images(os.environ),
    )
    try:
        app.run()
    finally:
        recorder.close()
        if settings.pin:  # without one, it is a demonstration in somebody's own terminal
            forget()
    if app.return_code:
        raise FaultError(FAULT)
    return _Ended(app.ended, stopped=heart is not None and app.kiosk.stopped)
