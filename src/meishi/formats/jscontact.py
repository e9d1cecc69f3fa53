"""JSContact (RFC 9553), and how vCard maps to it (RFC 9555)."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from meishi.formats.contact import Contact
from meishi.formats.jscontact_reading import contact_of_card
from meishi.formats.jscontact_writing import card_of
from meishi.formats.vcard.errors import BrokenContact


def encode(contact: Contact) -> bytes:
    """Return the contact as one JSContact Card, in UTF-8."""
    return _dump(card_of(contact))


def encode_all(contacts: Iterable[Contact]) -> bytes:
    """Return one Card, or an array of them where there are several."""
    cards = [card_of(contact) for contact in contacts]
    return _dump(cards[0] if len(cards) == 1 else cards)


def decode(data: bytes) -> list[Contact]:
    """Return the contacts of a Card, or of an array of them. Raises BrokenContact."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenContact(getattr(error, "lineno", 1), "not JSON") from error
    return list(_contacts(value))


def is_card(value: Any) -> bool:
    """Say whether a JSON value is one Card."""
    return isinstance(value, dict) and value.get("@type") == "Card"


def _contacts(value: Any) -> Iterator[Contact]:
    cards = value if isinstance(value, list) and value else [value]
    for number, card in enumerate(cards, 1):
        if not is_card(card):
            raise BrokenContact(number, 'not a JSContact: "@type" should be "Card"')
        yield contact_of_card(card)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
