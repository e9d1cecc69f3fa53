"""Products in the words of schema.org, for search engines."""

from typing import Any

from meishi.formats import money
from meishi.shop.models import Product, Shop, Variant

IN_STOCK = "https://schema.org/InStock"
OUT_OF_STOCK = "https://schema.org/OutOfStock"


def structured_product(
    shop: Shop,
    product: Product,
    variants: list[Variant],
    url: str,
    images: list[str],
) -> dict[str, Any]:
    """Return the product as JSON-LD; `url` and `images` are whole addresses.

    One that comes in several variants is a ProductGroup with each of them.
    """
    about = {
        "name": product.title,
        "description": product.description,
        "image": images,
        "url": url,
        "category": product.category.name if product.category else "",
    }
    context = {"@context": "https://schema.org"}
    if len(variants) > 1:
        own: dict[str, Any] = {
            "@type": "ProductGroup",
            "productGroupID": product.public_id,
            "hasVariant": [_variant(shop, product, v, url) for v in variants],
        }
    else:
        own = {"@type": "Product"} | _bought(shop, product, variants, url)
    return context | _filled(own | about)


def _variant(
    shop: Shop, product: Product, variant: Variant, url: str
) -> dict[str, Any]:
    name = f"{product.title}, {variant.label}" if variant.values else product.title
    return {"@type": "Product", "name": name} | _bought(shop, product, [variant], url)


def _bought(
    shop: Shop, product: Product, variants: list[Variant], url: str
) -> dict[str, Any]:
    if not variants:
        return {}
    variant = variants[0]
    is_in_stock = product.is_available and variant.stock != 0
    offer = {
        "@type": "Offer",
        "price": money.as_decimal(variant.unit_price, shop.currency),
        "priceCurrency": shop.currency,
        "availability": IN_STOCK if is_in_stock else OUT_OF_STOCK,
        "url": url,
    }
    return _filled({"sku": variant.sku, "offers": offer})


def _filled(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}
