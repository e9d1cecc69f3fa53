"""A contact as a JSContact Card (RFC 9553)."""

import json
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID, uuid5

from meishi.formats.contact import (
    Address,
    Contact,
    Params,
    Phone,
    Photo,
    Property,
    SocialProfile,
)
from meishi.formats.jcard import property_array
from meishi.formats.vcard.structured import name_value, without_end
from meishi.formats.vcard.text import clean, components, unescape, unescape_parameter

PHONE_FEATURES = {
    "cell": "mobile",
    "voice": "voice",
    "text": "text",
    "fax": "fax",
    "pager": "pager",
    "video": "video",
}
NAMESPACE = UUID("5f1d7a0e-6f0b-4c55-9f8e-0b6f2c1d9a77")
VENDOR = "meishi.example"
PARTIAL_DATE = re.compile(
    r"(?:(?P<year>\d{4})-|--)(?P<month>\d\d)-(?P<day>\d\d)", re.ASCII
)
PLURAL = ("NICKNAME", "ORG", "TITLE", "ROLE", "NOTE")
KNOWN_FEATURES = tuple(PHONE_FEATURES)
CONTEXTS = {"work": "work", "home": "private"}
EMPTY: tuple[Any, ...] = ("", (), [], {}, None)


def card_of(contact: Contact) -> dict[str, Any]:
    """Return the Card, perhaps without uid; only members that have a value."""
    card = {
        "@type": "Card",
        "version": "1.0",
        "uid": clean(contact.uid),
        "kind": contact.kind.value if contact.kind != "individual" else "",
        "language": clean(contact.language),
        "updated": clean(contact.rev),
        "name": name_of(contact),
        "nicknames": _named("k", "name", contact, "NICKNAME", contact.nickname),
        "speakToAs": _pronouns(contact.pronouns),
        "organizations": _organizations(contact),
        "titles": _titles(contact),
        "phones": _many("p", map(_phone, contact.phones)),
        "emails": _many(
            "e",
            (
                {"address": clean(e.address), **_place(e.types, e.label, e.params)}
                for e in contact.emails
            ),
        ),
        "addresses": _many("a", map(_address, contact.addresses)),
        "links": _many(
            "l",
            (
                {"uri": clean(s.url), **_place(s.types, s.label, s.params)}
                for s in contact.websites
            ),
        ),
        "onlineServices": _many("s", map(_service, contact.social_profiles)),
        "media": _media(contact),
        "anniversaries": _anniversaries(contact),
        "notes": _named("n", "note", contact, "NOTE", contact.note),
        "keywords": {clean(word): True for word in contact.categories if clean(word)},
        "directories": _source(contact.source),
        "vCardProps": _properties(contact),
        f"{VENDOR}:params": {
            field: _params((), params) for field, params in contact.params.items()
        },
    }
    own = {name: value for name, value in card.items() if value not in EMPTY}
    unknown = {k: v for k, v in contact.unknown_json.items() if k not in card}
    return own | unknown


def derived_uid(card: Mapping[str, Any]) -> str:
    """Return the uid of a Card without one (it may not be missing): by its content."""
    said = {name: value for name, value in card.items() if name != "uid"}
    text = json.dumps(said, sort_keys=True)
    return f"urn:uuid:{uuid5(NAMESPACE, text)}"


def name_of(contact: Contact) -> dict[str, Any]:
    """Return the name in its components, and in full."""
    name = contact.name
    parts = (
        ("title", name.prefix, ""),
        ("given", name.given, name.phonetic_given),
        ("given2", name.additional, ""),
        ("surname", name.family, name.phonetic_family),
        ("credential", name.suffix, ""),
    )
    listed = [_component(*part) for part in parts if part[1] or part[2]]
    told: dict[str, Any] = {"components": listed} if listed else {}
    if contact.full_name:
        told["full"] = clean(contact.full_name)
    return told


def _component(kind: str, value: str, phonetic: str) -> dict[str, str]:
    told = {"kind": kind, "value": clean(value)}
    return told | ({"phonetic": clean(phonetic)} if phonetic else {})


def _phone(phone: Phone) -> dict[str, Any]:
    features = {PHONE_FEATURES[t]: True for t in phone.types if t in PHONE_FEATURES}
    told = {
        "number": clean(phone.number),
        **_place(phone.types, phone.label, phone.params, KNOWN_FEATURES),
    }
    if features:
        told["features"] = features
    if phone.whatsapp:
        told[f"{VENDOR}:whatsapp"] = clean(phone.whatsapp)
    return told


def _place(
    types: tuple[str, ...],
    label: str,
    params: Params,
    features: tuple[str, ...] = (),
) -> dict[str, Any]:
    told: dict[str, Any] = {}
    contexts = {CONTEXTS[word]: True for word in types if word in CONTEXTS}
    if contexts:
        told["contexts"] = contexts
    if "pref" in types:
        told["pref"] = 1
    if label:
        told["label"] = clean(label)
    known = (*features, *CONTEXTS, "pref")
    kept = _params(types if types != _in_order(types, known) else (), params)
    return told | ({"vCardParams": kept} if kept else {})


def _in_order(types: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """Return the types as they are read back from the members of JSContact."""
    return tuple(word for word in known if word in types)


def _params(types: tuple[str, ...], params: Params) -> dict[str, Any]:
    """Return what JSContact has no member for (RFC 9555, section 2.5.2)."""
    kept: dict[str, list[str]] = {"type": list(types)} if types else {}
    for name, values in params:
        kept.setdefault(name.lower(), []).extend(map(unescape_parameter, values))
    return {name: v[0] if len(v) == 1 else v for name, v in kept.items()}


def _address(address: Address) -> dict[str, Any]:
    parts = (
        ("postOfficeBox", address.po_box),
        ("apartment", address.extended),
        ("name", address.street),
        ("locality", address.locality),
        ("region", address.region),
        ("postcode", address.postal_code),
        ("country", address.country),
    )
    listed = [{"kind": kind, "value": clean(value)} for kind, value in parts if value]
    told: dict[str, Any] = {"components": listed} if listed else {}
    if address.country_code:
        told["countryCode"] = clean(address.country_code)
    return told | _place(address.types, address.label, address.params)


def _service(profile: SocialProfile) -> dict[str, Any]:
    told = {
        "service": clean(profile.service),
        "uri": clean(profile.url),
        "user": clean(profile.username),
        "vCardParams": _params((), profile.params),
    }
    return {name: value for name, value in told.items() if value}


def _media(contact: Contact) -> dict[str, Any]:
    pairs = (("photo", contact.photo), ("logo", contact.logo))
    return _many("m", (_medium(kind, photo) for kind, photo in pairs if photo))


def _medium(kind: str, photo: Photo) -> dict[str, str]:
    told = {"kind": kind, "uri": clean(photo.url)}
    if photo.data:
        data = b64encode(photo.data).decode()
        told["uri"] = f"data:{clean(photo.media_type)};base64,{data}"
    elif photo.media_type:
        told["mediaType"] = clean(photo.media_type)
    return told


def _anniversaries(contact: Contact) -> dict[str, Any]:
    days = (("birth", contact.birthday), ("wedding", contact.anniversary))
    return {
        kind: {"kind": kind, "date": partial_date(day)} for kind, day in days if day
    }


def partial_date(text: str) -> dict[str, Any]:
    """Return a date; what is no plain date travels as the text that it was."""
    found = PARTIAL_DATE.fullmatch(text)
    if not found:
        return {"@type": "PartialDate", f"{VENDOR}:text": clean(text)}
    told = {name: int(value) for name, value in found.groupdict().items() if value}
    return {"@type": "PartialDate", **told}


def _organizations(contact: Contact) -> dict[str, Any]:
    first = [contact.organization, contact.department, *contact.units]
    others = (components(prop.value) for prop in plural(contact, "ORG"))
    return _many(
        "o", (_organization(parts) for parts in (first, *others) if any(parts))
    )


def _organization(parts: list[str]) -> dict[str, Any]:
    name, *units = without_end([clean(part) for part in parts])
    told: dict[str, Any] = {"name": name} if name else {}
    return told | ({"units": [{"name": unit} for unit in units]} if units else {})


def _titles(contact: Contact) -> dict[str, Any]:
    pairs = [("title", contact.title), ("role", contact.role)]
    for kind in ("title", "role"):
        others = plural(contact, kind.upper())
        pairs += [(kind, unescape(prop.value)) for prop in others]
    return _many(
        "t", ({"kind": kind, "name": clean(name)} for kind, name in pairs if name)
    )


def _named(
    prefix: str, member: str, contact: Contact, name: str, first: str
) -> dict[str, Any]:
    others = (unescape(prop.value) for prop in plural(contact, name))
    return _many(prefix, ({member: clean(t)} for t in (first, *others) if t))


def plural(contact: Contact, name: str) -> list[Property]:
    """Return the further occurrences of what the model holds once."""
    return [prop for prop in contact.extra if _is_plural(prop) and prop.name == name]


def _is_plural(prop: Property) -> bool:
    return prop.name in PLURAL and bool(prop.value) and not (prop.params or prop.group)


def _pronouns(text: str) -> dict[str, Any]:
    return {"pronouns": {"k1": {"pronouns": clean(text)}}} if text else {}


def _source(address: str) -> dict[str, Any]:
    return {"d1": {"kind": "entry", "uri": clean(address)}} if address else {}


def _properties(contact: Contact) -> list[Any]:
    """Return what JSContact has no member for (RFC 9555, section 3.2.2)."""
    zone = contact.time_zone
    own = [["tz", {}, "text", clean(zone)]] if zone else []
    others = [prop for prop in contact.extra if not _is_plural(prop)]
    return [*own, *map(property_array, [*_written(contact), *others])]


def _written(contact: Contact) -> Iterator[Property]:
    """Yield N and ADR where a file said more in them than their parts do.

    The first N is always that of `name`, so that others are not taken for it.
    """
    if contact.name.written or any(map(_is_plain_name, contact.extra)):
        yield Property("N", name_value(contact.name))
    for address in contact.addresses:
        if address.written:
            yield Property("ADR", address.written)


def _is_plain_name(prop: Property) -> bool:
    return prop.name.upper() == "N" and not (prop.params or prop.group)


def _many(prefix: str, things: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {f"{prefix}{number}": thing for number, thing in enumerate(things, 1)}
