"""Money: whole minor units with an ISO 4217 currency, never a float.

How many minor units a currency has is ISO 4217's word, not that of CLDR, whose
digits follow what shops round to (RSD has 2 digits by ISO, 0 by CLDR).
"""

import re
import unicodedata
from copy import copy
from decimal import Decimal
from functools import lru_cache

from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol

from meishi.formats.locales import locale_of

MAX_AMOUNT = 10**12  # minor units

_CODES = """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN
    BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR
    FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD
    JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD
    MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP
    PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC
    SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF
    XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CURRENCIES = tuple(_CODES.split())
_WITHOUT = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_WITH_THREE = "BHD IQD JOD KWD LYD OMR TND"
_NO_DIGITS = frozenset(_WITHOUT.split())
_THREE_DIGITS = frozenset(_WITH_THREE.split())

_SPACES = re.compile(r"[\s'’_\u200e\u200f\u061c\u202f\u00a0]")
_TOUCHING = re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_NUMBER = re.compile(r"\d+")


class BadAmount(ValueError):
    """The text is no amount of that currency. `reason` says why.

    Reasons: "number" (not one), "digits" (more decimals than the currency has),
    "negative", "large".
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def digits(currency: str) -> int:
    """Return how many decimals the currency has by ISO 4217."""
    if currency in _NO_DIGITS:
        return 0
    return 3 if currency in _THREE_DIGITS else 2


def parse(text: str, currency: str, locale: str = "en") -> int:
    """Return the minor units that `text` means, with a comma or a point.

    Raises BadAmount.
    """
    number = _bare(text, currency)
    if number.startswith(("-", "−")):
        raise BadAmount("negative")
    whole, fraction = _halves(number, locale)
    if not _NUMBER.fullmatch(whole) or (fraction and not _NUMBER.fullmatch(fraction)):
        raise BadAmount("number")
    places = digits(currency)
    if len(fraction.rstrip("0")) > places:
        raise BadAmount("digits")
    if len(whole.lstrip("0")) > len(str(MAX_AMOUNT)):
        raise BadAmount("large")
    amount = int(whole + fraction[:places].ljust(places, "0"))
    if amount > MAX_AMOUNT:
        raise BadAmount("large")
    return amount


def show(amount: int, currency: str, locale: str = "en") -> str:
    """Return the amount as people of that language write it, with its currency."""
    shown: str = _pattern(locale, digits(currency)).apply(
        Decimal(as_decimal(amount, currency)),
        locale_of(locale),
        currency=currency,
        currency_digits=False,
    )
    # CLDR wants a space where letters meet digits, which Babel leaves out.
    return _TOUCHING.sub("\u00a0", shown)


def as_text(amount: int, currency: str, locale: str = "en") -> str:
    """Return the amount as `parse` reads it back: no currency, no groups."""
    symbol = get_decimal_symbol(locale_of(locale))
    return as_decimal(amount, currency).replace(".", symbol if symbol == "," else ".")


def as_decimal(amount: int, currency: str) -> str:
    """Return the amount with a point, as schema.org wants it: `45.00`."""
    places = digits(currency)
    text = str(amount).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text


@lru_cache(maxsize=256)
def _pattern(locale: str, places: int) -> NumberPattern:
    pattern: NumberPattern = copy(locale_of(locale).currency_formats["standard"])
    pattern.frac_prec = (places, places)
    return pattern


def _bare(text: str, currency: str) -> str:
    text = _SPACES.sub("", text).replace("٫", ".").replace("٬", ",")
    text = re.sub(r"([.,])[-–—]", r"\1", text)  # 12,– is how German shops write it
    text = "".join(_digit(c) for c in text if unicodedata.category(c) != "Sc")
    return re.sub(f"^{currency}|{currency}$", "", text, flags=re.IGNORECASE)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _halves(number: str, locale: str) -> tuple[str, str]:
    """Split at the decimal mark: the last of two kinds, or the only one of a kind
    unless it reads as a group of thousands in that language."""
    marks = [c for c in number if c in ",."]
    if not marks:
        return number, ""
    last = marks[-1]
    is_group = len(set(marks)) == 1 and (
        len(marks) > 1 or _is_group(number, last, locale)
    )
    if is_group:
        return _ungrouped(number, last), ""
    whole, _, fraction = number.rpartition(last)
    other = "." if last == "," else ","
    return (_ungrouped(whole, other) if other in whole else whole) or "0", fraction


def _is_group(number: str, mark: str, locale: str) -> bool:
    before, _, after = number.partition(mark)
    is_shape = len(after) == 3 and 1 <= len(before) <= 3 and before != "0"
    return is_shape and mark == get_group_symbol(locale_of(locale))


def _ungrouped(whole: str, mark: str) -> str:
    first, *groups = whole.split(mark)
    # Thousands everywhere, but lakhs in India: 1,00,000.
    is_sound = len(groups[-1]) == 3 and all(len(group) in (2, 3) for group in groups)
    if not is_sound or not 1 <= len(first) <= 3:
        raise BadAmount("number")
    return first + "".join(groups)
