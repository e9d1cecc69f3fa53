"""N and ADR: values in parts, some of which are lists (RFC 6350, section 6.2.2).

The model holds a part as one text. Where a file says more (a list, or the further
components of RFC 9554) its value is kept in a normal form, to be written again.
"""

from collections.abc import Sequence
from itertools import zip_longest

from meishi.formats.contact import Address, Name
from meishi.formats.vcard.text import components, escape, split, unescape

NAME_PARTS = ("family", "given", "additional", "prefix", "suffix")
ADDRESS_PARTS = (
    "po_box",
    "extended",
    "street",
    "locality",
    "region",
    "postal_code",
    "country",
)


def name_parts(value: str) -> list[str]:
    """Return the five parts of N that everybody knows, as text."""
    return _first(value, len(NAME_PARTS))


def address_parts(value: str) -> list[str]:
    """Return the seven parts of ADR that everybody knows, as text."""
    return _first(value, len(ADDRESS_PARTS))


def name_value(name: Name) -> str:
    """Return N."""
    parts = [getattr(name, part) for part in NAME_PARTS]
    return _value(parts, name.written)


def address_value(address: Address) -> str:
    """Return ADR."""
    parts = [getattr(address, part) for part in ADDRESS_PARTS]
    return _value(parts, address.written)


def said_beyond(value: str, parts: Sequence[str]) -> str:
    """Return the value in its normal form if it says more than the parts, else ""."""
    if "," not in value and value.count(";") < len(parts):
        return ""
    normal = without_end([_list(part) for part in split(value, ";")])
    plain = without_end([escape(part) for part in parts])
    return "" if normal == plain else ";".join(normal)


def without_end(parts: Sequence[str]) -> list[str]:
    """Return the parts without the empty ones at the end."""
    kept = list(parts)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def _first(value: str, count: int) -> list[str]:
    parts = components(value)
    return [*parts, *[""] * (count - len(parts))][:count]


def _list(part: str) -> str:
    return ",".join(escape(unescape(word)) for word in split(part, ","))


def _value(parts: list[str], written: str) -> str:
    if written and _says(written, parts):
        return written
    return ";".join(map(escape, parts))


def _says(written: str, parts: list[str]) -> bool:
    said = _first(written, len(parts))
    return all(one == other for one, other in zip_longest(said, parts))
