"""One order: looked at, noted, printed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from meishi.cards.compile.language import catalogue_of
from meishi.cards.views import page
from meishi.formats import link, phone, whatsapp
from meishi.shop.access import editable_order, editable_orders, readable_order
from meishi.shop.forms.orders import CancelForm, NoteForm
from meishi.shop.models import Order
from meishi.shop.rules.states import OPEN, State
from meishi.shop.services.changing import note_order, see_order
from meishi.shop.services.links import order_address
from meishi.shop.views.owner.amounts import amount
from meishi.shop.views.owner.orders import NEXT_STEPS, back

BASIS = 100


@require_safe
def order(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show the order. Somebody who may change it has seen it then."""
    found = readable_order(request, order_id)
    may_edit = editable_orders(request).filter(pk=found.pk).exists()
    if may_edit and request.method == "GET" and not _is_fetched_ahead(request):
        see_order(found, by=page.person(request))
    return _show(request, found, may_edit=may_edit)


@require_POST
def note(request: HttpRequest, order_id: str) -> HttpResponse:
    """Keep what only the shop reads."""
    found = editable_order(request, order_id)
    form = NoteForm(request.POST)
    if not form.is_valid():
        return _show(request, found, may_edit=True, form=form, status=422)
    note_order(found, form.cleaned_data["host_note"], by=page.person(request))
    messages.success(request, _("The note is saved."))
    return back(request, found)


@require_safe
def printed(request: HttpRequest, order_id: str) -> HttpResponse:
    """Show the order as a sheet of paper."""
    found = readable_order(request, order_id)
    return render(request, "shop/owner/order_print.html", _about(found))


def _is_fetched_ahead(request: HttpRequest) -> bool:
    """Whether a browser only guesses that somebody will look."""
    purposes = (
        request.headers.get("Sec-Purpose", ""),
        request.headers.get("Purpose", ""),
    )
    return any("prefetch" in purpose for purpose in purposes)


def _show(
    request: HttpRequest,
    order: Order,
    *,
    may_edit: bool,
    form: NoteForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = _about(order) | {
        "may_edit": may_edit,
        "step": NEXT_STEPS.get(State(order.state)) if may_edit else None,
        "is_open": order.state in OPEN,
        "chat": _chat(order),
        "mail": link.mailto(order.email, order.code) if order.email else "",
        "call": link.tel(order.phone) if order.phone else "",
        "note_form": form or NoteForm(initial={"host_note": order.host_note}),
        "cancel_form": CancelForm(),
        "events": order.events.select_related("user"),
        "address": order_address(order),
    }
    return render(request, "shop/owner/order.html", context, status=status)


def _about(order: Order) -> dict[str, Any]:
    return {
        "order": order,
        "lines": [
            (line, amount(order, line.unit_price), amount(order, line.total))
            for line in order.lines.all()
        ],
        "subtotal": amount(order, order.subtotal),
        "fee": amount(order, order.fee) if order.fee else "",
        "total": amount(order, order.total),
        "taxes": [
            (f"{tax['rate'] / BASIS:g}", amount(order, tax["tax"]))
            for tax in order.taxes
        ],
        "zone": order.shop.time_zone if order.shop else "UTC",
    }


def _chat(order: Order) -> str:
    """Return the address of a chat with the customer, "" where no number is known."""
    if not phone.parse(order.phone).is_valid:
        return ""
    with override(catalogue_of(order.language)):
        text = _("Order %(code)s") % {"code": order.code}
    return whatsapp.link(order.phone, f"{text}: {order_address(order)}")
