"""What an order costs: whole minor units, tax rounded once for each rate."""

from collections.abc import Iterable
from dataclasses import dataclass

from meishi.formats.money import MAX_AMOUNT

HIGHEST_RATE = 10_000  # basis points: 100 %
WHOLE = 10_000  # basis points in one


@dataclass(frozen=True, slots=True)
class Item:
    """So many of something; `unit_price` in minor units, `tax_rate` in basis points."""

    unit_price: int
    quantity: int
    tax_rate: int = 0

    @property
    def total(self) -> int:
        """The price of all of them, in minor units."""
        return self.unit_price * self.quantity


@dataclass(frozen=True, slots=True)
class Tax:
    """What falls to one rate (basis points), in minor units; net + tax = gross."""

    rate: int
    net: int
    tax: int
    gross: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The sum of an order in minor units.

    `subtotal` is that of the goods as they are priced, `fee` that of the delivery;
    `total` is what is to be paid, tax within it.
    """

    subtotal: int
    fee: int
    net: int
    tax: int
    total: int
    taxes: tuple[Tax, ...]


class TooMuch(ValueError):
    """The sum is more than money is counted to (10^12 minor units)."""


def totals(
    items: Iterable[Item],
    *,
    includes_tax: bool,
    fee: int = 0,
    fee_tax_rate: int = 0,
) -> Totals:
    """Return what the items cost together with a delivery.

    Tax is rounded once for each rate, half up. Where prices include it, what is paid
    is the fixed point: 3 × 15.00 with 19 % is 45.00, of which 7.18 are tax. Raises
    TooMuch.
    """
    items = tuple(items)
    subtotal = sum(item.total for item in items)
    delivery = (Item(fee, 1, fee_tax_rate),) if fee else ()
    sums: dict[int, int] = {}
    for item in (*items, *delivery):
        sums[item.tax_rate] = sums.get(item.tax_rate, 0) + item.total
    taxes = tuple(_tax(rate, sums[rate], includes_tax) for rate in sorted(sums))
    total = sum(tax.gross for tax in taxes)
    if total > MAX_AMOUNT:
        raise TooMuch
    return Totals(
        subtotal=subtotal,
        fee=fee,
        net=sum(tax.net for tax in taxes),
        tax=sum(tax.tax for tax in taxes),
        total=total,
        taxes=tuple(tax for tax in taxes if tax.rate),
    )


def half_up(numerator: int, denominator: int) -> int:
    """Return the quotient of two numbers, not negative, rounded half up."""
    return (2 * numerator + denominator) // (2 * denominator)


def _tax(rate: int, amount: int, includes_tax: bool) -> Tax:
    if includes_tax:
        tax = half_up(amount * rate, WHOLE + rate)
        return Tax(rate, amount - tax, tax, amount)
    tax = half_up(amount * rate, WHOLE)
    return Tax(rate, amount, tax, amount + tax)
