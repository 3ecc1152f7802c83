"""Lays a language beside the first one, line by line: what it leaves out, adds, or says more or less surely."""

from collections.abc import Iterator
from itertools import groupby

from kiosk.content.hedge import Hedges
from kiosk.content.join import Sources
from kiosk.content.measure import sentences
from kiosk.content.tree import Tree, Where
from kiosk.model.error import Mistake
from kiosk.model.hedge import FIRST
from kiosk.model.words_file import LineEntry, StepWords

Lines = tuple[LineEntry, ...]


def beside(own: Sources, first: Sources, hedges: Hedges | None) -> Iterator[Mistake]:
    """What a language's words and the first language's do not have in common.

    Args:
        own: The words to look at; they fit their structure, as the others do.
        first: The words of the first language.
        hedges: The language's hedges, where somebody has written them.
    """
    tree = own.words_tree
    yield from _lines(tree, ("sentence",), (own.words.sentence,), (first.words.sentence,), hedges)
    yield from _hedged(tree, ("apart",), own.words.apart, first.words.apart, hedges)
    for section in own.structure.sections:
        here: Where = ("sections", section.id)
        ours, theirs = own.words.sections[section.id], first.words.sections[section.id]
        for step in section.steps:
            for key, mine, other in _parts(ours.steps[step.id], theirs.steps[step.id]):
                yield from _lines(tree, (*here, "steps", step.id, *key), mine, other, hedges)
        for question in section.questions:
            asked: Where = (*here, "questions", question.id)
            mine_asked, first_asked = ours.questions[question.id], theirs.questions[question.id]
            yield from _hedged(tree, asked, mine_asked.ask, first_asked.ask, hedges)
            for option in question.options:
                there: Where = (*asked, "options", option)
                mine_said, first_said = mine_asked.options[option], first_asked.options[option]
                if option == question.right:
                    yield from _hedged(tree, there, mine_said.text, first_said.text, hedges)
                yield from _hedged(tree, there, mine_said.feedback, first_said.feedback, hedges)
    for name in own.structure.to_ask:
        yield from _lines(tree, ("to_ask", name), (own.words.to_ask[name],), (first.words.to_ask[name],), hedges)
    for note in own.structure.remember:
        mine, other = (own.words.remember[note.id],), (first.words.remember[note.id],)
        yield from _lines(tree, ("remember", note.id), mine, other, hedges)


def _parts(own: StepWords, first: StepWords) -> Iterator[tuple[Where, Lines, Lines]]:
    """The lines of a step, part by part, in both languages."""
    yield (), (LineEntry(text=own.heading),), (LineEntry(text=first.heading),)
    yield ("text",), own.text, first.text
    yield ("points",), own.points, first.points
    yield ("feel", "text"), _felt(own), _felt(first)
    yield ("feel", "helps"), _helps(own), _helps(first)
    for name in ("caption", "description"):
        yield ("picture", name), _picture(own, name), _picture(first, name)


def _felt(step: StepWords) -> Lines:
    return (step.feel.text,) if step.feel else ()


def _helps(step: StepWords) -> Lines:
    return (step.feel.helps,) if step.feel and step.feel.helps else ()


def _picture(step: StepWords, name: str) -> Lines:
    return (LineEntry(text=getattr(step.picture, name)),) if step.picture else ()


def _lines(tree: Tree, where: Where, own: Lines, first: Lines, hedges: Hedges | None) -> Iterator[Mistake]:
    """Two languages' lines of one part: as many, with the same marks, and as sure."""
    part = ".".join(map(str, where[4:]))
    cure = f"Say the same here as {FIRST}.yaml, line for line, with the same `added` marks."
    if len(own) == len(first):
        for place, (line, other) in enumerate(zip(own, first, strict=True)):
            here = (*where, place) if len(own) > 1 else where
            if set(line.added) != set(other.added):
                says = f"{FIRST}.yaml marks this line with {_marks(other)}, here it is {_marks(line)}: “{line.text}”"
                yield tree.wrong(here, says, cure, "language")
            if _depends(line) != _depends(other):
                says = f"{FIRST}.yaml has {_depends(other)} with this line, here is {_depends(line)}: “{line.text}”"
                yield tree.wrong(here, says, "Let it depend on the same here.", "language")
            for mine, theirs in zip(_forms(line), _forms(other), strict=True):
                yield from _hedged(tree, here, mine, theirs, hedges)
    elif part == "text" and _pattern(own) == _pattern(first):
        yield from _hedged(tree, where, _whole(own), _whole(first), hedges)
    else:
        says = f"Lines in “{part}” of “{where[3]}”: {len(first)} in {FIRST}.yaml, {len(own)} here."
        yield tree.wrong(where, says, cure, "language")


def _pattern(lines: Lines) -> list[tuple[frozenset[str], str]]:
    """The marks of paragraphs in their order: one that is split or joined with its like changes nothing."""
    return [like for like, _ in groupby((frozenset(line.added), _depends(line)) for line in lines)]


def _depends(line: LineEntry) -> str:
    """On what a line depends, and which other forms it has."""
    found = [f"`if: {line.only_if}`"] if line.only_if else []
    found += [f"`needs: {', '.join(sorted(line.needs))}`"] if line.needs else []
    found += ["`sure`"] if line.sure else []
    return ", ".join(found + (["`else`"] if line.otherwise else [])) or "no condition"


def _forms(line: LineEntry) -> tuple[str, str, str]:
    """What a line says, whatever is known at launch."""
    return line.text, line.sure or "", line.otherwise or ""


def _whole(lines: Lines) -> str:
    return " ".join(line.text for line in lines)


def _marks(line: LineEntry) -> str:
    return f"added: {', '.join(line.added)}" if line.added else "no mark"


def _hedged(tree: Tree, where: Where, own: str, first: str, hedges: Hedges | None) -> Iterator[Mistake]:
    """Words for how sure or how often that one language alone has, or has in more sentences of as many."""
    ours, theirs = sentences([own.lower()]), sentences([first.lower()])
    if len(ours) != len(theirs):
        ours, theirs = [own.lower()], [first.lower()]
    for here, there in hedges.differs(ours, theirs) if hedges else ():
        if there:
            says = f"{FIRST}.yaml says “{there}”, and nothing here is as sure or unsure: “{own}”"
        else:
            says = f"“{here}” stands here, and nothing in {FIRST}.yaml is as sure or unsure: “{own}”"
        yield tree.wrong_in(where, own, says, f"Say it as strongly as there: “{first}”", "hedge")
