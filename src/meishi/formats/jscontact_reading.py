"""A JSContact Card (RFC 9553) as a contact."""

from typing import Any

from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Name,
    Params,
    Phone,
    Photo,
    Property,
    SocialProfile,
    Website,
)
from meishi.formats.jcard import property_of
from meishi.formats.jscontact_writing import CONTEXTS, PHONE_FEATURES
from meishi.formats.vcard.errors import BrokenContact
from meishi.formats.vcard.values import photo_of

KNOWN = {
    "@type", "version", "uid", "kind", "language", "updated", "name", "nicknames",
    "speakToAs", "organizations", "titles", "phones", "emails", "addresses", "links",
    "onlineServices", "media", "anniversaries", "notes", "keywords", "directories",
    "vCardProps",
}  # fmt: skip
STREET_KINDS = (
    "number",
    "name",
    "block",
    "subdistrict",
    "district",
    "landmark",
    "direction",
)
INSIDE_KINDS = ("building", "floor", "apartment", "room")


def contact_of_card(card: dict[str, Any]) -> Contact:
    """Return the contact; unknown members travel along. Raises BrokenContact."""
    try:
        return _contact(card)
    except (TypeError, AttributeError, KeyError, ValueError, IndexError) as error:
        raise BrokenContact(1, f"a member has another form: {error}") from error


def _contact(card: dict[str, Any]) -> Contact:
    name = card.get("name", {})
    extra, zone = _extra(card.get("vCardProps", []))
    titles = [(t.get("kind", "title"), _text(t["name"])) for t in _all(card, "titles")]
    media = {m.get("kind"): m for m in reversed(_all(card, "media"))}
    return Contact(
        full_name=_text(name.get("full", "")),
        name=_name(name),
        kind=_kind(card),
        nickname=next((_text(n["name"]) for n in _all(card, "nicknames")), ""),
        pronouns=_pronouns(card),
        title=next((text for kind, text in titles if kind == "title"), ""),
        role=next((text for kind, text in titles if kind == "role"), ""),
        **_organization(card),
        phones=tuple(map(_phone, _all(card, "phones"))),
        emails=tuple(
            Email(_text(e["address"]), _types(e), _text(e.get("label", "")), _params(e))
            for e in _all(card, "emails")
        ),
        addresses=tuple(map(_address, _all(card, "addresses"))),
        websites=tuple(
            Website(_text(w["uri"]), _text(w.get("label", "")), _types(w), _params(w))
            for w in _all(card, "links")
        ),
        social_profiles=tuple(map(_service, _all(card, "onlineServices"))),
        photo=_photo(media.get("photo")),
        logo=_photo(media.get("logo")),
        birthday=_date(card, "birth"),
        anniversary=_date(card, "wedding"),
        note="\n".join(_text(n["note"]) for n in _all(card, "notes")),
        categories=tuple(map(_text, card.get("keywords", {}))),
        language=_text(card.get("language", "")),
        time_zone=zone,
        uid=_text(card.get("uid", "")),
        rev=_text(card.get("updated", "")),
        source=next((_text(d["uri"]) for d in _all(card, "directories")), ""),
        extra=extra,
        unknown_json={k: v for k, v in card.items() if k not in KNOWN},
    )


def _all(card: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return list(card.get(name, {}).values())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, found {type(value).__name__}")
    return value


def _kind(card: dict[str, Any]) -> Kind:
    kind = card.get("kind", "individual")
    return Kind(kind) if kind in set(Kind) else Kind.INDIVIDUAL


def _name(name: dict[str, Any]) -> Name:
    parts: dict[str, list[str]] = {}
    sounds: dict[str, str] = {}
    for component in name.get("components", []):
        kind = component["kind"]
        parts.setdefault(kind, []).append(_text(component["value"]))
        sounds[kind] = _text(component.get("phonetic", ""))
    joined = {kind: " ".join(filter(None, words)) for kind, words in parts.items()}
    return Name(
        prefix=joined.get("title", ""),
        given=joined.get("given", ""),
        additional=joined.get("given2", ""),
        family=" ".join(filter(None, map(joined.get, ("surname", "surname2")))),
        suffix=" ".join(filter(None, map(joined.get, ("generation", "credential")))),
        phonetic_given=sounds.get("given", ""),
        phonetic_family=sounds.get("surname", ""),
    )


def _pronouns(card: dict[str, Any]) -> str:
    said = card.get("speakToAs", {}).get("pronouns", {})
    return next((_text(p["pronouns"]) for p in said.values()), "")


def _organization(card: dict[str, Any]) -> dict[str, str]:
    first = next(iter(_all(card, "organizations")), {})
    units = [_text(unit["name"]) for unit in first.get("units", [])]
    return {
        "organization": _text(first.get("name", "")),
        "department": ", ".join(units),
    }


def _phone(phone: dict[str, Any]) -> Phone:
    features = phone.get("features", {})
    types = [vcard for vcard, feature in PHONE_FEATURES.items() if feature in features]
    return Phone(
        number=_text(phone["number"]).removeprefix("tel:"),
        types=_types(phone, types),
        label=_text(phone.get("label", "")),
        whatsapp=_text(phone.get("meishi.example:whatsapp", "")),
        params=_params(phone),
    )


def _types(thing: dict[str, Any], features: list[str] | None = None) -> tuple[str, ...]:
    kept = thing.get("vCardParams", {}).get("type")
    if kept:
        return tuple([kept] if isinstance(kept, str) else kept)
    contexts = thing.get("contexts", {})
    places = [vcard for vcard, context in CONTEXTS.items() if context in contexts]
    pref = ["pref"] if "pref" in thing else []
    return (*(features or []), *places, *pref)


def _params(thing: dict[str, Any]) -> Params:
    kept = thing.get("vCardParams", {})
    return tuple(
        (name.upper(), (value,) if isinstance(value, str) else tuple(value))
        for name, value in kept.items()
        if name != "type"
    )


def _address(address: dict[str, Any]) -> Address:
    parts: dict[str, list[str]] = {}
    for component in address.get("components", []):
        kind, value = component["kind"], _text(component["value"])
        if kind in STREET_KINDS:
            kind = "street"
        elif kind in INSIDE_KINDS:
            kind = "extended"
        parts.setdefault(kind, []).append(value)
    if not parts and address.get("full"):
        parts["street"] = [_text(address["full"])]
    joined = {kind: " ".join(words) for kind, words in parts.items()}
    return Address(
        po_box=joined.get("postOfficeBox", ""),
        extended=joined.get("extended", ""),
        street=joined.get("street", ""),
        locality=joined.get("locality", ""),
        region=joined.get("region", ""),
        postal_code=joined.get("postcode", ""),
        country=joined.get("country", ""),
        country_code=_text(address.get("countryCode", "")),
        types=_types(address),
        label=_text(address.get("label", "")),
        params=_params(address),
    )


def _service(service: dict[str, Any]) -> SocialProfile:
    return SocialProfile(
        service=_text(service.get("service", "")),
        url=_text(service.get("uri", "")),
        username=_text(service.get("user", "")),
        params=_params(service),
    )


def _photo(medium: dict[str, Any] | None) -> Photo | None:
    if not medium:
        return None
    kind = _text(medium.get("mediaType", ""))
    photo = photo_of(Property("PHOTO", _text(medium["uri"])))
    return Photo(photo.media_type or kind, photo.data, photo.url) if photo else None


def _date(card: dict[str, Any], kind: str) -> str:
    days = [a["date"] for a in _all(card, "anniversaries") if a["kind"] == kind]
    if not days:
        return ""
    day = days[0]
    if "meishi.example:text" in day:
        return _text(day["meishi.example:text"])
    if "utc" in day:
        return _text(day["utc"])
    year = f"{day['year']:04}-" if "year" in day else "--"
    return f"{year}{day.get('month', 1):02}-{day.get('day', 1):02}"


def _extra(lines: list[Any]) -> tuple[tuple[Property, ...], str]:
    properties = [property_of(line) for line in lines]
    zones = [p.value for p in properties if p.name == "TZ" and "/" in p.value]
    others = tuple(p for p in properties if p.name != "TZ" or "/" not in p.value)
    return others, zones[0] if zones else ""
