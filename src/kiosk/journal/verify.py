"""Whether the journal is as it was written: the chain, and the daily sums."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from kiosk.journal import chain, sums
from kiosk.journal.reading import is_of_today, reading
from kiosk.journal.recount import Recount
from kiosk.journal.schema import FILE
from kiosk.model.error import JournalError


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found."""

    checked: int
    """How many entries fit, from the checkpoint on."""
    since: int
    """The number of the last entry that was purged; 0 where none was."""
    fault: str | None
    """The first entry that is changed or missing, in a sentence."""
    sums_fit: bool
    """Whether the daily sums are those of the entries that were checked."""
    last: str
    """The last link, to be written down elsewhere."""


def verify(folder: Path) -> Verdict:
    """Reads every event.

    Raises:
        JournalError: There is no journal, or it cannot be read, or it has no chain yet.
    """
    with reading(folder) as found:
        connection = current(found, folder)
        start = chain.checkpoint(connection)
        inspection, count, checked = chain.Inspection(start, chain.highest(connection)), Recount(), 0
        for row in inspection.sound(connection.execute(f"{sums.EVENTS} ORDER BY id")):
            count.take(row)
            checked += 1
        same = count.total == sums.kept(connection)
        return Verdict(
            checked=checked,
            since=start.id,
            fault=inspection.fault,
            sums_fit=same and sums.under_way(connection).keys() == count.gathering.open.keys(),
            last=chain.end(connection).hash.hex(),
        )


def current(connection: sqlite3.Connection | None, folder: Path) -> sqlite3.Connection:
    """The journal, if there is one of this version.

    Raises:
        JournalError: There is none.
    """
    if connection is None:
        raise JournalError(f"There is no journal {folder / FILE} yet. It is begun with the first visit.")
    if not is_of_today(connection):
        raise JournalError(
            f"The journal {folder / FILE} is of an older version. Start the kiosk once, or run "
            "`kiosk journal rebuild`: either brings it up to date and keeps what is there."
        )
    return connection
