"""Hits: one visit, save, tap or scan as one line, with nothing personal in it.

A line holds no address, no agent, no cookie and no time finer than a second:

    h1 1764000000 k3x9 view - ios person example.com en

Fields are the version, UTC second, card, kind, target, device, visitor, source
and language; "-" stands for nothing. Only a line that ends in a line feed
counts: the last one may be torn by a crash.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, get_args

type Kind = Literal["view", "save", "tap", "scan"]
type Device = Literal["ios", "android", "desktop", "other"]
type Visitor = Literal["person", "bot"]

VERSION = "h1"
SCANNED = "qr"  # the source of a visit that came through a scan link

KINDS: frozenset[str] = frozenset(get_args(Kind.__value__))
DEVICES: frozenset[str] = frozenset(get_args(Device.__value__))
VISITORS: frozenset[str] = frozenset(get_args(Visitor.__value__))
WORD = re.compile(r"[A-Za-z0-9_.:-]{1,120}\Z")


class BrokenHit(ValueError):
    """The line is not a whole hit."""


class Drop(StrEnum):
    """Every reason why a request is not counted: a closed set."""

    DO_NOT_TRACK = "do-not-track"
    GLOBAL_PRIVACY_CONTROL = "global-privacy-control"
    PREFETCH = "prefetch"
    HEAD = "head"
    NOT_A_DOCUMENT = "not-a-document"
    DISK = "disk"


@dataclass(frozen=True, slots=True)
class Hit:
    """One visit, save, tap or scan.

    `second` is UTC since 1970; `card` the public id; `target` the id of the
    tapped link or the scanned code; `source` the referring host, or "qr" after
    a scan; `language` a primary tag such as "de".
    """

    second: int
    card: str
    kind: Kind
    target: str = ""
    device: Device = "other"
    visitor: Visitor = "person"
    source: str = ""
    language: str = ""


def encode(hit: Hit) -> bytes:
    """Write a hit as a line. Raises BrokenHit if a field cannot be in one."""
    words = (hit.target, hit.source, hit.language)
    if not WORD.match(hit.card) or not all(WORD.match(word) for word in words if word):
        raise BrokenHit(f"a field has characters that a line cannot hold: {hit}")
    return start(hit.second) + tail(hit)


def start(second: int) -> bytes:
    """Write what comes before `tail`: the same for all hits of a second."""
    return f"{VERSION} {second} ".encode()


def tail(hit: Hit) -> bytes:
    """Write what follows the second: the same for many hits, so worth keeping."""
    fields = (
        hit.card,
        hit.kind,
        hit.target or "-",
        hit.device,
        hit.visitor,
        hit.source or "-",
        hit.language or "-",
    )
    return " ".join(fields).encode() + b"\n"


def decode(line: bytes) -> Hit:
    """Read a line, line feed included. Raises BrokenHit."""
    try:
        version, second, card, *rest = line.decode("ascii").split(" ")
        kind, target, device, visitor, source, language = rest
        hit = Hit(
            int(second),
            card,
            _one_of(kind, KINDS),  # type: ignore[arg-type]  # checked
            _word(target),
            _one_of(device, DEVICES),  # type: ignore[arg-type]  # checked
            _one_of(visitor, VISITORS),  # type: ignore[arg-type]  # checked
            _word(source),
            _word(language.removesuffix("\n")),
        )
    except ValueError as error:
        raise BrokenHit(f"not a hit: {line[:200]!r}") from error
    if version != VERSION or not line.endswith(b"\n") or not WORD.match(card):
        raise BrokenHit(f"not a whole hit: {line[:200]!r}")
    return hit


def _word(text: str) -> str:
    if not WORD.match(text):
        raise BrokenHit(text)
    return "" if text == "-" else text


def _one_of(text: str, known: frozenset[str]) -> str:
    if text not in known:
        raise BrokenHit(text)
    return text
