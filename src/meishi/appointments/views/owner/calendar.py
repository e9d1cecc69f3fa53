"""The calendar of bookings: month, week, day and list."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meishi.appointments.access import readable_bookings
from meishi.appointments.forms.calendar import FilterForm, PlaceForm
from meishi.appointments.models import Block, Booking, ExternalBusy, Schedule
from meishi.appointments.queries import agenda as queries
from meishi.appointments.rules import agenda, wall
from meishi.appointments.rules.agenda import View
from meishi.lib import clock
from meishi.workspaces.access import editable_workspaces, readable_workspaces

PAGE_SIZE = 50
USUAL_HOURS = (8, 18)
MOST_WAITING = 10


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Show bookings as the address asks for them."""
    workspaces = readable_workspaces(request)
    zones = zones_of(workspaces)
    zone = _zone(request, zones)
    place, filters = (
        PlaceForm(request.GET),
        FilterForm(request.GET, workspaces=workspaces),
    )
    view, today = place.view_shown(), clock.now().astimezone(ZoneInfo(zone)).date()
    on = place.date_shown(today)
    waiting = list(queries.waiting(workspaces)[: MOST_WAITING + 1])
    context: dict[str, Any] = {
        "view": view,
        "views": list(View),
        "on": on,
        "today": today,
        "before": agenda.beside(view, on, -1),
        "after": agenda.beside(view, on, 1),
        "dates": agenda.dates_of(view, on),
        "zone": zone,
        "zones": zones,
        "filters": filters,
        "kept": kept(request),
        "waiting": waiting[:MOST_WAITING],
        "has_more_waiting": len(waiting) > MOST_WAITING,
        "editable": set(editable_workspaces(request).values_list("pk", flat=True)),
        "is_past": place.is_past,
    }
    bookings = filters.wanted.of(readable_bookings(request))
    if view == View.LIST:
        context |= _list(request, bookings, filters, place)
    else:
        context |= _days(request, bookings, filters, context)
    return render(request, "appointments/owner/calendar.html", context)


def zones_of(workspaces: QuerySet[Any]) -> list[str]:
    """Return the time zones of the hours there, the first first."""
    found = Schedule.objects.filter(workspace__in=workspaces).order_by("pk")
    return list(dict.fromkeys(found.values_list("time_zone", flat=True)))


def kept(request: HttpRequest, *without: str) -> str:
    """Return what a link to another date keeps of the address."""
    names = ("resource", "service", "state", "q", "zone", "session")
    kept = request.GET.copy()
    for name in request.GET:
        if name not in names or name in without or not request.GET[name]:
            del kept[name]
    return kept.urlencode()


def _zone(request: HttpRequest, zones: list[str]) -> str:
    asked = request.GET.get("zone", "")
    if asked in zones:
        return asked
    return next((zone for zone in zones if zone in available_timezones()), "UTC")


def _list(
    request: HttpRequest,
    bookings: QuerySet[Booking],
    filters: FilterForm,
    place: PlaceForm,
) -> dict[str, Any]:
    wanted, now = filters.wanted, clock.now()
    listed = bookings.filter(state__in=queries.LISTED).select_related("resource")
    if wanted.search or wanted.session is not None:
        rows = listed.order_by("-start_at", "-pk")
    elif place.is_past:
        rows = listed.filter(end_at__lte=now).order_by("-start_at", "-pk")
    else:
        rows = listed.filter(end_at__gt=now).order_by("start_at", "pk")
    return {"page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))}


def _days(
    request: HttpRequest,
    bookings: QuerySet[Booking],
    filters: FilterForm,
    shown: dict[str, Any],
) -> dict[str, Any]:
    workspaces, wanted = readable_workspaces(request), filters.wanted
    (first_on, last_on), zone = shown["dates"], shown["zone"]
    since, until = wall.bounds(zone, first_on, last_on)
    meetings = queries.meetings_between(bookings, since, until)
    things: list[tuple[datetime, datetime, Any]] = [
        (meeting.first.start_at, meeting.first.end_at, meeting) for meeting in meetings
    ]
    kept: list[tuple[datetime, datetime, Any]] = []
    if not (wanted.search or wanted.state or wanted.service):
        asked = (workspaces, since, until, wanted.resource)
        found: list[Block | ExternalBusy] = [*queries.blocks_between(*asked)]
        found += queries.busy_between(*asked)
        kept = [(each.start_at, each.end_at, each) for each in found]
    openings: list[tuple[datetime, datetime]] = []
    if shown["view"] != View.MONTH:
        schedules = queries.schedules_for(workspaces, first_on, last_on, wanted)
        openings = queries.openings_between(schedules, since, until)
    days = agenda.days(zone, first_on, last_on, things, kept, openings)
    first, last = agenda.hours_shown(days, USUAL_HOURS)
    usual = next((day for day in days if not day.is_changing), days[0])
    return {
        "days": days,
        "first_hour": first,
        "last_hour": last,
        "hours": last - first,
        "labels": usual.labels(zone)[first:last],
        "has_something": bool(things or kept),
    }
