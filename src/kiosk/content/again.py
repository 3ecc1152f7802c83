"""What the summary and the questions say again of the facts: it is recognisable, and as sure as the source."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.content.measure import sentences
from kiosk.content.reader import Reading
from kiosk.content.said import groups_of, likeliest
from kiosk.content.tree import Where
from kiosk.content.wording import plain, stands_in
from kiosk.model.error import Mistake
from kiosk.model.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Again:
    """A line of the summary, or a question with its right answer."""

    where: Where
    name: str
    texts: tuple[str, ...]
    covers: tuple[str, ...]
    """The facts that it repeats."""


def again(reading: Reading, made: Procedure) -> Iterator[Again]:
    """Each place where facts are said again, after the steps said them."""
    assert reading.sources
    covers = {note.id: note.covers for note in reading.sources.structure.remember}
    for section in made.sections:
        for question in section.questions:
            right = next(option for option in question.options if option.id == question.right)
            where: Where = ("sections", section.id, "questions", question.id)
            yield Again(where, question.id, (question.ask, right.text, right.feedback), question.covers)
    for note in made.remember:
        yield Again(("remember", note.id), note.id, (note.line.text,), covers[note.id])


def repeated(reading: Reading, made: Procedure) -> Iterator[Mistake]:
    """Lines of the summary that say nothing of a fact they name, and facts that are said again without their hedge."""
    assert reading.facts
    assert reading.sources
    known, tree = {fact.id: fact for fact in reading.facts.facts}, reading.sources.words_tree
    for one in again(reading, made):
        text = plain(" ".join(one.texts))
        for fact in (known[name] for name in one.covers if name in known):
            groups = groups_of(reading, fact)
            said = [stands_in(group, text) for group in groups]
            best = likeliest(groups, [plain(sentence) for sentence in sentences(one.texts)])
            lost = _lost(reading, fact.hedge, best)
            if said and not any(said) and one.where[0] == "remember":
                says = f"{fact.id} is named by “{one.name}”, but none of its words stand there: {fact.says}"
                cure = "Say it there, or name the fact that the line does say in its `covers` in procedure.yaml."
                yield tree.wrong(one.where, says, cure, "facts", one.texts[0])
            elif said and all(said) and lost:
                says = f"{fact.id} loses its hedge “{', '.join(lost)}” in “{one.name}”: {fact.says}"
                cure = "Keep the source's word for how sure or how often."
                yield tree.wrong_in(one.where, _as_written(one.texts, best[0]), says, cure, "hedge")


def _lost(reading: Reading, hedges: Sequence[str], best: Sequence[str]) -> list[str]:
    """Those hedges that none of the sentences keeps; none in a language whose hedges nobody has written."""
    known = reading.hedges
    return [hedge for hedge in hedges if known and best and not any(known.keeps(hedge, one) for one in best)]


def _as_written(texts: Sequence[str], sentence: str) -> str:
    return next(one for one in sentences(texts) if plain(one) == sentence)
