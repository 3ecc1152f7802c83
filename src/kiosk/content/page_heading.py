"""Which lines of a source's page are headings, such as Purpose or Recovery, and what stands under each."""

import re
from typing import Literal

Kind = Literal[
    "name", "summary", "purpose", "indications", "preparation", "description", "duration", "setting", "personnel",
    "risks", "benefits", "recovery", "alternatives", "experience", "other",
]  # fmt: skip
"""What stands under a heading; `other` under one that is not known, and before the first."""

_HEADINGS: dict[Kind, str] = {
    "name": "name|name of the procedure|procedure name|name of procedure",
    "summary": "summary|overview|introduction|about the procedure|what is it|background",
    "purpose": "purpose|why it is done|purpose of the procedure",
    "indications": "indications|indication|indications for use|when it is used|who needs it|uses|reasons",
    "preparation": "preparation|preparations|how to prepare|before the procedure|patient preparation|before you come"
    "|getting ready",
    "description": "procedure description|procedure|description|description of the procedure|procedure steps|steps"
    "|procedure details|how it is done|what happens|during the procedure|step-by-step|technique",
    "duration": "duration|how long it takes|time|length of the procedure",
    "setting": "setting|settings|location|where it is done",
    "personnel": "personnel|staff|team|care team|who does it|healthcare team|people involved",
    "risks": "risks and complications|risks|complications|complications and risks|side effects|risks and side effects",
    "benefits": "benefits|benefit|advantages",
    "recovery": "recovery|aftercare|after-care|after care|after the procedure|post-procedure care|post-procedure"
    "|recovery and aftercare|follow-up|follow-up care|aftercare and recovery|home care|care at home",
    "alternatives": "alternatives|alternative|alternative procedures|other options|alternative options",
    "experience": "patient experience|experience|what to expect|what the patient feels|what you may feel",
}

_ASKED: dict[Kind, str] = {
    "risks": r"what are the (possible )?risks|is it safe|risks of",
    "benefits": r"what are the benefits|benefits of",
    "alternatives": r"what are the alternatives|are there (any )?(alternatives|other)|alternatives to",
    "preparation": r"how (do|should) (i|you) prepare|how to prepare"
    r"|what (should|do|must|can) (i|you) (bring|wear|eat)|what (i|you) should (bring|wear)|what to (bring|wear)"
    r"|before (the|your) \w+( \w+)?$",
    "duration": r"how long",
    "recovery": r"what to expect after|what happens after|after (the|your) ",
    "experience": r"what to expect|what will (i|you) feel|does it hurt",
    "description": r"how (is|are|does) ",
    "purpose": r"why (is|are|do|does|have) ",
    "personnel": r"who (does|do|performs|will) ",
    "setting": r"where (is|does|will) ",
    "summary": r"what (is|are) ",
}
"""Headings that are asked, or nearly so, such as "How is it done?"; the first that fits counts."""

_MOST_ASKED = 9
"""The words of a heading that asks."""

NUMBER = re.compile(r"\(?(\d{1,2})[.):]\s+(?=\S)")
"""What may stand before a heading."""

_ENDS = " \t.:;,-–—"
_BEFORE = re.compile(r"(?:potential|possible|common|general|main) (?=\w)")
_BEHIND = re.compile(r" (?:of|for) the procedure$")
_PROCEDURE = re.compile(r"\b(?:test|exam|examination|scan|study|treatment|surgery|operation|biopsy|injection)$")


def _plain(heading: str) -> str:
    """A heading in one of the ways in which it may be written."""
    text = " ".join(heading.lower().replace("’", "'").split())
    text = re.sub(r"\s*(?:/|&)\s*", " and ", NUMBER.sub("", text, count=1)).strip(_ENDS)
    if " " in text:
        text = _PROCEDURE.sub("procedure", text)
        text = re.sub(r"\b(?:your|this)\b", "the", text)
        text = _BEFORE.sub("", text)
    return text


_KINDS: dict[str, Kind] = {_plain(name): kind for kind, names in _HEADINGS.items() for name in names.split("|")}


def kind_of(heading: str) -> Kind | None:
    """Which of the known headings a text is."""
    text = _plain(heading)
    return _KINDS.get(text) or _KINDS.get(_BEHIND.sub("", text))


def asked(heading: str) -> Kind | None:
    """What a heading asks about; a sentence could look so too."""
    words = NUMBER.sub("", heading.lower(), count=1).split()
    if len(words) > _MOST_ASKED or heading[-1:] in ".!;,":
        return None
    return next((kind for kind, asks in _ASKED.items() if re.match(asks, " ".join(words))), None)
