"""A contact as a JSContact Card (RFC 9553)."""

from base64 import b64encode
from collections.abc import Iterable
from typing import Any

from meishi.formats.contact import (
    Address,
    Contact,
    Params,
    Phone,
    Photo,
    SocialProfile,
)
from meishi.formats.jcard import property_array
from meishi.formats.vcard.text import clean

PHONE_FEATURES = {
    "cell": "mobile",
    "voice": "voice",
    "text": "text",
    "fax": "fax",
    "pager": "pager",
    "video": "video",
}
KNOWN_FEATURES = tuple(PHONE_FEATURES)
CONTEXTS = {"work": "work", "home": "private"}
EMPTY: tuple[Any, ...] = ("", (), [], {}, None)


def card_of(contact: Contact) -> dict[str, Any]:
    """Return the Card; only members that have a value, in a fixed order."""
    card = {
        "@type": "Card",
        "version": "1.0",
        "uid": clean(contact.uid),
        "kind": contact.kind.value if contact.kind != "individual" else "",
        "language": clean(contact.language),
        "updated": clean(contact.rev),
        "name": name_of(contact),
        "nicknames": _one("k", "name", contact.nickname),
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
        "notes": _one("n", "note", contact.note),
        "keywords": {clean(word): True for word in contact.categories if clean(word)},
        "directories": _source(contact.source),
        "vCardProps": _properties(contact),
    }
    own = {name: value for name, value in card.items() if value not in EMPTY}
    return own | dict(contact.unknown_json)


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
        told["meishi.example:whatsapp"] = clean(phone.whatsapp)
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
    kept = {name.lower(): list(values) for name, values in params}
    if types:
        kept["type"] = list(types)
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
    year, month, day = text[:-6], text[-5:-3], text[-2:]
    plain = len(text) in (7, 10) and (year + month + day).replace("-", "").isdecimal()
    if not plain or not text.isascii():
        return {"@type": "PartialDate", "meishi.example:text": clean(text)}
    date: dict[str, Any] = {"@type": "PartialDate"}
    if year != "-":
        date["year"] = int(year)
    return date | {"month": int(month), "day": int(day)}


def _organizations(contact: Contact) -> dict[str, Any]:
    if not (contact.organization or contact.department):
        return {}
    told: dict[str, Any] = {}
    if contact.organization:
        told["name"] = clean(contact.organization)
    if contact.department:
        told["units"] = [{"name": clean(contact.department)}]
    return {"o1": told}


def _titles(contact: Contact) -> dict[str, Any]:
    pairs = (("title", contact.title), ("role", contact.role))
    return _many(
        "t", ({"kind": kind, "name": clean(name)} for kind, name in pairs if name)
    )


def _pronouns(text: str) -> dict[str, Any]:
    return {"pronouns": {"k1": {"pronouns": clean(text)}}} if text else {}


def _source(address: str) -> dict[str, Any]:
    return {"d1": {"kind": "entry", "uri": clean(address)}} if address else {}


def _properties(contact: Contact) -> list[Any]:
    zone = contact.time_zone
    own = [["tz", {}, "text", clean(zone)]] if zone else []
    return [*own, *map(property_array, contact.extra)]


def _one(prefix: str, name: str, text: str) -> dict[str, Any]:
    return {f"{prefix}1": {name: clean(text)}} if text else {}


def _many(prefix: str, things: Iterable[dict[str, Any]]) -> dict[str, Any]:
    return {f"{prefix}{number}": thing for number, thing in enumerate(things, 1)}
