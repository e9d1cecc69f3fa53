"""Telling both sides what happened to a booking: each event once."""

from datetime import datetime

from django.db import transaction
from django.tasks import task

from meishi.appointments.models import Booking, BookingEvent
from meishi.appointments.rules.states import EventKind
from meishi.appointments.services import meeting
from meishi.appointments.services.mails import to_customer, to_host
from meishi.appointments.services.reminding import plan_reminders
from meishi.cards.services.letter import Invitation
from meishi.formats import ical
from meishi.lib import clock

BOTH = (
    EventKind.REQUESTED,
    EventKind.CONFIRMED,
    EventKind.MOVED,
    EventKind.CANCELLED,
    EventKind.EXPIRED,
)
# A refusal is no news to whoever refused.
TOLD_TO_CUSTOMER = (*BOTH, EventKind.DECLINED)


@task
def tell(event_pk: int) -> None:
    """Write the mails of an event, and plan what it makes due later, once.

    All of it is one transaction with the note that it is done: a second run finds
    that, and one that dies leaves nothing.
    """
    with transaction.atomic():
        untold = BookingEvent.objects.filter(pk=event_pk, told_at__isnull=True)
        if not untold.update(told_at=clock.now()):
            return
        event = BookingEvent.objects.select_related("booking__service").get(pk=event_pk)
        booking = as_of(event)
        if event.kind in TOLD_TO_CUSTOMER:
            calendar = invitation(event, meeting.for_customer(booking))
            to_customer.letter(booking, event, calendar).send()
        if event.kind in BOTH:
            calendar = invitation(event, meeting.for_host(booking))
            to_host.letter(booking, event, calendar).send()
        if is_in_calendars(event):
            plan_reminders(event, booking)


def as_of(event: BookingEvent) -> Booking:
    """Return the booking with the time it had right after the event.

    Mails may leave when it has moved on already; they tell of what happened in order.
    """
    booking = event.booking
    moves = booking.events.filter(pk__gt=event.pk, kind=EventKind.MOVED).order_by("pk")
    if later := moves.first():
        length = booking.end_at - booking.start_at
        booking.start_at = datetime.fromisoformat(later.detail["start_at"])
        booking.end_at = booking.start_at + length
    booking.sequence = event.sequence
    return booking


def invitation(event: BookingEvent, appointment: ical.Appointment) -> Invitation | None:
    """Return what calendars are told of an event, None where that is nothing."""
    if event.kind == EventKind.CANCELLED and event.sequence:
        return Invitation("CANCEL", ical.cancel(appointment))
    if is_in_calendars(event):
        return Invitation("REQUEST", ical.request(appointment))
    return None


def is_in_calendars(event: BookingEvent) -> bool:
    """Say whether the event puts its time into calendars.

    A booking that still waits is in none, and its sequence does not grow.
    """
    return event.kind == EventKind.CONFIRMED or (
        event.kind == EventKind.MOVED and event.sequence > 0
    )
