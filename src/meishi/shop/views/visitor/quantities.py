"""How many: what customers type, and what is wrong with it in their words."""

from django.utils.translation import gettext as _

from meishi.shop.models import Shop
from meishi.shop.rules import cart as carts
from meishi.shop.rules.cart import BadQuantity


class QuantityRefused(BadQuantity):
    """As BadQuantity; its text is for the customer."""

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(reason)
        self.text = text

    def __str__(self) -> str:
        return self.text


def read_quantity(shop: Shop, text: str, *, most: int | None = None) -> int:
    """Return how many are meant, 1 to what the shop sells, or `most` if that is less.

    Raises QuantityRefused.
    """
    limit = shop.most_of_one if most is None else min(most, shop.most_of_one)
    try:
        return carts.quantity(text, most=limit)
    except BadQuantity as error:
        raise QuantityRefused(error.reason, _words(error.reason, limit)) from error


def _words(reason: str, limit: int) -> str:
    if reason == "few":
        return _("Order at least one.")
    if reason == "many":
        return _("You can order at most %(count)d of this.") % {"count": limit}
    return _("Write a whole number, such as 2.")
