"""Where one is on a page: which leaf is open and what has the focus. It turns presses into actions."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from kiosk.model.action import Action, AskToQuit, Choose, Explain, GetHelp, GoOn, Stir
from kiosk.model.frozen import dataclass
from kiosk.model.page import SLOTS, Page
from kiosk.model.patient_words import RowWords
from kiosk.ui.fingers import Fingers
from kiosk.ui.frame import Frame
from kiosk.ui.highlight import Said, highlighted, sounds_on
from kiosk.ui.kept_place import said_on, same_place
from kiosk.ui.keys import COMFORT
from kiosk.ui.leaf import Leaf
from kiosk.ui.picture import NO_PICTURES, Pictures
from kiosk.ui.sheet import lay_out

if TYPE_CHECKING:  # needed in the largest size only
    from kiosk.ui.saying import Saying

_OF_SEVERAL = frozenset(("question", "choose"))
"""The kinds of page on which all that can be chosen is to be seen first."""


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
    large: bool = False
    """Whether letters are drawn, where the grid has room for that."""
    told: "Saying | None" = None
    """In drawn letters, before what the notice stands; None: at the end."""
    earlier: str = ""
    """The notice before this one."""
    left: "Saying | None" = None
    """In ordinary letters, the sentence that was open in drawn ones."""
    begun: tuple[Leaf, int, int] | None = None
    """Before the page was laid out anew, which leaf was open, with its number; and the number of the one it led to."""

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
        large: bool = False,
    ) -> "Reader":
        """A page at its beginning."""
        there = cls(page, columns, rows, row, (), fingers=fingers, pictures=pictures, large=large)._laid_out(drift)
        return there._focused(there._first)

    @property
    def _first(self) -> str:
        """What has the focus at the beginning: no answer while others to choose from stand on a later leaf."""
        page, targets = self.page, self.leaf.targets()
        if page.kind in _OF_SEVERAL and not set(page.choices()) <= set(targets):
            return "next"
        return page.first if page.first in targets else "next"

    def _laid_out(self, drift: int = 0) -> "Reader":
        """With the leaves of its page."""
        if self.large and Frame(self.columns, self.rows).roomy:
            from kiosk.ui.large import UNDRAWN, lay_out_large

            if self.page.kind not in UNDRAWN:
                return replace(self, leaves=lay_out_large(self.page, self.columns, self.rows, self.row, self.told))
        leaves = lay_out(self.page, self.columns, self.rows, self.row, drift, self.fingers, self.pictures)
        return replace(self, leaves=leaves)

    @property
    def leaf(self) -> Leaf:
        """The leaf that is open."""
        return self.leaves[self.number]

    @property
    def standing(self) -> int:
        """A number for the open leaf; in drawn letters from the end, since a remark that goes takes its leaf along."""
        return self.number - len(self.leaves) if self.leaf.drawn else self.number

    def show(self, page: Page, columns: int, rows: int, drift: int = 0) -> "Reader":
        """The next page, or the same one changed or on another grid, where the reader keeps the place."""
        if page.id == self.page.id:
            return self._again(page, columns, rows, drift)
        if self.under and page.id == self.under.page.id:
            return replace(self.under, row=self.row, large=self.large).show(page, columns, rows, drift)
        there = Reader.open(page, columns, rows, self.row, drift, self.fingers, self.pictures, self.large)
        under = self.under if self.page.lies_over else self
        return replace(there, under=under) if page.lies_over else there

    def _again(self, page: Page, columns: int, rows: int, drift: int) -> "Reader":
        """The same page at the same place; in drawn letters, at what is new on it."""
        if self.leaf.drawn and self.large and (page, columns, rows) == (self.page, self.columns, self.rows):
            return self  # to draw all of its leaves anew after each press would take longer than a frame
        stays = page.notice == self.page.notice
        there = replace(self, page=page, columns=columns, rows=rows)
        there = replace(there, told=self.told if stays else None, earlier=self.earlier if stays else self.page.notice)
        there = there._laid_out(drift)
        known = said_on(self.leaf, self.told) if self.leaf.drawn else self.left
        # Who did not move since comes back to the very leaf, however often the language or the grid changes.
        stayed = self.begun and self.begun[2] == self.number and not self.leaf.drawn
        leaf, number = self.begun[:2] if self.begun and stayed else (self.leaf, self.number)
        there = replace(there, number=same_place(leaf, number, there.leaves, known), begun=None)
        if there.leaf.drawn:
            return there._at_news(self)._arrived()
        if self.leaf.drawn:
            first = page.first if page.first in there.leaf.targets() else "next"
            there = replace(there, left=known, told=None)
            return there._kept(first if self.focus in SLOTS else self.focus)
        there = there._kept(self.focus)
        return replace(there, begun=(leaf, number, there.number))

    def _at_news(self, before: "Reader") -> "Reader":
        """In drawn letters, at a notice that was not there, or else at what else is said now and was not."""
        page, was = self.page, before.page
        returns = page.notice == before.earlier and page.parts == was.parts
        if page.notice and page.notice != was.notice and not (was.notice and returns):
            there = replace(self, told=said_on(self.leaf))._laid_out()
            return there._at(lambda one: one.spot == "notice")
        if not before.leaf.drawn or page == was:
            return self
        said = {one.saying.text for leaf in before.leaves for one in leaf.drawn}
        return self._at(lambda one: one.spot == "part" and not one.pressable and one.text not in said)

    def _at(self, wanted: "Callable[[Saying], bool]") -> "Reader":
        """On the first leaf that says something of this kind, if there is one."""
        found = (number for number, leaf in enumerate(self.leaves) if any(wanted(one.saying) for one in leaf.drawn))
        return replace(self, number=next(found, self.number))

    def _arrived(self) -> "Reader":
        """With the focus where it was, or else on what leads on: nothing is chosen by accident."""
        return self if self.focus in self.leaf.targets() else self._focused("next")

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

    def follow(self, utterance: Said, word: tuple[int, int] | None = None) -> "Reader":
        """On the leaf where this sentence stands, so that screen and voice stay together; or on with its word."""
        if word:
            onward = range(self.number, len(self.leaves))
            number = next((one for one in onward if sounds_on(self.leaves[one], utterance, word)), self.number)
        else:
            here = [self.number, *range(len(self.leaves))]
            number = next((one for one in here if highlighted(self.leaves[one], utterance)), self.number)
        if number == self.number:
            return self
        there = replace(self, number=number)
        return there._arrived() if self.leaf.drawn else there._kept(self.focus)

    def move(self, by: int) -> "Reader":
        """The focus, one on or one back, round everything on the leaf."""
        targets = self.leaf.targets()
        if not targets:
            return self
        place = targets.index(self.focus) if self.focus in targets else -1
        return replace(self, focus=targets[(place + by) % len(targets)])

    def _step(self, by: int) -> "Reader":
        """Down or up: in drawn letters from choice to choice, each on its own leaf."""
        choices = self.page.choices()
        if self.leaf.drawn and self.focus in choices:
            place = choices.index(self.focus) + by
            return self._focused(choices[place]) if 0 <= place < len(choices) else self.move(by)
        if self.leaf.drawn and self.focus == "next" and self.page.first in choices:
            ahead = self.leaves[self.number :] if by > 0 else self.leaves[self.number :: -1]
            nearest = next((one for leaf in ahead for one in leaf.targets() if one in choices), "")
            return self._focused(nearest) if nearest else self.move(by)
        return self.move(by)

    def press(self, key: str) -> tuple["Reader", Action]:
        """What a key does: the reader after it, and the action for the kiosk."""
        if self.page.kind == "keys":
            reads_on = not self.page.notice and self.number + 1 < len(self.leaves)
            return (self._turn(1), Stir()) if reads_on else (self, Explain(key))
        match key:
            case "down" | "up":
                return self._step(1 if key == "down" else -1), Stir()
            case "next" | "back":
                return self.touch(key)
            case "press":
                # The second press on an option goes on.
                return (self, GoOn()) if self.page.is_chosen(self.focus) else self.touch(self.focus)
            case "help":
                return self, GetHelp()
            case "quit":
                return self, AskToQuit()
            case _ if key in COMFORT:
                return self, COMFORT[key]
            case "erase":
                return self, Choose("erase") if self.page.kind in ("pin", "find", "ticket") else Stir()
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
