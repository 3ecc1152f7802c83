"""All that the doctor looks at, in the order in which an installer goes about it."""

from collections.abc import Iterator
from datetime import date

from kiosk.content.library import Library
from kiosk.doctor import account, clock, colours, consoles, content, font, journal, panel, pin, sound
from kiosk.doctor.finding import Finding
from kiosk.doctor.machine import Machine
from kiosk.model.error import ContentError
from kiosk.settings import InForce


def examine(force: InForce, machine: Machine, library: Library, check_sound: sound.Check) -> Iterator[Finding]:
    """Everything, from the panel to the clock.

    Args:
        force: The settings in force.
        machine: This machine.
        library: The walkthroughs.
        check_sound: Plays a test that nobody hears.
    """
    yield from panel.examine(machine, force.settings)
    yield from font.examine(machine)
    yield from colours.examine(machine)
    yield from sound.examine(force.settings, check_sound)
    yield from consoles.examine(machine)
    yield from account.examine(machine)
    yield from pin.examine(force)
    yield from content.examine(library, machine.now.date())
    yield from journal.examine(force.settings.folder)
    yield from clock.examine(machine, _written(library))


def _written(library: Library) -> date | None:
    try:
        readings = [library.read(name) for name in library.ids()]
    except ContentError:  # told above
        return None
    return max((one.sources.structure.date for one in readings if one.sources), default=None)
