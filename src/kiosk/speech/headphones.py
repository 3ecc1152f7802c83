"""Whether headphones are plugged in, as the sound server or the sound card tells."""

import os
import re
import subprocess
from collections.abc import Callable, Sequence

Ask = Callable[[Sequence[str]], str]
"""Runs a program; what it printed, empty if it is not here or fails."""

_PATIENCE = 0.5
"""Seconds for an answer."""

_UNPLUGGED = re.compile(r"not available", re.I)
_JACK = re.compile(r"Headphone[^\n]*Jack'\n(?:[ ;|][^\n]*\n)*?[^\n]*values=on", re.I)
"""A control of the card that reports the plug, as `amixer contents` prints it."""


def run(command: Sequence[str]) -> str:
    """What a program prints, in English; empty if it is not here, fails or hangs."""
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PATIENCE,
            env={**os.environ, "LC_ALL": "C"},
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def plugged_in(ask: Ask = run) -> bool:
    """Whether headphones are plugged in; where nobody knows, they are not."""
    ports = [line for line in ask(["pactl", "list", "sinks"]).splitlines() if "type: Headphones" in line]
    if ports:
        return any(not _UNPLUGGED.search(line) for line in ports)
    return _JACK.search(ask(["amixer", "contents"])) is not None
