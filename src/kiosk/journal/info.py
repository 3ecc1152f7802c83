"""What there is to know of the journal without reading it through."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.journal import chain, sums
from kiosk.journal.going_on import went_on
from kiosk.journal.reading import current, reading
from kiosk.journal.schema import ENDED, FILE


@dataclass(frozen=True, slots=True)
class Info:
    """The journal in figures."""

    file: str
    bytes: int
    """With the log of what is written just now."""
    version: int
    """Of its tables."""
    events: int
    visits: int
    """One that was ended and went on counts once."""
    under_way: int
    """Visits that have not ended."""
    first: str | None
    """When the oldest entry was written (UTC)."""
    newest: str | None
    purged_through: int
    """The number of the last entry that was purged; 0 where none was."""
    purged_at: str | None
    last: str
    """The last link of the chain, to be written down elsewhere."""


def info(folder: Path) -> Info:
    """Looks at it.

    Raises:
        JournalError: There is no journal, or it cannot be read.
    """
    with reading(folder) as found:
        connection = current(found, folder)
        begin = connection.execute("SELECT id, at FROM events ORDER BY id LIMIT 1").fetchone()
        end = connection.execute("SELECT id, at FROM events ORDER BY id DESC LIMIT 1").fetchone()
        purged = connection.execute("SELECT id, at FROM checkpoints ORDER BY id DESC LIMIT 1").fetchone()
        (ended,) = connection.execute(f"SELECT count(*) FROM events WHERE {ENDED}").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        under_way = len(sums.under_way(connection))
        return Info(
            file=str(folder / FILE),
            bytes=sum(file.stat().st_size for file in folder.glob(f"{FILE}*")),
            version=version,
            events=end["id"] - begin["id"] + 1 if end else 0,
            visits=ended + under_way - len(went_on(connection)),
            under_way=under_way,
            first=begin["at"] if begin else None,
            newest=end["at"] if end else None,
            purged_through=purged["id"] if purged else 0,
            purged_at=purged["at"] if purged else None,
            last=chain.end(connection).hash.hex(),
        )
