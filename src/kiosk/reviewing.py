"""Walks a reviewer through a walkthrough, as text: each page as a patient meets it, then the facts behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TextIO

from kiosk.model.facts_file import AddedFact, Fact, FactsFile
from kiosk.model.language import Language
from kiosk.model.page import Page
from kiosk.model.procedure import Procedure, Question, Step
from kiosk.plain import lines_of

ASK = "Enter: right, go on.  x: to be mended.  b: back.  q: stop here."


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page, and what a reviewer needs beside it."""

    name: str
    """Such as `happens/numbing`."""
    lines: tuple[str, ...]


def sheets(
    tours: Iterable[tuple[str, Procedure, Iterable[Page]]], facts: FactsFile, words: Language
) -> Iterator[Sheet]:
    """Every page that has a part of the walkthrough, once in each of its forms, with the facts that it stands for.

    Args:
        tours: The forms: what was said at launch, the walkthrough that this makes, and the pages of its visit.
        facts: The sheet of facts.
        words: The sentences of the kiosk itself.
    """
    known: dict[str, Fact | AddedFact] = {one.id: one for one in facts.facts}
    known |= {one.id: one for one in facts.added}
    met: set[tuple[str, ...]] = set()
    for said, made, pages in tours:
        steps = {f"step/{section.id}/{step.id}": step for section in made.sections for step in section.steps}
        asked = {f"question/{section.id}/{one.id}/1": one for section in made.sections for one in section.questions}
        for page in pages:
            lines = list(lines_of(replace(page, place=""), words))
            if page.kind in ("intro", "feedback", "before-risks") or (page.id, *lines) in met:
                continue
            met.add((page.id, *lines))
            if step := steps.get(page.id):
                lines += [*_meanings(made, step), "", *_facts(step.covers, known)]
            if question := asked.get(page.id):
                lines += [*_answers(question), "", *_facts(question.covers, known)]
            name = page.id.partition("/")[2] or page.id
            yield Sheet(f"{name}, with {said}" if said else name, tuple(lines))


def _meanings(made: Procedure, step: Step) -> Iterator[str]:
    for word in map(made.word, step.glossary):
        yield f"“{word.word}” means: {word.meaning}"


def _answers(question: Question) -> Iterator[str]:
    yield ""
    for option in question.options:
        right = "Right" if option.id == question.right else "Not right"
        yield f"{right}: {option.text}. It then says: {option.feedback}"
    yield f"The nurse may say: {question.teach_back}"


def _facts(covers: Sequence[str], known: dict[str, Fact | AddedFact]) -> Iterator[str]:
    for fact in map(known.__getitem__, covers):
        if isinstance(fact, AddedFact):
            yield f"  {fact.id}: {fact.says}  [no source says it; from: {fact.source}]"
        else:
            hedge = f", says “{', '.join(fact.hedge)}”" if fact.hedge else ""
            yield f"  {fact.id}: {fact.says}  [{fact.where}{hedge}]"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What became of it."""

    all_seen: bool
    to_mend: tuple[str, ...]
    """The names of the pages that are to be mended."""


def walk(found: Sequence[Sheet], lines: TextIO, out: TextIO) -> Reviewed:
    """Show one sheet after another, and ask of each.

    Args:
        found: The sheets.
        lines: What is typed; its end means that the reviewer stops here.
        out: Where the sheets go.
    """
    place, marked = 0, dict.fromkeys((sheet.name for sheet in found), False)
    while place < len(found):
        sheet = found[place]
        out.write("\n".join(["", f"{place + 1} of {len(found)}: {sheet.name}", "", *sheet.lines, "", ASK, ""]))
        out.flush()
        typed = lines.readline()
        match typed.strip().lower():
            case "" if typed:
                marked[sheet.name], place = False, place + 1
            case "x":
                marked[sheet.name], place = True, place + 1
            case "b":
                place = max(0, place - 1)
            case "q" | "":
                break
            case _:
                out.write("That is none of the four.\n")
    return Reviewed(place == len(found), tuple(name for name, mend in marked.items() if mend))
