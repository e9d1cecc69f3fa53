"""The products of a shop as its owner sees them."""

from django.db.models import Count, Max, Min, Q, QuerySet, Sum

from meishi.shop.models import Product, Shop, Variant

MOST_WORDS = 10
SHOWN = ("all", "draft", "low", "off")


def products_of(
    shop: Shop, *, search: str = "", category: str = "", shown: str = "all"
) -> QuerySet[Product]:
    """Return the products, in the shop's order.

    Each has `lowest`, `highest` (price), `left` (what is counted, None where nothing
    is) and `variant_count`. `shown` narrows down to drafts, to what runs out ("low") or
    cannot be bought ("off"). `category` is a public id, or "none".
    """
    products = shop.products.select_related("category").annotate(
        lowest=Min("variants__price"),
        highest=Max("variants__price"),
        sale=Min("variants__sale_price"),
        left=Sum("variants__stock"),
        variant_count=Count("variants"),
    )
    for word in search.replace("\x00", "").lower().split()[:MOST_WORDS]:
        products = products.filter(search_text__contains=word)
    if category == "none":
        products = products.filter(category=None)
    elif category:
        products = products.filter(category__public_id=category)
    if shown == "draft":
        products = products.filter(is_draft=True)
    elif shown == "low":
        low = running_out(shop).values("product")
        products = products.filter(pk__in=low)
    elif shown == "off":
        products = products.filter(Q(is_available=False) | Q(variants__stock=0))
    return products.order_by("position", "pk")


def running_out(shop: Shop) -> QuerySet[Variant]:
    """Return the variants of which there is little left, the least first."""
    counted = shop.variants.filter(stock__lte=shop.low_at)
    return counted.select_related("product").order_by("stock", "product__title", "pk")
