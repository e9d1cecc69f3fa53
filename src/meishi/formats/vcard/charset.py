"""From bytes to text: files in UTF-8, UTF-16, and in what older phones wrote."""

import codecs

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
FALLBACK = "cp1252"
SURROGATES = range(0xDC80, 0xDD00)


def decoded(data: bytes) -> str:
    """Return the file as text.

    Bytes that are not UTF-8 become lone surrogates (PEP 383), so that a property can
    say later, by its CHARSET, what they are.
    """
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(
                encoding, "replace" if bom != BOMS[0][0] else "surrogateescape"
            )
    encoding = _utf_16_without_bom(data[:64])
    if encoding:
        return data.decode(encoding, "replace")
    return data.decode("utf-8", "surrogateescape")


def resolved(text: str, charset: str = "") -> str:
    """Return a value with its undecoded bytes read as `charset`.

    Without one, or where it does not fit, they are read as Windows-1252.
    """
    if not charset and not has_raw_bytes(text):
        return text
    try:
        raw = text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "replace").decode()
    if not has_raw_bytes(text) and charset.lower() not in STATEFUL:
        return text
    return from_bytes(raw, charset)


def from_bytes(raw: bytes, charset: str = "") -> str:
    """Return bytes as text: in `charset`, else UTF-8, else Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            return raw.decode(name or "utf-8")
        except (LookupError, UnicodeError, ValueError):
            continue
    return raw.decode(FALLBACK, "replace")


STATEFUL = {"iso-2022-jp", "iso2022jp", "utf-7", "hz-gb-2312"}


def has_raw_bytes(text: str) -> bool:
    """Say whether bytes of an unknown encoding are left in the text."""
    return not text.isascii() and any(ord(letter) in SURROGATES for letter in text)


def _utf_16_without_bom(start: bytes) -> str:
    if start[1:2] == b"\0" and start[:1] not in (b"\0", b""):
        return "utf-16-le"
    if start[:1] == b"\0" and start[1:2] not in (b"\0", b""):
        return "utf-16-be"
    return ""
