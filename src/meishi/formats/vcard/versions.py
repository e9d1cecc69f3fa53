"""What the model does not know, said as the other version of vCard says it.

4.0 knows no ENCODING: bytes are a data address there (RFC 6350, section 5.1), and a
place is a `geo:` address (section 6.5.2).
"""

import re

from meishi.formats.contact import Params, Property
from meishi.formats.vcard.head import encoding_of
from meishi.formats.vcard.pictures import data_property
from meishi.formats.vcard.text import unescape
from meishi.formats.vcard.values import DATA_ADDRESS, media_word

PICTURES = frozenset({"PHOTO", "LOGO"})
BYTES = PICTURES | {"SOUND", "KEY"}
_SOUNDS = {"BASIC": "audio/basic", "WAV": "audio/wav", "WAVE": "audio/wav"}
_KEYS = {"PGP": "application/pgp-keys", "X509": "application/pkix-cert"}
_KINDS = _SOUNDS | _KEYS
_SHORT = {kind: word for word, kind in _KINDS.items()}
_OFFSET = re.compile(r"\s*[+-]?\d\d?:?\d\d\s*\Z", re.ASCII)
_OLD_PLACE = re.compile(r"\s*(-?[\d.]+)\s*\\?[;,]\s*(-?[\d.]+)\s*\Z", re.ASCII)
_NEW_PLACE = re.compile(r"geo:(-?[\d.]+)\\?,(-?[\d.]+)\Z", re.ASCII | re.IGNORECASE)


def in_new(prop: Property) -> Property:
    """Return the property as 4.0 has it."""
    name = prop.name.upper()
    if name in BYTES and encoding_of(prop.params) == "base64":
        word = media_word(prop.params)
        data = data_property(prop.name, prop.value, _kind(name, word), is_new=True)
        return Property(prop.name, data.value, _without(prop, word), prop.group)
    if name == "GEO" and (found := _OLD_PLACE.match(prop.value)):
        value = f"geo:{found[1]},{found[2]}"
        return Property(prop.name, value, prop.params, prop.group)
    return prop


def in_old(prop: Property) -> Property:
    """Return the property as 3.0 has it."""
    name = prop.name.upper()
    if name in BYTES and (found := DATA_ADDRESS.match(unescape(prop.value))):
        if found["params"].lower() != ";base64":
            return prop
        kind = _SHORT.get(found["type"].lower(), found["type"])
        data = data_property(prop.name, found["data"], kind, is_new=False)
        params = (*data.params, *_without(prop, ""))
        return Property(prop.name, data.value, params, prop.group)
    if name == "GEO" and (found := _NEW_PLACE.match(prop.value)):
        value = f"{found[1]};{found[2]}"
        return Property(prop.name, value, prop.params, prop.group)
    if name == "TZ" and not (_OFFSET.match(prop.value) or _says_value(prop)):
        params = (*prop.params, ("VALUE", ("text",)))
        return Property(prop.name, prop.value, params, prop.group)
    return prop


def _says_value(prop: Property) -> bool:
    return any(name.upper() == "VALUE" for name, _ in prop.params)


def _kind(name: str, word: str) -> str:
    if "/" in word:
        return word.lower()
    if name in PICTURES:
        return f"image/{'jpeg' if word.lower() == 'jpg' else word.lower()}"
    return _KINDS.get(word.upper(), f"application/{word.lower() or 'octet-stream'}")


def _without(prop: Property, word: str) -> Params:
    """Return the parameters without what the value itself says now."""
    kept = []
    for name, values in prop.params:
        if name.upper() in ("ENCODING", "VALUE"):
            continue
        others = tuple(v for v in values if not (word and v == word))
        if others:
            kept.append((name, others))
    return tuple(kept)
