"""One product: added, changed, deleted."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meishi.cards.forms.items import ItemFormSet, rearranged
from meishi.cards.views import page, sent
from meishi.lib.idempotency.once import once
from meishi.shop.access import editable_product, editable_shop
from meishi.shop.errors import ChangedMeanwhile, SkuTaken, StockChanged
from meishi.shop.forms.product import (
    ProductForm,
    option_rows,
    options_in,
    picture_rows,
    rearranged_variants,
    values_of,
    variant_rows,
)
from meishi.shop.models import Product, Shop
from meishi.shop.registry import bookable_on
from meishi.shop.rules.options import MOST_VARIANTS, combinations, to_json
from meishi.shop.services.catalogue import (
    MOST_PRODUCTS,
    change_product,
    create_category,
    create_product,
    delete_product,
)

type Rows = dict[str, ItemFormSet]


@require_http_methods(["GET", "HEAD", "POST"])
@once
def add(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show an empty form, or add what was sent."""
    shop = editable_shop(request, card_id)
    return _product(request, shop, None)


@require_http_methods(["GET", "HEAD", "POST"])
def product(request: HttpRequest, card_id: str, product_id: str) -> HttpResponse:
    """Show the product, or keep what was sent."""
    shop = editable_shop(request, card_id)
    return _product(request, shop, editable_product(shop, product_id))


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, card_id: str, product_id: str) -> HttpResponse:
    """Say what deleting means, and do it."""
    shop = editable_shop(request, card_id)
    found = editable_product(shop, product_id)
    if request.method == "POST":
        delete_product(found, by=page.person(request))
        messages.success(request, _("“%(name)s” is deleted.") % {"name": found.title})
        return _to_list(shop)
    context = {**page.bar(shop.card), "shop": shop, "products": [found]}
    return render(request, "shop/owner/products_delete.html", context)


def _product(request: HttpRequest, shop: Shop, stored: Product | None) -> HttpResponse:
    if request.method != "POST":
        return _show(request, shop, stored, _form(shop, stored), _rows(shop, stored))
    data, problems = sent.with_uploads(request, shop.card)
    do = data.get("do", "")
    if do:
        for each in _rows(shop, stored, data).values():
            data = rearranged(data, each, do)
    form, rows = _form(shop, stored, data), _rows(shop, stored, data)
    is_made_anew = False
    if not do and rows["options"].is_valid() and _is_outdated(rows):
        if len(combinations(options_in(rows["options"]))) > MOST_VARIANTS:
            problems["options"] = _("That makes more than 100 variants.")
        else:
            is_made_anew = True
            options = options_in(rows["options"])
            data = rearranged_variants(data, rows["variants"], options)
            rows = _rows(shop, stored, data)
    if do or "make" in data or is_made_anew or problems:
        return _show(
            request,
            shop,
            stored,
            form if problems else _form(shop, stored, data),
            rows,
            problems=problems,
            is_made_anew=is_made_anew,
            status=422 if problems else 200,
        )
    is_valid = form.is_valid()
    if not all([is_valid, *(one.is_valid() for one in rows.values())]):
        return _show(request, shop, stored, form, rows, status=422)
    return _keep(request, shop, stored, form, rows)


def _keep(
    request: HttpRequest,
    shop: Shop,
    stored: Product | None,
    form: ProductForm,
    rows: Rows,
) -> HttpResponse:
    about = _about(shop, form, rows)
    terms = [row.terms() for row in rows["variants"].ordered_forms]
    by = page.person(request)
    try:
        if stored is None:
            if shop.products.count() >= MOST_PRODUCTS:
                problems = {"title": _("A shop has at most 5,000 products.")}
                return _show(
                    request, shop, stored, form, rows, problems=problems, status=422
                )
            create_product(shop, about, terms, by=by)
        else:
            change_product(stored, about, terms, seen_at=_seen_at(request), by=by)
    except ChangedMeanwhile as error:
        stored = stored and editable_product(shop, stored.public_id)
        return _show(
            request, shop, stored, form, rows, problems={"": str(error)}, status=409
        )
    except StockChanged as error:
        _note(rows, "stock", str(error), values=error.values)
        stored = stored and editable_product(shop, stored.public_id)
        return _show(request, shop, stored, form, rows, status=409)
    except SkuTaken as error:
        _note(rows, "sku", str(error), sku=error.sku)
        return _show(request, shop, stored, form, rows, status=422)
    messages.success(request, _("“%(name)s” is saved.") % {"name": about["title"]})
    return _to_list(shop)


def _about(shop: Shop, form: ProductForm, rows: Rows) -> dict[str, Any]:
    said = dict(form.cleaned_data)
    name = " ".join(said.pop("category").split())
    pictures = [row["picture"] for row in rows["pictures"].values()]
    return said | {
        "category": create_category(shop, name) if name else None,
        "pictures": [one.model_dump(mode="json") for one in pictures if one],
        "options": to_json(options_in(rows["options"])),
    }


def _is_outdated(rows: Rows) -> bool:
    """Whether the rows of variants are not those that the options make."""
    there = [values_of(row["values"].value()) for row in rows["variants"].forms]
    return sorted(there) != sorted(combinations(options_in(rows["options"])))


def _note(
    rows: Rows, field: str, problem: str, *, values: object = None, sku: str = ""
) -> None:
    for row in rows["variants"].forms:
        own = row.terms()
        if own.values == values or (sku and own.sku == sku):
            row.add_error(field, problem)


def _form(shop: Shop, stored: Product | None, data: Any = None) -> ProductForm:
    initial: dict[str, Any] = {"is_available": True}
    if stored:
        names = ("title", "description", "tax_rate", "is_draft", "is_available")
        initial = {name: getattr(stored, name) for name in (*names, "bookable")}
        initial["category"] = stored.category.name if stored.category else ""
    choices = bookable_on(shop.card.public_id)
    return ProductForm(data, initial=initial, bookable=choices)


def _rows(shop: Shop, stored: Product | None, data: QueryDict | None = None) -> Rows:
    return {
        "pictures": picture_rows(stored, data),
        "options": option_rows(stored, data),
        "variants": variant_rows(shop, stored, data),
    }


def _shown_at(request: HttpRequest, stored: Product | None, *, is_new: bool) -> str:
    """Return since when the product is as the form shows it."""
    sent_back = request.POST.get("seen_at", "")
    if stored is None or (sent_back and not is_new):
        return sent_back
    return stored.updated_at.isoformat()


def _seen_at(request: HttpRequest) -> datetime | None:
    try:
        return datetime.fromisoformat(request.POST.get("seen_at", ""))
    except ValueError:
        return None


def _show(
    request: HttpRequest,
    shop: Shop,
    stored: Product | None,
    form: ProductForm,
    rows: Rows,
    *,
    problems: dict[str, str] | None = None,
    is_made_anew: bool = False,
    status: int = 200,
) -> HttpResponse:
    context = {
        **page.bar(shop.card),
        "shop": shop,
        "product": stored,
        "form": form,
        **rows,
        "problems": problems or {},
        "problem": (problems or {}).get("", ""),
        "options_problem": (problems or {}).get("options", ""),
        "is_made_anew": is_made_anew,
        "has_errors": status == 422,
        "seen_at": _shown_at(request, stored, is_new=status != 422),
        "categories": shop.categories.all(),
    }
    name = "shop/owner/product.html"
    return render(request, name, context, status=status)


def _to_list(shop: Shop) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("shop:products", args=[shop.card.public_id]))
