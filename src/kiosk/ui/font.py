"""The size of the terminal's own letters, where it lets us change it: in kitty, through its private socket.

The same request printed on the terminal is refused in kitty's mode `socket-only`, so content cannot make it. Writing to
the socket takes some milliseconds; kitty's own command line takes 280.
"""

import asyncio
import json
import logging
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from kiosk.ui.cell import cell
from kiosk.visit.comfort import Size

_log = logging.getLogger(__name__)

SIZES: tuple[Size, ...] = ("usual", "large", "largest", "small")
"""In the order in which one key offers them."""

_TIMES: dict[Size, float] = {"small": 3.5 / 4.8, "usual": 1.0, "large": 6.4 / 4.8, "largest": 8.5 / 4.8}
"""Heights of capitals beside the usual one (VVSG 2.0, 7.1-G: 3.5, 4.8, 6.4 and 8.5 mm)."""

_PROBE = 20.0
"""Points that are set once, to learn how many points the usual letters have."""

_PATIENCE, _STEP = 0.2, 0.004
"""Seconds to wait for the terminal to show that size, and between two looks."""


class Font(Protocol):
    """Letters whose size can be changed."""

    async def show(self, size: Size) -> None:
        """Letters of this size."""

    def reset(self) -> None:
        """Letters of the usual size, at once: the kiosk may be ending."""


class KittyFont:
    """kitty's letters."""

    def __init__(self, address: Path, cell_height: Callable[[], float]) -> None:
        """kitty's letters.

        Args:
            address: The socket on which it listens.
            cell_height: The height of a cell of the terminal now, in pixels.
        """
        self._address = address
        self._cell_height = cell_height
        self._points = 0.0
        """Of the usual letters; 0 until it is known."""

    async def show(self, size: Size) -> None:
        """Letters of this size."""
        if not self._points:
            self._points = await self._measured()
        self._set(self._points * _TIMES[size])

    def reset(self) -> None:
        """Letters of the usual size, at once."""
        self._set(0)

    async def _measured(self) -> float:
        """How many points the usual letters have."""
        usual = self._cell_height()
        self._set(_PROBE)
        for _ in range(round(_PATIENCE / _STEP)):
            if self._cell_height() != usual:
                break
            await asyncio.sleep(_STEP)
        return _PROBE * usual / self._cell_height()

    def _set(self, points: float) -> None:
        """Ask for so many points; 0 is what kitty was started with."""
        command = {
            "cmd": "set-font-size",
            "version": [0, 26, 0],
            "no_response": True,
            "payload": {"size": round(points, 1), "all": True},
        }
        try:
            with socket.socket(socket.AF_UNIX) as kitty:
                kitty.connect(str(self._address))
                kitty.sendall(b"\x1bP@kitty-cmd" + json.dumps(command).encode() + b"\x1b\\")
        except OSError as error:
            _log.error("The size of the letters cannot be changed: %s", error)


def kitty_font(environment: Mapping[str, str]) -> KittyFont | None:
    """kitty's letters, if this is kitty and it listens to us alone."""
    address = environment.get("KITTY_LISTEN_ON", "")
    if not address.startswith("unix:/") or "TMUX" in environment:
        return None
    return KittyFont(Path(address.removeprefix("unix:")), lambda: cell().height)
