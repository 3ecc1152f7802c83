"""Makes docs/conformance.md from the tests:  python docs/make_conformance.py [--check]

A test says with `@pytest.mark.holds(16, 17)` which rows of docs/conformance.yaml it holds. Ends with code 1 if a row
has neither a test nor a person, if a test names a row that does not exist, or, with --check, if the page is another
than would be made now.
"""

import argparse
import ast
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

HOME = Path(__file__).parents[1]
ROWS, PAGE, TESTS = HOME / "docs" / "conformance.yaml", HOME / "docs" / "conformance.md", HOME / "tests"
MARK = "pytest.mark.holds"

HEAD = """# What holds, and what shows it

Made from the tests by `python docs/make_conformance.py`; do not edit it. Its rows are what the rules for accessible
voting machines, Section 508, EN 301 549 and WCAG 2.2 ask of a kiosk, in our own words. "To verify" marks a figure that
was not read in the standard's own text. "Partly" says what is missing. What a person must do stands on the
[installer's sheet](installer-sheet.md), in the part of that number.

{summary}

| | what | figure and source | | what shows it |
|---|---|---|---|---|
"""


@dataclass(frozen=True)
class Row:
    """What is asked, and what else than tests answers it."""

    asks: str
    figure: str
    person: str = ""
    missing: str = ""

    def holds(self, tests: list[str]) -> str:
        """In a word, how much of it holds."""
        if not tests:
            return "needs a person"
        return "partly" if self.missing else "held, and a person" if self.person else "held"

    def shown(self, tests: list[str]) -> str:
        """What shows it."""
        told = [
            *tests,
            f"A person {self.person}." if self.person else "",
            f"Missing: {self.missing}." * bool(self.missing),
        ]
        return "<br>".join(filter(None, told))


def rows() -> dict[int, Row]:
    """Every row by its number."""
    return {number: Row(**told) for number, told in yaml.safe_load(ROWS.read_text("utf-8")).items()}


def marks(folder: Path = TESTS) -> Iterator[tuple[int, str, str]]:
    """Every row that a test says it holds, with the test's file and name."""
    for file in sorted(folder.glob("test_*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                for mark in node.decorator_list:
                    if isinstance(mark, ast.Call) and ast.unparse(mark.func) == MARK:
                        yield from ((ast.literal_eval(row), file.name, node.name) for row in mark.args)


def held(found: Iterator[tuple[int, str, str]]) -> dict[int, list[str]]:
    """The tests of each row, as links, in the order of the files."""
    tests: dict[int, list[str]] = {}
    for row, file, name in found:
        sentence = name.removeprefix("test_").replace("_", " ")
        tests.setdefault(row, []).append(f"[{sentence}](../tests/{file})")
    return tests


def mistakes(asked: Mapping[int, Row], tests: Mapping[int, list[str]]) -> list[str]:
    """What keeps the page from being true."""
    unknown = [f"Row {row} does not exist, and a test says it holds it." for row in sorted(set(tests) - set(asked))]
    bare = [row for row, told in asked.items() if not (tests.get(row) or told.person)]
    return [*unknown, *(f"Row {row} has neither a test nor a person." for row in bare)]


def page(asked: Mapping[int, Row], tests: Mapping[int, list[str]]) -> str:
    """The page, as Markdown."""
    states = [row.holds(tests.get(number, [])) for number, row in asked.items()]
    counted = ", ".join(f"{states.count(state)} {state}" for state in dict.fromkeys(sorted(states)))
    lines = [
        f"| {number} | {row.asks} | {row.figure} | {state} | {row.shown(tests.get(number, []))} |"
        for (number, row), state in zip(asked.items(), states, strict=True)
    ]
    return HEAD.format(summary=f"Of {len(asked)} rows: {counted}.") + "\n".join(lines) + "\n"


def main(argv: list[str] | None = None) -> int:
    """Write the page, or look whether it is up to date."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--check", action="store_true", help="write nothing, and say whether the page is up to date")
    check = arguments.parse_args(argv).check
    asked, tests = rows(), held(marks())
    found = mistakes(asked, tests)
    made = page(asked, tests)
    if check and PAGE.read_text("utf-8") != made:
        found.append("docs/conformance.md is not what the tests say. Run docs/make_conformance.py and commit it.")
    if not (check or found):
        PAGE.write_text(made, "utf-8")
    sys.stderr.write("".join(f"{one}\n" for one in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
