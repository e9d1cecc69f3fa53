"""Calendars elsewhere, and when their owners are busy according to them."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q

from meishi.appointments.models.booking import Booking
from meishi.appointments.models.hours import Resource
from meishi.lib import clock
from meishi.lib.ids import public_id

MAX_AGE = 24  # hours


class ExternalCalendar(models.Model):
    """A calendar at an address, read again and again; its busy times are not booked.

    Whoever has the address may read the calendar: it is stored sealed
    (`lib.sealing`), as the password is, and `host` is all of it that is shown. One with
    a `username` is asked as a CalDAV server. What was read last, at
    `read_at` and up to `read_until`, counts for `max_age` hours; after that the
    resource takes no bookings. `told_at` is when its owner was told of that.
    Bookings are written into the one that `is_written`; `write_error` says why the last
    of them could not be. `found` are the calendars to choose from where the address is
    that of a server or a folder: the `name` of each and its sealed `address`.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="calendars")
    address = models.TextField()
    host = models.CharField(max_length=253)
    username = models.CharField(max_length=200, blank=True)
    password = models.TextField(blank=True)
    tentative_is_busy = models.BooleanField(default=True)
    max_age = models.PositiveSmallIntegerField(default=MAX_AGE)
    read_at = models.DateTimeField(null=True, blank=True)
    read_until = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    is_written = models.BooleanField(default=False)
    found = models.JSONField(default=list, blank=True)
    write_error = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="one_written_calendar_per_resource",
                fields=["resource"],
                condition=Q(is_written=True),
            ),
            models.CheckConstraint(
                name="written_calendars_are_on_caldav_servers",
                condition=Q(is_written=False) | ~Q(username=""),
            ),
        ]

    def __str__(self) -> str:
        return self.host

    @property
    def is_stale(self) -> bool:
        """Whether nothing is known that is new enough to rely on."""
        if self.read_at is None:
            return True
        return self.read_at < clock.now() - timedelta(hours=self.max_age)


class ExternalBusy(models.Model):
    """A stretch of time in which a calendar elsewhere says that its owner is busy."""

    calendar = models.ForeignKey(
        ExternalCalendar, models.CASCADE, related_name="busy_times"
    )
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["calendar", "end_at"])]
        constraints = [
            models.CheckConstraint(
                name="external_busy_has_a_length", condition=Q(start_at__lt=F("end_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.calendar} from {self.start_at}"


class ExternalEntry(models.Model):
    """A booking that was written into a calendar elsewhere, or was about to be.

    It stays when the booking is gone from there: a job that comes late finds by it what
    there may be to take away. `etag` is the version that we left, "" where unknown.
    """

    calendar = models.ForeignKey(
        ExternalCalendar, models.CASCADE, related_name="entries"
    )
    booking = models.ForeignKey(
        Booking, models.CASCADE, related_name="external_entries"
    )
    etag = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_entry_per_calendar_and_booking",
                fields=["calendar", "booking"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.booking} in {self.calendar}"
