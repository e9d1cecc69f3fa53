"""Taking a slot. Nobody else can have it once these return.

Three things see to that, each enough by itself for what it covers: the resource's row
is locked while its time is looked at and taken; the time is looked at by the same
function that lists slots; and the database refuses a second session in a cell and a
second booking on a seat.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.appointments.errors import AlreadyBooked, HoldOver, NotBookable, SlotTaken
from meishi.appointments.models import Booking, BookingEvent, Resource, Service
from meishi.appointments.queries.availability import Asked, resources_free_at
from meishi.appointments.queries.hosts import organizer_of
from meishi.appointments.rules.states import EventKind, State
from meishi.appointments.services import links
from meishi.appointments.services.customer import Customer
from meishi.appointments.services.events import note
from meishi.appointments.services.seats import (
    change_state,
    expire_overdue,
    lock_resources,
    take_seat,
    taken,
)
from meishi.lib import clock, secret_links
from meishi.lib.ids import public_id
from meishi.lib.secret_links import digest

HELD_FOR = timedelta(minutes=5)


@transaction.atomic
def hold_slot(
    service: Service,
    start: datetime,
    *,
    resource: Resource | None = None,
    time_zone: str = "UTC",
) -> Booking:
    """Keep a slot free for five minutes, while somebody fills the form.

    Raises SlotTaken or NotBookable.
    """
    _require_open(service)
    held = {
        "state": State.HELD,
        "expires_at": clock.now() + HELD_FOR,
        "customer_time_zone": time_zone,
    }
    booking = _take(service, start, resource, lambda: held)
    note(booking, EventKind.HELD, BookingEvent.By.CUSTOMER)
    return booking


@transaction.atomic
def book_held(booking: Booking, customer: Customer) -> Booking:
    """Make a held slot the customer's, and return the booking.

    The same content again returns the booking as it is. Raises AlreadyBooked for
    other content, and HoldOver where the time for it has passed.
    """
    lock_resources(booking.resource_id)
    booking.refresh_from_db()
    service = booking.service
    if service is None:
        raise HoldOver(_("This can no longer be booked."))
    # Not by its start, which changes when it moves.
    content = customer.content_digest(service.public_id, booking.created_at)
    if booking.state != State.HELD and booking.content_digest:
        return _same(booking, content)
    _require_open(service)
    is_in_time = booking.expires_at and booking.expires_at > clock.now()
    values = customer.values() | {"content_digest": content}
    values |= _booked(service, booking.start_at)
    state = values.pop("state")
    if not (
        is_in_time and change_state(booking, state, sources=(State.HELD,), **values)
    ):
        raise HoldOver(_("The time was kept free for five minutes, which are over."))
    _note_booked(booking, BookingEvent.By.CUSTOMER)
    return booking


@transaction.atomic
def book_slot(
    service: Service,
    start: datetime,
    customer: Customer,
    *,
    resource: Resource | None = None,
    key: str = "",
) -> Booking:
    """Book a slot at once, and return the booking: confirmed, or waiting for it.

    `key` comes from the form: the same with the same content returns the booking that
    it made. Raises SlotTaken, NotBookable, or AlreadyBooked for other content.
    """
    content = customer.content_digest(service.public_id, start)
    if earlier := _by_key(service, key):
        return _same(earlier, content)
    _require_open(service)
    said = customer.values() | {"idempotency_key": key, "content_digest": content}
    try:
        booking = _take(
            service, start, resource, lambda: _booked(service, start) | said
        )
    except SlotTaken:
        if earlier := _by_key(service, key):  # by a twin, while we waited
            return _same(earlier, content)
        raise
    _note_booked(booking, BookingEvent.By.CUSTOMER)
    return booking


@transaction.atomic
def release_hold(booking: Booking) -> None:
    """Give back a held slot that its visitor does not want any more."""
    lock_resources(booking.resource_id)
    if change_state(booking, State.EXPIRED, sources=(State.HELD,)):
        was_held = {"was": State.HELD}
        note(booking, EventKind.EXPIRED, BookingEvent.By.CUSTOMER, detail=was_held)


@transaction.atomic
def enter_booking(
    service: Service,
    resource: Resource,
    start: datetime,
    customer: Customer,
    *,
    by: User | None,
    key: str = "",
) -> Booking:
    """Book for somebody who called: the host is bound by no hours, notice or horizon.

    The time must be free of other bookings all the same; raises SlotTaken.
    """
    content = customer.content_digest(service.public_id, start)
    if earlier := _by_key(service, key):
        return _same(earlier, content)
    lock_resources(resource)
    expire_overdue(resource)
    asked = Asked(service, start, start, clock.now(), resource, is_for_host=True)
    if not resources_free_at(asked):
        raise taken()
    said = customer.values() | {"idempotency_key": key, "content_digest": content}
    values = {**_booked(service, start), "state": State.CONFIRMED, "expires_at": None}
    values |= said | {"source": Booking.Source.HOST}
    booking = _create(service, resource, start, values)
    note(booking, EventKind.CONFIRMED, BookingEvent.By.HOST, user=by)
    return booking


def _take(
    service: Service,
    start: datetime,
    resource: Resource | None,
    values: Callable[[], dict[str, Any]],
) -> Booking:
    """Book the first of the resources that is still free once it is locked."""
    if service.daily_limit is not None:
        # Two resources have two locks; the limit of the day is the service's.
        Service.objects.select_for_update().get(pk=service.pk)
    for candidate in _free_at(service, start, resource):
        try:
            with transaction.atomic():  # gives the lock back where it fails
                lock_resources(candidate)
                expire_overdue(candidate)
                if not _free_at(service, start, candidate):
                    raise taken()
                return _create(service, candidate, start, values())
        except SlotTaken:
            continue
    raise taken()


def _free_at(
    service: Service, start: datetime, resource: Resource | None
) -> list[Resource]:
    return resources_free_at(Asked(service, start, start, clock.now(), resource))


def _create(
    service: Service, resource: Resource, start: datetime, values: dict[str, Any]
) -> Booking:
    end = start + timedelta(minutes=service.duration)
    session, seat = take_seat(resource, service, start, end)
    card, nonce, this_instant = service.card, secret_links.new_nonce(), clock.now()
    offer = service.offers.select_related("schedule").get(resource=resource)
    organizer_name, organizer_email = organizer_of(service)
    columns = {
        "workspace": card.workspace,
        "card": card,
        "service": service,
        "resource": resource,
        "session": session,
        "seat": seat,
        "start_at": start,
        "end_at": end,
        "time_zone": offer.schedule.time_zone,
        "service_name": service.name,
        "place": service.place,
        "place_detail": service.place_detail,
        "uid": f"{public_id(24)}@meishi",
        "organizer_name": organizer_name,
        "organizer_email": organizer_email,
        "link_nonce": nonce,
        "manage_digest": digest(links.token(nonce, "manage")),
        "decision_digest": digest(links.token(nonce, "decision")),
        "created_at": this_instant,
        "updated_at": this_instant,
    }
    try:
        with transaction.atomic():
            return Booking.objects.create(**columns | values)
    except IntegrityError as error:
        raise taken() from error


def _booked(service: Service, start: datetime) -> dict[str, Any]:
    if not service.is_confirmation_needed:
        return {"state": State.CONFIRMED, "expires_at": None}
    decide_by = clock.now() + timedelta(hours=service.decision_hours)
    return {"state": State.PENDING, "expires_at": min(decide_by, start)}


def _note_booked(booking: Booking, by: BookingEvent.By) -> None:
    is_pending = booking.state == State.PENDING
    note(booking, EventKind.REQUESTED if is_pending else EventKind.CONFIRMED, by)


def _require_open(service: Service) -> None:
    is_published = service.card.edition_id is not None
    if not (service.is_active and is_published):
        raise NotBookable(_("This cannot be booked at the moment."))


def _by_key(service: Service, key: str) -> Booking | None:
    if not key:
        return None
    found = Booking.objects.filter(card=service.card_id, idempotency_key=key)
    return found.first()


def _same(earlier: Booking, content: str) -> Booking:
    if earlier.content_digest != content:
        raise AlreadyBooked(
            _("This form was sent before with other content. Load it anew.")
        )
    return earlier
