"""A cart as text: what somebody means to buy, and at which price they saw it.

It is kept by the visitor's browser and believed in nothing: what it costs, and whether
it can be had, is asked of the database each time.
"""

import re
from dataclasses import dataclass, replace

MOST_LINES = 50
MOST_OF_ONE = 9999
LONGEST_NUMBER = 20  # digits that are read
_LINE = re.compile(r"([0-9a-z]{1,16})\.([1-9]\d{0,3})(?:\.(\d{1,13}))?")
_BETWEEN = "_"


@dataclass(frozen=True, slots=True)
class CartLine:
    """So many of a variant (its public id); `seen` is the price in minor units that
    was shown when it was put in, None where nobody knows."""

    variant: str
    quantity: int
    seen: int | None = None


type Cart = tuple[CartLine, ...]


def read(text: str) -> Cart:
    """Return the cart that `write` wrote; what is no line of a cart is left out."""
    found = (_LINE.fullmatch(part) for part in text.split(_BETWEEN))
    lines = {
        match[1]: CartLine(match[1], int(match[2]), int(match[3]) if match[3] else None)
        for match in found
        if match
    }
    return tuple(lines.values())[:MOST_LINES]


def write(cart: Cart) -> str:
    """Return the cart as text for a cookie: at most 1,700 characters, none escaped."""
    return _BETWEEN.join(
        f"{line.variant}.{line.quantity}"
        + ("" if line.seen is None else f".{line.seen}")
        for line in cart
    )


def with_line(cart: Cart, line: CartLine) -> Cart:
    """Return the cart with so many of that variant; 0 takes it out."""
    if line.quantity < 1:
        return tuple(other for other in cart if other.variant != line.variant)
    if any(other.variant == line.variant for other in cart):
        return tuple(line if other.variant == line.variant else other for other in cart)
    return (*cart, line)


def quantity_of(cart: Cart, variant: str) -> int:
    """Return how many of the variant are in the cart."""
    return sum(line.quantity for line in cart if line.variant == variant)


def seen_at(cart: Cart, prices: dict[str, int]) -> Cart:
    """Return the cart with the prices that are shown now, by variant."""
    return tuple(
        replace(line, seen=prices.get(line.variant, line.seen)) for line in cart
    )


class BadQuantity(ValueError):
    """The text is no number of things that can be bought. `reason` says why.

    Reasons: "number", "few" (less than 1), "many" (more than `most`).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def quantity(text: str, *, most: int = MOST_OF_ONE) -> int:
    """Return how many are meant, 1 to `most`. Raises BadQuantity."""
    bare = text.strip()
    if not re.fullmatch(r"[-+−]?\d+", bare):
        raise BadQuantity("number")
    digits = bare.lstrip("-+−")
    if len(digits) > LONGEST_NUMBER or int(digits) > most:
        raise BadQuantity("few" if bare.startswith(("-", "−")) else "many")
    if bare.startswith(("-", "−")) or int(digits) < 1:
        raise BadQuantity("few")
    return int(digits)
