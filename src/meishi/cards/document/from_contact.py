"""A contact from an address book, as a card's document."""

import re
from datetime import date

import phonenumbers
from babel import Locale

from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.document.card import CardDocument
from meishi.cards.document.identity import (
    AddressEntry,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)
from meishi.formats.contact import Address, Contact, Email, Kind, Phone, Website

_BIRTHDAY = re.compile(r"(\d{4}-?|--)(\d{2})-?(\d{2})(?:T.*)?$")


def document_from(contact: Contact, *, language: str = "en") -> CardDocument:
    """Return a document with what the contact says, cut to the document's limits.

    Pictures and social profiles are not part of it: they become assets and blocks.
    """
    tag = contact.language if _is_language(contact.language) else language
    return CardDocument(identity=_identity(contact), language=tag)


def _identity(contact: Contact) -> Identity:
    common = {
        "company": _line(contact.organization),
        "department": _line(contact.department),
        "phones": tuple(_phone(p, contact) for p in contact.phones[:20] if p.number),
        "emails": tuple(_email(e) for e in contact.emails[:20] if e.address),
        "websites": tuple(
            _website(w) for w in contact.websites[:20] if _is_web_address(w.url)
        ),
        "addresses": tuple(_address(a) for a in contact.addresses[:10]),
        "birthday": _birthday(contact.birthday),
        "note": contact.note[:MAX_PARAGRAPHS],
        "time_zone": contact.time_zone if "/" in contact.time_zone else "",
    }
    if _is_company(contact):
        common["company"] = _line(contact.organization or contact.full_name)
        return Identity.model_validate({"subject": "company", **common})
    return Identity.model_validate({**_person(contact), **common})


def _is_company(contact: Contact) -> bool:
    name = contact.name
    is_nameless = not (name.given or name.family)
    return contact.kind is Kind.ORG or (
        is_nameless and contact.full_name in ("", contact.organization)
    )


def _person(contact: Contact) -> dict[str, object]:
    name = contact.name
    given = name.given if name.given or name.family else contact.full_name
    return {
        "prefix": _line(name.prefix),
        "given": _line(given),
        "additional": _line(name.additional),
        "family": _line(name.family),
        "suffix": _line(name.suffix),
        "phonetic_given": _line(name.phonetic_given),
        "phonetic_family": _line(name.phonetic_family),
        "is_family_first": _is_family_first(contact),
        "pronouns": _line(contact.pronouns),
        "title": _line(contact.title or contact.role),
    }


def _is_family_first(contact: Contact) -> bool:
    given, family = contact.name.given, contact.name.family
    full = contact.full_name
    if not (given and family and given in full and family in full):
        return False
    return full.index(family) < full.index(given)


def _phone(phone: Phone, contact: Contact) -> PhoneEntry:
    types = set(phone.types)
    kind = next((t for t in ("fax", "cell", "work", "home") if t in types), "other")
    return PhoneEntry.model_validate(
        {
            "number": _line(_e164(phone.number, contact)),
            "type": kind,
            "label": _line(phone.label),
            "has_whatsapp": bool(phone.whatsapp),
        }
    )


def _e164(number: str, contact: Contact) -> str:
    """Return the number in E.164 where its country is certain, else as typed."""
    regions = {a.country_code or _country_code(a.country) for a in contact.addresses}
    region = regions.pop() if len(regions) == 1 else None
    try:
        parsed = phonenumbers.parse(number.removeprefix("tel:"), region or None)
    except phonenumbers.NumberParseException:
        return number
    if parsed.extension or not phonenumbers.is_valid_number(parsed):
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)


def _email(email: Email) -> EmailEntry:
    return EmailEntry.model_validate(
        {
            "address": _line(email.address),
            "type": _place(email.types),
            "label": _line(email.label),
        }
    )


def _website(website: Website) -> WebsiteEntry:
    url = website.url if "://" in website.url else f"https://{website.url}"
    return WebsiteEntry(url=url, label=_line(website.label))


def _is_web_address(url: str) -> bool:
    scheme, found, _ = url.partition(":")
    is_http = scheme.lower() in ("http", "https")
    return bool(url) and len(url) < 1990 and (is_http or not found)


def _address(address: Address) -> AddressEntry:
    code = address.country_code.upper() or _country_code(address.country)
    return AddressEntry.model_validate(
        {
            "street": _line(address.street),
            "extended": _line(address.extended),
            "po_box": _line(address.po_box),
            "locality": _line(address.locality),
            "region": _line(address.region),
            "postal_code": _line(address.postal_code),
            "country_code": code if re.fullmatch("[A-Z]{2}", code) else "",
            "country": "" if code else _line(address.country),
            "type": _place(address.types),
            "label": _line(address.label),
        }
    )


def _country_code(name: str) -> str:
    wanted = name.strip().casefold()
    for language in ("en", "de", "fr", "es", "pt", "it", "ja", "ar", "sr", "ru"):
        for code, known in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha() and known.casefold() == wanted:
                return str(code)
    return wanted.upper() if wanted.upper() in Locale("en").territories else ""


def _place(types: tuple[str, ...]) -> str:
    return next((t for t in ("work", "home") if t in types), "other")


def _birthday(text: str) -> str:
    match = _BIRTHDAY.match(text)
    if not match:
        return ""
    year, month, day = match.groups()
    try:
        # 2000 has a 29 February, so it stands in for a year that is not given.
        date(2000 if year == "--" else int(year[:4]), int(month), int(day))
    except ValueError:
        return ""
    return f"--{month}-{day}" if year == "--" else f"{year[:4]}-{month}-{day}"


def _is_language(tag: str) -> bool:
    return bool(re.fullmatch(r"[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*", tag))


def _line(text: str) -> str:
    return " ".join(text.split())[:MAX_LINE]
