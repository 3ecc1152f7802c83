"""Frozen dataclasses with shared methods do what Python's own do."""

import copy
import dataclasses
from collections.abc import Callable
from dataclasses import FrozenInstanceError, asdict, field, replace
from typing import Any, ClassVar

import pytest

from kiosk.model.frozen import dataclass


def kinds(maker: Callable[..., Any]) -> tuple[Any, Any, Any]:
    """The same three classes, by this maker of dataclasses."""

    @maker(frozen=True, slots=True)
    class Sweet:
        name: str
        colour: str = "red"
        kept: list[str] = field(default_factory=list, compare=False)
        secret: str = field(default="", repr=False)
        maker: ClassVar[str] = "somebody"

    @maker(frozen=True)
    class Fruit:
        name: str
        colour: str = "red"

        def __repr__(self) -> str:
            return f"a {self.colour} {self.name}"

    @maker(frozen=True, slots=True)
    class Nothing:
        pass

    return Sweet, Fruit, Nothing


OURS, PYTHONS = kinds(dataclass), kinds(dataclasses.dataclass)
BOTH = pytest.mark.parametrize(("sweet", "fruit", "nothing"), [OURS, PYTHONS], ids=["ours", "Python's"])


@BOTH
def test_values_with_the_same_fields_are_the_same(sweet: Any, fruit: Any, nothing: Any) -> None:
    assert sweet("drop") == sweet(name="drop", colour="red") == sweet("drop", "red", ["kept"])
    assert sweet("drop") != sweet("drop", "blue")
    assert sweet("drop") != fruit("drop")
    assert nothing() == nothing() != sweet("drop")
    assert len({sweet("drop"), sweet("drop", "red", ["kept"]), nothing(), nothing(), fruit("pear")}) == 3


@BOTH
def test_what_is_left_out_is_its_default_made_anew_for_each(sweet: Any, fruit: Any, nothing: Any) -> None:
    one, other = sweet("drop"), sweet("drop", secret="hidden")
    one.kept.append("here")
    assert (one.colour, one.kept, one.secret) == ("red", ["here"], "")
    assert (other.kept, other.secret, sweet.maker) == ([], "hidden", "somebody")
    assert sweet("drop", "blue", ["there"], "hidden").kept == ["there"]


@BOTH
@pytest.mark.parametrize("change", [lambda it: setattr(it, "name", "x"), lambda it: delattr(it, "name")])
def test_nothing_changes(sweet: Any, fruit: Any, nothing: Any, change: Callable[[Any], None]) -> None:
    for one in (sweet("drop"), fruit("pear")):
        with pytest.raises(FrozenInstanceError, match="name"):
            change(one)
        assert one.name in ("drop", "pear")


@BOTH
@pytest.mark.parametrize(
    "make",
    [
        lambda sweet: sweet(),
        lambda sweet: sweet(colour="red"),
        lambda sweet: sweet("drop", name="drop"),
        lambda sweet: sweet("drop", taste="sour"),
        lambda sweet: sweet("drop", "red", [], "", "more"),
    ],
    ids=["nothing", "one lacks", "twice", "unknown", "too many"],
)
def test_fields_that_do_not_fit_are_refused(sweet: Any, fruit: Any, nothing: Any, make: Callable[[Any], Any]) -> None:
    with pytest.raises(TypeError, match="Sweet"):
        make(sweet)


@BOTH
def test_the_tools_for_dataclasses_take_them(sweet: Any, fruit: Any, nothing: Any) -> None:
    one = replace(sweet("drop", "blue"), name="cube")
    assert asdict(one) == {"name": "cube", "colour": "blue", "kept": [], "secret": ""}
    match one:
        case sweet(name, colour):
            assert (name, colour) == ("cube", "blue")
        case _:
            pytest.fail("it does not match by its fields")
    assert not hasattr(one, "__dict__")


@BOTH
def test_copies_are_the_same(sweet: Any, fruit: Any, nothing: Any) -> None:
    for one in (sweet("plum", kept=["a"]), fruit("fig"), nothing()):
        for other in (copy.copy(one), copy.deepcopy(one)):
            assert other == one
            assert repr(other) == repr(one)
    deep = copy.deepcopy(one := sweet("plum", kept=["a"]))
    assert deep.kept == ["a"]
    assert deep.kept is not one.kept


@BOTH
def test_they_show_what_may_be_shown(sweet: Any, fruit: Any, nothing: Any) -> None:
    assert repr(sweet("drop", secret="1234")).endswith("Sweet(name='drop', colour='red', kept=[])")
    assert repr(nothing()).endswith("Nothing()")
    assert repr(fruit("pear")) == "a red pear"


def test_a_class_that_needs_more_is_sent_to_pythons_own() -> None:
    class Checked:
        name: str

        def __post_init__(self) -> None:
            """What would never be called."""

    class Counted:
        count: int = field(default=0, init=False)

    for kind in (Checked, Counted):
        with pytest.raises(TypeError, match="more than plain fields"):
            dataclass(frozen=True)(kind)
