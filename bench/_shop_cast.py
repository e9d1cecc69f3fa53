"""A shop with so many products, a page of them with pictures that weigh like photographs."""

import sys

import django

django.setup()

from meishi.cards.document import BlockEntry, CardDocument  # noqa: E402 (Django first)
from meishi.cards.services import create_card, publish_card, want_handle  # noqa: E402 (as above)
from meishi.media.services import make_renditions, store_asset  # noqa: E402 (as above)
from meishi.shop.models import Product, Variant  # noqa: E402 (as above)
from meishi.shop.services.setup import open_shop  # noqa: E402 (as above)
from meishi.workspaces.models import Workspace  # noqa: E402 (as above)
from tests.demo import demo_identity  # noqa: E402 (as above)
from tests.gallery import photograph  # noqa: E402 (as above)

PICTURES = 24


def shop_of(workspace):
    """Publish a card with a shop and return it."""
    document = CardDocument(
        identity=demo_identity(photo=None, logo=None),
        blocks=(BlockEntry(id="b1", kind="shop", data={}),),
        is_indexed=True,
    )
    card = create_card(workspace, document=document)
    want_handle(card, "corner-market")
    publish_card(card)
    return open_shop(card, currency="EUR")


def fill(shop, wanted, assets=()):
    """Add products until there are that many."""
    have = shop.products.count()
    products = Product.objects.bulk_create(
        Product(
            shop=shop,
            title=f"Product {number}",
            search_text=f"product {number}",
            position=number,
            pictures=[{"asset": assets[number], "alt": f"Product {number}"}]
            if number < len(assets)
            else [],
        )
        for number in range(have, wanted)
    )
    Variant.objects.bulk_create(
        Variant(product=product, shop=shop, price=450 + product.position, stock=5)
        for product in products
    )


def main():
    """Make the shop with as many products as the first argument says."""
    workspace = Workspace.objects.create(name="Market")
    assets = []
    for number in range(PICTURES):
        asset = store_asset(workspace, photograph(number, 900), name="p.jpg")
        for cut in asset.cuts.all():
            make_renditions.func(cut.pk)
        assets.append(asset.public_id)
    fill(shop_of(workspace), int(sys.argv[1]), assets)


if __name__ == "__main__":
    main()
