"""What a cart costs now, and what of it can be had.

One function answers for the cart, for the checkout, and for the order itself.
"""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from meishi.shop.models import Delivery, Shop, Variant
from meishi.shop.rules.cart import Cart, CartLine
from meishi.shop.rules.delivering import fee_for
from meishi.shop.rules.pricing import Item, Totals, totals

type Problem = Literal["", "gone", "sold_out", "few", "many"]


@dataclass(frozen=True)
class QuoteLine:
    """A line of a cart as it stands. Amounts are minor units, rates basis points.

    `seen` is the price that the customer saw, None where nobody knows. `left` is the
    stock, None where it is not counted. `problem` is why the line cannot be ordered as
    it is: "gone" is not sold any more (`variant` may be None), "sold_out" has none left,
    "few" has `left`, "many" is more than the shop sells of one thing.
    """

    asked: CartLine
    variant: Variant | None
    unit_price: int = 0
    tax_rate: int = 0
    left: int | None = None
    problem: Problem = ""

    @property
    def quantity(self) -> int:
        """How many are wanted."""
        return self.asked.quantity

    @property
    def total(self) -> int:
        """What they cost; 0 where they cannot be had."""
        return 0 if self.is_out else self.unit_price * self.quantity

    @property
    def is_out(self) -> bool:
        """Whether none of it can be had, so that it counts for nothing."""
        return self.problem in ("gone", "sold_out")

    @property
    def old_price(self) -> int | None:
        """The price that was seen, where it is another now; else None."""
        seen = self.asked.seen
        return seen if seen is not None and seen != self.unit_price else None


@dataclass(frozen=True)
class Quote:
    """What a cart costs, with the delivery where one is chosen.

    `version` names what was shown: the same things at the same prices.
    """

    shop: Shop
    lines: tuple[QuoteLine, ...]
    delivery: Delivery | None
    totals: Totals

    @property
    def problems(self) -> tuple[QuoteLine, ...]:
        """The lines that cannot be ordered as they are."""
        return tuple(line for line in self.lines if line.problem)

    @property
    def changed(self) -> tuple[QuoteLine, ...]:
        """The lines that cost something else than was seen."""
        return tuple(line for line in self.lines if line.old_price is not None)

    @property
    def version(self) -> str:
        """16 characters that change with anything that the customer would pay for."""
        said = [
            self.shop.currency,
            self.shop.prices_include_tax,
            [
                [line.asked.variant, line.quantity, line.unit_price, line.tax_rate]
                for line in self.lines
                if not line.is_out
            ],
            self.totals.total,
        ]
        return sha256(json.dumps(said).encode()).hexdigest()[:16]


def quote(shop: Shop, cart: Cart, delivery: Delivery | None = None) -> Quote:
    """Return what the cart costs now. Raises pricing.TooMuch."""
    wanted = [line.variant for line in cart]
    found = shop.variants.filter(public_id__in=wanted).select_related("product")
    variants = {variant.public_id: variant for variant in found}
    lines = tuple(_line(shop, asked, variants.get(asked.variant)) for asked in cart)
    items = [
        Item(line.unit_price, line.quantity, line.tax_rate)
        for line in lines
        if not line.is_out
    ]
    goods = sum(item.total for item in items)
    terms = delivery and (delivery.fee, delivery.free_from, delivery.tax_rate)
    fee, free_from, fee_tax_rate = terms or (0, None, 0)
    return Quote(
        shop=shop,
        lines=lines,
        delivery=delivery,
        totals=totals(
            items,
            includes_tax=shop.prices_include_tax,
            fee=fee_for(goods, fee=fee, free_from=free_from),
            fee_tax_rate=fee_tax_rate,
        ),
    )


def is_sold(variant: Variant) -> bool:
    """Say whether the variant can be put into a cart, whatever its stock."""
    product = variant.product
    is_shown = not product.is_draft and product.is_available and variant.is_available
    return is_shown and not product.bookable


def _line(shop: Shop, asked: CartLine, variant: Variant | None) -> QuoteLine:
    if variant is None or not is_sold(variant):
        return QuoteLine(asked, variant, problem="gone")
    rate = variant.product.tax_rate
    return QuoteLine(
        asked=asked,
        variant=variant,
        unit_price=variant.unit_price,
        tax_rate=shop.tax_rate if rate is None else rate,
        left=variant.stock,
        problem=_problem(shop, asked, variant),
    )


def _problem(shop: Shop, asked: CartLine, variant: Variant) -> Problem:
    if variant.stock == 0:
        return "sold_out"
    if variant.stock is not None and asked.quantity > variant.stock:
        return "few"
    return "many" if asked.quantity > shop.most_of_one else ""
