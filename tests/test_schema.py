"""The JSON Schemas for editors take what the kiosk takes, refuse what it refuses, and help at each key."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from folders import kiosk
from kiosk import model
from kiosk.content.draft import blank
from kiosk.content.folder import shipped
from kiosk.content.schema import KINDS, schemas
from test_draft import TODAY

CONTENT = shipped("content")


class Loader(yaml.SafeLoader):
    """Reads as editors do: days stay text."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and the form are PyYAML's
        first: [(tag, pattern) for tag, pattern in found if tag != "tag:yaml.org,2002:timestamp"]
        for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def files() -> Iterator[tuple[str, Path]]:
    for name, (_, where) in KINDS.items():
        for file in sorted(CONTENT.glob(where)):
            yield name, file


def problems(name: str, values: Any) -> list[str]:
    return [
        f"{list(one.path)}: {one.message[:80]}" for one in Draft202012Validator(schemas()[name]).iter_errors(values)
    ]


@pytest.mark.parametrize("name", KINDS)
def test_each_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize(("name", "file"), list(files()), ids=lambda one: str(one).removeprefix(f"{CONTENT}/"))
def test_what_is_shipped_fits(name: str, file: Path) -> None:
    assert problems(name, yaml.load(file.read_text("utf-8"), Loader)) == []


def test_a_skeleton_fits_so_that_an_editor_can_complete_it(tmp_path: Path) -> None:
    home = blank("knee-scan", "Knee scan", TODAY).write(tmp_path)
    for name, file in (("procedure", "procedure.yaml"), ("words", "en.yaml"), ("facts", "facts.yaml")):
        assert problems(name, yaml.load((home / file).read_text("utf-8"), Loader)) == []


def spoiled(name: str, file: str) -> Any:
    return yaml.load((CONTENT / "procedures" / "sialogram" / file).read_text("utf-8"), Loader)


def test_what_the_kiosk_refuses_is_marked_where_it_stands() -> None:
    structure = spoiled("procedure", "procedure.yaml")
    structure["minute"] = structure.pop("minutes")
    structure["sections"][0]["id"] = "whatever"
    structure["sections"][1]["steps"][0]["covers"] = []
    structure["codes"] = [{"system": "CPT", "code": "70 390"}]
    found = "\n".join(problems("procedure", structure))
    for said in ("'minutes' is a required property", "'minute' was unexpected", "'whatever' is not one of", "70 390"):
        assert said in found
    assert "['sections', 1, 'steps', 0, 'covers']: [] should be non-empty" in found
    words = spoiled("words", "en.yaml")
    words["sections"]["what"]["steps"]["name"]["headings"] = "x"
    assert any("'headings' was unexpected" in one for one in problems("words", words))
    del words["sections"]["call"]
    words["remember"]["drink"] = {"needs": "fone", "text": "Call {fone}."}
    found = "\n".join(problems("words", words))
    assert "'call' is a required property" in found
    assert "['remember', 'drink']" in found


def test_what_is_shipped_fits_too_where_a_reader_makes_days_of_what_looks_so() -> None:
    for name, file in files():
        assert problems(name, yaml.safe_load(file.read_text("utf-8"))) == []


def test_every_key_that_has_a_help_in_the_source_has_it_in_the_schema() -> None:
    found = schemas()
    step = found["procedure"]["$defs"]["StepEntry"]["properties"]
    assert step["covers"]["description"] == "Ids of facts.yaml that stand in this step's words."
    assert found["words"]["$defs"]["LineEntry"]["properties"]["else"]["description"].startswith("Stands in the text's")
    assert found["facts"]["$defs"]["Fact"]["properties"]["hedge"]["description"].startswith("The source's own words")
    assert found["words"]["description"] == "en.yaml and its sisters: every sentence of a walkthrough, by id."


HELP = re.compile(r'^    (\w+): .+(?:\n(?:        .*|    \)))*\n    """([^"]+)"""$', re.MULTILINE)
CLASS = re.compile(r"^class (\w+).*:$", re.MULTILINE)


def helps() -> Iterator[tuple[str, str, str]]:
    """Each class of the model with a field, and the text below that, as they stand in the source."""
    for file in sorted(Path(model.__file__).parent.glob("*.py")):
        _, *pairs = CLASS.split(file.read_text("utf-8"))
        for name, body in zip(pairs[::2], pairs[1::2], strict=True):
            yield from ((name, field, " ".join(text.split())) for field, text in HELP.findall(body))


def test_no_help_in_the_source_is_lost_on_the_way() -> None:
    found: dict[str, dict[str, str]] = {}
    for kind, schema in schemas().items():
        for name, about in {KINDS[kind][0].__name__: schema, **schema.get("$defs", {})}.items():
            shown = {key: " ".join(one.get("description", "").split()) for key, one in about["properties"].items()}
            found[name] = found.get(name, {}) | shown
    missing = [
        f"{name}.{field}: {text}" for name, field, text in helps() if name in found if text not in found[name].values()
    ]
    assert missing == []
    assert {"StaffWords", "SummaryWords", "ComfortWords", "StepEntry", "Fact"} <= {name for name, *_ in helps()}, "read"


def test_the_command_writes_them_and_says_how_an_editor_finds_them(tmp_path: Path) -> None:
    ended = kiosk(tmp_path, "content", "schema", "--to", tmp_path / "schemas")
    assert (ended.returncode, ended.stderr) == (0, "")
    settings = json.loads(ended.stdout[ended.stdout.index("{") :])["yaml.schemas"]
    assert settings[str(tmp_path / "schemas" / "words.schema.json")] == "procedures/*/??.yaml"
    assert sorted(settings) == sorted(map(str, (tmp_path / "schemas").iterdir()))
    for file in settings:
        Draft202012Validator.check_schema(json.loads(Path(file).read_text("utf-8")))
    (tmp_path / "file").write_text("")
    ended = kiosk(tmp_path, "content", "schema", "--to", tmp_path / "file")
    assert (ended.returncode, "cannot be made: File exists" in ended.stderr) == (1, True)
    (tmp_path / "schemas" / "words.schema.json").unlink()
    (tmp_path / "schemas" / "words.schema.json").mkdir()
    ended = kiosk(tmp_path, "content", "schema", "--to", tmp_path / "schemas")
    assert (ended.returncode, "words.schema.json cannot be written: " in ended.stderr) == (1, True)
