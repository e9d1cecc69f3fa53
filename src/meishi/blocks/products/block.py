"""Things to buy or to ask for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meishi.blocks.products.data import ProductItem, ProductsData
from meishi.blocks.products.form import ProductsForm
from meishi.cards.document import Identity
from meishi.cards.document.offer import offer_rows, structured_offers
from meishi.cards.registry import BlockType


def _shown(data: ProductsData, identity: Identity) -> dict[str, Any]:
    return {"rows": offer_rows(data.items, data.currency, identity)}


def _schema(data: ProductsData) -> list[dict[str, Any]]:
    return structured_offers("Product", data.items, data.currency)


products = BlockType(
    __name__,
    label=_("Products"),
    description=_("Things to buy, each with picture, price and a button."),
    data=ProductsData,
    form=ProductsForm,
    show_context=_shown,
    structured_data=_schema,
    example=ProductsData(
        heading="From the workshop",
        currency="EUR",
        items=(
            ProductItem(
                title="Birdhouse, larch",
                description="For tits and sparrows. Comes with two screws.",
                price=3900,
                badge="New",
                action="link",
                url="https://example.com/shop/birdhouse",
                button="Buy",
            ),
            ProductItem(
                title="Book: Twelve small houses",
                description="208 pages, stitched.",
                price=2450,
                action="email",
            ),
        ),
    ),
)
