"""The hours of a schedule, with its exceptions and holidays."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

import holidays

from meishi.appointments.models import Schedule, ScheduleException
from meishi.appointments.rules.hours import Hours, WeeklyRule


def hours_of(
    schedule: Schedule,
    exceptions: Iterable[ScheduleException],
    first_on: date,
    last_on: date,
) -> Hours:
    """Return the schedule's hours; exceptions and holidays between those dates count.

    `exceptions` are those of the schedule.
    """
    closed = dict.fromkeys(holidays_of(schedule, first_on, last_on), ())
    own = {
        exception.on: tuple((start, end) for start, end in exception.hours)
        for exception in exceptions
        if first_on <= exception.on <= last_on
    }
    return Hours(
        zone=schedule.time_zone,
        weekly=tuple(WeeklyRule(*rule) for rule in schedule.weekly),
        overrides={**closed, **own},
    )


def holidays_of(schedule: Schedule, first_on: date, last_on: date) -> list[date]:
    """Return the public holidays on which the schedule is closed, in order."""
    if not schedule.holidays_country:
        return []
    days = (
        on
        for year in range(first_on.year, last_on.year + 1)
        for on in named_holidays(
            schedule.holidays_country, schedule.holidays_subdivision, year
        )
    )
    return [on for on in days if first_on <= on <= last_on]


@lru_cache(maxsize=256)
def named_holidays(country: str, subdivision: str, year: int) -> dict[date, str]:
    """Return the public holidays of a year with their names, in order.

    Empty for a country or subdivision that is not known.
    """
    try:
        found = holidays.country_holidays(
            country, subdiv=subdivision or None, years=year
        )
    except NotImplementedError:
        return {}
    return dict(sorted(found.items()))


def days_around(first_on: date, last_on: date) -> tuple[date, date]:
    """Return the dates widened so that every zone and every rule that crosses
    midnight is within."""
    return first_on - timedelta(days=2), last_on + timedelta(days=2)
