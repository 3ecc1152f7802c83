"""The log for staff: sentences and tracebacks without local variables, never a word about a patient."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path


def log_file(folder: Path) -> Path:
    """Where the log is."""
    return folder / "kiosk.log"


def log_to(folder: Path) -> None:
    """Write the log there, or nowhere if the folder cannot be written: a patient's terminal is no place for it."""
    logger = logging.getLogger("kiosk")
    logger.propagate = False
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = log_file(folder)
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600))
        handler: logging.Handler = RotatingFileHandler(file, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
