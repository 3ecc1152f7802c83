"""The walkthroughs: whether they can be shown, and whether a clinician has read them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from kiosk.content.check import check_all
from kiosk.content.library import Library
from kiosk.content.signing import review_of
from kiosk.doctor.finding import Finding
from kiosk.model.card import Card
from kiosk.model.error import ContentError
from kiosk.model.review import Review

_CHECK = ("no mistake in any walkthrough", "`kiosk content check`")
_REVIEW = ("every walkthrough reviewed by a clinician, and again in time", "the walkthroughs' own review dates")


def examine(library: Library, today: date) -> Iterator[Finding]:
    """Mistakes, reviews that lack, reviews that are due again."""
    try:
        mistakes = check_all(library).mistakes
        library.words()
    except ContentError as error:
        yield Finding("content", "fix", str(error), *_CHECK, "Run `kiosk content check`.", must=True)
        return
    found = library.cards()
    if mistakes:
        first = mistakes[0]
        says = f"{len(mistakes)} mistakes; the first in {first.file.name}, line {first.line}: {first.says}"
        yield Finding("content", "fix", says, *_CHECK, "Run `kiosk content check`, and mend what it names.", must=True)
    else:
        yield Finding("content", "ok", f"{len(found)} walkthroughs without a mistake.", *_CHECK, must=True)
    dated = replace(library, today=lambda: today)
    reviews = {one.id: review_of(dated, one.id, one.hash) for one in found}
    new = [name for name, review in reviews.items() if not review.is_signed]
    if new:
        says = f"No clinician has reviewed: {', '.join(new)}."
        yield Finding("review", "person", says, *_REVIEW, "Have a clinician read them before patients do.", must=True)
    due = [one.id for one in found if _day(one, reviews[one.id]) <= today]
    if due:
        says = f"The day to review again has come for: {', '.join(due)}."
        yield Finding("review again", "fix", says, *_REVIEW, "Have a clinician read them anew.", must=False)
    if found and not new and not due:
        yield Finding("review", "ok", "Every walkthrough is reviewed.", *_REVIEW, must=True)


def _day(one: Card, review: Review) -> date:
    """The day by which a walkthrough is to be reviewed again: the signature's, or else the file's own."""
    return review.by.until if review.is_signed and review.by else one.review_again
