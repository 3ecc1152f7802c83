"""The colours of a page, by what they are for."""

from functools import cached_property
from typing import Literal

from rich.style import Style

from kiosk.model.frozen import dataclass
from kiosk.visit.comfort import Colours

Role = Literal[
    "text", "quiet", "heading", "bar", "feel", "feel-label", "feel-bar", "good", "good-bar", "again", "again-bar",
    "control", "focus", "focus-edge", "choice", "chosen", "notice", "spoken", "spoken-word", "caption", "rim",
    "spoken-drawn", "spoken-word-drawn",
]  # fmt: skip
"""What a piece of a page is for."""


@dataclass(frozen=True, slots=True)
class Veil:
    """A colour that lies over pictures, so that they do not glare; what is drawn in them keeps its shapes."""

    colour: str
    share: float
    """How much of it is seen, of 1."""

    def over(self, colour: str) -> str:
        """A colour of a picture, seen through it."""
        pairs = ((int(one[start : start + 2], 16) for one in (colour, self.colour)) for start in (1, 3, 5))
        return "#" + "".join(f"{round(below * (1 - self.share) + own * self.share):02x}" for below, own in pairs)


@dataclass(frozen=True)
class Palette:
    """Every colour of a theme; each pair of ink and ground has the contrast that the theme promises."""

    ground: str
    ink: str
    quiet: str
    heading: str
    plane: str
    """The ground of actions and choices."""
    focus: str
    """The ground of what the big key does: the only filled thing on a page."""
    focus_ink: str
    warm: str
    """The ground of "You may feel"."""
    warm_bar: str
    good: str
    good_bar: str
    spoken: str
    """The ground of the sentence that is being said."""
    word: str
    """The ground of the word in it that sounds."""
    word_ink: str
    again: str
    again_bar: str
    veil: Veil | None = None
    """What lies over pictures."""

    def style(self, role: Role) -> Style:
        """The style of a role."""
        return self._styles[role]

    @cached_property
    def _styles(self) -> dict[Role, Style]:
        def on(ink: str, ground: str, *, bold: bool = False) -> Style:
            return Style(color=ink, bgcolor=ground, bold=bold)

        return {
            "text": on(self.ink, self.ground),
            "quiet": on(self.quiet, self.ground),
            "caption": on(self.quiet, self.ground),
            "heading": on(self.heading, self.ground, bold=True),
            "bar": on(self.heading, self.ground),
            "feel": on(self.ink, self.warm),
            "feel-label": on(self.ink, self.warm, bold=True),
            "feel-bar": on(self.warm_bar, self.warm),
            "good": on(self.ink, self.good),
            "good-bar": on(self.good_bar, self.good, bold=True),
            "again": on(self.ink, self.again),
            "again-bar": on(self.again_bar, self.again, bold=True),
            "control": on(self.ink, self.plane),
            "rim": on(self.plane, self.ground),
            "focus": on(self.focus_ink, self.focus, bold=True),
            "focus-edge": on(self.focus, self.ground),
            "choice": on(self.ink, self.plane),
            "chosen": on(self.ink, self.plane, bold=True),
            "notice": on(self.heading, self.ground, bold=True),
            "spoken": Style(color=self.ink, bgcolor=self.spoken, underline=True),
            "spoken-word": Style(color=self.word_ink, bgcolor=self.word, underline=True, bold=True),
            "spoken-drawn": on(self.ink, self.spoken),
            "spoken-word-drawn": on(self.word_ink, self.word, bold=True),
        }

    @property
    def has_planes(self) -> bool:
        """Whether what can be pressed lies on a ground of its own."""
        return self.plane != self.ground


def _two_tones(ground: str, ink: str, veil: Veil | None = None) -> Palette:
    """Two colours alone: bars, signs, bold and underlined letters tell the rest."""
    return Palette(
        ground=ground,
        ink=ink,
        quiet=ink,
        heading=ink,
        plane=ground,
        focus=ink,
        focus_ink=ground,
        warm=ground,
        warm_bar=ink,
        good=ground,
        good_bar=ink,
        spoken=ground,
        word=ink,
        word_ink=ground,
        again=ground,
        again_bar=ink,
        veil=veil,
    )


PALETTES: dict[Colours, Palette] = {
    # The default: dark ink on warm paper, every pair at least 10:1 (VVSG 2.0, 7.1-C).
    "daylight": Palette(
        ground="#fbf8f1",
        ink="#1b2730",
        quiet="#2b3943",
        heading="#0b3b48",
        plane="#dfe8e3",
        focus="#0b3b48",
        focus_ink="#ffffff",
        warm="#fdebcb",
        warm_bar="#4a2900",
        good="#e0f0e0",
        good_bar="#123d1c",
        spoken="#ffe08a",
        word="#ffc83d",
        word_ink="#0b1116",
        again="#e4ecf7",
        again_bar="#16305a",
    ),
    # High contrast, every pair at least 20:1, which only pure black and white reach (7.1-D).
    # Of a picture three tenths of the light are left, and 3:1 of every edge that had 4.5:1 (WCAG 2.2, 1.4.11).
    "night": _two_tones(ground="#000000", ink="#ffffff", veil=Veil("#000000", 0.4)),
    "paper": _two_tones(ground="#ffffff", ink="#000000"),
    # Low contrast for who is dazzled: every pair between 4.5:1 and 8:1 (7.1-D).
    "soft": Palette(
        ground="#ece5d8",
        ink="#4b5358",
        quiet="#4b5358",
        heading="#3f5a62",
        plane="#dfd8ca",
        focus="#3f5a62",
        focus_ink="#ece5d8",
        warm="#f0e0c4",
        warm_bar="#6b4a1e",
        good="#dde6d6",
        good_bar="#2f5738",
        spoken="#f2dc9c",
        word="#edcf7e",
        word_ink="#40484d",
        again="#dfe3ea",
        again_bar="#3c4f70",
        veil=Veil("#c8bca6", 0.25),
    ),
}
"""The colours that a patient can choose."""
