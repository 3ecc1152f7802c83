"""A preview as text: every page of a walkthrough, and after each save those that changed."""

from collections.abc import Callable
from typing import TextIO

from kiosk.content.watch import Seen, Watch
from kiosk.plain import lines_of
from kiosk.visit.tour import tour
from kiosk.visit.visit import Limits, Visit

Pages = dict[str, tuple[str, ...]]


def follow(watch: Watch, out: TextIO, wait: Callable[[], bool]) -> None:
    """Write the pages, and go on as long as `wait` waits for the next look."""
    shown = _write(watch.read(), {}, out)
    while wait():
        if seen := watch.look():
            shown = _write(seen, shown, out)


def _write(seen: Seen, shown: Pages, out: TextIO) -> Pages:
    """Write what changed, and what is wrong; the pages as they were last good."""
    pages = _pages(seen) or shown
    for name, lines in pages.items():
        if shown.get(name) != lines:
            out.write("\n".join(("", f"== {name}", *lines, "")))
    gone = [name for name in shown if name not in pages]
    out.write("".join(f"\n== {name} is gone\n" for name in gone))
    out.write(f"\n{seen.says}\n" if seen.says else "")
    out.flush()
    return pages


def _pages(seen: Seen) -> Pages:
    if seen.procedure is None or seen.words is None:
        return {}
    words = seen.words
    visit, _ = Visit.begin("", seen.procedure, words, Limits(), 0)
    return {page.id: tuple(lines_of(page, words)) for page in tour(visit)}
