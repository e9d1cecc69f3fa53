"""May this person? What is not theirs is 404, as if it were not there."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meishi.appointments.models import (
    Block,
    Booking,
    CalendarFeed,
    ExternalCalendar,
    Resource,
    Schedule,
    Service,
)
from meishi.appointments.rules.states import State
from meishi.cards.models import Card
from meishi.lib.secret_links import digest
from meishi.workspaces.access import editable_workspaces, readable_workspaces


def readable_bookings(request: HttpRequest) -> QuerySet[Booking]:
    """Return the bookings that this visitor may see."""
    return Booking.objects.filter(workspace__in=readable_workspaces(request))


def readable_booking(request: HttpRequest, public_id: str) -> Booking:
    """Return the booking if this visitor may see it, else raise Http404."""
    return get_object_or_404(readable_bookings(request), public_id=public_id)


def editable_booking(request: HttpRequest, public_id: str) -> Booking:
    """Return the booking if this visitor may change it, else raise Http404."""
    return _mine(Booking, request, public_id=public_id)


def editable_service(request: HttpRequest, card: Card, public_id: str) -> Service:
    """Return a service of the card, which this visitor may change, or raise Http404."""
    return get_object_or_404(card.bookable_services, public_id=public_id)


def editable_services(request: HttpRequest) -> QuerySet[Service]:
    """Return the services that this visitor may enter bookings for."""
    services = Service.objects.filter(card__workspace__in=editable_workspaces(request))
    return services.select_related("card__workspace")


def editable_schedule(request: HttpRequest, public_id: str) -> Schedule:
    """Return the hours if this visitor may change them, else raise Http404."""
    return _mine(Schedule, request, public_id=public_id)


def editable_resource(request: HttpRequest, public_id: str) -> Resource:
    """Return who can be booked if this visitor may change it, else raise Http404."""
    return _mine(Resource, request, public_id=public_id)


def editable_block(request: HttpRequest, public_id: str) -> Block:
    """Return the time kept free if this visitor may change it, else raise Http404."""
    blocks = Block.objects.filter(resource__workspace__in=editable_workspaces(request))
    return get_object_or_404(blocks, public_id=public_id)


def editable_calendar(request: HttpRequest, public_id: str) -> ExternalCalendar:
    """Return the calendar elsewhere if this visitor may take it away, or Http404."""
    mine = editable_workspaces(request)
    calendars = ExternalCalendar.objects.filter(resource__workspace__in=mine)
    return get_object_or_404(calendars, public_id=public_id)


def open_feed(token: str) -> CalendarFeed:
    """Return the feed that a secret address leads to, or raise Http404."""
    feeds = CalendarFeed.objects.select_related("workspace", "resource")
    return get_object_or_404(feeds, digest=digest(token))


def _mine[M: Model](kind: type[M], request: HttpRequest, **wanted: Any) -> M:
    rows = kind._default_manager.filter(workspace__in=editable_workspaces(request))
    return get_object_or_404(rows, **wanted)


def open_card(handle: str) -> Card:
    """Return the published card behind a handle, old ones too, or raise Http404."""
    cards = Card.objects.filter(handles__name=handle.lower(), edition__isnull=False)
    return get_object_or_404(cards.select_related("edition", "workspace"))


def open_service(card: Card, public_id: str) -> Service:
    """Return what anybody may book on a published card, or raise Http404."""
    services = card.bookable_services.filter(is_active=True)
    return get_object_or_404(services, public_id=public_id)


def held_booking(service: Service, token: str) -> Booking:
    """Return what its visitor's secret link leads to, of that service, or raise
    Http404."""
    return get_object_or_404(
        Booking.objects.select_related("service__card__edition", "resource"),
        manage_digest=digest(token),
        service=service,
    )


def managed_booking(token: str) -> Booking:
    """Return the booking that its customer's secret link leads to, or raise Http404."""
    return _secret(manage_digest=digest(token))


def decided_booking(token: str) -> Booking:
    """Return the booking that its host's secret link leads to, or raise Http404."""
    return _secret(decision_digest=digest(token))


def _secret(**wanted: str) -> Booking:
    known = Booking.objects.exclude(state=State.HELD).exclude(name="")
    whole = known.select_related("service__card__edition", "resource", "card__edition")
    return get_object_or_404(whole.select_related("card__workspace"), **wanted)
