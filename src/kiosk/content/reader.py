"""Reads one walkthrough or language whole: files to trees, trees to models, models to what a patient meets."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.content.conditions import in_combinations, in_options
from kiosk.content.customs import customs_of
from kiosk.content.hedge import Hedges, read_hedges
from kiosk.content.join import Sources, join
from kiosk.content.layers import is_id
from kiosk.content.misfit import gaps, in_fact_words, in_facts, in_structure, in_words
from kiosk.content.terms import Terms
from kiosk.content.tree import Tree, read_tree
from kiosk.content.typed import typed
from kiosk.content.values import in_values
from kiosk.model.error import Mistake
from kiosk.model.facts_file import FactsFile
from kiosk.model.hedge import FactWordsFile
from kiosk.model.language import Language
from kiosk.model.procedure import Procedure
from kiosk.model.procedure_file import ProcedureFile
from kiosk.model.words_file import WordsFile


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one walkthrough in one language."""

    id: str
    procedure: Procedure | None
    """None where there are mistakes: nothing half-loaded comes before a patient."""
    mistakes: tuple[Mistake, ...] = ()
    sources: Sources | None = None
    facts: FactsFile | None = None
    facts_tree: Tree | None = None
    fact_words: FactWordsFile | None = None
    """By which words each fact is known in this language; none for the first, or where there is no such file."""
    hedges: Hedges | None = None
    """None where nobody has written the language's hedges yet."""

    def ready(self, terms: Terms) -> Procedure:
        """The walkthrough as what was said at launch, and the hospital's values, make it; only without mistakes."""
        assert self.sources is not None
        return join(self.sources, terms)


def read_walkthrough(home: Path, language: str, assets: Sequence[Path], *, with_facts: bool = False) -> Reading:
    """One walkthrough, whole, or all that is wrong with it.

    Args:
        home: Its folder.
        language: Which words.
        assets: The folders of the drawings.
        with_facts: Whether facts.yaml is read and compared too.
    """
    if not is_id(home.name):
        says, cure = f"The folder “{home.name}” has a name that cannot be an id.", "Rename it, such as `my-procedure`."
        return Reading(home.name, None, (Mistake(home / "procedure.yaml", 1, says, cure, "reference"),))
    structure_tree, words_tree = read_tree(home / "procedure.yaml"), read_tree(home / f"{language}.yaml")
    structure, words = typed(structure_tree, ProcedureFile), typed(words_tree, WordsFile)
    facts, facts_tree, fact_words, hedges = None, None, None, None
    mistakes = [*structure_tree.mistakes, *words_tree.mistakes, *gaps(structure_tree), *gaps(words_tree)]
    if with_facts:
        facts_tree = read_tree(home / "facts.yaml")
        facts = typed(facts_tree, FactsFile)
        mistakes += [*facts_tree.mistakes, *gaps(facts_tree)]
        hedges, strange = read_hedges(home.parents[1], language)
        mistakes += strange
        fact_words, strange = _fact_words(home / f"facts.{language}.yaml", structure, facts)
        mistakes += strange
    if structure:
        mistakes += in_structure(structure, structure_tree, assets)
    if structure is None or words is None:
        return Reading(home.name, None, tuple(sorted(mistakes)))
    languages = tuple(sorted(file.stem for file in home.glob("??.yaml")))
    sources = Sources(structure, words, structure_tree, words_tree, language, languages)
    mistakes += [*in_words(sources), *in_options(sources), *in_values(words_tree)]
    if facts and facts_tree:
        mistakes += in_facts(sources, facts, facts_tree)
    mistakes += in_combinations(sources) if not mistakes else []
    made = None if mistakes else join(sources)
    return Reading(home.name, made, tuple(sorted(mistakes)), sources, facts, facts_tree, fact_words, hedges)


def _fact_words(
    file: Path, structure: ProcedureFile | None, facts: FactsFile | None
) -> tuple[FactWordsFile | None, list[Mistake]]:
    """By which words a language's facts are known; nothing where there is no such file."""
    if not os.path.lexists(file):
        return None, []
    tree = read_tree(file)
    fact_words = typed(tree, FactWordsFile)
    if fact_words is None or structure is None or facts is None:
        return None, tree.mistakes
    return fact_words, list(in_fact_words(fact_words, structure, facts, tree))


def read_language(file: Path) -> tuple[Language | None, list[Mistake]]:
    """A language, or all that is wrong with it."""
    tree = read_tree(file)
    named = tree.data.get("locale")
    customs = customs_of(str(named or tree.data.get("id")))
    if customs is None and named:
        cure = "Write a tag such as es-419, or remove the line."
        tree.mistakes.append(tree.wrong(("locale",), f"Unicode's CLDR knows no language “{named}”.", cure))
    language = typed(tree, Language, customs)
    return (None if tree.mistakes else language), tree.mistakes
