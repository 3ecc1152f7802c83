"""The log for staff: sentences and tracebacks without local variables, never a word about a patient."""

import logging
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path

from kiosk.model.error import FaultError, KioskError

_log = logging.getLogger(__name__)


FAULT = "The kiosk ended by a fault of its own. The log says what happened; `kiosk settings` says where it is."


def log_file(folder: Path) -> Path:
    """Where the log is."""
    return folder / "kiosk.log"


def log_to(folder: Path) -> None:
    """Write the log there, or nowhere if the folder cannot be written: a patient's terminal is no place for it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = log_file(folder)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        handler: logging.Handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    for name in ("kiosk", "asyncio"):  # asyncio tells of tasks that failed and that nobody waited for
        logger = logging.getLogger(name)
        logger.propagate = False
        logger.addHandler(handler)


@contextmanager
def faults_logged(folder: Path) -> Iterator[None]:
    """Within this, whatever goes wrong stands in the log in this folder, and nothing of it on the screen.

    Raises:
        FaultError: It went wrong.
    """
    log_to(folder)
    threading.excepthook = lambda args: _note("A thread ended", args.exc_value)
    sys.unraisablehook = lambda args: _note("Something was not put away", args.exc_value)
    try:
        yield
    except (KioskError, BrokenPipeError):
        raise
    except Exception as error:
        _note("The kiosk ended", error)
        raise FaultError(FAULT) from error


def _note(what: str, error: BaseException | None) -> None:
    _log.critical(what, exc_info=error)
