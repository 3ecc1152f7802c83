"""Gives a terminal back clean, whatever state a program that died left it in. Only Python's own library is needed."""

import os
import termios
import textwrap
from contextlib import suppress
from select import select
from typing import Any

_MODES = (6, 9, 1000, 1002, 1003, 1004, 1005, 1006, 1015, 1016, 2004, 2026, 2048)
"""Origin, every kind of mouse report, focus reports, pastes in brackets, a frame held back, reports of the size."""

CUT_OFF = "\x18\x1b\\"
"""The end of a sequence or a string that was cut off."""

RESET = "".join(
    (
        *(f"\x1b[?{mode}l" for mode in _MODES),
        "\x1b[<u\x1b[?1049l\x1b[<u",  # kitty's own key codes, which each screen has for itself; the second screen
        "\x1b[r\x1b[4l\x1b[?1l\x1b>\x1b(B\x0f",  # scrolling, inserting, the keys' modes, the characters' set
        "\x1b[m\x1b[?7h\x1b[?25h\x1b]111\x1b\\",  # no colour, lines that wrap, the cursor, the colour around the cells
    )
)
"""Takes back all that the kiosk, or anything like it, asks of a terminal. What stands on the first screen stays."""

CLEAR = "\x1b[H\x1b[2J\x1b[3J"
"""Nothing on the screen, and nothing to scroll back to."""

_LOCAL, _INPUT, _OUTPUT = 3, 0, 1
"""Places in what `termios.tcgetattr` gives."""

_PATIENCE = 1.0
"""Seconds after which a terminal that takes no bytes is left alone."""


class Terminal:
    """The terminal that several programs have in turn. Nothing here fails because it is gone."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._found = self._attributes()

    @property
    def gone(self) -> bool:
        """Whether it was taken away."""
        return self._attributes() is None

    def hush(self) -> None:
        """While no kiosk runs: what is typed is not shown, and sends no signal."""
        self._set(echo=False)

    def clean(self, *, keep_text: bool = False) -> None:
        """Take back what a program asked of it.

        Args:
            keep_text: Leave what stands on the first screen; it is no page.
        """
        with suppress(termios.error):
            termios.tcflow(self._descriptor, termios.TCOON)
            # Keys meant for the dead, and the rest of a frame.
            termios.tcflush(self._descriptor, termios.TCIFLUSH if keep_text else termios.TCIOFLUSH)
        self._write(CUT_OFF + RESET if keep_text else CUT_OFF + CLEAR + RESET + CLEAR)

    def say(self, words: str) -> None:
        """Show this sentence, alone."""
        columns, rows = self._size()
        lines = textwrap.wrap("".join(filter(str.isprintable, words)), max(1, columns - 4)) or [""]
        left = (columns - max(map(len, lines))) // 2
        top = max(1, (rows - len(lines)) // 2)
        placed = (f"\x1b[{top + number};{left + 1}H{line}" for number, line in enumerate(lines))
        self._write(CLEAR + "\x1b[?25l" + "".join(placed))

    def wipe(self) -> None:
        """Nothing on the screen."""
        self._write(CLEAR)

    def give_back(self) -> None:
        """As it was found, and in any case as a person can use it: with echo, lines and signals."""
        self._set(echo=True)
        self._write("\x1b[?25h")

    def _attributes(self) -> list[Any] | None:
        try:
            return termios.tcgetattr(self._descriptor)
        except termios.error:
            return None

    def _set(self, *, echo: bool) -> None:
        if self._found is None:
            return
        wanted = list(self._found)
        typing = termios.ECHO | termios.ECHOE | termios.ICANON | termios.ISIG | termios.IEXTEN
        wanted[_LOCAL] = wanted[_LOCAL] | typing if echo else wanted[_LOCAL] & ~typing
        wanted[_INPUT] |= termios.ICRNL
        wanted[_OUTPUT] |= termios.OPOST | termios.ONLCR
        with suppress(termios.error):
            termios.tcsetattr(self._descriptor, termios.TCSANOW, wanted)

    def _size(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._descriptor)
        except OSError:
            return 80, 24
        return size.columns or 80, size.lines or 24

    def _write(self, text: str) -> None:
        data = text.encode()
        with suppress(OSError):
            while data and select([], [self._descriptor], [], _PATIENCE)[1]:
                data = data[os.write(self._descriptor, data[:512]) :]
