"""Frozen dataclasses made in a tenth of the time: their methods are shared, not written and compiled for each class.

Python's own decorator writes six functions a class as text and compiles them. For the hundred and twenty classes that
the first page needs, that took a third of the time which a bare Textual app takes to its own. Making a value then takes
twice as long, a microsecond more: what is made by the hundred at each key stays with Python's own.
"""

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING
from operator import attrgetter
from typing import Any, Literal, TypeVar, dataclass_transform

Kind = TypeVar("Kind")

_put = object.__setattr__


@dataclass_transform(frozen_default=True, field_specifiers=(dataclasses.field,))
def dataclass(*, frozen: Literal[True], slots: bool = False) -> Callable[[type[Kind]], type[Kind]]:  # noqa: ARG001
    """What `dataclasses.dataclass` does with the same arguments, for classes of plain fields.

    Args:
        frozen: There are no others; it is written so that a class says what it is.
        slots: Whether its values have no other attributes than the fields.
    """

    def make(kind: type[Kind]) -> type[Kind]:
        made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots)(kind)
        fields = dataclasses.fields(made)
        if hasattr(made, "__post_init__") or len(made.__match_args__) < len(fields):
            raise TypeError(f"{made.__name__} has more than plain fields: take `dataclasses.dataclass` for it.")
        made._fields = fields
        made._defaults = {field.name: field.default for field in fields if field.default is not MISSING}
        made._makers = {field.name: field.default_factory for field in fields if field.default_factory is not MISSING}
        made._compared = attrgetter(*[field.name for field in fields if field.compare] or ["__class__"])
        for name, method in _METHODS.items():
            if name not in vars(kind):
                setattr(made, name, method)
        found: type[Kind] = made
        return found

    return make


def _init(self: Any, /, *given: Any, **named: Any) -> None:
    """Fill the fields, in their order or by name."""
    names = self.__match_args__
    for name, value in zip(names, given, strict=False):
        _put(self, name, value)
    if len(given) != len(names) or named:
        rest = names[len(given) :]
        if len(given) > len(names) or (named and not named.keys() <= set(rest)):
            raise TypeError(f"{type(self).__name__} has these fields, each once: {', '.join(names)}.")
        _complete(self, rest, named)


def _complete(self: Any, rest: tuple[str, ...], named: dict[str, Any]) -> None:
    values = self._defaults | named if named else self._defaults
    for name in rest:
        if name in values:
            _put(self, name, values[name])
        elif name in self._makers:
            _put(self, name, self._makers[name]())
        else:
            raise TypeError(f"{type(self).__name__} was made without “{name}”.")


def _repr(self: Any) -> str:
    shown = (f"{field.name}={getattr(self, field.name)!r}" for field in self._fields if field.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> Any:
    return self._compared(self) == self._compared(other) if type(other) is type(self) else NotImplemented


def _hash(self: Any) -> int:
    return hash(self._compared(self))


def _set(_: object, name: str, __: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delete(_: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _restore(self: Any, state: Any) -> None:
    """Fill a copy: Python gives the attributes, and after them those in slots."""
    for part in state if isinstance(state, tuple) else (state,):
        for name, value in (part or {}).items():
            _put(self, name, value)


_METHODS = {
    "__init__": _init,
    "__repr__": _repr,
    "__eq__": _eq,
    "__hash__": _hash,
    "__setattr__": _set,
    "__delattr__": _delete,
    "__setstate__": _restore,
}
"""What every class gets that has none of its own."""
