"""A seat before a screen, for bots that see cells and have keys, switches or fingers, and never meet a page."""

from dataclasses import replace

from drawn import read
from every_page import LIBRARY, WORDS
from kiosk.model.event import Event
from kiosk.ui.block import Row
from kiosk.ui.fingers import Fingers
from kiosk.ui.frame import ROOMY_ROWS
from kiosk.ui.keys import PRESSES
from kiosk.ui.reader import Reader
from kiosk.visit.comfort import Comfort
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits, Visit

MOST_PRESSES = 4000
"""More than any bot needs for a walkthrough."""


class ScreenSeat:
    """A kiosk that somebody sits at: its cells, what is filled in, and ways to act. Each act takes one second."""

    def __init__(
        self, procedure_id: str, grid: tuple[int, int], *, touched: bool = False, comfort: Comfort | None = None
    ) -> None:
        sizes = ("usual", "largest")
        setup = Setup(WORDS, "1.0", Limits(), voice=False, comfort_first=True, sizes=sizes)  # type: ignore[arg-type]
        visit, begun = Visit.begin("bot", LIBRARY.procedure(procedure_id), WORDS, Limits(), 0.0)
        self._kiosk = Kiosk(setup, 0.0, comfort=comfort or Comfort()).begin(visit)
        self._grid = grid
        fingers = Fingers() if touched else None
        self._reader = Reader.open(self._kiosk.page, *grid, WORDS.row, fingers=fingers, large=self._large)
        self._at = 0.0
        self.events: list[Event] = list(begun)
        self.presses = 0

    @property
    def _large(self) -> bool:
        """Whether letters are drawn: this terminal's own never grow."""
        return self._kiosk.comfort.size == "largest"

    @property
    def over(self) -> bool:
        """Whether the kiosk waits for the next patient."""
        return self._kiosk.waiting

    def lines(self) -> list[str]:
        """What stands on the screen, a text a row."""
        return ["".join(piece.text for piece in row if not piece.edge) for row in self._reader.leaf.rows]

    def reads(self) -> str:
        """What stands on the screen in drawn letters, read by their shapes."""
        return " ".join(read(self._reader.leaf))

    def sees(self, text: str) -> bool:
        """Whether this stands on the screen, over the ends of lines too."""
        return " ".join(text.split()) in " ".join(" ".join(self.lines()).split())

    def actions(self) -> str:
        """What stands in the row of actions."""
        return " ".join(self.lines()[-3:] if self._grid[1] >= ROOMY_ROWS else self.lines()[-1:])

    def filled(self) -> str:
        """The words of what is filled in: what the big key presses."""
        rows = ("".join(piece.text for piece in row if self._is_filled(piece.target)) for row in self._reader.leaf.rows)
        return " ".join(" ".join(rows).replace("▐", " ").replace("▌", " ").split())

    def _is_filled(self, target: str) -> bool:
        return bool(target) and target == self._reader.focus

    def key(self, name: str) -> None:
        """Press a key."""
        reader, action = self._reader.press(PRESSES[name])
        self._act(reader, action)

    def touch(self, text: str) -> None:
        """Put a finger on the words that stand there."""
        for number, row in reversed(list(enumerate(self._reader.leaf.rows))):
            column = _column(row, text)
            target = self._reader.leaf.at(column, number) if column >= 0 else ""
            if target:
                reader, action = self._reader.touch(target)
                self._act(reader, action)
                return
        raise AssertionError(f"“{text}” cannot be touched")

    def scan(self) -> None:
        """The focus moves by itself."""
        self._at += 1
        self._reader = self._reader.move(1)

    def _act(self, reader: Reader, action: object) -> None:
        self.presses += 1
        assert self.presses < MOST_PRESSES, "the bot has lost its way"
        self._at += 1
        self._kiosk, events = self._kiosk.do(action, self._at)  # type: ignore[arg-type]
        self.events += events
        self._reader = replace(reader, large=self._large).show(self._kiosk.page, *self._grid)


def _column(row: Row, text: str) -> int:
    return "".join(piece.text for piece in row).find(text)
