"""What is on in a calendar, and who waits for an answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Prefetch, Q, QuerySet

from meishi.appointments.models import (
    Block,
    Booking,
    ExternalBusy,
    Resource,
    Schedule,
    ScheduleException,
    Service,
)
from meishi.appointments.models.service import LONGEST
from meishi.appointments.queries.hours import days_around, hours_of
from meishi.appointments.rules.hours import open_intervals
from meishi.appointments.rules.states import State
from meishi.lib import clock
from meishi.workspaces.models import Workspace

SHOWN = (State.PENDING, State.CONFIRMED, State.COMPLETED, State.NO_SHOW)
LISTED = tuple(state for state in State if state != State.HELD)
MOST_SCHEDULES = 5  # whose openings are drawn


@dataclass(frozen=True)
class Wanted:
    """Which bookings are looked for. `session` is the number of a session."""

    resource: Resource | None = None
    service: Service | None = None
    state: str = ""
    search: str = ""
    session: int | None = None

    def of(self, bookings: QuerySet[Booking]) -> QuerySet[Booking]:
        """Return those of the bookings that are wanted."""
        chosen = Q()
        if self.resource:
            chosen &= Q(resource=self.resource)
        if self.service:
            chosen &= Q(service=self.service)
        if self.state:
            chosen &= Q(state=self.state)
        if self.session is not None:
            chosen &= Q(session=self.session)
        for word in self.search.split():
            chosen &= (
                Q(name__icontains=word)
                | Q(email__icontains=word)
                | Q(phone__icontains=word)
                | Q(service_name__icontains=word)
            )
        return bookings.filter(chosen)


@dataclass(frozen=True)
class Meeting:
    """Bookings that share a time: one person, or those of a course."""

    bookings: tuple[Booking, ...]

    @property
    def first(self) -> Booking:
        """One of them; all have the same time and service."""
        return self.bookings[0]

    @property
    def seats(self) -> int:
        """How many may come."""
        return self.first.service.capacity if self.first.service else 1

    @property
    def is_pending(self) -> bool:
        """Whether somebody waits for an answer."""
        return any(booking.state == State.PENDING for booking in self.bookings)

    @property
    def is_movable(self) -> bool:
        """Whether it is one booking that may still be moved."""
        alone = len(self.bookings) == 1 and self.seats == 1
        return alone and self.first.service_id is not None and is_ahead(self.first)


def is_ahead(booking: Booking) -> bool:
    """Whether the booking can still be changed."""
    is_live = booking.state in (State.PENDING, State.CONFIRMED)
    return is_live and booking.start_at > clock.now()


def meetings_between(
    bookings: QuerySet[Booking], since: datetime, until: datetime
) -> list[Meeting]:
    """Return what of the bookings takes time between the two, in order."""
    # No meeting is longer than a day, so an index finds where to begin.
    earliest = since - timedelta(minutes=LONGEST)
    found = bookings.filter(
        state__in=SHOWN, start_at__gte=earliest, start_at__lt=until, end_at__gt=since
    )
    rows = found.select_related("service", "resource").order_by(
        "start_at", "session", "seat", "pk"
    )
    groups = groupby(rows, key=lambda row: (row.start_at, row.session_id))
    return [Meeting(tuple(group)) for _key, group in groups]


def blocks_between(
    workspaces: QuerySet[Workspace],
    since: datetime,
    until: datetime,
    resource: Resource | None = None,
) -> QuerySet[Block]:
    """Return the time that is kept free between the two."""
    blocks = Block.objects.filter(
        resource__workspace__in=workspaces, start_at__lt=until, end_at__gt=since
    )
    chosen = blocks.filter(resource=resource) if resource else blocks
    return chosen.select_related("resource")


def busy_between(
    workspaces: QuerySet[Workspace],
    since: datetime,
    until: datetime,
    resource: Resource | None = None,
) -> QuerySet[ExternalBusy]:
    """Return when calendars elsewhere say that somebody is busy between the two."""
    busy = ExternalBusy.objects.filter(
        calendar__resource__workspace__in=workspaces,
        start_at__lt=until,
        end_at__gt=since,
    )
    chosen = busy.filter(calendar__resource=resource) if resource else busy
    return chosen.select_related("calendar__resource").order_by("start_at", "pk")


def openings_between(
    schedules: Iterable[Schedule], since: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    """Return when one of the schedules is open between the two, in order."""
    dates = days_around(since.date(), until.date())
    spans = sorted(
        interval
        for schedule in list(schedules)[:MOST_SCHEDULES]
        for interval in open_intervals(
            hours_of(schedule, schedule.exceptions.all(), *dates), since, until
        )
    )
    merged: list[tuple[datetime, datetime]] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def schedules_for(
    workspaces: QuerySet[Workspace],
    first_on: date,
    last_on: date,
    wanted: Wanted,
) -> QuerySet[Schedule]:
    """Return the hours in which somebody can be booked, with exceptions at hand."""
    dates = days_around(first_on, last_on)
    exceptions = ScheduleException.objects.filter(on__range=dates)
    schedules = Schedule.objects.filter(workspace__in=workspaces)
    if wanted.resource:
        schedules = schedules.filter(offers__resource=wanted.resource)
    if wanted.service:
        schedules = schedules.filter(offers__service=wanted.service)
    nearby = Prefetch("exceptions", exceptions)
    return schedules.filter(offers__isnull=False).distinct().prefetch_related(nearby)


def waiting(workspaces: QuerySet[Workspace]) -> QuerySet[Booking]:
    """Return the bookings that wait for an answer, the next to expire first."""
    asked = Booking.objects.filter(
        workspace__in=workspaces, state=State.PENDING, expires_at__gt=clock.now()
    )
    return asked.select_related("resource").order_by("expires_at", "pk")
