"""The font: no terminal tells it, so that a person has to look."""

from collections.abc import Iterator

from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine

_BY_VARIABLE = {"KITTY_WINDOW_ID": "kitty", "XTERM_VERSION": "xterm", "VTE_VERSION": "a terminal of GNOME's kind"}
_BY_TERM = {"xterm-kitty": "kitty", "linux": "the bare Linux console", "foot": "foot", "alacritty": "Alacritty"}

_WHERE = {
    "kitty": "In kitty.conf: font_family, such as DejaVu Sans Mono.",
    "xterm": "In .Xresources: XTerm*faceName, such as DejaVu Sans Mono.",
    "the bare Linux console": "It has one small font for all: use Xorg and kitty instead.",
}


def examine(machine: Machine) -> Iterator[Finding]:
    """Which terminal this is, and where its font is set."""
    name = terminal(machine)
    yield Finding(
        "font",
        "person",
        must=True,
        says=f"This is {name or 'an unknown terminal'}; its font cannot be asked for.",
        figure="a font without serifs",
        source="VVSG 2.0 7.1-J, Section 508 402.4",
        cure=f"Look whether letters have no serifs, and 1, l, I, 0 and O differ. {_WHERE.get(name, '')}".strip(),
    )


def terminal(machine: Machine) -> str:
    """The terminal's name, as far as its variables tell; empty if they do not."""
    for variable, name in _BY_VARIABLE.items():
        if variable in machine.environment:
            return name
    term = machine.environment.get("TERM", "")
    return _BY_TERM.get(term) or machine.environment.get("TERM_PROGRAM", "")
