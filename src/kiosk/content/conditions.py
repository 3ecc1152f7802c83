"""Finds what does not fit together in the options of a walkthrough, and what depends on them."""

from collections.abc import Iterable, Iterator

from kiosk.content.join import Sources, join
from kiosk.content.terms import Condition, Terms, combinations
from kiosk.content.tree import Tree, Where
from kiosk.model.error import Mistake
from kiosk.model.procedure import Procedure

_CONDITIONS = ("if", "picture_if")
"""The keys of a condition."""


def in_options(sources: Sources) -> Iterable[Mistake]:
    """Options that are not fully said, conditions on what is no option, options on which nothing depends."""
    structure, tree = sources.structure, sources.structure_tree
    others = {other.id for other in structure.lookalikes}
    used: set[str] = set()
    for here, where, text in _conditions(sources):
        found = Condition.of(text)
        used.add(found.option)
        ways = _ways(sources)
        if text.removeprefix("not ") not in ways:
            cure = f"Write one of: {', '.join(ways)}." if ways else "Add it to `options` in procedure.yaml."
            yield here.wrong(where, f"“{text}” is no option of this walkthrough.", cure, "reference")
    for place, option in enumerate(structure.options):
        values = option.values or ()
        for number, value in enumerate(values):
            if value.lookalike is not None and value.lookalike not in others:
                cure = "Add it under `lookalikes`, or write one of those."
                at: Where = ("options", place, "values", number)
                yield tree.wrong(at, f"There is no lookalike “{value.lookalike}”.", cure, "reference")
        if option.id not in used and not any(value.lookalike for value in values):
            cure = "Let a step or a line depend on it with `if`, or remove it."
            yield tree.wrong(("options", place), f"No step uses the option “{option.id}”.", cure, "reference")
    yield from _never_read(sources.words_tree)


def in_combinations(sources: Sources) -> Iterable[Mistake]:
    """What would stand empty before a patient; only for sources that fit together."""
    for chosen in combinations(sources.structure):
        made = join(sources, Terms(chosen))
        for where, says in _empty(made):
            with_it = f"With {Terms(chosen)}: {says}" if chosen else says
            yield sources.words_tree.wrong(where, with_it, "Leave something there that always stands.", "reference")


def _empty(made: Procedure) -> Iterator[tuple[Where, str]]:
    for section in made.sections:
        if not section.steps:
            yield ("sections", section.id), f"The section “{section.id}” has no step left."
        for step in section.steps:
            if not step.text and not step.points:
                yield ("sections", section.id, "steps", step.id), f"The step “{step.id}” says nothing."
    for name, notes in (("to_ask", made.to_ask), ("remember", made.remember)):
        if not notes:
            yield (name,), f"Nothing is left of `{name}`."


def _ways(sources: Sources) -> list[str]:
    """Every condition that there can be, without its `not`."""
    ways = []
    for option in sources.structure.options:
        ways += [option.id] if option.values is None else [f"{option.id}={value.id}" for value in option.values]
    return ways


def _conditions(sources: Sources) -> Iterator[tuple[Tree, Where, str]]:
    for tree in (sources.structure_tree, sources.words_tree):
        for where, found in tree.mappings():
            for key in _CONDITIONS:
                if isinstance(found.get(key), str):
                    yield tree, (*where, key), found[key]


def _never_read(tree: Tree) -> Iterator[Mistake]:
    for where, found in tree.mappings():
        if "text" in found and "if" not in found:
            for name in ("sure", "else"):
                if name in found and not (name == "else" and "needs" in found):
                    cure = "Add the `if` on which it depends."
                    yield tree.wrong((*where, name), f"“{name}” would never be read here.", cure, "reference")
