"""Reading aloud: makes the voice when it is needed, and lets it know what stands on the screen."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from kiosk.ui.highlight import highlighted
from kiosk.ui.leaf import Leaf
from kiosk.ui.reader import Reader
from kiosk.visit.kiosk import Kiosk

if TYPE_CHECKING:  # the voice is imported when it starts, after the first page
    from kiosk.speech.error import Kind
    from kiosk.speech.narrator import Utterance
    from kiosk.speech.teller import Ears, Teller, Word

NewTeller = Callable[["Ears"], "Teller"]
"""Makes a teller from who hears what it does."""


class Aloud:
    """The voice of the screen."""

    def __init__(
        self,
        new_teller: NewTeller,
        spoken: "Callable[[Utterance | None, Word | None], None]",
        lost: "Callable[[Kind], None]",
        read_out: Callable[[], None],
    ) -> None:
        """It is silent until it starts.

        Args:
            new_teller: Makes what reads the pages.
            spoken: Hears which sentence is being said now, and which word of it; None when there is silence.
            lost: Hears that the machine cannot speak.
            read_out: Hears that the page was read to its end.
        """
        self._new_teller = new_teller
        self._spoken, self._lost, self._read_out = spoken, lost, read_out
        self._teller: Teller | None = None

    @property
    def started(self) -> bool:
        """Whether there is a voice by now."""
        return self._teller is not None

    @property
    def speaking(self) -> bool:
        """Whether something is being said."""
        return self._teller is not None and self._teller.speaking

    def start(self) -> None:
        """The voice starts after the first page, or when it is asked for before that."""
        if self._teller is None:
            from kiosk.speech.teller import Ears

            self._teller = self._new_teller(Ears(self._spoken, self._lost, self._read_out))

    def tell(self, kiosk: Kiosk, reader: Reader | None) -> None:
        """Let the voice know what stands here now; whatever it was saying ends."""
        if kiosk.comfort.voice or kiosk.inviting:
            self.start()
        if self._teller and reader:
            from kiosk.speech.teller import Shown

            self._teller.show(
                Shown(
                    page=kiosk.page,
                    focus=reader.focus,
                    words=kiosk.words,
                    comfort=kiosk.comfort,
                    leaf=reader.standing,
                    single=bool(reader.leaf.drawn),
                    inviting=kiosk.inviting,
                    stands=partial(_stands, reader.leaf),
                )
            )

    async def close(self) -> None:
        """Be silent for good."""
        if self._teller:
            await self._teller.close()


def _stands(leaf: Leaf, utterance: "Utterance") -> bool:
    return highlighted(leaf, utterance) is not None
