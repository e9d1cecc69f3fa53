"""The shelves of a shop."""

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from meishi.cards.views import page
from meishi.lib.idempotency.once import once
from meishi.shop.access import editable_category, editable_shop
from meishi.shop.errors import NameTaken
from meishi.shop.forms.category import CategoryForm
from meishi.shop.models import Category, Shop
from meishi.shop.services import catalogue


@require_http_methods(["GET", "HEAD", "POST"])
@once
def categories(request: HttpRequest, card_id: str) -> HttpResponse:
    """List the shelves, or add one."""
    shop = editable_shop(request, card_id)
    if request.method != "POST":
        return _list(request, shop, CategoryForm())
    form = CategoryForm(request.POST)
    if not form.is_valid():
        return _list(request, shop, form, status=422)
    catalogue.create_category(shop, form.cleaned_data["name"], by=page.person(request))
    return _back(shop)


@require_POST
def category(request: HttpRequest, card_id: str, category_id: str) -> HttpResponse:
    """Rename a shelf, move it up or down, or delete it."""
    shop = editable_shop(request, card_id)
    found = editable_category(shop, category_id)
    do, by = request.POST.get("do", "rename"), page.person(request)
    if do == "delete":
        catalogue.delete_category(found, by=by)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": found.name})
    elif do in ("up", "down"):
        catalogue.move_category(found, by_places=1 if do == "down" else -1, by=by)
    else:
        form = CategoryForm(request.POST)
        try:
            if not form.is_valid():
                return _list(request, shop, CategoryForm(), found, form, status=422)
            catalogue.rename_category(found, form.cleaned_data["name"], by=by)
        except NameTaken as error:
            form.add_error("name", str(error))
            return _list(request, shop, CategoryForm(), found, form, status=422)
    return _back(shop)


def _list(
    request: HttpRequest,
    shop: Shop,
    form: forms.Form,
    changed: Category | None = None,
    changed_form: forms.Form | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    shelves = shop.categories.annotate(product_count=Count("products"))
    rows: list[tuple[Any, forms.Form]] = [
        (
            one,
            changed_form
            if changed_form and one == changed
            else CategoryForm(
                initial={"name": one.name}, auto_id=f"{one.public_id}_%s"
            ),
        )
        for one in shelves
    ]
    context = {**page.bar(shop.card), "shop": shop, "rows": rows, "form": form}
    name = "shop/owner/categories.html"
    return render(request, name, context, status=status)


def _back(shop: Shop) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("shop:categories", args=[shop.card.public_id]))
