"""JSON Schemas of every kind of file, which editors complete from and check while one writes.

They are made from the models that the kiosk reads with, so that they cannot say anything else; what stands below a
field in the source is its help.
"""

import ast
import inspect
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from kiosk.model.hedge import FactWordsFile, HedgesFile
from kiosk.model.language import Language
from kiosk.model.review import Signatures
from kiosk.model.source import FactsFile, ProcedureFile, WordsFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"

KINDS: dict[str, tuple[type[Any], str]] = {
    "procedure": (ProcedureFile, "procedures/*/procedure.yaml"),
    "words": (WordsFile, "procedures/*/??.yaml"),
    "facts": (FactsFile, "procedures/*/facts.yaml"),
    "fact-words": (FactWordsFile, "procedures/*/facts.??.yaml"),
    "signatures": (Signatures, "procedures/*/signatures.yaml"),
    "language": (Language, "languages/??.yaml"),
    "hedges": (HedgesFile, "hedges/??.yaml"),
}
"""Each kind of file: its model, and which files of a content folder are of this kind."""


class _AsWritten(GenerateJsonSchema):
    """Where a lone value may stand for a list, or a text for a line, the schema says so."""

    def function_before_schema(self, schema: Any) -> JsonSchemaValue:
        """What stands there, or the shorter way to write it."""
        inner = super().function_before_schema(schema)
        shorter = inner["items"] if inner.get("type") == "array" else {"type": "string", "minLength": 1}
        return {"anyOf": [shorter, inner]}


Kinds = Mapping[str, tuple[type[Any], str]]


def schemas(kinds: Kinds = KINDS) -> dict[str, dict[str, Any]]:
    """The schema of every kind of file, by its name."""
    return {name: _schema(model, files) for name, (model, files) in kinds.items()}


def _schema(model: type[Any], files: str) -> dict[str, Any]:
    found = TypeAdapter(model).json_schema(by_alias=True, schema_generator=_AsWritten)
    for name, about in {model.__name__: found, **found.get("$defs", {})}.items():
        for field, help_text in _help(model).get(name, {}).items():
            if field in about.get("properties", {}):
                about["properties"][field].setdefault("description", help_text)
    return {"$schema": DRAFT, "$comment": f"For {files}", **found}


def _help(model: type[Any]) -> Mapping[str, Mapping[str, str]]:
    """What stands below each field of a model and of its neighbours, by class and field."""
    found: dict[str, dict[str, str]] = {}
    for module in {model.__module__, "kiosk.model.source", "kiosk.model.hedge"}:
        found |= _in_module(module)
    return found


@cache
def _in_module(module: str) -> dict[str, dict[str, str]]:
    tree = ast.parse(inspect.getsource(sys.modules[module]))
    classes = (one for one in tree.body if isinstance(one, ast.ClassDef))
    return {one.name: dict(_fields(one, getattr(sys.modules[module], one.name))) for one in classes}


def _fields(found: ast.ClassDef, model: Any) -> list[tuple[str, str]]:
    """Each field, as it is called in a file, with what stands below it."""
    known = getattr(model, "model_fields", {})
    return [
        (getattr(known.get(field.target.id), "alias", None) or field.target.id, inspect.cleandoc(below.value.value))
        for field, below in zip(found.body, found.body[1:], strict=False)
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name)
        if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) and isinstance(below.value.value, str)
    ]
