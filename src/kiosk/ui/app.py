"""The kiosk on a screen: a thin app that passes keys to the kiosk and draws its page."""

import logging
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual import events, on
from textual.app import App
from textual.geometry import Offset
from textual.geometry import Size as Grid
from textual.screen import Screen
from textual.timer import Timer
from textual.worker import Worker

from kiosk.content.library import Library
from kiosk.door import Door, Reply
from kiosk.journal.recorder import Recorder
from kiosk.model.action import (
    Action,
    Leave,
    LoseVoice,
    ReadOut,
    Reason,
    Saved,
    Spoke,
    Stir,
    Type,
)
from kiosk.model.error import (
    KioskError,
    OutputError,
    UnknownProcedureError,
    UsageError,
)
from kiosk.model.event import Event, Terminated
from kiosk.model.page import Page
from kiosk.model.paper import Paper
from kiosk.model.staff_words import ReviewWords
from kiosk.starting import Starter
from kiosk.supervision import EVERY, Heart
from kiosk.supply import Supply
from kiosk.ui.cell import cell
from kiosk.ui.driver import KioskDriver
from kiosk.ui.font import Font
from kiosk.ui.hands import Hands, Meant
from kiosk.ui.highlight import highlighted
from kiosk.ui.keys import BURST, MOVER, PRESSES
from kiosk.ui.kitty import Sharp
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Pictures
from kiosk.ui.reader import Reader
from kiosk.ui.room import Room
from kiosk.ui.sheet import LEAST_COLUMNS, LEAST_ROWS, Fingers, Leaf
from kiosk.ui.signals import Signals
from kiosk.ui.view import PageView
from kiosk.visit.comfort import Size
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.printer import Printer
    from kiosk.speech.error import Kind
    from kiosk.speech.narrator import Utterance
    from kiosk.speech.teller import Ears, Teller, Word

_log = logging.getLogger(__name__)

NewTeller = Callable[["Ears"], "Teller"]
"""Makes a teller from who hears what it does."""

DARK = Leaf((), ())
"""What stands on a screen that the patient turned off."""

DRIFT_EVERY = 60.0
"""Seconds after which the words of the waiting page move."""

READ_AFTER = 0.3
"""Seconds after the first page at which the walkthroughs are read."""

TIDY_EVERY = 3600.0
"""Seconds after which what is too old is forgotten, and visits of dead processes are closed."""

BUSY = (
    "The kiosk that waits here is in use, so nothing was started. When the visit is over, or ended on the kiosk's "
    "staff page, launch again."
)

FORGET = "\x1b[3J"
"""Clears what the terminal could be scrolled back to."""


def _stands(leaf: Leaf, utterance: "Utterance") -> bool:
    return highlighted(leaf, utterance) is not None


class PageScreen(Screen[None], inherit_bindings=False):
    """One view of one page. Without Textual's own keys, focus and selection."""

    ALLOW_SELECT = False

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self.view = view

    def compose(self) -> Any:
        """The view, alone."""
        yield self.view


class KioskApp(App[None], inherit_bindings=False):
    """Keys and touches in, pages out."""

    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    ALLOW_IN_MAXIMIZED_VIEW = ""

    def __init__(
        self,
        kiosk: Kiosk,
        library: Library,
        recorder: Recorder,
        clock: Callable[[], float],
        new_id: Callable[[], str],
        started: tuple[Event, ...] = (),
        voice: NewTeller | None = None,
        font: Font | None = None,
        fingers: Fingers | None = None,
        signals: Signals | None = None,
        heart: Heart | None = None,
        door: Door | None = None,
        printer: "Printer | None" = None,
        *,
        sharp: bool = False,
    ) -> None:
        """An app.

        Args:
            kiosk: What to show first.
            library: Where walkthroughs are read when they are chosen.
            recorder: Where events go.
            clock: Seconds on a clock that never goes back.
            new_id: Makes the random id of a visit.
            started: What happened in the kiosk's visit before the app began.
            voice: Makes what reads the pages aloud, if there is such a thing here.
            font: The terminal's letters, if their size can be changed.
            fingers: Whether the screen is touched.
            signals: This process's signals, if they are the app's to hear.
            heart: The way to a supervisor, if there is one.
            door: Where other programs ask for a walkthrough, if they may.
            printer: Where pages for the nurse and for home are printed.
            sharp: Whether the terminal shows images.
        """
        super().__init__(driver_class=KioskDriver)
        self.kiosk = kiosk
        self.recorder = recorder
        self.clock = clock
        self.ended: Reason | None = None
        """Why the last visit ended."""
        self.reader: Reader | None = None
        self._started = started
        self._new_teller = voice
        self._signals = signals
        self._heart = heart
        self._door = door
        self._printer = printer
        self._supply = Supply(Starter(library, recorder, new_id))
        self._hands = Hands(clock)
        self._teller: Teller | None = None
        self._spoken: tuple[Utterance, Word | None] | None = None
        self._font = font
        self._fingers = fingers
        self._view = PageView(PALETTES[kiosk.comfort.colours], clock)
        self._pictures = Pictures(library.drawings, cell if sharp else None)
        self._sharp = Sharp(library.drawings, self._send, cell) if sharp else None
        self._room = Room()
        self._alarm: Timer | None = None
        self._scanner: Timer | None = None
        self._drift = 0
        self._grid = Grid(0, 0)

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        return PageScreen(self._view)

    def on_mount(self) -> None:
        """Take the signals, and read what is not needed for the first page after it."""
        if self._signals:
            self._signals.end_with(self.leave)
        if self._heart:
            self._beat(self._heart)  # before the first page: whoever never beat has shown none
            self.set_interval(EVERY, partial(self._beat, self._heart))
        self._resize(self.kiosk.comfort.size)  # a kiosk that was killed left its patient's
        self._grid = self.size
        self._become(self.kiosk)
        self.set_interval(DRIFT_EVERY, self.move_words)
        self.call_after_refresh(self._settle_in)

    def _settle_in(self) -> None:
        """What can wait until a page stands on the screen."""
        self._note_start()
        if self._new_teller:
            self.set_timer(READ_AFTER, self._start_voice)
        if self.kiosk.comfort.voice and self._teller is None:
            self._tell()
        if self._door:
            self.run_worker(self._open(self._door))
        self.recorder.tidy()
        self.set_interval(TIDY_EVERY, self.recorder.tidy)
        self.set_timer(READ_AFTER, self._read_languages if self.kiosk.setup.once else self._read_offers)

    async def _open(self, door: Door) -> None:
        """Without it the kiosk waits for patients all the same."""
        try:
            if not await door.open(self.take):
                _log.warning("Another kiosk with the same data folder takes what `kiosk launch` starts.")
        except OSError as error:
            _log.error("`kiosk launch` cannot hand over to this kiosk: %s", error)

    def take(self, order: Order) -> Reply:
        """Carry out what another program of this user asks for; a visit, or the staff, are not disturbed."""
        starter = self._supply.starter
        try:
            if self.kiosk.busy:
                # Who asks for what is not known learns that first.
                starter.begin(self.kiosk.setup.limits, order, self.clock())
                return Reply("busy", BUSY)
            after = starter.start(self.kiosk, order, self.clock())
        except (UnknownProcedureError, UsageError) as error:
            return Reply("unknown", str(error))
        except KioskError as error:
            _log.error("%s", error)
            return Reply("refused", str(error))
        self._forget()
        self._changed_size(self.kiosk, after)
        self._become(after)
        self._tell()
        title = after.visit.procedure.title if after.visit else ""
        return Reply("started", f"Started on the kiosk that waits here: {title}.")

    def _start_voice(self) -> None:
        """The voice starts after the first page, or when it is asked for before that."""
        if self._new_teller and self._teller is None:
            from kiosk.speech.teller import Ears

            self._teller = self._new_teller(Ears(self._hear, self._lose_voice, self._read_out))

    def _tell(self) -> None:
        """Let the voice know what stands here now; whatever it was saying ends."""
        kiosk, reader = self.kiosk, self.reader
        if kiosk.comfort.voice or kiosk.inviting:
            self._start_voice()
        if self._teller and reader:
            from kiosk.speech.teller import Shown

            self._teller.show(
                Shown(
                    page=kiosk.page,
                    focus=reader.focus,
                    words=kiosk.words,
                    comfort=kiosk.comfort,
                    leaf=reader.standing,
                    single=bool(reader.leaf.drawn),
                    inviting=kiosk.inviting,
                    stands=partial(_stands, reader.leaf),
                )
            )

    def _hear(self, utterance: "Utterance | None", word: "Word | None") -> None:
        """Mark what is being said, on the leaf where it stands."""
        self._spoken = (utterance, word) if utterance else None
        if utterance and not word:
            self.kiosk = self.kiosk.do(Spoke(), self.clock())[0]
            self._set_alarm()
        if self.reader:
            self._draw(self.reader.follow(utterance, word) if utterance else self.reader)

    def _lose_voice(self, kind: "Kind") -> None:
        self.act(LoseVoice(private=kind == "headphones"))

    def _read_out(self) -> None:
        """What stands here does not change by that; so nothing is said anew."""
        self._become(self.kiosk.do(ReadOut(), self.clock())[0])

    def _read_offers(self) -> None:
        """Looked at while nobody waits for them, and again for each patient."""
        self._become(self._supply.languages(self._supply.offers(self.kiosk)))

    def _read_languages(self) -> None:
        self._become(self._supply.languages(self.kiosk))

    async def on_unmount(self) -> None:
        """Let the voice end too, and take the picture away."""
        if self._sharp:
            self._sharp.leave(None)
        if self._teller:
            await self._teller.close()
        if self._door:
            await self._door.close()

    def _beat(self, heart: Heart) -> None:
        """A supervisor that is gone cannot clean up after the kiosk any more: end now."""
        if not heart.beat():
            self.leave()

    def leave(self) -> None:
        """End cleanly, as a supervisor asks for it."""
        self.act(Leave("stopped"))

    def act(self, action: Action) -> None:
        """Let the kiosk do something, write what happened, and show the page."""
        self._note_start()
        before = self.kiosk
        after, happened = before.do(action, self.clock())
        self._went_on(before, after, happened)
        self._tell()

    def look_at_the_clock(self) -> None:
        """Whether the time has come for something."""
        before = self.kiosk
        after, happened = before.tick(self.clock())
        self._went_on(before, after, happened)
        if (before.page, before.inviting) != (self.kiosk.page, self.kiosk.inviting):
            self._tell()

    def _went_on(self, before: Kiosk, after: Kiosk, happened: tuple[Event, ...]) -> None:
        """An answer is on disk before the patient sees what became of it."""
        if happened and before.visit:
            after = after.do(Saved(self.recorder.keep(before.visit.key, happened)), self.clock())[0]
        self.ended = next((event.reason for event in happened if isinstance(event, Terminated)), self.ended)
        after = self._supply.of(after, self.clock())
        if after.paper:
            after = self._put_on_paper(after, after.paper)
        if before.visit and not after.visit:
            self._forget()
        self._changed_size(before, after)
        self._become(after)
        if after.choosing and (after.offers is None or not before.choosing):
            self._read_offers()
        if after.over:
            self.exit()

    def _changed_size(self, before: Kiosk, after: Kiosk) -> None:
        if before.comfort.size != after.comfort.size:
            self._resize(after.comfort.size)

    def _note_start(self) -> None:
        """The visit with which the app began goes to the journal after the first frame, and before anything else."""
        happened, self._started = self._started, ()
        if happened and self.kiosk.visit:
            kept = self.recorder.keep(self.kiosk.visit.key, happened)
            self.recorder.note_ticket(self.kiosk.visit)
            self._become(self.kiosk.do(Saved(kept), self.clock())[0])

    def _resize(self, size: Size) -> None:
        """Letters of this size, where the terminal's own can be changed."""
        if self._font and size == "usual":
            self._font.reset()
        elif self._font:
            self.run_worker(self._font.show(size), exclusive=True)

    def _put_on_paper(self, kiosk: Kiosk, paper: Paper) -> Kiosk:
        """Printing, beside the page: CUPS may take seconds."""
        words = kiosk.words.review
        if self._printer is None:
            return kiosk.printed(words.failed)
        put = partial(self._put, self._printer, paper, words)
        self.run_worker(put, thread=True, group="print", exit_on_error=False)
        return kiosk.printed(words.printing)

    def _put(self, printer: "Printer", paper: Paper, words: ReviewWords) -> None:
        told = words.failed
        try:
            told = printer.put(paper, words)
        except OutputError as error:
            _log.error("%s", error)
        finally:
            self.call_from_thread(self._printed, told)

    @on(Worker.StateChanged)
    def _note_failure(self, event: Worker.StateChanged) -> None:
        """What went wrong in printing ends no visit, and is known all the same."""
        if event.worker.group == "print" and (error := event.worker.error):
            _log.error("Printing: %s", "".join(traceback.format_exception(error)))

    def _printed(self, told: str) -> None:
        """Only the staff hear of it: where a file is, is nothing for a patient."""
        if self.kiosk.staff and self.kiosk.staff.reviews:
            self._become(self.kiosk.printed(told))
            self._tell()

    def _forget(self) -> None:
        """Nothing of a visit that is over can be scrolled back to."""
        if self._driver:
            self._driver.write(FORGET)

    def _become(self, kiosk: Kiosk) -> None:
        scans = kiosk.comfort.switches == "one"
        if scans != (self._scanner is not None) or kiosk.comfort.scan != self.kiosk.comfort.scan:
            self._scan(kiosk.comfort.scan if scans else None)
        self.kiosk = kiosk
        self._show()
        self._set_alarm()

    def _scan(self, seconds: float | None) -> None:
        """For one switch, the focus goes round by itself."""
        if self._scanner:
            self._scanner.stop()
        self._scanner = self.set_interval(seconds, self.scan) if seconds else None

    def scan(self) -> None:
        """The focus goes on by itself, and says where it is; not while a page is being read aloud."""
        if self.reader and not self.kiosk.waiting and not (self._teller and self._teller.speaking):
            self._draw(self.reader.move(1))
            self._tell()

    def _set_alarm(self) -> None:
        """One timer, for the next moment at which anything changes by itself."""
        if self._alarm:
            self._alarm.stop()
            self._alarm = None
        if self.kiosk.deadline is not None:
            self._alarm = self.set_timer(max(0.01, self.kiosk.deadline - self.clock()), self.look_at_the_clock)

    def move_words(self) -> None:
        """Nothing burns in: the waiting page's words stand somewhere else each minute."""
        if self.kiosk.page.kind == "waiting":
            self._drift += 1
            self._show()

    def _show(self) -> None:
        columns, rows = self._grid
        if not columns or not rows:
            return
        row = self.kiosk.words.row
        large = self.kiosk.comfort.size == "largest" and not self._font
        opened = partial(
            Reader.open,
            columns=columns,
            rows=rows,
            row=row,
            drift=self._drift,
            fingers=self._fingers,
            pictures=self._pictures,
            large=large,
        )
        if columns < LEAST_COLUMNS or rows < LEAST_ROWS:
            page = Page("too-small", "waiting", self.kiosk.words.trouble.too_small, (), ())
        else:
            if visit := self.kiosk.visit:
                self.kiosk = self.kiosk.showing_squares(self._room.has(visit, (columns, rows, large), opened))
            page = self.kiosk.page
        if self.reader is None:
            self.reader = opened(page)
        else:
            self.reader = replace(self.reader, row=row, large=large).show(page, columns, rows, self._drift)
        self._draw(self.reader)
        if (
            page.kind == "to-ask" and self.kiosk.visit
        ):  # the last pages are near, and a square takes longer than a frame
            look = partial(self._room.look, self.kiosk.visit, (columns, rows, large), opened)
            self.call_after_refresh(partial(self.run_worker, look, thread=True, group="squares", exclusive=True))

    def _draw(self, reader: Reader) -> None:
        self.reader = reader
        marked = highlighted(reader.leaf, *self._spoken) if self._spoken else None
        comfort = self.kiosk.comfort
        leaf = DARK if comfort.dark else marked or reader.leaf
        palette = PALETTES["night" if comfort.dark else comfort.colours]
        if self._sharp:
            self._sharp.leave(leaf.picture, palette.veil)
            self._surround(palette.ground)
        self._view.draw(leaf, reader.focus, reader.columns, palette)
        if self._sharp and leaf.picture:
            self.call_after_refresh(self._sharpen)
        if cursor := reader.leaf.cursor(reader.focus):
            self.cursor_position = Offset(*cursor)

    def _sharpen(self) -> None:
        """After the frame: by then another page may stand there."""
        if self._sharp and self.reader:
            self._sharp.show(self.reader.leaf.picture, self._view.palette.veil)

    def _surround(self, ground: str) -> None:
        """Pixels of kitty's window that are too few for a cell have the colour of the page too."""
        if isinstance(self._driver, KioskDriver):
            self._driver.surround(ground)

    def _send(self, text: str) -> None:
        """Write to the terminal, after what was drawn before."""
        if self._driver:
            self._driver.write(text)

    async def on_event(self, event: events.Event) -> None:
        """Keys never reach a widget: here they become presses, on the page as it is now. Pasted text is nothing."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._key(event.key, event.character or "")
        elif not isinstance(event, events.Paste):
            await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """The same page on the new grid, at the same place."""
        self._grid = event.size
        self._show()

    def _key(self, key: str, letter: str) -> None:
        self._mean(self._hands.key(key, letter, self.kiosk.page.kind))

    def _release(self) -> None:
        self._mean(self._hands.released())

    def _mean(self, meant: Iterable[Meant]) -> None:
        """Digits choose where there is nothing to write."""
        for one in meant:
            if isinstance(one, str):
                self._press(one)
            elif isinstance(one, Type) and one.letter.isdigit() and self.kiosk.page.kind not in ("find", "ticket"):
                self._press(one.letter)
            else:
                self.act(one)
        if self._hands.wait:
            self.set_timer(BURST, self._release)

    def _press(self, key: str) -> None:
        if self.reader:
            moves = key == MOVER and self.kiosk.comfort.switches == "two"
            reader, action = self.reader.press("down" if moves else PRESSES.get(key, ""))
            self._draw(reader)
            self.act(action)

    @on(PageView.Touched)
    def _touch(self, event: PageView.Touched) -> None:
        """A touch presses the target on which it began and ended; any other is only a sign of life, as a key is."""
        if self.reader is None:
            return
        reader = self.reader
        action: Action = Stir()
        target = reader.leaf.at(*event.began)
        within = target is not None and target == reader.leaf.at(*event.ended)
        if self.kiosk.cleaning:
            self.act(self._hands.wiped(event.seconds, within=within))
            return
        if target and within and self._hands.touches(target):
            reader, action = reader.touch(target)
            self._draw(reader)
        self.act(action)

    def _fatal_error(self) -> None:
        """A private name of Textual's: its own would print local variables on the patient's screen."""
        error = self._exception
        if error is not None:
            _log.critical("The kiosk ended: %s", "".join(traceback.format_exception(error)))
        self._close_messages_no_wait()

    def panic(self, *renderables: Any) -> None:
        """Log and end; nothing of it is shown."""
        for one in renderables:
            _log.critical("The kiosk ended: %s", type(one).__name__, exc_info=isinstance(one, Exception) and one)
        self._return_code = 1
        self._close_messages_no_wait()
