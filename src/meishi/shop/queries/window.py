"""What a card shows of its shop."""

from typing import Any

from meishi.cards.models import Card
from meishi.shop.models import Product, Shop
from meishi.shop.queries.shelf import is_sold_out, on_sale


def window(card_id: str, *, category: str, most: int) -> dict[str, Any]:
    """Return the first products of the card with that public id, as JSON.

    {"currency", "tiles"}, of which each has its lowest price in minor units (None
    where it has none) and whether others are higher. {"is_missing": True} for a card
    whose shop is not open, {} for what is no card but an example.
    """
    shop = Shop.objects.filter(card__public_id=card_id, is_active=True).first()
    if shop is None:
        is_card = Card.objects.filter(public_id=card_id).exists()
        return {"is_missing": True} if is_card else {}
    found = on_sale(shop, category=category)[:most]
    return {"currency": shop.currency, "tiles": [_tile(product) for product in found]}


def _tile(product: Product) -> dict[str, Any]:
    variants = product.sold_variants  # type: ignore[attr-defined]  # prefetched
    prices = sorted({variant.unit_price for variant in variants})
    return {
        "id": product.public_id,
        "title": product.title,
        "picture": next(iter(product.pictures), None),
        "price": prices[0] if prices else None,
        "is_from": len(prices) > 1,
        "is_sold_out": is_sold_out(product, variants),
    }
