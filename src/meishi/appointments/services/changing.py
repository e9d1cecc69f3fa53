"""What becomes of a booking. Each move is one conditional update."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.appointments.errors import AlreadyDone, NotPossibleNow
from meishi.appointments.models import Booking, BookingEvent, Resource, Service
from meishi.appointments.queries.availability import Asked, resources_free_at
from meishi.appointments.rules.states import EventKind, State
from meishi.appointments.services.events import note
from meishi.appointments.services.seats import (
    change_state,
    expire_overdue,
    lock_booking,
    lock_resources,
    release,
    take_seat,
    taken,
)
from meishi.lib import clock

By = BookingEvent.By


@transaction.atomic
def confirm_booking(booking: Booking, *, by: User | None = None) -> None:
    """Accept a booking that waits for it. Raises AlreadyDone or NotPossibleNow."""
    lock_booking(booking)
    _require_waiting(booking, State.CONFIRMED)
    _change(booking, State.CONFIRMED, (State.PENDING,))
    note(booking, EventKind.CONFIRMED, By.HOST, user=by)


@transaction.atomic
def decline_booking(
    booking: Booking, *, reason: str = "", by: User | None = None
) -> None:
    """Refuse a booking that waits; its time is free again."""
    lock_booking(booking)
    _require_waiting(booking, State.DECLINED)
    _change(booking, State.DECLINED, (State.PENDING,))
    detail = {"reason": reason}
    note(booking, EventKind.DECLINED, By.HOST, user=by, detail=detail)


@transaction.atomic
def cancel_booking(
    booking: Booking, *, reason: str = "", by: BookingEvent.By, user: User | None = None
) -> None:
    """Give the time back.

    Raises AlreadyDone where it was cancelled before, and NotPossibleNow once it has
    begun or where there is nothing to cancel.
    """
    lock_booking(booking)
    if booking.state == State.CANCELLED:
        raise AlreadyDone(_("This booking is already cancelled."))
    _require_ahead(booking)
    was = booking.state
    sources = (State.PENDING, State.CONFIRMED)
    # Calendars know it only once it was confirmed.
    is_known = 1 if was == State.CONFIRMED else 0
    _change(booking, State.CANCELLED, sources, sequence=F("sequence") + is_known)
    detail = {"reason": reason, "was": was}
    note(booking, EventKind.CANCELLED, by, user=user, detail=detail)


@transaction.atomic
def move_booking(
    booking: Booking,
    start: datetime,
    *,
    resource: Resource | None = None,
    by: BookingEvent.By,
    user: User | None = None,
) -> None:
    """Give up the old time and take the new one, or change nothing.

    Hours, notice and horizon bind a customer again; a host may put it anywhere that
    is free. Raises SlotTaken, NotPossibleNow, or AlreadyDone where it is there.
    """
    targets = _targets(booking, start, resource, by)
    lock_booking(booking, *targets)
    if booking.state == State.CANCELLED:
        raise NotPossibleNow(_("This booking is cancelled, so it cannot be moved."))
    _require_ahead(booking)
    if start == booking.start_at and (resource is None or resource == booking.resource):
        raise AlreadyDone(_("The booking is at that time already."))
    service = booking.service
    if service is None:
        raise NotPossibleNow(_("The service is gone, so this cannot be moved."))
    is_for_host = by == By.HOST
    for target in targets:
        asked = Asked(service, start, start, clock.now(), target, booking, is_for_host)
        if resources_free_at(asked):
            detail = _put(booking, service, start, target)
            note(booking, EventKind.MOVED, by, user=user, detail=detail)
            return
    raise taken()


@transaction.atomic
def mark_booking(booking: Booking, state: State, *, by: User | None = None) -> None:
    """Note whether somebody came, once the meeting has begun.

    `state` is COMPLETED or NO_SHOW.
    """
    lock_booking(booking)
    if booking.state == state:
        raise AlreadyDone(_("That is noted already."))
    if booking.start_at > clock.now():
        raise NotPossibleNow(_("That can be noted once the meeting has begun."))
    sources = (State.CONFIRMED, State.COMPLETED, State.NO_SHOW)
    _change(booking, state, sources)
    note(booking, EventKind(state.value), By.HOST, user=by)


def complete_past_bookings(limit: int = 500) -> int:
    """Note that meetings are over; return how many that was."""
    past = Booking.objects.filter(state=State.CONFIRMED, end_at__lte=clock.now())
    return sum(_complete(booking) for booking in past[:limit])


def expire_overdue_bookings() -> None:
    """End what was held or asked for too long ago."""
    overdue = Booking.objects.filter(
        state__in=(State.HELD, State.PENDING), expires_at__lte=clock.now()
    )
    for pk in overdue.order_by("resource").values_list("resource").distinct():
        _expire_of(*pk)


@transaction.atomic
def _expire_of(resource_pk: int) -> None:
    for resource in lock_resources(resource_pk):
        expire_overdue(resource)


@transaction.atomic
def _complete(booking: Booking) -> bool:
    if not change_state(booking, State.COMPLETED, sources=(State.CONFIRMED,)):
        return False
    note(booking, EventKind.COMPLETED, By.CLOCK)
    return True


def _change(
    booking: Booking, state: State, sources: tuple[State, ...], **values: object
) -> None:
    if not change_state(booking, state, sources=sources, **values):
        raise NotPossibleNow(_("That is not possible any more: the booking changed."))


def _require_waiting(booking: Booking, wanted: State) -> None:
    if booking.state == wanted:
        raise AlreadyDone(_("You have answered this already."))
    if booking.state == State.EXPIRED:
        raise NotPossibleNow(_("The time for an answer is over, and the slot is free."))
    if booking.state != State.PENDING:
        raise NotPossibleNow(_("This booking waits for no answer."))


def _require_ahead(booking: Booking) -> None:
    if booking.state not in (State.PENDING, State.CONFIRMED):
        raise NotPossibleNow(_("This booking cannot be changed any more."))
    if booking.start_at <= clock.now():
        raise NotPossibleNow(_("It has begun, so it cannot be changed any more."))


def _targets(
    booking: Booking, start: datetime, resource: Resource | None, by: BookingEvent.By
) -> list[Resource]:
    """Return whom to ask for the new time, in order; the present one first."""
    if resource is not None:
        return [resource]
    if by == By.HOST or booking.service is None:
        return [booking.resource]
    asked = Asked(booking.service, start, start, clock.now(), ignoring=booking)
    free = resources_free_at(asked)
    return sorted(free, key=lambda found: found.pk != booking.resource_id)


def _put(
    booking: Booking, service: Service, start: datetime, resource: Resource
) -> dict[str, str]:
    """Move the booking and return what that replaced."""
    before = {
        "start_at": booking.start_at.isoformat(),
        "resource": booking.resource.name,
    }
    state, old_session = booking.state, booking.session_id
    # Its own cells first, else a move by ten minutes would meet itself. Nobody sees
    # this state: it lasts as long as the transaction.
    mine = Booking.objects.filter(pk=booking.pk)
    mine.update(session=None, seat=None, state=State.EXPIRED)
    release(old_session)
    end = start + timedelta(minutes=service.duration)
    session, seat = take_seat(resource, service, start, end)
    is_known = 1 if state == State.CONFIRMED else 0
    mine.update(
        session=session,
        seat=seat,
        state=state,
        resource=resource,
        start_at=start,
        end_at=end,
        sequence=F("sequence") + is_known,
        updated_at=clock.now(),
    )
    booking.refresh_from_db()
    return before
