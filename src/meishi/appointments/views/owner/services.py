"""What can be booked on a card: listed, added, ordered, switched off, deleted."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from meishi.appointments.access import editable_service
from meishi.appointments.forms.service import NewServiceForm
from meishi.appointments.queries.services import services_of
from meishi.appointments.services import offering
from meishi.appointments.services.setup import create_service
from meishi.cards.access import editable_card
from meishi.cards.models import Card
from meishi.cards.views import page
from meishi.lib.idempotency.once import once

MOST_SERVICES = 100  # of a card


@require_safe
def services(request: HttpRequest, card_id: str) -> HttpResponse:
    """List what can be booked on the card."""
    return _list(request, editable_card(request, card_id), NewServiceForm())


@require_POST
@once
def add(request: HttpRequest, card_id: str) -> HttpResponse:
    """Add something to book, with usual terms, and show them."""
    card = editable_card(request, card_id)
    form = NewServiceForm(request.POST)
    if form.is_valid() and card.bookable_services.count() >= MOST_SERVICES:
        words = _("A card offers at most %(count)d things to book.")
        form.add_error("name", words % {"count": MOST_SERVICES})
    if not form.is_valid():
        return _list(request, card, form, status=422)
    name = form.cleaned_data["name"]
    service = create_service(card, name=name, by=page.person(request))
    words = _("“%(name)s” can be booked on these terms. Change what does not fit.")
    messages.success(request, words % {"name": service.name})
    return HttpResponseRedirect(
        reverse("appointments:service", args=[card.public_id, service.public_id])
    )


@require_POST
def move(request: HttpRequest, card_id: str, service_id: str) -> HttpResponse:
    """Put the service at the position `to`, counted from 0."""
    card = editable_card(request, card_id)
    service = editable_service(request, card, service_id)
    to = request.POST.get("to", "")
    if not (to.isascii() and to.isdigit()):
        raise Http404
    offering.move_service(service, to=int(to[:4]), by=page.person(request))
    return _back(card)


@require_POST
def switch(request: HttpRequest, card_id: str, service_id: str) -> HttpResponse:
    """Let the service be booked (`is_active=1`), or no more."""
    card = editable_card(request, card_id)
    service = editable_service(request, card, service_id)
    is_active = request.POST.get("is_active") == "1"
    offering.set_service_active(service, is_active=is_active, by=page.person(request))
    return _back(card)


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, card_id: str, service_id: str) -> HttpResponse:
    """Say what deleting the service means, and do it."""
    card = editable_card(request, card_id)
    service = editable_service(request, card, service_id)
    if request.method == "POST":
        offering.delete_service(service, by=page.person(request))
        messages.success(request, _("“%(name)s” is deleted.") % {"name": service.name})
        return _back(card)
    ahead = services_of(card).get(pk=service.pk).ahead  # type: ignore[attr-defined]  # annotated
    context = {**page.bar(card), "service": service, "ahead": ahead}
    return render(request, "appointments/owner/service_delete.html", context)


def _list(
    request: HttpRequest, card: Card, form: NewServiceForm, status: int = 200
) -> HttpResponse:
    context = {
        **page.bar(card),
        "services": list(services_of(card)),
        "form": form,
        "site": page.site(),
    }
    name = "appointments/owner/services.html"
    return render(request, name, context, status=status)


def _back(card: Card) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("appointments:services", args=[card.public_id]))
