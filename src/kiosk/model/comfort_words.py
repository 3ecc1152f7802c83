"""What is said of how one likes it: voice, letters, colors, switches, and of the keys."""

from typing import Annotated

from kiosk.model.customs import Counted, Counts
from kiosk.model.frozen import dataclass
from kiosk.model.words import Holes, Text, Words


@dataclass(frozen=True)
class VoiceWords(Words):
    """What is said of the voice itself."""

    invite: Text
    """On the waiting page."""
    keys: tuple[Text, ...]
    """On the help page: the keys of the voice."""
    hear: Text
    """On the button that turns it on."""
    pause: Text
    """On the same button while it is on."""
    on: Text
    off: Text
    speed: Annotated[str, Holes("number", "count")]
    volume: Annotated[str, Holes("number", "count")]
    lost: Text
    headphones: Text
    """Where the voice is for headphones only, and none are plugged in."""


@dataclass(frozen=True)
class SizeWords(Words):
    """The sizes of the letters."""

    small: Text
    usual: Text
    large: Text
    largest: Text


@dataclass(frozen=True)
class ThemeWords(Words):
    """The colours."""

    daylight: Text
    night: Text
    paper: Text
    soft: Text


@dataclass(frozen=True)
class SwitchWords(Words):
    """How keys are used."""

    keys: Text
    two: Text
    one: Text


@dataclass(frozen=True)
class KnobWords(Words):
    """What can be set, each in a word or two."""

    voice: Text
    speed: Text
    volume: Text
    size: Text
    colours: Text
    language: Text
    onward: Text
    switches: Text
    scan: Text


@dataclass(frozen=True)
class ComfortWords(Words):
    """The page on which patients set how they like it."""

    heading: Text
    text: Text
    more: Text
    """Leads to what fewer people change."""
    offer: Text
    """On the help page."""
    bigger: Text
    """On the button for the size of the letters."""
    names: KnobWords
    sizes: SizeWords
    themes: ThemeWords
    switch_names: SwitchWords
    on: Text
    off: Text
    step: Annotated[str, Holes("number", "count")]
    seconds: Annotated[Counted, Counts("seconds")]
    told: Annotated[str, Holes("what", "value")]
    changed: Annotated[str, Holes("what")]
    screen_off: Text
    screen_on: Text
    screen_stays: Text
    """When the screen is to be turned off and the voice is off."""
    keys: tuple[Text, ...]
    """On the help page: the keys of all this."""
    no_language: Text
    """When the walkthrough cannot be had in the next language."""


@dataclass(frozen=True)
class PracticeWords(Words):
    """The page on which keys can be tried."""

    offer: Text
    heading: Text
    text: Text
    ask: Text
    options: tuple[Text, ...]
    hint: Text
    done: Annotated[str, Holes("option")]


@dataclass(frozen=True)
class PressWords(Words):
    """What each key does."""

    press: Text
    next: Text
    back: Text
    down: Text
    up: Text
    help: Text
    hear: Text
    again: Text
    bigger: Text
    colours: Text
    language: Text
    slower: Text
    faster: Text
    softer: Text
    louder: Text
    screen: Text
    digit: Annotated[str, Holes("digit")]
    nothing: Text


@dataclass(frozen=True)
class KeyHelpWords(Words):
    """The page on which each key says what it does."""

    offer: Text
    heading: Text
    text: Text
    leave: Text
    press: PressWords
