"""What a list says of a walkthrough, without its pages: enough to find it among thousands."""

from datetime import date

from kiosk.model.frozen import dataclass
from kiosk.model.procedure import Code, LaunchOption, Lookalike, Procedure
from kiosk.model.review import UNSIGNED, Review


@dataclass(frozen=True, slots=True)
class Card:
    """One walkthrough that can be shown, in one language."""

    id: str
    version: int
    hash: str
    """Of structure and words, as the walkthrough has it."""
    minutes: int
    review_again: date
    """The day by which it must be reviewed again."""
    codes: tuple[Code, ...]
    lookalikes: tuple[Lookalike, ...]
    options: tuple[LaunchOption, ...]
    """What the nurse may say at launch."""
    general: bool
    """Whether it was written from general knowledge."""
    title: str
    also: tuple[str, ...]
    """Other names."""
    sentence: str
    apart: str
    """What tells it from its lookalikes."""
    languages: tuple[str, ...]
    """The languages that it has words in."""
    review: Review = UNSIGNED
    """How it is signed, where somebody has looked; no list keeps it."""

    @classmethod
    def of(cls, one: Procedure) -> "Card":
        """The card of a walkthrough."""
        return cls(
            one.id,
            one.version,
            one.hash,
            one.minutes,
            one.review_again,
            one.codes,
            one.lookalikes,
            one.options,
            one.general,
            one.title,
            one.also,
            one.sentence,
            one.apart,
            one.languages,
        )
