"""Telephone numbers: what people type, in E.164 and in the groups of a country.

Numbering plans come from `phonenumbers`, Google's libphonenumber in Python.
"""

from dataclasses import dataclass
from functools import cache

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat

LONGEST = 250  # characters that the library reads


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was understood.

    `text` is what to keep: E.164 (`+12025550123`) where the number is valid and has
    no extension, else the text as typed. `shown` is that text in the groups of its
    country. `country` is ISO 3166-1 alpha-2, "" where none is known.
    """

    text: str
    shown: str
    country: str = ""
    is_valid: bool = False


def parse(text: str, country: str = "") -> Number:
    """Understand `text` as dialled in `country`, or anywhere if it begins with `+`.

    Never fails: what is no number comes back as typed, not valid.
    """
    typed = " ".join(text.split())
    number = _parsed(typed, country)
    if number is None or not phonenumbers.is_valid_number(number):
        return Number(typed, typed, country)
    home = phonenumbers.region_code_for_number(number) or ""
    home = home if len(home) == len("XX") else ""  # 001 stands for no country
    if number.extension:
        return Number(typed, typed, home, is_valid=True)
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    return Number(e164, show(e164), home, is_valid=True)


def show(text: str) -> str:
    """Return a number in E.164 in the groups of its country; other text as it is."""
    number = _parsed(text, "") if text.startswith("+") else None
    if number is None or not phonenumbers.is_valid_number(number):
        return text
    return phonenumbers.format_number(number, PhoneNumberFormat.INTERNATIONAL)


def country_of(text: str) -> str:
    """Return the country of a number in E.164, or ""."""
    return parse(text).country if text.startswith("+") else ""


@cache
def calling_codes() -> dict[str, int]:
    """Return the calling code of each country, in order of their codes."""
    countries = sorted(phonenumbers.SUPPORTED_REGIONS)
    return {each: phonenumbers.country_code_for_region(each) for each in countries}


def _parsed(text: str, country: str) -> PhoneNumber | None:
    if len(text) > LONGEST:
        return None
    try:
        return phonenumbers.parse(text, country or None)
    except phonenumbers.NumberParseException:
        return None
