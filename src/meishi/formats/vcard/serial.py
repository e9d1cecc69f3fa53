"""Properties to a file: quoting, folding, line ends (RFC 6350, section 3.2)."""

import re
from collections.abc import Iterable

from meishi.formats.contact import Params, Property

MAX_OCTETS = 75
FRAME = frozenset({"BEGIN", "END", "VERSION"})
_NEEDS_QUOTES = re.compile(r'[,;:"]|^\s|\s\Z')
_LINE_BREAKS = re.compile("[\r\n\x0b\x0c\x85\u2028\u2029]+")
_NO_NAME = re.compile(r"[^\w/.-]+")


def card_bytes(properties: Iterable[Property], version: str) -> bytes:
    """Return one contact as a file: CRLF, UTF-8, folded after 75 octets."""
    lines = ["BEGIN:VCARD", f"VERSION:{version}", *map(content_line, properties)]
    return b"".join(folded(line) for line in [*lines, "END:VCARD"])


def content_line(prop: Property) -> str:
    """Return a property as one unfolded line, whatever is in it.

    Raw line breaks become a space, what no name may have in it becomes a dash, and
    what only the frame of a card may be named gets an `X-`.
    """
    name = f"X-{prop.name}" if prop.name.upper() in FRAME else prop.name
    name = f"{prop.group}.{name}" if prop.group else name
    if _NO_NAME.search(name):
        name = _NO_NAME.sub("-", name)
    line = f"{name}{_parameters(prop.params)}:{prop.value}"
    return line if line.isprintable() else _LINE_BREAKS.sub(" ", line)


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


def _parameters(params: Params) -> str:
    return "".join(_parameter(name, values) for name, values in params)


def _parameter(name: str, values: tuple[str, ...]) -> str:
    quoted = ",".join(map(_quoted, values))
    if _NO_NAME.search(name):
        name = _NO_NAME.sub("-", name)
    return f";{name}={quoted}" if name else f";{quoted}"


def _quoted(value: str) -> str:
    if not _NEEDS_QUOTES.search(value):
        return value
    return '"{}"'.format(value.replace('"', "'"))
