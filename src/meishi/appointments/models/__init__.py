"""What is stored about appointments."""

from meishi.appointments.models.booking import (
    Block,
    Booking,
    BookingEvent,
    Cell,
    Session,
)
from meishi.appointments.models.external import (
    ExternalBusy,
    ExternalCalendar,
    ExternalEntry,
)
from meishi.appointments.models.feed import CalendarFeed
from meishi.appointments.models.hours import Resource, Schedule, ScheduleException
from meishi.appointments.models.service import Service, ServiceResource

__all__ = [
    "Block",
    "Booking",
    "BookingEvent",
    "CalendarFeed",
    "Cell",
    "ExternalBusy",
    "ExternalCalendar",
    "ExternalEntry",
    "Resource",
    "Schedule",
    "ScheduleException",
    "Service",
    "ServiceResource",
    "Session",
]
