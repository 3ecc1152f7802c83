"""The terminal's driver: no byte that a terminal can send ends the kiosk or leaves it deaf.

Textual's own driver ends the app at a byte that is not UTF-8, and waits for ever for the end of an unfinished paste.
Private names of Textual 8.2.8 stand here, which is pinned for them: the two modules that begin with an underscore,
`XTermParser._sequence_to_key_events`, and `_query_in_band_window_resize`, `_sigtstp_application` and
`_sigcont_application` of the driver.
"""

import codecs
import logging
import os
import re
import signal
from collections.abc import Iterator
from select import select

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys
from textual.message import Message
from textual.messages import TerminalSupportsSynchronizedOutput

_logger = logging.getLogger(__name__)

_ESCAPE = "\x1b"
_PASTE = "\x1b[200~"

_QUIET = 0.1
"""Seconds without a byte after which nothing more is expected of an unfinished sequence."""

_LONGEST = 256
"""Characters after which an unfinished sequence is given up; no terminal's answer is as long."""

_PART = re.compile(r"\x1b(\[(\[|M.{0,2}|[0-?]*[ -/]*)|O|[]P^_X][ -~]*)?")
"""The beginning of a sequence: a key (CSI, SS3), an old mouse report, or a string (OSC, DCS, APC, PM, SOS)."""

_WHOLE = re.compile(r"\x1b(\[(\[.|M...|[0-?]*[ -/]*[@-~])|O[ -~]|\\)")
"""A key or a report, complete, or what ends a string. The string itself is dropped: none means anything here."""

_MOUSE = re.compile(r"\x1b\[<\d{1,3};\d{1,5};\d{1,5}[Mm]")
_DRAWS_AT_ONCE = re.compile(r"\x1b\[\?2026;[1-4]\$y")
_COMMAND = re.compile(r"\x1b\][^\x07\x1b]*(\x07|\x1b\\)?")
"""An operating system command: a link, a title, the clipboard, the pointer's shape. Pages need none."""

_NO_KEY = re.compile("[\x80-\x9f\ufffd]")
"""What stands for a byte that could not be read, and control characters that no keyboard has."""


class Sieve:
    """Cuts what a terminal sends into whole keys and reports. Pastes, strings and what is never finished fall through.

    Alt is ignored: Alt and Enter is Enter.
    """

    def __init__(self) -> None:
        self._held = ""

    def feed(self, text: str) -> Iterator[str]:
        """The keys and reports that this text completes, each as the terminal wrote it."""
        for character in text:
            if found := self._take(character):
                yield found

    def quiet(self) -> Iterator[str]:
        """Nothing came for a while: a lone ESC was the Escape key, anything else unfinished is dropped."""
        held, self._held = self._held, ""
        if held == _ESCAPE:
            yield held

    def _take(self, character: str) -> str:
        before = self._held
        held = before + character
        if character == _ESCAPE:
            # It begins anew, even in a paste: terminals paste none, so this is the paste's end, or that was lost.
            self._held = _ESCAPE
            return _ESCAPE if before == _ESCAPE else ""
        if before == _PASTE:
            return ""
        if before and (held == _PASTE or (len(held) <= _LONGEST and _PART.fullmatch(held))):
            self._held = held
            return ""
        self._held = ""
        if before and _WHOLE.fullmatch(held):
            return held
        return "" if _NO_KEY.match(character) else character


class KioskDriver(LinuxDriver):
    """Textual's driver for Linux and macOS, with an input thread that outlives whatever is typed."""

    _around = ""
    """The colour of what lies around the cells; empty while it is the terminal's own."""

    def write(self, data: str) -> None:
        """Writes on the terminal; commands to what runs around it never leave the kiosk."""
        super().write(_COMMAND.sub("", data) if "\x1b]" in data else data)

    def surround(self, colour: str) -> None:
        """Give what lies around the cells a colour, such as #1b2730: the one command that a page may need."""
        if colour != self._around:
            super().write(f"\x1b]11;{colour}\x1b\\")
            self._around = colour

    def start_application_mode(self) -> None:
        """Takes the terminal over, and takes back three things that Textual asks of it."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # Keys stay as every terminal sends them: kitty's own codes report Shift alone as a key too. No reports of the
        # window's focus: a forged one would take the focus from the page's button.
        # The cursor is seen, as a steady bar: a braille line and a console's screen reader follow it to the focus.
        self.write("\x1b[<u\x1b[?1004l\x1b[6 q\x1b[?25h")

    def stop_application_mode(self) -> None:
        """Gives the terminal back; where it has no second screen, the page would stay on the first."""
        if self._around:
            super().write("\x1b]111\x1b\\")
        self.write("\x1b[0 q\x1b[0m\x1b[2J\x1b[H")
        super().stop_application_mode()

    @property
    def can_suspend(self) -> bool:
        """Never: there is nothing behind the kiosk."""
        return False

    def run_input_thread(self) -> None:
        """Reads until the app ends, and passes on whole keys, the mouse, and nothing else."""
        try:
            self._listen()
        except Exception:
            _logger.critical("Keys cannot be read any more", exc_info=True)
            raise  # Textual ends the app

    def _listen(self) -> None:
        decode = codecs.getincrementaldecoder("utf-8")(errors="replace").decode
        sieve = Sieve()
        # Textual's debug mode would write every key into a file.
        parser = XTermParser(debug=False)
        while not self.exit_event.is_set():
            if not select([self.fileno], [], [], _QUIET)[0]:
                self._pass_on(parser, sieve.quiet())
            elif data := self._read():
                self._pass_on(parser, sieve.feed(decode(data)))
            else:
                # The terminal is gone, which the app hears as a hang-up; reading on would be a busy loop.
                signal.raise_signal(signal.SIGHUP)
                return

    def _read(self) -> bytes:
        """What the terminal sent; empty when it is gone."""
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""

    def _pass_on(self, parser: XTermParser, found: Iterator[str]) -> None:
        for sequence in found:
            try:
                for message in _messages(parser, sequence):
                    self.process_message(message)
            except Exception:
                _logger.exception("A key was lost")

    def _query_in_band_window_resize(self) -> None:
        """Not asked: its answers arrive as input, and a forged one would give the page any size. SIGWINCH is enough."""

    def _sigtstp_application(self, *_: object) -> None:
        """A request to stop is ignored."""

    def _sigcont_application(self, *_: object) -> None:
        """After a stop all goes on; Textual would start a second input thread here."""


def _messages(parser: XTermParser, sequence: str) -> Iterator[Message]:
    """What a whole sequence means: only known keys, the mouse and one report mean anything."""
    if len(sequence) == 1 or sequence in ANSI_SEQUENCES_KEYS:
        for key in parser._sequence_to_key_events(sequence):
            if key.key != Keys.Ignore:
                yield key
    elif _MOUSE.fullmatch(sequence):
        mouse = parser.parse_mouse_code(sequence)
        if mouse is not None:
            yield mouse
    elif _DRAWS_AT_ONCE.fullmatch(sequence):
        yield TerminalSupportsSynchronizedOutput()
