"""What the clock asks of appointments."""

from datetime import timedelta

from django.tasks import task

from meishi.appointments.models import ExternalCalendar
from meishi.appointments.services.changing import (
    complete_past_bookings,
    expire_overdue_bookings,
)
from meishi.appointments.services.external import request_reading
from meishi.lib.outbox.periodic import periodic


@periodic(every=timedelta(minutes=1))
@task()
def follow_the_clock() -> None:
    """End what nobody answered in time, and note which meetings are over."""
    expire_overdue_bookings()
    complete_past_bookings()


@periodic(every=timedelta(minutes=10))
@task()
def read_calendars() -> None:
    """Have every calendar elsewhere read, each in a job of its own."""
    for calendar in ExternalCalendar.objects.iterator():
        request_reading(calendar)
