"""vCard 2.1 (read), 3.0 and 4.0 (RFC 2426, 6350, 6868, 9554).

Three layers: `lines` is lossless, `reading` and `writing` turn properties into the
typed contact and back, `phone` writes what address books like best.
"""

from collections.abc import Iterator
from typing import Literal

from meishi.formats.contact import Contact
from meishi.formats.vcard.errors import BrokenContact, unbroken
from meishi.formats.vcard.lines import raw_cards
from meishi.formats.vcard.phone import phone_properties
from meishi.formats.vcard.reading import contact_from
from meishi.formats.vcard.serial import card_bytes
from meishi.formats.vcard.unknown import with_unknown_json, without_unknown_json
from meishi.formats.vcard.writing import Writer

__all__ = ["BrokenContact", "decode", "encode", "read"]

type Version = Literal["3.0", "4.0"]
type Profile = Literal["phone", "full"]


def read(data: bytes) -> Iterator[Contact | BrokenContact]:
    """Yield each contact of a file, or what is wrong with it, in order."""
    for card in raw_cards(data):
        if isinstance(card, BrokenContact):
            yield card
        else:
            yield without_unknown_json(contact_from(card.properties))


def decode(data: bytes) -> list[Contact]:
    """Return all contacts of a file. Raises BrokenContact for the first broken one."""
    return unbroken(read(data))


def encode(
    contact: Contact, version: Version = "3.0", *, profile: Profile = "full"
) -> bytes:
    """Return the contact as a file of one card, in UTF-8 with CRLF.

    The profile "full" keeps all that the contact holds; "phone" (3.0 only) is what
    address books on phones read best.
    """
    if profile == "phone":
        return card_bytes(phone_properties(contact), "3.0")
    whole = with_unknown_json(contact)
    return card_bytes(Writer(whole, is_new=version == "4.0").properties(), version)
