"""Amounts of orders in words of the owner's app."""

from meishi.formats import money
from meishi.shop.models import Order

LANGUAGE = "en"  # that of the owner's app


def amount(order: Order, value: int) -> str:
    """Return an amount of an order with its currency."""
    return money.show(value, order.currency, LANGUAGE)
