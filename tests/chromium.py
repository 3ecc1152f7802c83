"""A headless Chromium that opens a file, is used by keys, and is asked what it shows.

Spoken to over its debugging pipe: neither a driver nor a socket is needed.
"""

import json
import os
import shutil
import subprocess
import sys
from base64 import b64decode
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")

_PIPES = """
import fcntl, os, sys
to, back = (fcntl.fcntl(int(one), fcntl.F_DUPFD, 10) for one in sys.argv[1:3])  # out of the way of 3 and 4
os.dup2(to, 3)
os.dup2(back, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""Starts what is named with its pipes as 3 and 4, where the browser looks for them."""

KEYS = {"Tab": 9, "Enter": 13, " ": 32, "End": 35}


class Page:
    """One page in the browser."""

    def __init__(self, process: "subprocess.Popen[bytes]", to: int, back: int) -> None:
        self._process = process
        self._to = to
        self._back = back
        self._rest = b""
        self._number = 0
        self._session = ""
        target = self._ask("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._ask("Page.enable")

    def open(self, file: Path, width: int = 1000, height: int = 800) -> None:
        """Open a file, in a window of this size, and wait until it is there."""
        self._ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        self._ask("Page.navigate", url=file.absolute().as_uri(), until="Page.loadEventFired")

    def look(self, expression: str) -> Any:
        """What an expression in the page gives."""
        found = self._ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    def printed(self, paper: tuple[float, float]) -> bytes:
        """What comes out on paper of this width and height in inches, as PDF."""
        found = self._ask("Page.printToPDF", paperWidth=paper[0], paperHeight=paper[1])
        return b64decode(found["data"])

    def press(self, key: str) -> None:
        """Press a key."""
        text = {"Enter": "\r", " ": " "}.get(key, "")
        about = {"key": key, "code": {" ": "Space"}.get(key, key), "windowsVirtualKeyCode": KEYS[key]}
        self._ask("Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", text=text, **about)
        self._ask("Input.dispatchKeyEvent", type="keyUp", **about)

    def _ask(self, method: str, until: str = "", **parameters: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        answer: dict[str, Any] | None = None
        happened = not until
        while answer is None or not happened:
            said = self._next()
            if said.get("id") == self._number:
                assert "error" not in said, said
                answer = said["result"]
            happened = happened or said.get("method") == until
        return answer

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            more = os.read(self._back, 65536)
            assert more, "the browser ended"
            self._rest += more
        one, self._rest = self._rest.split(b"\0", 1)
        said: dict[str, Any] = json.loads(one)
        return said


@contextmanager
def chromium() -> Iterator[Page]:
    """A browser with an empty page; without one on this machine the test is skipped, and says so."""
    command = next((found for name in NAMES if (found := shutil.which(name))), None)
    if command is None:
        pytest.skip("there is no Chromium here; on Debian: apt-get install --no-install-recommends chromium")
    to_child, to = os.pipe()
    back, from_child = os.pipe()
    with TemporaryDirectory() as profile:
        arguments = ["--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run"]
        process = subprocess.Popen(
            [
                sys.executable,
                "-c",
                _PIPES,
                f"{to_child}",
                f"{from_child}",
                command,
                *arguments,
                f"--user-data-dir={profile}",
            ],
            pass_fds=(to_child, from_child),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        try:
            yield Page(process, to, back)
        finally:
            os.close(to)
            process.terminate()
            process.wait(20)
            os.close(back)
