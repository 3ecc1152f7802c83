"""A disk with little room on it, for one command: seen by nobody else, and gone when it ends."""

import shlex
import subprocess
from pathlib import Path

import pytest

from folders import KIOSK, nobodys


def on_a_small_disk(place: Path, *arguments: str, kilobytes: int) -> tuple[subprocess.CompletedProcess[str], list[str]]:
    """Runs the installed command while `place / "disk"` is a small disk; how it ended, and what is on the disk then."""
    disk = place / "disk"
    disk.mkdir()
    _needs_a_disk_of_its_own(disk)
    command = shlex.join(map(str, (KIOSK, *arguments)))
    mount = f"mount -t tmpfs -o size={kilobytes}k none {shlex.quote(str(disk))}"
    script = f"{mount} && echo there > {disk}/there; {command}; code=$?; ls -A {disk} > {place}/listed; exit $code"
    ended = subprocess.run(
        ["unshare", "-m", "sh", "-c", script],
        capture_output=True,
        text=True,
        env=nobodys(place),
        timeout=60,
        check=False,
    )
    return ended, (place / "listed").read_text().split()


def _needs_a_disk_of_its_own(disk: Path) -> None:
    try:
        mounted = subprocess.run(
            ["unshare", "-m", "mount", "-t", "tmpfs", "none", disk], capture_output=True, check=False
        ).returncode
    except FileNotFoundError:
        mounted = 1
    if mounted:
        pytest.skip("this user may not mount a small disk (it takes unshare and the right to mount)")
