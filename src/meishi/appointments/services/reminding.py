"""Reminding both sides before the start, never of what has moved or is cancelled."""

from datetime import datetime, timedelta

from django.db import transaction
from django.tasks import task

from meishi.appointments.models import Booking, BookingEvent
from meishi.appointments.rules.states import EventKind, State
from meishi.appointments.services.mails import to_customer, to_host
from meishi.lib import clock
from meishi.lib.outbox.backend import enqueue_once

CUSTOMER, HOST = BookingEvent.By.CUSTOMER, BookingEvent.By.HOST


def plan_reminders(event: BookingEvent, booking: Booking) -> None:
    """Enqueue what the service's owner wants, for the time that the event set.

    What would have been due before that is left out: a reminder right after the
    booking tells nobody anything.
    """
    for to in (CUSTOMER, HOST):
        for minutes in _wanted(booking, to):
            due_at = booking.start_at - timedelta(minutes=minutes)
            if due_at > event.at:
                key = f"reminder-{booking.pk}-{booking.sequence}-{to}-{minutes}"
                start = booking.start_at.isoformat()
                enqueue_once(
                    key, remind.using(run_after=due_at), booking.pk, start, to, minutes
                )


@task
def remind(booking_pk: int, start: str, to: str, minutes: int) -> None:
    """Write the reminder of `minutes` before the start, once.

    Nothing is written where the booking is not confirmed for that start any more,
    where that has passed, or where the owner no longer wants it.
    """
    with transaction.atomic():
        booking = Booking.objects.select_for_update().get(pk=booking_pk)
        detail = {"to": to, "minutes": minutes}
        if not _is_due(booking, start) or minutes not in _wanted(booking, to):
            return
        earlier = booking.events.filter(kind=EventKind.REMINDED, detail=detail)
        if earlier.filter(sequence=booking.sequence).exists():
            return
        this_instant = clock.now()
        event = BookingEvent.objects.create(
            booking=booking,
            kind=EventKind.REMINDED,
            by=BookingEvent.By.CLOCK,
            sequence=booking.sequence,
            detail=detail,
            at=this_instant,
            told_at=this_instant,
        )
        side = to_customer if to == CUSTOMER else to_host
        side.letter(booking, event, None).send()


def _is_due(booking: Booking, start: str) -> bool:
    return (
        booking.state == State.CONFIRMED
        and booking.start_at == datetime.fromisoformat(start)
        and booking.start_at > clock.now()
    )


def _wanted(booking: Booking, to: str) -> list[int]:
    """Return how many minutes before the start that side is reminded."""
    service = booking.service
    if service is None:
        return []
    wanted: list[int] = service.reminders if to == CUSTOMER else service.host_reminders
    return wanted
