"""The catalogue as a table that reads back as it is."""

from meishi.formats import money
from meishi.shop.models import Product, Shop, Variant
from meishi.shop.rules.options import MOST_OPTIONS
from meishi.shop.rules.table import BASIS, COLUMNS

EXAMPLE = (
    COLUMNS,
    (
        *("", "Lemon jam", "Lemons from the garden.", "Jams"),
        *("", "", "", "", "", ""),
        *("J-1", "4.50", "", "12", "7", "yes", "no"),
    ),
    (
        *("", "Apron", "Linen.", "Kitchen"),
        *("Size", "S", "", "", "", ""),
        *("A-S", "29", "", "", "19", "yes", "no"),
    ),
    (
        *("", "Apron", "", ""),
        *("Size", "M", "", "", "", ""),
        *("A-M", "30", "25", "", "", "yes", "no"),
    ),
)


def table(shop: Shop) -> list[tuple[str, ...]]:
    """Return a head and a line for each variant."""
    products = shop.products.select_related("category").prefetch_related("variants")
    return [
        COLUMNS,
        *(
            _line(shop, product, variant)
            for product in products
            for variant in product.variants.all()
        ),
    ]


def _line(shop: Shop, product: Product, variant: Variant) -> tuple[str, ...]:
    names = [str(option["name"]) for option in product.options]
    pairs = list(zip(names, map(str, variant.values), strict=False))
    pairs += [("", "")] * (MOST_OPTIONS - len(pairs))
    return (
        product.public_id,
        product.title,
        product.description,
        product.category.name if product.category else "",
        *(cell for pair in pairs for cell in pair),
        variant.sku,
        money.as_decimal(variant.price, shop.currency),
        _amount(variant.sale_price, shop.currency),
        "" if variant.stock is None else str(variant.stock),
        "" if product.tax_rate is None else f"{product.tax_rate / BASIS:.2f}",
        "yes" if product.is_available else "no",
        "yes" if product.is_draft else "no",
    )


def _amount(amount: int | None, currency: str) -> str:
    return "" if amount is None else money.as_decimal(amount, currency)
