"""Reading calendars elsewhere, so that nobody books what is taken there."""

from base64 import b64encode
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.tasks import task
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.appointments.models import (
    Booking,
    ExternalBusy,
    ExternalCalendar,
    Resource,
)
from meishi.formats import caldav
from meishi.formats.busy import MAX_BYTES, Interval, UnreadableCalendar, busy_times
from meishi.lib import clock
from meishi.lib.outbox.backend import enqueue_once
from meishi.lib.outgoing.client import Limits, get, send
from meishi.lib.outgoing.errors import OutgoingError
from meishi.lib.outgoing.urls import host_of
from meishi.lib.sealing import Unsealable, sealed, unsealed
from meishi.workspaces.models import Member

PURPOSE = "calendar address"
BACK = timedelta(days=2)
AHEAD = timedelta(days=400)
PERIOD = 600  # seconds, in which a calendar is read once
EMPTY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
LIMITS = Limits(max_bytes=MAX_BYTES)


@transaction.atomic
def add_calendar(
    resource: Resource,
    address: str,
    *,
    username: str = "",
    password: str = "",
    tentative_is_busy: bool = True,
    by: User | None = None,
) -> ExternalCalendar:
    """Have the calendar at the address read from now on.

    Until that has happened once, the resource takes no bookings.
    """
    calendar = ExternalCalendar.objects.create(
        resource=resource,
        address=sealed(address, purpose=PURPOSE),
        host=host_of(address),
        username=username,
        password=sealed(password, purpose=PURPOSE) if username else "",
        tentative_is_busy=tentative_is_busy,
    )
    read_calendar.enqueue(calendar.pk)
    return calendar


@transaction.atomic
def remove_calendar(calendar: ExternalCalendar, *, by: User | None = None) -> None:
    """Read the calendar no more, and forget what it said."""
    calendar.delete()


def request_reading(calendar: ExternalCalendar) -> None:
    """Have the calendar read soon, unless that happened or was asked for just now."""
    period = int(clock.now().timestamp()) // PERIOD
    enqueue_once(f"calendar {calendar.pk} {period}", read_calendar, calendar.pk)


@task()
def read_calendar(pk: int) -> None:
    """Read the calendar; where that fails, what was read before stays, for a time."""
    calendar = ExternalCalendar.objects.filter(pk=pk).first()
    if calendar is None:
        return
    now = clock.now()
    try:
        busy = _busy_times(calendar, now - BACK, now + AHEAD)
    except (OutgoingError, UnreadableCalendar) as error:
        _note_failure(calendar, str(error))
    except caldav.UnreadableAnswer:
        _note_failure(calendar, _("This is not the address of a CalDAV calendar."))
    except Unsealable:
        _note_failure(calendar, _("Its address cannot be read any more: add it anew."))
    else:
        _replace(calendar, busy, now)


def _busy_times(
    calendar: ExternalCalendar, since: datetime, until: datetime
) -> list[Interval]:
    resource = calendar.resource
    members = Member.objects.filter(workspace=resource.workspace_id)
    own = Booking.objects.filter(resource=resource, end_at__gt=since)
    return busy_times(
        _fetched(calendar, since, until),
        zone=_zone_of(resource),
        since=since,
        until=until,
        own_uids=set(own.values_list("uid", flat=True)),
        owner_addresses=set(members.values_list("user__email", flat=True)),
        tentative_is_busy=calendar.tentative_is_busy,
    )


def _fetched(calendar: ExternalCalendar, since: datetime, until: datetime) -> bytes:
    """Return the calendar, or of one on a CalDAV server what is in the range."""
    address = unsealed(calendar.address, purpose=PURPOSE)
    if not calendar.username:
        return get(address, LIMITS).body
    password = unsealed(calendar.password, purpose=PURPOSE)
    named = b64encode(f"{calendar.username}:{password}".encode()).decode()
    headers = {
        "Authorization": f"Basic {named}",
        "Content-Type": "application/xml; charset=utf-8",
    }

    def asked(method: str, body: bytes, depth: str) -> bytes:
        sent = {**headers, "Depth": depth}
        answer = send(method, address, headers=sent, body=body, limits=LIMITS)
        return answer.expected(207).body

    # Other folders answer a query too, with nothing, which would look like free.
    if not caldav.is_calendar(asked("PROPFIND", caldav.WHAT_IS_IT, "0")):
        raise caldav.UnreadableAnswer
    return caldav.events(asked("REPORT", caldav.query(since, until), "1")) or EMPTY


def _zone_of(resource: Resource) -> str:
    offer = resource.offers.select_related("schedule").order_by("pk").first()
    return offer.schedule.time_zone if offer else "UTC"


@transaction.atomic
def _replace(calendar: ExternalCalendar, busy: list[Interval], at: datetime) -> None:
    """Put what was read in the place of what was read before."""
    # The row is locked first: of two that read at once, the later one stays whole.
    kept = ExternalCalendar.objects.select_for_update().filter(pk=calendar.pk).first()
    if kept is None or (kept.read_at and kept.read_at > at):
        return
    kept.busy_times.all().delete()
    rows = [ExternalBusy(calendar=kept, start_at=s, end_at=e) for s, e in busy]
    ExternalBusy.objects.bulk_create(rows, batch_size=500)
    kept.read_at, kept.read_until = at, at + AHEAD
    kept.error, kept.told_at = "", None
    kept.save(update_fields=["read_at", "read_until", "error", "told_at"])


@transaction.atomic
def _note_failure(calendar: ExternalCalendar, reason: str) -> None:
    kept = ExternalCalendar.objects.select_for_update().filter(pk=calendar.pk).first()
    if kept is None:
        return
    kept.error = reason[:300]
    if kept.is_stale and kept.told_at is None:
        kept.told_at = clock.now()
        _tell(kept)
    kept.save(update_fields=["error", "told_at"])


def _tell(calendar: ExternalCalendar) -> None:
    """Write to the owners that no more bookings are taken, and why."""
    owners = Member.objects.filter(
        workspace=calendar.resource.workspace_id, role=Member.Role.OWNER
    )
    to = [email for email in owners.values_list("user__email", flat=True) if email]
    if not to:
        return
    words = {"name": calendar.resource.name, "host": calendar.host}
    text = _(
        "The calendar at %(host)s cannot be read: %(reason)s\n\n"
        "So that nobody books a time that is taken there, %(name)s takes no new "
        "bookings until it can be read again. It is tried every few minutes. You can "
        "take the calendar away under Appointments, Calendars."
    )
    subject = _("%(name)s takes no bookings: a calendar cannot be read") % words
    send_mail(subject, text % {**words, "reason": calendar.error}, None, to)
