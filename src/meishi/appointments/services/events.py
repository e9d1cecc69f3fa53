"""What happened to a booking, and having it told."""

from typing import Any

from meishi.accounts.models import User
from meishi.appointments.models import Booking, BookingEvent
from meishi.appointments.rules.states import EventKind, State
from meishi.appointments.services.telling import tell
from meishi.appointments.services.writing import request_writing
from meishi.lib import clock
from meishi.lib.outbox.backend import enqueue_once


def note(
    booking: Booking,
    kind: EventKind,
    by: BookingEvent.By,
    *,
    user: User | None = None,
    detail: dict[str, Any] | None = None,
) -> BookingEvent:
    """Append to what happened, within the caller's transaction, and have it told and
    written into calendars elsewhere."""
    event = BookingEvent.objects.create(
        booking=booking,
        kind=kind,
        by=by,
        user=user,
        sequence=booking.sequence,
        detail=detail or {},
        at=clock.now(),
    )
    if kind != EventKind.HELD and event.detail.get("was") != State.HELD:
        enqueue_once(f"booking-event-{event.pk}", tell, event.pk)
        request_writing(event)
    return event
