"""The catalogue as a table: one line for each variant.

What belongs to a product (title, description, category, tax, draft, available) is
read from the first of its lines; the others need only what sets them apart.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from meishi.formats import money
from meishi.shop.rules.options import MOST_OPTIONS

MOST_LINES = 5000
MOST_BYTES = 1_000_000
LARGEST_STOCK = 2**31 - 1
BASIS = 100  # basis points in one per cent
OPTIONS = tuple(
    f"option {number} {part}"
    for number in range(1, MOST_OPTIONS + 1)
    for part in ("name", "value")
)
COLUMNS = (
    "product",
    "title",
    "description",
    "category",
    *OPTIONS,
    "article number",
    "price",
    "sale price",
    "stock",
    "tax per cent",
    "available",
    "draft",
)
LONGEST = {"title": 200, "description": 5000, "category": 100, "article number": 64}
LONGEST_OPTION = 60
_YES = {"yes", "y", "true", "1", "ja", "oui", "si", "sí", "x"}
_NO = {"no", "n", "false", "0", "nein", "non", ""}


class BadTable(ValueError):
    """The file is no table that can be read. `reason`: "large", "long", "text",
    "head" (no column of ours), "title" (no column of that name)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a line cannot be used: which column, and a reason.

    Reasons: "missing", "long", "number", "digits", "large", "negative", "sale",
    "yes", "rate", "unknown", "taken", "options", "many".
    """

    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was read. `number` counts from 1 with the head. `has` are the
    columns that the file has: others are left as they are. Amounts are minor units,
    `tax_rate` basis points."""

    number: int
    has: frozenset[str]
    product: str = ""
    title: str = ""
    description: str = ""
    category: str = ""
    options: tuple[tuple[str, str], ...] = ()
    sku: str = ""
    price: int | None = None
    sale_price: int | None = None
    stock: int | None = None
    tax_rate: int | None = None
    is_available: bool = True
    is_draft: bool = False
    problems: tuple[Problem, ...] = field(default=())


def decode(content: bytes) -> str:
    """Return the text of a file, in UTF-8 or as older spreadsheets write it.

    Raises BadTable.
    """
    if len(content) > MOST_BYTES:
        raise BadTable("large")
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decoded(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decoded(content, "cp1252")


def read(text: str, currency: str) -> list[Line]:
    """Return the lines below the head. Raises BadTable."""
    rows = list(_rows(text))
    head = [name.strip().lower() for name in rows[0]] if rows else []
    if not set(head) & set(COLUMNS):
        raise BadTable("head")
    if len(rows) - 1 > MOST_LINES:
        raise BadTable("long")
    has = frozenset(head) & frozenset(COLUMNS)
    lines = []
    for number, row in enumerate(rows[1:], 2):
        cells = {
            name: _unguarded(cell.strip().replace("\x00", ""))
            for name, cell in zip(head, row, strict=False)
        }
        if any(cells.values()):
            lines.append(_line(number, has, cells, currency))
    return lines


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise BadTable("text") from error


def _rows(text: str) -> Iterator[list[str]]:
    first = text.lstrip("\ufeff").split("\n", 1)[0]
    mark = max(",;\t", key=first.count)
    try:
        yield from csv.reader(
            io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=mark
        )
    except csv.Error as error:
        raise BadTable("text") from error


def _unguarded(cell: str) -> str:
    """Take away the apostrophe that keeps spreadsheets from running a formula."""
    return cell[1:] if cell.startswith("'") else cell


def _line(
    number: int, has: frozenset[str], cells: Mapping[str, str], currency: str
) -> Line:
    problems: list[Problem] = []

    def amount(column: str) -> int | None:
        return _amount(cells.get(column, ""), column, currency, problems)

    for column, longest in LONGEST.items():
        if len(cells.get(column, "")) > longest:
            problems.append(Problem(column, "long"))
    price, sale = amount("price"), amount("sale price")
    if price is not None and sale is not None and sale >= price:
        problems.append(Problem("sale price", "sale"))
    return Line(
        number=number,
        has=has,
        product=cells.get("product", "")[:16],
        title=cells.get("title", ""),
        description=cells.get("description", ""),
        category=" ".join(cells.get("category", "").split()),
        options=_options(cells, problems),
        sku=cells.get("article number", ""),
        price=price,
        sale_price=sale,
        stock=_stock(cells.get("stock", ""), problems),
        tax_rate=_rate(cells.get("tax per cent", ""), problems),
        is_available=_truth(cells, "available", problems, otherwise=True),
        is_draft=_truth(cells, "draft", problems, otherwise=False),
        problems=tuple(problems),
    )


def _options(
    cells: Mapping[str, str], problems: list[Problem]
) -> tuple[tuple[str, str], ...]:
    found = []
    for number in range(1, MOST_OPTIONS + 1):
        name = cells.get(f"option {number} name", "")
        value = cells.get(f"option {number} value", "")
        if bool(name) != bool(value):
            problems.append(Problem(f"option {number} value", "missing"))
        elif max(len(name), len(value)) > LONGEST_OPTION:
            problems.append(Problem(f"option {number} value", "long"))
        elif name:
            found.append((name, value))
    return tuple(found)


def _amount(
    text: str, column: str, currency: str, problems: list[Problem]
) -> int | None:
    if not text:
        return None
    try:
        return money.parse(text, currency)
    except money.BadAmount as error:
        problems.append(Problem(column, error.reason))
        return None


def _stock(text: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:11]) > LARGEST_STOCK:
        problems.append(Problem("stock", "number"))
        return None
    return int(text)


def _rate(text: str, problems: list[Problem]) -> int | None:
    if not text:
        return None
    try:
        rate = Decimal(text.rstrip("% ").replace(",", ".")) * BASIS
    except InvalidOperation:
        rate = Decimal(-1)
    if not rate.is_finite() or rate != int(rate) or not 0 <= rate <= BASIS * 100:
        problems.append(Problem("tax per cent", "rate"))
        return None
    return int(rate)


def _truth(
    cells: Mapping[str, str], column: str, problems: list[Problem], *, otherwise: bool
) -> bool:
    text = cells.get(column, "").lower()
    if not text:
        return otherwise
    if text not in _YES | _NO:
        problems.append(Problem(column, "yes"))
    return text in _YES
