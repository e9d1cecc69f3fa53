"""A contact small enough for a QR code that needs no network.

Without photo, and with the least useful parts left out one by one until it fits.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final, Literal
from unicodedata import category

from meishi.formats.contact import Address, Contact, Name

type Flavour = Literal["vcard", "mecard"]

LARGEST_BYTES: Final = 412
"""What a QR code of version 15 holds at level M in byte mode (ISO/IEC 18004)."""

# From the least useful; a number says how many of several stay.
_ORDER: Final[tuple[tuple[str, int], ...]] = (
    ("time_zone", 0),
    ("language", 0),
    ("anniversary", 0),
    ("nickname", 0),
    ("note", 0),
    ("birthday", 0),
    ("pronouns", 0),
    ("social_profiles", 1),
    ("websites", 1),
    ("addresses", 1),
    ("emails", 1),
    ("phones", 2),
    ("social_profiles", 0),
    ("addresses", 0),
    ("role", 0),
    ("department", 0),
    ("phones", 1),
    ("title", 0),
    ("websites", 0),
    ("organization", 0),
    ("emails", 0),
    ("phones", 0),
)
_SHORT_NAME: Final = 60
_SPOKEN: Final = frozenset("\u200c\u200d")
"""Joiners that Persian, Hindi and emoji need; other invisible characters go."""


def offline_text(contact: Contact, *, flavour: Flavour) -> str:
    """`contact` as vCard 3.0 or MeCard of at most `LARGEST_BYTES` bytes in UTF-8."""
    write = _vcard if flavour == "vcard" else _mecard
    for smaller in _ever_smaller(contact):
        text = write(smaller)
        if len(text.encode("utf-8", "replace")) <= LARGEST_BYTES:
            return text
    return write(_only_a_short_name(contact))


def _ever_smaller(contact: Contact) -> Iterator[Contact]:
    left = replace(
        contact,
        photo=None,
        logo=None,
        categories=(),
        uid="",
        rev="",
        source="",
        extra=(),
        unknown_json={},
    )
    yield left
    for part, kept in _ORDER:
        while len(value := getattr(left, part)) > kept:
            shorter: Any = value[:-1] if isinstance(value, tuple) else ""
            left = replace(left, **{part: shorter})
            yield left
    yield replace(left, name=Name(given=left.name.given, family=left.name.family))


def _only_a_short_name(contact: Contact) -> Contact:
    name = contact.full_name or contact.organization
    return Contact(full_name=name[:_SHORT_NAME], kind=contact.kind)


def _vcard(contact: Contact) -> str:
    from meishi.formats import vcard

    return vcard.encode(contact, "3.0", profile="full").decode()


def _mecard(contact: Contact) -> str:
    """`contact` as MeCard (NTT DOCOMO): `N` is family name, given name."""
    return f"MECARD:{''.join(_mecard_fields(contact))};"


def _mecard_fields(contact: Contact) -> Iterator[str]:
    yield f"N:{_mecard_name(contact)};"
    phonetic = (contact.name.phonetic_family, contact.name.phonetic_given)
    if any(phonetic):
        yield f"SOUND:{','.join(map(_escaped, phonetic))};"
    values = (
        ("ORG", (contact.organization,)),
        ("TEL", (phone.number for phone in contact.phones)),
        ("EMAIL", (email.address for email in contact.emails)),
        ("URL", (site.url for site in contact.websites)),
        ("URL", (profile.url for profile in contact.social_profiles)),
        ("ADR", map(_one_line, contact.addresses)),
        ("BDAY", (contact.birthday.replace("-", ""),)),
        ("NOTE", (contact.note or contact.title,)),
    )
    for name, several in values:
        yield from (f"{name}:{text};" for one in several if (text := _escaped(one)))


def _mecard_name(contact: Contact) -> str:
    name = contact.name
    if name.family and name.given:
        return f"{_escaped(name.family)},{_escaped(name.given)}"
    return _escaped(contact.full_name or contact.organization)


def _one_line(address: Address) -> str:
    parts = (
        address.po_box,
        address.extended,
        address.street,
        address.locality,
        address.region,
        address.postal_code,
        address.country,
    )
    return ", ".join(part for part in parts if part)


def _escaped(text: str) -> str:
    """`text` so that nothing in it can end the field or begin another."""
    visible = "".join(_visible(character) for character in text)
    for mark in "\\;:,":
        visible = visible.replace(mark, f"\\{mark}")
    return visible.strip()


def _visible(character: str) -> str:
    """Line breaks become blanks; control and direction characters go."""
    kind = category(character)
    if kind in ("Zl", "Zp") or character in "\r\n\t\x85":
        return " "
    is_hidden = kind in ("Cc", "Cf", "Cs") and character not in _SPOKEN
    return "" if is_hidden else character
