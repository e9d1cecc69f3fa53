"""Who or what can be booked, and when it is open."""

from django.db import models
from django.db.models import Q

from meishi.lib.ids import public_id
from meishi.workspaces.models import Workspace


class Resource(models.Model):
    """A person or a thing that cannot be in two places: Alice, the red room.

    Its row is locked while a time of it is taken. One that is not active takes no new
    bookings and keeps those it has.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(
        Workspace, models.CASCADE, related_name="booking_resources"
    )
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="resource_names_are_unique", fields=["workspace", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """Opening hours of a week, in the local time of `time_zone` (IANA).

    `weekly` lists [weekday, start, end]: weekday 0 is Monday, times are minutes after
    its midnight, and one rule may end on the next day (`rules.hours.WeeklyRule`).
    Public holidays of `holidays_country` (ISO 3166-1 alpha-2), and of
    `holidays_subdivision` (ISO 3166-2 without the country), are closed unless an
    exception says otherwise.
    """

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(
        Workspace, models.CASCADE, related_name="booking_schedules"
    )
    name = models.CharField(max_length=100)
    time_zone = models.CharField(max_length=64)
    weekly = models.JSONField(default=list)
    holidays_country = models.CharField(max_length=2, blank=True)
    holidays_subdivision = models.CharField(max_length=10, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="schedule_names_are_unique", fields=["workspace", "name"]
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ScheduleException(models.Model):
    """A date with hours of its own, which replace the week's; none close the day.

    `hours` lists [start, end] in minutes after midnight, as in `Schedule.weekly`.
    """

    schedule = models.ForeignKey(Schedule, models.CASCADE, related_name="exceptions")
    on = models.DateField()
    hours = models.JSONField(default=list)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on"]
        constraints = [
            models.UniqueConstraint(
                name="one_exception_per_date", fields=["schedule", "on"]
            ),
            models.CheckConstraint(
                name="exceptions_are_within_the_calendar",
                condition=Q(on__gte="1970-01-01"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule} on {self.on}"
