"""What is printed: passages of the same parts that pages have."""

from kiosk.model.frozen import dataclass
from kiosk.model.page import Part


@dataclass(frozen=True, slots=True)
class Passage:
    """A few parts under a heading."""

    heading: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A printed page, or a few."""

    name: str
    """What its file is called, without an ending."""
    language: str
    title: str
    passages: tuple[Passage, ...]
    foot: str
    """Which text it was made from."""
