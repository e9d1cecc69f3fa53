"""Taking stock and giving it back: always in the order of the variants' ids, so that
no two orders wait for each other."""

from collections.abc import Iterable

from django.db.models import F

from meishi.shop.models import Order, OrderLine, Variant
from meishi.shop.rules.cart import Cart
from meishi.shop.services.showing import show_soon


def lock_variants(cart: Cart) -> None:
    """Lock what the cart names until the transaction ends: prices and stock stay."""
    named = [line.variant for line in cart]
    variants = Variant.objects.filter(public_id__in=named).order_by("pk")
    list(variants.select_for_update(of=("self",)).values_list("pk"))


def take_stock(wanted: Iterable[tuple[Variant, int]]) -> set[int]:
    """Take so many of each variant; return the keys of those whose stock is counted.

    Raises OutOfStock where there is less of one of them: then the caller rolls back.
    """
    taken: set[int] = set()
    for variant, quantity in sorted(wanted, key=lambda pair: pair[0].pk):
        if variant.stock is None:
            continue
        enough = Variant.objects.filter(pk=variant.pk, stock__gte=quantity)
        if not enough.update(stock=F("stock") - quantity):
            raise OutOfStock(variant)
        taken.add(variant.pk)
    return taken


def give_back_stock(order: Order) -> None:
    """Give back what the order still holds, once. Its row is locked."""
    held = list(order.lines.filter(stock_taken__gt=0).order_by("variant_id", "pk"))
    for line in held:
        OrderLine.objects.filter(pk=line.pk).update(stock_taken=0)
        counted = Variant.objects.filter(order_lines=line, stock__isnull=False)
        counted.update(stock=F("stock") + line.stock_taken)
    if held and order.shop:
        show_soon(order.shop)


class OutOfStock(Exception):
    """The database has less of it than is wanted."""

    def __init__(self, variant: Variant) -> None:
        super().__init__(variant.pk)
        self.variant = variant
