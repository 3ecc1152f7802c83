"""Takes a source's page apart: headings such as Purpose or Recovery, and what stands under each, sentence by sentence.

The pages come from web sites and word processors. However they are written, no sentence is lost: what stands under no
heading that is known is kept as such.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kiosk.content.page_heading import NUMBER, Kind, asked, kind_of

_SIGNS = "•●◦▪‣·✓✔➤►▶➢→■□❖◆☐☑"
_BULLET = re.compile(
    rf"(?:[{_SIGNS}*–—-]+\s+|[{_SIGNS}]\s*|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{2,4}})[.)]\s+|[A-Z]\)\s+|o\s+(?=[A-Z])"
    r"|\(?\d{1,3}[.)](?=[^\W\d]|$))"
)
_ROW = re.compile(r"\|(.+)\|$")
_MARKED = re.compile(r"(\*\*|__|`)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
"""What Markdown makes bold, slanted or typewritten."""
_HASHES = re.compile(r"(#{1,6})\s*(.*?)[\s#]*$")
_BOLD = re.compile(r"(\*\*|__)(.+?):?\1\s*:?\s*(.*)$")
_COLON = re.compile(r"([^:]{1,60}?)\s*:\s*(.*)$")
_RULE = re.compile(r"([-=_*~])\1{2,}$")
_SENTENCE_ENDS = re.compile(
    r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!e\.g\.)(?<!i\.e\.)(?<!\bvs\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)"
    r"(?<!\bMs\.)(?<!\bSt\.)(?<!\bProf\.)(?<!\b[Aa]pprox\.)(?<!\bca\.)"
    r"([\"”’)\]]*)\s+(?=[\"“‘(\[]*(?:[A-Z0-9]|[^\W\d_a-z]))"
)
_JOINERS = "\u200c\u200d"
_MOST_HEADING, _MOST_TITLE, _LEAST_NUMBERED = 6, 12, 3
"""The words of a heading and of a title; the numbered headings from which on numbers belong to headings."""
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
    level: int = 0
    """Of a heading with hashes: how many."""

    @property
    def kind(self) -> Kind | None:
        """Which of the known headings it is."""
        return None if self.is_bullet else kind_of(self.heading)

    @property
    def asked(self) -> Kind | None:
        """What it asks about, if it is a heading that asks."""
        return None if self.is_bullet or self.rest else asked(self.heading)


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
    lines = _joined(_lines(_unnumbered([_clean(line) for line in text.splitlines()])))
    known = [line for line in lines if line.kind]
    usual = next((style for style, _ in Counter(line.style for line in known).most_common(1)), None)
    is_tight = sum(line.is_alone for line in known) * 2 < len(known)
    heading, kind, level, points, sentences = "before the first heading", _OTHER, 0, 0, 0
    found: list[Said] = []
    for place, line in enumerate(lines):
        content = line.text
        if line.kind:
            heading, kind, level, points, sentences, content = line.heading, line.kind, line.level, 0, 0, line.rest
        elif not place and _is_title(line, known):
            heading, kind, content = line.heading, "summary", ""
            found.append(Said(_unmarked(line.heading), "the first line", "name"))
        elif line.asked or _is_other_heading(line, usual, kind, lines[place + 1 : place + 2], is_tight):
            inside = kind if 0 < level < line.level else _OTHER
            heading, kind, points, sentences, content = line.heading, line.asked or inside, 0, 0, ""
            found.append(Said(line.heading, "a heading", kind, is_heading=True))
        parts = list(_sentences(_unmarked(content)))
        points += line.is_bullet
        for number, part in enumerate(parts, 1):
            sentences += not line.is_bullet
            where = f"{heading}, bullet {points}" if line.is_bullet else f"{heading}, sentence {sentences}"
            where += f", sentence {number}" if line.is_bullet and len(parts) > 1 else ""
            found.append(Said(part, where, kind))
    return found


def _unnumbered(raw: Sequence[str]) -> list[str]:
    """The lines of a page; where its headings have numbers, as points of a list have, they are set off otherwise."""
    numbers = {place: found for place, line in enumerate(raw) if (found := NUMBER.match(line))}
    texts = {place: raw[place][found.end() :] for place, found in numbers.items()}
    headings = {place for place, text in texts.items() if kind_of(text) or (text.endswith("?") and asked(text))}
    others = sum(_line(line).kind is not None for place, line in enumerate(raw) if line and place not in headings)
    if len(headings) < max(_LEAST_NUMBERED, others):
        return list(raw)
    made, last = list(raw), 0
    for place, found in numbers.items():
        text = texts[place]
        is_next = int(found[1]) == last + 1 and not (place and raw[place - 1])
        if place in headings or (is_next and len(text.split()) <= _MOST_HEADING and text[-1] not in ".?!;,"):
            made[place], last = f"## {text}", int(found[1])
    return made


def _is_title(line: _Line, known: Sequence[_Line]) -> bool:
    """Whether the first line says what the page is about, since no heading does."""
    is_set_off = line.is_alone or line.style in ("hashes", "underlined")
    if line.is_bullet or line.rest or line.asked or not is_set_off or any(one.kind == "name" for one in known):
        return False
    return len(line.heading.split()) <= _MOST_TITLE and line.heading[-1:] not in ".?!;:,"


def _is_other_heading(line: _Line, usual: Style | None, kind: Kind, after: Sequence[_Line], is_tight: bool) -> bool:
    """Whether a line is a heading that is not known: set off as the page's known headings are."""
    words = line.heading.split()
    if line.is_bullet or line.rest or not 1 <= len(words) <= _MOST_HEADING or line.heading[-1] in ".?!;,":
        return False
    if line.style in ("hashes", "underlined"):
        return True
    if line.style != usual or kind == "name" or not after or after[0].kind:
        return False
    if not line.is_alone and (not is_tight or line.follows or not words[-1][0].isupper()):
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
        return _Line(found[2], found[2].rstrip(": "), "hashes", level=len(found[1]))
    if found := _ROW.match(line):
        return _Line(": ".join(filter(None, map(str.strip, found[1].split("|")))), is_bullet=True)
    if found := _BOLD.match(line):
        return _Line(line.replace(found[1], ""), found[2].strip(), "bold", found[3])
    if (found := _COLON.match(line)) and (not found[2] or kind_of(found[1])):
        return _Line(line, found[1], "colon", found[2])
    return _Line(line, line.rstrip(" -–—"))


def _unmarked(text: str) -> str:
    return _MARKED.sub(lambda found: found[2] or found[3], text)


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
