"""A crowd that buys at once: `python -m tests.faults.shopper FOLDER PROCESSES ATTEMPTS`.

Each second one of them is killed. Whoever takes its place goes on where it was, and
tries what was not acknowledged again with the same key. An acknowledgement is a line
in FOLDER that has reached the disk. Prints how many were killed.
"""

import os
import random
import sys
from contextlib import suppress
from pathlib import Path

import django

django.setup()

from meishi.shop.errors import AlreadyDone, CartChanged  # noqa: E402 (Django first)
from meishi.shop.models import Order, OrderEvent, Shop, Variant  # noqa: E402 (as above)
from meishi.shop.queries.quotes import quote  # noqa: E402 (as above)
from meishi.shop.rules.cart import Cart, CartLine  # noqa: E402 (as above)
from meishi.shop.services.changing import cancel_order  # noqa: E402 (as above)
from meishi.shop.services.customer import Customer  # noqa: E402 (as above)
from meishi.shop.services.placing import place_order  # noqa: E402 (as above)
from tests.faults.crowd import Crowd  # noqa: E402 (as above)

BY = OrderEvent.By.CUSTOMER


def buy(name: str, folder: Path, attempts: int) -> None:
    """Make the attempts that are left."""
    log = folder / f"{name}.log"
    done = len(log.read_text().splitlines()) if log.exists() else 0
    shop = Shop.objects.select_related("card").get()
    with log.open("a") as acknowledged:
        for number in range(done, attempts):
            try:
                line = attempt(shop, f"{name}-{number:014d}")
            except Exception as error:  # noqa: BLE001 (each is a failure to be seen)
                line = f"error {type(error).__name__} {str(error)[:200]!r}"
            acknowledged.write(f"{line}\n")
            acknowledged.flush()
            os.fsync(acknowledged.fileno())


def attempt(shop: Shop, key: str) -> str:
    """Buy, now and then think better of it; return what was told."""
    chance = random.Random(key)
    cart = some_of_it(chance)
    way = shop.deliveries.get()
    shown = quote(shop, cart, way).version
    try:
        order = place_order(
            shop, cart, Customer(name=key), delivery=way, shown=shown, key=key
        )
    except CartChanged:
        return f"refused {key}"
    if chance.random() < 0.1:
        return cancelled(order, key)
    return f"ordered {key} {order.total}"


def some_of_it(chance: random.Random) -> Cart:
    """Return a cart of one or two things, in any order, so that orders cross."""
    variants = list(Variant.objects.order_by("pk"))
    chosen = chance.sample(variants, chance.randint(1, 2))
    return tuple(CartLine(v.public_id, 1, v.price) for v in chosen)


def cancelled(order: Order, key: str) -> str:
    """Cancel, which may have happened before a kill."""
    with suppress(AlreadyDone):
        cancel_order(order, by=BY)
    return f"cancelled {key}"


if __name__ == "__main__":
    Crowd(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), buy).run()
