"""Choosing what, and when. Choosing a time keeps it for five minutes."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from meishi.appointments.access import open_card, open_service
from meishi.appointments.errors import NotBookable, SlotTaken
from meishi.appointments.models import Booking, Service
from meishi.appointments.queries.openings import question_about
from meishi.appointments.queries.picker import Choice, picker
from meishi.appointments.services.booking import hold_slot, release_hold
from meishi.appointments.services.links import current_token
from meishi.appointments.views.visitor.choosing import choice_of, start_of
from meishi.appointments.views.visitor.frame import frame
from meishi.cards.models import Card
from meishi.cards.queries import current_handle
from meishi.cards.views.beside.page import (
    document_of,
    for_visitors,
    in_language_of,
    too_often,
)
from meishi.lib.secret_links import digest


@require_safe
@for_visitors
def services(request: HttpRequest, handle: str) -> HttpResponse:
    """Show what can be booked on the card; if that is one thing, its times."""
    card = open_card(handle)
    offered = list(card.bookable_services.filter(is_active=True))
    if len(offered) == 1:
        return redirect(address(card, offered[0]) + _query(request))
    return frame.show(card, "appointments/visitor/services.html", {"services": offered})


@require_http_methods(["GET", "HEAD", "POST"])
@for_visitors
def pick(request: HttpRequest, handle: str, service_id: str) -> HttpResponse:
    """Show the free times of a month, or keep the one that was chosen."""
    card = open_card(handle)
    service = open_service(card, service_id)
    if request.method != "POST" and handle != current_handle(card):
        return redirect(address(card, service) + _query(request))
    if request.method == "POST":
        return _hold(request, card, service)
    return show_picker(request, card, service)


def show_picker(
    request: HttpRequest,
    card: Card,
    service: Service,
    *,
    problem: str = "",
    status: int = 200,
    booking: Booking | None = None,
) -> HttpResponse:
    """Return the page for choosing a time; `booking` is the one that moves."""
    with in_language_of(card):
        choice = choice_of(request, service, document_of(card).language)
        asked = question_about(service, choice.resource, ignoring=booking)
        context = picker(asked, choice) | _choices(service, choice)
    context |= {
        "service": service,
        "problem": problem,
        "booking": booking,
        "held": request.POST.get("held") or request.GET.get("held", ""),
        "is_zone_said": "zone" in request.GET or request.method == "POST",
    }
    name = "move" if booking else "pick"
    return frame.show(card, f"appointments/visitor/{name}.html", context, status)


def address(card: Card, service: Service) -> str:
    """Return the address for choosing a time of the service."""
    names = {"handle": current_handle(card), "service_id": service.public_id}
    return reverse("appointments:pick", kwargs=names)


def _hold(request: HttpRequest, card: Card, service: Service) -> HttpResponse:
    if refused := too_often(request, "booking_hold"):
        return refused
    start = start_of(request)
    with in_language_of(card):
        choice = choice_of(request, service, document_of(card).language)
        _let_go(service, request.POST.get("held", ""))
        try:
            if start is None:
                raise SlotTaken(_("Choose one of the times that are free."))
            booking = hold_slot(
                service, start, resource=choice.resource, time_zone=choice.zone
            )
        except (SlotTaken, NotBookable) as error:
            problem = str(error)
            return show_picker(request, card, service, problem=problem, status=409)
    names = {
        "handle": current_handle(card),
        "service_id": service.public_id,
        "token": current_token(booking, "manage"),
    }
    return HttpResponseRedirect(reverse("appointments:details", kwargs=names))


def _let_go(service: Service, token: str) -> None:
    """Give back what this visitor held before."""
    earlier = Booking.objects.filter(manage_digest=digest(token), service=service)
    for booking in earlier if token else ():
        release_hold(booking)


def _choices(service: Service, choice: Choice) -> dict[str, Any]:
    offers = service.offers.filter(resource__is_active=True).select_related("resource")
    return {"resources": [offer.resource for offer in offers]}


def _query(request: HttpRequest) -> str:
    query = request.META.get("QUERY_STRING", "")
    return f"?{query}" if query else ""
