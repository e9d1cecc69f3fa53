"""Postal addresses as each country writes them on an envelope.

A layout names the parts, line by line. Countries that are not listed put the postal
code before the place, as most do.
"""

import re

from meishi.formats.contact import Address

_USUAL = "{po_box}|{extended}|{street}|{postal_code} {locality}|{region}|{country}"
_LAYOUTS = {
    "{po_box}|{extended}|{street}|{locality}, {region} {postal_code}|{country}": (
        "US CA MX PR GU VI"
    ),
    "{po_box}|{extended}|{street}|{locality} {region} {postal_code}|{country}": (
        "AU CN KR TW TH PH NG SA AE"
    ),
    "{po_box}|{extended}|{street}|{locality} {postal_code}|{region}|{country}": (
        "IN PK BD NZ SG LK NP MM KH LV BN MV ID"
    ),
    "{po_box}|{extended}|{street}|{locality}|{region}|{postal_code}|{country}": (
        "GB IE IM JE GG GI FK ZA KE HK UA RU KZ BY EG"
    ),
    "{po_box}|{extended}|{street}|{locality}|{postal_code}|{region}|{country}": "HU",
    "{po_box}|{extended}|{street}|{postal_code} {locality} {region}|{country}": (
        "IT ES AR UY CL CO PE"
    ),
    "{po_box}|{extended}|{street}|{locality} - {region}|{postal_code}|{country}": "BR",
}
_BY_COUNTRY = {
    country: layout
    for layout, countries in _LAYOUTS.items()
    for country in countries.split()
}
# Largest part first, without spaces, where the address is in the country's script.
_LARGEST_FIRST = {
    "JP": "〒{postal_code}|{region}{locality}{street}|{extended}|{po_box}|{country}",
    "CN": "{postal_code}|{region}{locality}{street}|{extended}|{po_box}|{country}",
    "TW": "{postal_code}|{region}{locality}{street}|{extended}|{po_box}|{country}",
    "KR": "{region} {locality} {street}|{extended}|{po_box}|{postal_code}|{country}",
}
_LATIN_JAPAN = (
    "{po_box}|{extended}|{street}|{locality}, {region} {postal_code}|{country}"
)
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def lines(address: Address) -> tuple[str, ...]:
    """Return the lines of the address, without empty ones."""
    parts = {
        name: " ".join(getattr(address, name).split())
        for name in (
            "po_box",
            "extended",
            "street",
            "locality",
            "region",
            "postal_code",
            "country",
        )
    }
    layout = _layout(address.country_code, address.locality + address.street)
    shown = (_filled(line, parts) for line in layout.split("|"))
    return tuple(line for line in shown if line)


def _layout(country: str, written: str) -> str:
    if country in _LARGEST_FIRST and _EAST_ASIAN.search(written):
        return _LARGEST_FIRST[country]
    if country == "JP":
        return _LATIN_JAPAN
    return _BY_COUNTRY.get(country, _USUAL)


def _filled(line: str, parts: dict[str, str]) -> str:
    names = re.findall(r"\{(\w+)\}", line)
    if not any(parts[name] for name in names):
        return ""
    filled = line.format_map(parts).strip(" ,-")
    # A part that is missing leaves its comma or dash behind.
    filled = filled if all(parts[name] for name in names) else _tidy(filled)
    return re.sub(r" {2,}", " ", filled)


def _tidy(text: str) -> str:
    return re.sub(r"( ,|, (?=$| )| - (?=-|$))", " ", text).strip(" ,-")
