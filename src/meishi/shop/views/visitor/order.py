"""An order as its customer sees it: looking changes nothing, buttons do."""

from base64 import b64encode
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meishi.cards.models import Card
from meishi.cards.queries import current_handle
from meishi.cards.views.beside.page import (
    document_of,
    for_visitors,
    in_language_of,
)
from meishi.formats import link, money
from meishi.formats.qr import drawing, symbol
from meishi.shop.access import customers_order
from meishi.shop.errors import AlreadyDone, NotPossibleNow
from meishi.shop.forms.visitor import ReasonForm
from meishi.shop.models import Order, OrderEvent, Shop
from meishi.shop.rules import cart as carts
from meishi.shop.rules.cart import MOST_LINES, CartLine
from meishi.shop.rules.states import OPEN, State
from meishi.shop.services.changing import CUSTOMER_MAY_CANCEL, cancel_order
from meishi.shop.services.links import order_address
from meishi.shop.views.visitor.opening import in_words
from meishi.shop.views.visitor.visit import Visit, frame, is_from_elsewhere

BY = OrderEvent.By.CUSTOMER


@require_safe
@for_visitors
def order(request: HttpRequest, token: str) -> HttpResponse:
    """Show the order."""
    found = customers_order(token)
    with in_language_of(found.card):
        return _show(found, token)


@require_POST
@for_visitors
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel it."""
    found = customers_order(token)
    form = ReasonForm(request.POST)
    with in_language_of(found.card):
        if not form.is_valid():
            return _show(found, token, form=form, status=422)
        try:
            cancel_order(found, reason=form.cleaned_data["reason"], by=BY)
        except AlreadyDone as error:
            return _show(found, token, problem=str(error))
        except NotPossibleNow as error:
            return _show(found, token, problem=str(error), status=409)
    return HttpResponseRedirect(reverse("shop:order", kwargs={"token": token}))


@require_POST
@for_visitors
def again(request: HttpRequest, token: str) -> HttpResponse:
    """Put the same things into the cart once more, at the prices that were paid."""
    found = customers_order(token)
    shop, handle = _open_shop(found)
    with in_language_of(found.card):
        if shop is None or handle is None or is_from_elsewhere(request):
            problem = _("The shop takes no orders at the moment.")
            return _show(found, token, problem=problem, status=409)
        visit = Visit(request, shop, handle, document_of(shop.card))
        lines = found.lines.filter(variant__shop=shop).select_related("variant")
        cart = tuple(
            CartLine(
                line.variant.public_id,
                min(line.quantity, carts.MOST_OF_ONE),
                line.unit_price,
            )
            for line in lines[:MOST_LINES]
            if line.variant
        )
        response = HttpResponseRedirect(visit.address("cart"))
        return visit.keep(response, cart, Order.Source.AGAIN)


def _show(
    order: Order,
    token: str,
    *,
    problem: str = "",
    status: int = 200,
    form: ReasonForm | None = None,
) -> HttpResponse:
    document = document_of(order.card)
    shop, handle = _open_shop(order)
    context: dict[str, Any] = {
        "order": order,
        "token": token,
        "problem": problem,
        "form": form or ReasonForm(),
        "rows": _rows(order, document.language),
        "sums": _sums(order, document.language),
        "is_open": order.state in OPEN,
        "may_cancel": order.state in CUSTOMER_MAY_CANCEL,
        "may_order_again": shop is not None and handle is not None,
        "reason": _reason(order),
        "preorder_for": _preorder(order, document.language),
        "address": order_address(order),
    }
    if order.state == State.PLACED:
        context |= _to_send(order, shop)
    return frame.show(order.card, "shop/visitor/order.html", context, status)


def _rows(order: Order, language: str) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "unit_price": money.show(line.unit_price, order.currency, language),
            "total": money.show(line.total, order.currency, language),
        }
        for line in order.lines.all()
    ]


def _sums(order: Order, language: str) -> list[tuple[str, str, bool]]:
    """Return what is added up: name, amount, and whether it is what is to be paid."""
    shown = {
        name: money.show(getattr(order, name), order.currency, language)
        for name in ("subtotal", "fee", "tax", "total")
    }
    sums = []
    if order.fee or not order.prices_include_tax:
        sums.append((_("Goods"), shown["subtotal"], False))
    if order.delivery_name:
        fee = shown["fee"] if order.fee else _("Free")
        sums.append((order.delivery_name, fee, False))
    if order.tax and not order.prices_include_tax:
        sums.append((_("Tax"), shown["tax"], False))
    sums.append((_("Total"), shown["total"], True))
    if order.tax and order.prices_include_tax:
        sums.append((_("Tax included"), shown["tax"], False))
    return sums


def _to_send(order: Order, shop: Shop | None) -> dict[str, Any]:
    """Return how the order can be sent: by WhatsApp, by scanning, by mail."""
    code = symbol.matrix(order_address(order))
    picture = b64encode(drawing.svg(code)).decode()
    mail = shop.email if shop else ""
    subject = _("Order %(code)s") % {"code": order.code}
    return {
        "qr": f"data:image/svg+xml;base64,{picture}",
        "mail_link": link.mailto(mail, subject) if mail else "",
    }


def _reason(order: Order) -> str:
    ended = order.events.filter(kind=State.CANCELLED).last()
    return str(ended.detail.get("reason", "")) if ended else ""


def _preorder(order: Order, language: str) -> str:
    if order.preorder_for is None or order.shop is None:
        return ""
    return in_words(order.preorder_for, order.shop.time_zone, language)


def _open_shop(order: Order) -> tuple[Shop | None, str | None]:
    """Return the shop and its card's handle where anybody may visit it."""
    shop, card = order.shop, order.card
    if shop is None or card is None or not _is_public(card, shop):
        return None, None
    return shop, current_handle(card)


def _is_public(card: Card, shop: Shop) -> bool:
    return shop.is_active and card.edition_id is not None
