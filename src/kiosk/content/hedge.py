"""Words for how sure, how often and how much: which of a language are as strong as the sources' own."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.folder import shipped
from kiosk.content.tree import Tree, read_tree
from kiosk.content.typed import typed
from kiosk.content.wording import stands_in, written_in
from kiosk.model.error import Mistake
from kiosk.model.hedge import FIRST, HedgesFile, Strength


@dataclass(frozen=True, slots=True)
class Hedges:
    """The hedges of one language, beside those of the first, which knows the sources' words."""

    first: HedgesFile
    own: HedgesFile

    def _named(self, hedge: str) -> str:
        return next((name for name, one in self.first.hedges.items() if hedge in one.source), "")

    def keeps(self, hedge: str, text: str) -> bool:
        """Whether a plain text holds a word of the same strength as the source's hedge."""
        name = self._named(hedge)
        if name in self.own.hedges:
            return stands_in(self.own.hedges[name].words, text)
        return stands_in([hedge], text)

    def found(self, hedges: Sequence[str], text: str) -> list[str]:
        """What keeps the source's hedges in a text, as it is written there, in its order."""
        named = [self._named(hedge) for hedge in hedges]
        words = [word for name in named if name in self.own.hedges for word in self.own.hedges[name].words]
        words += [hedge for hedge, name in zip(hedges, named, strict=True) if name not in self.own.hedges]
        return written_in(words, text)

    def instead(self, lost: str, hedges: Iterable[str], text: str) -> tuple[str, str]:
        """A word of another strength that stands where a hedge was lost, and "stronger" or "weaker"; or nothing.

        Args:
            lost: The source's hedge that is not kept.
            hedges: All hedges that the source has there; what keeps one of them is not held against it.
            text: A plain text.
        """
        rank, named = self._rank(self._named(lost)), {self._named(hedge) for hedge in hedges}
        for name, strength in self.own.hedges.items():
            there = self._rank(name)
            if rank and there and there != rank and name not in named and (word := _first(strength.words, text)):
                return word, "stronger" if there > rank else "weaker"
        return "", ""

    def _rank(self, name: str) -> int | None:
        return self.first.hedges.get(name, Strength(words=("-",))).rank

    def differs(self, own: Sequence[str], first: Sequence[str]) -> Iterator[tuple[str, str]]:
        """For each strength that stands in more plain sentences of one language: a word of this, or one of the first.

        Args:
            own: Sentences of this language.
            first: What the first language says there.
        """
        for name, words in self.own.compare.items():
            here = list(filter(None, (_first(words, sentence) for sentence in own)))
            there = list(filter(None, (_first(self.first.compare[name], sentence) for sentence in first)))
            if len(here) > len(there):
                yield here[0], ""
            elif len(here) < len(there):
                yield "", there[0]


def _first(words: Iterable[str], text: str) -> str:
    """The first of the words that stands in a plain text, or nothing."""
    return next((word for word in words if stands_in([word], text)), "")


def read_hedges(folder: Path, language: str) -> tuple[Hedges | None, list[Mistake]]:
    """The hedges of a language, or all that is wrong with them; nothing of either where there is no such file.

    Args:
        folder: A content folder; what it lacks comes from the shipped one.
        language: Whose words.
    """
    trees = {name: _tree(folder, name) for name in (FIRST, language)}
    files = {name: typed(tree, HedgesFile) for name, tree in trees.items() if tree}
    mistakes = [mistake for tree in trees.values() if tree for mistake in tree.mistakes]
    first, own = files.get(FIRST), files.get(language)
    if first is None or own is None:
        return None, mistakes
    mistakes += _strange(first, own, trees[language] or Tree(folder))
    return (None if mistakes else Hedges(first, own)), mistakes


def _tree(folder: Path, language: str) -> Tree | None:
    homes = (folder / "hedges", shipped("content") / "hedges")
    file = next((file for home in homes if os.path.lexists(file := home / f"{language}.yaml")), None)
    return read_tree(file) if file else None


def _strange(first: HedgesFile, own: HedgesFile, tree: Tree) -> Iterator[Mistake]:
    """Strengths that only one of the two files has."""
    for key, ours, theirs in (("hedges", own.hedges, first.hedges), ("compare", own.compare, first.compare)):
        for name in ours:
            if name not in theirs:
                cure = f"Use one of: {', '.join(theirs)}."
                says = f"hedges/{FIRST}.yaml has no “{name}”."
                yield tree.wrong((key, name), says, cure, "reference")
        for name in theirs:
            if name not in ours:
                cure = f"Add `{name}:` here, with the words that say it."
                yield tree.wrong((key,), f"The words of “{name}” are missing.", cure, "reference")
