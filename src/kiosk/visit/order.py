"""What the staff want started: a walkthrough with all that was said of it, or a visit that goes on."""

import re
from typing import Literal

from kiosk.model.frozen import dataclass
from kiosk.visit.comfort import Size

TICKET = re.compile(r"[A-Z0-9-]{1,8}")
"""What a ticket is: what the patient is called by, and no name."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to start. Nothing about the patient but the ticket."""

    procedure: str = ""
    """An id, a bare code, or words of its names; empty where a visit goes on."""
    options: tuple[str, ...] = ()
    """What is planned, such as `sedation`, `not sedation` or `region=neck`."""
    ticket: str = ""
    language: str = ""
    """The language to begin in; empty: the kiosk's own."""
    aloud: bool = False
    """Whether it begins with the voice on."""
    size: Size | Literal[""] = ""
    """The size of the letters; empty: the usual one."""
    resume: bool = False
    """Whether the visit with this ticket goes on, which was ended today."""
