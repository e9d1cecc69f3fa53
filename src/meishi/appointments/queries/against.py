"""What speaks against a time, though the host may take it."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from meishi.appointments.models import Block, ExternalBusy, Resource, Service
from meishi.appointments.queries.hours import days_around, hours_of
from meishi.appointments.rules.hours import open_intervals
from meishi.lib import clock


def reasons_against(service: Service, resource: Resource, start: datetime) -> list[str]:
    """Return in words why a customer could not have this time; [] for a usual one."""
    end = start + timedelta(minutes=service.duration)
    found = []
    if start < clock.now():
        found.append(_("This time has passed."))
    if not _is_open(service, resource, start, end):
        found.append(_("This lies outside of your hours."))
    blocks = Block.objects.filter(resource=resource, start_at__lt=end, end_at__gt=start)
    if blocks.exists():
        found.append(_("You keep this time free."))
    elsewhere = ExternalBusy.objects.filter(
        calendar__resource=resource, start_at__lt=end, end_at__gt=start
    )
    if elsewhere.exists():
        found.append(_("You are busy then, says a calendar of yours elsewhere."))
    return found


def _is_open(
    service: Service, resource: Resource, start: datetime, end: datetime
) -> bool:
    offer = service.offers.select_related("schedule").filter(resource=resource).first()
    if offer is None:
        return False
    dates = days_around(start.date(), end.date())
    exceptions = offer.schedule.exceptions.filter(on__range=dates)
    hours = hours_of(offer.schedule, exceptions, *dates)
    return open_intervals(hours, start, end) == [(start, end)]
