"""The products of a shop: listed, ordered, changed many at once; opening the shop."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.cards.access import editable_card
from meishi.cards.models import Card
from meishi.cards.views import page, sent
from meishi.lib.idempotency.once import once
from meishi.lib.ids import as_public_id
from meishi.shop.access import editable_product, editable_shop
from meishi.shop.forms.product import BulkForm, FilterForm, OpenForm
from meishi.shop.models import Product, Shop
from meishi.shop.queries.products import products_of, running_out
from meishi.shop.rules.currency import currency_of
from meishi.shop.services import bulk
from meishi.shop.services.catalogue import move_product
from meishi.shop.services.setup import open_shop
from meishi.shop.views.owner.rows import rows_of

PER_PAGE = 30


@require_safe
def products(request: HttpRequest, card_id: str) -> HttpResponse:
    """List the products, or invite to open the shop."""
    card = editable_card(request, card_id)
    shop = Shop.objects.filter(card=card).first()
    if shop is None:
        return _invite(request, card, OpenForm(initial=_likely(request, card)))
    return show_products(request, shop)


@require_POST
@once
def open_(request: HttpRequest, card_id: str) -> HttpResponse:
    """Open the shop of the card."""
    card = editable_card(request, card_id)
    form = OpenForm(request.POST)
    if not form.is_valid():
        return _invite(request, card, form, status=422)
    open_shop(card, currency=form.cleaned_data["currency"], by=page.person(request))
    messages.success(request, _("The shop is open. Add what you sell."))
    return _back(card)


@require_POST
def move(request: HttpRequest, card_id: str, product_id: str) -> HttpResponse:
    """Put the product at the position `to`, counted from 0 in the whole shop."""
    shop = editable_shop(request, card_id)
    product = editable_product(shop, product_id)
    to = request.POST.get("to", "")
    if not (to.isascii() and to.isdigit()):
        raise Http404
    move_product(product, to=int(to[:5]), by=page.person(request))
    return _back(shop.card, request)


@require_http_methods(["POST"])
@once
def change_many(request: HttpRequest, card_id: str) -> HttpResponse:
    """Do one thing to all products that were chosen, once it is confirmed."""
    shop = editable_shop(request, card_id)
    sent_ids = request.POST.getlist("product")[: 2 * PER_PAGE]
    chosen = [each for each in sent_ids if as_public_id(each)]
    form = BulkForm(request.POST, shop=shop)
    if not chosen:
        messages.error(request, _("Choose at least one product."))
        return _back(shop.card, request)
    if not form.is_valid():
        return show_products(request, shop, form=form, chosen=chosen, status=422)
    is_deletion = form.cleaned_data["action"] == "delete"
    if is_deletion and request.POST.get("sure") != "1":
        found = shop.products.filter(public_id__in=chosen)
        context = {**page.bar(shop.card), "shop": shop, "products": found}
        return render(request, "shop/owner/products_delete.html", context)
    change = CHANGES[form.cleaned_data["action"]](form.cleaned_data)
    count = bulk.change_products(shop, chosen, change, by=page.person(request))
    words = ngettext("%(count)d product changed.", "%(count)d products changed.", count)
    messages.success(request, words % {"count": count})
    return _back(shop.card, request)


def show_products(
    request: HttpRequest,
    shop: Shop,
    *,
    form: BulkForm | None = None,
    chosen: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Return the list of products."""
    filters = FilterForm(request.GET, shop=shop)
    found = products_of(shop, **filters.wanted())
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        **page.bar(shop.card),
        "shop": shop,
        "filters": filters,
        "page": shown,
        "rows": rows_of(shop, list(shown)),
        "last_position": shop.products.count() - 1,
        "kept": query.urlencode(),
        "is_narrowed": any(query.values()),
        "low": running_out(shop).count(),
        "bulk": form or BulkForm(shop=shop),
        "chosen": chosen or [],
        "site": page.site(),
    }
    return render(request, "shop/owner/products.html", context, status=status)


CHANGES: dict[str, Callable[[dict[str, Any]], Callable[[QuerySet[Product]], None]]] = {
    "publish": lambda said: bulk.set_draft(False),
    "draft": lambda said: bulk.set_draft(True),
    "on": lambda said: bulk.set_available(True),
    "off": lambda said: bulk.set_available(False),
    "category": lambda said: bulk.put_into(said["category"]),
    "price": lambda said: bulk.change_prices(said["percent"]),
    "tax": lambda said: bulk.set_tax_rate(said["tax_rate"]),
    "stock": lambda said: bulk.set_stock(said["stock"]),
    "delete": lambda said: bulk.delete_all,
}


def _invite(
    request: HttpRequest, card: Card, form: OpenForm, status: int = 200
) -> HttpResponse:
    context = {**page.bar(card), "form": form}
    return render(request, "shop/owner/open.html", context, status=status)


def _likely(request: HttpRequest, card: Card) -> dict[str, str]:
    """The currency of the card's country, else that of the browser's."""
    addresses = card.document.identity.addresses
    country = addresses[0].country_code if addresses else ""
    return {"currency": currency_of(country or sent.likely_country(request))}


def _back(card: Card, request: HttpRequest | None = None) -> HttpResponseRedirect:
    kept = request.POST.get("kept", "")[:500] if request else ""
    query = "?" + kept if kept and kept.isascii() else ""
    address = reverse("shop:products", args=[card.public_id])
    return HttpResponseRedirect(address + query.replace("\r", "").replace("\n", ""))
