"""The one screen: lays out the page that stands now, and draws the leaf of it that is open."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.geometry import Offset
from textual.geometry import Size as Grid
from textual.screen import Screen

from kiosk.model.action import Action
from kiosk.model.page import Page
from kiosk.ui.fingers import Fingers
from kiosk.ui.font import Font
from kiosk.ui.highlight import highlighted
from kiosk.ui.kitty import Sharp
from kiosk.ui.leaf import Leaf
from kiosk.ui.palette import PALETTES
from kiosk.ui.picture import Pictures
from kiosk.ui.reader import Reader
from kiosk.ui.room import Room
from kiosk.ui.sheet import LEAST_COLUMNS, LEAST_ROWS
from kiosk.ui.view import PageView
from kiosk.visit.comfort import Comfort, Size
from kiosk.visit.kiosk import Kiosk

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.speech.narrator import Utterance
    from kiosk.speech.teller import Word

_DARK = Leaf((), ())
"""What stands on a screen that the patient turned off."""


class PageScreen(Screen[None], inherit_bindings=False):
    """One view of one page. Without Textual's own keys, focus and selection."""

    ALLOW_SELECT = False

    def __init__(
        self,
        view: PageView,
        pictures: Pictures,
        font: Font | None,
        fingers: Fingers | None,
        sharp: Sharp | None,
        surround: Callable[[str], None],
    ) -> None:
        """A screen with nothing on it.

        Args:
            view: What it consists of.
            pictures: What drawings are shown from.
            font: The terminal's letters, if their size can be changed.
            fingers: Whether the screen is touched.
            sharp: What shows images on the terminal, if it can.
            surround: Gives what lies around the cells a colour.
        """
        super().__init__()
        self.reader: Reader | None = None
        """Where one is on the page; None until there is a grid."""
        self._view = view
        self._pictures = pictures
        self._font = font
        self._fingers = fingers
        self._sharp = sharp
        self._surround = surround
        self._room = Room()
        self._grid = Grid(0, 0)
        self._comfort = Comfort()
        self._letters: Size | None = None
        self._drift = 0
        self._spoken: tuple[Utterance, Word | None] | None = None

    def compose(self) -> Any:
        """The view, alone."""
        yield self._view

    def fit(self, grid: Grid) -> None:
        """From now on pages are laid out for this grid."""
        self._grid = grid

    def knowing_room(self, kiosk: Kiosk) -> Kiosk:
        """The kiosk, told whether the squares of its visit have room here."""
        if kiosk.visit is None or self._too_small:
            return kiosk
        return kiosk.showing_squares(self._room.has(kiosk.visit, *self._layout(kiosk)))

    def show(self, kiosk: Kiosk) -> None:
        """Lay out what stands before the patient, at the same place where it stood there before, and draw it."""
        self._comfort = kiosk.comfort
        self._enlarge(kiosk.comfort.size)
        columns, rows = self._grid
        if not columns or not rows:
            return
        trouble = kiosk.words.trouble.too_small
        page = Page("too-small", "waiting", trouble, (), ()) if self._too_small else kiosk.page
        if self.reader is None:
            _, opened = self._layout(kiosk)
            reader = opened(page)
        else:
            there = replace(self.reader, row=kiosk.words.row, large=self._draws_letters(kiosk))
            reader = there.show(page, columns, rows, self._drift)
        self._draw(reader)
        if page.kind == "to-ask" and kiosk.visit:
            # The last pages are near, and a square takes longer than a frame.
            look = partial(self._room.look, kiosk.visit, *self._layout(kiosk))
            self.call_after_refresh(partial(self.run_worker, look, thread=True, group="squares", exclusive=True))

    def move_words(self) -> None:
        """From now on the words of the waiting page stand somewhere else."""
        self._drift += 1

    def mark(self, utterance: "Utterance | None", word: "Word | None") -> None:
        """Mark what is being said, on the leaf where it stands."""
        self._spoken = (utterance, word) if utterance else None
        if self.reader:
            self._draw(self.reader.follow(utterance, word) if utterance else self.reader)

    def move(self) -> None:
        """The focus goes on by one."""
        if self.reader:
            self._draw(self.reader.move(1))

    def press(self, key: str) -> Action | None:
        """What a key does here; the action is the kiosk's. None where nothing stands yet."""
        return self._led_to(*self.reader.press(key)) if self.reader else None

    def touched(self, touch: PageView.Touched) -> str | None:
        """The target on which a touch began and ended; None where it slid to another."""
        if self.reader is None:
            return None
        began, ended = (self.reader.leaf.at(*place) for place in (touch.began, touch.ended))
        return began if began == ended else None

    def touch(self, target: str) -> Action | None:
        """What pressing a target does here, as a key would."""
        return self._led_to(*self.reader.touch(target)) if self.reader else None

    def _led_to(self, reader: Reader, action: Action) -> Action:
        self._draw(reader)
        return action

    @property
    def _too_small(self) -> bool:
        return self._grid.width < LEAST_COLUMNS or self._grid.height < LEAST_ROWS

    def _draws_letters(self, kiosk: Kiosk) -> bool:
        """Whether letters are drawn, since the terminal's own cannot grow."""
        return kiosk.comfort.size == "largest" and not self._font

    def _layout(self, kiosk: Kiosk) -> tuple[tuple[int, int, bool], Callable[[Page], Reader]]:
        """The grid and whether letters are drawn on it, and what lays a page out there."""
        columns, rows = self._grid
        large = self._draws_letters(kiosk)
        opened = partial(
            Reader.open,
            columns=columns,
            rows=rows,
            row=kiosk.words.row,
            drift=self._drift,
            fingers=self._fingers,
            pictures=self._pictures,
            large=large,
        )
        return (columns, rows, large), opened

    def _enlarge(self, size: Size) -> None:
        """Letters of this size, where the terminal's own can be changed; at first too: a killed kiosk left others."""
        before, self._letters = self._letters, size
        if self._font is None or size == before:
            return
        if size == "usual":
            self._font.reset()
        else:
            self.run_worker(self._font.show(size), exclusive=True)

    def _draw(self, reader: Reader) -> None:
        """The leaf that is open, as the patient likes it."""
        self.reader = reader
        comfort = self._comfort
        marked = highlighted(reader.leaf, *self._spoken) if self._spoken else None
        leaf = _DARK if comfort.dark else marked or reader.leaf
        palette = PALETTES["night" if comfort.dark else comfort.colours]
        if self._sharp:
            self._sharp.leave(leaf.picture, palette.veil)
            self._surround(palette.ground)
        self._view.draw(leaf, reader.focus, reader.columns, palette)
        if self._sharp and leaf.picture:
            self.call_after_refresh(self._sharpen)
        if cursor := reader.leaf.cursor(reader.focus):
            self.app.cursor_position = Offset(*cursor)

    def _sharpen(self) -> None:
        """After the frame: by then another page may stand there."""
        if self._sharp and self.reader:
            self._sharp.show(self.reader.leaf.picture, self._view.palette.veil)
