"""JSON Schemas of every kind of file, which editors complete from and check while one writes.

They are made from the models that the kiosk reads with, so that they cannot say anything else; what stands below a
field in the source is its help.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from itertools import pairwise
from typing import Any, get_args, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from kiosk.model.facts_file import FactsFile
from kiosk.model.hedge import FactWordsFile, HedgesFile
from kiosk.model.language import Language
from kiosk.model.procedure import SECTIONS
from kiosk.model.procedure_file import ProcedureFile
from kiosk.model.review import Signatures
from kiosk.model.words_file import WordsFile

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

    def dict_schema(self, schema: Any) -> JsonSchemaValue:
        """What is written by section has all of them."""
        found = super().dict_schema(schema)
        names = self.resolve_ref_schema(found.get("propertyNames", {})).get("enum", [])
        return {**found, "required": names} if tuple(names) == SECTIONS else found


Kinds = Mapping[str, tuple[type[Any], str]]


def schemas(kinds: Kinds = KINDS) -> dict[str, dict[str, Any]]:
    """The schema of every kind of file, by its name."""
    return {name: _schema(model, files) for name, (model, files) in kinds.items()}


def _schema(model: type[Any], files: str) -> dict[str, Any]:
    found = TypeAdapter(model).json_schema(by_alias=True, schema_generator=_AsWritten)
    helps = _help(model)
    for name, about in {model.__name__: found, **found.get("$defs", {})}.items():
        for field, help_text in helps.get(name, {}).items():
            if field in about.get("properties", {}):
                about["properties"][field].setdefault("description", help_text)
    return {"$schema": DRAFT, "$comment": f"For {files}", **found}


def _help(model: type[Any]) -> Mapping[str, Mapping[str, str]]:
    """What stands below each field of a model and of all that stands in it, by class and field."""
    return {one.__name__: _below_fields(one) for one in _met(model, set())}


def _met(kind: Any, known: set[Any]) -> Iterator[type[Any]]:
    """Every class with fields of ours that a type is made of, wherever it is written."""
    for part in get_args(kind):
        yield from _met(part, known)
    if inspect.isclass(kind) and kind not in known and (is_dataclass(kind) or hasattr(kind, "model_fields")):
        known.add(kind)
        yield kind
        for field in get_type_hints(kind).values():
            yield from _met(field, known)


def _below_fields(model: type[Any]) -> Mapping[str, str]:
    """What stands below each field, as that is called in a file."""
    known = getattr(model, "model_fields", {})
    found: dict[str, str] = {}
    for one in reversed(model.__mro__):
        if one.__module__.startswith("kiosk."):
            for name, text in _docstrings(one):
                found[getattr(known.get(name), "alias", None) or name] = text
    return found


def _docstrings(model: type[Any]) -> Iterator[tuple[str, str]]:
    """Each field of a class with the text below it."""
    (written,) = ast.parse(inspect.getsource(model)).body
    assert isinstance(written, ast.ClassDef)
    for field, below in pairwise(written.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            match below:
                case ast.Expr(ast.Constant(str(text))):
                    yield field.target.id, inspect.cleandoc(text)
