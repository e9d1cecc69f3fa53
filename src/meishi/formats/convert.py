"""Contact files of any format we know into one of them, without loss."""

from collections.abc import Callable, Iterator
from functools import partial

from meishi.formats import jcard, jscontact, json_cards, vcard
from meishi.formats.contact import Contact
from meishi.formats.vcard import BrokenContact

SUFFIXES = {
    "vcard3": ".vcf",
    "vcard4": ".vcf",
    "jcard": ".json",
    "jscontact": ".json",
}
_JSON_STARTS = (b"[", b"{")
_BOMS = b"\xef\xbb\xbf\xff\xfe\0"


def read(data: bytes) -> Iterator[Contact | BrokenContact]:
    """Yield each contact of a file in any format, or what is wrong with it."""
    start = data[:200].lstrip(_BOMS + b" \t\r\n")
    if start.startswith(_JSON_STARTS):
        return json_cards.contacts(data, _contact_of)
    return vcard.read(data)


def convert(data: bytes, to: str) -> tuple[bytes, list[BrokenContact]]:
    """Return the file in that format (a key of SUFFIXES), and what could not be read.

    Several contacts stay several: vCards one after another, JSON as an array. Where
    nothing can be read, the file is empty.
    """
    contacts: list[Contact] = []
    problems: list[BrokenContact] = []
    for result in read(data):
        if isinstance(result, BrokenContact):
            problems.append(result)
        else:
            contacts.append(result)
    return _WRITERS[to](contacts) if contacts else b"", problems


def _contact_of(value: object) -> Contact:
    if jscontact.is_card(value):
        return jscontact.contact_of(value)
    if jcard.is_jcard(value):
        return jcard.contact_of(value)
    raise ValueError("neither a jCard nor a JSContact")


def _vcards(version: vcard.Version, contacts: list[Contact]) -> bytes:
    return b"".join(vcard.encode(contact, version) for contact in contacts)


_WRITERS: dict[str, Callable[[list[Contact]], bytes]] = {
    "vcard3": partial(_vcards, "3.0"),
    "vcard4": partial(_vcards, "4.0"),
    "jcard": jcard.encode_all,
    "jscontact": jscontact.encode_all,
}
