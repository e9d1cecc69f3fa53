"""How a shop is run: in general, its words, its hours."""

from base64 import b64encode
from datetime import datetime
from typing import Any

from django.conf import settings as site
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods

from meishi.cards.compile.language import catalogue_of, direction_of
from meishi.cards.forms.items import rearranged
from meishi.cards.views import page
from meishi.formats import money, whatsapp
from meishi.formats.qr import drawing, symbol
from meishi.shop.access import editable_shop
from meishi.shop.errors import ChangedMeanwhile
from meishi.shop.forms.settings import (
    GeneralForm,
    HoursForm,
    TextsForm,
    days_in,
    special_days,
)
from meishi.shop.models import Shop
from meishi.shop.queries.opening import opening_now
from meishi.shop.rules.message import Line, Message, OrderText, compose
from meishi.shop.services.settings import change_shop
from meishi.shop.services.wording import usual_greeting, words_of

WARNINGS = {
    "invalid": gettext_lazy("No numbering plan knows this number. Look at it again."),
    "landline": gettext_lazy("This looks like a landline. Does it have WhatsApp?"),
    "mexico": gettext_lazy(
        "WhatsApp may know Mexican numbers with a 1 after 52, or without. Send yourself "
        "a test message."
    ),
    "argentina": gettext_lazy(
        "WhatsApp wants Argentine mobile numbers with a 9 after 54. Send yourself a "
        "test message."
    ),
    "brazil": gettext_lazy(
        "WhatsApp may know older Brazilian numbers without the ninth digit. Send "
        "yourself a test message."
    ),
}
EXAMPLE_PRICES = (450, 2900)


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show how the shop is run, or keep what was sent."""
    shop = editable_shop(request, card_id)
    addresses = shop.card.document.identity.addresses
    form = GeneralForm(
        request.POST if request.method == "POST" else None,
        shop=shop,
        country=addresses[0].country_code if addresses else "",
        has_products=shop.products.exists(),
    )
    context = {"form": form, "problem": "", **_number(shop)}
    if request.method != "POST":
        return _page(request, shop, "settings", context)
    if not form.is_valid():
        return _page(request, shop, "settings", context, status=422)
    return _keep(request, shop, "settings", form.cleaned_data, context)


@require_http_methods(["GET", "HEAD", "POST"])
def texts(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show how messages are worded with an example, or keep other words (`do=save`)."""
    shop = editable_shop(request, card_id)
    if request.method != "POST":
        initial = {"greeting": shop.greeting, "closing": shop.closing}
        form = TextsForm(initial=initial)
        return _page(request, shop, "texts", {"form": form, **_example(shop)})
    form = TextsForm(request.POST)
    if not form.is_valid():
        context = {"form": form, **_example(shop)}
        return _page(request, shop, "texts", context, status=422)
    said = form.cleaned_data
    if request.POST.get("do") != "save":
        shop.greeting, shop.closing = said["greeting"], said["closing"]
        return _page(request, shop, "texts", {"form": form, **_example(shop)})
    return _keep(request, shop, "texts", said, {"form": form, **_example(shop)})


@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: HttpRequest, card_id: str) -> HttpResponse:
    """Show when orders are taken, or keep what was sent."""
    shop = editable_shop(request, card_id)
    if request.method != "POST":
        return _hours(request, shop, HoursForm(shop=shop), special_days(shop))
    data: QueryDict = request.POST
    if "do" in data:
        data = rearranged(data, special_days(shop, data), request.POST["do"])
        form, rows = HoursForm(data, shop=shop), special_days(shop, data)
        return _hours(request, shop, form, rows)
    form, rows = HoursForm(data, shop=shop), special_days(shop, data)
    if not all([form.is_valid(), rows.is_valid()]):
        return _hours(request, shop, form, rows, status=422)
    said = form.cleaned_data
    values = {
        "hours": form.week(),
        "days": days_in(rows),
        "time_zone": said["time_zone"],
        "takes_preorders": said["takes_preorders"],
    }
    context = {"form": form, "rows": rows, **_opening(shop)}
    return _keep(request, shop, "hours", values, context)


def _hours(
    request: HttpRequest, shop: Shop, form: HoursForm, rows: Any, status: int = 200
) -> HttpResponse:
    context = {"form": form, "rows": rows, **_opening(shop)}
    return _page(request, shop, "hours", context, status=status)


def _keep(
    request: HttpRequest,
    shop: Shop,
    name: str,
    values: dict[str, Any],
    context: dict[str, Any],
) -> HttpResponse:
    try:
        change_shop(shop, values, seen_at=_seen_at(request), by=page.person(request))
    except ChangedMeanwhile as error:
        shop.refresh_from_db()
        context |= {"problem": str(error)}
        return _page(request, shop, name, context, status=409)
    messages.success(request, _("The settings are saved."))
    return HttpResponseRedirect(reverse(f"shop:{name}", args=[shop.card.public_id]))


def _page(
    request: HttpRequest,
    shop: Shop,
    name: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    is_refused = status == 422 and request.POST.get("seen_at")
    context = {
        **page.bar(shop.card),
        "shop": shop,
        "has_errors": status == 422,
        "seen_at": request.POST["seen_at"]
        if is_refused
        else shop.updated_at.isoformat(),
        **context,
    }
    return render(request, f"shop/owner/{name}.html", context, status=status)


def _seen_at(request: HttpRequest) -> datetime | None:
    try:
        return datetime.fromisoformat(request.POST.get("seen_at", ""))
    except ValueError:
        return None


def _number(shop: Shop) -> dict[str, Any]:
    """Return what is to be said of the number, and how it is tried."""
    if not shop.whatsapp_number:
        return {"warnings": [], "trial": ""}
    text = _("This is a test message of my shop. The number works.")
    address = whatsapp.link(shop.whatsapp_number, text)
    code = drawing.svg(symbol.matrix(address))
    found = whatsapp.warnings_about(shop.whatsapp_number)
    return {
        "warnings": [WARNINGS[name] for name in found],
        "trial": address,
        "qr": f"data:image/svg+xml;base64,{b64encode(code).decode()}",
    }


def _example(shop: Shop) -> dict[str, Any]:
    """Return the message of an order that nobody placed."""
    language = shop.card.document.language
    with override(catalogue_of(language)):
        message = _example_message(shop, language)
        usual = usual_greeting()
    return {
        "message": message,
        "length": len(message.address),
        "usual": usual,
        "direction": direction_of(language),
    }


def _example_message(shop: Shop, language: str) -> Message:
    def shown(amount: int) -> str:
        return money.show(amount, shop.currency, language)

    titles = shop.products.values_list("title", flat=True)[:2] or ("Lemon jam", "Apron")
    lines = tuple(
        Line(number, title, "", shown(number * price))
        for number, (title, price) in enumerate(
            zip(titles, EXAMPLE_PRICES, strict=False), 1
        )
    )
    total = sum(number * price for number, price in enumerate(EXAMPLE_PRICES, 1))
    order = OrderText(
        code="K7QX3F",
        shop=shop.card.title,
        name="Bob Baker",
        lines=lines,
        sums=(),
        total=shown(total),
        facts=((_("Name"), "Bob Baker"), (_("Phone"), "+12025550142")),
        note=_("Please ring twice."),
        link=f"{site.SITE_URL}/order/{'x' * 43}/",
        is_rtl=direction_of(language) == "rtl",
    )
    return compose(order, words_of(shop, "K7QX3F", 3), shop.whatsapp_number)


def _opening(shop: Shop) -> dict[str, Any]:
    return {"opening": opening_now(shop)}
