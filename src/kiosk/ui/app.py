"""The kiosk on a screen: a thin app that passes keys to the kiosk and shows its page."""

import logging
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from textual import events, on
from textual.screen import Screen

from kiosk.content.library import Library
from kiosk.door import Door, Reply
from kiosk.journal.recorder import Recorder
from kiosk.model.action import Action, Leave, LoseVoice, ReadOut, Reason, Saved, Spoke, Stir, Type
from kiosk.model.event import Event, Terminated
from kiosk.model.paper import Paper
from kiosk.starting import Starter
from kiosk.supervision import Heart
from kiosk.supply import Supply
from kiosk.ui.alarm import Alarm
from kiosk.ui.aloud import Aloud, NewTeller
from kiosk.ui.cell import cell
from kiosk.ui.fingers import Fingers
from kiosk.ui.font import Font
from kiosk.ui.hands import Hands, Meant
from kiosk.ui.keys import BURST, MOVER, PRESSES
from kiosk.ui.kitty import Sharp
from kiosk.ui.locked_app import LockedApp
from kiosk.ui.page_screen import PageScreen
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Pictures
from kiosk.ui.reader import Reader
from kiosk.ui.scanning import Scanning
from kiosk.ui.signals import Signals
from kiosk.ui.view import PageView
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.order import Order

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.printer import Printer
    from kiosk.speech.error import Kind
    from kiosk.speech.narrator import Utterance
    from kiosk.speech.teller import Word

_log = logging.getLogger(__name__)

DRIFT_EVERY = 60.0
"""Seconds after which the words of the waiting page move."""

READ_AFTER = 0.3
"""Seconds after the first page at which the walkthroughs are read."""

TIDY_EVERY = 3600.0
"""Seconds after which what is too old is forgotten, and visits of dead processes are closed."""


class KioskApp(LockedApp, inherit_bindings=False):
    """Keys and touches in, pages out."""

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
        super().__init__(signals, heart)
        self.kiosk = kiosk
        self.recorder = recorder
        self.clock = clock
        self.ended: Reason | None = None
        """Why the last visit ended."""
        self._started = started
        self._aloud = Aloud(voice, self._hear, self._lose_voice, self._read_out) if voice else None
        self._door = door
        self._printer = printer
        self._supply = Supply(Starter(library, recorder, new_id))
        self._hands = Hands(clock)
        self._font = font
        self._fingers = fingers
        self._pictures = Pictures(library.drawings, cell if sharp else None)
        self._sharp = Sharp(library.drawings, self.send, cell) if sharp else None
        self._alarm = Alarm(self, self.look_at_the_clock)
        self._scanning = Scanning(self, self.scan)

    def get_default_screen(self) -> Screen[None]:
        """The one screen."""
        view = PageView(PALETTES[self.kiosk.comfort.colours], self.clock)
        self._pages = PageScreen(view, self._pictures, self._font, self._fingers, self._sharp, self.surround)
        return self._pages

    @property
    def reader(self) -> Reader | None:
        """Where one is on the page that stands now."""
        return self._pages.reader

    def on_mount(self) -> None:
        """Show the first page, and read after it what it does not need."""
        self.answer_for_itself()  # before the first page: whoever never beat has shown none
        self._pages.fit(self.size)
        self._become(self.kiosk)
        self.set_interval(DRIFT_EVERY, self.move_words)
        self.call_after_refresh(self._settle_in)

    def _settle_in(self) -> None:
        """What can wait until a page stands on the screen."""
        self._note_start()
        if self._aloud:
            self.set_timer(READ_AFTER, self._aloud.start)
            if self.kiosk.comfort.voice and not self._aloud.started:
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
        after, reply = self._supply.starter.answer(self.kiosk, order, self.clock())
        if after:
            self.forget()
            self._become(after)
            self._tell()
        return reply

    def _tell(self) -> None:
        """Let the voice know what stands here now; whatever it was saying ends."""
        if self._aloud:
            self._aloud.tell(self.kiosk, self.reader)

    def _hear(self, utterance: "Utterance | None", word: "Word | None") -> None:
        """What is said is marked; while a page is read aloud, nobody is asked whether they are there."""
        if utterance and not word:
            self.kiosk = self.kiosk.do(Spoke(), self.clock())[0]
            self._set_alarm()
        self._pages.mark(utterance, word)

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
        if self._aloud:
            await self._aloud.close()
        if self._door:
            await self._door.close()

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
            self.forget()
        self._become(after)
        if after.choosing and (after.offers is None or not before.choosing):
            self._read_offers()
        if after.over:
            self.exit()

    def _note_start(self) -> None:
        """The visit with which the app began goes to the journal after the first frame, and before anything else."""
        happened, self._started = self._started, ()
        if happened and self.kiosk.visit:
            kept = self.recorder.keep(self.kiosk.visit.key, happened)
            self.recorder.note_ticket(self.kiosk.visit)
            self._become(self.kiosk.do(Saved(kept), self.clock())[0])

    def _put_on_paper(self, kiosk: Kiosk, paper: Paper) -> Kiosk:
        """Printing, beside the page: CUPS may take seconds."""
        words = kiosk.words.review
        if self._printer is None:
            return kiosk.printed(words.failed)
        put = partial(self._printer.put_and_tell, paper, words, partial(self.call_from_thread, self._printed))
        self.run_worker(put, thread=True, group="Printing", exit_on_error=False)
        return kiosk.printed(words.printing)

    def _printed(self, told: str) -> None:
        """Only the staff hear of it: where a file is, is nothing for a patient."""
        if self.kiosk.staff and self.kiosk.staff.reviews:
            self._become(self.kiosk.printed(told))
            self._tell()

    def _become(self, kiosk: Kiosk) -> None:
        self._scanning.suit(kiosk.comfort)
        self.kiosk = kiosk
        self._show()
        self._set_alarm()

    def scan(self) -> None:
        """The focus goes on by itself, and says where it is; not while a page is being read aloud."""
        if not self.kiosk.waiting and not (self._aloud and self._aloud.speaking):
            self._pages.move()
            self._tell()

    def _set_alarm(self) -> None:
        self._alarm.set(self.kiosk.deadline, self.clock())

    def move_words(self) -> None:
        """Nothing burns in: the waiting page's words stand somewhere else each minute."""
        if self.kiosk.page.kind == "waiting":
            self._pages.move_words()
            self._show()

    def _show(self) -> None:
        self.kiosk = self._pages.knowing_room(self.kiosk)
        self._pages.show(self.kiosk)

    async def on_event(self, event: events.Event) -> None:
        """Keys never reach a widget: here they become presses, on the page as it is now. Pasted text is nothing."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._key(event.key, event.character or "")
        elif not isinstance(event, events.Paste):
            await super().on_event(event)

    def on_resize(self, event: events.Resize) -> None:
        """The same page on the new grid, at the same place."""
        self._pages.fit(event.size)
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
        moves = key == MOVER and self.kiosk.comfort.switches == "two"
        if action := self._pages.press("down" if moves else PRESSES.get(key, "")):
            self.act(action)

    @on(PageView.Touched)
    def _touch(self, event: PageView.Touched) -> None:
        """A touch presses the target on which it began and ended; any other is only a sign of life, as a key is."""
        target = self._pages.touched(event)
        if self.kiosk.cleaning:
            self.act(self._hands.wiped(event.seconds, within=bool(target)))
            return
        counts = target and self._hands.touches(target)
        self.act((self._pages.touch(target) if target and counts else None) or Stir())
