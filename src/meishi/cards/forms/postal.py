"""In which order, and under which names, a country writes its addresses."""

from dataclasses import replace
from functools import cache
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meishi.formats import postal
from meishi.formats.contact import Address

PARTS = ("street", "extended", "po_box", "locality", "region", "postal_code")

_REGIONS: dict[str | Promise, str] = {
    _("State"): "US AU BR IN MX MY NG DE AT",
    _("Prefecture"): "JP",
    _("Province"): "CA CN KR IT ES AR NL BE ID PH TH TR ZA",
    _("County"): "GB IE HU RO NO SE HR EE",
    _("Canton"): "CH",
    _("Emirate"): "AE",
}
_POSTAL_CODES: dict[str | Promise, str] = {
    _("ZIP code"): "US PR GU VI PH",
    _("Postcode"): "GB AU NZ NL MY ZA",
    _("PIN code"): "IN",
    _("Eircode"): "IE",
    _("CEP"): "BR",
}
_LOCALITIES: dict[str | Promise, str] = {
    _("City, ward or town"): "JP",
    _("Suburb or town"): "AU NZ",
}


@cache
def order_of(country: str) -> tuple[str, ...]:
    """Return the names of all parts in the order that an envelope there would have.

    Building and PO box, which few have, follow the street.
    """
    # Written in kana, so that East Asian addresses begin with their largest part.
    empty = Address(country_code=country)
    written: dict[str, Any] = {part: f"{part}あ" for part in PARTS}
    sample = replace(empty, **written)
    text = "\n".join(postal.lines(sample))
    order = [part for part in PARTS if part not in ("extended", "po_box")]
    order.sort(key=lambda part: text.find(f"{part}あ"))
    behind = order.index("street") + 1
    return (*order[:behind], "extended", "po_box", *order[behind:])


def labels_of(country: str) -> dict[str, str | Promise]:
    """Return the names of those parts that the country calls by a word of its own."""
    tables = {
        "region": _REGIONS,
        "postal_code": _POSTAL_CODES,
        "locality": _LOCALITIES,
    }
    return {
        part: label
        for part, table in tables.items()
        for label, codes in table.items()
        if country in codes.split()
    }
