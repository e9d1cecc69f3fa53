"""jCard (RFC 7095): vCard 4.0 in JSON."""

import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from meishi.formats import json_cards
from meishi.formats.contact import Contact, Property
from meishi.formats.vcard.dates import extended_date
from meishi.formats.vcard.errors import BrokenContact, unbroken
from meishi.formats.vcard.head import GROUP, NAME
from meishi.formats.vcard.reading import contact_from
from meishi.formats.vcard.text import (
    escape,
    escape_parameter,
    escape_uri,
    split,
    unescape,
    unescape_parameter,
)
from meishi.formats.vcard.unknown import with_unknown_json, without_unknown_json
from meishi.formats.vcard.writing import Writer

STRUCTURED = {"n", "adr", "org", "gender", "clientpidmap"}
WITH_LISTS = {"n", "adr"}  # parts of others are text, commas and all
DATES = {"date", "time", "date-time", "date-and-or-time", "timestamp"}
PRIMITIVES = {"boolean", "integer", "float"}
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
    "geo": "uri",
    "lang": "language-tag",
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


def read(data: bytes) -> Iterator[Contact | BrokenContact]:
    """Yield the contact of each jCard in a file, or what is wrong with it."""
    return json_cards.contacts(data, contact_of)


def decode(data: bytes) -> list[Contact]:
    """Return the contacts of a jCard, or of an array of them. Raises BrokenContact."""
    return unbroken(read(data))


def is_jcard(value: Any) -> bool:
    """Say whether a JSON value is one jCard."""
    return isinstance(value, list) and len(value) > 1 and value[0] == "vcard"


def as_array(contact: Contact) -> list[Any]:
    """Return the contact as the array that jCard is."""
    writer = Writer(with_unknown_json(contact), is_new=True)
    lines = [["version", {}, "text", "4.0"]]
    return ["vcard", [*lines, *map(property_array, writer.properties())]]


def contact_of(card: Any) -> Contact:
    """Return the contact in a jCard. Raises ValueError with the reason."""
    if not is_jcard(card):
        raise ValueError('not a jCard: it should begin with "vcard"')
    if not isinstance(card[1], list):
        raise ValueError("the properties of a jCard should be an array")
    properties = [_property(number, line) for number, line in enumerate(card[1], 1)]
    return without_unknown_json(contact_from(properties))


def property_array(prop: Property) -> list[Any]:
    """Return one property as jCard has it (RFC 7095, section 3.3)."""
    name = _cased(prop.name, str.lower)
    params = _params(prop)
    said = params.pop("value", "")
    kind = said if isinstance(said, str) and said else _type(name)
    return [name, params, kind, *_values(name, kind, prop.value)]


def property_of(line: Any) -> Property:
    """Return the property of such an array. Raises ValueError for any other shape."""
    match line:
        case [str(name), dict(params), str(kind), first, *rest] if NAME.match(name):
            group = params.get("group", "")
            if group != "" and not (isinstance(group, str) and GROUP.match(group)):
                raise ValueError("a group should be letters, digits and hyphens")
            told = [(k, _param_values(v)) for k, v in params.items() if k != "group"]
            if kind not in ("unknown", _type(name.lower())):
                told.append(("VALUE", (escape_parameter(kind),)))
            value = _raw(name.lower(), kind, [first, *rest])
            upper = tuple((key.upper(), values) for key, values in told if values)
            return Property(_cased(name, str.upper), value, upper, group)
    raise ValueError("a property should be name, parameters, type, value")


def _cased(name: str, case: Callable[[str], str]) -> str:
    return case(name) if name.isascii() else name


def _property(number: int, line: Any) -> Property:
    try:
        return property_of(line)
    except (ValueError, TypeError, RecursionError) as error:
        raise ValueError(f"property {number} of the jCard: {error}") from error


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
    return tuple(escape_parameter(_text(one)) for one in values)


def _values(name: str, kind: str, raw: str) -> Iterator[Any]:
    if kind == "unknown":
        yield raw  # as it stood: nobody knows its escapes (RFC 7095, section 5.1)
    elif kind in DATES:
        yield extended_date(unescape(raw))
    elif kind in PRIMITIVES:
        yield _primitive(raw)
    elif name in STRUCTURED:
        parts = [_part(name, part) for part in split(raw, ";")]
        # A list as the only part stays inside, so that it is no list of parts.
        yield parts[0] if len(parts) == 1 and isinstance(parts[0], str) else parts
    elif name in LISTS:
        yield from (unescape(part) for part in split(raw, ","))
    else:
        yield unescape(raw)


def _part(name: str, raw: str) -> Any:
    """Return a part of a structured value: text, or a list (section 3.3.1.3)."""
    words = split(raw, ",") if name in WITH_LISTS else [raw]
    texts = [unescape(word) for word in words]
    return texts[0] if len(texts) == 1 else texts


def _primitive(raw: str) -> Any:
    try:
        value = json.loads(raw.strip().lower())
    except ValueError:
        return unescape(raw)
    is_same = isinstance(value, int | float) and json.dumps(value) == raw.lower()
    return value if is_same else unescape(raw)


def _raw(name: str, kind: str, values: list[Any]) -> str:
    if kind == "unknown":
        return ",".join(map(_text, values))
    if name in STRUCTURED:
        parts = values[0] if isinstance(values[0], list) else [values[0]]
        return ";".join(_component(part) for part in parts)
    if kind == "uri" and len(values) == 1:
        return escape_uri(_text(values[0]))
    return ",".join(_component(value) for value in values)


def _component(part: Any) -> str:
    if isinstance(part, list):
        return ",".join(map(_component, part))
    return escape(_text(part))


def _text(value: Any) -> str:
    if isinstance(value, str):
        # JSON may hold halves of characters, which no other format can.
        return value.encode("utf-8", "replace").decode()
    return json.dumps(value)


def _dump(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(
        "utf-8", "replace"
    )
