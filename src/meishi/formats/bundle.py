"""The file that joins the two halves of Meishi.

Publishing writes one bundle for each card and the edge only reads them; this
module is all that both know. A bundle is a line with the length and checksum
of its header, the header (JSON), then the bodies, each with its own checksum:
a reader can fetch the header first and later only the bodies it is asked for.
The page comes first, as most visitors want it compressed and nothing else.
"""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Literal, NamedTuple, get_args
from zlib import crc32

import brotli  # type: ignore[import-untyped]  # has no stubs

from meishi.formats.scan import ScanTarget as ScanTarget

MAGIC = b"MEISHI-BUNDLE 1"
WINDOW = 16  # bits: 64 KiB, as long as a page with everything on it
FIRST_LINE = len(MAGIC) + len(" 00000000 00000000\n")

type State = Literal["published", "moved", "gone"]
STATES: tuple[str, ...] = get_args(State.__value__)
ENCODINGS = ("br", "gzip", "identity")  # in the order of our preference


class BrokenBundle(ValueError):
    """The bytes are not a whole bundle of a version that we know."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing a visitor may ask a card for.

    `bodies` has the same content by content coding ("identity" always, "gzip"
    and "br" where they are smaller). `etag` is the base, without quotes.
    """

    content_type: str
    bodies: Mapping[str, bytes]
    etag: str
    headers: tuple[tuple[str, str], ...] = ()

    def etag_for(self, encoding: str) -> str:
        """Give the strong validator of one body, in quotes (RFC 9110, 8.8.3)."""
        suffix = "" if encoding == "identity" else f"-{encoding}"
        return f'"{self.etag}{suffix}"'


@dataclass(frozen=True, slots=True)
class Bundle:
    """A published card in bytes; or where it moved; or that it is gone.

    `card` is the card's public id, `location` the new handle of a moved card,
    `languages` the tags of the page (the first is that of "page", the others of
    "page:{lang}"), `targets` the ids of the links whose taps are counted.
    """

    card: str
    edition: int
    state: State
    location: str = ""
    languages: tuple[str, ...] = ()
    parts: Mapping[str, Part] = field(default_factory=dict)
    targets: tuple[str, ...] = ()

    def encode(self) -> bytes:
        """Write the file: the same bundle always gives the same bytes."""
        bodies = b"".join(
            part.bodies[encoding]
            for _, part in _in_order(self.parts)
            for encoding in sorted(part.bodies)
        )
        header = _header(self)
        return _first_line(header) + header + bodies

    @classmethod
    def decode(cls, data: bytes) -> "Bundle":
        """Read a whole file. Raises BrokenBundle if any byte is missing or wrong."""
        start = FIRST_LINE + header_length(data[:FIRST_LINE])
        outline = read_outline(data[:start])
        if len(data) != outline.length:
            raise BrokenBundle(f"{len(data)} bytes where {outline.length} should be")
        return outline.bundle(
            {
                name: {
                    encoding: place.verified(data[place.start : place.end])
                    for encoding, place in places.items()
                }
                for name, places in outline.places.items()
            }
        )


class Place(NamedTuple):
    """Where a body is in the file, and its CRC-32."""

    start: int
    end: int
    checksum: int

    def verified(self, body: bytes) -> bytes:
        """Return `body` if it is what was written, else raise BrokenBundle."""
        if len(body) != self.end - self.start or crc32(body) != self.checksum:
            raise BrokenBundle(f"the body at byte {self.start} is damaged")
        return body


@dataclass(frozen=True, slots=True)
class Outline:
    """What the header of a bundle says: all but the bodies, which have places."""

    about: dict[str, Any]
    places: dict[str, dict[str, Place]]
    length: int

    def bundle(self, bodies: Mapping[str, Mapping[str, bytes]]) -> Bundle:
        """Join the outline with the bodies, by part and content coding."""
        about = self.about
        parts = {
            name: Part(
                content_type=part["type"],
                bodies=bodies[name],
                etag=part["etag"],
                headers=tuple((key, value) for key, value in part["headers"]),
            )
            for name, part in about["parts"].items()
        }
        return Bundle(
            card=about["card"],
            edition=about["edition"],
            state=about["state"],
            location=about["location"],
            languages=tuple(about["languages"]),
            parts=parts,
            targets=tuple(about["targets"]),
        )


def make_part(
    content_type: str,
    body: bytes,
    headers: tuple[tuple[str, str], ...] = (),
    *,
    compress: bool = True,
    quality: int = 11,
) -> Part:
    """Make a part of a body, compressed where that makes it smaller.

    `quality` is brotli's, from 0 to 11; the last steps cost milliseconds for percents.
    Deterministic: the validator depends on the type, the headers and the body.
    """
    told = json.dumps([content_type, headers]).encode()
    etag = blake2b(told + b"\n" + body, digest_size=12).hexdigest()
    bodies = {"identity": body}
    if compress:
        packed = {
            "br": brotli.compress(body, quality=quality, lgwin=WINDOW),
            "gzip": gzip.compress(body, 9, mtime=0),
        }
        bodies |= {k: small for k, small in packed.items() if len(small) < len(body)}
    return Part(content_type, bodies, etag, headers)


def header_length(first_line: bytes) -> int:
    """Read how many bytes of header follow the first FIRST_LINE bytes."""
    if len(first_line) != FIRST_LINE or not first_line.startswith(MAGIC + b" "):
        raise BrokenBundle("this is not a bundle of this version")
    try:
        return int(first_line[len(MAGIC) + 1 :][:8], 16)
    except ValueError as error:
        raise BrokenBundle("the length of the header is damaged") from error


def read_outline(data: bytes) -> Outline:
    """Read the first line and header, checked. Raises BrokenBundle."""
    header = data[FIRST_LINE:]
    if data[:FIRST_LINE] != _first_line(header):
        raise BrokenBundle("the header is damaged")
    about = json.loads(header)
    if about["state"] not in STATES:
        raise BrokenBundle(f"unknown state {about['state']}")
    places, end = {}, len(data)
    for name, part in about["parts"].items():
        places[name] = dict(_places(part["bodies"], end))
        end = max((place.end for place in places[name].values()), default=end)
    return Outline(about, places, end)


def _in_order(parts: Mapping[str, Part]) -> list[tuple[str, Part]]:
    return sorted(parts.items(), key=lambda item: (item[0] != "page", item[0]))


def _first_line(header: bytes) -> bytes:
    return b"%s %08x %08x\n" % (MAGIC, len(header), crc32(header))


def _places(bodies: dict[str, list[int]], start: int) -> Iterator[tuple[str, Place]]:
    for encoding, (size, checksum) in bodies.items():
        yield encoding, Place(start, start + size, checksum)
        start += size


def _header(bundle: Bundle) -> bytes:
    parts = {
        name: {
            "type": part.content_type,
            "etag": part.etag,
            "headers": part.headers,
            "bodies": {
                encoding: [len(body), crc32(body)]
                for encoding, body in sorted(part.bodies.items())
            },
        }
        for name, part in _in_order(bundle.parts)
    }
    about = {
        "card": bundle.card,
        "edition": bundle.edition,
        "state": bundle.state,
        "location": bundle.location,
        "languages": bundle.languages,
        "targets": bundle.targets,
        "parts": parts,
    }
    return json.dumps(about, ensure_ascii=False, separators=(",", ":")).encode()
