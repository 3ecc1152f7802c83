"""Turns a source's page into a sheet of facts and the skeleton of a walkthrough, which a person then writes."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache

from kiosk.content.folder import shipped
from kiosk.content.hedge import read_hedges
from kiosk.content.misfit import GAP
from kiosk.content.page_heading import Kind
from kiosk.content.skeleton import Draft, Skeleton, filled
from kiosk.content.source_page import Said, said
from kiosk.model.error import UsageError
from kiosk.model.hedge import FIRST
from kiosk.model.procedure import SECTIONS, SectionId

_SECTION: dict[Kind, SectionId] = {
    "name": "what", "summary": "what", "purpose": "what", "indications": "what",
    "preparation": "prepare",
    "description": "happens", "duration": "happens", "setting": "happens", "personnel": "happens",
    "experience": "happens",
    "recovery": "after",
    "risks": "risks",
    "benefits": "choices", "alternatives": "choices",
    "other": "what",
}  # fmt: skip
"""The section of a walkthrough that answers what stands under a heading."""

_OTHER_HEDGES = ("likely", "unlikely", "probably", "chance", "chances", "few", "nearly", "almost", "at least")
_FURNITURE = re.compile(
    r"search all|similar codes|^cpt\W*4?\W*code|cookies?\b|privacy policy|all rights reserved|©|copyright|our locations"
    r"|sign in|subscribe|https?://|choose your preferred",
    re.IGNORECASE,
)
"""What belongs to the web site and not to the page."""

_ALSO = re.compile(
    r"(?:common names?|also known as|commonly known as|also called|other names?)\s*:?\s*(.+?)\.?$", re.IGNORECASE
)
_CODE = re.compile(r"\bCPT\W{0,3}4?(?:\W{0,3}codes?)?\W{0,3}(\d{4}[0-9A-Z])\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|[^\W_]")
_LITTLE = frozenset((
    "about", "after", "also", "been", "before", "being", "between", "both", "does", "down", "during", "each", "from",
    "have", "here", "into", "just", "like", "more", "most", "only", "other", "over", "patient", "patients", "procedure",
    "some", "such", "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through",
    "under", "upon", "used", "using", "very", "were", "what", "when", "where", "which", "while", "will", "with",
    "without", "would", "your",
))  # fmt: skip
"""Words that tell no sentence from another."""

_MOST_KEYWORDS, _LEAST_LETTERS, _MOST_ID = 6, 4, 40


def draft(text: str, source: str, today: date, *, procedure_id: str = "", title: str = "") -> Skeleton:
    """The skeleton that a page becomes.

    Args:
        text: The page.
        source: Its file's name.
        today: The day on which it was read.
        procedure_id: What the walkthrough is to be called, if not after its title.
        title: What it is to be titled, if not as the page says.

    Raises:
        UsageError: The page says nothing, or is about several procedures.
    """
    found = said(text)
    if not found:
        raise UsageError(f"{source} says nothing: there is no word in it. Save the page as plain text.")
    if len(names := _named(found)) > 1:
        several = " and ".join(f"“{name}”" for name in names)
        raise UsageError(f"{source} is about {several}. Save each as a page of its own, and draft each by itself.")
    title = title or _title(found)
    made_id = procedure_id or _id(title)
    prefix = _prefix(made_id)
    width = max(2, len(str(len(found))))
    facts = [_fact(one, f"{prefix}-{number:0{width}}") for number, one in enumerate(found, 1)]
    also = [name for one in found if one.kind in ("name", "other") for name in _names(one.text)]
    codes = sorted({code.upper() for code in _CODE.findall(text)})
    return Skeleton(made_id, title, filled(prefix, facts), source, today, also, codes)


def blank(procedure_id: str, title: str, today: date) -> Skeleton:
    """The skeleton of a walkthrough whose source nobody has read yet: a gap for a fact in each section."""
    prefix = _prefix(procedure_id)
    facts = [Draft(f"{prefix}-{number:02}", GAP, GAP, section) for number, section in enumerate(SECTIONS[:-1], 1)]
    return Skeleton(procedure_id, title, filled(prefix, facts), GAP, today)


def _prefix(procedure_id: str) -> str:
    """What the ids of its facts begin with."""
    return "".join(word[0] for word in procedure_id.split("-"))[:4]


def _fact(one: Said, name: str) -> Draft:
    note = ""
    if _FURNITURE.search(one.text):
        note = "looks like a part of the web site"
    elif one.is_heading:
        note = "a heading"
    elif one.kind == "other":
        note = "stands under no heading that is known: say it if the patient needs it, and then remove core: false"
    elif _names(one.text):
        note = "other names: they stand under also in en.yaml"
    return Draft(
        id=name,
        where=one.where[:500],
        says=one.text,
        section=_SECTION[one.kind],
        hedge=() if _names(one.text) else hedges_in(one.text),
        core=not note or bool(_names(one.text)),
        keywords=keywords_of(one.text),
        must=() if note else numbers_in(one.text),
        note=note,
        is_felt=one.kind == "experience",
    )


_CONCERNING = re.compile(
    r"\babout (?=(?:the|this|that|these|your|their|its|any) (?!same\b|size\b)|(?:how|what|which|whether|it|them)\b)"
    r"|\b(?:tell|told|ask|asked|know|learn|talk|hear|inform|informed|worry|worried|questions?|information|advice)"
    r"(?: [\w’'-]+){0,3} about (?!\d)|\baround (?!\d|half\b|an? (?:hour|minute|day|week|month|year)\b)|\ba few\b"
)
"""Where "about" says of what, and "around" where, and not how much; "a few" is a number, as "several" is."""

_NUMBERS = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = re.compile(r"(?<![\w.,])(?:\d+(?:[.,]\d+)*|" + "|".join(_NUMBERS) + r")(?!\w)", re.IGNORECASE)
_RANGE = re.compile(r"(?<![\w.,-])(\d+)-(\d+)(?![\w-])")


@cache
def _source_hedges() -> tuple[str, ...]:
    """What the gate knows as hedges of sources, and more; the longest first."""
    known, _ = read_hedges(shipped("content"), FIRST)
    words = {word for strength in known.first.hedges.values() for word in strength.source} if known else set()
    return tuple(sorted(words | {*_OTHER_HEDGES}, key=len, reverse=True))


def hedges_in(text: str) -> tuple[str, ...]:
    """The words of a source that say how sure, how often or how much."""
    left, found = f" {' '.join(_WORD.findall(_CONCERNING.sub(' ', text.lower())))} ", []
    for hedge in _source_hedges():
        if f" {hedge} " in left:
            found.append(hedge)
            left = left.replace(f" {hedge} ", " | ")
    return tuple(sorted(found, key=text.lower().find))


def keywords_of(text: str) -> tuple[str, ...]:
    """The words of a sentence by which it is known; the longest, in their order, and none that is a hedge."""
    hedges = {word for hedge in hedges_in(text) for word in hedge.split()}
    said = [word for word in dict.fromkeys(map(str.lower, _WORD.findall(text))) if word not in hedges]
    good = [word for word in said if len(word) >= _LEAST_LETTERS and word not in _LITTLE]
    longest = sorted(good, key=len, reverse=True)[:_MOST_KEYWORDS]
    if longest:
        return tuple(word for word in good if word in longest)
    numbers = numbers_in(text)
    return numbers[0] if numbers else (max(said, key=len, default="") or text[:40],)


def numbers_in(text: str) -> tuple[tuple[str, ...], ...]:
    """The numbers of a sentence, each in the ways in which it may be written: a plain sentence keeps them."""
    ranges = {end: f"{start}-{end}" for start, end in _RANGE.findall(text)}
    found: dict[tuple[str, ...], None] = {}
    for number in _NUMBER.findall(text.lower().replace("-", " ")):
        forms = [number, number.replace(",", "")]
        forms += [_NUMBERS[int(number) - 2]] if number in map(str, range(2, 13)) else []
        forms += [str(_NUMBERS.index(number) + 2)] if number in _NUMBERS else []
        found[tuple(dict.fromkeys([*forms, *filter(None, [ranges.get(number)])]))] = None
    return tuple(found)


def _title(found: Sequence[Said]) -> str:
    named = [one.text for one in found if one.kind == "name" and not _names(one.text)]
    other = [one.text for one in found if not _FURNITURE.search(one.text) and not one.is_heading]
    title = next(iter(named or other or [found[0].text]))
    return " ".join(title.split()[:12])[:120].rstrip(" .:;,")


def _named(found: Sequence[Said]) -> list[str]:
    """What stands first under each heading that asks for a name."""
    first = [one.text for one in found if one.kind == "name" and one.where.endswith((", sentence 1", ", bullet 1"))]
    return list({text.casefold(): text for text in first if not _names(text)}.values())


def _names(text: str) -> list[str]:
    """Other names, where a line lists them."""
    found = _ALSO.match(text)
    return [name for part in re.split(r",|;|\bor\b", found[1]) if (name := part.strip(" ."))] if found else []


def _id(title: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")[:_MOST_ID].rstrip("-")
    return plain or "walkthrough"
