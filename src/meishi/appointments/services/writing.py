"""Writing bookings into calendars elsewhere.

Jobs may come late, twice, or out of order. So none carries what to write: each looks at
the booking when it runs, and once more when it has written. Whoever writes last has
looked last, and the calendar shows what is true.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils.translation import gettext as _

from meishi.appointments.errors import NotWritten
from meishi.appointments.models import (
    Booking,
    BookingEvent,
    ExternalCalendar,
    ExternalEntry,
)
from meishi.appointments.rules.states import EventKind, State
from meishi.appointments.services import meeting
from meishi.appointments.services.remote import Remote, opened
from meishi.formats import ical
from meishi.lib import clock
from meishi.lib.outbox.backend import enqueue_once
from meishi.lib.outgoing.client import Answer
from meishi.lib.outgoing.errors import OutgoingError
from meishi.lib.sealing import Unsealable

WRITTEN_KINDS = (
    EventKind.CONFIRMED,
    EventKind.MOVED,
    EventKind.CANCELLED,
    EventKind.DECLINED,
    EventKind.EXPIRED,
)
WRITTEN_STATES = (State.CONFIRMED, State.COMPLETED, State.NO_SHOW)
AHEAD = timedelta(days=366)  # of the bookings written when a calendar is switched on
MOST_LOOKS = 5  # at a booking that changes while it is written
GONE = (404, 410)

type Wanted = list[tuple[ExternalCalendar, bytes | None]]


def request_writing(event: BookingEvent) -> None:
    """Have calendars show what the event made of its booking, where any is written.

    In the event's transaction, so that neither is there without the other.
    """
    if event.kind not in WRITTEN_KINDS:
        return
    written = ExternalCalendar.objects.filter(
        resource__workspace=event.booking.workspace_id, is_written=True
    )
    if written.exists():
        enqueue_once(f"calendar-event-{event.pk}", write_booking, event.booking_id)


def request_again(calendar: ExternalCalendar) -> None:
    """Have all written once more, at most once a day, after something could not be.

    The outbox gives a job up after a day, and a server may be down for longer.
    """
    key = f"calendar {calendar.pk} again {clock.now():%Y-%m-%d}"
    enqueue_once(key, write_calendar, calendar.pk)


@task
def write_calendar(pk: int) -> None:
    """Have the bookings of the next year written into the calendar."""
    calendar = ExternalCalendar.objects.filter(pk=pk, is_written=True).first()
    if calendar is None:
        return
    now = clock.now()
    theirs = Q(resource=calendar.resource_id, state__in=WRITTEN_STATES)
    bookings = Booking.objects.filter(
        theirs | Q(external_entries__calendar=calendar),
        end_at__gt=now,
        start_at__lt=now + AHEAD,
    )
    in_order = bookings.order_by("start_at").distinct()
    with transaction.atomic():
        for booking in in_order.values_list("pk", flat=True):
            write_booking.enqueue(booking)


@task
def write_booking(pk: int) -> None:
    """Make calendars elsewhere show the booking as it is, or not at all.

    Raises NotWritten, so that the outbox tries again.
    """
    wanted = _wanted(pk)
    for _look in range(MOST_LOOKS):
        _write_all(pk, wanted)
        now_wanted = _wanted(pk)
        if now_wanted == wanted:
            return
        wanted = now_wanted
    raise NotWritten(_("The booking changes faster than it can be written."))


def _wanted(pk: int) -> Wanted:
    """Return what each calendar should have of the booking, None for nothing.

    What takes away comes first: two resources may share one calendar.
    """
    booking = Booking.objects.filter(pk=pk).first()
    if booking is None:
        return []
    is_shown = booking.state in WRITTEN_STATES
    calendars = ExternalCalendar.objects.filter(
        Q(resource=booking.resource_id) | Q(entries__booking=booking), is_written=True
    ).distinct()
    wanted: Wanted = [
        (calendar, ical.stored(meeting.for_host(booking)))
        if is_shown and calendar.resource_id == booking.resource_id
        else (calendar, None)
        for calendar in calendars
    ]
    return sorted(wanted, key=lambda pair: pair[1] is not None)


def _write_all(pk: int, wanted: Wanted) -> None:
    """Write into every calendar, also after one of them failed. Raises NotWritten."""
    booking = Booking.objects.filter(pk=pk).first()
    if booking is None:
        return
    failures = [_failure(calendar, booking, event) for calendar, event in wanted]
    if any(failures):
        raise NotWritten(" ".join(filter(None, failures)))


def _failure(calendar: ExternalCalendar, booking: Booking, event: bytes | None) -> str:
    """Write, note on the calendar how that went, and return what went wrong."""
    reason = ""
    try:
        remote = opened(calendar)
        if event is None:
            _take_away(remote, calendar, booking)
        else:
            _put(remote, calendar, booking, event)
    except OutgoingError as error:
        reason = str(error)[:300]
    except Unsealable:
        reason = _("Its password cannot be read any more: enter it anew.")
    noted = ExternalCalendar.objects.filter(pk=calendar.pk)
    is_news = noted.exclude(write_error=reason).update(write_error=reason)
    if is_news and not reason:
        request_again(calendar)
    return reason


def _put(
    remote: Remote, calendar: ExternalCalendar, booking: Booking, event: bytes
) -> None:
    # Noted first: who dies between the two leaves word of what may be there.
    entry, _new = ExternalEntry.objects.get_or_create(
        calendar=calendar, booking=booking
    )
    answer = _sent(remote, booking.uid, event, _condition(entry.etag))
    if answer.status in (412, *GONE):
        # Somebody changed or deleted it there, or our last answer was lost. What is
        # booked stands here, so it is written over the version that is there now.
        answer = _sent(remote, booking.uid, event, _present(remote, booking.uid))
    _note_version(entry, _etag(answer.expected(200, 201, 204)))


def _take_away(remote: Remote, calendar: ExternalCalendar, booking: Booking) -> None:
    remote.asked("DELETE", entry=booking.uid).expected(200, 202, 204, *GONE)
    for entry in ExternalEntry.objects.filter(calendar=calendar, booking=booking):
        _note_version(entry, "")


def _sent(remote: Remote, uid: str, event: bytes, condition: dict[str, str]) -> Answer:
    headers = {"Content-Type": "text/calendar; charset=utf-8", **condition}
    return remote.asked("PUT", entry=uid, body=event, headers=headers)


def _condition(etag: str) -> dict[str, str]:
    """Return the header by which only what we know is replaced; "" is nothing yet."""
    return {"If-Match": etag} if etag else {"If-None-Match": "*"}


def _present(remote: Remote, uid: str) -> dict[str, str]:
    """Return the header by which only what is there now is replaced, or nothing."""
    found = remote.asked("HEAD", entry=uid)
    if found.status in GONE:
        return _condition("")
    etag = _etag(found.expected(200, 204))
    return _condition(etag) if etag else {}  # the server tells no versions apart


def _etag(answer: Answer) -> str:
    """Return the version of what the answer is about, "" where that is not certain."""
    etag: str = answer.headers.get("etag", "")
    return "" if etag.startswith("W/") or len(etag) > 300 else etag


def _note_version(entry: ExternalEntry, etag: str) -> None:
    ExternalEntry.objects.filter(pk=entry.pk).update(etag=etag)
