"""What a card's document says, as a contact for an address book."""

from uuid import NAMESPACE_URL, uuid5

from babel import Locale, UnknownLocaleError

from meishi.cards.document.card import CardDocument
from meishi.cards.document.identity import AddressEntry, Identity, PhoneEntry
from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Name,
    Phone,
    Photo,
    Website,
)

_PHONE_TYPES = {
    "cell": ("cell",),
    "work": ("work", "voice"),
    "home": ("home", "voice"),
    "fax": ("work", "fax"),
    "other": ("voice",),
}


def contact_uid(public_id: str) -> str:
    """Return the stable UID of a card's contact (RFC 6350, section 6.7.6)."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'meishi:card:{public_id}')}"


def contact_of(
    document: CardDocument,
    *,
    uid: str = "",
    rev: str = "",
    source: str = "",
    photo: Photo | None = None,
    logo: Photo | None = None,
) -> Contact:
    """Return the identity in `document` as a contact.

    `rev` is the edition's instant in ISO 8601, `source` the address of the card.
    Blocks add theirs through their type's `contact` hook.
    """
    identity = document.identity
    is_person = identity.subject == "person"
    return Contact(
        full_name=identity.display_name,
        name=_name(identity) if is_person else Name(),
        kind=Kind.INDIVIDUAL if is_person else Kind.ORG,
        pronouns=identity.pronouns if is_person else "",
        title=identity.title if is_person else "",
        organization=identity.company,
        department=identity.department,
        phones=tuple(_phone(entry) for entry in identity.phones),
        emails=tuple(
            Email(entry.address, _place(entry.type), entry.label)
            for entry in identity.emails
        ),
        addresses=tuple(
            _address(entry, document.language) for entry in identity.addresses
        ),
        websites=tuple(Website(entry.url, entry.label) for entry in identity.websites),
        photo=photo,
        logo=logo,
        birthday=identity.birthday,
        note=identity.note,
        language=document.language,
        time_zone=identity.time_zone,
        uid=uid,
        rev=rev,
        source=source,
    )


def _name(identity: Identity) -> Name:
    return Name(
        prefix=identity.prefix,
        given=identity.given,
        additional=identity.additional,
        family=identity.family,
        suffix=identity.suffix,
        phonetic_given=identity.phonetic_given,
        phonetic_family=identity.phonetic_family,
    )


def _phone(entry: PhoneEntry) -> Phone:
    digits = "".join(filter(str.isdigit, entry.number))
    whatsapp = digits if entry.has_whatsapp and entry.number.startswith("+") else ""
    return Phone(entry.number, _PHONE_TYPES[entry.type], entry.label, whatsapp)


def _place(kind: str) -> tuple[str, ...]:
    return () if kind == "other" else (kind,)


def _address(entry: AddressEntry, language: str) -> Address:
    return Address(
        po_box=entry.po_box,
        extended=entry.extended,
        street=entry.street,
        locality=entry.locality,
        region=entry.region,
        postal_code=entry.postal_code,
        country=country_name(entry.country_code, language) or entry.country,
        country_code=entry.country_code,
        types=_place(entry.type),
        label=entry.label,
    )


def country_name(country_code: str, language: str) -> str:
    """Return the country's name in `language`, or its code where none is known."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return str(locale.territories.get(country_code, country_code))
