"""Whether a shop takes orders now."""

from meishi.lib import clock
from meishi.shop.models import Shop
from meishi.shop.rules import opening
from meishi.shop.rules.opening import Opening


def opening_now(shop: Shop) -> Opening:
    """Return whether the shop is open at this instant, else when it opens."""
    return opening.opening(shop.hours, shop.days, shop.time_zone, clock.now())


def takes_orders(shop: Shop) -> bool:
    """Say whether an order can be placed now, be it for later."""
    return shop.is_active and (shop.takes_preorders or opening_now(shop).is_open)
