"""What a shop sells: products and their variants, changed in one transaction each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.shop.errors import ChangedMeanwhile, NameTaken, SkuTaken, StockChanged
from meishi.shop.models import Category, Product, Shop, Variant
from meishi.shop.services.showing import show_soon

MOST_PRODUCTS = 5000  # of a shop


@dataclass(frozen=True)
class Terms:
    """How a variant is sold. Amounts are minor units.

    `stock` is what was typed, `shown` what the form showed then: where both are equal
    the stock stays as it is, whatever was sold meanwhile.
    """

    values: tuple[str, ...]
    price: int
    sale_price: int | None = None
    sku: str = ""
    stock: int | None = None
    shown: int | None = None
    is_available: bool = True


@transaction.atomic
def create_product(
    shop: Shop,
    about: Mapping[str, Any],
    variants: Sequence[Terms],
    *,
    by: User | None = None,
) -> Product:
    """Add a product at the end and return it. `about` are its columns.

    Raises SkuTaken.
    """
    _lock(shop)
    product = Product.objects.create(shop=shop, position=_next_position(shop), **about)
    _write_variants(product, variants)
    _finish(product)
    return product


@transaction.atomic
def change_product(
    product: Product,
    about: Mapping[str, Any],
    variants: Sequence[Terms],
    *,
    seen_at: datetime | None = None,
    by: User | None = None,
) -> None:
    """Change a product to `about` and exactly these variants.

    `seen_at` is the product's `updated_at` as the form showed it. Raises
    ChangedMeanwhile, StockChanged or SkuTaken.
    """
    _lock(product.shop)
    product.refresh_from_db()
    if seen_at is not None and product.updated_at != seen_at:
        raise ChangedMeanwhile(
            _(
                "Somebody changed this product meanwhile. Save again to put yours over it."
            )
        )
    for name, value in about.items():
        setattr(product, name, value)
    _write_variants(product, variants)
    _finish(product)


@transaction.atomic
def delete_product(product: Product, *, by: User | None = None) -> None:
    """Delete a product. Orders keep what was bought."""
    shop = product.shop
    product.delete()
    show_soon(shop)


@transaction.atomic
def move_product(product: Product, *, to: int, by: User | None = None) -> None:
    """Put the product at a position among all of its shop, counted from 0."""
    _lock(product.shop)
    others = list(product.shop.products.exclude(pk=product.pk))
    others.insert(max(0, min(to, len(others))), product)
    moved = []
    for position, one in enumerate(others):
        if one.position != position:
            one.position = position
            moved.append(one)
    Product.objects.bulk_update(moved, ["position"])
    show_soon(product.shop)


def searched(product: Product, variants: Sequence[Variant]) -> str:
    """Return the words by which a product is found, in lower case."""
    category = product.category.name if product.category else ""
    own = [product.title, product.description, category]
    of_variants = [word for v in variants for word in (v.sku, *map(str, v.values))]
    return " ".join(filter(None, [*own, *dict.fromkeys(of_variants)])).lower()


@transaction.atomic
def create_category(shop: Shop, name: str, *, by: User | None = None) -> Category:
    """Return the shelf of that name; it is made where there is none."""
    _lock(shop)
    place = shop.categories.count()
    found, _is_new = Category.objects.get_or_create(
        shop=shop, name=name, defaults={"position": place}
    )
    return found


@transaction.atomic
def rename_category(category: Category, name: str, *, by: User | None = None) -> None:
    """Give a shelf another name. Raises NameTaken."""
    _lock(category.shop)
    others = category.shop.categories.exclude(pk=category.pk)
    if others.filter(name=name).exists():
        raise NameTaken(_("There is a category of that name already."))
    category.name = name
    category.save(update_fields=["name"])
    search_anew(category.products.all())
    show_soon(category.shop)


@transaction.atomic
def move_category(
    category: Category, *, by_places: int, by: User | None = None
) -> None:
    """Move a shelf among its siblings; below zero is up."""
    _lock(category.shop)
    all_of_them = list(category.shop.categories.all())
    at = all_of_them.index(category)
    all_of_them.insert(max(0, at + by_places), all_of_them.pop(at))
    for position, one in enumerate(all_of_them):
        one.position = position
    Category.objects.bulk_update(all_of_them, ["position"])


@transaction.atomic
def delete_category(category: Category, *, by: User | None = None) -> None:
    """Delete a shelf; its products stay."""
    shop, keys = category.shop, list(category.products.values_list("pk", flat=True))
    category.delete()
    search_anew(Product.objects.filter(pk__in=keys))
    show_soon(shop)


def search_anew(products: QuerySet[Product]) -> None:
    """Bring up to date by which words the products are found."""
    changed = list(products.select_related("category").prefetch_related("variants"))
    for product in changed:
        product.search_text = searched(product, list(product.variants.all()))
    Product.objects.bulk_update(changed, ["search_text"], batch_size=500)


def _lock(shop: Shop) -> None:
    Shop.objects.select_for_update().get(pk=shop.pk)


def _next_position(shop: Shop) -> int:
    last = shop.products.order_by("-position").values_list("position", flat=True)
    return (last.first() or 0) + 1 if shop.products.exists() else 0


def _finish(product: Product) -> None:
    product.search_text = searched(product, list(product.variants.all()))
    product.save()
    show_soon(product.shop)


def _write_variants(product: Product, variants: Sequence[Terms]) -> None:
    locked = product.variants.select_for_update().order_by("pk")
    known = {tuple(map(str, one.values)): one for one in locked}
    wanted = {terms.values for terms in variants}
    gone = [one.pk for values, one in known.items() if values not in wanted]
    Variant.objects.filter(pk__in=gone).delete()
    _require_free(product, variants)
    for terms in variants:  # a number may go from one to another
        if (one := known.get(terms.values)) and one.sku and one.sku != terms.sku:
            Variant.objects.filter(pk=one.pk).update(sku="")
    for position, terms in enumerate(variants):
        _write_variant(product, known.get(terms.values), terms, position)


def _write_variant(
    product: Product, known: Variant | None, terms: Terms, position: int
) -> None:
    one = known or Variant(product=product, shop_id=product.shop_id)
    if known is not None and terms.stock != terms.shown and known.stock != terms.shown:
        raise StockChanged(
            _("The stock is %(now)s now, since something was ordered. Write it again.")
            % {"now": "–" if known.stock is None else known.stock},
            terms.values,
        )
    if known is None or terms.stock != terms.shown:
        one.stock = terms.stock
    one.values, one.position = list(terms.values), position
    one.price, one.sale_price = terms.price, terms.sale_price
    one.sku, one.is_available = terms.sku, terms.is_available
    one.save()


def _require_free(product: Product, variants: Sequence[Terms]) -> None:
    wanted = [terms.sku for terms in variants if terms.sku]
    others = Variant.objects.filter(shop_id=product.shop_id, sku__in=wanted)
    taken = others.exclude(product=product).values_list("sku", flat=True).first()
    twice = next((sku for sku in wanted if wanted.count(sku) > 1), None)
    if sku := taken or twice:
        raise SkuTaken(_("Another product has this article number."), sku)
