"""The products of a shop as its customers see them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from meishi.cards.document import AssetRef
from meishi.formats import money
from meishi.shop.models import Product, Shop, Variant

MOST_WORDS = 10
NEARLY_OUT = 3


@dataclass(frozen=True)
class Tile:
    """A product on the shelf, its prices in words. `was` is the price before a sale,
    `badge` a word on it, "" for none."""

    product: Product
    picture: AssetRef | None
    price: str
    was: str = ""
    badge: str = ""
    is_sold_out: bool = False


def on_sale(shop: Shop, search: str = "", category: str = "") -> QuerySet[Product]:
    """Return the products that anybody may see, in the shop's order.

    `search` keeps those that have each of its words, `category` (public id) those on
    that shelf.
    """
    products = shop.products.filter(is_draft=False)
    for word in search.replace("\x00", "").lower().split()[:MOST_WORDS]:
        products = products.filter(search_text__contains=word)
    if category:
        products = products.filter(category__public_id=category)
    variants = Variant.objects.filter(is_available=True)
    return products.prefetch_related(Prefetch("variants", variants, "sold_variants"))


def tiles(shop: Shop, products: Iterable[Product], language: str) -> list[Tile]:
    """Return the products of `on_sale` with their prices in words of a language."""
    return [_tile(shop, product, language) for product in products]


def pictures_in(product: Product) -> list[AssetRef]:
    """Return the product's pictures."""
    return [AssetRef.model_validate(picture) for picture in product.pictures]


def price_in_words(variants: list[Variant], currency: str, language: str) -> str:
    """Return the price of a product, "from" the lowest where they differ."""
    prices = {variant.unit_price for variant in variants}
    if not prices:
        return ""
    if prices == {0}:
        return _("Free")
    lowest = money.show(min(prices), currency, language)
    return _("from %(price)s") % {"price": lowest} if len(prices) > 1 else lowest


def is_sold_out(product: Product, variants: list[Variant]) -> bool:
    """Say whether nothing of the product can be had now. What is booked always can."""
    if product.bookable:
        return False
    has_any = any(variant.stock != 0 for variant in variants)
    return not product.is_available or not has_any


def _tile(shop: Shop, product: Product, language: str) -> Tile:
    variants: list[Variant] = product.sold_variants  # type: ignore[attr-defined]  # prefetched
    pictures = pictures_in(product)
    sold_out = is_sold_out(product, variants)
    cheapest = min(variants, key=lambda variant: variant.unit_price, default=None)
    is_sale = cheapest is not None and cheapest.sale_price is not None
    return Tile(
        product=product,
        picture=pictures[0] if pictures else None,
        price=price_in_words(variants, shop.currency, language),
        was=money.show(cheapest.price, shop.currency, language)
        if cheapest and is_sale and not sold_out
        else "",
        badge=_badge(is_sold_out=sold_out, is_sale=is_sale),
        is_sold_out=sold_out,
    )


def _badge(*, is_sold_out: bool, is_sale: bool) -> str:
    if is_sold_out:
        return _("Sold out")
    return _("Sale") if is_sale else ""
