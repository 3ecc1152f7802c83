"""Writes the files of a walkthrough that is still to be written: every place is there, with a gap where words lack.

A gap is the sign …, which the reader refuses: no patient meets a skeleton, and `kiosk content check` lists what lacks.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kiosk.content.misfit import GAP
from kiosk.model.error import ContentError, UsageError
from kiosk.model.procedure import SECTIONS, SectionId

MOST_STEPS, MOST_HAPPENS, FACTS_A_STEP = 6, 8, 3
"""The steps of a section, those of `happens` before the last, and the facts that a step is planned for."""

QUESTIONS: tuple[tuple[SectionId, str], ...] = (
    ("prepare", "before"),
    ("happens", "happens"),
    ("happens", "feel"),
    ("after", "after"),
    ("risks", "risk"),
    ("choices", "benefit"),
)
"""Where a question stands, and what it asks about: all that the gate wants."""

REMEMBER: tuple[SectionId, ...] = ("prepare", "happens", "after", "call")
"""The sections of which the summary says a line."""

_OPTIONS = ("one", "two", "three")

_TITLES: Mapping[SectionId, str] = {
    "what": "What this test is",
    "prepare": "Before the test",
    "happens": "What happens",
    "after": "After the test",
    "risks": "Risks",
    "choices": "Your choices",
    "call": "When to call",
}
"""What a section may be called."""

_ASK: Mapping[str, str] = {
    "before": "what one does before",
    "happens": "what happens",
    "feel": "what one may feel",
    "after": "what one does after",
    "risk": "what could go wrong",
    "benefit": "what it is good for",
}
"""What each question asks about."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A fact as a source says it, before anybody looked at it."""

    id: str
    where: str
    says: str
    section: SectionId
    hedge: tuple[str, ...] = ()
    core: bool = True
    keywords: tuple[str, ...] = (GAP,)
    must: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    is_felt: bool = False
    """Whether it says what one may feel."""
    is_added: bool = False
    """Whether no source says it."""


@dataclass(frozen=True, slots=True)
class Skeleton:
    """What is known of a walkthrough that is still to be written."""

    id: str
    title: str
    facts: Sequence[Draft]
    """At least one for each section; see `filled`."""
    source: str
    """The file or the page that the facts come from."""
    today: date
    also: Sequence[str] = ()
    codes: Sequence[str] = ()

    def write(self, into: Path) -> Path:
        """Write the three files; their folder.

        Raises:
            UsageError: There is such a folder already.
            ContentError: It cannot be written.
        """
        home = into / self.id
        try:
            home.mkdir(parents=True)
            for name, lines in (("procedure", self._structure()), ("en", self._words()), ("facts", self._sheet())):
                (home / f"{name}.yaml").write_text("\n".join(lines) + "\n", "utf-8")
        except FileExistsError as error:
            raise UsageError(f"{home} is there already. Choose another id, or move it away.") from error
        except OSError as error:
            raise ContentError(f"{home} cannot be written: {error.strerror}. Name another folder with --to.") from error
        return home

    def steps(self, section: SectionId) -> dict[str, list[Draft]]:
        """The steps of a section, with the facts that each is planned for."""
        ours = [fact for fact in self.facts if fact.section == section and fact.core and not fact.is_felt]
        felt = [fact for fact in self.facts if fact.section == section and fact.core and fact.is_felt]
        count = min(-(-len(ours) // FACTS_A_STEP), MOST_HAPPENS if section == "happens" else MOST_STEPS)
        size, more = divmod(len(ours), count) if count else (0, 0)
        found: dict[str, list[Draft]] = {}
        for number in range(count):
            take = size + (number < more)
            found[f"{section}-{number + 1}"], ours = ours[:take], ours[take:]
        if section == "happens":
            found["what-you-may-feel"] = felt or list(found.values())[-1][-1:]
        return found

    def _structure(self) -> Iterator[str]:
        codes = ", ".join(f"{{system: CPT, code: {_quoted(code)}}}" for code in self.codes)
        yield "# Structure: ids, order, facts covered, right options. content/README.md explains every key."
        yield from (f"id: {self.id}", "version: 1", f'date: "{self.today}"', "review: none")
        yield from (f'review_again: "{_next_year(self.today)}"', "minutes: 8", f"codes: [{codes}]")
        yield f'sources: [{{file: {_quoted(self.source)}, kind: page, read: "{self.today}"}}]'
        yield "sections:"
        for section in SECTIONS:
            steps = self.steps(section)
            yield from (f"  - id: {section}", "    steps:")
            for step, facts in steps.items():
                yield f"      - id: {step}"
                if step == "what-you-may-feel":
                    yield "        gathers: true"
                yield f"        covers: [{', '.join(fact.id for fact in facts)}]"
            asked = [asks for where, asks in QUESTIONS if where == section]
            if asked:
                yield "    questions:"
            for asks in asked:
                about = list(steps)[-1] if asks == "feel" else next(iter(steps))
                yield from (f"      - id: about-{asks}", f"        asks: {asks}", f"        about: {about}")
                yield f"        covers: [{steps[about][0].id}]"
                yield from (f"        options: [{', '.join(_OPTIONS)}]", f"        right: {_right(asks)}")
        yield "to_ask: [ask-1, ask-2, ask-3, ask-4]"
        yield "remember:"
        for number, section in enumerate(REMEMBER, 1):
            yield f"  - {{id: line-{number}, covers: [{next(iter(self.steps(section).values()))[0].id}]}}"

    def _words(self) -> Iterator[str]:
        yield "# Words, by the ids of procedure.yaml. Write where … stands; above it is what the source says."
        yield from (f"title: {_quoted(self.title)}", f"also: [{', '.join(map(_quoted, self.also))}]")
        yield "# In one sentence, what it is:"
        yield f"sentence: {GAP}"
        yield "# In one sentence, what a patient will meet, by which they know that it is not another test:"
        yield from (f"apart: {GAP}", "sections:")
        for section in SECTIONS:
            yield from (f"  {section}:", f"    title: {GAP}  # such as: {_TITLES[section]}", "    steps:")
            for step, facts in self.steps(section).items():
                yield f"      {step}:"
                yield from (f"        # {_remark(fact)}" for fact in facts)
                added = ", ".join(fact.id for fact in facts if fact.is_added)
                yield from (f"        heading: {GAP}", *_gap("        text", added))
            asked = [asks for where, asks in QUESTIONS if where == section]
            if asked:
                yield "    questions:"
            for asks in asked:
                yield f"      about-{asks}:"
                yield f"        # a question about {_ASK[asks]}, and answers of about the same length:"
                yield from (f"        ask: {GAP}", "        options:")
                for option in _OPTIONS:
                    yield f"          {option}:{'  # the right one' if option == _right(asks) else ''}"
                    yield from (f"            text: {GAP}", f"            feedback: {GAP}")
                yield f"        teach_back: {GAP}  # for the nurse to ask; such as: Could you tell me how you will lie?"
        yield "# Questions that patients may want to ask the nurse, such as: When will I know the result?"
        yield "to_ask:"
        yield from (f"  ask-{number}: {GAP}" for number in range(1, 5))
        yield "# Four lines to take home: what to do before, what happens, what to do after, when to call."
        yield "remember:"
        for number, section in enumerate(REMEMBER, 1):
            first = next(iter(self.steps(section).values()))[0]
            yield from _gap(f"  line-{number}", first.id if first.is_added else "")

    def _sheet(self) -> Iterator[str]:
        yield "# What the source says, fact by fact, in its own words. Look at each. hedge: how sure or how often;"
        yield "# keywords: one of these must stand in the step that covers it, so add plain ones; core: false is what a"
        yield "# walkthrough may leave out. added: what no source says, and a clinician must agree to."
        yield "facts:"
        for fact in self.facts:
            if not fact.is_added:
                yield from _entry(fact)
        added = [fact for fact in self.facts if fact.is_added]
        yield "# says: what is to be said, in a sentence; source: where that is known from, such as our own leaflet."
        yield "added:" if added else "added: []"
        for fact in added:
            yield from (f"  - id: {fact.id}", f"    when: {fact.section}", f"    says: {GAP}", f"    source: {GAP}")


def filled(prefix: str, facts: Sequence[Draft]) -> list[Draft]:
    """The facts, and for each section of which the source says nothing a fact that somebody must add."""
    covered = {fact.section for fact in facts if fact.core and not fact.is_felt}
    lacking = [section for section in SECTIONS if section not in covered]
    return [
        *facts,
        *(
            Draft(f"{prefix}-add{number}", GAP, GAP, section, is_added=True)
            for number, section in enumerate(lacking, 1)
        ),
    ]


def _entry(fact: Draft) -> Iterator[str]:
    yield from (f"  - id: {fact.id}", f"    where: {_quoted(fact.where)}", f"    says: {_quoted(fact.says)}")
    if fact.hedge:
        yield f"    hedge: [{', '.join(map(_quoted, fact.hedge))}]"
    if not fact.core:
        yield "    core: false"
    yield f"    keywords: [{', '.join(map(_quoted, fact.keywords))}]"
    if fact.must:
        groups = (f"[{', '.join(map(_quoted, group))}]" for group in fact.must)
        yield f"    must: [{', '.join(groups)}]"
    if fact.note:
        yield f"    note: {_quoted(fact.note)}"


def _remark(fact: Draft) -> str:
    if fact.is_added:
        return f"{fact.id}: the source says nothing here. Say in facts.yaml, under added, what it is to be."
    hedge = f" [{', '.join(fact.hedge)}]" if fact.hedge else ""
    return f"{fact.id}: {fact.says}{hedge}"


def _gap(key: str, added: str) -> Iterator[str]:
    """A text to be written. Not in { }, where a comma in it would begin another key."""
    indent = " " * (len(key) - len(key.lstrip()))
    yield from (f"{key}:", f"{indent}  text: {GAP}", f"{indent}  added: [{added}]") if added else (f"{key}: {GAP}",)


def _right(asks: str) -> str:
    """Not always the first."""
    return _OPTIONS[[one for _, one in QUESTIONS].index(asks) % len(_OPTIONS)]


def _quoted(text: str) -> str:
    """A text as YAML reads it back, whatever stands in it."""
    return GAP if text == GAP else json.dumps(text, ensure_ascii=False)


def _next_year(today: date) -> date:
    return date(today.year + 1, today.month, min(today.day, 28))
