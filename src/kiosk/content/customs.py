"""How a language counts, and writes numbers and dates, by CLDR. Babel is asked once, when the language is read."""

from datetime import date
from decimal import Decimal

from kiosk.model.customs import FORMS, TENTHS, WHOLES, Customs

_PROBE = 1987, 28
"""A year and a day that nothing else in a date looks like."""


def customs_of(tag: str) -> Customs | None:
    """The ways of a language.

    Args:
        tag: A language tag, such as pl or es-419.

    Returns:
        None where CLDR does not know the language.
    """
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    rule = locale.plural_form
    year, day = _PROBE
    days = (format_date(date(year, month, day), "long", locale) for month in range(1, 13))
    return Customs(
        wholes="".join(str(FORMS.index(rule(number))) for number in range(WHOLES)),
        tenths="".join(str(FORMS.index(rule(Decimal(number) / 10))) for number in range(TENTHS)),
        decimal=locale.number_symbols["latn"]["decimal"],
        dates=tuple(one.replace(str(year), "{year}").replace(str(day), "{day}") for one in days),
    )
