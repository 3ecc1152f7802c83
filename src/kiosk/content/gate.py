"""The gate that every walkthrough passes before a patient meets it. Limits and reasons: content/README.md."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice

from kiosk.content import measure
from kiosk.content.again import repeated
from kiosk.content.join import Sources, join
from kiosk.content.limits import (
    LEAST_PEMAT,
    LEAST_QUESTIONS,
    LEAST_WORDS,
    LEAST_YOU,
    MOST_FEEL_WORDS,
    MOST_MEAN_SENTENCE,
    MOST_PASSIVE,
    MOST_SENTENCE,
    MOST_STEP_WORDS,
    MOST_WORDS,
)
from kiosk.content.pemat import pre_check, share
from kiosk.content.reader import Reading
from kiosk.content.said import facts_covered, facts_kept, facts_said
from kiosk.content.terms import Terms, combinations
from kiosk.content.tree import Tree, Where
from kiosk.content.wording import (
    count,
    everything,
    felt_in,
    plain_text,
    said_in,
    spoken,
    stands_in,
    steps_of,
    word_count,
)
from kiosk.content.yardstick import Formula, Yardstick, yardstick
from kiosk.model.error import Mistake
from kiosk.model.hospital import EXAMPLES
from kiosk.model.procedure import Procedure, Question

_SAY_MORE = (
    "Say more: why each thing is done, what one may feel and what helps (`feel`), what to tell you before, what is"
    " normal after, when to call. What your source does not say goes to `added` in facts.yaml."
)
_MOST_LINES = 8
"""The lines that are named beside the first."""
_SAY_LESS = "Say less: what a patient need not know gets `core: false` in facts.yaml."


def check(reading: Reading) -> list[Mistake]:
    """Every row of the gate that a walkthrough does not pass, whatever is said at launch; needs the reading's facts."""
    made, sources, facts = reading.procedure, reading.sources, reading.facts
    if made is None or sources is None or facts is None or reading.facts_tree is None:
        return []
    found = [
        *_rows(made, sources),
        *facts_covered(sources.structure, facts, reading.facts_tree),
        *facts_said(reading, made),
        *repeated(reading, made),
        *_pre_check(made, sources.words_tree),
    ]
    met = [(Terms(), one) for one in found]
    said: dict[tuple[int, str], list[Terms]] = {(one.line, one.rule): [Terms()] for one in found}
    for terms in islice(forms(sources), 1, None):
        with_it, unsharpened = join(sources, terms), join(sources, Terms(terms.chosen, sharpen=False))
        mistakes = {*_rows(with_it, sources), *facts_kept(reading, with_it, unsharpened)}
        new = [one for one in mistakes if not _is_there(said.get((one.line, one.rule), ()), terms)]
        met += [(terms, one) for one in new]
        for place in {(one.line, one.rule) for one in new}:
            said.setdefault(place, []).append(terms)
    return sorted(replace(one, says=f"With {terms}: {one.says}") if str(terms) else one for terms, one in met)


def _is_there(past: Iterable[Terms], terms: Terms) -> bool:
    """Whether a mistake is there already with less said."""
    return any(less != terms and less.is_part_of(terms) for less in past)


def forms(sources: Sources) -> Iterator[Terms]:
    """All that can be said at launch, from nothing on: each with none of a hospital's values, and with all of them."""
    needs = any("needs" in found for _, found in sources.words_tree.mappings())
    for chosen in combinations(sources.structure):
        yield from (Terms(chosen, values) for values in ({}, EXAMPLES)[: 1 + needs])


def _rows(made: Procedure, sources: Sources) -> Iterator[Mistake]:
    """The rows that one form of a walkthrough does not pass."""
    tree = sources.words_tree
    return chain(
        _lengths(made, tree),
        _questions(made, tree),
        _reading_ease(made, tree, yardstick(made.language)),
        _glossary(made, tree),
        _gathering(made, sources.structure_tree),
    )


def _pre_check(made: Procedure, tree: Tree) -> Iterator[Mistake]:
    found = tuple(pre_check(made, yardstick(made.language)))
    if share(found) < LEAST_PEMAT:
        failed = [one for one in found if one.agrees is False]
        lacks = "; ".join(one.asks for one in failed)
        says = f"PEMAT pre-check {share(found):.0%}; at least {LEAST_PEMAT:.0%}. What does not hold: {lacks}."
        yield tree.wrong(("sections",), says, " ".join(one.mends for one in failed), "pemat")


def _lengths(made: Procedure, tree: Tree) -> Iterator[Mistake]:
    for where, step in steps_of(made):
        text = count(line.text for line in (*step.text, *step.points))
        if text > MOST_STEP_WORDS:
            says = f"The step “{step.id}” has {text} words; at most {MOST_STEP_WORDS} fit on a page."
            yield tree.wrong(where, says, "Say less, or make two steps of it.", "words")
        feel = count(line.text for line in felt_in(step))
        if feel > MOST_FEEL_WORDS:
            says = f"“You may feel” has {feel} words; at most {MOST_FEEL_WORDS}."
            yield tree.wrong((*where, "feel"), says, "Say less.", "words")
    total = word_count(made)
    if not LEAST_WORDS <= total <= MOST_WORDS:
        says = f"The steps have {total} words in all; {LEAST_WORDS} to {MOST_WORDS} take 5 to 10 minutes."
        yield tree.wrong(("sections",), says, _SAY_MORE if total < LEAST_WORDS else _SAY_LESS, "words")


def _questions(made: Procedure, tree: Tree) -> Iterator[Mistake]:
    asked = [(section.id, question) for section in made.sections for question in section.questions]
    if len(asked) < LEAST_QUESTIONS:
        says = f"There are {len(asked)} questions; at least {LEAST_QUESTIONS}."
        yield tree.wrong(("sections",), says, "Ask more.", "questions")
    found = {question.asks for _, question in asked}
    for group in (("happens",), ("feel",), ("risk",), ("benefit", "choice"), ("before",), ("after",)):
        if not found & set(group):
            yield tree.wrong(
                ("sections",),
                f"No question asks about: {' or '.join(group)}.",
                "Add one in procedure.yaml.",
                "questions",
            )
    for section, question in asked:
        yield from _options(question, ("sections", section, "questions", question.id), tree)
    if asked and all(question.options[0].id == question.right for _, question in asked):
        yield tree.wrong(("sections",), "The right answer always stands first.", "Mix the order.", "questions")
    if asked and all(_is_longest(question) for _, question in asked):
        yield tree.wrong(("sections",), "The right answer is always the longest.", "Even the lengths out.", "questions")


def _is_longest(question: Question) -> bool:
    return max(question.options, key=lambda option: len(option.text)).id == question.right


def _options(question: Question, where: Where, tree: Tree) -> Iterator[Mistake]:
    lengths = [len(option.text) for option in question.options]
    if (max(lengths) - min(lengths)) * 3 > max(lengths):
        says = f"The answers differ in length: {min(lengths)} to {max(lengths)} letters, which gives one away."
        cure = "Let the shortest have at least two thirds of the longest's letters."
        longest = max((option.text for option in question.options), key=len)
        yield tree.wrong((*where, "options"), says, cure, "questions", longest)


def _reading_ease(made: Procedure, tree: Tree, stick: Yardstick) -> Iterator[Mistake]:
    whole: list[str] = []
    for section in made.sections:
        where: Where = ("sections", section.id)
        found = measure.sentences([line.text for step in section.steps for line in said_in(step)])
        whole += found
        if stick.section and not stick.section.passes(value := stick.section.score(found)):
            hardest = _hardest_of(found, stick.section)
            cure = f"Shorten it. {_begin(tree, where, hardest)} Hardest words: {_hardest(found, stick)}."
            yield tree.wrong(where, stick.section.says(value), cure, "grade", hardest)
    for where, text in everything(made):
        for sentence in measure.sentences([text]):
            if (length := len(sentence.split())) > MOST_SENTENCE:
                says = f"A sentence has {length} words; at most {MOST_SENTENCE}: “{sentence}”"
                yield tree.wrong_in(where, sentence, says, "Make two of it.", "sentence")
    for where, text in (*everything(made), *spoken(made)):
        for sentence in measure.sentences([text]) if "!" in text else ():
            if "!" in sentence:
                says = f"An exclamation mark stands here: “{sentence}”"
                yield tree.wrong_in(where, sentence, says, "End it with a full stop.", "calm")
        if stick.speaks_of_reader(text):
            says = f"“{stick.never}” stands here: “{text}”"
            yield tree.wrong_in(where, text, says, f"Say “{stick.you}”.", "you")
    if whole:
        yield from _on_average(whole, tree, stick)


def _on_average(whole: Sequence[str], tree: Tree, stick: Yardstick) -> Iterator[Mistake]:
    where: Where = ("sections",)
    mean = count(whole) / len(whole)
    if mean > MOST_MEAN_SENTENCE:
        says = f"Sentences have {mean:.1f} words on average; at most {MOST_MEAN_SENTENCE:.0f}."
        longest = max(whole, key=lambda sentence: len(sentence.split()))
        cure = f"Make two of the longest ones. {_begin(tree, where, longest)}"
        yield tree.wrong(where, says, cure, "sentence", longest)
    if stick.whole and not stick.whole.passes(value := stick.whole.score(whole)):
        hardest = _hardest_of(whole, stick.whole)
        cure = f"Use shorter words. {_begin(tree, where, hardest)} Hardest: {_hardest(whole, stick)}."
        yield tree.wrong(where, stick.whole.says(value), cure, "grade", hardest)
    passive = [sentence for sentence in whole if stick.is_passive and stick.is_passive(sentence)]
    if len(passive) > MOST_PASSIVE * len(whole):
        says = f"{len(passive)} of {len(whole)} sentences are passive; at most one in ten."
        cure = f"Say who does it. {_begin(tree, where, *passive)}"
        yield tree.wrong(where, says, cure, "passive", passive[0])
    distant = [sentence for sentence in whole if stick.speaks_to_you and not stick.speaks_to_you(sentence)]
    if len(distant) > (1 - LEAST_YOU) * len(whole):
        says = f"{len(distant)} of {len(whole)} sentences neither say “{stick.you}” nor tell what to do; at most half."
        cure = f"Speak to the reader. {_begin(tree, where, *distant)}"
        yield tree.wrong(where, says, cure, "you", distant[0])


def _begin(tree: Tree, where: Where, sentence: str, *more: str) -> str:
    """A sentence that is a good one to begin with, and where others like it stand."""
    first = tree.line_of(where, sentence)
    others = [one for one in dict.fromkeys(more) if one != sentence]
    lines = sorted({tree.line_of(where, one) for one in others[:_MOST_LINES]} - {first})
    named = ", ".join(map(str, lines)) + (", …" if len(others) > _MOST_LINES else "")
    return f"Begin in line {first}: “{sentence}”{f' Others stand in {named}.' if named else ''}"


def _hardest_of(found: Iterable[str], formula: Formula) -> str:
    """The sentence that is hardest by a formula."""
    return max(found, key=lambda sentence: formula.score([sentence]) * (-1 if formula.least else 1))


def _hardest(found: Iterable[str], stick: Yardstick) -> str:
    every = {word.lower() for sentence in found for word in measure.words(sentence)}
    return ", ".join(sorted(every, key=lambda word: (-stick.weight(word), word))[:5])


def _glossary(made: Procedure, tree: Tree) -> Iterator[Mistake]:
    """A glossary word is explained on the step where it first stands."""
    for word in made.glossary:
        first = next(
            ((where, step) for where, step in steps_of(made) if stands_in([word.word], plain_text(step))), None
        )
        if first is None:
            says = f"“{word.word}” stands in no step."
            yield tree.wrong(("glossary", word.id), says, "Remove it from the glossary, or use it.", "glossary")
        elif word.id not in first[1].glossary:
            says = f"“{word.word}” first stands in the step “{first[1].id}”, and is not explained there."
            cure = f"Name {word.id} in that step's `glossary` in procedure.yaml."
            found = measure.sentences([line.text for line in said_in(first[1])])
            sentence = next((one for one in found if stands_in([word.word], one.lower())), first[1].heading)
            yield tree.wrong_in(first[0], sentence, says, cure, "glossary")


def _gathering(made: Procedure, tree: Tree) -> Iterator[Mistake]:
    happens = made.section("happens")
    if not happens.steps[-1].gathers:
        number = [section.id for section in made.sections].index("happens")
        cure = "End it with a step that has `gathers: true`."
        yield tree.wrong(("sections", number), "`happens` does not end by gathering what you may feel.", cure, "feel")
