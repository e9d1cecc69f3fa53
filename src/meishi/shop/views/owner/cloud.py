"""The connection of a shop with the WhatsApp Business Platform."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meishi.cards.views import page
from meishi.shop.access import editable_shop
from meishi.shop.forms.cloud import CloudForm
from meishi.shop.models import CloudConnection, Shop
from meishi.shop.services.cloud.connecting import connect, disconnect


@sensitive_post_parameters("token", "secret")
@require_http_methods(["GET", "HEAD", "POST"])
def cloud(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show the connection; connect, or forget it (`do=disconnect`)."""
    shop = editable_shop(request, card_id)
    stored = CloudConnection.objects.filter(shop=shop).first()
    if request.method != "POST":
        return _show(request, shop, stored, CloudForm(stored=stored))
    by = page.person(request)
    if request.POST.get("do") == "disconnect":
        disconnect(shop, by=by)
        messages.success(request, _("The connection is removed."))
        return _back(shop)
    form = CloudForm(request.POST, stored=stored)
    if not form.is_valid():
        return _show(request, shop, stored, form, status=422)
    connect(shop, form.cleaned_data, by=by)
    messages.success(request, _("The connection is saved."))
    return _back(shop)


def _show(
    request: HttpRequest,
    shop: Shop,
    stored: CloudConnection | None,
    form: CloudForm,
    status: int = 200,
) -> HttpResponse:
    hook = stored and reverse("shop:cloud-hook", args=[stored.public_id])
    context = {
        **page.bar(shop.card),
        "shop": shop,
        "connection": stored,
        "form": form,
        "has_errors": status == 422,
        "hook": f"{settings.SITE_URL}{hook}" if hook else "",
    }
    return render(request, "shop/owner/cloud.html", context, status=status)


def _back(shop: Shop) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("shop:cloud", args=[shop.card.public_id]))
