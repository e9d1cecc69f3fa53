"""What can be booked, on which terms, and who does it."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meishi.appointments.models.hours import Resource, Schedule
from meishi.cards.models import Card
from meishi.lib.ids import public_id

CELL = 5  # minutes; every IANA offset in use is a multiple of it
LONGEST = 24 * 60  # minutes


class Service(models.Model):
    """Something on a card that can be booked.

    `duration`, `step`, `before`, `after` and `notice` are minutes. `step` lies between
    two starts. `before` and `after` are kept free around a meeting; `buffer_mode` says
    whether buffers of neighbours may overlap. Starts are offered from `notice` on, until
    `horizon_days` from today, or between `first_on` and `last_on`. `capacity` is how many
    may come to the same meeting, `daily_limit` how many meetings a day holds.
    A booking that needs confirmation waits at most `decision_hours` for it.
    `questions` are those of `rules.questions.Question`. `reminders` and
    `host_reminders` are minutes before the start.
    """

    class BufferMode(models.TextChoices):
        SHARE = "share", _("Neighbours share the longer break")
        STACK = "stack", _("Each keeps its own break")

    class Place(models.TextChoices):
        IN_PERSON = "in_person", _("At an address of mine")
        PHONE = "phone", _("By telephone")
        VIDEO = "video", _("By video")
        CUSTOMER = "customer", _("At the customer's")

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    card = models.ForeignKey(Card, models.CASCADE, related_name="bookable_services")
    name = models.CharField(max_length=200)
    description = models.TextField(max_length=2000, blank=True)
    position = models.PositiveIntegerField(default=0)
    is_active = models.BooleanField(default=True)
    duration = models.PositiveIntegerField(default=30)
    step = models.PositiveIntegerField(default=30)
    before = models.PositiveIntegerField(default=0)
    after = models.PositiveIntegerField(default=0)
    buffer_mode = models.CharField(
        max_length=5, choices=BufferMode, default=BufferMode.SHARE
    )
    notice = models.PositiveIntegerField(default=120)
    horizon_days = models.PositiveIntegerField(null=True, blank=True, default=60)
    first_on = models.DateField(null=True, blank=True)
    last_on = models.DateField(null=True, blank=True)
    capacity = models.PositiveSmallIntegerField(default=1)
    daily_limit = models.PositiveSmallIntegerField(null=True, blank=True)
    is_confirmation_needed = models.BooleanField(default=False)
    decision_hours = models.PositiveSmallIntegerField(default=48)
    place = models.CharField(max_length=10, choices=Place, default=Place.IN_PERSON)
    place_detail = models.CharField(max_length=500, blank=True)
    questions = models.JSONField(default=list, blank=True)
    reminders = models.JSONField(default=list, blank=True)
    host_reminders = models.JSONField(default=list, blank=True)
    host_email = models.EmailField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="meetings_fill_whole_cells",
                condition=Q(
                    duration__gte=CELL,
                    duration__lte=LONGEST,
                    step__gte=CELL,
                    duration=F("duration") / CELL * CELL,
                    step=F("step") / CELL * CELL,
                ),
            ),
            models.CheckConstraint(
                name="buffers_are_at_most_a_day",
                condition=Q(before__lte=LONGEST, after__lte=LONGEST),
            ),
            models.CheckConstraint(
                name="a_meeting_has_a_seat", condition=Q(capacity__gte=1)
            ),
            models.CheckConstraint(
                name="booking_dates_are_in_order",
                condition=Q(first_on__isnull=True)
                | Q(last_on__isnull=True)
                | Q(first_on__lte=F("last_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ServiceResource(models.Model):
    """Who does a service, and in which hours."""

    service = models.ForeignKey(Service, models.CASCADE, related_name="offers")
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="offers")
    schedule = models.ForeignKey(Schedule, models.RESTRICT, related_name="offers")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="a_resource_does_a_service_once", fields=["service", "resource"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} by {self.resource}"
