"""The walkthroughs: whether they can be shown, and whether a clinician has read them."""

from collections.abc import Iterator
from datetime import date

from kiosk.content.check import check_all
from kiosk.content.library import Library
from kiosk.doctor.finding import Finding
from kiosk.model.error import ContentError

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
    found = library.procedures()
    if mistakes:
        first = mistakes[0]
        says = f"{len(mistakes)} mistakes; the first in {first.file.name}, line {first.line}: {first.says}"
        yield Finding("content", "fix", says, *_CHECK, "Run `kiosk content check`, and mend what it names.", must=True)
    else:
        yield Finding("content", "ok", f"{len(found)} walkthroughs without a mistake.", *_CHECK, must=True)
    new = [one.id for one in found if not one.reviewed]
    if new:
        says = f"No clinician has reviewed: {', '.join(new)}."
        yield Finding("review", "person", says, *_REVIEW, "Have a clinician read them before patients do.", must=True)
    due = [one.id for one in found if one.review_again <= today]
    if due:
        says = f"The day to review again has come for: {', '.join(due)}."
        yield Finding("review again", "fix", says, *_REVIEW, "Have a clinician read them anew.", must=False)
    if found and not new and not due:
        yield Finding("review", "ok", "Every walkthrough is reviewed.", *_REVIEW, must=True)
