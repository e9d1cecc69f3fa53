"""A catalogue from a table: read, compared, and taken over in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from django.db import transaction

from meishi.accounts.models import User
from meishi.shop.models import Category, Product, Shop, Variant
from meishi.shop.rules.options import MOST_VARIANTS, Option, from_json, to_json
from meishi.shop.rules.table import Line, Problem
from meishi.shop.services.catalogue import MOST_PRODUCTS, search_anew
from meishi.shop.services.showing import show_soon

type Outcome = Literal["new", "changed", "unchanged", "bad"]


@dataclass(frozen=True)
class Result:
    """What became of a line, or would."""

    line: Line
    outcome: Outcome
    problems: tuple[Problem, ...] = ()


@dataclass
class _Draft:
    """A product as the table wants it, beside what there is of it."""

    product: Product
    variants: dict[tuple[str, ...], Variant]
    is_new: bool
    options: dict[str, list[str]]
    is_changed: bool = False
    touched: list[Variant] = field(default_factory=list)


@transaction.atomic
def import_table(
    shop: Shop, lines: Sequence[Line], *, is_trial: bool, by: User | None = None
) -> list[Result]:
    """Take over the lines that are fine; return what became of each.

    A trial does the same and undoes it. Lines are matched with what there is by the
    product's id, else by article number; nothing is ever deleted.
    """
    Shop.objects.select_for_update().get(pk=shop.pk)
    importing = _Importing(shop)
    results = [importing.take(line) for line in lines]
    importing.write()
    if is_trial:
        transaction.set_rollback(True)
    else:
        show_soon(shop)
    return results


class _Importing:
    """All that there is in the shop, loaded once, changed line by line."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        self.categories = {one.name: one for one in shop.categories.all()}
        self.drafts: dict[str, _Draft] = {}
        self.by_title: dict[str, _Draft] = {}
        self.skus: dict[str, tuple[_Draft, tuple[str, ...]]] = {}
        self.position = 0
        products = shop.products.select_related("category").prefetch_related("variants")
        for product in products:
            self._know(product)

    def take(self, line: Line) -> Result:
        """Change what is loaded as the line says, unless something is wrong with it."""
        if line.problems:
            return Result(line, "bad", line.problems)
        draft, is_first = self._draft_of(line)
        if draft is None:
            return _bad(line, "product", "unknown")
        values = tuple(value for _name, value in line.options)
        if problem := self._problem(line, draft, values):
            return Result(line, "bad", (problem,))
        if draft.is_new and is_first:
            self.drafts[f"new {line.number}"] = self.by_title[line.title] = draft
        before = draft.is_changed
        if is_first:
            self._describe(draft, line)
        is_new = values not in draft.variants
        is_changed = self._vary(draft, line, values)
        if is_new:
            return Result(line, "new")
        is_changed = is_changed or draft.is_changed != before
        return Result(line, "changed" if is_changed else "unchanged")

    def write(self) -> None:
        """Write what is new and what has changed, in few statements."""
        new = [draft for draft in self.drafts.values() if draft.is_new]
        Product.objects.bulk_create((draft.product for draft in new), batch_size=500)
        changed = [d for d in self.drafts.values() if d.is_changed and not d.is_new]
        columns = ["title", "description", "category", "options", "tax_rate"]
        columns += ["is_available", "is_draft"]
        for draft in changed:
            draft.product.save(update_fields=[*columns, "updated_at"])
        touched = [v for d in self.drafts.values() for v in d.touched]
        old = [variant for variant in touched if variant.pk]
        Variant.objects.bulk_update(
            old, ["sku", "price", "sale_price", "stock", "is_available"], batch_size=500
        )
        fresh = [variant for variant in touched if not variant.pk]
        for variant in fresh:
            variant.product_id = variant.product.pk
        Variant.objects.bulk_create(fresh, batch_size=500)
        keys = {v.product_id for v in touched} | {d.product.pk for d in changed}
        search_anew(Product.objects.filter(pk__in=keys))

    def _know(self, product: Product) -> None:
        variants = {tuple(map(str, v.values)): v for v in product.variants.all()}
        options = {one.name: list(one.values) for one in from_json(product.options)}
        draft = _Draft(product, variants, is_new=False, options=options)
        self.drafts[product.public_id] = draft
        self.position = max(self.position, product.position + 1)
        for values, variant in variants.items():
            if variant.sku:
                self.skus[variant.sku] = (draft, values)

    def _draft_of(self, line: Line) -> tuple[_Draft | None, bool]:
        """Return the product of a line, and whether the line is its first here."""
        if line.product:
            draft = self.drafts.get(line.product)
            return draft, self._is_first(draft, line)
        if line.sku in self.skus:
            draft = self.skus[line.sku][0]
            return draft, self._is_first(draft, line)
        if line.title in self.by_title:
            return self.by_title[line.title], False
        product = Product(shop=self.shop, title=line.title, position=self.position)
        self.position += 1
        return _Draft(product, {}, is_new=True, options={}), True

    def _is_first(self, draft: _Draft | None, line: Line) -> bool:
        if draft is None or self.by_title.get(f"#{draft.product.public_id}"):
            return False
        self.by_title[f"#{draft.product.public_id}"] = draft
        return not draft.is_new

    def _problem(
        self, line: Line, draft: _Draft, values: tuple[str, ...]
    ) -> Problem | None:
        if draft.is_new and not line.title:
            return Problem("title", "missing")
        is_new = values not in draft.variants
        if is_new and line.price is None:
            return Problem("price", "missing")
        names = [name for name, _value in line.options]
        if (draft.options or draft.variants) and names != list(draft.options):
            return Problem("option 1 name", "options")
        if len(draft.variants) + is_new > MOST_VARIANTS:
            return Problem("option 1 value", "many")
        if draft.is_new and not draft.variants and len(self.drafts) >= MOST_PRODUCTS:
            return Problem("title", "many")
        owner = self.skus.get(line.sku) if line.sku else None
        if owner and owner != (draft, values):
            return Problem("article number", "taken")
        return None

    def _describe(self, draft: _Draft, line: Line) -> None:
        """Give the product what its first line says of it."""
        product = draft.product
        said = {
            "title": line.title or product.title,
            "description": line.description,
            "tax per cent": line.tax_rate,
            "available": line.is_available,
            "draft": line.is_draft,
        }
        columns = {"tax per cent": "tax_rate", "available": "is_available"}
        columns["draft"] = "is_draft"
        for column in said.keys() & line.has:
            name = columns.get(column, column)
            if getattr(product, name) != said[column]:
                setattr(product, name, said[column])
                draft.is_changed = True
        if "category" in line.has:
            category = self._category(line.category)
            if product.category != category:
                product.category = category
                draft.is_changed = True

    def _category(self, name: str) -> Category | None:
        if name and name not in self.categories:
            self.categories[name] = Category.objects.create(
                shop=self.shop, name=name, position=len(self.categories)
            )
        return self.categories.get(name)

    def _vary(self, draft: _Draft, line: Line, values: tuple[str, ...]) -> bool:
        """Give the variant what the line says; return whether that was a change."""
        variant = draft.variants.get(values)
        if variant is None:
            variant = Variant(
                product=draft.product, shop=self.shop, values=list(values)
            )
            variant.position = len(draft.variants)
            draft.variants[values] = variant
            self._extend(draft, line)
        said = {
            "sku": (line.sku, "article number"),
            "price": (variant.price if line.price is None else line.price, "price"),
            "sale_price": (line.sale_price, "sale price"),
            "stock": (line.stock, "stock"),
        }
        is_changed = variant.pk is None
        for name, (value, column) in said.items():
            if column in line.has and getattr(variant, name) != value:
                setattr(variant, name, value)
                is_changed = True
        if is_changed and variant not in draft.touched:
            draft.touched.append(variant)
        if line.sku:
            self.skus[line.sku] = (draft, values)
        return is_changed

    def _extend(self, draft: _Draft, line: Line) -> None:
        for name, value in line.options:
            known = draft.options.setdefault(name, [])
            if value not in known:
                known.append(value)
        options = [Option(name, tuple(each)) for name, each in draft.options.items()]
        if draft.product.options != to_json(options):
            draft.product.options = to_json(options)
            draft.is_changed = True


def _bad(line: Line, column: str, reason: str) -> Result:
    return Result(line, "bad", (Problem(column, reason),))
