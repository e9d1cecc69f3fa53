"""Ordering: one screen from the cart to the order."""

import secrets
from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meishi.cards.views.beside.page import too_often
from meishi.formats import money
from meishi.lib.idempotency.once import KEY
from meishi.shop.errors import AlreadyOrdered, CannotOrder, CartChanged, ShopClosed
from meishi.shop.forms.visitor import CheckoutForm
from meishi.shop.models import Delivery, Order
from meishi.shop.queries.opening import takes_orders
from meishi.shop.queries.quotes import Quote, quote
from meishi.shop.rules import cart as carts
from meishi.shop.rules.pricing import TooMuch
from meishi.shop.services.links import current_token
from meishi.shop.services.placing import place_order
from meishi.shop.views.visitor.cart import cart_context, fitted, seen_now
from meishi.shop.views.visitor.visit import Visit, in_shop

LONGEST_CART = 2000  # characters


@dataclass(frozen=True)
class Way:
    """A way to get the order, with what it costs then. `version` is that of the quote
    that the customer sees, `missing` why it cannot be chosen yet."""

    delivery: Delivery | None
    fee: str
    total: str
    tax: str
    version: str
    missing: str
    is_chosen: bool


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@in_shop
def checkout(visit: Visit) -> HttpResponse:
    """Show what is ordered and ask who orders, or order it.

    What is ordered is what the form showed, whatever another window put into the cart.
    """
    if shown := visit.request.POST.get("cart", ""):
        visit.cart = carts.read(shown[:LONGEST_CART])
    if not visit.cart and visit.request.method != "POST":
        return HttpResponseRedirect(visit.address("cart"))
    if visit.request.method != "POST":
        return _show(visit, _form(visit))
    if visit.request.POST.get("do") == "fit":
        return visit.keep(
            HttpResponseRedirect(visit.address("checkout")), fitted(visit)
        )
    return _order(visit)


def _order(visit: Visit) -> HttpResponse:
    if refused := too_often(visit.request, "shop_order"):
        return refused
    form = _form(visit, visit.request.POST)
    if not form.is_valid():
        return _show(visit, form, status=422)
    way, sent = form.delivery, visit.request.POST
    key = sent.get("idempotency_key", "")
    try:
        order = place_order(
            visit.shop,
            visit.cart,
            form.customer(language=visit.language),
            delivery=way,
            shown=sent.get(f"shown-{way.public_id if way else ''}", ""),
            key=key if KEY.match(key) else "",
            source=Order.Source(visit.source),
        )
    except (CartChanged, ShopClosed) as error:
        return _show(visit, form, problem=str(error), status=409)
    except (CannotOrder, AlreadyOrdered) as error:
        return _show(visit, form, problem=str(error), status=422)
    return visit.keep(HttpResponseRedirect(f"/order/{current_token(order)}/"), ())


def _form(visit: Visit, data: object = None) -> CheckoutForm:
    addresses = visit.document.identity.addresses
    return CheckoutForm(
        data,
        shop=visit.shop,
        deliveries=list(visit.shop.deliveries.filter(is_active=True)),
        country=addresses[0].country_code if addresses else "",
    )


def _show(
    visit: Visit, form: CheckoutForm, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = cart_context(visit)
    sent = visit.request.POST.get("idempotency_key", "")
    places = sorted({place for way in form.ways.values() for place in way.places})
    context |= {
        "form": form,
        "problem": problem or context["problem"],
        "ways": [_way(visit, way, form) for way in form.ways.values() or (None,)],
        "places": places,
        "cart_text": carts.write(seen_now(visit.cart, context["quote"])),
        "is_taking": takes_orders(visit.shop),
        "idempotency_key": sent if KEY.match(sent) else secrets.token_hex(16),
    }
    response = visit.show("checkout", context, status, pictures=context["find"])
    return visit.keep(response, seen_now(visit.cart, context["quote"]))


def _way(visit: Visit, delivery: Delivery | None, form: CheckoutForm) -> Way:
    first = None if form.is_bound else next(iter(form.ways.values()), None)
    try:
        now = quote(visit.shop, visit.cart, delivery)
    except TooMuch:
        now = quote(visit.shop, ())
    sums = now.totals
    return Way(
        delivery=delivery,
        fee=_shown(visit, sums.fee) if sums.fee else _("Free"),
        total=_shown(visit, sums.total),
        tax=_("%(amount)s of it tax") % {"amount": _shown(visit, sums.tax)}
        if sums.tax
        else "",
        version=now.version,
        missing=_missing(visit, now, delivery),
        is_chosen=delivery is not None and delivery == (form.delivery or first),
    )


def _missing(visit: Visit, now: Quote, delivery: Delivery | None) -> str:
    if delivery is None or now.totals.subtotal >= delivery.minimum:
        return ""
    least = _shown(visit, delivery.minimum)
    return _("You can order from %(amount)s.") % {"amount": least}


def _shown(visit: Visit, amount: int) -> str:
    return money.show(amount, visit.shop.currency, visit.language)
