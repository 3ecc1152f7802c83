"""How a language counts and writes numbers, by CLDR: Babel is asked once, when the language's file is read."""

from decimal import Decimal

from kiosk.model.counted import FORMS, TENTHS, WHOLES, Counting


def counting_of(tag: str) -> Counting | None:
    """The ways of a language.

    Args:
        tag: A language tag, such as pl or es-419.

    Returns:
        None where CLDR does not know the language.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return None
    rule = locale.plural_form
    return Counting(
        wholes="".join(str(FORMS.index(rule(number))) for number in range(WHOLES)),
        tenths="".join(str(FORMS.index(rule(Decimal(number) / 10))) for number in range(TENTHS)),
        decimal=locale.number_symbols["latn"]["decimal"],
    )
