"""How a language counts, and writes numbers and dates; and the sentences that hold one."""

from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any, Literal, get_args

from kiosk.model.frozen import dataclass

Form = Literal["zero", "one", "two", "few", "many", "other"]
"""Unicode's categories of numbers (CLDR, plural rules)."""

FORMS: tuple[Form, ...] = get_args(Form)

WHOLES, TENTHS = 200, 100
"""How many forms are kept: of the whole numbers from 0 to 199, and of 0.0 to 9.9."""


@dataclass(frozen=True, slots=True)
class Customs:
    """The ways of one language, worked out when its file is read: a later start needs no Babel."""

    wholes: str = str(FORMS.index("other")) * WHOLES
    """The form of each whole number, as its place among the forms."""
    tenths: str = str(FORMS.index("other")) * TENTHS
    """The form of each number with one decimal."""
    decimal: str = "."
    """What stands before the decimals."""
    dates: tuple[str, ...] = tuple(f"{{year}}-{month:02}-{{day:02}}" for month in range(1, 13))
    """A day of each month, with its places for the day and the year."""

    def form(self, number: float) -> Form:
        """Which form a number takes, to one decimal."""
        whole, tenth = divmod(round(number * 10), 10)
        if tenth:
            return FORMS[int(self.tenths[whole * 10 + tenth])] if whole * 10 < TENTHS else "other"
        # CLDR's rules look at no more than the last two digits of these; Cornish alone differs, from 1,000 on.
        return FORMS[int(self.wholes[whole if whole < WHOLES else 100 + whole % 100])]

    def written(self, number: float) -> str:
        """A number to one decimal, without one where it is whole."""
        return f"{round(number, 1):g}".replace(".", self.decimal)

    def day(self, day: date) -> str:
        """A day with its month and year, in words."""
        return self.dates[day.month - 1].format(day=day.day, year=day.year)

    def counts(self, form: Form) -> list[int]:
        """The whole numbers that take a form, as far as they are kept."""
        return [number for number in range(WHOLES) if self.form(number) == form]


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence with a number in it, in each form that the language has for it."""

    number: str
    """The place of the number that decides."""
    forms: tuple[tuple[Form, str], ...]
    customs: Customs

    def format(self, **filled: float) -> str:
        """The sentence for these numbers."""
        forms = dict(self.forms)
        text = forms.get(self.customs.form(filled[self.number]), forms["other"])
        return text.format(**{name: self.customs.written(number) for name, number in filled.items()})


@dataclass(frozen=True, slots=True)
class Dated:
    """A sentence with a day in it."""

    text: str
    customs: Customs

    def format(self, date: date) -> str:
        """The sentence for this day."""
        return self.text.format(date=self.customs.day(date))


def check_places(text: str, wanted: set[str], optional: str = "") -> None:
    """Raise a ValueError unless the text is there, with just these places to fill."""
    try:
        found = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError as error:
        raise ValueError("a brace { or } stands alone; write both, or none") from error
    if found | {optional} != wanted | {optional}:
        named = ", ".join(f"{{{name}}}" for name in sorted(wanted)) or "no braces"
        raise ValueError(f"it must hold {named}, each as written here")
    if not text:
        raise ValueError("it is empty")


class Counts:
    """Makes a `Counted` of what an author wrote: one sentence for all numbers, or one for each form."""

    def __init__(self, number: str) -> None:
        self.number = number

    def __call__(self, written: str | dict[Form, str], info: Any) -> Counted:
        """The sentence with its forms, or a ValueError; the context says how the language counts."""
        customs = _in(info)
        if isinstance(written, str):
            check_places(written, {self.number})
            return Counted(self.number, (("other", written),), customs)
        self._check(written, customs)
        return Counted(self.number, tuple(written.items()), customs)

    def _check(self, written: Mapping[Form, str], customs: Customs) -> None:
        used = {int(place) for place in customs.wholes}
        needed = [form for form in FORMS if form == "other" or FORMS.index(form) in used]
        known = {*needed, *(FORMS[int(place)] for place in customs.tenths)}
        if not set(needed) <= set(written) <= known:
            raise ValueError(f"this language counts in these forms, so write each: {', '.join(needed)}")
        for form, text in written.items():
            # "one" may say the number in a word, where it is the form of no other number.
            check_places(text, {self.number}, self.number if len(customs.counts(form)) == 1 else "")

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """How pydantic asks for a check."""
        from pydantic_core import core_schema as schema

        text = schema.str_schema()
        forms = schema.dict_schema(schema.literal_schema(list(FORMS)), text)
        either = schema.tagged_union_schema({"a text": text, "forms": forms}, _which)
        return schema.with_info_after_validator_function(self, either)


class Dates:
    """Makes a `Dated` of what an author wrote."""

    def __call__(self, written: str, info: Any) -> Dated:
        """The sentence, or a ValueError; the context says how the language writes dates."""
        check_places(written, {"date"})
        return Dated(written, _in(info))

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        """How pydantic asks for a check."""
        from pydantic_core import core_schema as schema

        return schema.with_info_after_validator_function(self, schema.str_schema())


def _in(info: Any) -> Customs:
    return info.context if isinstance(info.context, Customs) else Customs()


def _which(written: Any) -> str:
    return "forms" if isinstance(written, dict) else "a text"
