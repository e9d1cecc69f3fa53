"""Members of a JSContact that vCard has no name for: JSPROP (RFC 9555, 3.2.1)."""

import json
from dataclasses import replace

from meishi.formats.contact import Contact, Property
from meishi.formats.vcard.text import escape, escape_parameter, unescape
from meishi.formats.vcard.values import parameter_text


def with_unknown_json(contact: Contact) -> Contact:
    """Return the contact with its unknown members as properties."""
    if not contact.unknown_json:
        return contact
    carried = tuple(
        Property(
            "JSPROP",
            escape(json.dumps(value, ensure_ascii=False)),
            (("JSPTR", (escape_parameter(_pointer(name)),)),),
        )
        for name, value in contact.unknown_json.items()
    )
    return replace(contact, extra=(*contact.extra, *carried), unknown_json={})


def without_unknown_json(contact: Contact) -> Contact:
    """Return the contact with such properties as unknown members again."""
    members = {}
    extra = []
    for prop in contact.extra:
        name, value = _member(prop)
        if name:
            members[name] = value
        else:
            extra.append(prop)
    if not members:
        return contact
    return replace(contact, extra=tuple(extra), unknown_json=members)


def _member(prop: Property) -> tuple[str, object]:
    if prop.name.upper() != "JSPROP":
        return "", None
    pointer = parameter_text(prop.params, "JSPTR")
    if "/" in pointer.removeprefix("/"):
        return "", None
    try:
        return _name(pointer), json.loads(unescape(prop.value))
    except (ValueError, RecursionError):
        return "", None


def _pointer(name: str) -> str:
    # A member of the card itself; RFC 6901 escapes ~ and /.
    return name.replace("~", "~0").replace("/", "~1")


def _name(pointer: str) -> str:
    return pointer.removeprefix("/").replace("~1", "/").replace("~0", "~")
