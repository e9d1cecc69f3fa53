"""Bookings taken along: as a table, as a calendar file."""

from datetime import date
from zoneinfo import available_timezones

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meishi.appointments.access import readable_bookings
from meishi.appointments.forms.calendar import FilterForm, RangeForm
from meishi.appointments.queries import export as queries
from meishi.appointments.queries.agenda import LISTED
from meishi.appointments.rules import agenda, wall
from meishi.appointments.views.owner.calendar import zones_of
from meishi.formats import spreadsheet
from meishi.lib import clock
from meishi.workspaces.access import readable_workspaces

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give the bookings of a range as a file (`format=csv` or `ics`), or ask for it."""
    workspaces = readable_workspaces(request)
    filters = FilterForm(request.GET, workspaces=workspaces)
    kind = request.GET.get("format", "")
    form = RangeForm(request.GET if kind else None, initial=_this_month())
    if kind not in CONTENT_TYPES or not form.is_valid():
        context = {"form": form, "filters": filters}
        status = 422 if kind else 200
        name = "appointments/owner/export.html"
        return render(request, name, context, status=status)
    zone = next((z for z in zones_of(workspaces) if z in available_timezones()), "UTC")
    first_on, last_on = form.cleaned_data["first_on"], form.cleaned_data["last_on"]
    since, until = wall.bounds(zone, first_on, last_on)
    bookings = filters.wanted.of(readable_bookings(request)).filter(
        state__in=LISTED, start_at__gte=since, start_at__lt=until
    )
    rows = bookings.select_related("resource").order_by("start_at", "pk")
    as_table = spreadsheet.encode(queries.table(rows)) if kind == "csv" else None
    return HttpResponse(
        as_table or queries.calendar(rows),
        content_type=CONTENT_TYPES[kind],
        headers={
            "Content-Disposition": (
                f'attachment; filename="bookings-{first_on}-{last_on}.{kind}"'
            )
        },
    )


def _this_month() -> dict[str, date]:
    first = clock.now().date().replace(day=1)
    after = agenda.beside(agenda.View.MONTH, first, 1)
    return {"first_on": first, "last_on": after - wall.ONE_DAY}
