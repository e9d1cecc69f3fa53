"""Things to buy or to ask for."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from meishi.blocks.products.data import ProductItem, ProductsData
from meishi.blocks.products.form import ProductsForm
from meishi.cards.document import Identity
from meishi.cards.document.offer import offer_rows, price_specification
from meishi.cards.registry import BlockType


def _shown(data: ProductsData, identity: Identity) -> dict[str, Any]:
    return {"rows": offer_rows(data.items, data.currency, identity)}


def _schema(data: ProductsData) -> list[dict[str, Any]]:
    return [_product(item, data.currency) for item in data.items]


def _product(item: ProductItem, currency: str) -> dict[str, Any]:
    about = {"@type": "Product", "name": item.title, "description": item.description}
    offer = price_specification(item, currency)
    if offer and item.action == "link":
        offer["url"] = item.url
    about["offers"] = offer  # type: ignore[assignment]  # mixed values
    return {key: value for key, value in about.items() if value}


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
