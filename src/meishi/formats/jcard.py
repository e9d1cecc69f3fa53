"""jCard (RFC 7095): vCard 4.0 in JSON."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from meishi.formats.contact import Contact, Property
from meishi.formats.vcard.errors import BrokenContact
from meishi.formats.vcard.reading import contact_from
from meishi.formats.vcard.text import (
    components,
    escape,
    escape_parameter,
    split,
    unescape,
    unescape_parameter,
)
from meishi.formats.vcard.unknown import with_unknown_json, without_unknown_json
from meishi.formats.vcard.writing import Writer

STRUCTURED = {"n", "adr", "org", "gender", "clientpidmap"}
LISTS = {"categories"}
TYPES = {
    "photo": "uri",
    "logo": "uri",
    "sound": "uri",
    "key": "uri",
    "url": "uri",
    "source": "uri",
    "uid": "uri",
    "impp": "uri",
    "related": "uri",
    "member": "uri",
    "fburl": "uri",
    "caluri": "uri",
    "caladruri": "uri",
    "socialprofile": "uri",
    "bday": "date-and-or-time",
    "anniversary": "date-and-or-time",
    "rev": "timestamp",
}
TEXTS = {
    "adr", "categories", "email", "fn", "gender", "kind", "language", "lang", "n",
    "nickname", "note", "org", "prodid", "pronouns", "role", "tel", "title", "tz",
    "xml", "clientpidmap",
}  # fmt: skip


def encode(contact: Contact) -> bytes:
    """Return the contact as one jCard, in UTF-8."""
    return _dump(as_array(contact))


def encode_all(contacts: Iterable[Contact]) -> bytes:
    """Return one jCard, or an array of them where there are several."""
    cards = [as_array(contact) for contact in contacts]
    return _dump(cards[0] if len(cards) == 1 else cards)


def decode(data: bytes) -> list[Contact]:
    """Return the contacts of a jCard, or of an array of them. Raises BrokenContact."""
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BrokenContact(getattr(error, "lineno", 1), "not JSON") from error
    return [from_array(card) for card in cards_in(value)]


def is_jcard(value: Any) -> bool:
    """Say whether a JSON value is one jCard."""
    return isinstance(value, list) and len(value) > 1 and value[0] == "vcard"


def cards_in(value: Any) -> list[Any]:
    """Return the jCards in a JSON value. Raises BrokenContact where there are none."""
    if is_jcard(value):
        return [value]
    if isinstance(value, list) and value and all(map(is_jcard, value)):
        return value
    raise BrokenContact(1, 'not a jCard: it should begin with "vcard"')


def as_array(contact: Contact) -> list[Any]:
    """Return the contact as the array that jCard is."""
    writer = Writer(with_unknown_json(contact), is_new=True)
    lines = [["version", {}, "text", "4.0"]]
    return ["vcard", [*lines, *map(property_array, writer.properties())]]


def from_array(card: list[Any]) -> Contact:
    """Return the contact in a jCard. Raises BrokenContact."""
    if not isinstance(card[1], list):
        raise BrokenContact(1, "the properties of a jCard should be an array")
    properties = [_property(number, line) for number, line in enumerate(card[1], 1)]
    known = [prop for prop in properties if prop.name != "VERSION"]
    return without_unknown_json(contact_from(known))


def property_array(prop: Property) -> list[Any]:
    """Return one property as jCard has it (RFC 7095, section 3.3)."""
    name = prop.name.lower()
    params = _params(prop)
    said = params.pop("value", "")
    kind = said if isinstance(said, str) and said else _type(name)
    return [name, params, kind, *_values(name, kind, prop.value)]


def property_of(line: list[Any]) -> Property:
    """Return the property of such an array. Raises ValueError for any other shape."""
    match line:
        case [str(name), dict(params), str(kind), first, *rest]:
            group = params.get("group", "")
            told = [(k, _param_values(v)) for k, v in params.items() if k != "group"]
            if kind not in ("unknown", _type(name.lower())):
                told.append(("VALUE", (kind.upper(),)))
            value = _raw(name.lower(), kind, [first, *rest])
            upper = tuple((key.upper(), values) for key, values in told)
            return Property(name.upper(), value, upper, str(group))
    raise ValueError("a property should be name, parameters, type, value")


def _property(number: int, line: Any) -> Property:
    try:
        return property_of(line)
    except (ValueError, TypeError, RecursionError) as error:
        raise BrokenContact(number, "not a property of jCard") from error


def _type(name: str) -> str:
    return TYPES.get(name) or ("text" if name in TEXTS else "unknown")


def _params(prop: Property) -> dict[str, Any]:
    params: dict[str, Any] = {}
    for name, values in prop.params:
        texts = [unescape_parameter(value) for value in values]
        key = name.lower() or "type"
        before = params.get(key, [])
        texts = [*(before if isinstance(before, list) else [before]), *texts]
        params[key] = texts[0] if len(texts) == 1 else texts
    if isinstance(params.get("value"), str):
        params["value"] = params["value"].lower()
    if prop.group:
        params["group"] = prop.group
    return params


def _param_values(value: Any) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(escape_parameter(str(one)) for one in values)


def _values(name: str, kind: str, raw: str) -> Iterator[Any]:
    if kind == "unknown":
        yield raw  # as it stood: nobody knows its escapes (RFC 7095, section 5.1)
    elif name in STRUCTURED:
        parts = components(raw)
        yield parts[0] if len(parts) == 1 else parts
    elif name in LISTS:
        yield from (unescape(part) for part in split(raw, ","))
    else:
        yield unescape(raw)


def _raw(name: str, kind: str, values: list[Any]) -> str:
    if kind == "unknown":
        return ",".join(map(str, values))
    if name in STRUCTURED:
        parts = values[0] if isinstance(values[0], list) else [values[0]]
        return ";".join(_component(part) for part in parts)
    return ",".join(_component(value) for value in values)


def _component(part: Any) -> str:
    if isinstance(part, list):
        return ",".join(map(_component, part))
    return escape(part if isinstance(part, str) else json.dumps(part))


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
