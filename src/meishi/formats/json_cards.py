"""The JSON values in a file of contacts, each with the line on which it begins."""

import json
import math
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from meishi.formats.contact import Contact
from meishi.formats.vcard.errors import BrokenContact
from meishi.formats.vcard.lines import MAX_BYTES, MAX_CARDS

SPACE = " \t\r\n"


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is no JSON")


def _number(text: str) -> float:
    value = float(text)
    return value if math.isfinite(value) else _refuse(text)


DECODER = json.JSONDecoder(parse_constant=_refuse, parse_float=_number)


def contacts(
    data: bytes, contact_of: Callable[[Any], Contact]
) -> Iterator[Contact | BrokenContact]:
    """Yield each contact of a file, or what is wrong with it.

    `contact_of` turns one value into a contact and raises ValueError, with the reason
    in words, where it cannot.
    """
    for line, value in values(data):
        if isinstance(value, BrokenContact):
            yield value
            continue
        try:
            contact = contact_of(value)
        except (ValueError, RecursionError) as error:
            yield BrokenContact(line, getattr(error, "reason", "") or str(error))
        else:
            yield contact


def values(data: bytes) -> Iterator[tuple[int, Any]]:
    """Yield (line, value): the members of an array of cards, else the one value."""
    if len(data) > MAX_BYTES:
        yield 1, BrokenContact(1, f"the file is larger than {MAX_BYTES // 2**20} MB")
        return
    try:
        text = data.decode(json.detect_encoding(data)).removeprefix("\ufeff")
    except UnicodeError:
        yield 1, BrokenContact(1, "not JSON: the text is not in Unicode")
        return
    yield from _Walk(text).values()


class _Walk:
    """A position in a text, with the line that it is on."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1

    def values(self) -> Iterator[tuple[int, Any]]:
        try:
            yield from self._values()
        except json.JSONDecodeError as error:
            yield 1, BrokenContact(error.lineno, f"not JSON: {error.msg}")
        except (ValueError, RecursionError) as error:
            yield 1, BrokenContact(self.line, f"not JSON: {error}")

    def _values(self) -> Iterator[tuple[int, Any]]:
        self._space()
        if self._is_array_of_cards():
            yield from self._members()
        else:
            yield self.line, self._value()
        self._space()
        if self.at < len(self.text):
            raise json.JSONDecodeError("more after the end", self.text, self.at)

    def _is_array_of_cards(self) -> bool:
        inner = self.text[self.at + 1 : self.at + 200].lstrip(SPACE)
        return self.text[self.at : self.at + 1] == "[" and not inner.startswith('"')

    def _members(self) -> Iterator[tuple[int, Any]]:
        for count in range(MAX_CARDS):
            self._forward(self.at + 1)
            self._space()
            if count == 0 and self.text[self.at : self.at + 1] == "]":
                raise ValueError("the array is empty")
            yield self.line, self._value()
            self._space()
            following = self.text[self.at : self.at + 1]
            if following == "]":
                self._forward(self.at + 1)
                return
            if following != ",":
                raise json.JSONDecodeError("a comma is missing", self.text, self.at)
        raise ValueError(f"more than {MAX_CARDS} contacts")

    def _value(self) -> Any:
        value, end = DECODER.raw_decode(self.text, self.at)
        self._forward(end)
        return value

    def _space(self) -> None:
        end = self.at
        while end < len(self.text) and self.text[end] in SPACE:
            end += 1
        self._forward(end)

    def _forward(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end
