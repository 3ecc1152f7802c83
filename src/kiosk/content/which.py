"""Which walkthroughs a bare code or words of a name fit, and what the nurse is asked where that is not clear."""

from collections.abc import Iterator, Sequence

from kiosk.model.procedure import Code, Lookalike, Procedure

LEAST_LETTERS = 3
"""How much of a name finds a walkthrough: a slip of the finger starts none."""


def matches(found: Sequence[Procedure], wanted: str) -> tuple[list[Procedure], list[Lookalike]]:
    """The walkthroughs that fit, and the lookalikes that fit and have no walkthrough here.

    A lookalike's code fits both: people use it for the one and for the other.
    """
    here = {one.id: one for one in found}
    fits = {one.id for one in found if _fits(one, wanted)}
    elsewhere = []
    for one in found:
        for other in one.lookalikes:
            by_code = any(_is_code(code, wanted) for code in other.codes)
            if not (by_code or _is_called(other.title, wanted)):
                continue
            if other.id in here:
                fits |= {other.id, one.id} if by_code else {other.id}
            else:
                elsewhere.append(other)
    return [one for one in found if one.id in fits], elsewhere


def which(wanted: str, fits: Sequence[Procedure], elsewhere: Sequence[Lookalike]) -> str:
    """What the nurse reads where not just one walkthrough fits: what the patient would meet tells them apart."""
    if not fits:
        other = elsewhere[0]
        return (
            f"“{wanted}”: that is the {other.title[0].lower()}{other.title[1:]} ({_clause(other.apart)}); "
            "its walkthrough is not here yet."
        )
    lines = [f"“{wanted}” fits more than one procedure, so nothing was started:"]
    lines += [f"  {one.id}: {one.title}. {one.apart}" for one in fits]
    lines += [f"  (not here) {other.title}. {other.apart}" for other in elsewhere]
    if len(fits) == 1:
        lines.append(f"The walkthrough here is the first. If that is what is planned: kiosk launch {fits[0].id}")
    else:
        lines.append("Which one is planned? Start it by its id, such as: kiosk launch " + fits[0].id)
    return "\n".join(lines)


def _words_in(text: str) -> Iterator[str]:
    yield from "".join(letter if letter.isalnum() else " " for letter in text.lower()).split()


def _is_code(code: Code, wanted: str) -> bool:
    """A bare code, or one with its system before it."""
    return wanted.upper() in (code.code.upper(), f"{code.system} {code.code}".upper())


def _fits(one: Procedure, wanted: str) -> bool:
    return any(_is_code(code, wanted) for code in one.codes) or any(
        _is_called(name, wanted) for name in (one.title, *one.also, one.id)
    )


def _is_called(name: str, wanted: str) -> bool:
    """Whether every word that was asked for begins a word of the name."""
    asked, words = list(_words_in(wanted)), list(_words_in(name))
    long_enough = len("".join(asked)) >= LEAST_LETTERS
    return long_enough and all(any(word.startswith(one) for word in words) for one in asked)


def _clause(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")
