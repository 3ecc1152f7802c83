"""What does not change while the kiosk runs."""

from collections.abc import Callable
from dataclasses import field

from kiosk.model.frozen import dataclass
from kiosk.model.language import Language
from kiosk.visit.comfort import Comfort, Size
from kiosk.visit.visit import Limits


@dataclass(frozen=True, slots=True)
class Setup:
    """How this kiosk is, for every patient."""

    words: Language
    version: str
    limits: Limits
    fits: Callable[[str], bool] | None = None
    """Whether digits are the PIN; None where none is set, and the kiosk is a demonstration."""
    may_choose: bool = True
    """Whether a patient may start a walkthrough."""
    once: bool = False
    """Whether the kiosk ends after one visit, as `kiosk launch` does."""
    voice: bool = False
    """Whether pages can be read aloud here."""
    comfort: Comfort = field(default_factory=Comfort)
    """How the kiosk is for every new patient."""
    comfort_first: bool = False
    """Whether each patient is first asked how they would like it."""
    sizes: tuple[Size, ...] = ("usual",)
    """The sizes of letters that this screen has, each larger than the last; after the largest comes the first."""
    ask_feeling: bool = False
    """Whether patients are asked how they feel about it, before and after."""
    nurse_sees_at_once: bool = False
    """Whether what was understood stands on the screen right after a visit, for the nurse beside the patient."""
    invite: float = 0.0
    """Seconds between the waiting page's spoken invitations; 0: there are none."""
