"""Every cell's contrast, on every page, in every theme, size and language:  python tests/contrast.py

The tests take one walkthrough and two grids; this command takes all of them.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from rich.segment import Segment

from every_page import LIBRARY, PROCEDURES, WORDS, pages
from kiosk.model.action import Choose, Explain, GetHelp, GoOn, Hear, Stir
from kiosk.model.language import Language
from kiosk.model.page import Invitation, Page
from kiosk.speech.narrator import narrate
from kiosk.ui.block import Row
from kiosk.ui.fingers import Fingers
from kiosk.ui.frame import Frame
from kiosk.ui.highlight import highlighted
from kiosk.ui.palette import PALETTES
from kiosk.ui.reader import Reader
from kiosk.ui.view import PageView
from kiosk.visit.comfort import COLOURS, Colours
from kiosk.visit.kiosk import Kiosk
from kiosk.visit.setup import Setup
from kiosk.visit.visit import Limits
from staff_seats import desks

LIMITS: dict[Colours, tuple[float, float]] = {
    "daylight": (10.0, 21.0),
    "night": (20.0, 21.0),
    "paper": (20.0, 21.0),
    "soft": (4.5, 8.0),
}
"""Least and most contrast (VVSG 2.0, 7.1-C and D)."""

BLANK = " ▄▀"
"""What says nothing by itself: the rims of planes, and the pixels of pictures, which have their words."""

SMALLEST, LARGEST = (40, 11), (180, 50)
TABLE = [(40, 11), (55, 15), (64, 18), (73, 20), (80, 24), (89, 25), (98, 27), (118, 33), (131, 37), (163, 45), LARGEST]
"""Grids of the text sizes on common panels; 31x8 and 41x11 stand for the smallest one."""

ROOMY = [grid for grid in TABLE if Frame(*grid).roomy]
"""Grids on which letters are drawn where the terminal's own cannot grow."""


@dataclass(frozen=True)
class Cell:
    """Some text in two colours."""

    text: str
    ink: str
    ground: str
    page: str

    @property
    def ratio(self) -> float:
        """The contrast, as WCAG 2.2 defines it."""
        return contrast(self.ink, self.ground)


@cache
def contrast(one: str, other: str) -> float:
    """Of two colours such as #1b2730: 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def kiosk_pages(words: Language = WORDS) -> Iterator[Page]:
    """The pages that the kiosk itself brings."""
    sizes = ("usual", "largest")
    setup = Setup(words, "1", Limits(), lambda _: False, True, voice=True, comfort_first=True, sizes=sizes)  # type: ignore[arg-type]
    waiting = (
        Kiosk(setup, 0.0).offering((), 1).with_languages(("en", "es"), (Invitation(words.voice.invite, words.id),))
    )
    comfort = waiting.do(Stir(), 1)[0]
    more = comfort.do(Choose("more"), 2)[0]
    practice = more.do(Choose("practice"), 2)[0]
    help_page = comfort.do(GetHelp(), 2)[0]
    keys = help_page.do(Choose("keys"), 3)[0]
    pin = help_page.do(Choose("staff"), 3)[0]
    staff = replace(pin, staff=replace(pin.staff, open=True)) if pin.staff else pin
    for kiosk in (
        waiting,
        comfort,
        more,
        practice,
        practice.do(Choose("option-1"), 3)[0],
        help_page,
        keys,
        keys.do(Explain("hear"), 4)[0],
        pin,
        pin.do(Choose("1"), 4)[0].do(GoOn(), 5)[0],
        staff,
        *desks(waiting),
        comfort.do(GoOn(), 2)[0],
        comfort.do(Hear(), 2)[0],
    ):
        yield kiosk.page


def cells(
    page: Page, grid: tuple[int, int], colours: Colours, words: Language = WORDS, *, large: bool = False
) -> Iterator[Cell]:
    """Every cell of a page on which something is drawn, with each thing in focus once and each sentence said once."""
    view = PageView(PALETTES[colours])
    for row, focus in _drawn(page, grid, words, large=large):
        yield from (_cell(one, page) for one in view.strip(row, focus, grid[0]) if one.text.strip(BLANK))


@lru_cache(1)
def _drawn(page: Page, grid: tuple[int, int], words: Language, *, large: bool) -> tuple[tuple[Row, str], ...]:
    """The rows of a page in all states, each with the focus where that is on it; the same in all colours."""
    reader = Reader.open(page, *grid, words.row, fingers=Fingers(), large=large)
    said = narrate(page, words)
    found: dict[tuple[Row, str], None] = {}
    for leaf in reader.leaves:
        states = [(leaf, target) for target in (*leaf.targets(), "")]
        marked = (highlighted(leaf, one, (0, len(one.text.split()[0]))) for one in said)
        states += [(one, "next") for one in marked if one]
        for shown, focus in states:
            for row in shown.rows:
                found[row, focus if any(piece.target == focus for piece in row) else ""] = None
    return tuple(found)


def _cell(segment: Segment, page: Page) -> Cell:
    style = segment.style
    assert style is not None
    assert style.color is not None
    assert style.bgcolor is not None
    return Cell(segment.text, style.color.name, style.bgcolor.name, page.id)


def faults(
    shown: Iterable[Page],
    grids: Iterable[tuple[int, int]],
    themes: Iterable[Colours],
    words: Language = WORDS,
    *,
    large: bool = False,
) -> list[str]:
    """What has too little contrast, or too much; in drawn letters, if `large`."""
    found = []
    grids, themes = list(grids), list(themes)
    for page in shown:
        for grid in grids:
            for theme in themes:
                least, most = LIMITS[theme]
                for cell in set(cells(page, grid, theme, words, large=large)):
                    if not least <= cell.ratio <= most:
                        found.append(f"{theme} {grid} {cell.page}: “{cell.text.strip()}” has {cell.ratio:.2f}")
    return found


def main() -> int:
    """Everything: the full product."""
    found: list[str] = []
    for language in LIBRARY.languages():
        library = replace(LIBRARY, language=language)
        words = library.words()
        found += faults(kiosk_pages(words), TABLE, COLOURS, words)
        found += faults(kiosk_pages(words), ROOMY, COLOURS, words, large=True)
        for one in PROCEDURES:
            found += faults(pages(one.id, library), TABLE, COLOURS, words)
            found += faults(pages(one.id, library), ROOMY, COLOURS, words, large=True)
            sys.stdout.write(f"{language} {one.id}: {len(found)} so far\n")
            sys.stdout.flush()
    sys.stdout.write("\n".join(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
