"""Takes a source's page apart: headings such as Purpose or Recovery, and what stands under each, sentence by sentence.

The pages come from web sites and word processors. However they are written, no sentence is lost: what stands under no
heading that is known is kept as such.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Kind = Literal[
    "name", "summary", "purpose", "indications", "preparation", "description", "duration", "setting", "personnel",
    "risks", "benefits", "recovery", "alternatives", "experience", "other",
]  # fmt: skip
"""What stands under a heading; `other` under one that is not known, and before the first."""

_HEADINGS: dict[Kind, str] = {
    "name": "name|name of the procedure|procedure name|name of procedure|name of the test",
    "summary": "summary|overview|introduction|about the procedure|what is it",
    "purpose": "purpose|why it is done|purpose of the procedure",
    "indications": "indications|indication|indications for use|when it is used|who needs it",
    "preparation": "preparation|preparations|how to prepare|before the procedure|patient preparation",
    "description": "procedure description|procedure|description|description of the procedure|procedure steps|steps"
    "|procedure details|how it is done|what happens|during the procedure",
    "duration": "duration|how long it takes|time",
    "setting": "setting|settings|location|where it is done",
    "personnel": "personnel|staff|team|care team|who does it",
    "risks": "risks and complications|risks & complications|risks|complications|risks/complications|possible risks",
    "benefits": "benefits|benefit|advantages",
    "recovery": "recovery|aftercare|after the procedure|post-procedure care|recovery and aftercare|follow-up",
    "alternatives": "alternatives|alternative|alternative procedures|other options",
    "experience": "patient experience|experience|what to expect|what the patient feels",
}
_KINDS: dict[str, Kind] = {name: kind for kind, names in _HEADINGS.items() for name in names.split("|")}

_ASKED: dict[Kind, str] = {
    "risks": r"what are the (possible )?risks|is it safe|risks of",
    "preparation": r"how (do|should) (i|you) prepare|how to prepare",
    "duration": r"how long",
    "recovery": r"what to expect after|what happens after|after (the|your) ",
    "experience": r"what to expect|what will (i|you) feel|does it hurt",
    "description": r"how (is|are|does) ",
    "purpose": r"why (is|are|do|does|have) ",
    "summary": r"what (is|are) ",
}
"""Headings that are asked, or nearly so, such as "How is it done?"; the first that fits counts."""

_BULLET = re.compile(r"(?:[•●◦▪‣·*–—-]+\s+|[•●◦▪‣·]\s*|\(?(?:\d{1,3}|[a-z])[.)]\s+|\(?\d{1,3}[.)](?=[^\W\d]|$))")
_HASHES = re.compile(r"#{1,6}\s*(.*?)[\s#]*$")
_BOLD = re.compile(r"(\*\*|__)(.+?):?\1\s*:?\s*(.*)$")
_COLON = re.compile(r"([^:]{1,60}?)\s*:\s*(.*)$")
_RULE = re.compile(r"([-=_*~])\1{2,}$")
_SENTENCE_ENDS = re.compile(
    r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\bvs\.)(?<!\bDr\.)"
    r"([\"”’)\]]*)\s+(?=[\"“‘(\[]*(?:[A-Z0-9]|[^\W\d_a-z]))"
)
_JOINERS = "\u200c\u200d"
_MOST_HEADING, _MOST_ASKED = 6, 9
"""The words of a heading, and of one that asks."""
_MOST_LETTERS, _LONG_LINE = 1500, 60
"""The letters of a sentence, before it is cut; the letters of a line that may go on below."""

_OTHER: Kind = "other"

Style = Literal["hashes", "bold", "underlined", "colon", "bare"]
"""How a heading is set off from the text."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence, or a point of a list."""

    text: str
    where: str
    """Such as `Recovery, bullet 2`."""
    kind: Kind
    is_heading: bool = False
    """Whether it looks like a heading, and is none of the known; kept so that nothing is lost."""


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    """What stands there, without what sets it off."""
    heading: str = ""
    """The part of it that could be a heading."""
    style: Style = "bare"
    rest: str = ""
    """What stands after the heading."""
    is_bullet: bool = False
    follows: bool = False
    """Whether it stands right below another line that says something."""
    is_alone: bool = False
    """Whether empty lines are around it."""

    @property
    def kind(self) -> Kind | None:
        """Which of the known headings it is."""
        return None if self.is_bullet else _KINDS.get(" ".join(self.heading.lower().split()))

    @property
    def asked(self) -> Kind | None:
        """What a heading asks about; a sentence could look so too."""
        words = self.heading.lower().split()
        if self.is_bullet or self.rest or len(words) > _MOST_ASKED or self.heading[-1:] in ".!;,":
            return None
        return next((kind for kind, asks in _ASKED.items() if re.match(asks, " ".join(words))), None)


def decoded(data: bytes) -> str:
    """A page's text, in whichever of the usual ways it was saved."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def said(text: str) -> list[Said]:
    """Everything that a page says, in its order."""
    lines = _joined(_lines([_clean(line) for line in text.splitlines()]))
    styles = Counter(line.style for line in lines if line.kind)
    usual = styles.most_common(1)[0][0] if styles else None
    heading, kind, points, sentences = "before the first heading", _OTHER, 0, 0
    found: list[Said] = []
    for place, line in enumerate(lines):
        content = line.text
        if line.kind:
            heading, kind, points, sentences, content = line.heading, line.kind, 0, 0, line.rest
        elif line.asked or _is_other_heading(line, usual, kind, lines[place + 1 : place + 2]):
            heading, kind, points, sentences, content = line.heading, line.asked or _OTHER, 0, 0, ""
            found.append(Said(line.heading, "a heading", kind, is_heading=True))
        parts = list(_sentences(content))
        points += line.is_bullet
        for number, part in enumerate(parts, 1):
            sentences += not line.is_bullet
            where = f"{heading}, bullet {points}" if line.is_bullet else f"{heading}, sentence {sentences}"
            where += f", sentence {number}" if line.is_bullet and len(parts) > 1 else ""
            found.append(Said(part, where, kind))
    return found


def _is_other_heading(line: _Line, usual: Style | None, kind: Kind, after: Sequence[_Line]) -> bool:
    """Whether a line is a heading that is not known: set off as the page's known headings are."""
    words = line.heading.split()
    if line.is_bullet or line.rest or not 1 <= len(words) <= _MOST_HEADING or line.heading[-1] in ".?!;,":
        return False
    if line.style in ("hashes", "underlined"):
        return True
    if line.style != usual or kind == "name" or not line.is_alone or not after or after[0].kind:
        return False
    return words[0][0].isupper() and all(word[0].isupper() or len(word) <= 3 for word in words)


def _clean(line: str) -> str:
    """Without what cannot be seen, and with one kind of space."""
    return " ".join("".join(one if one.isprintable() or one in _JOINERS else " " for one in line).split())


def _lines(raw: Sequence[str]) -> Iterator[_Line]:
    """The lines that say something."""
    for place, line in enumerate(raw):
        if not any(map(str.isalnum, line)):
            continue
        above, below = (raw[place - 1] if place else ""), (raw[place + 1] if place + 1 < len(raw) else "")
        made = replace(_line(line), follows=any(map(str.isalnum, above)), is_alone=not above and not below)
        if made.text or made.heading:  # and not the bare number of a point that nobody wrote
            yield replace(made, style="underlined") if _RULE.match(below) and not made.is_bullet else made


def _line(line: str) -> _Line:
    if found := _BULLET.match(line):
        return _Line(line[found.end() :].replace("**", ""), is_bullet=True)
    if found := _HASHES.match(line):
        return _Line(found[1], found[1].rstrip(": "), "hashes")
    if found := _BOLD.match(line):
        return _Line(line.replace(found[1], ""), found[2].strip(), "bold", found[3])
    if (found := _COLON.match(line)) and (not found[2] or found[1].lower() in _KINDS):
        return _Line(line, found[1], "colon", found[2])
    return _Line(line, line)


def _joined(lines: Iterable[_Line]) -> list[_Line]:
    """The lines, with those that an editor broke made whole again."""
    found: list[_Line] = []
    for line in lines:
        if found and _goes_on(found[-1], line):
            before = found[-1]
            rest = f"{before.rest} {line.text}" if before.rest else ""
            found[-1] = replace(
                before, text=f"{before.text} {line.text}", rest=rest, heading=before.heading if rest else ""
            )
        else:
            found.append(line)
    return found


def _goes_on(before: _Line, line: _Line) -> bool:
    if not line.follows or line.is_bullet or line.kind or line.style != "bare" or (before.kind and not before.rest):
        return False
    return before.text[-1] not in ".?!:" and (line.text[0].islower() or len(before.text) >= _LONG_LINE)


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text; one that no page could show is cut between words."""
    start = 0
    for end in [*(found.end(1) for found in _SENTENCE_ENDS.finditer(text)), len(text)]:
        part = text[start:end].strip()
        while len(part) > _MOST_LETTERS:
            cut = part.rfind(" ", 1, _MOST_LETTERS) if " " in part[1:_MOST_LETTERS] else _MOST_LETTERS
            yield part[:cut]
            part = part[cut:].strip()
        if any(map(str.isalnum, part)):
            yield part
        start = end
