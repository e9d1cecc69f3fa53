"""What calendars elsewhere say."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from meishi.appointments.models import ExternalBusy, ExternalCalendar, Resource
from meishi.appointments.rules.slots import Busy
from meishi.workspaces.models import Workspace


@dataclass
class Outside:
    """Busy times by resource, and the resources of whom nothing is known for sure."""

    busy: dict[int, list[Busy]] = field(default_factory=lambda: defaultdict(list))
    stale: set[int] = field(default_factory=set)


def outside(resources: Iterable[Resource], since: datetime, until: datetime) -> Outside:
    """Return what is known of these resources between the two.

    What lies beyond the time that was read counts as busy, never as free.
    """
    found = Outside()
    calendars = {
        calendar.pk: calendar
        for calendar in ExternalCalendar.objects.filter(resource__in=resources)
    }
    for calendar in calendars.values():
        if calendar.is_stale:
            found.stale.add(calendar.resource_id)
        elif calendar.read_until and calendar.read_until < until:
            unread = Busy(calendar.read_until, until)
            found.busy[calendar.resource_id].append(unread)
    if not calendars:
        return found
    rows = ExternalBusy.objects.filter(
        calendar__in=calendars, start_at__lt=until, end_at__gt=since
    )
    for row in rows:
        resource = calendars[row.calendar_id].resource_id
        found.busy[resource].append(Busy(row.start_at, row.end_at))
    return found


def calendars_in(workspaces: QuerySet[Workspace]) -> QuerySet[ExternalCalendar]:
    """Return the calendars that are read for these workspaces."""
    return ExternalCalendar.objects.filter(
        resource__workspace__in=workspaces
    ).select_related("resource")
