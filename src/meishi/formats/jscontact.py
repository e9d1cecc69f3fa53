"""JSContact (RFC 9553), and how vCard maps to it (RFC 9555)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from meishi.formats import json_cards
from meishi.formats.contact import Contact
from meishi.formats.jscontact_reading import KNOWN, contact_of_card
from meishi.formats.jscontact_writing import card_of, derived_uid
from meishi.formats.vcard.errors import BrokenContact, unbroken


def encode(contact: Contact) -> bytes:
    """Return the contact as one JSContact Card, in UTF-8."""
    return _dump(as_card(contact))


def encode_all(contacts: Iterable[Contact]) -> bytes:
    """Return one Card, or an array of them where there are several."""
    cards = [as_card(contact) for contact in contacts]
    return _dump(cards[0] if len(cards) == 1 else cards)


def read(data: bytes) -> Iterator[Contact | BrokenContact]:
    """Yield the contact of each Card in a file, or what is wrong with it."""
    return json_cards.contacts(data, contact_of)


def decode(data: bytes) -> list[Contact]:
    """Return the contacts of a Card, or of an array of them. Raises BrokenContact."""
    return unbroken(read(data))


def as_card(contact: Contact) -> dict[str, Any]:
    """Return the contact as a Card (RFC 9553, section 2)."""
    card = card_of(contact)
    same = contact_of_card(card)
    for name, member in contact.unknown_json.items():
        if name in KNOWN:
            whole = card | {name: member}
            # A member that said more than the model holds, while both agree.
            if contact_of_card(whole) == same:
                card = whole
    return card if "uid" in card else card | {"uid": derived_uid(card)}


def is_card(value: Any) -> bool:
    """Say whether a JSON value is one Card."""
    return isinstance(value, dict) and value.get("@type") == "Card"


def contact_of(value: Any) -> Contact:
    """Return the contact in a Card. Raises ValueError with the reason.

    Members that say more than the model holds travel along with the unknown ones.
    """
    if not is_card(value):
        raise ValueError('not a JSContact: "@type" should be "Card"')
    contact = contact_of_card(value)
    card = as_card(contact)
    more = {
        name: member
        for name, member in value.items()
        if name in KNOWN and name != "uid" and card.get(name) != member
    }
    if not more:
        return contact
    return replace(contact, unknown_json={**contact.unknown_json, **more})


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
