"""How orders reach their customers."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.cards.views import page
from meishi.formats import money
from meishi.lib.idempotency.once import once
from meishi.shop.access import editable_delivery, editable_shop
from meishi.shop.forms.settings import DeliveryForm
from meishi.shop.models import Delivery, Shop
from meishi.shop.services import settings as services
from meishi.shop.services.settings import MOST_DELIVERIES
from meishi.shop.views.owner.amounts import LANGUAGE


@require_safe
def deliveries(request: HttpRequest, card_id: str) -> HttpResponse:
    """List the ways in which orders reach their customers."""
    shop = editable_shop(request, card_id)
    ways = [
        (way, money.show(way.fee, shop.currency, LANGUAGE) if way.fee else "")
        for way in shop.deliveries.all()
    ]
    context = {**page.bar(shop.card), "shop": shop, "ways": ways}
    return render(request, "shop/owner/deliveries.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@once
def add(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show an empty form, or add what was sent."""
    shop = editable_shop(request, card_id)
    return _delivery(request, shop, None)


@require_http_methods(["GET", "HEAD", "POST"])
def delivery(request: HttpRequest, card_id: str, delivery_id: str) -> HttpResponse:
    """Show a way of delivery, or keep what was sent."""
    shop = editable_shop(request, card_id)
    return _delivery(request, shop, editable_delivery(shop, delivery_id))


@require_POST
def arrange(request: HttpRequest, card_id: str, delivery_id: str) -> HttpResponse:
    """Move a way up or down, or delete it (`do`)."""
    shop = editable_shop(request, card_id)
    found = editable_delivery(shop, delivery_id)
    do, by = request.POST.get("do"), page.person(request)
    if do == "delete":
        services.delete_delivery(found, by=by)
        messages.success(request, _("“%(name)s” is deleted.") % {"name": found.name})
    elif do in ("up", "down"):
        services.move_delivery(found, by_places=1 if do == "down" else -1, by=by)
    return _back(shop)


def _delivery(
    request: HttpRequest, shop: Shop, stored: Delivery | None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = DeliveryForm(data, shop=shop, stored=stored)
    status = 200
    if data is not None:
        if stored is None and shop.deliveries.count() >= MOST_DELIVERIES:
            form.add_error(None, _("These are as many ways as a shop can have."))
        if form.is_valid():
            return _keep(request, shop, stored, form)
        status = 422
    context = {**page.bar(shop.card), "shop": shop, "delivery": stored, "form": form}
    context["has_errors"] = status == 422
    return render(request, "shop/owner/delivery.html", context, status=status)


def _keep(
    request: HttpRequest, shop: Shop, stored: Delivery | None, form: DeliveryForm
) -> HttpResponse:
    by, values = page.person(request), form.values()
    if stored is None:
        services.add_delivery(shop, values, by=by)
    else:
        services.change_delivery(stored, values, by=by)
    messages.success(request, _("“%(name)s” is saved.") % {"name": values["name"]})
    return _back(shop)


def _back(shop: Shop) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("shop:deliveries", args=[shop.card.public_id]))
