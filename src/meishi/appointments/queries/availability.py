"""What is free. Listing slots and taking one both ask here."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from meishi.appointments.models import (
    Block,
    Booking,
    ExternalCalendar,
    Resource,
    ScheduleException,
    Service,
    ServiceResource,
    Session,
)
from meishi.appointments.models.service import CELL
from meishi.appointments.queries.external import outside
from meishi.appointments.queries.hours import days_around, hours_of
from meishi.appointments.rules.hours import Hours, WeeklyRule
from meishi.appointments.rules.slots import Busy, Terms, slots_between
from meishi.appointments.rules.states import State

WIDEST = timedelta(days=1)  # of a buffer
INSTANT = timedelta(minutes=1)
ALWAYS = Hours(
    zone="UTC",
    weekly=tuple(WeeklyRule(day, 0, 24 * 60) for day in range(7)),
    overrides={},
)


@dataclass
class Taken:
    """What a resource has on already, in a range of time."""

    busy: list[Busy] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    is_unknown: bool = False  # a calendar elsewhere could not be read

    @property
    def amount(self) -> int:
        """How much that is, to compare with others."""
        return len(self.busy) + len(self.sessions)


@dataclass(frozen=True)
class Asked:
    """What is asked for: starts of `service` from `since` to before `until`, as of `now`.

    `resource` keeps to one. `ignoring` is a booking whose own time counts as free,
    because it is about to move. `is_for_host` leaves out what binds customers alone:
    hours, notice, horizon, limit of the day, blocks, and what is busy elsewhere.
    """

    service: Service
    since: datetime
    until: datetime
    now: datetime
    resource: Resource | None = None
    ignoring: Booking | None = None
    is_for_host: bool = False

    @property
    def dates(self) -> tuple[date, date]:
        """Every date that may matter, in whatever zone."""
        return days_around(self.since.date(), self.until.date())


def open_slots(asked: Asked) -> dict[datetime, list[Resource]]:
    """Return every start (UTC) that can be booked, in order.

    With each come the resources that are free then, the least busy first. The number
    of queries does not depend on how much is booked.
    """
    offers = _offers(asked)
    taken = _taken(asked, offers)
    booked_on = _booked_on(asked, offers)
    found: dict[datetime, list[Resource]] = defaultdict(list)
    for offer in sorted(offers, key=lambda offer: taken[offer.resource_id].amount):
        for start in _starts(asked, offer, taken[offer.resource_id], booked_on):
            found[start].append(offer.resource)
    return dict(sorted(found.items()))


def resources_free_at(asked: Asked) -> list[Resource]:
    """Return the resources that are free at `asked.since`, the least busy first."""
    only = replace(asked, until=asked.since + INSTANT)
    return open_slots(only).get(asked.since, [])


def terms_of(service: Service) -> Terms:
    """Return the terms on which the service can be booked."""
    return Terms(
        duration=service.duration,
        step=service.step,
        before=service.before,
        after=service.after,
        notice=service.notice,
        horizon_days=service.horizon_days,
        first_on=service.first_on,
        last_on=service.last_on,
        daily_limit=service.daily_limit,
        capacity=service.capacity,
        buffer_mode="stack"
        if service.buffer_mode == Service.BufferMode.STACK
        else "share",
    )


def live_sessions(
    resources: Iterable[Resource],
    since: datetime,
    until: datetime,
    now: datetime,
    ignoring: Booking | None = None,
) -> QuerySet[Session]:
    """Return the sessions that take time of these resources between the two.

    Each has `taken`, the number of its seats. Seats that were held or asked for
    and whose time is over do not count, whether or not the clock has been there.
    """
    is_over = Q(
        bookings__state__in=(State.HELD, State.PENDING), bookings__expires_at__lte=now
    )
    if ignoring is not None:
        is_over |= Q(bookings__pk=ignoring.pk)
    return (
        Session.objects.filter(
            resource__in=resources, start_at__lt=until, end_at__gt=since
        )
        .annotate(taken=Count("bookings", filter=~is_over))
        .filter(taken__gt=0)
    )


def _offers(asked: Asked) -> list[ServiceResource]:
    exceptions = ScheduleException.objects.filter(on__range=asked.dates)
    calendars = ExternalCalendar.objects.filter(resource=OuterRef("resource"))
    offers = (
        asked.service.offers.filter(resource__is_active=True)
        .select_related("resource", "schedule")
        .annotate(has_calendars=Exists(calendars))
        .prefetch_related(Prefetch("schedule__exceptions", exceptions))
    )
    return list(offers.filter(resource=asked.resource) if asked.resource else offers)


def _taken(asked: Asked, offers: list[ServiceResource]) -> dict[int, Taken]:
    resources = [offer.resource for offer in offers]
    since, until = asked.since - WIDEST, asked.until + WIDEST * 2
    taken: dict[int, Taken] = defaultdict(Taken)
    for session in live_sessions(resources, since, until, asked.now, asked.ignoring):
        taken[session.resource_id].sessions.append(session)
    if asked.is_for_host:
        return taken
    blocks = Block.objects.filter(
        resource__in=resources, start_at__lt=until, end_at__gt=since
    )
    for block in blocks:
        taken[block.resource_id].busy.append(Busy(block.start_at, block.end_at))
    _add_outside(taken, offers, since, until)
    return taken


def _add_outside(
    taken: dict[int, Taken],
    offers: list[ServiceResource],
    since: datetime,
    until: datetime,
) -> None:
    """Add what calendars elsewhere say of those who have any."""
    read = [offer.resource for offer in offers if offer.has_calendars]  # type: ignore[attr-defined]  # annotated
    if not read:
        return
    elsewhere = outside(read, since, until)
    for resource, busy in elsewhere.busy.items():
        taken[resource].busy += busy
    for resource in elsewhere.stale:
        taken[resource].is_unknown = True


def _booked_on(asked: Asked, offers: list[ServiceResource]) -> Counter[date]:
    """Count the meetings of a service by the host's date, for its daily limit."""
    service = asked.service
    if service.daily_limit is None or asked.is_for_host:
        return Counter()
    zones = {
        offer.resource_id: ZoneInfo(offer.schedule.time_zone)
        for offer in service.offers.select_related("schedule")
    }
    here = next(iter(zones.values()), ZoneInfo("UTC"))
    since, until = asked.since - WIDEST * 2, asked.until + WIDEST * 2
    resources = Resource.objects.filter(workspace=service.card.workspace_id)
    meetings = live_sessions(resources, since, until, asked.now, asked.ignoring)
    return Counter(
        meeting.start_at.astimezone(zones.get(meeting.resource_id, here)).date()
        for meeting in meetings.filter(service=service)
    )


def _starts(
    asked: Asked, offer: ServiceResource, taken: Taken, booked_on: Counter[date]
) -> list[datetime]:
    if taken.is_unknown:
        return []
    joinable = {
        session.start_at: session.taken  # type: ignore[attr-defined]  # annotated
        for session in taken.sessions
        if _may_join(asked.service, session)
    }
    busy = taken.busy + [
        Busy(session.start_at, session.end_at, session.before, session.after)
        for session in taken.sessions
        if session.start_at not in joinable
    ]
    terms = terms_of(asked.service)
    return slots_between(
        ALWAYS if asked.is_for_host else _hours(asked, offer),
        unbound(terms) if asked.is_for_host else terms,
        busy,
        since=asked.since,
        until=asked.until,
        now=asked.since if asked.is_for_host else asked.now,
        sessions=joinable,
        booked_on=booked_on,
    )


def unbound(terms: Terms) -> Terms:
    """Return the terms for the host, who may begin at any five minutes of any day."""
    return replace(
        terms,
        step=CELL,
        notice=0,
        horizon_days=None,
        first_on=None,
        last_on=None,
        daily_limit=None,
    )


def _hours(asked: Asked, offer: ServiceResource) -> Hours:
    exceptions = offer.schedule.exceptions.all()
    return hours_of(offer.schedule, exceptions, *asked.dates)


def _may_join(service: Service, session: Session) -> bool:
    """Whether a second seat of the session can be booked under today's terms."""
    length = timedelta(minutes=service.duration)
    return (
        service.capacity > 1
        and session.service_id == service.pk
        and session.end_at - session.start_at == length
    )
