"""Panel and grid: whether letters are as large as the standards want them, and at the patient's distance."""

import math
from collections.abc import Iterator

from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine
from kiosk.settings import Settings
from kiosk.terminal import LEAST

CAPITAL = 0.6
"""A capital's height in rows. Fonts differ a little: the installer measures it."""

SIZES = {"small": 3.5, "default": 4.8, "large": 6.4, "extra large": 8.5}
"""The least height of a capital in mm for each text size (VVSG 2.0 7.1-G)."""

ANGLE = 0.7
"""Degrees that a capital takes at least at the patient's eye (EN 301 549 5.1.4)."""

_HEIGHT = ("capitals at least 4.8 mm high", "VVSG 2.0 7.1-G, Section 508 402.4")
_FOUR = (f"four sizes, the largest 8.5 mm, each with {LEAST[0]}x{LEAST[1]} cells", "VVSG 2.0 7.1-G and 7.1-H")
_DISTANCE = (f"capitals at least {ANGLE} degrees high", "EN 301 549 5.1.4")


def examine(machine: Machine, settings: Settings) -> Iterator[Finding]:
    """The grid, the letters' height, the four sizes, and the distance."""
    yield _grid(machine)
    height = None
    if machine.grid and settings.panel_height_mm:
        height = settings.panel_height_mm / machine.grid[1] * CAPITAL
    yield _height(machine, settings, height)
    if machine.grid and settings.panel_height_mm:
        yield _four(machine.grid, settings.panel_height_mm)
    yield _distance(settings.viewing_distance_mm, height)
    yield Finding(
        "text size, measured",
        "person",
        must=True,
        says="Software can only reckon with a capital of 0.6 rows.",
        figure=_HEIGHT[0],
        source=_HEIGHT[1],
        cure="Measure a capital H on the kiosk's first page with a ruler.",
    )


def _grid(machine: Machine) -> Finding:
    figure, source = f"at least {LEAST[0]}x{LEAST[1]} cells", "the kiosk's smallest page"
    if machine.grid is None:
        cure = "Run this on the kiosk's own screen."
        return Finding("grid", "person", "There is no terminal here to measure.", figure, source, cure, must=True)
    columns, rows = machine.grid
    says = f"The terminal has {columns}x{rows} cells."
    if columns >= LEAST[0] and rows >= LEAST[1]:
        return Finding("grid", "ok", says, figure, source, must=True)
    return Finding(
        "grid", "fix", says, figure, source, "Make the terminal full-screen, or its font smaller.", must=True
    )


def _height(machine: Machine, settings: Settings, height: float | None) -> Finding:
    name = "text size"
    if height is None or not settings.panel_height_mm or not machine.grid:
        says = "How high the panel is must be measured." if not settings.panel_height_mm else "The grid is not known."
        cure = "Measure what lights up of the panel from top to bottom, and set panel_height_mm in the settings."
        return Finding(name, "person", says, *_HEIGHT, cure, must=True)
    rows = machine.grid[1]
    says = f"Capitals are about {height:.1f} mm high, with {rows} rows on {settings.panel_height_mm:g} mm."
    if height >= SIZES["default"]:
        return Finding(name, "ok", says, *_HEIGHT, must=True)
    most = math.floor(settings.panel_height_mm * CAPITAL / SIZES["default"])
    return Finding(
        name, "fix", says, *_HEIGHT, f"Enlarge the terminal's font until it has at most {most} rows.", must=True
    )


def _four(grid: tuple[int, int], panel: float) -> Finding:
    """What is left of the grid at the largest size, whatever the font is now."""
    rows = math.floor(panel * CAPITAL / SIZES["extra large"])
    columns = math.floor(grid[0] / grid[1] * rows)
    says = f"With the largest text, {columns}x{rows} cells fit on this panel."
    if columns >= LEAST[0] and rows >= LEAST[1]:
        return Finding("text sizes", "ok", says, *_FOUR, must=False)
    return Finding("text sizes", "fix", says, *_FOUR, "Take a panel of 13.3 inches or more.", must=False)


def _distance(distance: float, height: float | None) -> Finding:
    name = "viewing distance"
    if not distance:
        cure = "Measure from the eyes of somebody who sits there to the panel, and set viewing_distance_mm."
        return Finding(name, "person", "How far off the patient sits must be measured.", *_DISTANCE, cure, must=True)
    needed = math.pi * distance * ANGLE / 180
    says = f"At {distance:g} mm, a capital must be {needed:.1f} mm high"
    if height is None:
        return Finding(
            name, "person", f"{says}; how high it is must be measured.", *_DISTANCE, "See text size.", must=True
        )
    says = f"{says}, and is about {height:.1f} mm."
    if height >= needed:
        return Finding(name, "ok", says, *_DISTANCE, must=True)
    # The standard asks for one mode that is large enough, and patients can enlarge the text themselves.
    must = needed > SIZES["extra large"]
    nearest = math.floor(height / math.pi / ANGLE * 180)
    cure = f"Move the seat to within {nearest} mm, or enlarge the terminal's font."
    return Finding(name, "fix", says, *_DISTANCE, cure, must=must)
