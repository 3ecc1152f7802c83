"""What the doctor finds: one line each, with the figure of a standard and the cure."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

State = Literal["ok", "fix", "person"]
"""All is well; something is to be mended; only a person can tell."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    name: str
    state: State
    says: str
    """What was found, in a sentence."""
    figure: str
    """What it should be."""
    source: str
    """Who says so."""
    cure: str = ""
    """What to do, in a sentence; empty where there is nothing to do."""
    must: bool = field(kw_only=True)
    """Whether a kiosk may not serve patients while this is to be mended."""

    @property
    def fails(self) -> bool:
        """Whether a must is not met."""
        return self.must and self.state == "fix"

    def line(self) -> str:
        """As a line for people."""
        mark = {"ok": "ok", "fix": "MUST" if self.must else "should", "person": "person"}[self.state]
        return f"{mark:<7} {self.name}: {self.says} [{self.figure}; {self.source}] {self.cure}".rstrip()


def as_objects(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """As objects for another program."""
    return [asdict(one) for one in findings]


def summary(findings: Iterable[Finding]) -> str:
    """How many of each kind, in a line."""
    found = list(findings)
    fails = sum(one.fails for one in found)
    mend = sum(one.state == "fix" and not one.must for one in found)
    people = sum(one.state == "person" for one in found)
    return f"{fails} that must be mended, {mend} that should be, {people} for a person with the installer's sheet."
