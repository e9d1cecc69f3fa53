"""The lossless layer: files to properties and back (RFC 6350, section 3.3).

A property keeps its group, the order and spelling of its parameters, and its value
as it stood. Reading survives what phones and desktops have written for thirty years;
`versit`'s vCard 2.1 differs in folding, in bare parameters and in quoted-printable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meishi.formats.contact import Property
from meishi.formats.vcard.charset import decoded
from meishi.formats.vcard.errors import BrokenContact

MAX_BYTES = 128 * 1024 * 1024
MAX_CARDS = 200_000
MAX_LINE = 32 * 1024 * 1024  # characters; a photo is one line
MAX_PROPERTIES = 20_000
MAX_NESTING = 8

LINE_BREAK = re.compile(r"\r*\n|\r")
HEAD = re.compile(
    r"\s*(?:(?P<group>[\w.-]+)\.)?(?P<name>[\w/-]+)(?P<rest>[;:].*)", re.DOTALL
)
PARAMETER = re.compile(r';\s*(?:(?P<name>[\w/-]+)\s*=)?(?P<values>(?:"[^"]*"|[^";:])*)')
VALUE = re.compile(r'"([^"]*)"|([^",]+)')
BASE64_LINE = re.compile(r"[A-Za-z0-9+/=]+\s*\Z")


@dataclass(slots=True)
class RawCard:
    """The properties between BEGIN and END. `line` is where it begins, from 1.

    `warnings` says, by line, what was passed over.
    """

    line: int
    version: str = ""
    properties: list[Property] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def is_old(self) -> bool:
        """Whether this is vCard 2.1, said or shown."""
        return self.version.strip() == "2.1"


def raw_cards(data: bytes) -> Iterator[RawCard | BrokenContact]:
    """Yield each card of a file, or what is wrong with it; then go on with the next."""
    if len(data) > MAX_BYTES:
        yield BrokenContact(1, f"the file is larger than {MAX_BYTES // 2**20} MB")
        return
    reader = _Reader(decoded(data))
    for count, card in enumerate(reader.cards()):
        if count >= MAX_CARDS:
            yield BrokenContact(reader.line, f"more than {MAX_CARDS} contacts")
            return
        yield card


def parse_property(line: str) -> Property | None:
    """Return the property on an unfolded line, or None where there is none."""
    head = HEAD.match(line)
    if head is None:
        return None
    rest, position = head["rest"], 0
    params = []
    while rest[position : position + 1] == ";":
        found = PARAMETER.match(rest, position)
        if found is None:
            return None
        position = found.end()
        params.append((found["name"] or "", _values(found["values"])))
    if rest[position : position + 1] != ":":
        return None
    return Property(
        head["name"], rest[position + 1 :], tuple(params), head["group"] or ""
    )


def _values(text: str) -> tuple[str, ...]:
    text = text.strip()
    if '"' not in text:
        return tuple(text.split(","))
    return tuple(m[1] if m[1] is not None else m[2] for m in VALUE.finditer(text))


def parameter(prop: Property, name: str) -> tuple[str, ...]:
    """Return all values of that parameter, in order; names in any case."""
    return tuple(
        value for key, values in prop.params if key.upper() == name for value in values
    )


def encoding_of(prop: Property) -> str:
    """Return "quoted-printable", "base64" or "" for how the value is encoded."""
    said = [*parameter(prop, "ENCODING"), *parameter(prop, "")]
    for value in said:
        kind = value.strip().lower()
        if kind == "quoted-printable":
            return kind
        if kind in ("b", "base64"):
            return "base64"
    return ""


class _Reader:
    """Walks over physical lines; knows the card it is in."""

    def __init__(self, text: str) -> None:
        self.lines = LINE_BREAK.split(text)
        self.next = 0
        self.line = 1

    def cards(self) -> Iterator[RawCard | BrokenContact]:
        found = False
        while self.next < len(self.lines):
            line = self.lines[self.next].strip().upper()
            self.next += 1
            if line == "BEGIN:VCARD":
                found = True
                try:
                    yield self._card(0)
                except BrokenContact as problem:
                    yield problem
        if not found:
            yield BrokenContact(1, "there is no BEGIN:VCARD")

    def _card(self, depth: int) -> RawCard:
        if depth > MAX_NESTING:
            raise BrokenContact(self.next, f"nested more than {MAX_NESTING} deep")
        card = RawCard(line=self.next)
        while self.next < len(self.lines):
            word = self.lines[self.next].strip().upper()
            if word == "END:VCARD":
                self.next += 1
                return card
            if word == "BEGIN:VCARD" and not self._is_agent(card):
                break
            self._property(card, depth)
        raise BrokenContact(card.line, "END:VCARD is missing")

    def _is_agent(self, card: RawCard) -> bool:
        last = card.properties[-1] if card.properties else None
        return bool(last and last.name.upper() == "AGENT" and not last.value.strip())

    def _property(self, card: RawCard, depth: int) -> None:
        self.line = self.next + 1
        if self.lines[self.next].strip().upper() == "BEGIN:VCARD":
            self._agent(card, depth)
            return
        text = self._logical_line(card)
        if not text.strip():
            return
        prop = parse_property(text)
        if prop is None:
            card.warnings.append(f"line {self.line}: not a property, passed over")
            return
        if prop.name.upper() == "VERSION":
            card.version = prop.value.strip()
        if len(card.properties) >= MAX_PROPERTIES:
            raise BrokenContact(self.line, f"more than {MAX_PROPERTIES} properties")
        card.properties.append(prop)

    def _agent(self, card: RawCard, depth: int) -> None:
        """A card inside a card, as 2.1 wrote it: kept as 3.0 writes it, escaped."""
        start = self.next
        self.next += 1
        self._card(depth + 1)
        inner = "\n".join(self.lines[start : self.next])
        escaped = inner.replace("\\", "\\\\").replace("\n", "\\n")
        escaped = escaped.replace(",", "\\,").replace(";", "\\;")
        agent = card.properties.pop()
        card.properties.append(Property(agent.name, escaped, agent.params, agent.group))

    def _logical_line(self, card: RawCard) -> str:
        """Return the next line with all that belongs to it, and step behind it."""
        pieces = [self.lines[self.next]]
        self.next += 1
        self._fold(card, pieces)
        prop = parse_property("".join(pieces))
        kind = encoding_of(prop) if prop else ""
        if kind == "quoted-printable":
            self._soft_breaks(pieces)
        elif kind == "base64":
            self._loose_base64(pieces)
        text = "".join(pieces)
        if len(text) > MAX_LINE:
            raise BrokenContact(self.line, "the line is too long")
        return text

    def _fold(self, card: RawCard, pieces: list[str]) -> None:
        while self.next < len(self.lines) and self.lines[self.next][:1] in (" ", "\t"):
            line = self.lines[self.next]
            if not line.strip():
                break
            # 2.1 breaks lines before white space that belongs to the value.
            pieces.append(line if card.is_old else line[1:])
            self.next += 1

    def _soft_breaks(self, pieces: list[str]) -> None:
        while pieces[-1].rstrip().endswith("=") and self.next < len(self.lines):
            pieces[-1] = pieces[-1].rstrip()[:-1]
            pieces.append(self.lines[self.next].lstrip(" \t"))
            self.next += 1

    def _loose_base64(self, pieces: list[str]) -> None:
        while self.next < len(self.lines):
            line = self.lines[self.next].strip()
            if line and not BASE64_LINE.match(line):
                return
            self.next += 1
            if not line:
                return
            pieces.append(line)
