"""Time that is taken: meetings, the seats in them, and what happened to each."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meishi.appointments.models.hours import Resource
from meishi.appointments.models.service import Service
from meishi.appointments.rules.states import OCCUPYING, EventKind, State
from meishi.cards.models import Card
from meishi.lib.ids import public_id
from meishi.workspaces.models import Workspace

STATE_LABELS = {
    State.HELD: _("Held"),
    State.PENDING: _("Waiting for you"),
    State.CONFIRMED: _("Confirmed"),
    State.DECLINED: _("Declined"),
    State.CANCELLED: _("Cancelled"),
    State.EXPIRED: _("Expired"),
    State.COMPLETED: _("Done"),
    State.NO_SHOW: _("Did not come"),
}


class Session(models.Model):
    """A meeting that takes time of a resource: one booking, or several seats of one.

    It is there exactly as long as a booking holds a seat in it. `before` and `after`
    are its buffers in minutes, as they were when it was booked.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="sessions")
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, related_name="sessions"
    )
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    before = models.PositiveIntegerField(default=0)
    after = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["resource", "end_at"])]
        constraints = [
            models.CheckConstraint(
                name="sessions_have_a_length", condition=Q(start_at__lt=F("end_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} at {self.start_at}"


class Cell(models.Model):
    """Five minutes of a resource that a session fills: the database itself refuses a
    second one. `number` counts them from the epoch."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="+")
    number = models.PositiveBigIntegerField()
    session = models.ForeignKey(Session, models.CASCADE, related_name="cells")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_session_per_cell", fields=["resource", "number"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} {self.number}"


class Booking(models.Model):
    """A seat in a session, and who takes it.

    `session` and `seat` are set as long as the booking's state takes time.
    `expires_at` is when a held or pending one lets go. `uid` and `organizer_email` stay
    for life, `sequence` counts the changes that calendars are told of (RFC 5546).
    Service, place and terms are kept as they were when it was booked. Of the two links
    in mails only SHA-256 is stored (`services.links`).
    """

    class Source(models.TextChoices):
        CUSTOMER = "customer"
        HOST = "host"

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    workspace = models.ForeignKey(Workspace, models.CASCADE, related_name="bookings")
    card = models.ForeignKey(
        Card, models.SET_NULL, null=True, blank=True, related_name="bookings"
    )
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="bookings"
    )
    resource = models.ForeignKey(Resource, models.RESTRICT, related_name="bookings")
    session = models.ForeignKey(
        Session, models.RESTRICT, null=True, blank=True, related_name="bookings"
    )
    seat = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=STATE_LABELS)
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    time_zone = models.CharField(max_length=64)
    service_name = models.CharField(max_length=200)
    place = models.CharField(max_length=10, choices=Service.Place, blank=True)
    place_detail = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=8, choices=Source, default=Source.CUSTOMER)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    customer_time_zone = models.CharField(max_length=64)
    language = models.CharField(max_length=35, default="en")
    message = models.TextField(max_length=2000, blank=True)
    answers = models.JSONField(default=list, blank=True)
    host_note = models.TextField(max_length=5000, blank=True)
    uid = models.CharField(max_length=255, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    organizer_name = models.CharField(max_length=400, blank=True)
    organizer_email = models.EmailField(blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    link_nonce = models.CharField(max_length=43)
    manage_digest = models.CharField(max_length=64, unique=True)
    decision_digest = models.CharField(max_length=64, unique=True)
    idempotency_key = models.CharField(max_length=64, blank=True)
    content_digest = models.CharField(max_length=64, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        ordering = ["start_at", "pk"]
        indexes = [
            models.Index(fields=["workspace", "start_at"]),
            models.Index(fields=["service", "start_at"]),
            models.Index(
                name="bookings_that_expire",
                fields=["expires_at"],
                condition=Q(expires_at__isnull=False),
            ),
            models.Index(
                name="bookings_to_complete",
                fields=["end_at"],
                condition=Q(state=State.CONFIRMED),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_booking_per_seat",
                fields=["session", "seat"],
                condition=Q(session__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_booking_per_form",
                fields=["card", "idempotency_key"],
                condition=~Q(idempotency_key=""),
            ),
            models.CheckConstraint(
                name="bookings_hold_a_seat_while_they_take_time",
                condition=Q(
                    state__in=OCCUPYING, session__isnull=False, seat__isnull=False
                )
                | Q(session__isnull=True, seat__isnull=True) & ~Q(state__in=OCCUPYING),
            ),
            models.CheckConstraint(
                name="known_states_of_bookings", condition=Q(state__in=list(State))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service_name} at {self.start_at}"


class BookingEvent(models.Model):
    """Something that happened to a booking. Mails hang on it.

    `detail` has what it replaced: `start_at` and `resource` before a move, a reason.
    `told_at` is when its mails were written, in one transaction with them.
    """

    class By(models.TextChoices):
        CUSTOMER = "customer"
        HOST = "host"
        CLOCK = "clock"

    booking = models.ForeignKey(Booking, models.CASCADE, related_name="events")
    kind = models.CharField(
        max_length=10, choices=[(kind.value, kind.value) for kind in EventKind]
    )
    by = models.CharField(max_length=8, choices=By)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True
    )
    sequence = models.PositiveIntegerField(default=0)
    detail = models.JSONField(default=dict, blank=True)
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.booking}"


class Block(models.Model):
    """Time that the host keeps free of bookings. Those that are there stay."""

    public_id = models.CharField(max_length=16, unique=True, default=public_id)
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="blocks")
    start_at = models.DateTimeField()
    end_at = models.DateTimeField()
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["start_at", "pk"]
        indexes = [models.Index(fields=["resource", "end_at"])]
        constraints = [
            models.CheckConstraint(
                name="blocks_have_a_length", condition=Q(start_at__lt=F("end_at"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} from {self.start_at}"
