"""Taking time of a resource and giving it back. Always under the resource's lock."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meishi.appointments.errors import NotPossibleNow, SlotTaken
from meishi.appointments.models import (
    Booking,
    BookingEvent,
    Cell,
    Resource,
    Service,
    Session,
)
from meishi.appointments.rules.cells import cells
from meishi.appointments.rules.states import EventKind, State
from meishi.appointments.services.events import note
from meishi.lib import clock


def lock_resources(*resources: Resource | int) -> list[Resource]:
    """Lock the rows until the transaction ends, in one order for everybody."""
    ids = {r if isinstance(r, int) else r.pk for r in resources}
    return list(Resource.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


def lock_booking(booking: Booking, *others: Resource) -> None:
    """Lock the resource of a booking, and others, and see the booking as it is now.

    What is overdue there has ended then. Raises NotPossibleNow where it went to
    another resource at that very moment.
    """
    locked = lock_resources(booking.resource_id, *others)
    for resource in locked:
        expire_overdue(resource)
    booking.refresh_from_db()
    if booking.resource not in locked:
        raise NotPossibleNow(_("This booking has just been changed. Look at it again."))


def take_seat(
    resource: Resource, service: Service, start: datetime, end: datetime
) -> tuple[Session, int]:
    """Return a session and the number of a free seat in it.

    The resource is locked and the time was found free. Raises SlotTaken where the
    database knows better.
    """
    if service.capacity > 1:
        same = Session.objects.filter(
            resource=resource, service=service, start_at=start, end_at=end
        ).first()
        if same is not None:
            return same, _free_seat(same, service.capacity)
    session = Session(
        resource=resource,
        service=service,
        start_at=start,
        end_at=end,
        before=service.before,
        after=service.after,
    )
    try:
        with transaction.atomic():
            session.save()
            Cell.objects.bulk_create(
                Cell(resource=resource, number=number, session=session)
                for number in cells(start, end)
            )
    except IntegrityError as error:
        raise taken() from error
    return session, 0


def release(session_pk: int | None) -> None:
    """Remove the session if nobody has a seat in it any more."""
    if session_pk is None:
        return
    if not Booking.objects.filter(session=session_pk).exists():
        Session.objects.filter(pk=session_pk).delete()


def change_state(
    booking: Booking, state: State, *, sources: tuple[State, ...], **values: object
) -> bool:
    """Put the booking into the state, if it still is in one of the sources.

    Time is given back where the new state takes none. Return whether it was so.
    """
    if state in (State.DECLINED, State.CANCELLED, State.EXPIRED):
        values |= {"session": None, "seat": None}
    values |= {"state": state, "expires_at": values.get("expires_at")}
    session_pk = booking.session_id
    mine = Booking.objects.filter(pk=booking.pk, state__in=sources)
    if not mine.update(updated_at=clock.now(), **values):
        return False
    booking.refresh_from_db()
    if booking.session_id is None:
        release(session_pk)
    return True


def expire_overdue(resource: Resource) -> int:
    """End what was held or asked for too long ago; return how many that was.

    The resource is locked.
    """
    overdue = Booking.objects.filter(
        resource=resource,
        state__in=(State.HELD, State.PENDING),
        expires_at__lte=clock.now(),
    )
    return sum(_expire(booking) for booking in overdue)


def _expire(booking: Booking) -> bool:
    before = booking.state
    if not change_state(booking, State.EXPIRED, sources=(State.HELD, State.PENDING)):
        return False
    note(booking, EventKind.EXPIRED, BookingEvent.By.CLOCK, detail={"was": before})
    return True


def _free_seat(session: Session, capacity: int) -> int:
    used = set(session.bookings.values_list("seat", flat=True))
    free = next((seat for seat in range(capacity) if seat not in used), None)
    if free is None:
        raise taken()
    return free


def taken() -> SlotTaken:
    """Return the error of a time that is not free."""
    return SlotTaken(_("That time has just been taken. Please choose another."))
