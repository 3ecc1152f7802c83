"""Turns a file's values into a model, and pydantic's errors into an author's mistakes."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from functools import cache
from textwrap import shorten
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from kiosk.content.tree import Tree, Where
from kiosk.model.error import Mistake

Model = TypeVar("Model")

MOST_GIVEN = 60
"""How much of a wrong value is repeated, in letters."""

MOST_NAMED = 200
"""So many mistakes of a file are named: one with more is of another kind, and to compare each key takes minutes."""


def typed(tree: Tree, model: type[Model], context: Any = None) -> Model | None:
    """The file as a model; None where it does not fit, and `tree.mistakes` then says why.

    Args:
        tree: The file.
        model: What it shall be.
        context: What some of its values are read by.
    """
    if not tree.data:
        return None
    try:
        adapter: TypeAdapter[Model] = _adapter(model)  # type: ignore[arg-type]  # a class can be hashed
        return adapter.validate_python(tree.data, context=context)
    except ValidationError as error:
        found = error.errors(include_url=False)
        errors = found[:MOST_NAMED]
        meant = {one["loc"]: near for one in errors if (near := _meant(one, errors, model))}
        misspelt = {(*where[:-1], near) for where, near in meant.items()}
        wrong = [one for one in errors if one["type"] != "missing" or one["loc"] not in misspelt]
        tree.mistakes.extend(_mistake(tree, one, meant.get(one["loc"], "")) for one in wrong)
        if len(found) > MOST_NAMED:
            says = f"There are {len(found)} mistakes in this file; the first {MOST_NAMED} are named."
            tree.mistakes.append(tree.wrong((), says, "Look whether it is the right file."))
        return None


@cache
def _adapter(model: type[Any]) -> TypeAdapter[Any]:
    """Made once a model: that takes longer than reading a file by it."""
    return TypeAdapter(model)


_UNKNOWN = ("extra_forbidden", "unexpected_keyword_argument")


def _meant(found: Any, errors: Sequence[Any], model: type[Any]) -> str:
    """The key that an unknown one was meant to be: before all, one that is missing beside it."""
    *above, name = found["loc"] or ("",)
    if found["type"] not in _UNKNOWN:
        return ""
    missing = [str(one["loc"][-1]) for one in errors if one["type"] == "missing" and [*one["loc"][:-1]] == above]
    near = get_close_matches(str(name), missing, n=1) or get_close_matches(str(name), _keys(model), n=1)
    return near[0] if near else ""


def _mistake(tree: Tree, found: Any, meant: str) -> Mistake:
    where: Where = tuple(part for part in found["loc"] if part != "[key]")
    name = str(where[-1]) if where else "the file"
    context, given = found.get("ctx", {}), shorten(str(found["input"]), MOST_GIVEN)
    match found["type"]:
        case "missing":
            says, cure = f"“{name}” is missing.", f"Add `{name}:` here."
        case kind if kind in _UNKNOWN:
            says = f"“{name}” is not a key that belongs here."
            cure = f"Did you mean `{meant}`?" if meant else "Remove it, or look at content/README.md."
            if not re.fullmatch(r"[\w-]+", name):
                cure = "Put a text that holds a comma in quotes where it stands in { }."
        case "string_pattern_mismatch" if name == "code":
            says, cure = f"“{given}” cannot be a code.", "Write the bare code, such as `70390`."
        case "string_pattern_mismatch" if name in ("if", "picture_if"):
            says = f"“{given}” cannot be a condition."
            cure = "Write an option, such as `sedation`, `not sedation` or `region=neck`."
        case "string_pattern_mismatch":
            says = f"“{given}” cannot be an id."
            cure = "Use small letters, digits and hyphens, such as `thin-tube`."
        case "date_from_datetime_parsing" | "date_parsing" | "date_from_datetime_inexact":
            says, cure = f"“{given}” is not a day.", "Write it as 2026-11-22."
        case "literal_error":
            says, cure = f"“{given}” is not known here.", f"Write one of: {context.get('expected')}."
        case "string_too_short" | "string_too_long":
            least, most = context.get("min_length"), context.get("max_length")
            has = "is empty" if least == 1 else f"has {len(found['input'])} letters"
            says, cure = f"{_named(where)} {has}; {_bounds(least, most)}.", "Write more or less of it."
        case "too_short" | "too_long":
            least, most = context.get("min_length"), context.get("max_length")
            has = f"has {len(found['input'])} entries"
            says, cure = f"{_named(where)} {has}; {_bounds(least, most)}.", "Write more or fewer of them."
        case "model_type" | "dataclass_type" | "dict_type":
            says, cure = f"{_named(where)} should hold keys: “{given}”.", "Write lines of the form `key: value`."
        case "tuple_type":
            says, cure = f"{_named(where)} should be a list: “{given}”.", "Write [one, two], or lines with - first."
        case "string_type":
            says, cure = f"{_named(where)} should be one text: “{given}”.", "Write it without brackets or keys."
        case "int_parsing":
            says, cure = f"{_named(where)} should be a whole number: “{given}”.", "Write it in digits."
        case "bool_parsing":
            says, cure = f"{_named(where)} is either so or not: “{given}”.", "Write true or false."
        case "greater_than_equal" | "less_than_equal":
            says = f"{_named(where)} is {given}; {_bounds(context.get('ge'), context.get('le'))}."
            cure = "Write another number."
        case _:
            problem = found["msg"].removeprefix("Value error, ")
            says, cure = f"“{name}” does not fit: {problem}.", "Write a value of the form it asks for."
    return tree.wrong(where, says, cure)


def _bounds(least: int | None, most: int | None) -> str:
    return f"at most {most}" if least is None else f"at least {least}"


def _named(where: Where) -> str:
    """What stands at a place, in an author's words."""
    *above, last = where or ("the file",)
    return f"Entry {last + 1} of “{above[-1]}”" if isinstance(last, int) and above else f"“{last}”"


def _keys(model: type[Any]) -> tuple[str, ...]:
    """Every key that can stand anywhere in a file of this model, for "did you mean"."""
    names: dict[str, None] = {}
    waiting: list[Any] = [model]
    met: set[Any] = set()
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and kind not in met:
            met.add(kind)
            for name, annotation in _fields(kind):
                names[name] = None
                waiting.append(annotation)
        waiting.extend(get_args(kind))
    return tuple(names)


def _fields(kind: type[Any]) -> list[tuple[str, Any]]:
    if issubclass(kind, BaseModel):
        return [(about.alias or name, about.annotation) for name, about in kind.model_fields.items()]
    return [(one.name, one.type) for one in fields(kind)] if is_dataclass(kind) else []
