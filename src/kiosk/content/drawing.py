"""Checks the drawings of a walkthrough: that each can be shown, and that its words stay short."""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

from kiosk.content import measure
from kiosk.content.join import Sources
from kiosk.content.raster import COLUMNS, CURE, raster_file, read_raster
from kiosk.content.reader import Reading
from kiosk.content.tree import Where
from kiosk.model.error import ContentError, Mistake
from kiosk.model.words_file import PictureWords

MOST_BYTES = 200_000
"""Of a drawing, and of its sharp raster: flat shapes take a hundredth of it, more is a photo or a tracing."""

MOST_CAPTION = 12
"""Words below a picture: two lines at 32 columns."""

MOST_DESCRIPTION = 3
"""Sentences: while they are spoken, nothing else is."""

VIEW = "0 0 480 360"
"""The part of the plane that is drawn: 4:3."""

_SVG = "{http://www.w3.org/2000/svg}"
_WRITTEN = frozenset(("text", "image", "foreignObject", "script", "style"))
_MADE_FROM = b"tEXtSource\0"
"""Where a sharp raster, a PNG file, says which drawing it was made from."""


def check_drawings(reading: Reading, assets: Sequence[Path], *, drawn: bool = True) -> list[Mistake]:
    """All that is wrong with the drawings that a walkthrough names, and with their words.

    Args:
        reading: The walkthrough in one language.
        assets: The folders of the drawings.
        drawn: Whether to look at the drawings, which are the same in every language.
    """
    if reading.sources is None:
        return []
    return [*(_drawings(reading.sources, assets) if drawn else ()), *_words(reading.sources)]


def _drawings(sources: Sources, assets: Sequence[Path]) -> Iterator[Mistake]:
    for number, section in enumerate(sources.structure.sections):
        for place, step in enumerate(section.steps):
            where: Where = ("sections", number, "steps", place, "picture")
            drawing = next((one for folder in assets if (one := folder / f"{step.picture}.svg").is_file()), None)
            if step.picture and drawing:
                yield from (sources.structure_tree.wrong(where, *wrong, "picture") for wrong in _wrong_with(drawing))


def _words(sources: Sources) -> Iterator[Mistake]:
    for section_id, section in sources.words.sections.items():
        for step_id, step in section.steps.items():
            where: Where = ("sections", section_id, "steps", step_id, "picture")
            wrong = _wrong_words(step.picture) if step.picture else ()
            yield from (sources.words_tree.wrong(where, *one, "picture") for one in wrong)


def _wrong_with(drawing: Path) -> Iterator[tuple[str, str]]:
    """What is wrong with a drawing or its rasters, and what mends it."""
    try:
        with drawing.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        yield f"The drawing {drawing.name} cannot be read ({error.strerror}).", "Make the file readable."
        return
    if len(data) > MOST_BYTES:
        yield _too_large(drawing), "Draw it with fewer and simpler shapes, without photos."
        return
    wrong = list(_wrong_svg(data, drawing.name))
    yield from wrong or _wrong_rasters(drawing, hashlib.sha256(data).hexdigest())


def _too_large(file: Path) -> str:
    return f"{file.name} has more than {MOST_BYTES // 1000} kB."


def _wrong_svg(data: bytes, name: str) -> Iterator[tuple[str, str]]:
    if b"<!" in data.replace(b"<!--", b""):
        yield f"A document type or an entity stands in {name}.", "Remove it; only shapes are read."
        return
    try:
        root = ElementTree.fromstring(data)
    except ElementTree.ParseError as error:
        yield f"The drawing {name} is not valid SVG: {error}.", "Mend it there."
        return
    if root.tag != f"{_SVG}svg" or root.get("viewBox") != VIEW:
        yield f"The drawing {name} is not an SVG of 4:3.", f'Begin it with <svg viewBox="{VIEW}">.'
    for tag in ("title", "desc"):
        if not (root.findtext(f"{_SVG}{tag}") or "").strip():
            yield f"The drawing {name} has no <{tag}>.", "Say in it what one sees."
    for tag in sorted(_WRITTEN & {one.tag.removeprefix(_SVG) for one in root.iter()}):
        cure = "Draw shapes only: words in a picture can be neither spoken nor translated."
        yield f"<{tag}> stands in the drawing {name}.", cure


def _wrong_rasters(drawing: Path, source: str) -> Iterator[tuple[str, str]]:
    name, assets = drawing.stem, drawing.parent
    for columns in COLUMNS:
        file = raster_file(assets, name, columns)
        try:
            raster = read_raster(file)
        except ContentError as error:
            yield str(error).removesuffix(f" {CURE}"), CURE
            continue
        if len(raster.lines[0]) != columns or len(raster.lines) * 4 != columns * 3:
            yield f"The raster {file.name} has another size than its name says.", CURE
        elif raster.source != source:
            yield f"The raster {file.name} was made from another drawing than {drawing.name} is now.", CURE
    sharp = raster_file(assets, name)
    try:
        with sharp.open("rb") as opened:
            data = opened.read(MOST_BYTES + 1)
    except OSError as error:
        yield f"The raster {sharp.name} cannot be read ({error.strerror}).", CURE
        return
    if len(data) > MOST_BYTES:
        yield _too_large(sharp), "Draw it with fewer and simpler shapes, without photos."
    elif _MADE_FROM + source.encode() not in data[:200]:
        yield f"The raster {sharp.name} was made from another drawing than {drawing.name} is now.", CURE


def _wrong_words(picture: PictureWords) -> Iterator[tuple[str, str]]:
    words = len(picture.caption.split())
    if words > MOST_CAPTION:
        yield f"The caption has {words} words; at most {MOST_CAPTION} fit below a picture.", "Say less."
    count = len(measure.sentences([picture.description]))
    if count > MOST_DESCRIPTION:
        yield f"The description has {count} sentences; at most {MOST_DESCRIPTION}.", "Say what one sees, no more."
