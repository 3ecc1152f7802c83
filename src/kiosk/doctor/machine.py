"""The machine that is looked at: its files under a root, its environment, its terminal. A test has one of its own."""

import os
import pwd
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Machine:
    """What can be asked without changing anything."""

    root: Path
    """Under it are `proc`, `etc`, `run` and `usr`."""
    environment: Mapping[str, str]
    grid: tuple[int, int] | None
    """The terminal's columns and rows; None without one."""
    now: datetime
    user: str
    """Who runs this."""

    @classmethod
    def here(cls) -> "Machine":
        """This one."""
        return cls(Path("/"), os.environ, _grid(), datetime.now().astimezone(), pwd.getpwuid(os.geteuid()).pw_name)

    @property
    def is_linux(self) -> bool:
        """Whether there is a `/proc` to ask that shows other users' programs too."""
        return self.has("proc/1")

    def text(self, path: str) -> str:
        """A file's text; empty if it is not there or cannot be read."""
        try:
            return (self.root / path).read_text("utf-8", errors="replace")
        except OSError:
            return ""

    def texts(self, *patterns: str) -> Iterator[str]:
        """The text of every file that fits, in the order in which a program would read them."""
        for pattern in patterns:
            for file in sorted(self.root.glob(pattern)):
                yield self.text(str(file.relative_to(self.root)))

    def has(self, path: str) -> bool:
        """Whether there is such a file or folder."""
        return (self.root / path).exists()

    def programs(self) -> Iterator[list[str]]:
        """Every running program's command line, in words."""
        for text in self.texts("proc/[0-9]*/cmdline"):
            if text:
                yield text.replace("\0", " ").split()

    def runs(self, *names: str) -> bool:
        """Whether a program of one of these names runs."""
        return any(Path(words[0]).name in names for words in self.programs())


def _grid() -> tuple[int, int] | None:
    if not sys.stdout.isatty() or "SSH_CONNECTION" in os.environ:  # that is somebody else's screen
        return None
    size = os.get_terminal_size(sys.stdout.fileno())
    return (size.columns, size.lines) if size.columns and size.lines else None
