"""Reading calendars elsewhere, so that nobody books what is taken there."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.core.mail import send_mail
from django.db import transaction
from django.db.models import Q
from django.tasks import task
from django.utils.translation import gettext as _

from meishi.accounts.models import User
from meishi.appointments.errors import NoLongerThere, NotWritable, PasswordNeeded
from meishi.appointments.models import (
    Booking,
    ExternalBusy,
    ExternalCalendar,
    Resource,
)
from meishi.appointments.services.finding import found_calendars
from meishi.appointments.services.remote import LIMITS, PURPOSE, XML, opened
from meishi.appointments.services.seats import lock_resources
from meishi.appointments.services.writing import request_again, write_calendar
from meishi.formats import caldav
from meishi.formats.busy import Interval, UnreadableCalendar, busy_times
from meishi.lib import clock
from meishi.lib.outbox.backend import enqueue_once
from meishi.lib.outgoing.client import get
from meishi.lib.outgoing.errors import OutgoingError
from meishi.lib.outgoing.urls import host_of, parsed
from meishi.lib.sealing import Unsealable, sealed, unsealed
from meishi.workspaces.models import Member

BACK = timedelta(days=2)
AHEAD = timedelta(days=400)
PERIOD = 600  # seconds, in which a calendar is read once
CHANGED = (
    "read_at",  # first: only with another address
    "found",
    "address",
    "host",
    "username",
    "password",
    "tentative_is_busy",
    "is_written",
    "write_error",
)
EMPTY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


@transaction.atomic
def add_calendar(
    resource: Resource,
    address: str,
    *,
    username: str = "",
    password: str = "",
    tentative_is_busy: bool = True,
    is_written: bool = False,
    by: User | None = None,
) -> ExternalCalendar:
    """Have the calendar at the address read from now on, and written into if wished.

    Until it was read once, the resource takes no bookings. Raises NotWritable.
    """
    calendar = ExternalCalendar(
        resource=resource,
        address=sealed(address, purpose=PURPOSE),
        host=host_of(address),
        username=username,
        password=sealed(password, purpose=PURPOSE) if username else "",
        tentative_is_busy=tentative_is_busy,
        is_written=is_written,
    )
    _require_writable(calendar)
    calendar.save()
    read_calendar.enqueue(calendar.pk)
    if is_written:
        write_calendar.enqueue(calendar.pk)
    return calendar


@transaction.atomic
def change_calendar(
    calendar: ExternalCalendar,
    *,
    address: str = "",
    username: str = "",
    password: str = "",
    tentative_is_busy: bool,
    is_written: bool,
    by: User | None = None,
) -> None:
    """Change what is known of the calendar; what is "" stays.

    Raises NotWritable, and PasswordNeeded where it is to go to another server.
    """
    if address:
        if calendar.password and not password and _is_elsewhere(calendar, address):
            raise PasswordNeeded(
                _("The address leads to another server: enter the password for it.")
            )
        # Nothing is known of what is there, and nothing of ours is in it.
        calendar.entries.all().delete()
        calendar.address, calendar.read_at = sealed(address, purpose=PURPOSE), None
        calendar.host, calendar.found = host_of(address), []
    is_new = bool(address or username or password) or not calendar.is_written
    calendar.username = username or calendar.username
    if password or (username and not calendar.password):
        calendar.password = sealed(password, purpose=PURPOSE)
    calendar.tentative_is_busy, calendar.is_written = tentative_is_busy, is_written
    calendar.write_error = ""
    _require_writable(calendar)
    calendar.save(update_fields=CHANGED if address else CHANGED[1:])
    read_calendar.enqueue(calendar.pk)
    if is_written and is_new:
        write_calendar.enqueue(calendar.pk)


def choose_calendar(
    calendar: ExternalCalendar, number: int, *, by: User | None = None
) -> None:
    """Take one of the calendars that were found, counted from 0, for its address.

    Raises NoLongerThere where there is none of that number, or not any more.
    """
    if not 0 <= number < len(calendar.found):
        raise NoLongerThere(_("The list has changed. Choose again."))
    change_calendar(
        calendar,
        address=unsealed(calendar.found[number]["address"], purpose=PURPOSE),
        tentative_is_busy=calendar.tentative_is_busy,
        is_written=calendar.is_written,
        by=by,
    )


def _is_elsewhere(calendar: ExternalCalendar, address: str) -> bool:
    try:
        before = parsed(unsealed(calendar.address, purpose=PURPOSE))
    except Unsealable:
        return True
    after = parsed(address)
    return (before.scheme, before.netloc) != (after.scheme, after.netloc)


@transaction.atomic
def remove_calendar(calendar: ExternalCalendar, *, by: User | None = None) -> None:
    """Read the calendar no more, and forget what it said. Bookings in it stay."""
    calendar.delete()


def _require_writable(calendar: ExternalCalendar) -> None:
    """Raise NotWritable where bookings cannot be written into it, but should be."""
    # Whoever books has this lock too: a booking either is there when the calendar is
    # switched on, or sees that it is.
    lock_resources(calendar.resource_id)
    if not calendar.is_written:
        return
    if not calendar.username:
        raise NotWritable(
            _("Only a CalDAV calendar with a user name can be written into.")
        )
    others = ExternalCalendar.objects.exclude(pk=calendar.pk)
    other = others.filter(resource=calendar.resource_id, is_written=True).first()
    if other is not None:
        words = _("Bookings are written into the calendar at %(host)s already.")
        raise NotWritable(words % {"host": other.host})


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
        found = found_calendars(calendar)
        reason = _("This is not the address of a CalDAV calendar.")
        _note_failure(calendar, reason, found)
    except Unsealable:
        _note_failure(calendar, _("Its address cannot be read any more: add it anew."))
    else:
        _replace(calendar, busy, now)


def _busy_times(
    calendar: ExternalCalendar, since: datetime, until: datetime
) -> list[Interval]:
    resource = calendar.resource
    members = Member.objects.filter(workspace=resource.workspace_id)
    ours = Q(resource=resource) | Q(external_entries__calendar=calendar)
    own = Booking.objects.filter(ours, end_at__gt=since)
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
    if not calendar.username:
        return get(unsealed(calendar.address, purpose=PURPOSE), LIMITS).body
    remote = opened(calendar)

    # Other folders answer a query too, with nothing, which would look like free.
    if not caldav.is_calendar(remote.described(caldav.WHAT_IS_IT)):
        raise caldav.UnreadableAnswer
    headers = {"Content-Type": XML, "Depth": "1"}
    asked = caldav.query(since, until)
    answer = remote.asked("REPORT", body=asked, headers=headers).expected(207)
    return caldav.events(answer.body) or EMPTY


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
    kept.error, kept.found, kept.told_at = "", [], None
    kept.save(update_fields=["read_at", "read_until", "error", "found", "told_at"])
    if kept.write_error:
        request_again(kept)


@transaction.atomic
def _note_failure(
    calendar: ExternalCalendar, reason: str, found: Sequence[dict[str, str]] = ()
) -> None:
    kept = ExternalCalendar.objects.select_for_update().filter(pk=calendar.pk).first()
    if kept is None:
        return
    kept.error, kept.found = reason[:300], list(found)
    if kept.is_stale and kept.told_at is None:
        kept.told_at = clock.now()
        _tell(kept)
    kept.save(update_fields=["error", "found", "told_at"])


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
