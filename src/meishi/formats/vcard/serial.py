"""Properties to a file: quoting, folding, line ends (RFC 6350, section 3.2)."""

import re
from collections.abc import Iterable

from meishi.formats.contact import Property

MAX_OCTETS = 75
_NEEDS_QUOTES = re.compile(r'[,;:"]|^\s|\s$')
_LINE_BREAKS = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")


def card_bytes(properties: Iterable[Property], version: str) -> bytes:
    """Return one contact as a file: CRLF, UTF-8, folded after 75 octets."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *map(content_line, properties)]
    return b"".join(folded(line) for line in [*lines, "END:VCARD"])


def content_line(prop: Property) -> str:
    """Return a property as one unfolded line. Raw line breaks cannot be in it."""
    group = f"{prop.group}." if prop.group else ""
    params = "".join(_parameter(name, values) for name, values in prop.params)
    return _LINE_BREAKS.sub(" ", f"{group}{prop.name}{params}:{prop.value}")


def folded(line: str) -> bytes:
    """Return the line in UTF-8, broken after 75 octets, never inside a character."""
    octets = line.encode("utf-8", "replace")
    if len(octets) <= MAX_OCTETS:
        return octets + b"\r\n"
    pieces, start, room = [], 0, MAX_OCTETS
    while start < len(octets):
        end = min(start + room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(octets[start:end])
        start, room = end, MAX_OCTETS - 1
    return b"\r\n ".join(pieces) + b"\r\n"


def _parameter(name: str, values: tuple[str, ...]) -> str:
    quoted = ",".join(
        '"{}"'.format(value.replace('"', "'")) if _NEEDS_QUOTES.search(value) else value
        for value in values
    )
    return f";{name}={quoted}" if name else f";{quoted}"
