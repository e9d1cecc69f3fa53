"""Cards that show products are compiled anew when these change."""

from django.db.models import QuerySet

from meishi.cards.models import Card
from meishi.cards.services.deploying import deploy_card, deploy_later
from meishi.shop.models import Product, Shop

BLOCK = "shop"


def show_soon(shop: Shop) -> None:
    """Have the shop's card compiled anew, if it shows products, once this commits."""
    if _shows_products(shop):
        deploy_later.enqueue(shop.card_id)


def show_picture(asset_id: str) -> None:
    """Deploy the cards whose products show the asset with that public id."""
    products = Product.objects.filter(
        shop__card__workspace__assets__public_id=asset_id, is_draft=False
    ).exclude(pictures=[])
    for shop in _shops_with(products, asset_id):
        if _shows_products(shop):
            deploy_card(shop.card)


def _shops_with(products: QuerySet[Product], asset_id: str) -> list[Shop]:
    found = {
        product.shop_id
        for product in products.only("shop_id", "pictures")
        if any(picture.get("asset") == asset_id for picture in product.pictures)
    }
    shops = Shop.objects.filter(pk__in=found).select_related("card")
    return list(shops.order_by("pk"))


def _shows_products(shop: Shop) -> bool:
    card = Card.objects.filter(pk=shop.card_id, edition__isnull=False)
    document = card.values_list("edition__document", flat=True).first() or {}
    return any(block.get("kind") == BLOCK for block in document.get("blocks", []))
