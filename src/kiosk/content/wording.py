"""What a step says, and whether a word stands in it."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from kiosk.content.tree import Where
from kiosk.model.procedure import Line, Procedure, Step, Word


def said_in(step: Step) -> list[Line]:
    """All lines of a step: text, points, what you may feel."""
    return [*step.text, *step.points, *felt_in(step)]


def felt_in(step: Step) -> list[Line]:
    """The lines of what you may feel."""
    if step.feel is None:
        return []
    return [step.feel.text, *([step.feel.helps] if step.feel.helps else [])]


def plain(text: str) -> str:
    """A text in small letters with plain apostrophes, to look for words in it."""
    return text.lower().replace("’", "'")


def plain_text(step: Step) -> str:
    """All that a step says, in small letters, to look for words in it."""
    return plain(" ".join([step.heading, *(line.text for line in said_in(step))]))


def stands_in(keywords: Iterable[str], text: str) -> bool:
    """Whether one of the keywords stands in a plain text, as a whole word or in the plural; a trailing * is any end."""
    return _stands_in(tuple(keywords), text)


@lru_cache(maxsize=20_000)
def _stands_in(keywords: tuple[str, ...], text: str) -> bool:
    """Remembered, since the same is asked for every combination of options, and most of them leave a step as it is."""
    return any(_stem(keyword) in text and _pattern(keyword).search(text) for keyword in keywords)


def written_in(keywords: Iterable[str], text: str) -> list[str]:
    """The keywords that stand in a text, as they are written there, in its order."""
    small = plain(text)
    spans = {match.span() for keyword in keywords for match in _pattern(keyword).finditer(small)}
    return [text[start:end] for start, end in sorted(spans)]


@cache
def _stem(keyword: str) -> str:
    """What every text with the keyword holds; to look for it first is quicker than to make a pattern for each."""
    return plain(keyword.rstrip("*"))


@cache
def _pattern(keyword: str) -> re.Pattern[str]:
    tail = r"\w*" if keyword.endswith("*") else r"(?:s|es)?(?!\w)"
    return re.compile(r"(?<![\w-])" + re.escape(_stem(keyword)) + tail)


def count(texts: Iterable[str]) -> int:
    """How many words some texts have."""
    return sum(len(text.split()) for text in texts)


def word_count(made: Procedure) -> int:
    """The words of all steps with their headings."""
    return sum(count([step.heading, *(line.text for line in said_in(step))]) for _, step in steps_of(made))


def steps_of(made: Procedure) -> Iterator[tuple[Where, Step]]:
    """Every step, with its place in the file of words."""
    for section in made.sections:
        for step in section.steps:
            yield ("sections", section.id, "steps", step.id), step


def is_explained(made: Procedure, word: Word) -> bool:
    """Whether a glossary word is explained on the step where it first stands."""
    first = next((step for _, step in steps_of(made) if stands_in([word.word], plain_text(step))), None)
    return first is not None and word.id in first.glossary


def everything(made: Procedure) -> Iterator[tuple[Where, str]]:
    """Every text of the walkthrough that a patient meets, with its place."""
    yield ("title",), made.title
    yield ("sentence",), made.sentence
    yield ("apart",), made.apart
    for other in made.lookalikes:
        yield ("lookalikes", other.id), other.title
        yield ("lookalikes", other.id), other.apart
    yield from ((("sections", section.id, "title"), section.title) for section in made.sections)
    for where, step in steps_of(made):
        yield where, step.heading
        for line in said_in(step):
            yield where, line.text
        if step.picture:
            yield (*where, "picture"), step.picture.caption
            yield (*where, "picture"), step.picture.description
    for section in made.sections:
        for question in section.questions:
            here: Where = ("sections", section.id, "questions", question.id)
            yield here, question.ask
            for option in question.options:
                yield (*here, "options", option.id), option.text
                yield (*here, "options", option.id), option.feedback
    for word in made.glossary:
        yield ("glossary", word.id), word.meaning
    for note in (*made.to_ask, *made.remember):
        yield ("remember" if note in made.remember else "to_ask", note.id), note.line.text


def spoken(made: Procedure) -> Iterator[tuple[Where, str]]:
    """What the nurse may say to a patient, with its place; as it is said and not read, it may be longer."""
    for section in made.sections:
        for question in section.questions:
            yield ("sections", section.id, "questions", question.id, "teach_back"), question.teach_back
