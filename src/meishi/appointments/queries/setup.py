"""Hours and people, for those who set them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from django.db.models import Count, QuerySet

from meishi.appointments.models import Resource, Schedule, ScheduleException
from meishi.appointments.queries.hours import named_holidays
from meishi.workspaces.models import Workspace

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Stretch:
    """Dates in a row that differ in the same way."""

    first_on: date
    last_on: date
    hours: list[list[int]]
    note: str


def schedules_in(workspaces: QuerySet[Workspace]) -> QuerySet[Schedule]:
    """Return the hours of the workspaces, each with `users`: services that go by it."""
    schedules = Schedule.objects.filter(workspace__in=workspaces)
    counted = schedules.annotate(users=Count("offers__service", distinct=True))
    return counted.select_related("workspace").order_by("workspace", "pk")


def resources_in(workspaces: QuerySet[Workspace]) -> QuerySet[Resource]:
    """Return who can be booked, each with `users`: the services that they do."""
    resources = Resource.objects.filter(workspace__in=workspaces)
    counted = resources.annotate(users=Count("offers__service", distinct=True))
    return counted.select_related("workspace").order_by("workspace", "pk")


def stretches_of(schedule: Schedule, since: date) -> list[Stretch]:
    """Return the dates that differ from `since` on, in stretches."""
    return in_stretches(schedule.exceptions.filter(on__gte=since).order_by("on"))


def in_stretches(exceptions: Iterable[ScheduleException]) -> list[Stretch]:
    """Join dates in a row that have the same hours and note; they are in order."""
    found: list[Stretch] = []
    for each in exceptions:
        last = found[-1] if found else None
        is_next = last is not None and each.on - last.last_on == ONE_DAY
        if last and is_next and (last.hours, last.note) == (each.hours, each.note):
            found[-1] = Stretch(last.first_on, each.on, last.hours, last.note)
        else:
            found.append(Stretch(each.on, each.on, each.hours, each.note))
    return found


def next_holidays(
    country: str, subdivision: str, today: date, count: int = 8
) -> list[tuple[date, str]]:
    """Return the next public holidays there, with their names."""
    if not country:
        return []
    coming = (
        (on, name)
        for year in range(today.year, today.year + 2)
        for on, name in named_holidays(country, subdivision, year).items()
        if on >= today
    )
    return list(islice(coming, count))
