"""A JSContact Card (RFC 9553) as a contact."""

from dataclasses import replace
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
from meishi.formats.jscontact_writing import (
    CONTEXTS,
    PHONE_FEATURES,
    VENDOR,
    derived_uid,
)
from meishi.formats.vcard.structured import (
    address_value,
    name_parts,
    name_value,
    said_beyond,
    without_end,
)
from meishi.formats.vcard.text import escape, escape_parameter
from meishi.formats.vcard.values import ZONE, photo_of

PARAMS = f"{VENDOR}:params"
KNOWN = {
    "@type", "version", "uid", "kind", "language", "updated", "name", "nicknames",
    "speakToAs", "organizations", "titles", "phones", "emails", "addresses", "links",
    "onlineServices", "media", "anniversaries", "notes", "keywords", "directories",
    "vCardProps", PARAMS,
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
    """Return the contact; unknown members travel along. Raises ValueError."""
    try:
        return _contact(card)
    except (TypeError, AttributeError, KeyError, ValueError, IndexError) as error:
        raise ValueError(f"a member has another form: {error}") from error


def _contact(card: dict[str, Any]) -> Contact:
    name = card.get("name", {})
    others, zone = _others(card.get("vCardProps", []))
    written, extra = _written(others)
    titles = [(t.get("kind", "title"), _text(t["name"])) for t in _all(card, "titles")]
    nickname, *nicknames = _texts(card, "nicknames", "name")
    title, *more_titles = [text for kind, text in titles if kind != "role"] or [""]
    role, *roles = [text for kind, text in titles if kind == "role"] or [""]
    note, *notes = _texts(card, "notes", "note")
    organization, *organizations = _organizations(card)
    media = {m.get("kind"): m for m in reversed(_all(card, "media"))}
    uid = _text(card.get("uid", ""))
    return Contact(
        full_name=_text(name.get("full", "")),
        name=_name(name, written),
        kind=_kind(card),
        nickname=nickname,
        pronouns=_pronouns(card),
        title=title,
        role=role,
        organization=organization[0],
        department=organization[1],
        units=tuple(organization[2:]),
        phones=tuple(map(_phone, _all(card, "phones"))),
        emails=tuple(
            Email(_text(e["address"]), _types(e), _text(e.get("label", "")), _params(e))
            for e in _all(card, "emails")
        ),
        addresses=tuple(_address(a, written) for a in _all(card, "addresses")),
        websites=tuple(
            Website(_text(w["uri"]), _text(w.get("label", "")), _types(w), _params(w))
            for w in _all(card, "links")
        ),
        social_profiles=tuple(map(_service, _all(card, "onlineServices"))),
        photo=_photo(media.get("photo")),
        logo=_photo(media.get("logo")),
        birthday=_date(card, "birth"),
        anniversary=_date(card, "wedding"),
        note=note,
        categories=tuple(map(_text, card.get("keywords", {}))),
        language=_text(card.get("language", "")),
        time_zone=zone,
        uid="" if uid == derived_uid(card) else uid,
        rev=_text(card.get("updated", "")),
        source=next((_text(d["uri"]) for d in _all(card, "directories")), ""),
        params={field: _told(params) for field, params in card.get(PARAMS, {}).items()},
        extra=(
            *_plural("NICKNAME", nicknames),
            *(
                Property("ORG", ";".join(map(escape, without_end(parts))))
                for parts in organizations
            ),
            *_plural("TITLE", more_titles),
            *_plural("ROLE", roles),
            *_plural("NOTE", notes),
            *extra,
        ),
        unknown_json={k: v for k, v in card.items() if k not in KNOWN},
    )


def _texts(card: dict[str, Any], member: str, name: str) -> list[str]:
    return [_text(thing[name]) for thing in _all(card, member)] or [""]


def _plural(name: str, values: list[str]) -> list[Property]:
    return [Property(name, escape(value)) for value in values]


def _all(card: dict[str, Any], name: str) -> list[dict[str, Any]]:
    return list(card.get(name, {}).values())


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text expected, found {type(value).__name__}")
    # JSON may hold halves of characters, which no other format can.
    return value.encode("utf-8", "replace").decode()


def _kind(card: dict[str, Any]) -> Kind:
    kind = card.get("kind", "individual")
    return Kind(kind) if kind in set(Kind) else Kind.INDIVIDUAL


def _name(name: dict[str, Any], written: list[Property]) -> Name:
    parts: dict[str, list[str]] = {}
    sounds: dict[str, str] = {}
    for component in name.get("components", []):
        kind = component["kind"]
        parts.setdefault(kind, []).append(_text(component["value"]))
        sounds[kind] = _text(component.get("phonetic", ""))
    joined = {kind: " ".join(filter(None, words)) for kind, words in parts.items()}
    parsed = Name(
        prefix=joined.get("title", ""),
        given=joined.get("given", ""),
        additional=joined.get("given2", ""),
        family=" ".join(filter(None, map(joined.get, ("surname", "surname2")))),
        suffix=" ".join(filter(None, map(joined.get, ("generation", "credential")))),
        phonetic_given=sounds.get("given", ""),
        phonetic_family=sounds.get("surname", ""),
    )
    said = next((prop.value for prop in written if prop.name == "N"), "")
    whole = replace(parsed, written=said_beyond(said, name_parts(said)))
    return whole if name_value(whole) == whole.written else parsed


def _pronouns(card: dict[str, Any]) -> str:
    said = card.get("speakToAs", {}).get("pronouns", {})
    return next((_text(p["pronouns"]) for p in said.values()), "")


def _organizations(card: dict[str, Any]) -> list[list[str]]:
    """Return for each organization its name and units, at least two texts."""
    said = []
    for thing in _all(card, "organizations"):
        units = [_text(unit["name"]) for unit in thing.get("units", [])]
        said.append([_text(thing.get("name", "")), *(units or [""])])
    return said or [["", ""]]


def _phone(phone: dict[str, Any]) -> Phone:
    features = phone.get("features", {})
    types = [vcard for vcard, feature in PHONE_FEATURES.items() if feature in features]
    return Phone(
        number=_text(phone["number"]).removeprefix("tel:"),
        types=_types(phone, types),
        label=_text(phone.get("label", "")),
        whatsapp=_text(phone.get(f"{VENDOR}:whatsapp", "")),
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
    return _told({name: value for name, value in kept.items() if name != "type"})


def _told(params: dict[str, Any]) -> Params:
    return tuple(
        (name.upper(), tuple(escape_parameter(_text(one)) for one in _listed(value)))
        for name, value in params.items()
        if value != []
    )


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _address(address: dict[str, Any], written: list[Property]) -> Address:
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
    parsed = Address(
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
    said = (prop.value for prop in written if prop.name == "ADR")
    fitting = (replace(parsed, written=value) for value in said)
    return next((a for a in fitting if address_value(a) == a.written), parsed)


def _service(service: dict[str, Any]) -> SocialProfile:
    return SocialProfile(
        service=_text(service.get("service", "")),
        url=_text(service.get("uri", "")),
        username=_text(service.get("user", "")),
        params=_told(service.get("vCardParams", {})),
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
    if f"{VENDOR}:text" in day:
        return _text(day[f"{VENDOR}:text"])
    if "utc" in day:
        return _text(day["utc"])
    year = f"{day['year']:04}-" if "year" in day else "--"
    return f"{year}{day.get('month', 1):02}-{day.get('day', 1):02}"


def _others(lines: list[Any]) -> tuple[list[Property], str]:
    """Return the properties that are no members, and the time zone among them."""
    properties = [property_of(line) for line in lines]
    zones = [p for p in properties if p.name == "TZ" and ZONE.match(p.value)]
    zone = zones[0] if zones and zones[0].params == () else None
    others = [p for p in properties if p is not zone]
    return others, zone.value if zone else ""


def _written(
    properties: list[Property],
) -> tuple[list[Property], list[Property]]:
    """Return the first N and all ADR as they were written, and all others."""
    written: list[Property] = []
    others: list[Property] = []
    for prop in properties:
        is_plain = not (prop.params or prop.group)
        is_first = prop.name == "N" and all(p.name != "N" for p in written)
        is_own = is_plain and (is_first or prop.name == "ADR")
        (written if is_own else others).append(prop)
    return written, others
