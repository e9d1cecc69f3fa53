"""All orders: listed, moved on by one press, printed, taken along."""

import json

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from meishi.cards.views import page
from meishi.formats import spreadsheet
from meishi.lib import clock
from meishi.shop.access import editable_order, editable_orders, readable_orders
from meishi.shop.errors import AlreadyDone, NotPossibleNow
from meishi.shop.forms.orders import CancelForm, FilterForm
from meishi.shop.models import Order, OrderEvent
from meishi.shop.queries import export as exports
from meishi.shop.queries.orders import listed, shops_of, to_pick
from meishi.shop.rules.states import State
from meishi.shop.services.changing import advance_order, cancel_order
from meishi.shop.views.owner.amounts import amount

PER_PAGE = 30
MOST_TAKEN = 10_000
NEXT_STEPS = {
    State.PLACED: State.ACCEPTED,
    State.SEEN: State.ACCEPTED,
    State.ACCEPTED: State.DONE,
}


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """List the orders that one may see."""
    filters, found = _wanted(request)
    shown = Paginator(listed(found), PER_PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    editable = set(
        editable_orders(request)
        .filter(pk__in=[order.pk for order in shown])
        .values_list("pk", flat=True)
    )
    context = {
        "filters": filters,
        "page": shown,
        "rows": [(order, amount(order, order.total)) for order in shown],
        "editable": editable,
        "kept": query.urlencode(),
        "is_narrowed": any(query.values()),
        "steps": NEXT_STEPS,
    }
    return render(request, "shop/owner/orders.html", context)


@require_POST
def advance(request: HttpRequest, order_id: str) -> HttpResponse:
    """Accept an order, or say that it is done (`to`)."""
    order = editable_order(request, order_id)
    to = request.POST.get("to", "")
    if to in (State.SEEN, State.ACCEPTED, State.DONE):
        try:
            advance_order(order, State(to), by=page.person(request))
        except AlreadyDone:
            pass  # pressed twice, or by two: what they wanted is so
        except NotPossibleNow as error:
            messages.error(request, str(error))
    return back(request, order)


@require_POST
def cancel(request: HttpRequest, order_id: str) -> HttpResponse:
    """Cancel an order, with a word to the customer."""
    order = editable_order(request, order_id)
    form = CancelForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The word to the customer is too long."))
        return back(request, order)
    try:
        cancel_order(
            order,
            reason=form.cleaned_data["reason"],
            by=OrderEvent.By.HOST,
            user=page.person(request),
        )
    except AlreadyDone:
        pass
    except NotPossibleNow as error:
        messages.error(request, str(error))
    return back(request, order)


@require_safe
def packing(request: HttpRequest) -> HttpResponse:
    """Show what is to be picked for the orders that are wanted, to print."""
    _filters, found = _wanted(request)
    if not request.GET.get("state"):
        found = found.filter(state=State.ACCEPTED)
    found = found[:200]
    context = {
        "picked": to_pick(Order.objects.filter(pk__in=[order.pk for order in found])),
        "orders": listed(Order.objects.filter(pk__in=[order.pk for order in found])),
        "at": clock.now(),
    }
    return render(request, "shop/owner/packing.html", context)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the orders that are wanted as a file (`format=csv` or `json`)."""
    _filters, found = _wanted(request)
    rows = found.select_related("card").prefetch_related("lines")[:MOST_TAKEN]
    kind = "json" if request.GET.get("format") == "json" else "csv"
    content: bytes | str
    if kind == "json":
        content = json.dumps(exports.as_json(rows), ensure_ascii=False, indent=1)
    else:
        content = spreadsheet.encode(exports.table(rows))
    types = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
    name = f'attachment; filename="orders-{clock.now():%Y-%m-%d}.{kind}"'
    return HttpResponse(
        content, content_type=types[kind], headers={"Content-Disposition": name}
    )


def back(request: HttpRequest, order: Order) -> HttpResponseRedirect:
    """Lead back to where the button was."""
    there = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(there, {request.get_host()})
    here = reverse("shop:order-page", args=[order.public_id])
    return HttpResponseRedirect(there if is_ours and there.startswith("/") else here)


def _wanted(request: HttpRequest) -> tuple[FilterForm, QuerySet[Order]]:
    mine = readable_orders(request)
    filters = FilterForm(request.GET, shops=shops_of(mine))
    return filters, filters.wanted.of(mine)
