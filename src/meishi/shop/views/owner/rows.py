"""Products as rows of a list."""

from dataclasses import dataclass

from meishi.formats import money
from meishi.media.models import Asset
from meishi.shop.models import Product, Shop

LANGUAGE = "en"  # that of the owner's app


@dataclass(frozen=True)
class Row:
    """A product with its prices in words and the asset that stands for it."""

    product: Product
    price: str
    sale: str
    picture: str
    left: int | None
    variant_count: int


def rows_of(shop: Shop, products: list[Product]) -> list[Row]:
    """Return the products of `products_of` as they are listed."""
    wanted = {one["asset"] for p in products for one in p.pictures[:1]}
    found = Asset.objects.filter(
        workspace_id=shop.card.workspace_id, public_id__in=wanted
    )
    known = set(found.values_list("public_id", flat=True))
    return [_row(shop, product, known) for product in products]


def _row(shop: Shop, product: Product, known: set[str]) -> Row:
    lowest, highest = product.lowest, product.highest  # type: ignore[attr-defined]  # annotated
    sale = product.sale  # type: ignore[attr-defined]  # annotated
    asset = product.pictures[0]["asset"] if product.pictures else ""
    return Row(
        product=product,
        price=_span(lowest, highest, shop.currency),
        sale="" if sale is None else money.show(sale, shop.currency, LANGUAGE),
        picture=asset if asset in known else "",
        left=product.left,  # type: ignore[attr-defined]  # annotated
        variant_count=product.variant_count,  # type: ignore[attr-defined]  # annotated
    )


def _span(lowest: int | None, highest: int | None, currency: str) -> str:
    if lowest is None or highest is None:
        return "–"
    ends = [money.show(amount, currency, LANGUAGE) for amount in (lowest, highest)]
    return ends[0] if lowest == highest else " – ".join(ends)
