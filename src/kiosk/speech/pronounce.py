"""How a text is to be pronounced: rules that are content, and the way back from each spoken word to what is shown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import cached_property
from pathlib import Path

from pydantic import Field

from kiosk.content.tree import Tree, Where, read_tree
from kiosk.content.typed import typed
from kiosk.model.base import FileModel, Text
from kiosk.model.error import ContentError, Mistake
from kiosk.model.frozen import dataclass
from kiosk.speech.text import speakable

Rules = Mapping[str, str]
"""What is said, by what is written: `#` stands for a number, a `*` at the end for any ending of the word."""

_NUMBER = r"\d+(?:[.,]\d+)*"
_NUMBER_BESIDE_HYPHEN = r"\d{1,3}(?:[.,]\d+)*"
"""Not more digits, so that a telephone number is no range."""

_HYPHENS = "-‐‑–"
_HYPHENED = re.compile(r"\w[-‐‑–]\w")
_PLACE = re.compile(r"#|\*$")
"""What a rule keeps of the written text: numbers, and the rest of a word."""

_SPOKEN_WORD = re.compile(r"\S*[^\W_]\S*")


@dataclass(frozen=True, slots=True)
class Mark:
    """A spoken word and what is shown for it; ends are the first character after it."""

    start: int
    """In the spoken text."""
    end: int
    shown_start: int
    """In the shown text."""
    shown_end: int


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a voice is given to say; empty where nothing of the text can be said."""

    text: str
    marks: tuple[Mark, ...]
    """Every spoken word, in order."""


class PronunciationFile(FileModel):
    """pronunciation/xx.yaml."""

    every: dict[Text, Text] = Field(default_factory=dict)
    """For every voice."""
    voices: dict[Text, dict[Text, Text]] = Field(default_factory=dict)
    """For one voice, by its engine's name; these win."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """Some of the spoken text, and where it stands in the shown text."""

    text: str
    start: int
    end: int
    as_shown: bool


class _Respelling:
    """The rules of one voice, ready to be used. Where several fit, the longest wins."""

    def __init__(self, rules: Rules) -> None:
        ordered = sorted(rules, key=len, reverse=True)
        self._said = [rules[written] for written in ordered]
        named = (f"(?P<r{place}>{_pattern(written)})" for place, written in enumerate(ordered))
        self._pattern = re.compile("|".join(named) or r"(?!)")

    def pieces(self, text: str) -> Iterator[_Piece]:
        """The text, with everything that a rule knows said its way."""
        start = 0
        for found in self._pattern.finditer(text):
            yield _Piece(text[start : found.start()], start, found.start(), as_shown=True)
            yield _Piece(self._say(found), found.start(), found.end(), as_shown=False)
            start = found.end()
        yield _Piece(text[start:], start, len(text), as_shown=True)

    def _say(self, found: re.Match[str]) -> str:
        """What is said for one match, with its own numbers and its own ending."""
        said = self._said[int(str(found.lastgroup)[1:])]
        kept = iter([one for one in found.groups()[found.lastindex or 0 :] if one is not None])
        return _PLACE.sub(lambda _: next(kept), said)


def _pattern(written: str) -> str:
    """The regular expression of what an author wrote. Capitals alone ("CT") match only themselves."""
    core = written.removesuffix("*")
    found = "".join(_letter(core, place) for place in range(len(core)))
    before, after = _edge(core[:1], before=True), _edge(core[-1:], before=False)
    found = f"{before}{found}" + (r"(\w*)" if core != written else after)
    return found if core.upper() == core else f"(?i:{found})"


def _letter(core: str, place: int) -> str:
    letter = core[place]
    if letter == "#":
        beside = {core[max(0, place - 1)], core[min(len(core) - 1, place + 1)]}
        return f"({_NUMBER_BESIDE_HYPHEN if beside & set(_HYPHENS) else _NUMBER})"
    if letter in _HYPHENS:
        return f"[{_HYPHENS}]"
    return r"\s+" if letter.isspace() else re.escape(letter)


def _edge(letter: str, *, before: bool) -> str:
    """What must not stand beside the match, so that rules fit whole words and whole numbers."""
    if letter == "#":
        return rf"(?<!\w)(?<![\d][{_HYPHENS}.,])" if before else rf"(?!\w|[{_HYPHENS}.,]\d)"
    if letter.isalnum():
        return r"(?<!\w)" if before else r"(?!\w)"
    return ""


@dataclass(frozen=True)
class Pronunciation:
    """A language's rules; without any, words are said as they are written."""

    every: Rules = field(default_factory=dict)
    """For every voice."""
    voices: Mapping[str, Rules] = field(default_factory=dict)
    """For one voice, by its engine's name; these win."""

    @classmethod
    def read(cls, file: Path) -> "Pronunciation":
        """The rules of one language.

        Raises:
            ContentError: The file cannot be read or has mistakes; the message names the first.
        """
        found, mistakes = read_rules(file)
        if mistakes or found is None:
            first = mistakes[0]
            raise ContentError(f"{file.name}, line {first.line}: {first.says} {first.cure}")
        return found

    def spoken(self, text: str, voice: str) -> Spoken:
        """What this voice is given to say for a shown text.

        Args:
            text: As it is shown.
            voice: The engine's name, such as `pico`; for one without rules of its own, those for every voice hold.
        """
        respelling = self._respellings.get(voice) or self._respellings[""]
        pieces = list(respelling.pieces(text))
        said = speakable("".join(piece.text for piece in pieces))
        marks = tuple(_marks(said, pieces))
        return Spoken(said if marks else "", marks)

    @cached_property
    def _respellings(self) -> dict[str, _Respelling]:
        """Those of each voice; under an empty name, of every other."""
        voices = {**self.voices, "": {}}
        return {voice: _Respelling({**self.every, **rules}) for voice, rules in voices.items()}


def read_rules(file: Path) -> tuple[Pronunciation | None, list[Mistake]]:
    """The rules of one language, and all that is wrong with its file."""
    tree = read_tree(file)
    found = typed(tree, PronunciationFile)
    mistakes = sorted([*tree.mistakes, *(_misfits(tree, found) if found else ())])
    return (Pronunciation(found.every, found.voices) if found else None), mistakes


def _marks(said: str, pieces: Iterable[_Piece]) -> Iterator[Mark]:
    """Every word of what is said, with the part of the shown text that it came from."""
    starts: list[int] = []
    ends: list[int] = []
    for piece in pieces:
        count = len(piece.text)
        starts += range(piece.start, piece.end) if piece.as_shown else [piece.start] * count
        ends += range(piece.start + 1, piece.end + 1) if piece.as_shown else [piece.end] * count
    for word in _SPOKEN_WORD.finditer(said):
        here = slice(word.start(), word.end())
        yield Mark(word.start(), word.end(), min(starts[here]), max(ends[here]))


def _misfits(tree: Tree, file: PronunciationFile) -> Iterator[Mistake]:
    """Rules that cannot be used, or that a voice would spell out."""
    groups: list[tuple[Where, Rules]] = [(("every",), file.every)]
    groups += [(("voices", voice), rules) for voice, rules in file.voices.items()]
    for where, rules in groups:
        for written, said in rules.items():
            here = (*where, written)
            if _PLACE.findall(written) != _PLACE.findall(said):
                yield tree.wrong(
                    here, f"“{said}” does not keep each # and * of “{written}”.", "Write them on both sides."
                )
            if _HYPHENED.search(said):
                yield tree.wrong(here, f"“{said}” holds a hyphen, which voices spell out.", "Write a space instead.")
            if not _SPOKEN_WORD.search(said.replace("#", "0")):
                yield tree.wrong(here, f"“{said}” holds nothing that can be said.", "Write it in words.")
