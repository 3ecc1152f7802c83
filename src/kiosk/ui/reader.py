"""Where one is on a page: which leaf is open and what has the focus. It turns presses into actions."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kiosk.model.action import (
    Action,
    Adjust,
    AskToQuit,
    ChangeLanguage,
    ChangeSpeed,
    ChangeVolume,
    Choose,
    Explain,
    GetHelp,
    GoOn,
    Hear,
    HearAgain,
    Stir,
)
from kiosk.model.language import RowWords
from kiosk.model.page import SLOTS, Choices, Page
from kiosk.ui.highlight import highlighted
from kiosk.ui.picture import NO_PICTURES, Pictures
from kiosk.ui.sheet import Fingers, Leaf, lay_out

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.speech.narrator import Utterance

_OVER = frozenset(("help", "contents", "leave", "alert", "pin", "staff", "review", "comfort", "practice", "keys"))
"""The kinds of page that lie over another."""

_COMFORT: dict[str, Action] = {
    "hear": Hear(),
    "again": HearAgain(),
    "slower": ChangeSpeed(-1),
    "faster": ChangeSpeed(1),
    "softer": ChangeVolume(-1),
    "louder": ChangeVolume(1),
    "bigger": Adjust("size"),
    "colours": Adjust("colours"),
    "screen": Adjust("screen"),
    "language": ChangeLanguage(),
}


@dataclass(frozen=True, slots=True)
class Reader:
    """A page laid out for a grid, with the leaf that is open and the target in focus."""

    page: Page
    columns: int
    rows: int
    row: RowWords
    leaves: tuple[Leaf, ...]
    number: int = 0
    """The leaf that is open, counted from 0."""
    focus: str = "next"
    fingers: Fingers | None = None
    """Whether the screen is touched."""
    under: "Reader | None" = None
    """What lies under help, the alert and the like, to come back to the same place of it."""
    pictures: Pictures = NO_PICTURES

    @classmethod
    def open(
        cls,
        page: Page,
        columns: int,
        rows: int,
        row: RowWords,
        drift: int = 0,
        fingers: Fingers | None = None,
        pictures: Pictures = NO_PICTURES,
    ) -> "Reader":
        """A page at its beginning."""
        leaves = lay_out(page, columns, rows, row, drift, fingers, pictures)
        there = cls(page, columns, rows, row, leaves, fingers=fingers, pictures=pictures)
        return there._focused(page.first if page.first in there.leaf.targets() else "next")

    @property
    def leaf(self) -> Leaf:
        """The leaf that is open."""
        return self.leaves[self.number]

    def show(self, page: Page, columns: int, rows: int, drift: int = 0) -> "Reader":
        """The next page, or the same one changed or on another grid, where the reader keeps the place."""
        there = Reader.open(page, columns, rows, self.row, drift, self.fingers, self.pictures)
        if page.id == self.page.id:
            number = min(self.number, len(there.leaves) - 1)
            return replace(there, number=number, under=self.under)._kept(self.focus)
        if self.under and page.id == self.under.page.id:
            return self.under.show(page, columns, rows, drift)
        under = self.under if self.page.kind in _OVER else self
        return replace(there, under=under) if page.kind in _OVER else there

    def _kept(self, focus: str) -> "Reader":
        """On the leaf where the focus is now, if it is a choice; otherwise on the same leaf."""
        if focus in SLOTS:
            return replace(self, focus=focus) if focus in self.leaf.targets() else self._focused("next")
        return self._focused(focus)

    def _focused(self, target: str) -> "Reader":
        """With this target in focus, on the leaf that shows it."""
        if target in self.leaf.targets():
            return replace(self, focus=target)
        for number, leaf in enumerate(self.leaves):
            if target in leaf.targets() and target not in SLOTS:
                return replace(self, number=number, focus=target)
        targets = self.leaf.targets()
        fallback = "next" if "next" in targets else targets[0] if targets else ""
        return replace(self, focus=fallback)

    def _turn(self, by: int) -> "Reader":
        there = replace(self, number=self.number + by)
        choices = [target for target in there.leaf.targets() if target not in SLOTS]
        return there._focused(choices[0] if choices and self.page.first in self.page.choices() else "next")

    def follow(self, utterance: "Utterance") -> "Reader":
        """On the leaf where this sentence stands, so that screen and voice stay together."""
        here = [self.number, *range(len(self.leaves))]
        number = next((one for one in here if highlighted(self.leaves[one], utterance)), self.number)
        return self if number == self.number else replace(self, number=number)._kept(self.focus)

    def move(self, by: int) -> "Reader":
        """The focus, one on or one back, round everything on the leaf."""
        targets = self.leaf.targets()
        if not targets:
            return self
        place = targets.index(self.focus) if self.focus in targets else -1
        return replace(self, focus=targets[(place + by) % len(targets)])

    def press(self, key: str) -> tuple["Reader", Action]:
        """What a key does: the reader after it, and the action for the kiosk."""
        if self.page.kind == "keys":
            return self, Explain(key)
        match key:
            case "down" | "up":
                return self.move(1 if key == "down" else -1), Stir()
            case "next" | "back":
                return self.touch(key)
            case "press":
                return (self, GoOn()) if self._is_chosen(self.focus) else self.touch(self.focus)
            case "help":
                return self, GetHelp()
            case "quit":
                return self, AskToQuit()
            case _ if key in _COMFORT:
                return self, _COMFORT[key]
            case "erase":
                return self, Choose("erase") if self.page.kind == "pin" else Stir()
            case _ if key.isdigit():
                return self._digit(key)
            case _:
                return self, Stir()

    def _digit(self, digit: str) -> tuple["Reader", Action]:
        choices = self.page.choices()
        if self.page.kind == "pin":
            return self._focused("enter"), Choose(digit)
        if self.page.kind == "feeling" and digit in choices:
            return self._focused(digit), Choose(digit)
        number = int(digit)
        if not 1 <= number <= len(choices):
            return self, Stir()
        return self._focused(choices[number - 1]), Choose(choices[number - 1])

    def touch(self, target: str) -> tuple["Reader", Action]:
        """What pressing a target does."""
        if target == "next" and self.number + 1 < len(self.leaves):
            return self._turn(1), Stir()
        if target == "back" and self.number > 0:
            return self._turn(-1), Stir()
        control = next((control for control in self.page.controls if control.slot == target), None)
        if control:
            return self, control.action
        return (self._focused(target), Choose(target)) if target in self.page.choices() else (self, Stir())

    def _is_chosen(self, item: str) -> bool:
        """Whether an option is chosen already: the second press on it goes on."""
        options = [
            part.items for part in self.page.parts if isinstance(part, Choices) and part.form in ("one", "scale")
        ]
        return any(choice.item == item and choice.mark == "chosen" for items in options for choice in items)
