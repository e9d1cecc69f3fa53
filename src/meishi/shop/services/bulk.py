"""Many products changed at once: all of them or none."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import QuerySet

from meishi.accounts.models import User
from meishi.formats.money import MAX_AMOUNT
from meishi.shop.models import Category, Product, Shop, Variant
from meishi.shop.rules.pricing import half_up
from meishi.shop.services.catalogue import search_anew
from meishi.shop.services.showing import show_soon

WHOLE = 100  # per cent


@transaction.atomic
def change_products(
    shop: Shop,
    ids: list[str],
    change: Callable[[QuerySet[Product]], None],
    *,
    by: User | None = None,
) -> int:
    """Change the products with these public ids; return how many there were."""
    Shop.objects.select_for_update().get(pk=shop.pk)
    chosen = shop.products.filter(public_id__in=ids)
    keys = list(chosen.values_list("pk", flat=True))
    change(Product.objects.filter(pk__in=keys))
    show_soon(shop)
    return len(keys)


def set_draft(is_draft: bool) -> Callable[[QuerySet[Product]], None]:
    """Return what shows products to everybody, or hides them."""
    return lambda products: _update(products, is_draft=is_draft)


def set_available(is_available: bool) -> Callable[[QuerySet[Product]], None]:
    """Return what lets products be bought, or not."""
    return lambda products: _update(products, is_available=is_available)


def set_tax_rate(rate: int | None) -> Callable[[QuerySet[Product]], None]:
    """Return what sets a tax rate in basis points, None for that of the shop."""
    return lambda products: _update(products, tax_rate=rate)


def put_into(category: Category | None) -> Callable[[QuerySet[Product]], None]:
    """Return what puts products onto a shelf, None for no shelf."""

    def change(products: QuerySet[Product]) -> None:
        _update(products, category=category)
        search_anew(products)

    return change


def set_stock(stock: int | None) -> Callable[[QuerySet[Product]], None]:
    """Return what sets the stock of each variant, None for not counted."""

    def change(products: QuerySet[Product]) -> None:
        Variant.objects.filter(product__in=products).update(stock=stock)

    return change


def change_prices(percent: int) -> Callable[[QuerySet[Product]], None]:
    """Return what raises prices by so many per cent, or lowers them (at most -100).

    Rounded half up; a sale price changes with its price.
    """

    def change(products: QuerySet[Product]) -> None:
        variants = list(
            Variant.objects.filter(product__in=products)
            .select_for_update()
            .order_by("pk")
        )
        for variant in variants:
            variant.price = _changed(variant.price, percent)
            if variant.sale_price is not None:
                sale = _changed(variant.sale_price, percent)
                variant.sale_price = sale if sale < variant.price else None
        Variant.objects.bulk_update(variants, ["price", "sale_price"], batch_size=500)

    return change


def delete_all(products: QuerySet[Product]) -> None:
    """Delete products. Orders keep what was bought."""
    products.delete()


def _update(products: QuerySet[Product], **columns: object) -> None:
    products.update(**columns)


def _changed(amount: int, percent: int) -> int:
    return min(MAX_AMOUNT, half_up(amount * (WHOLE + percent), WHOLE))
