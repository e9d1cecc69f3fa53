"""May this person? What is not theirs is 404, as if it were not there."""

from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from meishi.appointments.models import (
    Block,
    Booking,
    ExternalCalendar,
    Resource,
    Schedule,
    Service,
)
from meishi.cards.models import Card
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


def _mine[M: Model](kind: type[M], request: HttpRequest, **wanted: Any) -> M:
    rows = kind._default_manager.filter(workspace__in=editable_workspaces(request))
    return get_object_or_404(rows, **wanted)
