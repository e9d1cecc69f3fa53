"""One property's value, free of how it was encoded."""

import re
from base64 import b64decode
from binascii import Error
from dataclasses import replace
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from meishi.formats.contact import Params, Photo, Property
from meishi.formats.vcard.charset import from_bytes, resolved
from meishi.formats.vcard.lines import encoding_of, parameter
from meishi.formats.vcard.text import unescape, unescape_parameter

_TRANSPORT = {"ENCODING", "CHARSET"}
_ENCODINGS = {"quoted-printable", "base64", "b", "8bit", "7bit"}
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
DATA_ADDRESS = re.compile(
    r"data:(?P<type>[\w.+/-]*)(?P<params>(?:;[^;,]*)*),(?P<data>.*)", re.DOTALL | re.I
)


def plain(prop: Property) -> Property:
    """Return the property in UTF-8 and without transport encoding.

    Quoted-printable becomes text with its line breaks escaped; base64 stays, since it
    is the value of what is no text. CHARSET and ENCODING are gone where they are done.
    """
    if not prop.params and prop.value.isascii():
        return prop
    charset = next(iter(parameter(prop, "CHARSET")), "")
    kind = encoding_of(prop)
    if kind == "quoted-printable":
        text = from_bytes(
            decodestring(prop.value.encode("utf-8", "surrogateescape")), charset
        )
        value = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
        return replace(prop, value=value, params=_without_transport(prop.params))
    value = resolved(prop.value, charset)
    if kind == "base64":
        return replace(prop, value=value)
    return replace(prop, value=value, params=_without_transport(prop.params))


def _without_transport(params: Params) -> Params:
    return tuple(
        (name, values)
        for name, values in params
        if name.upper() not in _TRANSPORT
        and not (name == "" and values[0].strip().lower() in _ENCODINGS)
    )


def types_of(prop: Property) -> tuple[str, ...]:
    """Return the property's types in lower case, bare ones of 2.1 included."""
    said = [
        word.strip().lower()
        for key in ("TYPE", "")
        for value in parameter(prop, key)
        for word in value.split(",")
    ]
    if parameter(prop, "PREF"):
        said.append("pref")
    return tuple(
        dict.fromkeys(word for word in said if word and word not in _ENCODINGS)
    )


def other_params(prop: Property, known: frozenset[str]) -> Params:
    """Return the parameters that have no place in the model."""
    return tuple(
        (name, values)
        for name, values in prop.params
        if name and name.upper() not in known
    )


def parameter_text(prop: Property, name: str) -> str:
    """Return the first value of a parameter as text, or ""."""
    return unescape_parameter(next(iter(parameter(prop, name)), ""))


def photo_of(prop: Property) -> Photo | None:
    """Return a picture, or None where its data is damaged."""
    value = prop.value.strip()
    kind = _media_type(types_of(prop), parameter_text(prop, "MEDIATYPE"))
    found = DATA_ADDRESS.match(unescape(value))
    if found:
        return _from_data_address(found, kind)
    if encoding_of(prop) == "base64":
        data = from_base64(value)
        return Photo(media_type=kind, data=data) if data else None
    return Photo(media_type=kind, url=unescape(value)) if value else None


def from_base64(text: str) -> bytes | None:
    """Return the bytes, or None; white space and missing padding do no harm."""
    kept = _NOT_BASE64.sub("", text)
    if len(kept) % 4 == 1:
        return None
    try:
        return b64decode(kept + "=" * (-len(kept) % 4), validate=True)
    except Error:
        return None


def _from_data_address(found: re.Match[str], kind: str) -> Photo | None:
    if ";base64" in found["params"].lower():
        data = from_base64(found["data"])
    else:
        data = unquote_to_bytes(found["data"])
    return Photo(media_type=found["type"].lower() or kind, data=data) if data else None


def _media_type(types: tuple[str, ...], said: str) -> str:
    if said:
        return said.lower()
    words = [word for word in types if word not in ("pref", "home", "work", "inline")]
    if not words:
        return ""
    kind = words[0]
    if "/" in kind:
        return kind
    return f"image/{'jpeg' if kind == 'jpg' else kind}"
