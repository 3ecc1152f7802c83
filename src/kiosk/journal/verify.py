"""Whether the journal is as it was written: the chain, and the daily sums."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kiosk.journal import chain, sums
from kiosk.journal.reading import current, reading
from kiosk.journal.recount import Recount

_BACK = timedelta(minutes=5)
"""How far times may go back: two kiosks that write into one journal do not write in the order of their clocks."""


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
    clock: str | None
    """Where the machine's clock was set back, in a sentence: nothing is lost, but times around it are not right."""
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
        inspection, count, clock = chain.Inspection(start, chain.highest(connection)), Recount(connection), _Clock()
        checked = 0
        for row in inspection.sound(connection.execute(f"{sums.EVENTS} ORDER BY id")):
            count.take(row)
            clock.look(row["id"], row["at"])
            checked += 1
        same = count.total == sums.kept(connection)
        return Verdict(
            checked=checked,
            since=start.id,
            fault=inspection.fault,
            sums_fit=same and sums.under_way(connection).keys() == count.gathering.open.keys(),
            clock=clock.sentence,
            last=chain.end(connection).hash.hex(),
        )


class _Clock:
    """Watches the times of the entries."""

    def __init__(self) -> None:
        self._before = ""
        self._steps = 0
        self._first = ""

    def look(self, number: int, at: str) -> None:
        if at < self._before and datetime.fromisoformat(at) < datetime.fromisoformat(self._before) - _BACK:
            self._steps += 1
            self._first = self._first or f"at entry {number} (from {self._before} to {at})"
        self._before = at

    @property
    def sentence(self) -> str | None:
        if not self._steps:
            return None
        often = "once" if self._steps == 1 else f"{self._steps} times"
        return f"The machine's clock was set back {often}, first {self._first}. Nothing is lost; see to the clock."
