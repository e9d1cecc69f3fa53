"""Properties to a contact: vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350, 9554).

What the model has no name for, and all further occurrences of what it holds once,
stay in `extra` as they stood.
"""

from collections.abc import Callable, Iterable

from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Phone,
    Property,
    SocialProfile,
    Website,
)
from meishi.formats.vcard.dates import extended_date
from meishi.formats.vcard.draft import Draft
from meishi.formats.vcard.head import parameter
from meishi.formats.vcard.structured import (
    NAME_PARTS,
    address_parts,
    name_parts,
    said_beyond,
    without_end,
)
from meishi.formats.vcard.text import components, split, unescape
from meishi.formats.vcard.values import (
    ZONE,
    media_word,
    other_params,
    parameter_text,
    photo_of,
    plain,
    spelled_types,
    types_of,
)

_NONE: frozenset[str] = frozenset()
_TYPE = frozenset({"TYPE"})
_PHONE = _TYPE | {"WAID", "X-WAID"}
_ADDRESS = _TYPE | {"CC"}
_PICTURE = frozenset({"TYPE", "ENCODING", "MEDIATYPE", "VALUE"})
_DATE = frozenset({"VALUE", "X-APPLE-OMIT-YEAR"})

type Handler = Callable[[Draft, Property], bool]


def contact_from(properties: Iterable[Property]) -> Contact:
    """Return the contact that these properties describe."""
    known = [plain(prop) for prop in properties]
    draft = Draft(known)
    for prop in known:
        handler = HANDLERS.get(prop.name.upper())
        if handler is None or not handler(draft, prop):
            draft.extra.append(prop)
    return draft.contact()


def _version(draft: Draft, prop: Property) -> bool:
    return True  # said anew by whoever writes


def _text(name: str) -> Handler:
    def handle(draft: Draft, prop: Property) -> bool:
        return draft.set(name, unescape(prop.value), prop, _NONE)

    return handle


def _sound(name: str) -> Handler:
    def handle(draft: Draft, prop: Property) -> bool:
        if name in draft.name or prop.params or prop.group:
            return False
        draft.name[name] = unescape(prop.value)
        return True

    return handle


def _name(draft: Draft, prop: Property) -> bool:
    if "family" in draft.name:
        return False
    parts = name_parts(prop.value)
    written = said_beyond(prop.value, parts)
    if not (any(parts) or written or prop.params or prop.group):
        return True  # one that follows may say more
    draft.name |= dict(zip(NAME_PARTS, parts, strict=True))
    draft.name["written"] = written
    draft.keep("name", prop, _NONE)
    return True


def _nickname(draft: Draft, prop: Property) -> bool:
    first, *others = map(unescape, split(prop.value, ","))
    if not draft.set("nickname", first, prop, _NONE):
        return False
    draft.extra += [
        Property(prop.name, value, prop.params, prop.group)
        for value in split(prop.value, ",")[1:]
        if others
    ]
    return True


def _organization(draft: Draft, prop: Property) -> bool:
    if "organization" in draft.values or "department" in draft.values:
        return False
    parts = without_end(components(prop.value))
    if not parts:
        return True
    draft.keep("organization", prop, _NONE)
    organization, department, *units = [*parts, ""]
    draft.values["organization"] = organization
    draft.values["department"] = department
    draft.values["units"] = tuple(units[:-1])
    return True


def _phone(draft: Draft, prop: Property) -> bool:
    number = unescape(prop.value).strip()
    if number[:4].lower() == "tel:":
        number = number[4:]
    if not number:
        return True
    label, params = draft.place(prop, _PHONE)
    said = parameter_text
    whatsapp = said(prop.params, "WAID") or said(prop.params, "X-WAID")
    phone = Phone(number, types_of(prop.params), label, whatsapp, params)
    return draft.add("phones", phone)


def _email(draft: Draft, prop: Property) -> bool:
    address = unescape(prop.value).strip()
    if not address:
        return True
    label, params = draft.place(prop, _TYPE)
    types = tuple(word for word in types_of(prop.params) if word != "internet")
    return draft.add("emails", Email(address, types, label, params))


def _address(draft: Draft, prop: Property) -> bool:
    parts = address_parts(prop.value)
    beyond = said_beyond(prop.value, parts)
    if not (beyond or any(parts)):
        return not other_params(prop.params, _ADDRESS)  # such as LABEL
    said = parameter_text(prop.params, "CC").upper()
    code = said or draft.country(prop)
    label, params = draft.place(prop, _ADDRESS)
    po_box, extended, street, locality, region, postal_code, country = parts
    address = Address(
        po_box,
        extended,
        street,
        locality,
        region,
        postal_code,
        country,
        code,
        types_of(prop.params),
        label,
        params,
        beyond,
    )
    return draft.add("addresses", address)


def _website(draft: Draft, prop: Property) -> bool:
    url = unescape(prop.value).strip()
    if not url:
        return True
    label, params = draft.place(prop, _TYPE)
    return draft.add("websites", Website(url, label, types_of(prop.params), params))


def _social_profile(draft: Draft, prop: Property) -> bool:
    """Take an account; Apple's name for its network is what TYPE says first."""
    params = prop.params
    types = spelled_types(params)
    service = parameter_text(params, "SERVICE-TYPE")
    is_apple = prop.name.upper().startswith("X-")
    if is_apple and not parameter(params, "SERVICE-TYPE"):
        service = next((word for word in types if word.lower() != "pref"), "")
        types = [word for word in types if word != service]
    user = "USERNAME" if parameter(params, "USERNAME") else "X-USER"
    username, url = parameter_text(params, user), unescape(prop.value).strip()
    if parameter_text(params, "VALUE").lower() == "text" and not username:
        username, url = url, ""
    if not (url or username):
        return not params
    kept = other_params(params, frozenset({"TYPE", "SERVICE-TYPE", user}))
    if types:
        kept = (("TYPE", tuple(types)), *kept)
    if prop.group:
        kept = (("GROUP", (prop.group,)), *kept)
    return draft.add("social_profiles", SocialProfile(service, url, username, kept))


def _picture(name: str) -> Handler:
    def handle(draft: Draft, prop: Property) -> bool:
        if name in draft.values:
            return False
        photo = photo_of(prop)
        if photo is None:
            return not prop.value.strip()
        draft.set(name, photo, prop, _PICTURE)
        word = media_word(prop.params)
        if types := tuple(t for t in spelled_types(prop.params) if t != word):
            draft.params[name] = (("TYPE", types), *draft.params.get(name, ()))
        return True

    return handle


def _date(name: str) -> Handler:
    def handle(draft: Draft, prop: Property) -> bool:
        value = unescape(prop.value).strip()
        omitted = parameter_text(prop.params, "X-APPLE-OMIT-YEAR")
        if omitted and value.startswith(omitted):
            value = "--" + value[len(omitted) :].lstrip("-")
        return draft.set(name, extended_date(value), prop, _DATE)

    return handle


def _categories(draft: Draft, prop: Property) -> bool:
    words = tuple(filter(None, map(unescape, split(prop.value, ","))))
    if "categories" not in draft.values:
        return draft.set("categories", words, prop, _NONE)
    if prop.params or prop.group or "categories" in draft.params:
        return False
    draft.values["categories"] += words
    return True


def _kind(draft: Draft, prop: Property) -> bool:
    value = prop.value.strip().lower()
    return value in set(Kind) and _is_of(draft, Kind(value))


def _shown_as(draft: Draft, prop: Property) -> bool:
    return prop.value.strip().upper() == "COMPANY" and _is_of(draft, Kind.ORG)


def _is_of(draft: Draft, kind: Kind) -> bool:
    return bool(draft.values.setdefault("kind", kind) == kind)


def _time_zone(draft: Draft, prop: Property) -> bool:
    if not ZONE.match(prop.value):
        return False
    return draft.set("time_zone", prop.value, prop, _NONE)


HANDLERS: dict[str, Handler] = {
    "VERSION": _version,
    "FN": _text("full_name"),
    "N": _name,
    "NICKNAME": _nickname,
    "PRONOUNS": _text("pronouns"),
    "X-PRONOUNS": _text("pronouns"),
    "X-PHONETIC-FIRST-NAME": _sound("phonetic_given"),
    "X-PHONETIC-LAST-NAME": _sound("phonetic_family"),
    "TITLE": _text("title"),
    "ROLE": _text("role"),
    "ORG": _organization,
    "TEL": _phone,
    "EMAIL": _email,
    "ADR": _address,
    "URL": _website,
    "SOCIALPROFILE": _social_profile,
    "X-SOCIALPROFILE": _social_profile,
    "PHOTO": _picture("photo"),
    "LOGO": _picture("logo"),
    "BDAY": _date("birthday"),
    "ANNIVERSARY": _date("anniversary"),
    "X-ANNIVERSARY": _date("anniversary"),
    "NOTE": _text("note"),
    "CATEGORIES": _categories,
    "LANGUAGE": _text("language"),
    "X-LANGUAGE": _text("language"),
    "TZ": _time_zone,
    "UID": _text("uid"),
    "REV": _date("rev"),
    "SOURCE": _text("source"),
    "KIND": _kind,
    "X-ABSHOWAS": _shown_as,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
}
