"""What the staff can start on the kiosk, as the content folders were when their page asked."""

from kiosk.model.card import Card
from kiosk.model.frozen import dataclass
from kiosk.model.procedure import Lookalike


@dataclass(frozen=True, slots=True)
class Stock:
    """All that is here."""

    recent: tuple[Card, ...] = ()
    """What was started last, the newest first."""
    count: int = 0
    hash: str = ""
    """Of all walkthroughs together, so that two kiosks can be compared at a glance."""


@dataclass(frozen=True, slots=True)
class Finds:
    """What fits what the staff typed or scanned; nothing typed fits all, where a list of all can be read."""

    text: str = ""
    cards: tuple[Card, ...] = ()
    elsewhere: tuple[Lookalike, ...] = ()
    """What fits too, and has no walkthrough here."""
    more: bool = False
    """Whether more fits than is listed."""
    short: bool = False
    """Whether too little was typed to say that nothing fits."""
