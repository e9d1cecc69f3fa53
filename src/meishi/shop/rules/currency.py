"""Which currency a country pays in."""

from babel.core import get_global

from meishi.formats.money import CURRENCIES

USUAL = "EUR"


def currency_of(country: str) -> str:
    """Return the currency that a country (ISO 3166-1 alpha-2) pays in now, else EUR."""
    for code, _since, until, is_tender in get_global("territory_currencies").get(
        country, ()
    ):
        if until is None and is_tender and code in CURRENCIES:
            return str(code)
    return USUAL
