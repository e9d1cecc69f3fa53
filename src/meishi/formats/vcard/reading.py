"""Properties to a contact: vCard 2.1, 3.0 (RFC 2426), 4.0 (RFC 6350, 9554).

What the model has no name for, and all further occurrences of what it holds once,
stay in `extra` as they stood.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Name,
    Phone,
    Property,
    SocialProfile,
    Website,
)
from meishi.formats.vcard.text import components, split, unescape, unescape_parameter
from meishi.formats.vcard.values import (
    other_params,
    parameter_text,
    photo_of,
    plain,
    types_of,
)

_BASIC_DATE = re.compile(r"(\d{4}|--)(\d{2})(\d{2})\Z")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_\Z", re.DOTALL)
_PLACE_PARAMS = frozenset({"TYPE", "PREF"})
_PHONE_PARAMS = _PLACE_PARAMS | {"VALUE", "WAID"}
_ADDRESS_PARAMS = _PLACE_PARAMS | {"CC"}
_PROFILE_PARAMS = frozenset({"TYPE", "X-USER", "USERNAME", "SERVICE-TYPE", "VALUE"})
_URL_PARAMS = _PLACE_PARAMS | {"VALUE"}
_ADDRESS_PARTS = 7
_NAME_PARTS = 5
_ORGANIZATION_PARTS = 2

type Handler = Callable[["_Draft", Property], bool]


@dataclass(slots=True)
class _Draft:
    """A contact in the making; `labels` and `countries` are said by group."""

    labels: dict[str, str]
    countries: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    used_groups: set[str] = field(default_factory=set)

    def set(self, name: str, value: Any) -> bool:
        """Take the first value of a field; an empty one is no value."""
        if name in self.values:
            return False
        if value:
            self.values[name] = value
        return True

    def add(self, name: str, value: Any) -> bool:
        self.values[name] = (*self.values.get(name, ()), value)
        return True

    def label(self, prop: Property) -> str:
        return self.labels.get(prop.group.lower(), "") if prop.group else ""


def contact_from(properties: Iterable[Property]) -> Contact:
    """Return the contact that these properties describe."""
    known = [plain(p) for p in properties if p.name.upper() != "VERSION"]
    draft = _Draft(
        labels=_by_group(known, "X-ABLABEL"), countries=_by_group(known, "X-ABADR")
    )
    extra = [prop for prop in known if not _take(draft, prop)]
    extra = [prop for prop in extra if not _is_used_label(draft, prop)]
    name = replace(
        draft.values.pop("name", Name()),
        phonetic_given=draft.values.pop("phonetic_given", ""),
        phonetic_family=draft.values.pop("phonetic_family", ""),
    )
    return Contact(name=name, extra=tuple(extra), **draft.values)


def _by_group(properties: list[Property], name: str) -> dict[str, str]:
    return {
        prop.group.lower(): unescape(prop.value)
        for prop in properties
        if prop.group and prop.name.upper() == name
    }


def _take(draft: _Draft, prop: Property) -> bool:
    handler = HANDLERS.get(prop.name.upper())
    if handler is None or not handler(draft, prop):
        return False
    if prop.group:
        draft.used_groups.add(prop.group.lower())
    return True


def _is_used_label(draft: _Draft, prop: Property) -> bool:
    is_label = prop.name.upper() in ("X-ABLABEL", "X-ABADR")
    return is_label and prop.group.lower() in draft.used_groups


def _text(name: str) -> Handler:
    def handle(draft: _Draft, prop: Property) -> bool:
        return draft.set(name, unescape(prop.value))

    return handle


def _name(draft: _Draft, prop: Property) -> bool:
    parts = components(prop.value)
    family, given, additional, prefix, suffix = [*parts, *[""] * 5][:_NAME_PARTS]
    is_first = draft.set("name", Name(prefix, given, additional, family, suffix))
    return is_first and not any(parts[_NAME_PARTS:])


def _organization(draft: _Draft, prop: Property) -> bool:
    parts = components(prop.value)
    if "organization" in draft.values or "department" in draft.values:
        return False
    draft.set("organization", parts[0])
    draft.set("department", [*parts, ""][1])
    return not any(parts[_ORGANIZATION_PARTS:])


def _phone(draft: _Draft, prop: Property) -> bool:
    number = unescape(prop.value).strip()
    if number[:4].lower() == "tel:":
        number = number[4:]
    return not number or draft.add(
        "phones",
        Phone(
            number,
            types_of(prop),
            _shown(draft.label(prop)),
            parameter_text(prop, "WAID"),
            other_params(prop, _PHONE_PARAMS),
        ),
    )


def _email(draft: _Draft, prop: Property) -> bool:
    address = unescape(prop.value).strip()
    types = tuple(word for word in types_of(prop) if word != "internet")
    return not address or draft.add(
        "emails",
        Email(
            address,
            types,
            _shown(draft.label(prop)),
            other_params(prop, _PLACE_PARAMS),
        ),
    )


def _address(draft: _Draft, prop: Property) -> bool:
    parts = components(prop.value)
    if any(parts[_ADDRESS_PARTS:]):
        return False
    if not any(parts):
        return True
    code = draft.countries.get(prop.group.lower(), "") if prop.group else ""
    code = (parameter_text(prop, "CC") or code).upper()
    address = Address(
        *[*parts, *[""] * _ADDRESS_PARTS][:_ADDRESS_PARTS],
        country_code=code,
        types=types_of(prop),
        label=_shown(draft.label(prop)),
        params=other_params(prop, _ADDRESS_PARAMS),
    )
    return draft.add("addresses", address)


def _website(draft: _Draft, prop: Property) -> bool:
    url = unescape(prop.value).strip()
    return not url or draft.add(
        "websites",
        Website(
            url,
            _shown(draft.label(prop)),
            types_of(prop),
            other_params(prop, _URL_PARAMS),
        ),
    )


def _social_profile(draft: _Draft, prop: Property) -> bool:
    url = unescape(prop.value).strip()
    service = parameter_text(prop, "SERVICE-TYPE") or _spelled_type(prop)
    username = parameter_text(prop, "USERNAME") or parameter_text(prop, "X-USER")
    if not (url or username):
        return True
    params = other_params(prop, _PROFILE_PARAMS)
    return draft.add("social_profiles", SocialProfile(service, url, username, params))


def _spelled_type(prop: Property) -> str:
    """The first type as it is spelled: "Mastodon" should not become "mastodon"."""
    for name, values in prop.params:
        for value in values if name.upper() in ("TYPE", "") else ():
            if value.lower() != "pref":
                return unescape_parameter(value)
    return ""


def _picture(name: str) -> Handler:
    def handle(draft: _Draft, prop: Property) -> bool:
        photo = photo_of(prop)
        if photo is None:
            return not prop.value.strip()
        return draft.set(name, photo)

    return handle


def _date(name: str) -> Handler:
    def handle(draft: _Draft, prop: Property) -> bool:
        value = unescape(prop.value).strip()
        omitted = parameter_text(prop, "X-APPLE-OMIT-YEAR")
        if omitted and value.startswith(omitted):
            value = "--" + value[len(omitted) :].lstrip("-")
        return draft.set(name, extended_date(value))

    return handle


def extended_date(value: str) -> str:
    """Return `19960415` as `1996-04-15`, `--0415` as `--04-15`, all else as it is."""
    found = _BASIC_DATE.match(value)
    if not found:
        return value
    year, month, day = found.groups()
    return f"--{month}-{day}" if year == "--" else f"{year}-{month}-{day}"


def _categories(draft: _Draft, prop: Property) -> bool:
    words = [unescape(word) for word in split(prop.value, ",")]
    draft.values["categories"] = (
        *draft.values.get("categories", ()),
        *filter(None, words),
    )
    return True


def _kind(draft: _Draft, prop: Property) -> bool:
    value = prop.value.strip().lower()
    return value in set(Kind) and draft.set("kind", Kind(value))


def _shown_as(draft: _Draft, prop: Property) -> bool:
    is_company = prop.value.strip().upper() == "COMPANY"
    return is_company and draft.set("kind", Kind.ORG)


def _time_zone(draft: _Draft, prop: Property) -> bool:
    return "/" in prop.value and draft.set("time_zone", unescape(prop.value))


def _shown(label: str) -> str:
    """Return Apple's `_$!<Mobile>!$_` as "Mobile"."""
    found = _APPLE_LABEL.match(label)
    return found[1] if found else label


HANDLERS: dict[str, Handler] = {
    "FN": _text("full_name"),
    "N": _name,
    "NICKNAME": _text("nickname"),
    "PRONOUNS": _text("pronouns"),
    "X-PRONOUNS": _text("pronouns"),
    "X-PHONETIC-FIRST-NAME": _text("phonetic_given"),
    "X-PHONETIC-LAST-NAME": _text("phonetic_family"),
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
    "REV": _text("rev"),
    "SOURCE": _text("source"),
    "KIND": _kind,
    "X-ABSHOWAS": _shown_as,
    "X-ADDRESSBOOKSERVER-KIND": _kind,
}
