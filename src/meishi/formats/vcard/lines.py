"""The lossless layer: files to properties (RFC 6350, section 3.3).

A property keeps its group, the order and spelling of its parameters, and its value
as it stood. Reading survives what phones and desktops have written for thirty years;
versit's vCard 2.1 differs in folding, in bare parameters and in quoted-printable.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meishi.formats.contact import Property
from meishi.formats.vcard.charset import decoded
from meishi.formats.vcard.errors import BrokenContact
from meishi.formats.vcard.head import Encoding, encoding_of, parse_property
from meishi.formats.vcard.text import escape_raw

MAX_BYTES = 128 * 1024 * 1024
MAX_CARDS = 200_000
MAX_LINE = 32 * 1024 * 1024  # characters; a photo is one line
MAX_PROPERTIES = 20_000
MAX_NESTING = 8
MAX_CR = 3  # before a line feed, together one line break

# Not after a space or tab: that is a value folded before these words. Files put one
# after another may each begin with a byte order mark.
MARKER = re.compile(r"[^\S \t]*\ufeff?(BEGIN|END)\s*:\s*VCARD\s*\Z", re.IGNORECASE)
BASE64_LINE = re.compile(r"\s*[A-Za-z0-9+/=]+\s*\Z")
FOLD = (" ", "\t")
SPECIAL_LENGTHS = (len("AGENT"), len("VERSION"))
MARKER_STARTS = frozenset("BbEe\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\ufeff")


@dataclass(slots=True)
class RawCard:
    """The properties between BEGIN and END. `line` is where it begins, from 1.

    `warnings` says, by line, what was passed over.
    """

    line: int
    properties: list[Property] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    is_old: bool = False


def raw_cards(data: bytes) -> Iterator[RawCard | BrokenContact]:
    """Yield each card of a file, or what is wrong with it; then go on with the next."""
    if len(data) > MAX_BYTES:
        yield BrokenContact(1, f"the file is larger than {MAX_BYTES // 2**20} MB")
        return
    reader = _Reader(physical_lines(decoded(data)))
    for count, card in enumerate(reader.cards()):
        if count >= MAX_CARDS:
            yield BrokenContact(reader.next, f"more than {MAX_CARDS} contacts")
            return
        yield card


def physical_lines(text: str) -> list[str]:
    r"""Return the lines, ended by CRLF, CR, LF, or (old mail gateways) \r\r\n."""
    if "\r" in text:
        for _ in range(MAX_CR):
            text = text.replace("\r\n", "\n")
        text = text.replace("\r", "\n")
    return text.split("\n")


class _Reader:
    """Walks over physical lines; `next` is the number of the one to read, from 0."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.next = 0

    def cards(self) -> Iterator[RawCard | BrokenContact]:
        found = False
        while self.next < len(self.lines):
            marker = MARKER.match(self.lines[self.next].lstrip())
            self.next += 1
            if marker and marker[1].upper() == "BEGIN":
                found = True
                try:
                    yield self._card(0)
                except BrokenContact as problem:
                    yield problem
        if not found:
            yield BrokenContact(1, "there is no BEGIN:VCARD")

    def _card(self, depth: int) -> RawCard:
        """Read up to END; BEGIN was read."""
        if depth > MAX_NESTING:
            raise BrokenContact(self.next, f"nested more than {MAX_NESTING} deep")
        card = RawCard(line=self.next)
        lines, count = self.lines, len(self.lines)
        while self.next < count:
            line = lines[self.next]
            marker = MARKER.match(line) if line[:1] in MARKER_STARTS else None
            if marker is None:
                self._property(card, depth)
            elif marker[1].upper() == "END":
                self.next += 1
                return card
            elif _awaits_a_card(card):
                self.next += 1
                self._agent(card, depth)
            else:
                break
        raise BrokenContact(card.line, "END:VCARD is missing")

    def _property(self, card: RawCard, depth: int) -> None:
        number = self.next + 1
        line = self._unfolded(card)
        prop = parse_property(line)
        if prop is None:
            if line.strip():
                card.warnings.append(f"line {number}: not a property, passed over")
            return
        if prop.params and (kind := encoding_of(prop.params)):
            prop = self._unfolded_encoding(card, prop, kind)
        if len(prop.value) > MAX_LINE:
            raise BrokenContact(number, "the line is too long")
        if len(card.properties) >= MAX_PROPERTIES:
            raise BrokenContact(number, f"more than {MAX_PROPERTIES} properties")
        card.properties.append(prop)
        if len(prop.name) in SPECIAL_LENGTHS:
            self._special(card, prop, depth)

    def _special(self, card: RawCard, prop: Property, depth: int) -> None:
        name = prop.name.upper()
        if name == "VERSION":
            card.is_old = prop.value.strip() == "2.1"
        elif name == "AGENT" and _begins_a_card(prop):
            self._agent(card, depth)

    def _unfolded(self, card: RawCard) -> str:
        """Return the next line with those folded onto it, and step behind them."""
        lines, following = self.lines, self.next + 1
        line = lines[self.next]
        self.next = following
        if following == len(lines) or not lines[following].startswith(FOLD):
            return line
        prop = parse_property(line)
        if prop and line.rstrip().endswith("=") and _is_quoted_printable(prop):
            return line
        pieces = [line]
        # 2.1 breaks lines before white space that belongs to the value.
        start = 0 if card.is_old else 1
        while self._is_folded():
            pieces.append(self.lines[self.next][start:])
            self.next += 1
        return "".join(pieces)

    def _is_folded(self) -> bool:
        if self.next >= len(self.lines):
            return False
        return self.lines[self.next].startswith(FOLD)

    def _unfolded_encoding(
        self, card: RawCard, prop: Property, kind: Encoding
    ) -> Property:
        more = self._soft_breaks if kind == "quoted-printable" else self._loose_base64
        value = "".join(more(card, prop.value))
        if value == prop.value:
            return prop
        return Property(prop.name, value, prop.params, prop.group)

    def _soft_breaks(self, card: RawCard, value: str) -> Iterator[str]:
        """Yield the lines of a quoted-printable value without the = at their ends."""
        while value.rstrip().endswith("=") and self.next < len(self.lines):
            if MARKER.match(self.lines[self.next]):
                break
            yield value.rstrip()[:-1]
            value = self.lines[self.next]
            if value.startswith(FOLD):
                value = value.lstrip(" \t") if card.is_old else value[1:]
            self.next += 1
        yield value

    def _loose_base64(self, card: RawCard, value: str) -> Iterator[str]:
        """Yield the lines of a base64 value, which old writers did not indent."""
        yield value
        while self.next < len(self.lines):
            line = self.lines[self.next]
            is_blank = not line.strip()
            if not is_blank and not BASE64_LINE.match(line):
                return
            self.next += 1
            if is_blank:
                return
            yield line.strip()

    def _agent(self, card: RawCard, depth: int) -> None:
        """A card inside a card, as 2.1 wrote it: kept as 3.0 writes it, escaped."""
        start = self.next
        self._card(depth + 1)
        inner = "\n".join(["BEGIN:VCARD", *self.lines[start : self.next]])
        agent = card.properties.pop()
        kept = Property(agent.name, escape_raw(inner), agent.params, agent.group)
        card.properties.append(kept)


def _begins_a_card(prop: Property) -> bool:
    return prop.value.strip().upper() == "BEGIN:VCARD"


def _awaits_a_card(card: RawCard) -> bool:
    last = card.properties[-1] if card.properties else None
    return bool(last and last.name.upper() == "AGENT" and not last.value.strip())


def _is_quoted_printable(prop: Property) -> bool:
    return encoding_of(prop.params) == "quoted-printable"
