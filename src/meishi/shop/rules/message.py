"""The text of an order for WhatsApp, and the address that opens it.

The address is what has a limit, not the text: percent-encoded, a letter that is not
Latin takes six to nine characters.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal

from meishi.formats import whatsapp

LONGEST_ADDRESS = 1800  # characters
PLACEHOLDERS = ("name", "code", "total", "shop")
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")

type Form = Literal["full", "without_notes", "short"]


@dataclass(frozen=True, slots=True)
class Line:
    """So many of something. `total` is an amount in words of the language."""

    quantity: int
    title: str
    variant: str
    total: str


@dataclass(frozen=True, slots=True)
class Words:
    """What the message is worded with, in the language of the order.

    `greeting` and `closing` are the merchant's (placeholders in braces), the rest are
    fixed. `items` says how many things there are: "14 items".
    """

    greeting: str
    closing: str
    order: str
    items: str
    total: str
    note: str


@dataclass(frozen=True, slots=True)
class OrderText:
    """An order as its message tells it. Amounts are in words of the language.

    `sums` come before the total ("Delivery", "€3.00"), `facts` are what the customer
    said ("Address", "1 Harbour Road"). `link` leads to the stored order. `is_rtl` says that
    the language is written from right to left.
    """

    code: str
    shop: str
    name: str
    lines: tuple[Line, ...]
    sums: tuple[tuple[str, str], ...]
    total: str
    facts: tuple[tuple[str, str], ...]
    note: str
    link: str
    is_rtl: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """The text, the address that opens it, and which of its forms this is."""

    text: str
    address: str
    form: Form


class BadPlaceholder(ValueError):
    """The text has braces that stand for nothing. `part` is what is in doubt."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def compose(order: OrderText, words: Words, number: str) -> Message:
    """Return the message in its fullest form whose address is not too long.

    `number` is the shop's, in E.164. What does not fit: first the customer's note and
    the merchant's closing, then everything but what names the order.
    """
    full = _text(order, words)
    lean = _text(replace(order, note=""), replace(words, closing=""))
    short = _short(order, words)
    forms: tuple[tuple[Form, str], ...] = (
        ("full", full),
        ("without_notes", lean),
        ("short", short),
    )
    for form, text in forms:
        address = whatsapp.link(number, text)
        if len(address) <= LONGEST_ADDRESS or form == "short":
            return Message(text, address, form)
    raise AssertionError("a message has a short form")


def filled(text: str, values: dict[str, str]) -> str:
    """Return the merchant's text with its placeholders filled in; others stay."""

    def fill(found: re.Match[str]) -> str:
        if found[0] in ("{{", "}}"):
            return found[0][0]
        return values.get(found[1] or "", found[0])

    return _PLACEHOLDER.sub(fill, text)


def check_placeholders(text: str) -> None:
    """Raise BadPlaceholder where braces in the text stand for nothing."""
    for found in _PLACEHOLDER.finditer(text):
        if found[0] not in ("{{", "}}") and found[1] not in PLACEHOLDERS:
            raise BadPlaceholder(found[0])


def _text(order: OrderText, words: Words) -> str:
    values = {
        "name": whatsapp.plain(order.name),
        "code": order.code,
        "total": _amount(order, order.total),
        "shop": whatsapp.plain(order.shop),
    }
    parts = [
        filled(whatsapp.plain_lines(words.greeting), values),
        "\n".join(_line(order, line) for line in order.lines),
        "\n".join(
            _fact(name, _amount(order, amount))
            for name, amount in (*order.sums, (words.total, order.total))
        ),
        "\n".join(_fact(name, whatsapp.plain(said)) for name, said in order.facts),
        _fact(words.note, whatsapp.plain(order.note)) if order.note else "",
        f"{whatsapp.plain(words.order)}\n{order.link}",
        filled(whatsapp.plain_lines(words.closing), values),
    ]
    return "\n\n".join(part for part in parts if part)


def _short(order: OrderText, words: Words) -> str:
    said = (words.order, words.items, _amount(order, order.total))
    return f"{' · '.join(said)}\n{order.link}"


def _line(order: OrderText, line: Line) -> str:
    variant = f" ({whatsapp.plain(line.variant)})" if line.variant else ""
    what = f"{line.quantity} × {whatsapp.plain(line.title)}{variant}"
    return _fact(what, _amount(order, line.total))


def _fact(name: str, value: str) -> str:
    return f"{whatsapp.plain(name)}: {value}"


def _amount(order: OrderText, amount: str) -> str:
    return whatsapp.isolated(amount, is_rtl=order.is_rtl)
