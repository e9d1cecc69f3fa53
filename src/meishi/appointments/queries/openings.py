"""What a visitor may choose from: a month, a day of it, the next opening."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from meishi.appointments.models import Booking, Resource, Service
from meishi.appointments.queries.availability import Asked, open_slots
from meishi.appointments.rules.month import Month, by_date
from meishi.lib import clock

STRIDE = timedelta(days=31)
FARTHEST = timedelta(days=400)  # looked ahead where the service says no end


@dataclass(frozen=True)
class Openings:
    """The free starts of a month by the visitor's date, and the one after it."""

    month: Month
    days: dict[date, list[datetime]]
    following: datetime | None

    def next_day(self, after: date | None) -> date | None:
        """Return the next free day of the month after that one."""
        return next((day for day in self.days if after is None or day > after), None)


def openings_in(asked: Asked, month: Month, zone: str) -> Openings:
    """Return what is free in a month of the visitor's zone, and what comes after it.

    `asked` says which service, for whom and as of when; its span does not count.
    """
    since, until = month.span(zone)
    span = replace(asked, since=max(since, asked.now), until=until)
    found = open_slots(span) if span.since < until else {}
    following = next_opening(asked, max(until, asked.now))
    return Openings(month, by_date(found, zone), following)


def next_opening(asked: Asked, after: datetime) -> datetime | None:
    """Return the first free start from then on, None where there is none in sight."""
    end = max(after, asked.now) + FARTHEST
    limit = _last_instant(asked.service, asked.now)
    end = min(end, limit) if limit else end
    since = after
    while since < end:
        until = min(since + STRIDE, end)
        found = open_slots(replace(asked, since=since, until=until))
        if found:
            return next(iter(found))
        since = until
    return None


def question_about(
    service: Service,
    resource: Resource | None = None,
    *,
    until: datetime | None = None,
    ignoring: Booking | None = None,
) -> Asked:
    """Return the question for a service's free starts from now on."""
    now = clock.now()
    return Asked(service, now, until or now, now, resource, ignoring)


def _last_instant(service: Service, now: datetime) -> datetime | None:
    """Return when the last bookable date is over everywhere."""
    ends = []
    if service.horizon_days is not None:
        ends.append(now + timedelta(days=service.horizon_days + 2))
    if service.last_on is not None:
        day = service.last_on
        ends.append(datetime(day.year, day.month, day.day, tzinfo=now.tzinfo))
        ends[-1] += timedelta(days=2)
    return min(ends, default=None)
