"""Words for how sure and how often: which plain ones are as strong as the source's own."""

from kiosk.content.wording import stands_in

HEDGES: tuple[tuple[frozenset[str], frozenset[str]], ...] = (
    (
        frozenset(("may", "might", "possible", "possibly", "potential", "can", "risk")),
        frozenset(("may", "might", "possible", "possibly", "could", "can", "perhaps", "sometimes", "risk", "cannot")),
    ),
    (
        frozenset(("usually", "typically", "generally")),
        frozenset(("usually", "usual", "typically", "generally", "mostly", "most", "often")),
    ),
    (frozenset(("often",)), frozenset(("often", "usually", "frequently"))),
    (frozenset(("rare", "rarely")), frozenset(("rare", "rarely", "seldom"))),
    (frozenset(("uncommon",)), frozenset(("uncommon", "common", "often"))),
    (frozenset(("common",)), frozenset(("common", "often", "many"))),
    (frozenset(("some", "in some cases")), frozenset(("some", "somewhat", "sometimes", "bit", "few"))),
    (frozenset(("most",)), frozenset(("most",))),
    (frozenset(("mild", "slight")), frozenset(("mild", "mildly", "slight", "slightly", "little", "bit"))),
    (frozenset(("about",)), frozenset(("about", "around"))),
    (frozenset(("minimal",)), frozenset(("minimal", "very low", "very small", "tiny"))),
    (frozenset(("relatively",)), frozenset(("relatively", "fairly", "rather", "quite"))),
    (frozenset(("if used", "when", "if needed", "if necessary")), frozenset(("if", "when"))),
)
"""The source's hedge word on the left; on the right the plain words of the same strength that keep it."""


def keeps(hedge: str, text: str) -> bool:
    """Whether a text holds a word of the same strength as the source's hedge."""
    for hedges, words in HEDGES:
        if hedge in hedges:
            return stands_in(words, text)
    return stands_in([hedge], text)
