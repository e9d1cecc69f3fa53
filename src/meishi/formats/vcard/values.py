"""One property's value and parameters, free of how they were encoded."""

import re
from base64 import b64decode
from binascii import Error
from functools import lru_cache
from quopri import decodestring
from urllib.parse import unquote_to_bytes

from meishi.formats.contact import Params, Photo, Property
from meishi.formats.vcard.charset import from_bytes, has_raw_bytes, resolved
from meishi.formats.vcard.head import REMEMBERED, encoding_of, parameter
from meishi.formats.vcard.text import unescape, unescape_parameter

BASE64 = ("ENCODING", ("b",))
_TRANSPORT = frozenset({"ENCODING", "CHARSET", ""})
_ENCODINGS = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit", "binary"})
_PLACES = frozenset({"url", "cid", "content-id", "inline"})
_NO_MEDIA = frozenset({"pref", "home", "work", "inline", "uri", "url", "binary"})
_NOT_BASE64 = re.compile(r"[^A-Za-z0-9+/]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
DATA_ADDRESS = re.compile(
    r"data:(?P<type>[^;,]*)(?P<params>(?:;[^;,]*)*),(?P<data>.*)", re.DOTALL | re.I
)
ZONE = re.compile(r"[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+\Z")
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"GIF8", "image/gif"),
)


def plain(prop: Property) -> Property:
    """Return the property in Unicode and without transport encoding.

    Quoted-printable becomes text with its line breaks escaped; base64 stays, since it
    is the value of what is no text. CHARSET is gone, bare words are TYPE.
    """
    params, value = prop.params, prop.value
    is_plain = not params or _are_plain(params)
    if is_plain and (value.isascii() or not has_raw_bytes(value)):
        return prop
    charset = next(iter(parameter(params, "CHARSET")), "")
    kind = encoding_of(params)
    if kind == "quoted-printable":
        raw = decodestring(value.encode("utf-8", "surrogateescape"))
        value = from_bytes(raw, charset)
        value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    else:
        value = resolved(value, charset)
    told = _named(params, charset)
    if kind == "base64":
        told, value = (BASE64, *told), "".join(value.split())
    return Property(prop.name, value, told, prop.group)


@lru_cache(maxsize=REMEMBERED)
def _are_plain(params: Params) -> bool:
    return not any(
        name.upper() in _TRANSPORT or any(map(has_raw_bytes, values))
        for name, values in params
    )


def _named(params: Params, charset: str) -> Params:
    """Return the parameters without transport; the bare words of 2.1 get a name."""
    told = []
    for name, values in params:
        texts = tuple(resolved(value, charset) for value in values)
        if name == "" and texts[0].strip().lower() not in _ENCODINGS:
            is_place = texts[0].strip().lower() in _PLACES
            told.append(("VALUE" if is_place else "TYPE", texts))
        elif name.upper() not in _TRANSPORT:
            told.append((name, texts))
    return tuple(told)


@lru_cache(maxsize=REMEMBERED)
def types_of(params: Params) -> tuple[str, ...]:
    """Return the types in lower case, and "pref" last for what is preferred."""
    words = spelled_types(params)
    said = dict.fromkeys(word.lower() for word in words)
    is_preferred = "pref" in said or "1" in parameter(params, "PREF")
    said.pop("pref", None)
    return (*said, "pref") if is_preferred else tuple(said)


def spelled_types(params: Params) -> list[str]:
    """Return the types as they are spelled; `TYPE="voice,work"` is two."""
    said = [
        unescape_parameter(word).strip()
        for value in parameter(params, "TYPE")
        for word in value.split(",")
    ]
    return list(filter(None, said))


def other_params(params: Params, known: frozenset[str]) -> Params:
    """Return the parameters that have no place in the model."""
    return _others(params, known) if params else ()


@lru_cache(maxsize=REMEMBERED)
def _others(params: Params, known: frozenset[str]) -> Params:
    return tuple(
        (name, values)
        for name, values in params
        if name.upper() not in known
        and not (name.upper() == "PREF" and values == ("1",))
        and not (name.upper() == "VALUE" and _is_usual(values))
    )


def _is_usual(values: tuple[str, ...]) -> bool:
    return values[0].lower() in ("text", "uri", "url", "binary", "inline")


def parameter_text(params: Params, name: str) -> str:
    """Return the first value of a parameter as text, or ""."""
    return _parameter_text(params, name) if params else ""


@lru_cache(maxsize=REMEMBERED)
def _parameter_text(params: Params, name: str) -> str:
    return unescape_parameter(next(iter(parameter(params, name)), ""))


def photo_of(prop: Property) -> Photo | None:
    """Return a picture, or None where its data is damaged."""
    value = prop.value.strip()
    kind = media_type(prop.params)
    if encoding_of(prop.params) == "base64":
        return _from_data(from_base64(value), kind)
    text = unescape(value)
    found = DATA_ADDRESS.match(text)
    if found:
        return _from_data_address(found, kind)
    if not _SCHEME.match(text):
        data = from_base64(text)
        if data and sniffed(data):  # some writers forget to say ENCODING
            return _from_data(data, kind)
    return Photo(media_type=kind, url=text) if text else None


def from_base64(text: str) -> bytes | None:
    """Return the bytes, or None; white space and missing padding do no harm."""
    kept = _NOT_BASE64.sub("", text)
    if len(kept) % 4 == 1:
        return None
    try:
        return b64decode(kept + "=" * (-len(kept) % 4), validate=True)
    except Error:
        return None


def sniffed(data: bytes) -> str:
    """Return the media type of a picture by its first bytes, or ""."""
    return next((kind for start, kind in _MAGIC if data.startswith(start)), "")


def media_word(params: Params) -> str:
    """Return the type that names a format, as it is spelled, or ""."""
    words = (word for word in spelled_types(params) if word.lower() not in _NO_MEDIA)
    return next(words, "")


def media_type(params: Params) -> str:
    """Return what MEDIATYPE or TYPE says of a picture, as a media type, or ""."""
    said = parameter_text(params, "MEDIATYPE") or media_word(params)
    kind = said.lower()
    if not kind or "/" in kind:
        return kind
    return f"image/{'jpeg' if kind == 'jpg' else kind}"


def _from_data_address(found: re.Match[str], kind: str) -> Photo | None:
    if ";base64" in found["params"].lower():
        data = from_base64(found["data"])
    else:
        data = unquote_to_bytes(found["data"])
    return _from_data(data, found["type"].lower() or kind)


def _from_data(data: bytes | None, kind: str) -> Photo | None:
    return Photo(media_type=kind or sniffed(data), data=data) if data else None
