"""The printer: CUPS takes the page as text where there is one, else it is saved as a file for a browser."""

import logging
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import field
from itertools import chain, count
from pathlib import Path
from threading import Lock

from kiosk.journal.whole_file import whole_text
from kiosk.model.error import OutputError
from kiosk.model.frozen import dataclass
from kiosk.model.paper import Paper
from kiosk.model.staff_words import ReviewWords

_log = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds in which CUPS must have taken a page; it prints it later."""


@dataclass(frozen=True, slots=True)
class Printer:
    """Where pages go."""

    folder: Path
    """For files, where no printer takes a page."""
    command: str = "lp"
    """CUPS's own."""
    turn: Lock = field(default_factory=Lock, repr=False, compare=False)
    """Pages wait for each other: two that are the same would be written to one file at once."""

    def put(self, paper: Paper, words: ReviewWords) -> str:
        """Print a page, or save it; what became of it, in a sentence for the staff.

        Raises:
            OutputError: It could be neither printed nor saved.
        """
        program = shutil.which(self.command)
        with self.turn:
            if program and self._sent(program, paper):
                return words.sent
            return (words.no_printer if program else words.filed).format(file=self._saved(paper))

    def put_and_tell(self, paper: Paper, words: ReviewWords, tell: Callable[[str], None]) -> None:
        """Print a page, or save it, and tell what became of it, whatever it was."""
        told = words.failed
        try:
            told = self.put(paper, words)
        except OutputError as error:
            _log.error("%s", error)
        finally:
            tell(told)

    def _sent(self, program: str, paper: Paper) -> bool:
        from kiosk.paper import as_text

        # As text, which every CUPS prints; few print HTML. By a pipe, so that no file of it is left.
        try:
            ended = subprocess.run(
                [program, "-t", paper.name],
                input=as_text(paper).encode(),
                capture_output=True,
                timeout=PATIENCE,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            _log.warning("Printing: %s", type(error).__name__)
            return False
        if ended.returncode:
            _log.warning("Printing: lp ended with %d", ended.returncode)
        return ended.returncode == 0

    def _saved(self, paper: Paper) -> Path:
        from kiosk.paper import as_html

        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(
                f"The folder {self.folder} cannot be made: {error.strerror}. Name another one as `paper`."
            ) from error
        html = as_html(paper)
        path = self._free(paper.name, html)
        with whole_text(path) as file:
            file.write(html)
        return path

    def _free(self, name: str, html: str) -> Path:
        """A file that holds just this, or that is not there yet: a page that waits for paper is not written over."""
        paths = (self.folder / f"{name}{suffix}.html" for suffix in chain([""], (f"-{number}" for number in count(2))))
        return next(path for path in paths if self._fits(path, html.encode()))

    def _fits(self, path: Path, html: bytes) -> bool:
        """Whether a file holds just this, or is not there."""
        try:
            return path.read_bytes() == html
        except FileNotFoundError:
            return True
        except IsADirectoryError:
            return False
        except OSError as error:
            raise OutputError(
                f"The file {path} cannot be read: {error.strerror}. Move it away, or name another folder as `paper`."
            ) from error
